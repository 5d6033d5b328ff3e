"""Free places as the desk's pages show them: whom each is offered to, until when, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from sangsaeng.fairs.models import Offer, Opening, Request, Slot, Table
from sangsaeng.fairs.queries.the_day.floor import Floor, Hours
from sangsaeng.fairs.queries.the_day.offers import Happening
from sangsaeng.fairs.queries.the_day.waiting import Candidate, candidate_of, candidates_for
from sangsaeng.fairs.queries.timetables import name_of
from sangsaeng.fairs.states import OFFER_STATES

SHOWN = 50
TONES = {
    "open": "info",
    "accepted": "success",
    "booked": "success",
    "opened": "warning",
    "declined": "neutral",
    "lapsed": "neutral",
    "taken_back": "neutral",
    "closed": "neutral",
}


@dataclass(frozen=True)
class Asked:
    """An offer that waits, to whom and why."""

    offer: Offer
    pair: str
    reasons: list[str]


@dataclass(frozen=True)
class FreeNow:
    """A place that is free, in the words of the page."""

    opening: Opening
    place: str
    host: str
    hours: Hours
    stage: str
    left_by: str
    asked: Asked | None
    waiting: int


@dataclass(frozen=True)
class InLine:
    """A pair that waits for the place, or that cannot have it and why."""

    request: Request
    pair: str
    reasons: list[str]
    why_not: str = ""


@dataclass(frozen=True)
class Told:
    """One change of the day in words."""

    at: datetime
    what: str
    tone: str
    pair: str
    starts_at: datetime | None
    place: str


def free_now(floor: Floor, openings: Iterable[Opening]) -> list[FreeNow]:
    """Return the places that are still free, the soonest first."""
    shown = [_free(floor, one) for one in openings if one.closed_at is None]
    return sorted(shown, key=lambda one: (one.hours.begins, one.place))


def line_for(floor: Floor, opening: Opening) -> tuple[list[InLine], list[InLine]]:
    """Return who waits for the place, the best first, and who cannot have it by itself."""
    waiting = [_in_line(one) for one in candidates_for(floor, opening)]
    inside = {one.request.pk for one in waiting}
    others = [
        InLine(one, pair_of(one), [], hindrance.words)
        for one in floor.requests
        if one.pk not in inside | floor.placed
        and opening.table.participant_id in (None, one.buyer_id)
        and (hindrance := floor.reserve(one, opening)) is not None
    ]
    return waiting[:SHOWN], others[:SHOWN]


def told(happenings: Iterable[Happening]) -> list[Told]:
    """Return the day's changes in words."""
    return [_told(one) for one in happenings]


def what_of(kind: str) -> str:
    """Return in words what happened."""
    own = {
        "opened": _("자리가 빔"),
        "open": _("자리를 제안함"),
        "booked": _("자리에 들어감"),
        "closed": _("빈 채로 끝남"),
    }
    return own.get(kind) or OFFER_STATES.label(kind)


def pair_of(request: Request) -> str:
    """Name a request by its two parties."""
    return f"{name_of(request.buyer)} – {name_of(request.supplier)}"


def place_of(table: Table) -> str:
    """Name a table with its hall."""
    return f"{table.hall.name} {table.label}"


def stage_of(floor: Floor, slot: Slot, table: Table) -> str:
    """Tell whether the place's time runs or is to come."""
    return "running" if floor.at >= Hours.of(slot, table).begins else "to_come"


def _free(floor: Floor, opening: Opening) -> FreeNow:
    table = opening.table
    offer = next((one for one in floor.pending if one.opening_id == opening.pk), None)
    return FreeNow(
        opening=opening,
        place=place_of(table),
        host=name_of(table.participant) if table.participant else "",
        hours=Hours.of(opening.slot, table),
        stage=stage_of(floor, opening.slot, table),
        left_by=pair_of(opening.left_by),
        asked=_asked(floor, offer, opening) if offer else None,
        waiting=len(candidates_for(floor, opening)),
    )


def _asked(floor: Floor, offer: Offer, opening: Opening) -> Asked:
    candidate = candidate_of(floor, offer.request, opening)
    return Asked(offer, pair_of(offer.request), _words(candidate))


def _in_line(candidate: Candidate) -> InLine:
    return InLine(candidate.request, pair_of(candidate.request), _words(candidate))


def _words(candidate: Candidate) -> list[str]:
    return [reason.words for reason in candidate.reasons]


def _told(one: Happening) -> Told:
    where = one.meeting or one.opening
    request = one.request
    return Told(
        at=one.at,
        what=what_of(one.kind),
        tone=TONES[one.kind],
        pair=pair_of(request) if request else "",
        starts_at=where.slot.starts_at if where else None,
        place=place_of(where.table) if where else "",
    )
