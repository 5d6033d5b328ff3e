"""From what stands in a cell to the value a column holds."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from sangsaeng.kernel.sheets.columns import Column, Kind
from sangsaeng.kernel.sheets.reading import Cell

Value = str | int | float | bool | date | time | tuple[str, ...] | None


class CellRefused(Exception):
    """A cell that does not hold what its column asks for."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params


_NUMBER: Final = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
_SCIENTIFIC: Final = re.compile(r"[+-]?\d+(\.\d+)?e[+-]?\d{1,3}", re.IGNORECASE)
_MINUS_SIGNS: Final = str.maketrans("−–－△▲", "-----")
_LARGE_UNITS: Final = {"조": 10**12, "억": 10**8, "만": 10**4}
_SMALL_UNITS: Final = {"천": 1_000, "백": 100, "십": 10}
_MONEY_PART: Final = re.compile(r"(\d[\d,]*(?:\.\d+)?)?((?:[십백천])*)([조억만]?)")
_MONEY_TRIM: Final = re.compile(r"^[₩￦\\]|(krw|원정|원)$", re.IGNORECASE)
_DATE: Final = re.compile(r"(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[.일]?")
_PLAIN_DATE: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_WEEKDAY: Final = re.compile(r"\s*(\([월화수목금토일]\)|[월화수목금토일]요일)$")
_TIME: Final = re.compile(
    r"(오전|오후|am|pm)?\s*(\d{1,2})\s*[:시]\s*(?:(\d{1,2})\s*분?)?(?::(\d{1,2}))?\s*(am|pm)?",
    re.IGNORECASE,
)
_YES: Final = frozenset({"예", "네", "o", "○", "ㅇ", "y", "yes", "true", "1", "v", "✓", "✔", "유"})
_NO: Final = frozenset({"아니오", "아니요", "x", "×", "n", "no", "false", "0", "무", "✗"})
_LIST_SIGNS: Final = re.compile(r"[,;\n、]")
_BUSINESS_NUMBER_WEIGHTS: Final = (1, 3, 7, 1, 3, 7, 1, 3, 5)
_BUSINESS_NUMBER: Final = re.compile(r"\d{3}-?\d{2}-?\d{5}")
_BUSINESS_NUMBER_LENGTH: Final = 10
_FEWEST_DIGITS: Final = 8

# Beyond this a database column of 64 bits, or a float, would no longer hold the figure exactly.
_LARGEST: Final = 10**15
_LONGEST_FIGURE: Final = 40


def value_of(column: Column, cell: Cell) -> Value:
    """Return the value that a filled cell holds, or refuse it."""
    value = _READERS[column.kind](column, cell)
    if isinstance(value, str) and column.kind == "text" and len(value) > column.max_length:
        raise CellRefused("cell.too_long", length=len(value), limit=column.max_length)
    if isinstance(value, int | float) and not isinstance(value, bool):
        _check_bounds(column, value)
    return value


