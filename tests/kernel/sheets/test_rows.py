"""Rows become typed values; every fault is told at once, with its place and its remedy."""

from datetime import date, time

import pytest
from tests.kernel.sheets import hostile
from tests.kernel.sheets.forms import REQUESTS

from sangsaeng.kernel.sheets.mapping import find_header, propose_mapping
from sangsaeng.kernel.sheets.reading import CellError, Line, Sheet, read_sheet
from sangsaeng.kernel.sheets.refused import SheetRefused
from sangsaeng.kernel.sheets.rows import column_letters, parse_rows
from sangsaeng.kernel.sheets.values import is_business_number

pytestmark = pytest.mark.engine


def parsed(*rows, header=("기업명",)):
    lines = (header, *rows)
    sheet = Sheet("", "", (), tuple(Line(n, tuple(c)) for n, c in enumerate(lines, start=1)))
    sheet = find_header(REQUESTS, sheet)
    return parse_rows(propose_mapping(REQUESTS, sheet.header), sheet)


def value(heading, cell):
    """Return what one cell under a heading becomes, or the code of its fault."""
    result = parsed(("가", cell), header=("기업명", heading))
    if result.faults:
        return result.faults[0].code
    (row,) = result.rows
    return row.values[propose_mapping(REQUESTS, [heading]).matches[0].column.key]


@pytest.mark.parametrize(
    ("cell", "won"),
    [
        (360000000, 360_000_000),
        ("360,000,000", 360_000_000),
        ("3억 6,000만 원", 360_000_000),
        ("3억6천만원", 360_000_000),
        ("3.6억", 360_000_000),
        ("5백만 원", 5_000_000),
        ("1조 2,000억", 1_200_000_000_000),
        ("₩1,000", 1_000),
        ("1000 KRW", 1_000),
        ("３억 원", 300_000_000),
        ("-1,000", -1_000),
        ("△1,000원", -1_000),
        ("0", 0),
        ("1,00", "cell.not_money"),
        ("6,000만 3억", "cell.not_money"),
        ("약 3억", "cell.not_money"),
        ("3억 6", 300_000_006),
        ("0.5", "cell.not_money"),
        ("원", "cell.not_money"),
        ("9" * 5_000, "cell.not_money"),
        (10**17, "cell.too_big"),
    ],
)
def test_money_is_read_in_won(cell, won):
    assert value("매출액", cell) == won


@pytest.mark.parametrize(
    ("heading", "cell", "expected"),
    [
        ("참석 인원", "1,000", "cell.too_big"),
        ("참석 인원", 0, "cell.too_small"),
        ("참석 인원", "２", 2),
        ("참석 인원", 2.5, "cell.not_an_integer"),
        ("참석 인원", "2명", "cell.not_an_integer"),
        ("참석 인원", True, "cell.not_an_integer"),
        ("비율", "1,234.5", 1234.5),
        ("비율", "1.5E+3", 1500),
        ("비율", "많음", "cell.not_a_number"),
        ("상담일", date(2023, 11, 22), date(2023, 11, 22)),
        ("상담일", "2023-11-22", date(2023, 11, 22)),
        ("상담일", "2023. 11. 22.", date(2023, 11, 22)),
        ("상담일", "2023.11.22(수)", date(2023, 11, 22)),
        ("상담일", "2023년 11월 22일 수요일", date(2023, 11, 22)),
        ("상담일", "20231122", date(2023, 11, 22)),
        ("상담일", "2023-02-30", "cell.not_a_date"),
        ("상담일", "11/22", "cell.not_a_date"),
        ("시각", time(9, 30), time(9, 30)),
        ("시각", "9:30", time(9, 30)),
        ("시각", "오후 2시", time(14)),
        ("시각", "오전 12시 5분", time(0, 5)),
        ("시각", "2:30 PM", time(14, 30)),
        ("시각", 0.375, time(9)),
        ("시각", "25:00", "cell.not_a_time"),
        ("시각", "9", "cell.not_a_time"),
        ("첫 참가", "O", True),
        ("첫 참가", "아니오", False),
        ("첫 참가", "n", False),
        ("첫 참가", 1, True),
        ("첫 참가", "글쎄", "cell.not_yes_or_no"),
        ("희망 정도", "반드시", "must"),
        ("희망 정도", "꼭만나고 싶음", "must"),
        ("희망 정도", "NO THANKS", "no_thanks"),
        ("희망 정도", "보통", "cell.not_a_choice"),
        ("분야", "철강, Semiconductors;철강", ("steel", "chips")),
        ("분야", "철강, 농업", "cell.not_a_choice"),
        ("핵심어", "세정、 불량률\n세정", ("세정", "불량률")),
        ("핵심어", "가" * 21, "cell.too_long"),
        ("비고", "가" * 2_001, "cell.too_long"),
        ("비고", 7, "7"),
        ("비고", CellError("#REF!"), "cell.error"),
        ("사업자등록번호", "124-81-00998", "1248100998"),
        ("사업자등록번호", 1248100998, "1248100998"),
        ("사업자등록번호", "1248100998.0", "1248100998"),
        ("사업자등록번호", "124-81-00999", "cell.business_number_check"),
        ("사업자등록번호", "12-3", "cell.business_number_digits"),
        ("사업자등록번호", 124810098, "cell.business_number_check"),
    ],
)
def test_cell_becomes_its_value_or_its_fault(heading, cell, expected):
    assert value(heading, cell) == expected


