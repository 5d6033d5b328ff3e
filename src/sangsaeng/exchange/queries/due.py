"""Which interest the clock has something to do for."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from sangsaeng.exchange.models import Interest

REMINDED_BEFORE = timedelta(days=3)


def interest_due(at: datetime) -> list[Interest]:
    """Return the interest whose time to answer is over, or near and not reminded of yet.

    One indexed statement; hardly ever is there any.
    """
    today = day_of(at)
    near = Interest.objects.filter(state="asked", answer_by__lte=today + REMINDED_BEFORE)
    return [
        one
        for one in near.select_related("listing__owner", "organization").order_by("pk")
        if one.reminded_on is None or is_overdue(one, at)
    ]


def is_overdue(interest: Interest, at: datetime) -> bool:
    """Tell whether the last day to answer has passed."""
    return interest.answer_by < day_of(at)


def day_of(at: datetime) -> date:
    """Return the day of the moment on the clocks of the house."""
    return timezone.localdate(at, timezone.get_default_timezone())