def is_business_number(digits: str) -> bool:
    """Tell whether ten digits carry the check digit of business registration numbers."""
    if len(digits) != _BUSINESS_NUMBER_LENGTH or not (digits.isascii() and digits.isdigit()):
        return False
    figures = [int(digit) for digit in digits]
    total = sum(f * w for f, w in zip(figures, _BUSINESS_NUMBER_WEIGHTS, strict=False))
    return (10 - (total + figures[8] * 5 // 10) % 10) % 10 == figures[9]


def shown(cell: Cell | Value) -> str:
    """Return a cell as a person would read it aloud, cut where it is long."""
    text = str(cell)
    longest = 40
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _check_bounds(column: Column, value: float) -> None:
    least = -_LARGEST if column.minimum is None else column.minimum
    most = _LARGEST if column.maximum is None else column.maximum
    if value < least:
        raise CellRefused("cell.too_small", value=shown(value), limit=least)
    if value > most:
        raise CellRefused("cell.too_big", value=shown(value), limit=most)


def _text(_column: Column, cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    if isinstance(cell, time):
        return cell.isoformat("minutes")
    return str(cell)


def _figures(cell: Cell) -> str:
    """Return the text of a cell with full-width digits and foreign minus signs made plain."""
    text = str(cell)
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", text.translate(_MINUS_SIGNS))


def _decimal(cell: Cell, code: str) -> Decimal:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Decimal(str(cell))
    text = _figures(cell).replace(" ", "")
    if not isinstance(cell, str) or len(text) > _LONGEST_FIGURE or not _NUMBER.fullmatch(text):
        raise CellRefused(code, value=shown(cell))
    return Decimal(text.replace(",", ""))


def _integer(_column: Column, cell: Cell) -> int:
    figure = _decimal(cell, "cell.not_an_integer")
    if figure != figure.to_integral_value():
        raise CellRefused("cell.not_an_integer", value=shown(cell))
    return int(figure)


def _number(_column: Column, cell: Cell) -> float:
    if isinstance(cell, str) and len(cell) <= _LONGEST_FIGURE and _SCIENTIFIC.fullmatch(cell):
        return float(cell)
    figure = _decimal(cell, "cell.not_a_number")
    return int(figure) if figure == figure.to_integral_value() else float(figure)


def _money(_column: Column, cell: Cell) -> int:
    """Return an amount in won, whether written in figures or with 억 and 만."""
    if not isinstance(cell, str):
        return _won(_decimal(cell, "cell.not_money"), cell)
    text = _figures(cell).replace(" ", "")
    text = _MONEY_TRIM.sub("", _MONEY_TRIM.sub("", text))
    if len(text) > _LONGEST_FIGURE:
        raise CellRefused("cell.not_money", value=shown(cell))
    if _NUMBER.fullmatch(text):
        return _won(Decimal(text.replace(",", "")), cell)
    sign = -1 if text.startswith("-") else 1
    return sign * _won(_spoken(text.lstrip("-"), cell), cell)


def _spoken(text: str, cell: Cell) -> Decimal:
    """Return the sum of parts such as 3억, 6,000만 and 5백만."""
    total, smallest = Decimal(0), Decimal("Infinity")
    at = 0
    while at < len(text):
        part = _MONEY_PART.match(text, at)
        if part is None or not part[1]:
            raise CellRefused("cell.not_money", value=shown(cell))
        unit = Decimal(_LARGE_UNITS.get(part[3], 1))
        for small in part[2]:
            unit *= _SMALL_UNITS[small]
        if unit >= smallest:
            raise CellRefused("cell.not_money", value=shown(cell))
        total, smallest = total + _plain(part[1], cell) * unit, unit
        at = part.end()
    if not text:
        raise CellRefused("cell.not_money", value=shown(cell))
    return total


def _plain(figures: str, cell: Cell) -> Decimal:
    if not _NUMBER.fullmatch(figures):
        raise CellRefused("cell.not_money", value=shown(cell))
    return Decimal(figures.replace(",", ""))


def _won(amount: Decimal, cell: Cell) -> int:
    if amount != amount.to_integral_value():
        raise CellRefused("cell.not_money", value=shown(cell))
    return int(amount)


def _date(_column: Column, cell: Cell) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = _WEEKDAY.sub("", _figures(cell))
    found = _DATE.fullmatch(text) or _PLAIN_DATE.fullmatch(text)
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        pass
    raise CellRefused("cell.not_a_date", value=shown(cell))


def _time(_column: Column, cell: Cell) -> time:
    if isinstance(cell, time):
        return cell
    if isinstance(cell, datetime):
        return cell.time()
    if isinstance(cell, float) and 0 <= cell < 1:
        seconds = int((Decimal(str(cell)) * 86_400).to_integral_value(ROUND_HALF_UP))
        minutes, seconds = divmod(min(seconds, 86_399), 60)
        return time(*divmod(minutes, 60), seconds)
    found = _TIME.fullmatch(_figures(cell))
    if not found or not isinstance(cell, str):
        raise CellRefused("cell.not_a_time", value=shown(cell))
    half = (found[1] or found[5] or "").casefold()
    try:
        return time(_hour(int(found[2]), half), int(found[3] or 0), int(found[4] or 0))
    except ValueError as fault:
        raise CellRefused("cell.not_a_time", value=shown(cell)) from fault


def _hour(hour: int, half: str) -> int:
    noon = 12
    if half in ("오후", "pm") and hour < noon:
        return hour + noon
    return 0 if half in ("오전", "am") and hour == noon else hour


def _choice(column: Column, cell: Cell) -> str:
    wanted = _bare(str(cell))
    for choice in column.choices:
        if wanted in map(_bare, choice.spellings):
            return choice.key
    raise CellRefused("cell.not_a_choice", value=shown(cell))


def _bare(text: str) -> str:
    return "".join(text.split()).casefold()


def _yes_no(_column: Column, cell: Cell) -> bool:
    if isinstance(cell, bool):
        return cell
    word = _bare(str(cell))
    if word in _YES | _NO:
        return word in _YES
    raise CellRefused("cell.not_yes_or_no", value=shown(cell))


def _business_number(_column: Column, cell: Cell) -> str:
    if not isinstance(cell, str | int) or isinstance(cell, bool):
        raise CellRefused("cell.business_number_digits", value=shown(cell))
    text = _figures(cell).removesuffix(".0").replace(" ", "")
    digits = text.replace("-", "")
    if lost_zeros(text):
        digits = digits.zfill(_BUSINESS_NUMBER_LENGTH)
    elif not _BUSINESS_NUMBER.fullmatch(text):
        raise CellRefused("cell.business_number_digits", value=shown(cell))
    if not is_business_number(digits):
        raise CellRefused("cell.business_number_check", value=shown(cell))
    return digits


def lost_zeros(cell: Cell) -> bool:
    """Tell whether a business number reads as if a spreadsheet took it for a figure."""
    text = _figures(cell).removesuffix(".0")
    return text.isdigit() and _FEWEST_DIGITS <= len(text) < _BUSINESS_NUMBER_LENGTH


def _list(column: Column, cell: Cell) -> tuple[str, ...]:
    members = [member.strip() for member in _LIST_SIGNS.split(_text(column, cell))]
    members = list(dict.fromkeys(member for member in members if member))
    longest = max(map(len, members), default=0)
    if longest > column.max_length:
        raise CellRefused("cell.too_long", length=longest, limit=column.max_length)
    if column.choices:
        members = list(dict.fromkeys(_choice(column, member) for member in members))
    return tuple(members)


_READERS: Final[dict[Kind, Callable[[Column, Cell], Value]]] = {
    "text": _text,
    "integer": _integer,
    "number": _number,
    "money": _money,
    "date": _date,
    "time": _time,
    "choice": _choice,
    "yes_no": _yes_no,
    "business_number": _business_number,
    "list": _list,
}
