"""Timetables on paper: a participant's, everybody's, a sheet for each table, the wall chart."""

from collections.abc import Sequence
from typing import Any, Final

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from sangsaeng.fairs.models import Timetable
from sangsaeng.fairs.queries.timetables import (
    Agenda,
    AgendaDay,
    Cell,
    ChartDay,
    Entry,
    HallChart,
    TableRow,
    wall_chart,
)
from sangsaeng.kernel.sheets.cellwriting import display_width
from sangsaeng.web.documents.editions import date_text, edition_of, hour_text
from sangsaeng.web.documents.typesetting import typeset
from sangsaeng.web.tickets import arrival_address, ticket_to

MOST_COLUMNS: Final = 16
_CHART_HEIGHT: Final = 690
_CHART_WIDTH: Final = 990
_CELL_PADDING: Final = 6
_LARGEST_TYPE: Final = 8.2
_HALF_SYLLABLE: Final = 0.46
_LOWEST_ROW, _HIGHEST_ROW = 16.9, 40.0


def agendas_pdf(timetable: Timetable, agendas: Sequence[Agenda]) -> bytes:
    """Return the timetables of one or more participants, each from a page of its own."""
    title = _("%(name)s 상담 시간표") % {"name": agendas[0].name} if len(agendas) == 1 else ""
    data = _frame(timetable, title or _("참가기업별 상담 시간표")) | {
        "agendas": [_agenda(agenda, timetable) for agenda in agendas]
    }
    return typeset("agendas", data, edition_of(timetable).at)


def tables_pdf(timetable: Timetable) -> bytes:
    """Return a sheet for every table and day: who comes when, with room for signatures."""
    chart = wall_chart(timetable)
    sheets = [
        _sheet(hall, row, day, start)
        for hall in chart.halls
        for row in hall.rows
        for start, day in _with_first_column(chart.days)
    ]
    data = _frame(timetable, _("테이블별 상담 시간표")) | {"sheets": sheets}
    return typeset("tables", data, edition_of(timetable).at)


def wall_pdf(timetable: Timetable) -> bytes:
    """Return the wall chart: a large sheet for every hall and day."""
    chart = wall_chart(timetable)
    parts = [part for day in _with_first_column(chart.days) for part in _parts(*day)]
    columns = max((len(part.slots) for _start, part in parts), default=1)
    data = _frame(timetable, _("상담장 전체 시간표")) | {
        "charts": [_chart(hall, part, start) for hall in chart.halls for start, part in parts],
        "size": _type_size(columns),
        "longest": max(5, 130 // columns),
    }
    return typeset("wall", data, edition_of(timetable).at)


def _frame(timetable: Timetable, title: str) -> dict[str, Any]:
    """Return what every document shows around its content."""
    edition = edition_of(timetable)
    return {
        "title": f"{title} – {edition.fair}",
        "fair": edition.fair,
        "organizer": edition.organizer,
        "edition": edition.line,
        "is_draft": edition.is_draft,
        "is_sample": edition.is_sample,
        "language": (get_language() or "ko")[:2],
        "words": {
            "draft": _("초안"),
            "sample": _("예시 자료"),
            "page": _("{here} / {all}쪽"),
            "time": _("시간"),
            "counterpart": _("상담 상대"),
            "place": _("장소"),
            "session": _("부대행사"),
            "free": _("비어 있음"),
            "away": _("참석 불가"),
            "nothing": _("이 시간표에는 일정이 없습니다."),
            "guest": _("상담 기업"),
            "signature": _("서명"),
            "remark": _("비고"),
            "ticket": _("현장 확인용 QR"),
            "table": _("테이블"),
        },
    }


def _agenda(agenda: Agenda, timetable: Timetable) -> dict[str, Any]:
    number, fair = len(agenda.meetings), timetable.fair
    count = ngettext("상담 %(number)s건", "상담 %(number)s건", number) % {"number": number}
    announced = timetable.number is not None
    return {
        "name": agenda.name,
        "side": agenda.side_label,
        "summary": f"{count} · {fair.place}",
        "ticket": ticket_to(arrival_address(fair.slug, agenda.participant_code)).svg
        if announced
        else "",
        "days": [
            {
                "date": date_text(day.date),
                "entries": [_entry(entry, day) for entry in day.entries],
            }
            for day in agenda.days
        ],
    }


def _entry(entry: Entry, day: AgendaDay) -> dict[str, Any]:
    return {
        "kind": entry.kind,
        "starts": hour_text(entry.starts_at),
        "ends": hour_text(entry.ends_at, day.date),
        "title": entry.title,
        "note": " · ".join(part for part in (entry.purpose, entry.topic) if part),
        "hall": entry.hall,
        "table": _("%(label)s번 테이블") % {"label": entry.table} if entry.table else "",
    }


def _sheet(hall: HallChart, row: TableRow, day: ChartDay, start: int) -> dict[str, Any]:
    cells = row.cells[start : start + len(day.slots)]
    return {
        "label": row.label,
        "owner": row.owner or _("%(label)s번 테이블") % {"label": row.label},
        "place": f"{hall.name} · {date_text(day.date)}",
        "entries": [
            {
                "starts": hour_text(slot.starts_at),
                "ends": hour_text(slot.ends_at, day.date),
                "guest": cell.title,
                "note": _note(cell),
            }
            for slot, cell in zip(day.slots, cells, strict=True)
        ],
    }


def _note(cell: Cell) -> str:
    if cell.state == "meeting":
        return cell.purpose
    return _("참석 불가") if cell.state == "away" else _("비어 있음")


def _chart(hall: HallChart, day: ChartDay, start: int) -> dict[str, Any]:
    height = min(max(_CHART_HEIGHT / max(len(hall.rows), 1), _LOWEST_ROW), _HIGHEST_ROW)
    return {
        "hall": hall.name,
        "date": date_text(day.date),
        "height": round(height, 2),
        "slots": [
            {
                "starts": hour_text(slot.starts_at),
                "ends": hour_text(slot.ends_at, day.date),
                "after_pause": before is not None and before.ends_at < slot.starts_at,
            }
            for before, slot in zip((None, *day.slots), day.slots, strict=False)
        ],
        "rows": [
            {
                "label": row.label,
                "owner": row.owner,
                "cells": [
                    {
                        "state": cell.state,
                        "title": cell.title,
                        "is_long": _is_long(cell.title, len(day.slots)),
                    }
                    for cell in row.cells[start : start + len(day.slots)]
                ],
            }
            for row in hall.rows
        ],
    }


def _with_first_column(days: Sequence[ChartDay]) -> list[tuple[int, ChartDay]]:
    """Return each day with the number of its first column in the whole chart."""
    start, placed = 0, []
    for day in days:
        placed.append((start, day))
        start += len(day.slots)
    return placed


def _parts(start: int, day: ChartDay) -> list[tuple[int, ChartDay]]:
    """Cut a day of more columns than a sheet holds into even parts."""
    number = -(-len(day.slots) // MOST_COLUMNS)
    width = -(-len(day.slots) // number)
    return [
        (start + first, ChartDay(day.date, day.slots[first : first + width]))
        for first in range(0, len(day.slots), width)
    ]


def _type_size(columns: int) -> float:
    """Return the size of type for so many columns: as large as most names allow."""
    return min(_LARGEST_TYPE, round(_LARGEST_TYPE * 12 / columns, 2))


def _is_long(title: str, columns: int) -> bool:
    """Tell whether a name does not stand on one line of a cell."""
    room = (_CHART_WIDTH / columns - _CELL_PADDING) / _type_size(columns)
    return display_width(title) * _HALF_SYLLABLE > room
