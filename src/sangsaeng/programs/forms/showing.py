"""An answer written for people and for programs."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from sangsaeng.kernel.won import write_won
from sangsaeng.programs.forms.asked import (
    PARTNER,
    Asked,
    Partners,
    Value,
    choices_of,
    columns_of,
    day_in,
    is_empty,
    number_of,
)
from sangsaeng.programs.kinds import QuestionForm


def fits(asked: Asked, value: Value) -> bool:
    """Tell whether a kept value is of the form: the form may have been changed since."""
    return _SHAPES[asked.form](value)


def show(asked: Asked, value: Value, partners: Partners | None = None) -> str:
    """Write a value for people; partners name the keys of a partner column for this audience."""
    if is_empty(value):
        return ""
    if not fits(asked, value):
        return str(value)
    if asked.form == QuestionForm.ROWS:
        columns = columns_of(asked)
        return "\n".join(
            " · ".join(show(one, row.get(one.key), partners) for one in columns) for row in value
        )
    return _WRITERS[asked.form](asked, value, partners or {})


def as_json(asked: Asked, value: Value, partners: Partners | None = None) -> Value:
    """Return a value as programs read it: numbers as numbers, partners by name."""
    if is_empty(value) or not fits(asked, value):
        return None
    if asked.form == QuestionForm.NUMBER:
        number = Decimal(value)
        return int(number) if number == number.to_integral_value() else float(number)
    if asked.form == PARTNER:
        return (partners or {}).get(str(value), "")
    if asked.form == QuestionForm.ROWS:
        return [
            {one.key: as_json(one, row.get(one.key), partners) for one in columns_of(asked)}
            for row in value
        ]
    return value


def _is_text(value: Value) -> bool:
    return isinstance(value, str)


def _is_amount(value: Value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_number(value: Value) -> bool:
    return isinstance(value, str) and number_of(value) is not None


def _is_day(value: Value) -> bool:
    return isinstance(value, str) and day_in(value) is not None


def _are_texts(value: Value) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _are_rows(value: Value) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _is_yes_or_no(value: Value) -> bool:
    return isinstance(value, bool)


def _is_nothing(value: Value) -> bool:
    return is_empty(value)


_SHAPES: Final[Mapping[str, Callable[[Value], bool]]] = {
    QuestionForm.LINE: _is_text,
    QuestionForm.TEXT: _is_text,
    QuestionForm.NUMBER: _is_number,
    QuestionForm.WON: _is_amount,
    QuestionForm.DATE: _is_day,
    QuestionForm.CHOICE: _is_text,
    QuestionForm.CHOICES: _are_texts,
    QuestionForm.YES_NO: _is_yes_or_no,
    QuestionForm.FILE: _is_nothing,
    QuestionForm.ROWS: _are_rows,
    PARTNER: _is_text,
}


def _as_it_is(_asked: Asked, value: Value, _partners: Partners) -> str:
    return str(value)


def _chosen(asked: Asked, value: Value, _partners: Partners) -> str:
    labels = {one.key: one.label for one in choices_of(asked)}
    chosen = value if isinstance(value, list) else [value]
    return ", ".join(labels.get(str(one), str(one)) for one in chosen)


_WRITERS: Final[Mapping[str, Callable[[Asked, Value, Partners], str]]] = {
    QuestionForm.LINE: _as_it_is,
    QuestionForm.TEXT: _as_it_is,
    QuestionForm.NUMBER: lambda _asked, value, _partners: f"{Decimal(value):,f}",
    QuestionForm.WON: lambda _asked, value, _partners: write_won(int(value)),
    QuestionForm.DATE: _as_it_is,
    QuestionForm.CHOICE: _chosen,
    QuestionForm.CHOICES: _chosen,
    QuestionForm.YES_NO: lambda _asked, value, _partners: _("예") if value else _("아니요"),
    QuestionForm.FILE: _as_it_is,
    PARTNER: lambda _asked, value, partners: partners.get(str(value), ""),
}
