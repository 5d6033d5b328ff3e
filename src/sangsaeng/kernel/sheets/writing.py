"""Spreadsheets for people: no formula from anybody's text, readable in Korean, printable."""

import csv
import io
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Final

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from sangsaeng.kernel.sheets.celltext import clean, shield, starts_formula
from sangsaeng.kernel.sheets.cellwriting import Written, check_length, display_width, written
from sangsaeng.kernel.sheets.columns import Kind
from sangsaeng.kernel.sheets.grids import draw_grid
from sangsaeng.kernel.sheets.styles import Styles
from sangsaeng.kernel.sheets.tables import Grid, Heading, Page, Table

__all__ = ["write_csv", "write_xlsx"]

_A4: Final = 9
_NARROWEST, _WIDEST = 8, 48
_MEASURED_ROWS: Final = 500
_LONGEST_INLINE_CHOICES: Final = 200
_FORBIDDEN_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\\n\t]")
_LONGEST_NAME: Final = 31
_CHOICES_SHEET: Final = "choices"
_FIXED_DAY: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - Excel has no zones; same rows, same bytes
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}


def write_xlsx(sheets: Sequence[Table | Grid | Page]) -> bytes:
    """Write tables, wall charts and pages as one .xlsx file.

    Every text is written as a string cell, so none of it can become a formula, and text that
    begins like a formula stays text when it is edited.

    Parameters
    ----------
    sheets : sequence of Table, Grid or Page
        One worksheet each, in order.

    Returns
    -------
    bytes
        The file; the same sheets give the same bytes.

    Raises
    ------
    SheetRefused
        When a text is longer than a cell can hold.
    """
    buffer = io.BytesIO()
    workbook = Workbook(buffer, _OPTIONS)
    workbook.set_properties({"created": _FIXED_DAY})
    writer = _Writer(workbook)
    for sheet in sheets:
        writer.add(sheet)
    writer.add_long_choices()
    workbook.close()
    return buffer.getvalue()


def write_csv(table: Table) -> bytes:
    """Write a table as CSV: UTF-8 with its mark, as Korean Excel needs it.

    Text that begins like a formula gets an apostrophe in front, which `read_sheet` takes away.
    """
    text = io.StringIO(newline="")
    out = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    out.writerow([shield(clean(heading.title)) for heading in table.headings])
    for row in table.rows:
        out.writerow([_csv_cell(written(value, table.language)) for value in row])
    return text.getvalue().encode("utf-8-sig")


def sheet_name(name: str, taken: Sequence[str] = ()) -> str:
    """Return a name that Excel accepts for a worksheet and that none of the others has."""
    plain = _cut(_FORBIDDEN_IN_NAMES.sub(" ", clean(name)).strip("' "), _LONGEST_NAME)
    plain = plain if plain and plain.casefold() != "history" else "Sheet"
    others = {other.casefold() for other in taken}
    candidate, number = plain, 1
    while candidate.casefold() in others:
        number += 1
        ending = f" {number}"
        candidate = _cut(plain, _LONGEST_NAME - len(ending)) + ending
    return candidate


def _cut(name: str, length: int) -> str:
    """Return the beginning of a name in the units Excel counts, two for a rare sign."""
    units = name.encode("utf-16-le")[: 2 * length]
    return units.decode("utf-16-le", "ignore").strip("' ")


