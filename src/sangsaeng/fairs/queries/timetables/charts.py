"""The wall chart: who sits at which table in which slot, hall by hall."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Literal

from sangsaeng.fairs.models import Meeting, Slot, Table, Timetable
from sangsaeng.fairs.queries.availability import away_slots
from sangsaeng.fairs.queries.timetables.names import name_of

CellState = Literal["meeting", "free", "away"]


@dataclass(frozen=True)
class Cell:
    """A table in a slot: its meeting, or that it is free, or that its buyer is not there.

    ``title`` is who comes to the table; where tables belong to nobody it names both parties.
    """

    state: CellState
    title: str = ""
    buyer: str = ""
    supplier: str = ""
    purpose: str = ""
    request_code: str = ""
    meeting: int | None = None
    is_pinned: bool = False


@dataclass(frozen=True)
class TableRow:
    """A table and its cells, one for each slot of the chart."""

    table: int
    label: str
    owner: str
    owner_code: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class HallChart:
    """A hall and its tables."""

    name: str
    rows: tuple[TableRow, ...]


@dataclass(frozen=True)
class SlotTime:
    """A slot, in the fair's own time zone."""

    slot: int
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class ChartDay:
    """A day and how many of the chart's columns are its own."""

    date: date
    slots: tuple[SlotTime, ...]


@dataclass(frozen=True)
class WallChart:
    """The whole timetable at a glance: halls × tables × slots."""

    days: tuple[ChartDay, ...]
    halls: tuple[HallChart, ...]

    @property
    def slots(self) -> tuple[SlotTime, ...]:
        """The columns in order."""
        return tuple(slot for day in self.days for slot in day.slots)


def wall_chart(timetable: Timetable) -> WallChart:
    """Return the timetable by hall, table and slot."""
    fair = timetable.fair
    slots = list(fair.slots.all())
    tables = fair.tables.select_related("hall", "participant__organization")
    away = away_slots(fair, slots)
    meetings = {
        (meeting.table_id, meeting.slot_id): meeting
        for meeting in timetable.meetings.select_related(
            "request__pin", "buyer__organization", "supplier__organization"
        )
    }

    def row(table: Table) -> TableRow:
        gone = away.get(table.participant_id, set()) if table.participant_id else set()
        return TableRow(
            table.pk,
            table.label,
            name_of(table.participant) if table.participant else "",
            table.participant.code if table.participant else "",
            tuple(
                _cell(table, meetings.get((table.pk, slot.pk)), is_away=slot.pk in gone)
                for slot in slots
            ),
        )

    halls = groupby(tables, key=lambda table: table.hall)
    return WallChart(
        _days(slots, timetable),
        tuple(HallChart(hall.name, tuple(map(row, of_hall))) for hall, of_hall in halls),
    )


def _cell(table: Table, meeting: Meeting | None, *, is_away: bool) -> Cell:
    if meeting is None:
        return Cell("away" if is_away else "free")
    buyer, supplier = name_of(meeting.buyer), name_of(meeting.supplier)
    return Cell(
        "meeting",
        supplier if table.participant_id == meeting.buyer_id else f"{buyer} – {supplier}",
        buyer,
        supplier,
        str(meeting.request.get_purpose_display()),
        meeting.request.code,
        meeting.pk,
        is_pinned=hasattr(meeting.request, "pin"),
    )


def _days(slots: list[Slot], timetable: Timetable) -> tuple[ChartDay, ...]:
    zone = timetable.fair.tz
    times = [
        SlotTime(slot.pk, slot.starts_at.astimezone(zone), slot.ends_at.astimezone(zone))
        for slot in slots
    ]
    by_day = groupby(times, key=lambda time: time.starts_at.date())
    return tuple(ChartDay(day, tuple(of_day)) for day, of_day in by_day)
