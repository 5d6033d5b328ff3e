"""What we write opens as it was meant, carries no formula, and reads back as the same values."""

import io
from datetime import date, datetime, time
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.kernel.sheets.forms import FIELDS, REQUESTS, WISHES

from sangsaeng.kernel.sheets.celltext import clean
from sangsaeng.kernel.sheets.mapping import find_header, propose_mapping
from sangsaeng.kernel.sheets.messages import LANGUAGES
from sangsaeng.kernel.sheets.reading import read_sheet
from sangsaeng.kernel.sheets.refused import SheetRefused
from sangsaeng.kernel.sheets.rows import parse_rows
from sangsaeng.kernel.sheets.tables import Block, Grid, Heading, Page, Table, table_of
from sangsaeng.kernel.sheets.templates import template
from sangsaeng.kernel.sheets.writing import sheet_name, write_csv, write_xlsx

pytestmark = pytest.mark.engine

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1",
    "＋1",
    "－1",
    "＠1",
    " =1",
    "'=1",
]


def write_workbook(table):
    return write_xlsx([table])


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def everywhere(text):
    """Return a sheet of each sort with the text in every field there is."""
    table = Table(
        "표",
        (Heading(text or "제목", choices=("가", "나"), note=text), Heading("목록", "list")),
        [[text, [text, text]]],
    )
    blocks = (Block(0, 0, text), Block(1, 0, text, "strong", width=2))
    grid = Grid("판", text, (text, "2"), (text, "b"), blocks, corner=text)
    return [table, grid, Page("글", text, ((text, text),))]


@given(st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(FORMULAS))
@example('=HYPERLINK("http://x","y")')
@example("_x0041_")
@example("http://example.com")
@settings(deadline=None, max_examples=40)
def test_no_text_in_any_field_becomes_a_formula_or_a_link(text):
    for sheet in opened(write_xlsx(everywhere(text))):
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" and cell.hyperlink is None for cell in row)


def test_formula_check_would_notice_a_formula():
    book = openpyxl.Workbook()
    book.active["A1"] = FORMULAS[0]
    book.save(buffer := io.BytesIO())
    assert opened(buffer.getvalue()).active["A1"].data_type == "f"


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_looks_like_a_formula_stays_text_when_edited(text):
    cell = opened(write_xlsx(everywhere(text)))["표"]["A2"]
    assert (cell.value, cell.quotePrefix) == (clean(text), text != "'=1")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_csv_cell_begins_like_a_formula(text):
    table = Table("표", (Heading(text),), [[text]])
    for line in write_csv(table).decode("utf-8-sig").splitlines():
        assert line.startswith("\"'")


TEXTS = st.text(max_size=20) | st.sampled_from(FORMULAS) | st.text("'=+-,;\t\n\"가", max_size=9)
RECORDS = st.fixed_dictionaries(
    {"supplier": TEXTS.filter(clean).filter(lambda text: not clean(text).startswith("(예시)"))},
    optional={
        "number": st.just("1248100998"),
        "wish": st.sampled_from([choice.key for choice in WISHES]),
        "people": st.integers(1, 9),
        "share": st.floats(-1e9, 1e9).map(lambda share: round(share, 5)) | st.integers(-9, 9),
        "sales": st.integers(-(10**14), 10**14),
        "day": st.dates(date(1901, 1, 1), date(2200, 1, 1)),
        "at": st.times().map(lambda at: at.replace(microsecond=0)),
        "first_time": st.booleans(),
        "fields": st.lists(st.sampled_from([c.key for c in FIELDS]), unique=True).map(tuple),
        "note": TEXTS,
        "identity": st.uuids().map(str),
    },
)


def kept(record):
    """Return a record as it should come back: text in its one spelling, nothing as None."""
    values = {column.key: () if column.kind == "list" else None for column in REQUESTS.columns}
    for key, value in record.items():
        if key != "identity":
            values[key] = (clean(value) or None) if isinstance(value, str) else value
    return values


@pytest.mark.parametrize("write", [write_workbook, write_csv])
@given(records=st.lists(RECORDS, min_size=1, max_size=4), language=st.sampled_from(LANGUAGES))
@settings(deadline=None, max_examples=25)
def test_what_is_written_reads_back_as_the_same_values(write, records, language):
    sheet = read_sheet(write(table_of(REQUESTS, records, language)))
    result = parse_rows(propose_mapping(REQUESTS, sheet.header), find_header(REQUESTS, sheet))
    assert {fault.code for fault in result.faults} <= {"row.duplicate"}
    repeated = {fault.row for fault in result.faults}
    expected = [record for n, record in enumerate(records, start=2) if n not in repeated]
    assert [dict(row.values) for row in result.rows] == [kept(record) for record in expected]
    assert [row.identity for row in result.rows] == [r.get("identity") for r in expected]


