"""What waits for a viewer who checks."""

from django.db.models import Q

from sangsaeng.exchange.models import Listing, ListingQuerySet
from sangsaeng.exchange.models.listing import LEADING
from sangsaeng.exchange.queries.access import get_listing_for
from sangsaeng.exchange.rules import may_check
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import Viewer, may_operate
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.organizations.models import Membership


def waiting_for(viewer: Viewer) -> ListingQuerySet:
    """Return what the viewer may check now, what waits longest first."""
    if not isinstance(viewer, Person):
        return Listing.objects.none()
    places = Membership.objects.organizations_of(viewer)
    given = Q() if may_operate(viewer) else Q(checker__in=places.filter(role__in=LEADING))
    waiting = Listing.objects.visible_to(viewer).filter(given, state="submitted")
    return (
        waiting.exclude(author=viewer)
        .exclude(owner__in=places)
        .select_related("owner", "checker")
        .order_by("touched_at", "pk")
    )


def may_ever_check(viewer: Viewer) -> bool:
    """Tell whether there is a list of what waits for the viewer: editors, and who leads a checker."""
    if may_operate(viewer):
        return True
    if not isinstance(viewer, Person):
        return False
    leading = Membership.objects.organizations_of(viewer).filter(role__in=LEADING)
    return leading.filter(organization__kind="association").exists()


def get_to_check_for(viewer: Viewer, code: str) -> Listing:
    """Return a need or an offer that the viewer may check, or refuse as if there were none."""
    listing = get_listing_for(viewer, code)
    if listing.state != "submitted" or not may_check(viewer, listing):
        raise NotFound
    return listing