def _csv_cell(value: Written) -> str | float:
    if isinstance(value, int | float):
        return value
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, time):
        return value.strftime("%H:%M:%S" if value.second else "%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return shield(value or "")


class _Writer:
    """Puts one worksheet after another into a workbook."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._styles = Styles(workbook)
        self._names: list[str] = []
        self._long_choices: list[tuple[str, ...]] = []

    def add(self, sheet: Table | Grid | Page) -> None:
        name = sheet_name(sheet.name, [*self._names, _CHOICES_SHEET])
        self._names.append(name)
        worksheet = self._workbook.add_worksheet(name)
        worksheet.set_paper(_A4)
        worksheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        worksheet.set_footer("&C&P / &N")
        if isinstance(sheet, Grid):
            draw_grid(worksheet, sheet, self._styles)
        elif isinstance(sheet, Page):
            self._draw_page(worksheet, sheet)
        else:
            self._draw_table(worksheet, sheet)

    def add_long_choices(self) -> None:
        """Write the choices that are too long to stand in a dropdown themselves."""
        if not self._long_choices:
            return
        worksheet = self._workbook.add_worksheet(_CHOICES_SHEET)
        worksheet.hide()
        for column, choices in enumerate(self._long_choices):
            for row, choice in enumerate(choices):
                worksheet.write_string(row, column, choice)

    def _draw_table(self, worksheet: Worksheet, table: Table) -> None:
        widths = [display_width(heading.title) + 4 for heading in table.headings]
        for column, heading in enumerate(table.headings):
            self._write_heading(worksheet, column, heading)
            self._offer_choices(worksheet, column, heading, table)
        for number, values in enumerate(table.rows, start=1):
            for column, (heading, value) in enumerate(zip(table.headings, values, strict=True)):
                cell = written(value, table.language)
                self._write(worksheet, (number, column), cell, heading)
                if number <= _MEASURED_ROWS:
                    widths[column] = max(widths[column], display_width(cell) + 2)
        for column, heading in enumerate(table.headings):
            width = min(max(widths[column], _NARROWEST), _WIDEST)
            style, hidden = self._styles.cell(heading.kind), {"hidden": heading.hidden}
            worksheet.set_column(column, column, width, style, hidden)
        _arrange(worksheet, table)

    def _write_heading(self, worksheet: Worksheet, column: int, heading: Heading) -> None:
        title = clean(heading.title) + (" *" if heading.required else "")
        worksheet.write_string(0, column, title, self._styles.heading(required=heading.required))
        if heading.note:
            worksheet.write_comment(0, column, heading.note, {"x_scale": 1.6, "font_size": 9})

    def _write(
        self,
        worksheet: Worksheet,
        place: tuple[int, int],
        cell: Written,
        heading: Heading,
    ) -> None:
        if cell is None:
            return
        if isinstance(cell, str):
            check_length(cell, heading.title, place[0])
            style = self._styles.cell("text", quoted=starts_formula(cell))
            worksheet.write_string(*place, cell, style)
        elif isinstance(cell, int | float):
            worksheet.write_number(*place, cell, self._styles.cell(_kind_of_figure(heading.kind)))
        else:
            worksheet.write_datetime(*place, cell, self._styles.moment(cell))

    def _offer_choices(
        self,
        worksheet: Worksheet,
        column: int,
        heading: Heading,
        table: Table,
    ) -> None:
        choices = heading.choices
        if heading.kind == "yes_no":
            choices = tuple(str(written(answer, table.language)) for answer in (True, False))
        if not choices or heading.kind == "list":
            return
        last = len(table.rows) + table.free_rows
        options = {"validate": "list", "source": self._source(choices), "ignore_blank": True}
        worksheet.data_validation(1, column, max(last, 1), column, options)

    def _source(self, choices: tuple[str, ...]) -> list[str] | str:
        inline = len(",".join(choices)) <= _LONGEST_INLINE_CHOICES
        if inline and not any("," in choice for choice in choices):
            return list(choices)
        if choices not in self._long_choices:
            self._long_choices.append(choices)
        letters = xl_col_to_name(self._long_choices.index(choices))
        return f"={_CHOICES_SHEET}!${letters}$1:${letters}${len(choices)}"

    def _draw_page(self, worksheet: Worksheet, page: Page) -> None:
        worksheet.hide_gridlines(2)
        worksheet.set_column(0, 0, 28)
        worksheet.set_column(1, 1, 90)
        worksheet.write_string(0, 0, clean(page.title), self._styles.title())
        for row, (term, meaning) in enumerate(page.lines, start=2):
            worksheet.write_string(row, 0, clean(term), self._styles.term())
            worksheet.write_string(row, 1, clean(meaning), self._styles.cell("list"))
        worksheet.fit_to_pages(1, 0)


def _kind_of_figure(kind: Kind) -> Kind:
    return kind if kind in ("integer", "number", "money") else "number"


def _arrange(worksheet: Worksheet, table: Table) -> None:
    """Make a table stay readable on the screen and on paper."""
    worksheet.freeze_panes(1, 0)
    worksheet.set_row(0, 24)
    if table.rows and table.headings:
        worksheet.autofilter(0, 0, len(table.rows), len(table.headings) - 1)
    worksheet.set_landscape()
    worksheet.repeat_rows(0)
    worksheet.fit_to_pages(1, 0)