def test_lost_zeros_are_put_back_and_pointed_out():
    number = next(f"0{n:09}" for n in range(124810090, 124810200) if is_business_number(f"0{n:09}"))
    result = parsed(("가", int(number)), header=("기업명", "사업자등록번호"))
    assert result.rows[0].values["number"] == number
    (warning,) = result.warnings
    assert (warning.code, warning.params["proposed"]) == ("cell.business_number_zeros", number)


def test_all_faults_of_all_rows_are_told():
    result = parsed(
        ("가", "x", "2023-13-01"),
        (None, None, None),
        (None, 3, "어제"),
        ("나", 3, "2023-11-22"),
        header=("기업명", "참석 인원", "상담일"),
    )
    assert [(fault.row, fault.place, fault.code) for fault in result.faults] == [
        (2, "B2", "cell.not_an_integer"),
        (2, "C2", "cell.not_a_date"),
        (4, "A4", "cell.required"),
        (4, "C4", "cell.not_a_date"),
    ]
    assert [row.number for row in result.rows] == [5]


def test_fault_names_its_place_in_both_languages():
    (fault,) = parsed(("가", "보통"), header=("기업명", "희망정도")).faults
    assert fault.text("ko") == (
        "2행 ‘희망정도’(B2): ‘보통’ 값은 고를 수 없습니다. "
        "다음 가운데 하나를 입력해 주십시오: 꼭 만나고 싶음, 만나고 싶음, 사양."
    )
    assert fault.text("en").endswith("Enter one of: Must, Want, No thanks.")


def test_duplicate_names_the_first_row():
    header = ("기업명", "사업자등록번호")
    rows = (("가 나", "124-81-00998"), ("다", "124-81-00998"), ("가  나", 1248100998))
    (fault,) = parsed(*rows, header=header).faults
    assert (fault.row, fault.code, fault.params["first"]) == (4, "row.duplicate", 2)


def test_rows_without_a_full_key_are_no_duplicates():
    assert not parsed(("가", None), ("가", None), header=("기업명", "사업자등록번호")).faults


def test_copied_identity_is_a_fault():
    (fault,) = parsed(("가", "u1"), ("나", "u1"), header=("기업명", "ID")).faults
    assert fault.code == "row.duplicate_identity"


def test_absent_cells_are_none_and_absent_lists_empty():
    (row,) = parsed(("가",)).rows
    assert (row.values["sales"], row.values["tags"], row.identity) == (None, (), None)


def test_example_rows_are_left_out():
    result = parsed(("(예시) 가",), ("나",))
    assert ([row.values["supplier"] for row in result.rows], result.examples) == (["나"], 1)
    with pytest.raises(SheetRefused) as refused:
        parsed(("(예시) 가",))
    assert refused.value.code == "sheet.no_rows"


def test_faults_of_a_file_carry_the_row_numbers_of_excel():
    data = hostile.workbook(
        hostile.row(2, "제목", "")
        + hostile.row(4, "기업명", "참석 인원")
        + hostile.row(9, "가", "x")
    )
    sheet = find_header(REQUESTS, read_sheet(data))
    (fault,) = parse_rows(propose_mapping(REQUESTS, sheet.header), sheet).faults
    assert fault.place == "B9"


def test_columns_are_lettered_as_in_excel():
    assert [column_letters(index) for index in (0, 25, 26, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
    ]
