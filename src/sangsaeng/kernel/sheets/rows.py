"""All the rows of a sheet as typed values, and all that is wrong with them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sangsaeng.kernel.sheets.celltext import CellError
from sangsaeng.kernel.sheets.columns import IDENTITY, Column
from sangsaeng.kernel.sheets.mapping import ColumnMapping, Match
from sangsaeng.kernel.sheets.messages import sentence
from sangsaeng.kernel.sheets.reading import Cell, Line, Sheet
from sangsaeng.kernel.sheets.refused import SheetRefused
from sangsaeng.kernel.sheets.values import CellRefused, Value, lost_zeros, shown, value_of

# The first cell of an example row begins so; such a row is never data.
EXAMPLE_MARKS: Final = ("(예시)", "(example)")


@dataclass(frozen=True)
class Row:
    """One row whose every cell was understood.

    `number` is the row in the file, `values` has every column of the kind, and `identity` is what
    the hidden identity column holds.
    """

    number: int
    values: Mapping[str, Value]
    identity: str | None = None


@dataclass(frozen=True)
class RowFault:
    """One thing wrong with one row, or with one cell of it."""

    row: int
    code: str
    params: Mapping[str, object]
    column: Column | None = None
    heading: str = ""
    place: str = ""

    def text(self, language: str = "ko") -> str:
        """Return where the fault is, what it is, and what to do."""
        params = dict(self.params)
        if self.column is not None and self.column.choices:
            params["choices"] = ", ".join(c.title(language) for c in self.column.choices)
        reason = sentence(self.code, params, language)
        if language.startswith("en"):
            where = f"Row {self.row:,}"
            return (
                f"{where}, “{self.heading}” ({self.place}): {reason}"
                if self.heading
                else (f"{where}: {reason}")
            )
        where = f"{self.row:,}행"
        return (
            f"{where} ‘{self.heading}’({self.place}): {reason}"
            if self.heading
            else (f"{where}: {reason}")
        )


@dataclass(frozen=True)
class Parsed:
    """Everything read from a sheet.

    Attributes
    ----------
    rows : tuple of Row
        The rows without a fault.
    faults : tuple of RowFault
        All faults of all other rows, in the order of the file.
    warnings : tuple of RowFault
        Cells that were read with a guess a person should confirm; their rows are in `rows`.
    examples : int
        Rows left out because they are marked as examples.
    """

    rows: tuple[Row, ...]
    faults: tuple[RowFault, ...]
    warnings: tuple[RowFault, ...]
    examples: int = 0


def parse_rows(mapping: ColumnMapping, sheet: Sheet) -> Parsed:
    """Read every row of a sheet by a mapping.

    Parameters
    ----------
    mapping : ColumnMapping
        Which column of the file is which, from `propose_mapping`.
    sheet : Sheet
        The sheet, its header where the mapping was made.

    Returns
    -------
    Parsed
        Good rows and all faults; duplicates by the key of the kind are faults of the later row.

    Raises
    ------
    SheetRefused
        When a required column is missing or there is no data row at all.
    """
    if mapping.missing:
        raise SheetRefused(
            "sheet.missing_columns",
            columns=mapping.missing_titles("ko"),
            columns_en=mapping.missing_titles("en"),
        )
    reader = _RowReader(mapping)
    for line in sheet.rows:
        reader.read(line)
    if reader.seen == reader.examples:
        raise SheetRefused("sheet.no_rows")
    return Parsed(tuple(reader.rows), tuple(reader.faults), tuple(reader.warnings), reader.examples)


class _RowReader:
    """Reads line after line, remembering which keys it has met."""

    def __init__(self, mapping: ColumnMapping) -> None:
        self._mapping = mapping
        self._kind = mapping.kind
        self._first_with: dict[tuple[str, Value], int] = {}
        self.rows: list[Row] = []
        self.faults: list[RowFault] = []
        self.warnings: list[RowFault] = []
        self.seen = self.examples = 0

    def read(self, line: Line) -> None:
        cells = [(match, line.cell(match.index)) for match in self._mapping.matches]
        if all(cell is None for _, cell in cells):
            return
        self.seen += 1
        if _is_example(line):
            self.examples += 1
            return
        values: dict[str, Value] = {column.key: _nothing(column) for column in self._kind.columns}
        faults: list[RowFault] = []
        for match, cell in cells:
            try:
                values[match.column.key] = _value(match.column, cell)
            except CellRefused as refused:
                faults.append(_fault(line, match, refused.code, refused.params))
        identity = values.pop(IDENTITY.key, None)
        faults += self._duplicates(line, values, identity, faults)
        self.faults += faults
        if not faults:
            self.warnings += _guesses(line, cells, values)
            self.rows.append(Row(line.number, values, str(identity) if identity else None))

    def _duplicates(
        self,
        line: Line,
        values: Mapping[str, Value],
        identity: Value,
        faults: list[RowFault],
    ) -> Iterator[RowFault]:
        """Yield a fault where the row repeats the key or the identity of an earlier one."""
        faulty = {fault.column.key for fault in faults if fault.column}
        key = tuple(values[name] for name in self._kind.key)
        if key and None not in key and not faulty.intersection(self._kind.key):
            first = self._first_with.setdefault(("key", _folded(key)), line.number)
            if first != line.number:
                yield self._repeats(line, "row.duplicate", first, ", ".join(map(shown, key)))
        if identity:
            first = self._first_with.setdefault(("identity", identity), line.number)
            if first != line.number:
                yield self._repeats(line, "row.duplicate_identity", first, shown(str(identity)))

    @staticmethod
    def _repeats(line: Line, code: str, first: int, value: str) -> RowFault:
        return RowFault(line.number, code, {"first": first, "value": value})


def column_letters(index: int) -> str:
    """Return the letters over a column, as in Excel: A for 0, AA for 26."""
    letters = ""
    while index >= 0:
        index, place = divmod(index, 26)
        letters = chr(ord("A") + place) + letters
        index -= 1
    return letters


def _nothing(column: Column) -> Value:
    return () if column.kind == "list" else None


def _folded(key: tuple[Value, ...]) -> tuple[str, ...]:
    return tuple(" ".join(str(part).split()).casefold() for part in key)


def _is_example(line: Line) -> bool:
    first = next((cell for cell in line.cells if cell is not None), None)
    return isinstance(first, str) and first.casefold().startswith(EXAMPLE_MARKS)


def _value(column: Column, cell: Cell) -> Value:
    if isinstance(cell, CellError):
        raise CellRefused("cell.error", error=cell.name)
    if cell is None:
        if column.required:
            raise CellRefused("cell.required")
        return _nothing(column)
    return value_of(column, cell)


def _fault(line: Line, match: Match, code: str, params: Mapping[str, object]) -> RowFault:
    place = f"{column_letters(match.index)}{line.number}"
    return RowFault(line.number, code, params, match.column, match.heading, place)


def _guesses(
    line: Line, cells: list[tuple[Match, Cell]], values: Mapping[str, Value]
) -> Iterator[RowFault]:
    """Yield a warning for every value that was read with a guess."""
    for match, cell in cells:
        if match.column.kind == "business_number" and cell is not None and lost_zeros(cell):
            params = {"value": shown(cell), "proposed": values[match.column.key]}
            yield _fault(line, match, "cell.business_number_zeros", params)
