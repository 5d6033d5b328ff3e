"""Paper is readable by people and screen readers, says which version it is, and takes any name."""

import io
from datetime import time, timedelta

import pytest
from django.utils import translation
from pypdf import PdfReader
from tests.fairs.factories import (
    PUBLISHED,
    make_buyer,
    make_fair,
    make_published,
    make_request,
    make_session,
    make_slots,
    make_supplier,
    make_timetable,
)

from sangsaeng.fairs.queries.timetables import agenda_of, agendas_of
from sangsaeng.web.documents.pdf import agendas_pdf, tables_pdf, wall_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair():
    return make_fair("기술협력 상담회", name_en="Technology Fair", place="코엑스", is_sample=True)


def read(content):
    return PdfReader(io.BytesIO(content))


def texts(content):
    return [" ".join(page.extract_text().split()) for page in read(content).pages]


def meet(fair, buyer="한국수력원자력", supplier="한빛정밀", *, slots=4):
    """A version in force in which the two meet in the first slot."""
    first, *_rest = make_slots(fair, slots)
    request = make_request(
        make_buyer(fair, buyer), make_supplier(fair, supplier), topic="밸브 국산화"
    )
    return make_published(fair, [(request, first)]), request


def test_agenda_names_counterpart_hour_table_and_what_it_is_about(fair):
    timetable, request = meet(fair)

    (page,) = texts(agendas_pdf(timetable, [agenda_of(timetable, request.supplier)]))

    for part in (
        "한빛정밀",
        "공급기업",
        "상담 1건 · 코엑스",
        "2026년 11월 25일",
        "10:00 – 10:30",
        "한국수력원자력",
        "밸브 국산화",
        "01번 테이블",
        "10:30 – 12:00 비어 있음",
    ):
        assert part in page


@pytest.mark.parametrize("document", ["agendas", "tables", "wall"])
def test_every_page_says_which_fair_version_and_page_it_is_and_that_it_is_a_sample(document, fair):
    timetable, _request = meet(fair)
    make_buyer(fair, "포스코")
    content = {
        "agendas": lambda: agendas_pdf(timetable, agendas_of(timetable)),
        "tables": lambda: tables_pdf(timetable),
        "wall": lambda: wall_pdf(timetable),
    }[document]()

    pages = texts(content)

    for number, page in enumerate(pages, start=1):
        assert "기술협력 상담회" in page
        assert "예시 자료" in page
        assert "시간표 1판 · 2026-11-20 18:00 발표" in page
        assert f"{number} / {len(pages)}쪽" in page


def test_earlier_version_says_that_there_is_a_newer_one(fair):
    timetable, _request = meet(fair)
    make_published(fair, [], published_at=PUBLISHED + timedelta(days=1))
    timetable.refresh_from_db()

    assert "이전 판(1판)" in texts(wall_pdf(timetable))[0]


def test_document_is_titled_tagged_and_set_in_our_own_type(fair):
    timetable, request = meet(fair)

    document = read(agendas_pdf(timetable, [agenda_of(timetable, request.supplier)]))

    assert document.metadata.title == "한빛정밀 상담 시간표 – 기술협력 상담회"
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert document.trailer["/Root"]["/Lang"] == "ko"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in document.trailer["/Root"]["/Metadata"].get_data()
    fonts = document.pages[0]["/Resources"]["/Font"].values()
    names = {font.get_object()["/BaseFont"].partition("+")[2] for font in fonts}
    assert {name.partition("-")[0] for name in names} == {"PretendardGOV"}


def test_participants_each_begin_on_a_page_of_their_own(fair):
    timetable, _request = meet(fair)
    content = agendas_pdf(timetable, agendas_of(timetable))

    assert len(texts(content)) == 2
    assert [entry.title for entry in read(content).outline if not isinstance(entry, list)] == [
        "한국수력원자력",
        "한빛정밀",
    ]


def test_sheet_of_a_table_leaves_room_for_signatures_on_one_page(fair):
    timetable, _request = meet(fair, slots=24)

    (page,) = texts(tables_pdf(timetable))

    assert "한국수력원자력" in page
    assert "한빛정밀" in page
    assert "서명" in page
    assert "21:30 – 22:00" in page


def test_wall_chart_is_a3_and_a_long_day_takes_two_sheets(fair):
    timetable, _request = meet(fair, slots=24)

    document = read(wall_pdf(timetable))

    assert [round(float(side)) for side in document.pages[0].mediabox[2:]] == [1191, 842]
    assert len(document.pages) == 2


def test_wall_chart_keeps_forty_tables_of_twelve_slots_on_one_sheet(fair):
    timetable, _request = meet(fair, slots=12)
    for number in range(39):
        make_buyer(fair, f"한국산업안전보건공단{number}")

    assert len(read(wall_pdf(timetable)).pages) == 1


def test_korean_words_are_not_broken(fair):
    timetable, request = meet(fair, supplier="주식회사 대한정밀기계공업연구소")

    page = read(agendas_pdf(timetable, [agenda_of(timetable, request.buyer)])).pages[0]

    assert any("대한정밀기계공업연구소" in line for line in page.extract_text().splitlines())


@pytest.mark.parametrize("name", ['#panic("x") $a$ *b*', "가" * 100, "]\\ [\u0301 <a>"])
def test_name_of_any_kind_stays_a_name(name, fair):
    timetable, request = meet(fair, supplier=name)

    content = agendas_pdf(timetable, [agenda_of(timetable, request.supplier)])

    assert read(content).metadata.title == f"{name} 상담 시간표 – 기술협력 상담회"
    assert len(read(wall_pdf(timetable)).pages) == 1


def test_session_past_midnight_says_that_it_ends_on_the_next_day(fair):
    (slot,) = make_slots(fair, 1, begins=time(23, 45))
    supplier = make_supplier(fair)
    make_session(fair, supplier, title="만찬", starts_at=slot.starts_at, ends_at=slot.ends_at)
    timetable = make_published(fair)

    (page,) = texts(agendas_pdf(timetable, [agenda_of(timetable, supplier)]))

    assert "23:45 – 00:15 (다음 날)" in page


def test_english_reader_gets_english_names_and_dates(fair):
    timetable, request = meet(fair)

    with translation.override("en"):
        document = read(agendas_pdf(timetable, [agenda_of(timetable, request.supplier)]))

    assert document.trailer["/Root"]["/Lang"] == "en"
    assert "Technology Fair" in document.metadata.title


def test_fair_outside_korea_names_its_zone():
    fair = make_fair(zone="Australia/Sydney")
    timetable, _request = meet(fair)

    assert "2026-11-20 20:00 (Australia/Sydney)" in texts(wall_pdf(timetable))[0]


def test_same_version_gives_the_same_bytes(fair):
    timetable, _request = meet(fair)

    assert wall_pdf(timetable) == wall_pdf(timetable)


def test_empty_timetable_is_still_a_document(fair):
    timetable = make_timetable(fair)

    assert len(read(wall_pdf(timetable)).pages) == 1
    assert len(read(tables_pdf(timetable)).pages) == 1
    assert len(read(agendas_pdf(timetable, agendas_of(timetable))).pages) == 1
