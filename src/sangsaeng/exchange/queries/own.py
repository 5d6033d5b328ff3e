"""A person's own needs and offers, which are those of the organizations they belong to."""

from dataclasses import dataclass

from django.db.models import Count, Q

from sangsaeng.exchange.models import Competitor, Listing, ListingQuerySet
from sangsaeng.exchange.queries.access import get_listing_for
from sangsaeng.exchange.rules import may_edit, may_name_competitors
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.kernel.sheets.celltext import clean
from sangsaeng.organizations.models import Membership, Organization
from sangsaeng.organizations.queries import own_organizations


@dataclass(frozen=True)
class OwnFilters:
    """How the list of one's own is narrowed; an empty field narrows nothing."""

    text: str = ""
    side: str = ""
    kind: str = ""
    state: str = ""
    owner: str = ""


def own_listings(viewer: Viewer, filters: OwnFilters | None = None) -> ListingQuerySet:
    """Return what the viewer's organizations put up, what was touched last first."""
    if not isinstance(viewer, Person):
        return Listing.objects.none()
    asked = filters or OwnFilters()
    mine = Membership.objects.organizations_of(viewer)
    found = Listing.objects.visible_to(viewer).filter(owner__in=mine)
    exact = {
        name: value
        for name, value in (
            ("side", asked.side),
            ("kind", asked.kind),
            ("state", asked.state),
            ("owner__code", asked.owner),
        )
        if value
    }
    words = [
        Q(title__icontains=word) | Q(abstract__icontains=word) | Q(code__iexact=word)
        for word in clean(asked.text).split()
    ]
    return found.filter(*words, **exact).select_related("owner").order_by("-touched_at", "-pk")


def counts_by_state(listings: ListingQuerySet) -> dict[str, int]:
    """Count them by state."""
    counted = listings.order_by().values_list("state").annotate(count=Count("pk"))
    return dict(counted)


def get_own_listing_for(viewer: Viewer, code: str) -> Listing:
    """Return one of the viewer's own needs or offers, or refuse as if there were none."""
    listing = get_listing_for(viewer, code)
    if not may_edit(viewer, listing):
        raise NotFound
    return listing


def led_organizations(viewer: Viewer) -> list[Organization]:
    """Return the organizations whose quiet list the viewer keeps."""
    return [one for one in own_organizations(viewer) if may_name_competitors(viewer, one)]


def competitors_of(viewer: Viewer, organization: Organization) -> list[Competitor]:
    """Return the quiet list to those who keep it; nothing to others."""
    if not may_name_competitors(viewer, organization):
        return []
    rows = Competitor.objects.filter(owner=organization).select_related("competitor", "named_by")
    return list(rows.order_by("competitor__name", "pk"))
