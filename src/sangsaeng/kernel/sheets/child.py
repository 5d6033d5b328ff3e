"""The process that opens a stranger's file: small, limited, and thrown away afterwards.

It reads the file from standard input and answers with one JSON object on standard output.
"""

import json
import math
import sys
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sangsaeng.kernel.confined import confine
from sangsaeng.kernel.sheets.celltext import CellError, clean
from sangsaeng.kernel.sheets.containers import container_of
from sangsaeng.kernel.sheets.delimited import delimited_rows
from sangsaeng.kernel.sheets.limits import Limits
from sangsaeng.kernel.sheets.refused import SheetRefused
from sangsaeng.kernel.sheets.workbooks import Worksheet, read_workbook

_EXACT_INTEGERS: Final = 2**53


def main() -> None:
    """Read standard input under the limits given as the first argument."""
    request = json.loads(sys.argv[1])
    limits = Limits(**request["limits"])
    confine(request["bounds"])
    try:
        answer = _read(sys.stdin.buffer.read(), request["sheet"], limits)
    except SheetRefused as refused:
        answer = {"refused": refused.code, "params": refused.params}
    except MemoryError:
        answer = {"refused": "sheet.too_heavy", "params": {}}
    sys.stdout.write(json.dumps(answer, default=_tagged))


def _read(data: bytes, wanted: str | None, limits: Limits) -> dict[str, Any]:
    container = container_of(data, limits)
    if container == "text":
        rows: list[list[object]] = [list(row) for row in delimited_rows(data, limits)]
        sheet = Worksheet("", (), rows, {}, ())
    else:
        sheet = read_workbook(data, container, wanted, limits)
    return {
        "name": sheet.name,
        "available": sheet.available,
        "lines": _lines(sheet, limits),
        "hidden": sheet.hidden_rows,
    }


def _lines(sheet: Worksheet, limits: Limits) -> list[list[object]]:
    """Return `[row number, cell, cell, …]` for every row that holds anything."""
    lines: list[list[object]] = []
    allowance = limits.characters
    for number, row in enumerate(_rows_with_errors(sheet), start=1):
        cells = [_cell(value) for value in row]
        while cells and cells[-1] is None:
            cells.pop()
        if not cells:
            continue
        allowance -= _measure(cells, number, limits)
        if allowance < 0:
            raise SheetRefused("sheet.too_heavy")
        lines.append([number, *cells])
    _check_size(lines, limits)
    return lines


def _rows_with_errors(sheet: Worksheet) -> list[list[object]]:
    """Return the rows with each failed formula named, which the parser leaves empty."""
    for (row, column), error in sheet.errors.items():
        if row <= len(sheet.rows) and column <= len(sheet.rows[row - 1]):
            sheet.rows[row - 1][column - 1] = CellError(error)
    return sheet.rows


def _check_size(lines: list[list[object]], limits: Limits) -> None:
    if not lines:
        raise SheetRefused("sheet.empty")
    if len(lines) == 1:
        raise SheetRefused("sheet.no_rows")
    if len(lines) - 1 > limits.rows:
        raise SheetRefused("sheet.too_many_rows", rows=lines[-1][0], limit=limits.rows)


def _measure(cells: list[object], number: int, limits: Limits) -> int:
    """Return the characters in a row, refusing a row that is too wide or a cell too long."""
    if len(cells) > limits.columns:
        raise SheetRefused("sheet.too_many_columns", columns=len(cells), limit=limits.columns)
    lengths = [len(cell) for cell in cells if isinstance(cell, str)]
    if max(lengths, default=0) > limits.cell_characters:
        raise SheetRefused("sheet.cell_too_long", row=number, limit=limits.cell_characters)
    return sum(lengths)


def _cell(value: object) -> object:
    """Return the value of a cell as it is kept: no empty text, whole numbers as integers."""
    if isinstance(value, str):
        return clean(value) or None
    if isinstance(value, float):
        if value.is_integer() and abs(value) < _EXACT_INTEGERS:
            return int(value)
        return value if math.isfinite(value) else None
    if isinstance(value, timedelta):
        return _time_of_day(value)
    return value


def _time_of_day(value: timedelta) -> object:
    """Return a duration below one day as the time it was typed as, a longer one in words."""
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    if hours in range(24):
        return time(hours, minutes, seconds)
    return f"{hours}:{minutes:02}:{seconds:02}"


def _tagged(value: object) -> list[str]:
    """Return what JSON has no type for as its tag and its text."""
    if isinstance(value, datetime):
        return ["datetime", value.isoformat()]
    if isinstance(value, date):
        return ["date", value.isoformat()]
    if isinstance(value, time):
        return ["time", value.isoformat()]
    if isinstance(value, CellError):
        return ["error", value.name]
    raise TypeError(type(value).__name__)


if __name__ == "__main__":
    main()
