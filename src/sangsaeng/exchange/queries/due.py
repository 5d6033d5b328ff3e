"""What of the exchange falls due: what is out and ends soon, or whose time is over."""

from datetime import date, timedelta
from typing import Final

from sangsaeng.exchange.models import Listing, ListingQuerySet

REMINDED_BEFORE: Final = timedelta(days=14)
# So many at a time, that a great holder's do not hold up the house's other business.
AT_ONCE: Final = 200


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
