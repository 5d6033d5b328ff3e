"""The wall chart as the timetable component shows it, whole or by hall, slot or organization."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sangsaeng.fairs.queries.timetables import Cell, TableRow, WallChart

Link = Callable[[str], str]


@dataclass(frozen=True)
class Place:
    """A table in a slot, in the words of the timetable component."""

    slot: str
    state: str
    title: str = ""
    note: str = ""
    url: str = ""
    word: str = ""


@dataclass(frozen=True)
class Row:
    """A table of the hall."""

    label: str
    note: str
    places: list[Place]
    url: str = ""


@dataclass(frozen=True)
class HallRows:
    """A hall and those of its tables that are shown."""

    name: str
    rows: list[Row]


@dataclass(frozen=True)
class Choice:
    """One value of a filter."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class ShownChart:
    """What is shown of a wall chart, and by what it can be narrowed."""

    slots: list[dict[str, str]]
    halls: list[HallRows]
    hall_choices: list[Choice]
    slot_choices: list[Choice]
    party: str
    meetings: int
    legend: list[dict[str, str]] = field(default_factory=list)


def shown(chart: WallChart, query: QueryDict, link: Link | None = None) -> ShownChart:
    """Narrow a wall chart by ``hall``, ``slot`` and ``party`` and put it in the component's words."""
    hall, slot, party = (query.get(name, "").strip() for name in ("hall", "slot", "party"))
    times = _times(chart)
    columns = [index for index, time in enumerate(times) if slot in ("", time["value"])]
    columns = columns or list(range(len(times)))
    halls = [
        HallRows(
            one.name,
            [_row(row, columns, times, link) for row in one.rows if _concerns(row, party)],
        )
        for one in chart.halls
        if hall in ("", one.name) or hall not in {each.name for each in chart.halls}
    ]
    halls = [one for one in halls if one.rows]
    return ShownChart(
        slots=[times[index] for index in columns],
        halls=halls,
        hall_choices=[Choice(one.name, one.name, one.name == hall) for one in chart.halls],
        slot_choices=[Choice(time["value"], time["long"], time["value"] == slot) for time in times],
        party=party,
        meetings=sum(
            place.state in {"meeting", "pinned"}
            for one in halls
            for row in one.rows
            for place in row.places
        ),
        legend=[
            {"state": "meeting", "label": _("상담")},
            {"state": "pinned", "label": _("고정한 상담")},
            {"state": "free", "label": _("비어 있음")},
            {"state": "unavailable", "label": _("참석 불가")},
        ],
    )


def _times(chart: WallChart) -> list[dict[str, str]]:
    several = len(chart.days) > 1
    times = []
    for day in chart.days:
        for slot in day.slots:
            hour = f"{slot.starts_at:%H:%M}"
            date = date_format(day.date, "MONTH_DAY_FORMAT") if several else ""
            times.append(
                {
                    "value": str(slot.slot),
                    "label": hour,
                    "note": date,
                    "long": f"{date} {hour}".strip(),
                }
            )
    return times


def _concerns(row: TableRow, party: str) -> bool:
    """Tell whether the table is of interest to somebody looking for a name."""
    if not party:
        return True
    names = [row.owner, row.label, *(cell.title for cell in row.cells)]
    return any(party.casefold() in name.casefold() for name in names)


def _row(row: TableRow, columns: list[int], times: list[dict[str, str]], link: Link | None) -> Row:
    return Row(
        row.label,
        row.owner,
        [_place(row.cells[index], times[index]["long"], link) for index in columns],
    )


def _place(cell: Cell, time: str, link: Link | None) -> Place:
    if cell.state == "meeting":
        state = "pinned" if cell.is_pinned else "meeting"
        word = _("고정한 상담") if cell.is_pinned else ""
        url = link(cell.request_code) if link else ""
        return Place(time, state, cell.title, url=url, word=word)
    if cell.state == "away":
        return Place(time, "unavailable", word=_("참석 불가"))
    return Place(time, "free", word=_("비어 있음"))
