"""How one value is written to one cell: text always as text, figures as figures."""

from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from typing import Final

from sangsaeng.kernel.sheets.celltext import clean
from sangsaeng.kernel.sheets.refused import SheetRefused

Written = str | int | float | date | time | datetime | None

# Excel keeps fifteen digits and no date before its first leap-year mistake.
_EXACT: Final = 10**15
_FIRST_YEAR: Final = 1901
_LONGEST: Final = 32_767

# Hangul jamo; from here on most letters take twice the width of a Latin one.
_FIRST_WIDE: Final = "\u1100"


def written(value: object, language: str) -> Written:
    """Return a value as text, figure or date, whichever a cell can hold exactly."""
    if isinstance(value, bool):
        return _yes_no(value, language)
    if isinstance(value, Decimal):
        value = int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, int | float):
        return _figure(value)
    if isinstance(value, date):
        return value if value.year >= _FIRST_YEAR else value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return clean(", ".join(map(str, value))) or None
    if value is None or isinstance(value, time):
        return value
    return clean(str(value)) or None


def check_length(text: str, heading: str, row: int) -> None:
    """Refuse text that no cell can hold, rather than cut it."""
    if len(text) > _LONGEST // 2 and len(text.encode("utf-16-le")) // 2 > _LONGEST:
        raise SheetRefused("sheet.text_too_long", heading=heading, row=row, limit=_LONGEST)


def display_width(value: Written) -> int:
    """Return how many columns of Latin letters the longest line of a cell takes up."""
    if isinstance(value, datetime):
        return 16
    if isinstance(value, date):
        return 10
    lines = str(value if value is not None else "").splitlines() or [""]
    return max(sum(1 if sign < _FIRST_WIDE else 2 for sign in line) for line in lines)


def _yes_no(value: bool, language: str) -> str:  # noqa: FBT001 - the value itself, not a switch
    yes, no = ("Yes", "No") if language.startswith("en") else ("예", "아니오")
    return yes if value else no


def _figure(value: float) -> Written:
    if not isfinite(value):
        return None
    return str(value) if isinstance(value, int) and abs(value) >= _EXACT else value
