"""Who waits for a free place, the best first and why; and where a waiting pair could meet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from sangsaeng.fairs.models import Opening, Request, Slot, Table
from sangsaeng.fairs.queries.the_day.floor import Floor, Hindrance, Hours, read_floor
from sangsaeng.fairs.weights import SCALE

REASONS: Mapping[str, str | Promise] = {
    "weight": gettext_lazy("희망도 %(number)s"),
    "no_meeting": gettext_lazy("오늘 상담이 하나도 없음"),
    "meetings": gettext_lazy("오늘 상담 %(number)s건"),
    "first_timer": gettext_lazy("첫 참가"),
    "arrived": gettext_lazy("도착함"),
}


@dataclass(frozen=True)
class Reason:
    """One reason for a candidate's place in the line: a code, and its figure if it has one."""

    code: str
    number: int | None = None

    @property
    def words(self) -> str:
        """The reason in the active language."""
        text = str(REASONS[self.code])
        return text % {"number": self.number} if self.number is not None else text


@dataclass(frozen=True)
class Candidate:
    """A pair that waits, and what decides when its turn comes.

    ``wished`` is its weight before absences at earlier fairs are taken off: of these the desk, which
    reads the reasons, learns nothing.
    """

    request: Request
    weight: int
    wished: int
    meetings: int
    is_first_timer: bool
    has_arrived: bool
    is_late: bool

    @property
    def rank(self) -> tuple[bool, int, int, bool, bool, int]:
        """The smaller, the sooner: the greater wish, the fewer meetings, first-timers, who is here.

        Once the place's time runs, who is not known to be here comes after all who are.
        """
        return (
            self.is_late,
            -self.weight,
            self.meetings,
            not self.is_first_timer,
            not self.has_arrived,
            self.request.pk,
        )

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why it stands where it stands, in the order in which it counts."""
        met = Reason("meetings", self.meetings) if self.meetings else Reason("no_meeting")
        told = (
            (Reason("first_timer"), self.is_first_timer),
            (Reason("arrived"), self.has_arrived),
        )
        weight = Reason("weight", self.wished // SCALE)
        return (weight, met, *(reason for reason, holds in told if holds))


@dataclass(frozen=True)
class FreePlace:
    """A place where a waiting pair could meet, and who is asked about it just now."""

    slot: Slot
    table: Table
    hours: Hours
    offered_to: Request | None = None

    @property
    def key(self) -> str:
        """How a form names the place."""
        return f"{self.slot.pk}-{self.table.pk}"


@dataclass(frozen=True)
class Standing:
    """A meeting of the version in force that is not over."""

    request: Request
    slot: Slot
    table: Table
    hours: Hours


def candidates_for(floor: Floor, opening: Opening) -> list[Candidate]:
    """Return the pairs to which the opening may be offered, the best one first."""
    waiting = [
        candidate_of(floor, request, opening)
        for request in floor.requests
        if floor.reserve(request, opening) is None
    ]
    return sorted(waiting, key=lambda candidate: candidate.rank)


def candidate_of(floor: Floor, request: Request, opening: Opening) -> Candidate:
    """Return a pair with what decides when its turn for the opening comes."""
    movers = floor.movers(request)
    here = floor.seen_on(opening.slot).here
    has_arrived = all(party.pk in here for party in movers)
    runs = floor.at >= Hours.of(opening.slot, opening.table).begins
    return Candidate(
        request=request,
        weight=floor.weight(request),
        wished=floor.weighing.wished(request),
        meetings=min(floor.load[party.pk] for party in movers),
        is_first_timer=any(party.is_first_timer for party in movers),
        has_arrived=has_arrived,
        is_late=runs and not has_arrived,
    )


def next_for(floor: Floor, opening: Opening) -> Request | None:
    """Return the pair whose turn it is."""
    line = candidates_for(floor, opening)
    return line[0].request if line else None


def places_for(request: Request, at: datetime) -> list[FreePlace]:
    """Return every place still to come where the two could meet, those asked about last."""
    return places_on(read_floor(request.fair, at), request)


def places_on(floor: Floor, request: Request) -> list[FreePlace]:
    """Return the same on a floor that was read already."""
    asked = {(one.opening.slot_id, one.opening.table_id): one.request for one in floor.pending}
    free = [
        FreePlace(slot, table, Hours.of(slot, table), asked.get((slot.pk, table.pk)))
        for slot in floor.slots
        for table in floor.tables
        if floor.hindrance(request, slot, table) is None
    ]
    return sorted(free, key=lambda place: (place.hours.begins, place.offered_to is not None))


def why_nowhere(floor: Floor, request: Request) -> Hindrance | None:
    """Return what keeps the two from every place still to come: what lies with them comes first."""
    found = [
        hindrance
        for slot in floor.slots
        for table in floor.tables
        if (hindrance := floor.hindrance(request, slot, table)) is not None
    ]
    own = [one for one in found if one.code not in {"over", "another_table", "table_lost"}]
    telling = sorted(own or found, key=lambda one: one.code == "table_taken")
    return telling[0] if telling else None


def waiting_requests(floor: Floor) -> list[Request]:
    """Return the pairs without a meeting that could still have one, by name."""
    waiting = [
        one
        for one in floor.requests
        if one.pk not in floor.placed
        and one.state in {"asked", "accepted"}
        and floor.weight(one) > 0
        and (one.buyer_id, one.supplier_id) not in floor.apart
    ]
    return sorted(waiting, key=lambda one: (str(one.buyer), str(one.supplier), one.pk))


def meetings_to_come(floor: Floor) -> list[Standing]:
    """Return the meetings that run or are to come, the soonest first."""
    requests = {one.pk: one for one in floor.requests}
    slots = {one.pk: one for one in floor.slots}
    tables = {one.pk: one for one in floor.tables}
    found = [
        Standing(requests[request], slots[slot], tables[table], hours)
        for (slot, table), request in floor.taken.items()
        if request in requests and floor.at < (hours := Hours.of(slots[slot], tables[table])).ends
    ]
    return sorted(found, key=lambda one: (one.hours.begins, one.table.position))
