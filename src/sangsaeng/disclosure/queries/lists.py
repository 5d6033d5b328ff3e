"""Lists: an organization's material, what it gave, and what it was given."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from sangsaeng.disclosure.models import Demand, ListedTitle, Material, MaterialVersion
from sangsaeng.exchange.models import Interest
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.organizations.models import Membership, Organization

_ABOUT = ("owner", "receiver", "agreement", "agreement__certificate")


@dataclass(frozen=True)
class Kept:
    """A material with its newest version, and for how many demands some version was granted."""

    material: Material
    newest: MaterialVersion
    granted_count: int


def materials_of(viewer: Viewer) -> list[Kept]:
    """Return the material of the viewer's organizations, the newest first."""
    found = Material.objects.visible_to(viewer).select_related("owner")
    return [_kept(one) for one in found.prefetch_related("versions__granted")]


def given_by(viewer: Viewer) -> QuerySet[Demand]:
    """Return the demands that the viewer's organizations were sent."""
    return _about(viewer, "owner")


def got_by(viewer: Viewer) -> QuerySet[Demand]:
    """Return the demands that the viewer's organizations wrote."""
    return _about(viewer, "receiver")


def titles_told_to(viewer: Viewer) -> QuerySet[ListedTitle]:
    """Return the titles that owners listed for the viewer's organizations, and nothing else."""
    if not isinstance(viewer, Person):
        return ListedTitle.objects.none()
    mine = Membership.objects.organizations_of(viewer)
    told = ListedTitle.objects.filter(organization__in=mine, ended_at__isnull=True)
    return told.select_related("material__owner", "organization").order_by("-listed_at", "-pk")


def demands_about(viewer: Viewer, owner: Organization) -> QuerySet[Demand]:
    """Return the running disclosures between the viewer's organizations and this owner."""
    running = Q(state__in=("draft", "sent", "granted"))
    return got_by(viewer).filter(running, owner=owner)


def demands_from(viewer: Viewer, interest: Interest) -> QuerySet[Demand]:
    """Return the disclosures that came out of an interest, the newest first."""
    found = Demand.objects.visible_to(viewer).filter(interest=interest)
    return found.select_related("owner", "receiver").order_by("-asked_at", "-pk")


def waiting(viewer: Viewer) -> list[Demand]:
    """Return the disclosures of the viewer's organizations, as either side, that have not ended."""
    over = Q(state__in=("declined", "withdrawn")) | Q(agreement__state="called_off")
    over |= Q(agreement__certificate__state="accepted")
    found = {one.pk: one for side in (given_by, got_by) for one in side(viewer).exclude(over)}
    return list(found.values())


def _kept(material: Material) -> Kept:
    versions = list(material.versions.all())
    demands = {granted.demand_id for one in versions for granted in one.granted.all()}
    return Kept(material, versions[0], len(demands))


def _about(viewer: Viewer, side: str) -> QuerySet[Demand]:
    if not isinstance(viewer, Person):
        return Demand.objects.none()
    mine = Membership.objects.organizations_of(viewer)
    visible = Demand.objects.visible_to(viewer).filter(**{f"{side}__in": mine})
    return visible.select_related(*_ABOUT).prefetch_related("agreement__signatures")
