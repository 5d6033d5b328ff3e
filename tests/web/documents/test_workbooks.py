"""Workbooks hold what the timetable holds, and read back as what was written."""

import io
from datetime import date, datetime, time

import openpyxl
import pytest
from tests.fairs.factories import (
    make_buyer,
    make_fair,
    make_forbidden,
    make_hall,
    make_published,
    make_request,
    make_session,
    make_slots,
    make_supplier,
)

from sangsaeng.fairs.queries.timetables import agenda_of
from sangsaeng.web.documents.workbooks import agenda_workbook, fair_workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def timetable():
    fair = make_fair("기술협력 상담회")
    slots = make_slots(fair, 4)
    buyer = make_buyer(fair, "한국수력원자력", hall=make_hall(fair, "B홀"))
    supplier, left = make_supplier(fair, "=한빛정밀"), make_supplier(fair, "나래소재")
    make_session(
        fair, supplier, title="시상식", starts_at=slots[2].starts_at, ends_at=slots[3].ends_at
    )
    make_forbidden(buyer, left)
    return make_published(
        fair,
        [(make_request(buyer, supplier, topic="밸브"), slots[1])],
        [(make_request(buyer, left, supplier_wish="must"), "forbidden")],
        weight=4000,
        bound_weight=5500,
        is_proved_best=False,
    )


def read(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def rows(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_own_workbook_lists_meetings_and_sessions_in_order(timetable):
    supplier = timetable.fair.participants.get(organization__name="=한빛정밀")

    workbook = read(agenda_workbook(timetable, agenda_of(timetable, supplier)))

    assert workbook.sheetnames == ["시간표", "안내"]
    _headings, meeting, session = rows(workbook["시간표"])
    assert meeting == [
        datetime(2026, 11, 25),  # noqa: DTZ001 - a cell has no zone
        time(10, 30),
        time(11),
        "상담",
        "한국수력원자력",
        "B홀",
        "01",
        "기타",
        "밸브",
    ]
    assert session[1:5] == [time(11), time(12), "부대행사", "시상식"]


def test_officers_workbook_has_a_sheet_for_everything(timetable):
    workbook = read(fair_workbook(timetable))

    assert workbook.sheetnames == [
        "요약",
        "B홀",
        "01 한국수력원자력",
        "전체 상담",
        "편성되지 않은 신청",
        "참가기업",
    ]


def test_summary_puts_the_proved_bound_beside_what_is_reached(timetable):
    summary = dict(row[:2] for row in rows(read(fair_workbook(timetable))["요약"])[2:])

    assert summary["희망도 합계"] == "40.0 (증명된 상한 55.0)"
    assert summary["증명"] == "더 나은 시간표가 있더라도 증명된 상한을 넘지 못합니다."
    assert summary["기업별 상담 수"] == "0건 1곳, 1건 1곳"
    assert summary["판"] == "시간표 1판 · 2026-11-20 18:00 발표"


def test_hall_and_table_show_who_comes_when(timetable):
    workbook = read(fair_workbook(timetable))

    chart = rows(workbook["B홀"])
    assert chart[2] == ["테이블", "10:00", "10:30", "11:00", "11:30"]
    assert chart[3] == ["01 한국수력원자력", None, "=한빛정밀", None, None]
    assert [row[3] for row in rows(workbook["01 한국수력원자력"])[1:]] == [
        None,
        "=한빛정밀",
        None,
        None,
    ]


def test_what_is_left_has_its_reason_in_words(timetable):
    _headings, left = rows(read(fair_workbook(timetable))["편성되지 않은 신청"])

    assert left[:5] == [
        "한국수력원자력",
        "나래소재",
        60,
        "만나지 않도록 정함",
        "한국수력원자력과 나래소재는 만나지 않도록 정한 두 기업입니다.",
    ]


def test_meetings_and_participants_are_listed_flat(timetable):
    workbook = read(fair_workbook(timetable))

    _headings, meeting = rows(workbook["전체 상담"])
    assert meeting[0].date() == date(2026, 11, 25)
    assert meeting[3:7] == ["B홀", "01", "한국수력원자력", "=한빛정밀"]
    assert [row[:5] for row in rows(workbook["참가기업"])[1:]] == [
        ["한국수력원자력", "수요기업", "아니오", 2, 1],
        ["=한빛정밀", "공급기업", "아니오", 1, 1],
        ["나래소재", "공급기업", "아니오", 1, 0],
    ]


def test_names_that_look_like_formulas_stay_text(timetable):
    workbook = read(fair_workbook(timetable))

    kinds = {cell.data_type for sheet in workbook for row in sheet.iter_rows() for cell in row}

    assert "f" not in kinds
