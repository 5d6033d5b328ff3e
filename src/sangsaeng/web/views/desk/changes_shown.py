"""The changes of the day in words and rows, for pages and files."""

from collections.abc import Mapping
from typing import Any, assert_never

from django.utils.translation import gettext as _

from sangsaeng.fairs.actions.the_day.foreseeing import Cost
from sangsaeng.fairs.bridge.disturbing import (
    Back,
    Delay,
    Disturbance,
    Missing,
    TableBack,
    TableLost,
)
from sangsaeng.fairs.models import Fair, Unavailability
from sangsaeng.fairs.queries.the_day.troubles import Troubles
from sangsaeng.fairs.queries.timetables import Change, Changes, name_of
from sangsaeng.kernel.particles import settled


def sentence(fair: Fair, one: Disturbance) -> str:
    """Say what went wrong."""
    text = ""
    match one:
        case Missing():
            text = _missing(fair, one)
        case Back(participant):
            text = _("%(name)s이(가) 다시 옴") % {"name": name_of(participant)}
        case TableLost(table, since):
            told = {"table": table.label, "time": f"{since.starts_at.astimezone(fair.tz):%H:%M}"}
            text = _("테이블 %(table)s을(를) %(time)s부터 쓸 수 없음") % told
        case TableBack(table):
            text = _("테이블 %(table)s을(를) 다시 씀") % {"table": table.label}
        case Delay(hall, minutes):
            behind = _("%(hall)s: %(minutes)s분 늦음") if minutes else _("%(hall)s: 제시간")
            text = behind % {"hall": hall.name, "minutes": minutes}
        case _:
            assert_never(one)
    return settled(text)


def _missing(fair: Fair, one: Missing) -> str:
    name = name_of(one.participant)
    if not one.slots:
        return _("%(name)s: 남은 시간에 바뀌는 것 없음") % {"name": name}
    first = one.slots[0].starts_at.astimezone(fair.tz)
    last = one.slots[-1].ends_at.astimezone(fair.tz)
    told = {"name": name, "slots": f"{first:%H:%M}–{last:%H:%M}"}
    if one.cause == Unavailability.Cause.LATE:
        return _("%(name)s이(가) 늦음: %(slots)s에 없음") % told
    return _("%(name)s이(가) 오지 않음: %(slots)s에 없음") % told


def costs(fair: Fair, alone: list[Cost], told: list[str]) -> list[dict[str, Any]]:
    """Return each thing that went wrong, what it would do alone, and the query without it."""
    rows = []
    for number, cost in enumerate(alone):
        is_told = number < len(told)
        others = [one for place, one in enumerate(told) if place != number]
        rows.append(
            {
                "sentence": sentence(fair, cost.disturbance),
                "cost": cost,
                "others": others if is_told else None,
            }
        )
    return rows


def by_organization(done: Changes, reasons: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return everybody for whom something changes, each with its changes in words."""
    return [
        {"code": code, "name": name, "rows": _rows(done.affecting(code), code, reasons)}
        for code, name in sorted(done.participants.items(), key=lambda named: named[1])
    ]


def records(done: Changes) -> tuple[list[tuple[str, str]], list[dict[str, object]]]:
    """Return the headings and rows of the file of changes."""
    headings = [
        ("kind", _("구분")),
        ("buyer", _("수요기업")),
        ("supplier", _("공급기업")),
        ("before", _("이전")),
        ("before_table", _("이전 테이블")),
        ("after", _("이후")),
        ("after_table", _("이후 테이블")),
    ]
    kinds = ((done.moved, _("옮겨짐")), (done.cancelled, _("없어짐")), (done.added, _("더해짐")))
    rows: list[dict[str, object]] = [
        {
            "kind": label,
            "buyer": one.buyer,
            "supplier": one.supplier,
            "before": f"{one.before.starts_at:%Y-%m-%d %H:%M}" if one.before else "",
            "before_table": one.before.table if one.before else "",
            "after": f"{one.after.starts_at:%Y-%m-%d %H:%M}" if one.after else "",
            "after_table": one.after.table if one.after else "",
        }
        for some, label in kinds
        for one in some
    ]
    return headings, rows


def undoings(fair: Fair, troubles: Troubles) -> list[dict[str, str]]:
    """Return what is wrong now, each with what would say that it is over."""
    away = [
        {
            "sentence": sentence(
                fair, Missing(one.participant, one.slots, Unavailability.Cause.LATE)
            ),
            "told": f"back:{one.participant.code}:0",
            "press": _("다시 왔습니다"),
        }
        for one in troubles.away
    ]
    tables = [
        {
            "sentence": sentence(fair, TableLost(one, one.lost_from)),
            "told": f"table_back:{one.label}:0",
            "press": _("다시 씁니다"),
        }
        for one in troubles.tables
        if one.lost_from is not None
    ]
    halls = [
        {
            "sentence": sentence(fair, Delay(one, one.behind_minutes)),
            "told": f"hall_behind:{one.pk}:0",
            "press": _("제시간으로 돌아왔습니다"),
        }
        for one in troubles.halls
    ]
    return [*away, *tables, *halls]


def _rows(own: Changes, code: str, reasons: Mapping[str, str]) -> list[dict[str, Any]]:
    kinds = (
        (own.moved, _("옮겨짐"), "info"),
        (own.cancelled, _("없어짐"), "danger"),
        (own.added, _("더해짐"), "success"),
    )
    rows = [
        {
            "label": label,
            "tone": tone,
            "change": one,
            "other": one.supplier if one.buyer_code == code else one.buyer,
            "reason": reasons.get(one.request_code, ""),
        }
        for some, label, tone in kinds
        for one in some
    ]
    return sorted(rows, key=lambda row: _moment(row["change"]))


def _moment(change: Change) -> str:
    spot = change.after or change.before
    return spot.starts_at.isoformat() if spot else ""
