"""Text files of rows: which encoding, which delimiter, which cells."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from sangsaeng.kernel.sheets.celltext import unshield
from sangsaeng.kernel.sheets.limits import Limits
from sangsaeng.kernel.sheets.refused import SheetRefused

_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_DELIMITERS: Final = (",", "\t", ";")
_BINARY: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MARKUP: Final = re.compile(r"\s*<(!doctype|html|head|meta|table|style|\?xml)\b", re.IGNORECASE)
_SEPARATOR_LINE: Final = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)
_QUOTED: Final = re.compile(r'"(?:[^"]|"")*(?:"|$)')
_SAMPLE: Final = 65_536
_SAMPLE_ROWS: Final = 20


def delimited_rows(data: bytes, limits: Limits) -> Iterator[list[str]]:
    """Yield the rows of a delimited text file, one per row that Excel would show."""
    text = decode(data)
    if _BINARY.search(text):
        raise SheetRefused("sheet.not_a_sheet")
    if _MARKUP.match(text):
        raise SheetRefused("sheet.web_page")
    csv.field_size_limit(limits.cell_characters)
    if named := _SEPARATOR_LINE.match(text):
        # Excel swallows this line, so the row below it is the first that a person sees.
        yield from _rows(text[named.end() :], named[1], limits)
    else:
        yield from _rows(text, delimiter_of(text), limits)


def decode(data: bytes) -> str:
    """Return the text, trying marks first, then UTF-8, then the Korean Windows code page."""
    marked = [encoding for mark, encoding in _MARKS if data.startswith(mark)]
    if not marked and b"\0" in data:
        raise SheetRefused("sheet.not_a_sheet")
    for encoding in marked or ("utf-8", "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetRefused("sheet.unknown_encoding")


def delimiter_of(text: str) -> str:
    """Return the delimiter that cuts the first rows into the most even table."""
    lines = _QUOTED.sub("", text[:_SAMPLE]).splitlines()[:_SAMPLE_ROWS]
    return max(_DELIMITERS, key=lambda delimiter: _evenness(lines, delimiter))


def _evenness(lines: list[str], delimiter: str) -> tuple[int, int]:
    widths = Counter(line.count(delimiter) for line in lines if delimiter in line)
    width, count = max(widths.items(), key=lambda item: item[1], default=(0, 0))
    return count, width


def _rows(text: str, delimiter: str, limits: Limits) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, row in enumerate(reader, start=1):  # noqa: B007 - the fault names the row
            yield [unshield(cell.strip()) for cell in row]
    except csv.Error as fault:
        if "field larger" in str(fault):
            limit = limits.cell_characters
            raise SheetRefused("sheet.cell_too_long", row=number + 1, limit=limit) from fault
        raise SheetRefused("sheet.broken_quotes", row=reader.line_num) from fault
