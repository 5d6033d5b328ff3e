"""Which organizations, people and credentials a viewer is shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from sangsaeng.kernel.models import Invitation, Person
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.organizations.business_number import normalized
from sangsaeng.organizations.models import (
    Claim,
    Credential,
    Membership,
    Organization,
    OrganizationName,
    OrganizationQuerySet,
    Role,
)
from sangsaeng.organizations.names import name_key
from sangsaeng.organizations.rules import may_answer_claims, may_invite, may_see_people

# A search names few organizations; a word that names more is no name.
MOST_NAMED = 5
NAMES_EACH = 10
# The grades of one year's evaluation, best first; older years had their own words.
GRADES = ("최우수", "우수", "양호", "보통", "개선", "개선필요", "미흡")


@dataclass(frozen=True)
class Filters:
    """How a list of organizations is narrowed; an empty field narrows nothing."""

    text: str = ""
    kind: str = ""
    size_class: str = ""
    region: str = ""


def visible_to(viewer: Viewer, filters: Filters | None = None) -> OrganizationQuerySet:
    """Return the organizations the viewer may see, narrowed."""
    filters = filters or Filters()
    found = Organization.objects.visible_to(viewer).filter(merged_into__isnull=True)
    exact = {
        field: value
        for field in ("kind", "size_class", "region")
        if (value := getattr(filters, field))
    }
    return found.filter(_named(filters.text), **exact)


def _named(text: str) -> Q:
    if not text.strip():
        return Q()
    key = name_key(text)
    identified = Q(business_number=normalized(text)) | Q(code=text.strip().upper())
    if not key:
        return identified
    names = OrganizationName.objects.filter(organization=OuterRef("pk"), key__contains=key)
    return identified | Q(Exists(names))


def called(viewer: Viewer, text: str, most: int) -> list[Organization]:
    """Return organizations that go by a name like the text: whole names first, then beginnings.

    Names are gone through once, which takes under a tenth of a second among a million.
    """
    key = name_key(text)
    if not key:
        return []
    nearness = Case(When(key=key, then=0), When(key__startswith=key, then=1), default=2)
    named = (
        OrganizationName.objects.filter(key__contains=key)
        .order_by(nearness, "key", "organization")
        .values_list("organization", flat=True)
    )
    # Several names may be one organization's, and some of them may have become another.
    nearest = list(dict.fromkeys(named[: most * NAMES_EACH]))
    found = Organization.objects.visible_to(viewer).filter(merged_into=None).in_bulk(nearest)
    return [found[pk] for pk in nearest if pk in found][:most]


def going_by(viewer: Viewer, text: str) -> list[tuple[str, ...]]:
    """Return all names of each organization of which the text, or a word of it, is a name."""
    keys = {key for key in map(name_key, [text, *text.split()]) if key}
    named = (
        Organization.objects.visible_to(viewer)
        .filter(Exists(OrganizationName.objects.filter(organization=OuterRef("pk"), key__in=keys)))
        .order_by("pk")[:MOST_NAMED]
    )
    groups: dict[int, list[str]] = {}
    for organization, name in OrganizationName.objects.filter(
        organization__in=[one.pk for one in named]
    ).values_list("organization", "name"):
        groups.setdefault(organization, []).append(name)
    return [tuple(sorted(group)) for group in groups.values()]


def get_organization_for(viewer: Viewer, code: str) -> Organization:
    """Return the organization with the code; one that was merged leads to the one it became."""
    found = Organization.objects.select_related("merged_into").filter(code=code).first()
    if found is None:
        raise NotFound
    survivor = found.merged_into or found
    if not Organization.objects.visible_to(viewer).filter(pk=survivor.pk).exists():
        raise NotFound
    return survivor


def credentials_of(organization: Organization) -> QuerySet[Credential]:
    """Return what the organization earned, newest first."""
    return organization.credentials.order_by("-year", "kind", "value")


def credentials_of_all(organizations: OrganizationQuerySet) -> QuerySet[Credential]:
    """Return what the organizations earned, by organization and year."""
    return (
        Credential.objects.filter(organization__in=organizations.order_by())
        .select_related("organization")
        .order_by("organization__name", "organization_id", "-year", "kind", "value")
    )


def people_of(viewer: Viewer, organization: Organization) -> QuerySet[Membership]:
    """Return the running memberships, to those who may see people; nothing to others."""
    if not may_see_people(viewer, organization):
        return Membership.objects.none()
    return organization.memberships.running().select_related("person").order_by("began_at", "pk")


def open_invitations_of(viewer: Viewer, organization: Organization) -> QuerySet[Invitation]:
    """Return invitations nobody has taken yet, to those who may invite."""
    if not may_invite(viewer, organization, Role.STAFF):
        return Invitation.objects.none()
    return Invitation.objects.filter(
        purpose="membership",
        payload__organization=organization.code,
        accepted_at__isnull=True,
        withdrawn_at__isnull=True,
    ).order_by("-invited_at", "-pk")


def organizations_of(person: Person) -> QuerySet[Membership]:
    """Return where the person has a place now."""
    return (
        Membership.objects.running()
        .filter(person=person)
        .select_related("organization")
        .order_by("organization__name", "pk")
    )


def own_organizations(viewer: Viewer) -> OrganizationQuerySet:
    """Return the organizations in whose name the viewer may act, by name."""
    if not isinstance(viewer, Person):
        return Organization.objects.none()
    mine = Membership.objects.organizations_of(viewer)
    return Organization.objects.filter(pk__in=mine).order_by("name", "pk")


def claims_waiting_for(viewer: Viewer) -> QuerySet[Claim]:
    """Return the claims to be checked, oldest first, to those who answer them."""
    if not may_answer_claims(viewer):
        return Claim.objects.none()
    return (
        Claim.objects.filter(state="asked")
        .select_related("organization", "person")
        .order_by("asked_at", "pk")
    )


def claims_of(person: Person, organization: Organization) -> QuerySet[Claim]:
    """Return the person's own claims to the organization, newest first."""
    return organization.claims.filter(person=person).order_by("-asked_at", "-pk")


def by_business_number(numbers: Sequence[str]) -> dict[str, Organization]:
    """Return the organizations that have one of the business registration numbers."""
    found = Organization.objects.filter(business_number__in=numbers, merged_into__isnull=True)
    return {each.business_number: each for each in found if each.business_number}
