"""One day of a fair as the desk sees it: every row read once and filed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time

from sangsaeng.fairs.models import Fair, Hall, Meeting, Opening, Slot, Table
from sangsaeng.fairs.queries.desk.clocks import Clock
from sangsaeng.fairs.queries.desk.shapes import (
    Coming,
    Counts,
    Guest,
    HallThen,
    Party,
    Sitting,
    SlotThen,
    Stage,
    TableThen,
)
from sangsaeng.fairs.queries.the_day.marks import AtMeeting, attendance_of
from sangsaeng.fairs.queries.timetables import name_of

_LATER_THAN_ALL = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Pair:
    """A meeting, or one that left its place on the day, by primary keys."""

    request: int
    request_code: str
    buyer: int
    supplier: int
    slot: int
    table: int
    booked_at: datetime | None = None

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands or stood."""
        return self.slot, self.table


class DeskDay:
    """A day: its slots and tables, who meets there, who left a place, and what the desk saw."""

    def __init__(self, fair: Fair, day: int, clocks: Mapping[Hall, Clock], at: datetime) -> None:
        """Read the day's rows, of the halls with a clock."""
        self._zone, self._clocks, self._at = fair.tz, clocks, at
        self._halls = {hall.pk: hall for hall in clocks}
        self._slots = {one.pk: one for one in fair.slots.filter(day=day).select_related("day")}
        tables = fair.tables.filter(hall__in=clocks).select_related("hall", "lost_from")
        self._tables = {table.pk: table for table in tables}
        people = fair.participants.select_related("organization")
        self._people = {one.pk: one for one in people}
        self._meetings = {pair.place: pair for pair in _meetings(fair, day, clocks)}
        left = {pair.place: pair for pair in _left_behind(fair, day, clocks)}
        self._left = {place: pair for place, pair in left.items() if place not in self._meetings}
        self._attendance = attendance_of(fair)
        dawn = _dawn(fair, next(iter(self._slots.values())))
        self._arrivals = {pk: self._attendance.arrival_of(pk, dawn) for pk in self._people}

    def slots(self) -> tuple[SlotThen, ...]:
        """Return the day's slots by the clock of the hall that is least behind."""
        clock = min(self._clocks.values(), key=lambda one: one.behind)
        return tuple(self._then(slot, clock) for slot in self._slots.values())

    def hall(self, hall: Hall, slot: Slot | None = None) -> HallThen:
        """Return a hall in the slot, or in the slot that is its own present."""
        clock = self._clocks[hall]
        shown = slot or clock.shown
        tables = [one for one in self._tables.values() if one.hall_id == hall.pk]
        return HallThen(
            hall.pk,
            hall.name,
            hall.behind_minutes,
            self._then(shown, clock),
            self._then(clock.running, clock) if clock.running else None,
            self._then(clock.following, clock) if clock.following else None,
            tuple(self._table(table, shown) for table in tables),
        )

    def hall_by_slot(self, hall: Hall, *, from_now: bool) -> tuple[HallThen, ...]:
        """Return a hall slot by slot, of the whole day or of what is not over."""
        clock = self._clocks[hall]
        return tuple(
            self.hall(hall, slot)
            for slot in self._slots.values()
            if not from_now or clock.stage(slot) != "over"
        )

    def guests(self) -> tuple[Guest, ...]:
        """Return everybody, those awaited first, in the order of their meetings."""
        coming = self._coming()
        own: dict[int, list[str]] = {}
        for table in self._tables.values():
            own.setdefault(table.participant_id or 0, []).append(table.label)
        guests = [
            Guest(
                one.code,
                name_of(one),
                str(one.get_side_display()),
                tuple(own.get(pk, ())),
                self._arrivals[pk],
                coming.get(pk),
            )
            for pk, one in self._people.items()
        ]
        return tuple(sorted(guests, key=_by_urgency))

    def counts(self) -> Counts:
        """Return the day's figures."""
        pairs = [*self._meetings.values(), *self._left.values()]
        expected = {party for pair in pairs for party in (pair.buyer, pair.supplier)}
        seen = [self._seen_at(pair) for pair in pairs]
        return Counts(
            expected=len(expected),
            arrived=sum(self._arrivals[party] is not None for party in expected),
            meetings=len(self._meetings),
            held=sum(one.is_held for one in seen),
            missed=sum(one.is_missed and not one.is_held for one in seen),
            free=sum(self._stage(pair) != "over" for pair in self._left.values()),
        )

    def _table(self, table: Table, slot: Slot) -> TableThen:
        place = slot.pk, table.pk
        owner = self._people.get(table.participant_id or 0)
        lost = table.lost_from
        return TableThen(
            table.label,
            name_of(owner) if owner else "",
            self._sitting(place),
            lost is not None and lost.starts_at <= slot.starts_at,
        )

    def _sitting(self, place: tuple[int, int]) -> Sitting | None:
        pair = self._meetings.get(place) or self._left.get(place)
        if pair is None:
            return None
        seen = self._seen_at(pair)
        return Sitting(
            pair.request_code,
            self._party(pair.buyer, seen),
            self._party(pair.supplier, seen),
            is_held=seen.is_held,
            is_vacated=place in self._left,
        )

    def _party(self, pk: int, seen: AtMeeting) -> Party:
        person = self._people[pk]
        return Party(person.code, name_of(person), seen.sides.get(pk), self._arrivals[pk])

    def _coming(self) -> dict[int, Coming]:
        """Return, by participant, the first meeting that is not over, by its hall's clock."""
        coming: dict[int, Coming] = {}
        by_time = sorted(self._meetings.values(), key=lambda pair: self._slots[pair.slot].starts_at)
        for pair in by_time:
            if self._stage(pair) != "over":
                coming.setdefault(pair.buyer, self._meeting_with(pair.supplier, pair))
                coming.setdefault(pair.supplier, self._meeting_with(pair.buyer, pair))
        return coming

    def _meeting_with(self, other: int, pair: Pair) -> Coming:
        slot, table = self._slots[pair.slot], self._tables[pair.table]
        clock = self._clock(pair)
        starts_at = slot.starts_at + clock.behind
        return Coming(
            starts_at.astimezone(self._zone),
            table.hall.name,
            table.label,
            name_of(self._people[other]),
            is_near=clock.is_near(slot),
        )

    def _seen_at(self, pair: Pair) -> AtMeeting:
        return self._attendance.at_meeting(pair.request, pair.booked_at)

    def _clock(self, pair: Pair) -> Clock:
        return self._clocks[self._halls[self._tables[pair.table].hall_id]]

    def _stage(self, pair: Pair) -> Stage:
        return self._clock(pair).stage(self._slots[pair.slot])

    def _then(self, slot: Slot, clock: Clock) -> SlotThen:
        begins, ends = (one.astimezone(self._zone) for one in (slot.starts_at, slot.ends_at))
        return SlotThen(slot.pk, begins, ends, clock.stage(slot))


