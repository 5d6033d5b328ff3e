"""What of the exchange falls due: listings that end, and interest that waits for an answer."""

from datetime import date, datetime, timedelta
from typing import Final

from sangsaeng.exchange.models import Interest, Listing, ListingQuerySet
from sangsaeng.kernel.clock import day_of

REMINDED_BEFORE: Final = timedelta(days=14)
# So many at a time, that a great holder's do not hold up the house's other business.
AT_ONCE: Final = 200
ANSWER_REMINDED_BEFORE: Final = timedelta(days=3)


def overdue(today: date) -> list[Listing]:
    """Return some of those whose last day is over, the oldest first."""
    return list(_out().filter(expires_on__lt=today)[:AT_ONCE])


def ending_soon(today: date) -> list[Listing]:
    """Return some of those that end soon and whose owners were not reminded yet."""
    soon = _out().filter(expires_on__range=(today, today + REMINDED_BEFORE))
    return list(soon.filter(reminded_on__isnull=True)[:AT_ONCE])


def ending_with(listing: Listing) -> int:
    """Count what the owner has that ends on the same day, this one among it."""
    same = Listing.objects.filter(owner=listing.owner_id, expires_on=listing.expires_on)
    return same.filter(state__in=("published", "expired")).count()


def _out() -> ListingQuerySet:
    return Listing.objects.published().order_by("expires_on", "pk")


def interest_due(at: datetime) -> list[Interest]:
    """Return the interest whose time to answer is over, or near and not reminded of yet.

    One indexed statement; hardly ever is there any.
    """
    today = day_of(at)
    near = Interest.objects.filter(state="asked", answer_by__lte=today + ANSWER_REMINDED_BEFORE)
    return [
        one
        for one in near.select_related("listing__owner", "organization").order_by("pk")
        if one.reminded_on is None or is_overdue(one, at)
    ]


def is_overdue(interest: Interest, at: datetime) -> bool:
    """Tell whether the last day to answer has passed."""
    return interest.answer_by < day_of(at)
