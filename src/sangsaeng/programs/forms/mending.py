"""What is still to be mended in an answer before it can be handed in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from sangsaeng.kernel.particles import settled
from sangsaeng.kernel.won import write_won
from sangsaeng.programs.forms.asked import (
    Asked,
    Value,
    choices_of,
    columns_of,
    is_empty,
    limit_of,
    number_of,
)
from sangsaeng.programs.forms.reading import NotReadable, in_cell, read
from sangsaeng.programs.forms.showing import fits
from sangsaeng.programs.kinds import QuestionForm


@dataclass(frozen=True)
class Reading:
    """What was understood: the value that is kept, and what is still to be mended."""

    value: Value
    fault: str = ""


def fault_in(asked: Asked, value: Value) -> str:
    """Say what is to be mended before an answer can be handed in, or nothing."""
    if is_empty(value):
        return _("답해 주십시오.") if asked.is_required else ""
    if not fits(asked, value):
        return _("답의 형식이 바뀌었습니다. 다시 답해 주십시오.")
    return settled(_FAULTS.get(asked.form, _no_fault)(asked, value))


def understood(asked: Asked, typed: Any) -> Reading:
    """Return what was understood of what was typed, with the fault in words where there is one."""
    try:
        value = read(asked, typed)
    except NotReadable as fault:
        return Reading(None, fault.sentence)
    return Reading(value, fault_in(asked, value))


def _no_fault(_asked: Asked, _value: Value) -> str:
    return ""


def _too_long(asked: Asked, value: Value) -> str:
    over = len(str(value)) - limit_of(asked)
    if over <= 0:
        return ""
    told = {"limit": f"{limit_of(asked):,}", "over": f"{over:,}"}
    return _("%(limit)s자까지 쓸 수 있습니다. %(over)s자를 줄여 주십시오.") % told


def _too_large(asked: Asked, value: Value) -> str:
    if (number_of(value) or Decimal(0)) <= limit_of(asked):
        return ""
    is_won = asked.form == QuestionForm.WON
    most = write_won(limit_of(asked)) if is_won else f"{limit_of(asked):,}"
    return _("%(most)s 이하로 적어 주십시오.") % {"most": most}


def _not_offered(asked: Asked, value: Value) -> str:
    offered = {one.key for one in choices_of(asked)}
    chosen = value if isinstance(value, list) else [value]
    if not set(map(str, chosen)) <= offered:
        return _("고를 수 있는 것 가운데에서 다시 골라 주십시오.")
    if isinstance(value, list) and len(value) > limit_of(asked):
        return _("%(most)s개까지 고를 수 있습니다.") % {"most": limit_of(asked)}
    return ""


def _wrong_row(asked: Asked, value: Sequence[Mapping[str, Value]]) -> str:
    if len(value) > limit_of(asked):
        return _("%(most)s줄까지 적을 수 있습니다.") % {"most": limit_of(asked)}
    for place, row in enumerate(value, start=1):
        for column in columns_of(asked):
            if fault := fault_in(column, row.get(column.key)):
                return in_cell(place, column, fault)
    return ""


_FAULTS: Final[Mapping[str, Callable[[Asked, Value], str]]] = {
    QuestionForm.LINE: _too_long,
    QuestionForm.TEXT: _too_long,
    QuestionForm.NUMBER: _too_large,
    QuestionForm.WON: _too_large,
    QuestionForm.CHOICE: _not_offered,
    QuestionForm.CHOICES: _not_offered,
    QuestionForm.ROWS: _wrong_row,
}
