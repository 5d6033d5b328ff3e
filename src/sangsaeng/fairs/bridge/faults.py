"""What the engine finds wrong, said in the fair's own words and names."""

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from sangsaeng.engine import timetable as engine
from sangsaeng.fairs.bridge.rows import FairRows
from sangsaeng.fairs.models import Request

FAULTS = {
    "no_availability": gettext_noop("%(id)s이(가) 모든 상담 시간에 없습니다"),
    "no_table": gettext_noop("%(id)s에 테이블이 없습니다"),
    "too_many_slots": gettext_noop("상담 시간이 너무 많습니다"),
    "too_many_tables": gettext_noop("테이블이 너무 많습니다"),
    "too_large": gettext_noop("상담회가 너무 큽니다"),
    "locked_while_away": gettext_noop("%(slot)s에 고정된 상담이 있는데 %(id)s이(가) 그 시간에 없습니다"),
    "locked_forbidden": gettext_noop(
        "%(buyer)s와(과) %(supplier)s의 상담이 고정되어 있는데 두 기업은 만나지 않도록 정해져 있습니다"
    ),
    "supplier_locked_twice": gettext_noop("%(supplier)s의 상담 두 건이 %(slot)s에 고정되어 있습니다"),
    "buyer_locked_over_tables": gettext_noop(
        "%(slot)s에 고정된 상담이 %(buyer)s의 테이블보다 많습니다"
    ),
    "locked_over_limit": gettext_noop("%(id)s의 고정된 상담이 한도 %(limit)s건보다 많습니다"),
}


def in_words(fault: engine.Fault, rows: FairRows, plain: dict[str, Any]) -> str:
    """Say a fault of the problem in words; its place where no sentence is known."""
    params = {name: _named(name, value, rows) for name, value in fault.params.items()}
    if fault.code in FAULTS:
        return _(FAULTS[fault.code]) % params
    return f"{_place(fault.place, rows, plain)}: {fault.text}"


def lost_in_words(request: Request) -> str:
    """Say that a meeting's request, slot or table is there no more."""
    return _("%(buyer)s와(과) %(supplier)s의 신청이 취소되었거나 시간·테이블이 없어졌습니다") % {
        "buyer": request.buyer,
        "supplier": request.supplier,
    }


def when(slot: int, rows: FairRows) -> str:
    """Name a slot by its day and hour."""
    return f"{rows.slots[slot].starts_at.astimezone(rows.fair.tz):%m-%d %H:%M}"


def _named(name: str, value: object, rows: FairRows) -> object:
    """Replace codes by the names of organizations and slot numbers by their hours."""
    if name == "slot" and isinstance(value, int):
        return when(value, rows)
    return rows.participants[value] if value in rows.participants else value


def _place(place: str, rows: FairRows, plain: dict[str, Any]) -> str:
    found = re.match(r"(buyers|suppliers|participants)\[(\d+)\]", place)
    if found is None:
        return place
    return str(rows.participants[plain[found[1]][int(found[2])]["id"]])

def violation_in_words(violation, rows):
    return str(violation)
