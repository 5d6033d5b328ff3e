"""A hostile, broken or oversized file ends with one refusal, and the reader lives on."""

import pytest
from tests.kernel.sheets import hostile

from sangsaeng.kernel.sheets.limits import Limits
from sangsaeng.kernel.sheets.reading import read_sheet
from sangsaeng.kernel.sheets.refused import SheetRefused

pytestmark = pytest.mark.engine

SMALL = hostile.workbook(hostile.SMALL)
NESTED = hostile.archive({**hostile.workbook_parts(hostile.SMALL), "xl/embeddings/a.bin": SMALL})
REPEATED = {**hostile.workbook_parts(hostile.SMALL), "xl/media/a.xml": b"0" * 20_000_000}

REFUSED = {
    "empty file": (b"", "sheet.empty"),
    "only blanks": (b" \r\n\t\n", "sheet.empty"),
    "only NUL bytes": (b"\0" * 5_000, "sheet.empty"),
    "only delimiters": (b",,,\n,,,\n", "sheet.empty"),
    "only a header": ("기업명,수량\n".encode(), "sheet.no_rows"),
    "only a header in a workbook": (hostile.workbook(hostile.row(1, "기업명")), "sheet.no_rows"),
    "workbook without a cell": (hostile.workbook(""), "sheet.empty"),
    "random bytes": (bytes(range(256)) * 40, "sheet.not_a_sheet"),
    "text with NUL bytes": (b"a,b\n1,\0\0\n", "sheet.not_a_sheet"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\1" * 99, "sheet.not_a_sheet"),
    "bytes of no encoding": (b"a,b\n\xff\xfa,\xf5\xff\n", "sheet.unknown_encoding"),
    "half of UTF-16": (b"\xff\xfea\0,", "sheet.unknown_encoding"),
    "web page named xls": (b"<html><table><tr><td>1</td></tr></table>", "sheet.web_page"),
    "XML spreadsheet of 2003": (b'<?xml version="1.0"?><Workbook/>', "sheet.web_page"),
    "truncated zip": (SMALL[: len(SMALL) // 2], "sheet.damaged"),
    "damaged zip": (SMALL[:60] + b"\xff" * 40 + SMALL[100:], "sheet.damaged"),
    "broken markup": (hostile.workbook("<row r='1'><c><v>1</row>"), "sheet.damaged"),
    "zip without a workbook": (hostile.archive({"a.txt": "a"}), "sheet.not_a_sheet"),
    "document of another kind": (
        hostile.archive({"word/document.xml": "<a/>"}),
        "sheet.not_a_sheet",
    ),
    "old document of another kind": (
        hostile.OLD_WORKBOOK[:8] + b"\0" * 600,
        "sheet.not_a_sheet",
    ),
    "old workbook cut short": (hostile.OLD_WORKBOOK[:3_000], "sheet.not_a_sheet"),
    "old workbook smashed": (
        hostile.OLD_WORKBOOK[:520] + b"\xff" * 2_000 + hostile.OLD_WORKBOOK[2_520:],
        "sheet.damaged",
    ),
    "one row of OpenDocument, repeated": (
        hostile.ods((("가",) * 2,), 'table:number-rows-repeated="1048576"'),
        "sheet.too_many_rows",
    ),
    "a billion laughs": (hostile.billion_laughs(), "sheet.damaged"),
    "password of Excel": (
        hostile.OLD_WORKBOOK[:512] + "EncryptedPackage".encode("utf-16-le"),
        "sheet.encrypted",
    ),
    "password of zip": (hostile.protected(SMALL), "sheet.encrypted"),
    "archive in the archive": (NESTED, "sheet.nested_archive"),
    "compressed a thousand times": (hostile.archive(REPEATED), "sheet.compressed_too_far"),
    "sizes that lie": (hostile.lying_sizes(hostile.archive(REPEATED)), "sheet.damaged"),
    "cell in the last corner": (hostile.far_cell(), "sheet.too_many_rows"),
    "cells in the last column": (hostile.wide_cells(20_000), "sheet.too_heavy"),
    "four hundred thousand rows": (hostile.long_table(400_000), "sheet.too_many_rows"),
    "unmatched quotation mark": ('가,나\n"다,라\n'.encode(), "sheet.broken_quotes"),
    "huge cell": (b"a,b\n1," + b"x" * 40_000, "sheet.cell_too_long"),
    "many columns": (b"a," * 150 + b"a\n" + b"1," * 150 + b"1\n", "sheet.too_many_columns"),
    "more bytes than allowed": (b"a,b\n" * 3_000_000, "sheet.too_large"),
}


@pytest.mark.parametrize(("data", "code"), REFUSED.values(), ids=REFUSED)
def test_hostile_file_ends_with_its_refusal(data, code):
    with pytest.raises(SheetRefused) as refused:
        read_sheet(data, "신청.xlsx")
    assert refused.value.code == code
    assert refused.value.text("ko").endswith(".")
    assert refused.value.text("en").endswith(".")


def test_far_cell_is_tiny_on_disk():
    assert len(hostile.far_cell()) < 2_500


WIDE_OPEN = Limits(
    ratio=10**6,
    parts=10**6,
    rows=10**6,
    columns=20_000,
    cell_characters=10**6,
    characters=10**9,
)

# Each file passes with the guards wide open, so it is the named guard that stops it.
GUARDS = {
    "ratio": (hostile.archive(REPEATED), {"ratio": 100}, "sheet.compressed_too_far"),
    "unpacked size": (SMALL, {"unpacked_bytes": 500}, "sheet.compressed_too_far"),
    "parts": (SMALL, {"parts": 3}, "sheet.too_many_parts"),
    "rows": (hostile.long_table(300), {"rows": 200}, "sheet.too_many_rows"),
    "rows in all": (hostile.long_table(12), {"rows": 10}, "sheet.too_many_rows"),
    "columns": (hostile.wide_cells(2), {"columns": 100}, "sheet.too_many_columns"),
    "cell": (b"a,b\n1,xxxxx\n", {"cell_characters": 4}, "sheet.cell_too_long"),
    "cell of a workbook": (SMALL, {"cell_characters": 3}, "sheet.cell_too_long"),
    "text": (hostile.one_text_many_cells(3, 3, 99), {"characters": 500}, "sheet.too_heavy"),
    "file": (SMALL, {"file_bytes": 200}, "sheet.too_large"),
    "memory": (hostile.wide_cells(200), {"memory_bytes": 64 * 2**20}, "sheet.too_heavy"),
    "time": (
        hostile.one_text_many_cells(200, 20, 30_000),
        {"cpu_seconds": 1, "memory_bytes": 2**32},
        "sheet.took_too_long",
    ),
    "patience": (SMALL, {"wall_seconds": 0.001}, "sheet.took_too_long"),
}


@pytest.mark.parametrize(("data", "guard", "code"), GUARDS.values(), ids=GUARDS)
def test_guard_stops_what_passes_without_it(data, guard, code):
    with pytest.raises(SheetRefused) as refused:
        read_sheet(data, limits=WIDE_OPEN._replace(**guard))
    assert refused.value.code == code


@pytest.mark.parametrize("data", [data for data, _, code in GUARDS.values()][:-2])
def test_same_file_passes_with_the_guard_wide_open(data):
    assert read_sheet(data, limits=WIDE_OPEN).lines