def _meetings(fair: Fair, day: int, halls: Mapping[Hall, Clock]) -> list[Pair]:
    meetings = Meeting.objects.filter(
        timetable__fair=fair, timetable__state="published", slot__day=day, table__hall__in=halls
    )
    fields = ("request", "request__code", "buyer", "supplier", "slot", "table", "booked_at")
    return [Pair(*row) for row in meetings.values_list(*fields)]


def _left_behind(fair: Fair, day: int, halls: Mapping[Hall, Clock]) -> list[Pair]:
    """Return the meetings that left their place and whose place nobody has taken, latest last."""
    openings = Opening.objects.filter(
        fair=fair, filled_by=None, slot__day=day, table__hall__in=halls
    ).order_by("opened_at", "pk")
    fields = ("left_by", "left_by__code", "left_by__buyer", "left_by__supplier", "slot", "table")
    return [Pair(*row) for row in openings.values_list(*fields)]


def _dawn(fair: Fair, slot: Slot) -> datetime:
    return datetime.combine(slot.day.date, time(), fair.tz)


def _by_urgency(guest: Guest) -> tuple[bool, datetime, str]:
    """Sort those awaited to the front, then by what comes next, then by name."""
    starts_at = guest.coming.starts_at if guest.coming else _LATER_THAN_ALL
    return not guest.is_awaited, starts_at, guest.name
