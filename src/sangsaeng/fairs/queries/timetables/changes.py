"""What became different between two timetables, meeting by meeting."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from sangsaeng.fairs.models import Meeting, Participant, Timetable
from sangsaeng.fairs.queries.timetables.names import name_of
from sangsaeng.fairs.queries.timetables.own import OwnMeetings


@dataclass(frozen=True)
class Spot:
    """When and where a meeting is, in the fair's own time zone."""

    starts_at: datetime
    ends_at: datetime
    hall: str
    table: str


@dataclass(frozen=True)
class Change:
    """A request's meeting before and after; nothing before if added, nothing after if cancelled."""

    request_code: str
    buyer: str
    buyer_code: str
    supplier: str
    supplier_code: str
    before: Spot | None
    after: Spot | None


@dataclass(frozen=True)
class Changes:
    """Every meeting that differs, in the order in which they take place."""

    added: tuple[Change, ...]
    moved: tuple[Change, ...]
    cancelled: tuple[Change, ...]

    def __iter__(self) -> Iterator[Change]:
        return iter((*self.added, *self.moved, *self.cancelled))

    def __len__(self) -> int:
        return len(self.added) + len(self.moved) + len(self.cancelled)

    def affecting(self, participant_code: str) -> "Changes":
        """Return those that one participant has a part in."""

        def own(some: tuple[Change, ...]) -> tuple[Change, ...]:
            return tuple(
                one for one in some if participant_code in {one.buyer_code, one.supplier_code}
            )

        return Changes(own(self.added), own(self.moved), own(self.cancelled))

    def by_participant(self) -> dict[str, "Changes"]:
        """Return for everybody concerned, by code, what :meth:`affecting` says, in one pass."""
        own: dict[str, tuple[list[Change], list[Change], list[Change]]] = defaultdict(
            lambda: ([], [], [])
        )
        for place, some in enumerate((self.added, self.moved, self.cancelled)):
            for one in some:
                own[one.buyer_code][place].append(one)
                own[one.supplier_code][place].append(one)
        return {code: Changes(*(tuple(some) for some in theirs)) for code, theirs in own.items()}

    def begun(self, at: datetime) -> Iterator[Change]:
        """Yield those that move or call off a meeting that has begun."""
        for one in self:
            if one.before is not None and one.before.starts_at <= at:
                yield one

    @property
    def participants(self) -> dict[str, str]:
        """The names, by code, of everybody for whom something differs."""
        return {one.buyer_code: one.buyer for one in self} | {
            one.supplier_code: one.supplier for one in self
        }


def changes(old: Timetable | None, new: Timetable) -> Changes:
    """Compare two timetables of one fair; without an old one every meeting is added."""
    before = _by_request(old.meetings.all()) if old is not None else {}
    return _compared(before, _by_request(new.meetings.all()))


def own_changes(participant: Participant, number: int, own: OwnMeetings | None = None) -> Changes:
    """Compare a published version with the one before it, for one participant alone.

    Phones ask all day, and for most nothing differs: places are compared before names are read.
    """
    own = own or OwnMeetings(participant)
    before, after = own.of_number(number - 1), own.of_number(number)
    if {one.place for one in before} == {one.place for one in after}:
        return Changes((), (), ())
    earlier, now = (
        _by_request(Meeting.objects.filter(pk__in=[one.meeting for one in some]))
        for some in (before, after)
    )
    return _compared(earlier, now)


def spot_of(meeting: Meeting) -> Spot:
    """Return when and where the meeting is."""
    zone = meeting.timetable.fair.tz
    return Spot(
        meeting.slot.starts_at.astimezone(zone),
        meeting.slot.ends_at.astimezone(zone),
        meeting.table.hall.name,
        meeting.table.label,
    )


def _compared(before: dict[str, Meeting], after: dict[str, Meeting]) -> Changes:
    everything = [
        _change(before.get(code), after.get(code)) for code in sorted(before.keys() | after.keys())
    ]
    everything.sort(key=lambda change: _moment(change.after or change.before))
    return Changes(
        tuple(one for one in everything if one.before is None),
        tuple(one for one in everything if one.before and one.after and one.before != one.after),
        tuple(one for one in everything if one.after is None),
    )


def _by_request(meetings: QuerySet[Meeting]) -> dict[str, Meeting]:
    named = meetings.select_related(
        "timetable__fair",
        "request",
        "slot",
        "table__hall",
        "buyer__organization",
        "supplier__organization",
    )
    return {meeting.request.code: meeting for meeting in named}


def _change(before: Meeting | None, after: Meeting | None) -> Change:
    meeting = after or before
    if meeting is None:
        message = "a change needs a meeting before or after"
        raise ValueError(message)
    return Change(
        meeting.request.code,
        name_of(meeting.buyer),
        meeting.buyer.code,
        name_of(meeting.supplier),
        meeting.supplier.code,
        spot_of(before) if before else None,
        spot_of(after) if after else None,
    )


def _moment(spot: Spot | None) -> tuple[str, str]:
    return (spot.starts_at.isoformat(), spot.table) if spot else ("", "")
