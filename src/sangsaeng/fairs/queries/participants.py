"""Who takes part in a fair: lists, exports and what each may be shown of the others."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from sangsaeng.fairs.models import (
    STANDING,
    Fair,
    Participant,
    ParticipantQuerySet,
    Population,
    Side,
    Unavailability,
)
from sangsaeng.fairs.queries.incoming import spans_of
from sangsaeng.fairs.rules import may_see_all
from sangsaeng.fairs.slot_text import written_slots
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.organizations.models import Membership, OrganizationName
from sangsaeng.organizations.names import name_key


@dataclass(frozen=True)
class ParticipantFilters:
    """How a list of participants is narrowed; an empty field narrows nothing."""

    text: str = ""
    side: str = ""


def participants_for(
    viewer: Viewer, fair: Fair, filters: ParticipantFilters | None = None
) -> ParticipantQuerySet:
    """Return the participants whose affairs the viewer may see, narrowed."""
    filters = filters or ParticipantFilters()
    found = Participant.objects.visible_to(viewer).filter(fair=fair)
    if filters.side:
        found = found.filter(side=filters.side)
    if filters.text.strip():
        found = found.filter(named(filters.text))
    standing = Q(requests_as_buyer__state__in=STANDING)
    as_supplier = Q(requests_as_supplier__state__in=STANDING)
    return (
        found.select_related("organization")
        .annotate(
            table_count=Count("tables", distinct=True),
            away_count=Count("unavailabilities", distinct=True),
            request_count=Count("requests_as_buyer", filter=standing, distinct=True)
            + Count("requests_as_supplier", filter=as_supplier, distinct=True),
        )
        .order_by("organization__name", "pk")
    )


def own_participants(viewer: Viewer, fair: Fair) -> list[Participant]:
    """Return the participants the viewer speaks for."""
    if not isinstance(viewer, Person) or not viewer.is_active:
        return []
    own = Membership.objects.running().filter(person=viewer).values("organization")
    return list(fair.participants.filter(organization__in=own).select_related("organization"))


def public_buyers(fair: Fair) -> list[Participant]:
    """Return the buyers that come, whom everybody may know; suppliers are not named in public."""
    return list(fair.participants.filter(side=Side.BUYER).select_related("organization"))


def others_of(participant: Participant) -> ParticipantQuerySet:
    """Return everybody on the other side of the participant."""
    fair = participant.fair
    others = Participant.objects.filter(fair=fair).exclude(pk=participant.pk)
    if fair.population == Population.TWO_SIDED:
        wanted = Side.SUPPLIER if participant.side == Side.BUYER else Side.BUYER
        others = others.filter(side=wanted)
    return others.select_related("organization")


def counterparts_of(participant: Participant) -> list[Participant]:
    """Return those of the other side with whom the participant has not yet a request."""
    standing = participant.fair.requests.filter(state__in=STANDING)
    return list(
        others_of(participant)
        .exclude(pk__in=standing.filter(buyer=participant).values("supplier"))
        .exclude(pk__in=standing.filter(supplier=participant).values("buyer"))
    )


def participant_records(
    viewer: Viewer, fair: Fair, found: ParticipantQuerySet
) -> Iterator[dict[str, Any]]:
    """Return participants as rows of their sheet, to those who see all of a fair."""
    if not may_see_all(viewer, fair):
        return
    slots = list(fair.slots.order_by("starts_at"))
    spans = spans_of(fair, slots)
    number = {slot.pk: index for index, slot in enumerate(slots)}
    away: dict[int, list[int]] = {}
    for participant, slot in Unavailability.objects.filter(participant__fair=fair).values_list(
        "participant", "slot"
    ):
        away.setdefault(participant, []).append(number[slot])
    halls = dict(
        fair.tables.filter(participant__isnull=False)
        .order_by("-position")
        .values_list("participant", "hall__name")
    )
    for one in found:
        yield {
            "identity": one.code,
            "name": one.organization.name,
            "side": one.side,
            "size_class": one.organization.size_class,
            "business_number": one.organization.business_number,
            "hall": halls.get(one.pk),
            "tables": one.table_count if one.side == Side.BUYER else None,  # type: ignore[attr-defined]  # annotated by the query
            "limit": one.limit,
            "is_first_timer": one.is_first_timer,
            "away": written_slots(away.get(one.pk, []), spans),
            "interests": one.interests,
        }


def named(text: str) -> Q:
    """Return the condition that finds participants by any of their names or by their interests."""
    key = name_key(text)
    named = Q(organization__name__icontains=text.strip()) | Q(interests__icontains=text.strip())
    if key:
        # A subquery, so that a second name of one organization does not count its rows twice.
        names = OrganizationName.objects.filter(key__contains=key)
        named |= Q(organization__in=names.values("organization"))
    return named