def test_other_values_are_written_as_people_expect():
    cells = [Decimal("1.50"), Decimal(3), float("nan"), 10**20, True, date(1800, 1, 1), {"가"}]
    at = datetime(2023, 11, 22, 9, 30)  # noqa: DTZ001 - a cell has no time zone
    table = Table("표", tuple(Heading(str(n)) for n in range(8)), [[*cells, at]])
    shown = ("1.5", "3", None, "1" + "0" * 20, "예", "1800-01-01", "가", "2023-11-22 09:30")
    assert read_sheet(write_csv(table)).rows[0].cells == shown
    assert read_sheet(write_xlsx([table])).rows[0].cells == (1.5, 3, *shown[2:-1], at)


def test_same_rows_give_the_same_bytes():
    assert write_xlsx(everywhere("가")) == write_xlsx(everywhere("가"))


def test_csv_begins_with_the_mark_korean_excel_needs():
    assert write_csv(table_of(REQUESTS, [])).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("text", ["가" * 32_768, "😀" * 16_384])
def test_text_longer_than_a_cell_is_refused_not_cut(text):
    with pytest.raises(SheetRefused) as refused:
        write_xlsx([Table("표", (Heading("비고"),), [["나"], [text]])])
    assert refused.value.code == "sheet.text_too_long"
    assert refused.value.params == {"heading": "비고", "row": 2, "limit": 32_767}


@pytest.mark.parametrize(
    ("name", "taken", "expected"),
    [
        ("1일차: A/B [홀]*?\\", (), "1일차  A B  홀"),
        ("'가'", (), "가"),
        ("", (), "Sheet"),
        ("History", (), "Sheet"),
        ("가" * 40, (), "가" * 31),
        ("Abc", ("ABC", "abc 2"), "Abc 3"),
        ("가" * 40, ("가" * 31,), "가" * 29 + " 2"),
    ],
)
def test_sheet_names_are_made_acceptable(name, taken, expected):
    assert sheet_name(name, taken) == expected


@given(st.text(max_size=40))
@settings(deadline=None, max_examples=25)
def test_any_name_can_be_given_to_a_sheet(name):
    assert len(opened(write_xlsx([Page(name, "", ()), Page(name, "", ())])).sheetnames) == 2


def test_table_is_ready_for_screen_and_paper():
    records = [{"supplier": "가나다라마바사", "identity": "u1"}]
    sheet = opened(write_xlsx([table_of(REQUESTS, records)])).active
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:M2")
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$1")
    assert sheet.column_dimensions["A"].width >= 16
    assert sheet.column_dimensions["M"].hidden
    assert sheet["L1"].comment.text == "자유롭게 적습니다."


def dropdowns(sheet):
    return {
        str(validation.sqref).split(":")[0]: validation.formula1
        for validation in sheet.data_validations.dataValidation
    }


def test_choices_are_offered_in_dropdowns():
    sheet = opened(write_xlsx([table_of(REQUESTS, [])])).active
    assert dropdowns(sheet) == {"C2": '"꼭 만나고 싶음,만나고 싶음,사양"', "I2": '"예,아니오"'}


def test_choices_too_long_for_a_dropdown_stand_on_a_hidden_sheet():
    choices = tuple(f"선택지 {number:04}" for number in range(60))
    book = opened(write_xlsx([Table("표", (Heading("가", "choice", choices),), [])]))
    assert dropdowns(book["표"]) == {"A2": "choices!$A$1:$A$60"}
    assert (book["choices"].sheet_state, book["choices"]["A60"].value) == ("hidden", choices[-1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_template_explains_itself_and_its_example_is_valid_but_not_read(language):
    data = template(REQUESTS, language)
    sheet = find_header(REQUESTS, read_sheet(data))
    mapping = propose_mapping(REQUESTS, sheet.header)
    assert {match.column.key for match in mapping.matches} == {
        column.key for column in REQUESTS.all_columns
    }
    with pytest.raises(SheetRefused) as refused:
        parse_rows(mapping, sheet)
    assert refused.value.code == "sheet.no_rows"
    form, instructions = opened(data)
    assert form["A1"].value.endswith(" *")
    assert REQUESTS.help(language) in [row[1].value for row in instructions.iter_rows()]
    form["A2"] = "가나테크"
    book = form.parent
    book.save(buffer := io.BytesIO())
    filled = parse_rows(mapping, read_sheet(buffer.getvalue()))
    assert not filled.faults


def test_grid_shows_labels_blocks_and_merged_blocks():
    grid = Grid(
        "1일차",
        "상담회 1일차",
        ("1번", "2번"),
        ("09:00", "09:30", "10:00"),
        (Block(0, 0, "가나\n다라", "soft"), Block(0, 1, "휴식", "muted", height=2, width=2)),
        "테이블",
    )
    sheet = opened(write_xlsx([grid])).active
    assert [sheet[place].value for place in ("A1", "A3", "B3", "A4", "B4", "C4")] == [
        "상담회 1일차",
        "테이블",
        "09:00",
        "1번",
        "가나\n다라",
        "휴식",
    ]
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["C4:D5"]
    assert sheet["B4"].fill.fgColor.rgb == "FFE3EDFE"
    assert time(9, 0).isoformat("minutes") == sheet["B3"].value
