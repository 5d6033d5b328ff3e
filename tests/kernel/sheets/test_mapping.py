"""Headings as people write them find their columns, and a person has the last word."""

import pytest
from tests.kernel.sheets.forms import REQUESTS

from sangsaeng.kernel.sheets.mapping import find_header, propose_mapping
from sangsaeng.kernel.sheets.reading import read_sheet
from sangsaeng.kernel.sheets.refused import SheetRefused
from sangsaeng.kernel.sheets.rows import parse_rows

pytestmark = pytest.mark.engine


@pytest.mark.parametrize(
    ("heading", "how"),
    [
        ("기업명", "exact"),
        ("Company", "exact"),
        ("기업명 *", "exact"),
        ("supplier", "alias"),
        ("업체명", "alias"),
        ("기업 명", "similar"),
        ("기업명(국문)", "similar"),
        ("[기업명]", "similar"),
        ("COMPANY", "similar"),
        ("기업명（필수）", "similar"),
    ],
)
def test_heading_is_recognized(heading, how):
    (match,) = propose_mapping(REQUESTS, [heading]).matches
    assert (match.column.key, match.how) == ("supplier", how)


def test_brackets_in_our_own_heading_may_be_left_out():
    assert propose_mapping(REQUESTS, ["매출액"]).index_of("sales") == 0


def test_strange_headings_are_named_and_not_guessed():
    mapping = propose_mapping(REQUESTS, ["기업명", "담당자", "", "전화"])
    assert mapping.unmatched == ("담당자", "전화")


def test_surest_match_wins_over_the_leftmost():
    mapping = propose_mapping(REQUESTS, ["기업 명", "업체명", "기업명"])
    assert mapping.index_of("supplier") == 2
    assert mapping.unmatched == ("기업 명", "업체명")
    assert mapping.matches[0].confidence == 1


def test_person_overrides_a_proposal():
    mapping = propose_mapping(REQUESTS, ["기업명", "영업점", "비고"])
    chosen = mapping.overridden({"supplier": 1, "note": None})
    assert [(match.column.key, match.index, match.how) for match in chosen.matches] == [
        ("supplier", 1, "chosen")
    ]
    assert chosen.unmatched == ("기업명", "비고")


def test_missing_required_columns_are_named_in_both_languages():
    sheet = read_sheet("담당자,비고\n가,나\n".encode())
    mapping = propose_mapping(REQUESTS, sheet.header)
    assert [column.key for column in mapping.missing] == ["supplier"]
    with pytest.raises(SheetRefused, match="기업명") as refused:
        parse_rows(mapping, sheet)
    assert "Company" in refused.value.text("en")


def test_titles_above_the_header_are_skipped():
    sheet = read_sheet("2023,상담회\n작성자,홍길동\n\n기업명,비고\n가,나\n".encode())
    found = find_header(REQUESTS, sheet)
    assert (found.header, [row.number for row in found.rows]) == (("기업명", "비고"), [5])


def test_header_stays_where_nothing_is_known():
    sheet = read_sheet(b"x,y\n1,2\n3,4\n")
    assert find_header(REQUESTS, sheet).header == ("x", "y")
