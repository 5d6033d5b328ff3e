"""A ceremony for those who prepare it, its guests and the order in which they go up."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from sangsaeng.honors.models import Ceremony, Guest, Holder, Honor
from sangsaeng.honors.rules import may_answer_invitation, may_hold_ceremony
from sangsaeng.honors.seating import Seated
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.programs.models import Call
from sangsaeng.programs.queries.access import get_call_for


@dataclass(frozen=True)
class Turnout:
    """How many guests there are, come, stay away, and are there."""

    listed: int
    coming: int
    not_coming: int
    arrived: int
    without_seat: int


def get_ceremony_call_for(viewer: Viewer, slug: str) -> Call:
    """Return the call, if the viewer prepares its ceremony."""
    call = get_call_for(viewer, slug)
    if not may_hold_ceremony(viewer, call):
        raise NotFound
    return call


def get_ceremony_for(viewer: Viewer, slug: str) -> Ceremony:
    """Return the call's ceremony, if it is set and the viewer prepares it."""
    call = get_ceremony_call_for(viewer, slug)
    ceremony = Ceremony.objects.select_related("call__program__host").filter(call=call).first()
    if ceremony is None:
        raise NotFound
    return ceremony


def get_guest_for(viewer: Viewer, slug: str, code: str) -> Guest:
    """Return a guest, if the viewer prepares the ceremony."""
    ceremony = get_ceremony_for(viewer, slug)
    guest = guests_of(ceremony).filter(code=code).first()
    if guest is None:
        raise NotFound
    return guest


def get_invitation_for(viewer: Viewer, slug: str, code: str) -> Guest:
    """Return the invitation, if it was sent and is the viewer's to answer."""
    guests = Guest.objects.select_related("ceremony__call__program", "organization", "honor")
    asked = guests.filter(asked_at__isnull=False, ceremony__call__slug=slug)
    guest = asked.filter(code=code).first()
    if guest is None or not may_answer_invitation(viewer, guest):
        raise NotFound
    return guest


def honors_of(ceremony: Ceremony) -> QuerySet[Honor]:
    """Return the honors that are handed over, in the order of their numbers."""
    holders = Prefetch("holders", Holder.objects.select_related("organization"))
    given = Honor.objects.given().filter(call=ceremony.call_id)
    return (
        given.select_related("program__host", "call", "entry__call")
        .prefetch_related(holders)
        .order_by("number", "pk")
    )


def guests_of(ceremony: Ceremony) -> QuerySet[Guest]:
    """Return the list: those who receive first, in the order in which they go up."""
    return (
        Guest.objects.filter(ceremony=ceremony)
        .select_related("ceremony__call", "organization", "honor", "person")
        .order_by("-receives", "honor__number", "organization__name", "pk")
    )


def seated_of(ceremony: Ceremony) -> list[Seated]:
    """Return who is to be seated: everybody who has not declined."""
    positions = {
        (honor, organization): position
        for honor, organization, position in Holder.objects.filter(
            honor__call=ceremony.call_id
        ).values_list("honor", "organization", "position")
    }
    return [_seated(one, positions) for one in guests_of(ceremony).exclude(state="not_coming")]


def turnout_of(ceremony: Ceremony) -> Turnout:
    """Count the guests."""
    rows = list(ceremony.guests.values_list("state", "row"))
    states = [state for state, _row in rows]
    return Turnout(
        listed=len(rows),
        coming=states.count("coming"),
        not_coming=states.count("not_coming"),
        arrived=states.count("arrived"),
        without_seat=sum(row is None and state != "not_coming" for state, row in rows),
    )


def _seated(guest: Guest, positions: dict[tuple[int, int], int]) -> Seated:
    group = guest.organization.name if guest.organization else ""
    if not guest.receives or guest.honor is None:
        return Seated(guest.pk, group)
    position = positions.get((guest.honor.pk, guest.organization_id or 0), 99)
    return Seated(guest.pk, group, (guest.honor.number or 0, position))
