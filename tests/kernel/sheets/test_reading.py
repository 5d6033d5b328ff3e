"""An honest file is read as a person sees it, whatever program and code page it came from."""

import io
import subprocess
import sys
from datetime import date, datetime, time

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kernel.sheets import hostile

from sangsaeng.kernel.sheets.celltext import clean, shield, unshield
from sangsaeng.kernel.sheets.reading import CellError, read_sheet
from sangsaeng.kernel.sheets.refused import SheetRefused

pytestmark = pytest.mark.engine

TEXT = "기업명,수량\n가나테크,7\n㈜다라,8\n"
CELLS = [("기업명", "수량"), ("가나테크", "7"), ("㈜다라", "8")]


DAY = datetime(2023, 11, 22)  # noqa: DTZ001 - a cell has no time zone
MOMENT = DAY.replace(hour=9, minute=30)


def cells(sheet):
    return [line.cells for line in sheet.lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_text_is_read_in_every_encoding_korean_excel_writes(encoding):
    assert cells(read_sheet(TEXT.encode(encoding))) == CELLS


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_delimiter_is_found(delimiter):
    assert cells(read_sheet(TEXT.replace(",", delimiter).encode())) == CELLS


def test_quoted_delimiters_do_not_mislead():
    data = '이름;금액\n"가, 나, 다";"1,000,000"\n"라, 마, 바";"2,000,000"\n'
    assert cells(read_sheet(data.encode()))[1] == ("가, 나, 다", "1,000,000")


def test_separator_line_of_excel_is_obeyed():
    assert cells(read_sheet("sep=;\n가;나\n다;라\n".encode())) == [("가", "나"), ("다", "라")]


def test_type_is_judged_by_contents_not_by_name():
    assert cells(read_sheet(TEXT.encode(), "신청.xlsx")) == CELLS


def test_old_workbook_is_read():
    assert cells(read_sheet(hostile.OLD_WORKBOOK, "명단.xls")) == [
        ("기업명", "수량"),
        ("가나테크", 7),
    ]


def test_open_document_is_read():
    sheet = read_sheet(hostile.ods((("기업명", "수량"), ("가나테크", "7"))), "명단.ods")
    assert (sheet.name, cells(sheet)) == ("명단", CELLS[:2])


def test_row_numbers_are_those_of_excel():
    sheet = read_sheet(hostile.workbook(hostile.row(3, "가", "나") + hostile.row(7, "다", "라")))
    assert [line.number for line in sheet.lines] == [3, 7]


def test_row_numbers_of_text_count_blank_lines_and_keep_line_breaks_in_cells():
    sheet = read_sheet('가,나\n\n"다\n라",마\n바,사\n'.encode())
    assert [(line.number, line.cells[0]) for line in sheet.lines] == [
        (1, "가"),
        (3, "다\n라"),
        (4, "바"),
    ]


def test_values_keep_their_types():
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet()
    day, clock = (book.add_format({"num_format": form}) for form in ("yyyy-mm-dd", "hh:mm"))
    sheet.write_row(0, 0, ["이름", "값"])
    sheet.write_datetime(1, 1, DAY, day)
    sheet.write_datetime(2, 1, time(9, 30), clock)
    sheet.write_datetime(3, 1, MOMENT, day)
    sheet.write_number(4, 1, 1248100998)
    sheet.write_number(5, 1, 0.25)
    sheet.write_boolean(6, 1, boolean=True)
    sheet.write_formula(7, 1, "=1+1", None, 2)
    sheet.write_formula(8, 1, "=A0", None, "#REF!")
    sheet.write_string(9, 1, "\u3000 가\u0301  나\u200b ")
    sheet.merge_range(10, 0, 11, 1, "합친 칸")
    sheet.set_row(4, None, None, {"hidden": True})
    book.close()
    read = read_sheet(buffer.getvalue())
    assert [row.cell(1) for row in read.rows[:9]] == [
        date(2023, 11, 22),
        time(9, 30),
        MOMENT,
        1248100998,
        0.25,
        True,
        2,
        CellError("#REF!"),
        clean("가\u0301  나"),
    ]
    assert read.rows[9].cells == ("합친 칸",)
    assert read.hidden_rows == (5,)


def test_decomposed_hangul_of_a_mac_is_composed():
    assert cells(read_sheet("ᄀ\u1161,나\n다,라\n".encode()))[0] == ("가", "나")


def test_second_writer_is_read_as_well():
    book = openpyxl.Workbook()
    for row in (["기업명", "수량"], ["가나테크", 7]):
        book.active.append(row)
    book.active["B4"] = "#N/A"
    book.save(buffer := io.BytesIO())
    lines = cells(read_sheet(buffer.getvalue()))
    assert lines == [("기업명", "수량"), ("가나테크", 7), (None, CellError("#N/A"))]


def test_first_sheet_with_contents_is_read_and_others_by_name():
    data = hostile.honest(("빈 시트", []), ("가&나", [["a", "b"], [1, 2]]), ("다", [["c"], [3]]))
    assert read_sheet(data).name == "가&나"
    assert read_sheet(data).available == ("빈 시트", "가&나", "다")
    assert cells(read_sheet(data, sheet="다")) == [("c",), (3,)]
    with pytest.raises(SheetRefused, match="빈 시트, 가&나, 다") as refused:
        read_sheet(data, sheet="라")
    assert refused.value.code == "sheet.no_such_sheet"


def test_hidden_sheets_are_not_offered():
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    for name in ("보임", "숨김"):
        book.add_worksheet(name).write_row(0, 0, [name])
        book.get_worksheet_by_name(name).write_row(1, 0, [1])
    book.get_worksheet_by_name("숨김").hide()
    book.close()
    assert read_sheet(buffer.getvalue()).available == ("보임",)


def test_lone_title_above_the_table_is_not_the_header():
    data = hostile.honest(("S", [["2023 상담회 신청"], [], ["기업명", "수량"], ["가", 1]]))
    sheet = read_sheet(data)
    assert (sheet.header, [row.number for row in sheet.rows]) == (("기업명", "수량"), [4])


def test_reading_needs_neither_django_nor_a_site():
    code = (
        "import sys\n"
        "import sangsaeng.kernel.sheets.reading, sangsaeng.kernel.sheets.rows\n"
        "import sangsaeng.kernel.sheets.child\n"
        "raise SystemExit('django' in sys.modules or 'xlsxwriter' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603


@given(st.text())
@settings(deadline=None)
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)


@given(st.text(alphabet="'=+-@＝ ab"))
@settings(deadline=None)
def test_shield_is_taken_away_again(text):
    assert unshield(clean(shield(clean(text)))) == clean(text)
