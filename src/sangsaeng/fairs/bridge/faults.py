"""What the engine finds wrong, said in the fair's own words and names."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from sangsaeng.engine import timetable as engine
from sangsaeng.engine.timetable.checking import Violation
from sangsaeng.engine.timetable.population.checking import PopulationViolation
from sangsaeng.fairs.bridge.rows import FairRows
from sangsaeng.fairs.models import Request
from sangsaeng.kernel.particles import settled

FAULTS = {
    "no_availability": gettext_noop("%(id)s이(가) 모든 상담 시간에 없습니다"),
    "no_table": gettext_noop("%(id)s에 테이블이 없습니다"),
    "too_many_slots": gettext_noop("상담 시간이 너무 많습니다"),
    "too_many_tables": gettext_noop("테이블이 너무 많습니다"),
    "too_large": gettext_noop("상담회가 너무 큽니다"),
    "locked_while_away": gettext_noop(
        "%(slot)s에 고정된 상담이 있는데 %(id)s이(가) 그 시간에 없습니다"
    ),
    "locked_forbidden": gettext_noop(
        "%(buyer)s와(과) %(supplier)s의 상담이 고정되어 있는데 두 기업은 만나지 않도록 정해져 있습니다"
    ),
    "supplier_locked_twice": gettext_noop(
        "%(supplier)s의 상담 두 건이 %(slot)s에 고정되어 있습니다"
    ),
    "buyer_locked_over_tables": gettext_noop(
        "%(slot)s에 고정된 상담이 %(buyer)s의 테이블보다 많습니다"
    ),
    "participant_locked_twice": gettext_noop("%(id)s의 상담 두 건이 %(slot)s에 고정되어 있습니다"),
    "locked_over_tables": gettext_noop("%(slot)s에 고정된 상담이 테이블보다 많습니다"),
    "no_slot_left": gettext_noop("두 기업이 함께 있는 상담 시간이 없습니다"),
    "locked_over_limit": gettext_noop("%(id)s의 고정된 상담이 한도 %(limit)s건보다 많습니다"),
}


VIOLATIONS = {
    "not_requested": gettext_noop("%(buyer)s와(과) %(supplier)s의 상담 신청이 취소되었습니다"),
    "unknown_buyer": gettext_noop("%(buyer)s의 상담 신청이 모두 취소되었습니다"),
    "unknown_supplier": gettext_noop("%(supplier)s의 상담 신청이 모두 취소되었습니다"),
    "no_such_table": gettext_noop("%(buyer)s의 테이블이 줄었습니다"),
    "no_such_slot": gettext_noop("없어진 상담 시간이 있습니다"),
    "forbidden": gettext_noop("%(buyer)s와(과) %(supplier)s은(는) 만나지 않도록 정해졌습니다"),
    "met_twice": gettext_noop("%(buyer)s와(과) %(supplier)s이(가) 두 번 만납니다"),
    "buyer_away": gettext_noop("%(buyer)s이(가) %(slot)s에 없습니다"),
    "supplier_away": gettext_noop("%(supplier)s이(가) %(slot)s에 없습니다"),
    "table_taken_twice": gettext_noop("%(buyer)s의 한 테이블에 %(slot)s 상담이 두 건입니다"),
    "supplier_in_two_places": gettext_noop("%(supplier)s의 상담이 %(slot)s에 두 건입니다"),
    "buyer_over_limit": gettext_noop(
        "%(buyer)s의 상담 %(meetings)s건이 한도 %(limit)s건보다 많습니다"
    ),
    "supplier_over_limit": gettext_noop(
        "%(supplier)s의 상담 %(meetings)s건이 한도 %(limit)s건보다 많습니다"
    ),
    "lock_broken": gettext_noop(
        "%(buyer)s와(과) %(supplier)s의 상담이 고정된 시간 %(slot)s에 있지 않습니다"
    ),
}

POPULATION_VIOLATIONS = {
    "not_requested": gettext_noop("상담 신청이 취소되었습니다"),
    "no_such_slot": gettext_noop("없어진 상담 시간이 있습니다"),
    "participant_twice": gettext_noop("같은 시간에 상담이 두 건입니다"),
    "participant_away": gettext_noop("상담 시간에 없습니다"),
    "over_limit": gettext_noop("상담이 한도보다 많습니다"),
    "over_tables": gettext_noop("상담이 테이블보다 많은 시간이 있습니다"),
    "table_twice": gettext_noop("한 테이블에 상담이 두 건인 시간이 있습니다"),
    "lock_broken": gettext_noop("상담이 고정된 시간에 있지 않습니다"),
}


def in_words(fault: engine.Fault, rows: FairRows, plain: dict[str, Any]) -> str:
    """Say a fault of the problem in words; its place where no sentence is known."""
    if fault.code in FAULTS:
        return _told(FAULTS[fault.code], fault.params, rows)
    return f"{_place(fault.place, rows, plain)}: {fault.text}"


def violation_in_words(violation: Violation, rows: FairRows) -> str:
    """Say in words how a timetable breaks the fair's rows."""
    if violation.code in VIOLATIONS:
        return _told(VIOLATIONS[violation.code], violation.params, rows)
    return str(violation)


def population_violation_in_words(violation: PopulationViolation, rows: FairRows) -> str:
    """Say in words how a timetable of one population breaks the fair's rows, and whose."""
    sentence = _(POPULATION_VIOLATIONS[violation.code])
    named = [
        str(rows.participants[word])
        for word in violation.detail.split()
        if word in rows.participants
    ]
    return f"{', '.join(named)}: {sentence}" if named else sentence


def forbidden_in_words(request: Request) -> str:
    """Say that two who meet were ruled to be kept apart."""
    sentence = _("%(buyer)s와(과) %(supplier)s은(는) 만나지 않도록 정해졌습니다")
    return settled(sentence % {"buyer": request.buyer, "supplier": request.supplier})


def lost_in_words(request: Request) -> str:
    """Say that a meeting's request, slot or table is there no more."""
    sentence = _("%(buyer)s와(과) %(supplier)s의 신청이 취소되었거나 시간·테이블이 없어졌습니다")
    return settled(sentence % {"buyer": request.buyer, "supplier": request.supplier})


def when(slot: int, rows: FairRows) -> str:
    """Name a slot by its hour, and by its day where there are several."""
    form = "%m-%d %H:%M" if len(rows.first_slots) > 1 else "%H:%M"
    return rows.slots[slot].starts_at.astimezone(rows.fair.tz).strftime(form)


def _told(sentence: str, params: Mapping[str, object], rows: FairRows) -> str:
    named = {name: _named(name, value, rows) for name, value in params.items()}
    return settled(_(sentence) % named)


def _named(name: str, value: object, rows: FairRows) -> object:
    """Replace codes by the names of organizations and slot numbers by their hours."""
    if name == "slot" and isinstance(value, int):
        return when(value, rows)
    if isinstance(value, str) and value in rows.participants:
        return rows.participants[value]
    return value


def _place(place: str, rows: FairRows, plain: dict[str, Any]) -> str:
    found = re.match(r"(buyers|suppliers|participants)\[(\d+)\]", place)
    if found is None:
        return place
    return str(rows.participants[plain[found[1]][int(found[2])]["id"]])
