"""The fallback sheet: what the desk goes on with when nothing electric works."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sangsaeng.fairs.models import Fair, Mark
from sangsaeng.fairs.queries.desk import HallThen, Party, TableThen
from sangsaeng.fairs.queries.timetables import name_of
from sangsaeng.kernel.sheets.cellwriting import display_width
from sangsaeng.web.documents.editions import date_text, hour_text, moment_text
from sangsaeng.web.documents.typesetting import typeset

SLOTS_ON_A_SHEET: Final = 5
_WIDEST_NAME: Final = 24


def fallback_pdf(fair: Fair, halls: Sequence[Sequence[HallThen]], at: datetime) -> bytes:
    """Return the sheets of these halls, each slot by slot, with what was seen up to now."""
    moment = moment_text(at.astimezone(fair.tz), fair)
    data = {
        "title": f"{_('비상 점검표')} – {name_of(fair)}",
        "fair": name_of(fair),
        "organizer": fair.organizer.name,
        "edition": _("%(moment)s 인쇄 · 그 뒤의 표시는 손으로 적습니다") % {"moment": moment},
        "is_draft": False,
        "is_sample": fair.is_sample,
        "language": (get_language() or "ko")[:2],
        "nothing": _("남은 상담 시간이 없습니다."),
        "words": {
            "draft": _("초안"),
            "sample": _("예시 자료"),
            "page": _("{here} / {all}쪽"),
            "table": _("테이블"),
        },
        "sheets": [sheet for hall in halls for sheet in _sheets(hall, moment)],
    }
    return typeset("fallback", data, at)


def _sheets(slots: Sequence[HallThen], moment: str) -> list[dict[str, Any]]:
    parts = [
        slots[first : first + SLOTS_ON_A_SHEET] for first in range(0, len(slots), SLOTS_ON_A_SHEET)
    ]
    return [_sheet(part, moment) for part in parts]


def _sheet(part: Sequence[HallThen], moment: str) -> dict[str, Any]:
    first = part[0]
    day = date_text(first.shown.starts_at.date())
    late = _("%(minutes)s분 늦음") % {"minutes": first.behind_minutes}
    by_table = zip(*(hall.tables for hall in part), strict=True)
    return {
        "hall": first.name,
        "lead": " · ".join([day, late] if first.behind_minutes else [day]),
        "printed": moment,
        "slots": [
            f"{hour_text(hall.shown.starts_at)}–{hour_text(hall.shown.ends_at)}" for hall in part
        ],
        "rows": [
            {"label": tables[0].label, "cells": [_cell(table) for table in tables]}
            for tables in by_table
        ],
    }


def _cell(table: TableThen) -> dict[str, Any]:
    if table.is_lost:
        return {"sides": [], "note": _("쓸 수 없음")}
    if table.sitting is None or table.sitting.is_vacated:
        return {"sides": [], "note": _("비어 있음")}
    return {"sides": [_side(party) for party in table.sitting.parties], "note": ""}


def _side(party: Party) -> dict[str, Any]:
    marks = {Mark.Kind.PRESENT: "✓", Mark.Kind.LATE: "✓", Mark.Kind.ABSENT: "✕"}
    return {
        "name": party.name,
        "is_long": display_width(party.name) > _WIDEST_NAME,
        "mark": marks.get(Mark.Kind(party.kind), "") if party.kind else "",
        "note": _("지각") if party.kind == Mark.Kind.LATE else "",
    }
