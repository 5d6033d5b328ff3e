"""The sheets of a fair and the times people write in them."""

import subprocess
import sys
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangsaeng.fairs.sheets import KINDS, REQUESTS, SENTENCES, requests_of_a_party
from sangsaeng.fairs.slot_text import SlotUnclear, slot_meant, slots_meant, written_slots
from sangsaeng.kernel.sheets.mapping import find_header, propose_mapping
from sangsaeng.kernel.sheets.reading import read_sheet
from sangsaeng.kernel.sheets.rows import parse_rows
from sangsaeng.kernel.sheets.tables import table_of
from sangsaeng.kernel.sheets.writing import write_csv

SEOUL = ZoneInfo("Asia/Seoul")


def day(on=21, slots=6):
    first = datetime(2023, 11, on, 10, tzinfo=SEOUL)
    half = timedelta(minutes=30)
    return [(first + place * half, first + (place + 1) * half) for place in range(slots)]


def test_sheets_are_known_without_a_site():
    code = (
        "import sys, sangsaeng.fairs.sheets, sangsaeng.fairs.slot_text; "
        "sys.exit(any(name.startswith('django') for name in sys.modules))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - our own interpreter


def test_choices_of_the_sheets_are_those_of_the_rows():
    from sangsaeng.fairs.models import Purpose, Side, Wish
    from sangsaeng.organizations.models import SizeClass

    kinds = {"buyer_wish": Wish, "purpose": Purpose, "side": Side, "size_class": SizeClass}
    for kind in KINDS.values():
        for column in kind.columns:
            if column.key in kinds:
                keys = [choice.key for choice in column.choices]
                assert keys == kinds[column.key].values
                titles = [choice.title_ko for choice in column.choices]
                assert titles == [str(label) for label in kinds[column.key].labels]


def test_party_sheet_leaves_out_the_other_wish_and_pins():
    for side, other in (("buyer", "supplier_wish"), ("supplier", "buyer_wish")):
        keys = {column.key for column in requests_of_a_party(side).all_columns}

        assert not keys & {other, "pin", "identity"}


def test_every_fault_is_a_sentence_in_both_languages():
    for korean, english in SENTENCES.values():
        assert korean.endswith((".", "?"))
        assert english.endswith((".", "?"))
        assert english.isascii() or "“" in english


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("2023-11-21 10:30", 1),
        ("2023.11.21. 10:30", 1),
        ("2023년 11월 21일 10시 30분", 1),
        ("2023-11-21 10:30:00", 1),
        ("10:30", 1),
        ("11시", 2),
        ("1", 0),
        ("3번", 2),
    ],
)
def test_time_means_the_slot_that_starts_then(text, slot):
    assert slot_meant(text, day()) == slot


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("10:15", "slot.unknown"),
        ("2023-11-22 10:00", "slot.unknown"),
        ("0", "slot.unknown"),
        ("7", "slot.unknown"),
        ("25:00", "slot.unreadable"),
        ("2023-13-41 10:00", "slot.unreadable"),
        ("곧", "slot.unreadable"),
        ("=1+1", "slot.unreadable"),
    ],
)
def test_time_that_is_no_slot_is_refused_by_its_reason(text, code):
    with pytest.raises(SlotUnclear) as refused:
        slot_meant(text, day())

    assert refused.value.code == code


def test_time_without_a_day_is_unclear_when_there_are_several():
    with pytest.raises(SlotUnclear) as refused:
        slots_meant("10:00-11:00", [*day(21), *day(22)])

    assert refused.value.code == "slot.needs_date"


def test_range_means_every_slot_it_touches():
    assert slots_meant("10:15-11:00", day()) == [0, 1]
    assert slots_meant("2023-11-21 10:00~13:00", day()) == [0, 1, 2, 3, 4, 5]
    assert slots_meant("2023-11-22", [*day(21), *day(22)]) == [6, 7, 8, 9, 10, 11]


@given(st.sets(st.integers(0, 11)))
def test_written_slots_read_back_as_the_same(chosen):
    spans = [*day(21), *day(22)]

    written = written_slots(sorted(chosen), spans)

    assert {index for text in written for index in slots_meant(text, spans)} == chosen


def test_headings_that_offices_use_are_recognized():
    header = ["연번", "중소기업명", "대기업", "희망도", "목적", "상담 품목"]

    found = {match.column.key: match.index for match in propose_mapping(REQUESTS, header).matches}

    assert found == {
        "supplier": 1,
        "buyer": 2,
        "supplier_wish": 3,
        "purpose": 4,
        "topic": 5,
    }


def test_requests_read_back_as_they_were_written():
    record = {
        "identity": "ABCD2345",
        "buyer": "한빛전자",
        "supplier": "가온정밀",
        "buyer_wish": "must",
        "supplier_wish": "unstated",
        "purpose": "joint_rnd",
        "topic": "=1+1",
        "pin": "2023-11-21 10:30",
    }
    sheet = find_header(REQUESTS, read_sheet(write_csv(table_of(REQUESTS, [record]))))

    [row] = parse_rows(propose_mapping(REQUESTS, sheet.header), sheet).rows

    assert {**row.values, "identity": row.identity} == record
