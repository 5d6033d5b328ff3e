"""Wall charts: who sits at which table in which slot, readable from where one stands."""

from collections import defaultdict
from typing import Final

from xlsxwriter.worksheet import Worksheet

from sangsaeng.kernel.sheets.celltext import clean
from sangsaeng.kernel.sheets.cellwriting import check_length, display_width
from sangsaeng.kernel.sheets.styles import Styles
from sangsaeng.kernel.sheets.tables import Block, Grid

_TOP: Final = 2
_LEFT: Final = 1
_LABEL_WIDTHS: Final = (10, 30)
_BLOCK_WIDTHS: Final = (12, 26)
_LINE_HEIGHT: Final = 15
_TALLEST: Final = 400


def draw_grid(worksheet: Worksheet, grid: Grid, styles: Styles) -> None:
    """Draw a chart on a worksheet, its labels staying in sight."""
    worksheet.hide_gridlines(2)
    worksheet.write_string(0, 0, clean(grid.title), styles.title())
    worksheet.set_row(0, 28)
    worksheet.write_string(_TOP, 0, clean(grid.corner), styles.label())
    for column, label in enumerate(grid.columns, start=_LEFT):
        worksheet.write_string(_TOP, column, clean(label), styles.label())
    for row, label in enumerate(grid.rows, start=_TOP + 1):
        worksheet.write_string(row, 0, clean(label), styles.label())
        for column in range(_LEFT, _LEFT + len(grid.columns)):
            worksheet.write_blank(row, column, None, styles.block("plain"))
    for block in grid.blocks:
        _draw_block(worksheet, block, styles)
    _set_sizes(worksheet, grid)
    worksheet.freeze_panes(_TOP + 1, _LEFT)
    worksheet.set_landscape()
    worksheet.repeat_rows(0, _TOP)
    worksheet.repeat_columns(0)
    worksheet.fit_to_pages(1, 0)


def _draw_block(worksheet: Worksheet, block: Block, styles: Styles) -> None:
    text, style = clean(block.text), styles.block(block.tone)
    check_length(text, str(block.column + 1), block.row + 1)
    row, column = block.row + _TOP + 1, block.column + _LEFT
    if block.height * block.width > 1:
        last_row, last_column = row + block.height - 1, column + block.width - 1
        worksheet.merge_range(row, column, last_row, last_column, "", style)
    if text:
        worksheet.write_string(row, column, text, style)
    else:
        worksheet.write_blank(row, column, None, style)


def _set_sizes(worksheet: Worksheet, grid: Grid) -> None:
    """Give each column one width and each row the height that its fullest block needs."""
    labels = [grid.corner, *grid.rows]
    worksheet.set_column(0, 0, _within(_LABEL_WIDTHS, max(map(display_width, labels)) + 2))
    texts = [*grid.columns, *(block.text for block in grid.blocks if block.width == 1)]
    width = _within(_BLOCK_WIDTHS, max(map(display_width, texts), default=0) + 2)
    if grid.columns:
        worksheet.set_column(_LEFT, _LEFT + len(grid.columns) - 1, width)
    lines: dict[int, int] = defaultdict(lambda: 1)
    for block in grid.blocks:
        if block.height == 1:
            lines[block.row] = max(lines[block.row], _lines(block, width))
    for row in range(len(grid.rows)):
        worksheet.set_row(row + _TOP + 1, min(lines[row] * _LINE_HEIGHT + 6, _TALLEST))


def _lines(block: Block, width: int) -> int:
    """Return how many lines the text of a block wraps into."""
    room = width * block.width - 1
    return sum(-(-max(display_width(line), 1) // room) for line in block.text.split("\n"))


def _within(bounds: tuple[int, int], width: int) -> int:
    return min(max(width, bounds[0]), bounds[1])
