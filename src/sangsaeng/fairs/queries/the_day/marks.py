"""What the desk's marks say: of every party and meeting the latest one holds."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import QuerySet

from sangsaeng.fairs.models import Fair, Mark

HERE = frozenset({Mark.Kind.PRESENT.value, Mark.Kind.LATE.value})
ABSENT = Mark.Kind.ABSENT.value
ARRIVED = Mark.Kind.ARRIVED.value
UNMARKED = Mark.Kind.UNMARKED.value
LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Seen:
    """One mark, as far as it matters for what holds."""

    participant: int
    request: int | None
    kind: str
    stand_in: str
    at: datetime


@dataclass(frozen=True)
class AtMeeting:
    """What holds of a meeting: each side's mark by participant, and what follows from them."""

    sides: Mapping[int, Seen]
    is_held: bool

    @property
    def is_missed(self) -> bool:
        """Tell whether a side did not come."""
        return any(seen.kind == ABSENT for seen in self.sides.values())

    @property
    def keeps_its_place(self) -> bool:
        """Tell whether nobody else may have the meeting's place: it was held, or nobody is absent."""
        return self.is_held or not self.is_missed


class Attendance:
    """The marks of a fair, read once and filed by party and meeting."""

    def __init__(self, marks: Iterable[Seen]) -> None:
        """File the marks; they come in the order of their moments."""
        self._of_requests: dict[int, list[Seen]] = defaultdict(list)
        self._of_parties: dict[int, list[Seen]] = defaultdict(list)
        for mark in marks:
            self._of_parties[mark.participant].append(mark)
            if mark.request is not None:
                self._of_requests[mark.request].append(mark)

    def at_meeting(self, request: int, since: datetime | None = None) -> AtMeeting:
        """Return what holds of a request's meeting.

        A meeting that the day booked again counts marks only ``since`` then. A meeting was held once
        both sides were there, until one of these marks is taken back or corrected.
        """
        sides: dict[int, Seen] = {}
        is_held = False
        for mark in self._of_requests[request]:
            if mark.at >= (since or LONG_AGO):
                sides[mark.participant] = mark
                both = sum(side.kind in HERE for side in sides.values()) > 1
                is_held = both or (is_held and mark.kind == ABSENT)
        return AtMeeting(
            {party: seen for party, seen in sides.items() if seen.kind != UNMARKED}, is_held
        )

    def arrival_of(self, participant: int, since: datetime | None = None) -> Seen | None:
        """Return the mark by which a party is in the house; who sits at a table has arrived."""
        holding: dict[int | None, Seen] = {}
        for mark in self._of_parties[participant]:
            if mark.at >= (since or LONG_AGO):
                holding[mark.request] = mark
        telling = [
            mark
            for mark in holding.values()
            if mark.kind in HERE or (mark.request is None and mark.kind != UNMARKED)
        ]
        latest = max(telling, key=lambda mark: mark.at, default=None)
        return latest if latest is not None and latest.kind != Mark.Kind.LEFT else None


def attendance_of(fair: Fair) -> Attendance:
    """Return what the desk of the fair saw."""
    return _attendance(Mark.objects.filter(fair=fair))


def attendance_at_fairs(fairs: Collection[int]) -> Attendance:
    """Return what the desks of several fairs saw, by primary key."""
    return _attendance(Mark.objects.filter(fair__in=fairs))


def attendance_at(requests: Iterable[int]) -> Attendance:
    """Return what the desk saw at these requests' meetings, by primary key."""
    return _attendance(Mark.objects.filter(request__in=list(requests)))


def _attendance(marks: QuerySet[Mark]) -> Attendance:
    rows = marks.order_by("at", "key").values_list(
        "participant", "request", "kind", "stand_in", "at"
    )
    return Attendance(Seen(*row) for row in rows)
