"""Calls: written from a ready scheme, from last year's or from nothing, and set."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import IntegrityError, transaction

from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.programs.actions.amending import NO_REASON, Change, hold_to_change, settle
from sangsaeng.programs.freezing import PIECES, SETTINGS, Rules, rules_of
from sangsaeng.programs.models import Call, Criterion, Program, Stage
from sangsaeng.programs.queries.window import has_opened
from sangsaeng.programs.refusals import ScopePromised, SlugTaken, WindowPromised, WindowRefused
from sangsaeng.programs.rules import may_run_program

SEEDS: Final = 2**31
_STAGE_DAYS: Final = ("starts_on", "ends_on")


@dataclass(frozen=True)
class NewCall:
    """What a new call is called and when it takes entries."""

    slug: str
    title: str
    title_en: str = ""
    round: str = ""
    about: str = ""
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    results_at: datetime | None = None

    def __post_init__(self) -> None:
        _refuse_backward(self.opens_at, self.closes_at)


@action
def write_call(
    program: Program,
    wanted: NewCall,
    rules: Rules | None = None,
    *,
    actor: Person,
    at: datetime,
    is_sample: bool = False,
) -> Call:
    """Begin a call with the rules of a ready scheme, or with none."""
    require(may_run_program(actor, program), actor)
    call = _new(program, wanted, at, is_sample=is_sample)
    if rules:
        _lay_out(call, rules)
    record(call, program=program, slug=wanted.slug, title=wanted.title, from_scheme=bool(rules))
    return call


@action
def copy_call(call: Call, wanted: NewCall, *, actor: Person, at: datetime) -> Call:
    """Begin the next round with the rules of this one, the days of its stages moved along."""
    require(may_run_program(actor, call.program), actor)
    copy = _new(call.program, wanted, at, is_sample=call.is_sample)
    rules = rules_of(call)
    if call.opens_at and wanted.opens_at:
        _move_days(rules, wanted.opens_at.date() - call.opens_at.date())
    _lay_out(copy, rules)
    copy.copied_from = call
    copy.save(update_fields=["copied_from"])
    record(copy, copied_from=call, slug=wanted.slug, title=wanted.title)
    return copy


@action
def edit_call(
    call: Call, fields: dict[str, Any], *, with_: Change = NO_REASON, actor: Person, at: datetime
) -> None:
    """Change what a call says of itself, how entries come in and how it is judged."""
    hold_to_change(call, with_, actor)
    if has_opened(call, at) and call.is_blind and fields.get("is_blind") is False:
        raise ScopePromised
    change(call, **fields)
    settle(call, with_, actor=actor, at=at)


@action
def set_window(
    call: Call,
    window: tuple[datetime, datetime],
    *,
    with_: Change = NO_REASON,
    actor: Person,
    at: datetime,
) -> None:
    """Set from when until when entries are taken; once they are, only the end moves, and later."""
    hold_to_change(call, with_, actor)
    opens_at, closes_at = window
    _refuse_backward(opens_at, closes_at)
    if call.announced_at is not None and (
        (has_opened(call, at) and opens_at != call.opens_at)
        or (call.closes_at is not None and closes_at < call.closes_at)
        or call.state == "closed"
    ):
        raise WindowPromised
    change(call, opens_at=opens_at, closes_at=closes_at)
    settle(call, with_, actor=actor, at=at)


def _new(program: Program, wanted: NewCall, at: datetime, *, is_sample: bool) -> Call:
    try:
        with transaction.atomic():
            return Call.objects.create(
                program=program,
                seed=secrets.randbelow(SEEDS),
                entered_at=at,
                is_sample=is_sample,
                **vars(wanted),
            )
    except IntegrityError as quicker:
        raise SlugTaken(slug=wanted.slug) from quicker


def _lay_out(call: Call, rules: Rules) -> None:
    """Give the call the settings and pieces of the rules; window, seed and method are its own."""
    for name, value in rules.get("settings", {}).items():
        if name in SETTINGS:
            setattr(call, name, value)
    call.sources = dict(rules.get("sources", {}))
    call.save(update_fields=[*SETTINGS, "sources"])
    for name, kind in PIECES.items():
        if kind is Stage:
            continue
        kind.objects.bulk_create(
            kind(call=call, position=position, **piece)
            for position, piece in enumerate(rules.get(name, []), start=1)
        )
    for position, told in enumerate(rules.get("stages", []), start=1):
        _lay_out_stage(call, position, dict(told))


def _lay_out_stage(call: Call, position: int, told: dict[str, Any]) -> None:
    criteria = told.pop("criteria", [])
    stage = Stage.objects.create(call=call, position=position, **told)
    Criterion.objects.bulk_create(
        Criterion(stage=stage, position=place, **one) for place, one in enumerate(criteria, start=1)
    )


def _move_days(rules: dict[str, Any], later: timedelta) -> None:
    for stage in rules["stages"]:
        for name in _STAGE_DAYS:
            if stage[name]:
                stage[name] = date.fromisoformat(stage[name]) + later


def _refuse_backward(opens_at: datetime | None, closes_at: datetime | None) -> None:
    if opens_at is not None and closes_at is not None and closes_at <= opens_at:
        raise WindowRefused
