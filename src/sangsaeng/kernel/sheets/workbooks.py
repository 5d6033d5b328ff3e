"""The rows of one worksheet of a workbook, with what the parser itself does not tell."""

import html
import io
import re
import zipfile
from dataclasses import dataclass
from typing import Final, Literal

import python_calamine

from sangsaeng.kernel.sheets.limits import Limits
from sangsaeng.kernel.sheets.refused import SheetRefused

# Blank or styled rows below a table are common; this many do no harm.
_STRAY_ROWS: Final = 50

_ERROR_CELL: Final = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]* t="e"[^>]*>'
    rb"(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]{1,20})<"
)
_HIDDEN_ROW: Final = re.compile(rb'<row r="(\d{1,7})"[^>]* hidden="(?:1|true)"')
_ROW: Final = re.compile(rb'<row r="(\d{1,7})"')
_SHEET: Final = re.compile(rb"<sheet [^>]*>")
_NAME: Final = re.compile(rb' name="([^"]*)"')
_LINK: Final = re.compile(rb' r:id="([^"]*)"')
_RELATION: Final = re.compile(rb"<Relationship [^>]*>")
_ID: Final = re.compile(rb' Id="([^"]*)"')
_TARGET: Final = re.compile(rb' Target="([^"]*)"')


@dataclass(frozen=True)
class Worksheet:
    """One worksheet as the parser gives it: rows from A1, empty cells as empty text."""

    name: str
    available: tuple[str, ...]
    rows: list[list[object]]
    errors: dict[tuple[int, int], str]
    hidden_rows: tuple[int, ...]


def read_workbook(
    data: bytes, container: Literal["xlsx", "xls", "ods"], wanted: str | None, limits: Limits
) -> Worksheet:
    """Return the wanted worksheet, or else the first visible one that holds anything."""
    try:
        workbook = python_calamine.CalamineWorkbook.from_object(io.BytesIO(data))
    except python_calamine.PasswordError as fault:
        raise SheetRefused("sheet.encrypted") from fault
    except python_calamine.CalamineError as fault:
        raise SheetRefused("sheet.damaged") from fault
    available = _visible_names(workbook)
    markup = _Markup(data) if container == "xlsx" else None
    for name in _candidates(available, wanted):
        if markup is not None:
            _check_last_row(markup.sheet(name), limits)
        sheet = _open(workbook, name)
        if sheet.total_height > limits.rows + _STRAY_ROWS:
            raise SheetRefused("sheet.too_many_rows", rows=sheet.total_height, limit=limits.rows)
        if sheet.height or name == wanted:
            return _worksheet(sheet, available, markup.sheet(name) if markup else b"")
    raise SheetRefused("sheet.empty")


def _visible_names(workbook: python_calamine.CalamineWorkbook) -> tuple[str, ...]:
    visible, sheet = (
        python_calamine.SheetVisibleEnum.Visible,
        python_calamine.SheetTypeEnum.WorkSheet,
    )
    return tuple(
        entry.name
        for entry in workbook.sheets_metadata
        if entry.visible == visible and entry.typ == sheet
    )


def _candidates(available: tuple[str, ...], wanted: str | None) -> tuple[str, ...]:
    if wanted is None:
        return available
    if wanted not in available:
        raise SheetRefused("sheet.no_such_sheet", sheet=wanted, available=", ".join(available))
    return (wanted,)


def _open(workbook: python_calamine.CalamineWorkbook, name: str) -> python_calamine.CalamineSheet:
    try:
        return workbook.get_sheet_by_name(name)
    except python_calamine.CalamineError as fault:
        raise SheetRefused("sheet.damaged") from fault


def _worksheet(
    sheet: python_calamine.CalamineSheet, available: tuple[str, ...], markup: bytes
) -> Worksheet:
    rows: list[list[object]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    return Worksheet(
        sheet.name,
        available,
        rows,
        {
            (int(row), _column_number(letters)): error.decode()
            for letters, row, error in _ERROR_CELL.findall(markup)
        },
        tuple(int(row) for row in _HIDDEN_ROW.findall(markup)),
    )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _check_last_row(markup: bytes, limits: Limits) -> None:
    """Refuse a far cell before the parser lays out every cell up to it."""
    last_value = max(markup.rfind(b"<v>"), markup.rfind(b"<v "), markup.rfind(b"<is>"))
    row = _ROW.match(markup, max(markup.rfind(b"<row ", 0, max(last_value, 0)), 0))
    if row and int(row[1]) > limits.rows + _STRAY_ROWS:
        raise SheetRefused("sheet.too_many_rows", rows=int(row[1]), limit=limits.rows)


class _Markup:
    """The raw markup of the worksheets of an .xlsx file, found by name."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._names = set(self._archive.namelist())
        relations = self._read("xl/_rels/workbook.xml.rels")
        targets = {
            _first(_ID, entry): _first(_TARGET, entry) for entry in _RELATION.findall(relations)
        }
        self._paths = {
            html.unescape(_first(_NAME, entry)): targets.get(_first(_LINK, entry), "")
            for entry in _SHEET.findall(self._read("xl/workbook.xml"))
        }

    def sheet(self, name: str) -> bytes:
        """Return the markup of one worksheet, empty where it is written in an unusual way."""
        target = self._paths.get(name, "")
        return self._read(target.lstrip("/") if target.startswith("/") else f"xl/{target}")

    def _read(self, path: str) -> bytes:
        return self._archive.read(path) if path in self._names else b""


def _first(pattern: re.Pattern[bytes], markup: bytes) -> str:
    found = pattern.search(markup)
    return found[1].decode("utf-8", "replace") if found else ""
