"""A spreadsheet somebody sent, read in a process that can be lost without harm."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any, Final

from sangsaeng.kernel.confined import Bounds, Lost, run_confined
from sangsaeng.kernel.sheets.celltext import CellError
from sangsaeng.kernel.sheets.limits import Limits
from sangsaeng.kernel.sheets.refused import SheetRefused

__all__ = ["Cell", "CellError", "Limits", "Line", "Sheet", "read_sheet"]

Cell = str | int | float | bool | date | time | datetime | CellError | None

_RESTORE: Final[dict[str, Callable[[str], Cell]]] = {
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "datetime": datetime.fromisoformat,
    "error": CellError,
}
_CHILD: Final = "sangsaeng.kernel.sheets.child"
_REASONS: Final = {
    "time": "sheet.took_too_long",
    "memory": "sheet.too_heavy",
    "crash": "sheet.damaged",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row that holds anything, under the number that Excel shows beside it."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, index: int) -> Cell:
        """Return a cell by its column index from 0, empty beyond the last one."""
        return self.cells[index] if index < len(self.cells) else None


@dataclass(frozen=True)
class Sheet:
    """One worksheet, or one delimited text file.

    Attributes
    ----------
    filename, name : str
        The file and the worksheet, the latter empty for delimited text.
    available : tuple of str
        All visible worksheets of the file.
    lines : tuple of Line
        Every row that holds anything, titles and header included.
    header_at : int
        Index into `lines` of the row that holds the column headings.
    hidden_rows : tuple of int
        Numbers of rows that Excel hides, for example by a filter; they are read all the same.
    """

    filename: str
    name: str
    available: tuple[str, ...]
    lines: tuple[Line, ...]
    header_at: int = 0
    hidden_rows: tuple[int, ...] = ()

    @property
    def header(self) -> tuple[str, ...]:
        """The column headings as text, empty where a column has none."""
        return tuple(heading_text(cell) for cell in self.lines[self.header_at].cells)

    @property
    def rows(self) -> tuple[Line, ...]:
        """The data rows: all that stand below the header."""
        return self.lines[self.header_at + 1 :]

    def with_header_at(self, index: int) -> "Sheet":
        """Return the same sheet with its header in another line."""
        return replace(self, header_at=index)


def heading_text(cell: Cell) -> str:
    """Return a heading as one line of text."""
    return "" if cell is None or isinstance(cell, CellError) else " ".join(str(cell).split())


def read_sheet(
    data: bytes, filename: str = "", limits: Limits | None = None, *, sheet: str | None = None
) -> Sheet:
    """Read one worksheet of an .xlsx, .xls or .ods file, or a .csv or .tsv file.

    The type is judged by the contents; `filename` is only carried along. The file is opened in a
    separate process that may use little time and memory, so a hostile file costs one refusal.

    Parameters
    ----------
    data : bytes
        The file.
    filename : str
        The name a person knows the file by.
    limits : Limits, optional
        What is refused as too much.
    sheet : str, optional
        The worksheet to read; without it the first visible one that holds anything.

    Returns
    -------
    Sheet
        Text is trimmed and in NFC, formulas give the values saved with them, a merged area its
        value in the first cell.

    Raises
    ------
    SheetRefused
        When the file is empty, too much, hostile, damaged, protected, or no spreadsheet.
    """
    limits = limits or Limits()
    if len(data) > limits.file_bytes:
        raise SheetRefused("sheet.too_large", size=len(data), limit=limits.file_bytes)
    answer = _ask_child(data, sheet, limits)
    if "refused" in answer:
        raise SheetRefused(answer["refused"], **answer["params"])
    return Sheet(
        filename,
        answer["name"],
        tuple(answer["available"]),
        tuple(_line(line) for line in answer["lines"]),
        _first_row_of_headings(answer["lines"]),
        tuple(answer["hidden"]),
    )


def _line(line: list[Any]) -> Line:
    number, *cells = line
    return Line(
        number,
        tuple([_restored(*cell) if type(cell) is list else cell for cell in cells]),
    )


def _restored(tag: str, text: str) -> Cell:
    return _RESTORE[tag](text)


def _first_row_of_headings(lines: Sequence[list[Any]]) -> int:
    """Return the first line with two or more cells filled; a lone cell above it is a title."""
    several = (
        index for index, (_, *cells) in enumerate(lines[:-1]) if len(cells) - cells.count(None) > 1
    )
    return next(several, 0)


def _ask_child(data: bytes, sheet: str | None, limits: Limits) -> dict[str, Any]:
    bounds = Bounds(limits.cpu_seconds, limits.wall_seconds, limits.memory_bytes)
    request = {"limits": limits._asdict(), "sheet": sheet}
    try:
        said = run_confined(_CHILD, request, data, bounds=bounds, packages=["python_calamine"])
    except Lost as lost:
        raise SheetRefused(_REASONS[lost.reason]) from lost
    answer: dict[str, Any] = json.loads(said)
    return answer
