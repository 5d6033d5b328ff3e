"""What was typed becomes a value that can be kept, or a fault in words."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from sangsaeng.kernel.particles import settled
from sangsaeng.kernel.won import NotAnAmount, read_won
from sangsaeng.programs.forms.asked import (
    PARTNER,
    USUAL,
    Asked,
    Column,
    Value,
    columns_of,
    is_empty,
)
from sangsaeng.programs.kinds import QuestionForm

LONGEST_KEPT: Final = 20_000
MOST_ROWS_KEPT: Final = 100
_MOST_DIGITS: Final = 40
_YES: Final = frozenset({"yes", "true", "1", "on"})
_NO: Final = frozenset({"no", "false", "0"})
# Signs that turn the direction of what follows: a name or a sum could be made to read otherwise.
_TURNING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BREAKS: Final = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


class NotReadable(ValueError):
    """What was typed cannot be kept as an answer; the sentence says what to do."""

    def __init__(self, sentence: str) -> None:
        self.sentence = settled(sentence)
        super().__init__(self.sentence)


def read(asked: Asked, typed: Any) -> Value:
    """Return the value of what was typed, ``None`` where nothing was, or raise with the sentence.

    Parameters
    ----------
    asked : Asked
        A question, or a column.
    typed : Any
        Text; a list of texts for several choices; a list of mappings for a table.
    """
    return _READERS[asked.form](asked, typed)


def _text(typed: Any) -> str:
    text = unicodedata.normalize("NFC", _BREAKS.sub("\n", str(typed or "")))
    kept = "".join(
        sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"}
    )
    return _TURNING.sub("", kept).strip()


def _line(_asked: Asked, typed: Any) -> Value:
    return _within(" ".join(_text(typed).split())) or None


def _long(_asked: Asked, typed: Any) -> Value:
    return _within(_text(typed)) or None


def _within(text: str) -> str:
    if len(text) > LONGEST_KEPT:
        raise NotReadable(
            _("글이 너무 깁니다. %(limit)s자 안으로 줄여 주십시오.")
            % {"limit": f"{LONGEST_KEPT:,}"}
        )
    return text


def _number(_asked: Asked, typed: Any) -> Value:
    text = unicodedata.normalize("NFKC", _text(typed)).replace(",", "").replace(" ", "")
    if not text:
        return None
    if len(text) > _MOST_DIGITS or not re.fullmatch(r"[-+]?\d+(\.\d+)?", text, re.ASCII):
        raise NotReadable(_("숫자만 적어 주십시오. 예: 12.5"))
    plain = format(Decimal(text), "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _won(_asked: Asked, typed: Any) -> Value:
    text = _text(typed)
    if not text:
        return None
    try:
        return read_won(text)
    except NotAnAmount as fault:
        raise NotReadable(
            _("금액을 알아볼 수 없습니다. ‘3억 6,000만 원’이나 ‘360,000,000’처럼 적어 주십시오.")
        ) from fault


def _date(_asked: Asked, typed: Any) -> Value:
    text = re.sub(r"\s+", "", _text(typed))
    if not text:
        return None
    found = re.fullmatch(r"(\d{4})[-./년]?(\d{1,2})[-./월]?(\d{1,2})[.일]?", text, re.ASCII)
    try:
        if found is None:
            raise NotReadable(_("날짜를 2026-03-31처럼 적어 주십시오."))
        year, month, day = map(int, found.groups())
        return date(year, month, day).isoformat()
    except ValueError as fault:
        raise NotReadable(_("날짜를 2026-03-31처럼 적어 주십시오.")) from fault


def _choice(_asked: Asked, typed: Any) -> Value:
    return _text(typed)[: USUAL[QuestionForm.LINE]] or None


def _several(_asked: Asked, typed: Any) -> Value:
    many = typed if isinstance(typed, list | tuple) else [typed]
    chosen = [_choice(_asked, one) for one in many[:MOST_ROWS_KEPT]]
    return list(dict.fromkeys(one for one in chosen if one)) or None


def _yes_no(_asked: Asked, typed: Any) -> Value:
    if isinstance(typed, bool):
        return typed
    text = _text(typed).lower()
    if text in _YES:
        return True
    return False if text in _NO else None


def _file(_asked: Asked, _typed: Any) -> Value:
    return None


def _rows(asked: Asked, typed: Any) -> Value:
    rows = [one for one in typed or () if isinstance(one, Mapping)]
    if len(rows) > MOST_ROWS_KEPT:
        raise NotReadable(
            _("표의 줄이 너무 많습니다. %(most)s줄 안으로 줄여 주십시오.")
            % {"most": MOST_ROWS_KEPT}
        )
    kept = [_row(asked, place, row) for place, row in enumerate(rows, start=1)]
    return [row for row in kept if row] or None


def _row(asked: Asked, place: int, typed: Mapping[str, Any]) -> dict[str, Value]:
    row = {}
    for column in columns_of(asked):
        try:
            value = read(column, typed.get(column.key, ""))
        except NotReadable as fault:
            raise NotReadable(in_cell(place, column, fault.sentence)) from fault
        if not is_empty(value):
            row[column.key] = value
    return row


def in_cell(place: int, column: Column, fault: str) -> str:
    """Say in which cell of a table the fault is."""
    told = {"row": place, "column": column.name, "fault": fault}
    return _("%(row)s번째 줄 ‘%(column)s’: %(fault)s") % told


_READERS: Final[Mapping[str, Callable[[Asked, Any], Value]]] = {
    QuestionForm.LINE: _line,
    QuestionForm.TEXT: _long,
    QuestionForm.NUMBER: _number,
    QuestionForm.WON: _won,
    QuestionForm.DATE: _date,
    QuestionForm.CHOICE: _choice,
    QuestionForm.CHOICES: _several,
    QuestionForm.YES_NO: _yes_no,
    QuestionForm.FILE: _file,
    QuestionForm.ROWS: _rows,
    PARTNER: _choice,
}
