"""Needs and offers matched in one line, without a site."""

import json
import os

import pytest
from click.testing import CliRunner

from sangsaeng.cli.main import main
from sangsaeng.kernel.sheets.reading import read_sheet
from sangsaeng.kernel.sheets.tables import Heading, Table
from sangsaeng.kernel.sheets.writing import write_csv, write_xlsx

pytestmark = pytest.mark.engine

NEEDS = (
    {"id": "N1", "text": "세정공정의 불량률을 낮추는 장비를 찾습니다"},
    {"id": "N2", "text": "폐배터리 재활용"},
)
OFFERS = (
    {"id": "O1", "text": "반도체 세정 공정 불량률 개선", "fields": {"region": "서울", "trl": 7}},
    {"id": "O2", "text": "세정 장비 부품", "fields": {"certificates": ["ISO 9001"]}},
    {"id": "O3", "text": "폐배터리 재활용 기술", "fields": None},
)


def run(*arguments):
    """Run the command and return what it answered."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def lines(path, *rows):
    """A file of JSON lines."""
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    return path


def answers(text):
    """The answers as they were written, by need."""
    return {row["need"]: row["offers"] for row in map(json.loads, text.splitlines())}


@pytest.fixture
def needs(tmp_path):
    """Two needs as JSON lines."""
    return lines(tmp_path / "needs.jsonl", *NEEDS)


@pytest.fixture
def offers(tmp_path):
    """Three offers as JSON lines."""
    return lines(tmp_path / "offers.jsonl", *OFFERS)


def test_offers_are_ranked_for_each_need_with_reasons(needs, offers):
    answered = run("match", needs, offers)

    found = answers(answered.stdout)
    assert answered.exit_code == 0
    assert list(found) == ["N1", "N2"]
    assert [one["id"] for one in found["N1"]] == ["O1", "O2"]
    assert set(found["N1"][0]) == {"id", "score", "reasons"}
    assert "불량률" in " ".join(found["N1"][0]["reasons"])
    assert 0 < found["N1"][1]["score"] < found["N1"][0]["score"] < 1
    assert [one["id"] for one in found["N2"]] == ["O3"]


def test_no_more_are_listed_than_asked_for(needs, offers):
    found = answers(run("match", needs, offers, "-k", 1).stdout)

    assert [len(offers) for offers in found.values()] == [1, 1]
    assert run("match", needs, offers, "-k", 0).exit_code == 2


def test_the_answer_of_a_file_is_that_of_the_screen(needs, offers, tmp_path):
    out = tmp_path / "out.jsonl"

    answered = run("match", needs, offers, "-o", out)

    assert answered.stdout == ""
    assert out.read_text() == run("match", needs, offers).stdout


def test_a_spreadsheet_goes_in_and_comes_out(tmp_path):
    headings = tuple(map(Heading, ("번호", "제목", "내용", "지역")))
    rows = [
        ("N1", "세정 장비", "불량률을 낮추는 것", "서울"),
        ("N2", None, "폐배터리 재활용", None),
    ]
    needs, offers, out = (tmp_path / name for name in ("n.xlsx", "o.csv", "out.xlsx"))
    needs.write_bytes(write_xlsx([Table("수요", headings, rows)]))
    held = [(one["id"], None, one["text"], 3) for one in OFFERS]
    offers.write_bytes(write_csv(Table("제안", headings, held)))

    answered = run("match", needs, offers, "-o", out)

    assert answered.exit_code == 0, answered.stderr
    read = read_sheet(out.read_bytes())
    assert read.header == ("수요", "순위", "제안", "점수", "이유")
    found = [line.cells[:3] for line in read.rows]
    assert found[0][0] == "N1"
    assert found[-1] == ("N2", 1, "O3")
    assert [row[1] for row in found] == [1, 2, 1]


def test_a_sheet_and_lines_say_the_same(needs, offers, tmp_path):
    sheet = tmp_path / "needs.csv"
    table = Table(
        "수요", (Heading("ID"), Heading("Text")), [(one["id"], one["text"]) for one in NEEDS]
    )
    sheet.write_bytes(write_csv(table))

    assert run("match", sheet, offers).stdout == run("match", needs, offers).stdout


BAD = {
    "not json": ('{"id": "O1"', "1행", "JSON"),
    "a list": ("[]", "1행", "must be an object"),
    "no id": ('{"text": "세정"}', "‘id’", "must be text"),
    "a number for an id": ('{"id": 7, "text": "세정"}', "‘id’", "must be text"),
    "no text": ('{"id": "O1"}', "‘text’", "must be text"),
    "an empty text": ('{"id": "O1", "text": "  "}', "‘text’", "must be text"),
    "half a letter": ('{"id": "O1", "text": "\\ud800"}', "‘text’", "broken"),
    "fields as a list": ('{"id": "O1", "text": "세정", "fields": []}', "‘fields’", "object"),
    "a field in a field": (
        '{"id": "O1", "text": "세정", "fields": {"a": {}}}',
        "‘fields.a’",
        "text",
    ),
    "a truth for a number": ('{"id": "O1", "text": "a", "fields": {"a": true}}', "‘fields.a’", ""),
    "no number": ('{"id": "O1", "text": "세정", "fields": {"a": NaN}}', "‘fields.a’", "number"),
    "too deep": ("[" * 100_000, "1행", "JSON"),
    "nothing": ("", "1행", "holds nothing"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_line_is_told_by_file_row_and_field_and_nothing_is_written(name, needs, tmp_path):
    line, *said = BAD[name]
    offers, out = tmp_path / "offers.jsonl", tmp_path / "out.jsonl"
    offers.write_text(line)

    refused = run("match", needs, offers, "-o", out)

    assert refused.exit_code == 2
    assert len(refused.stderr.splitlines()) == 1
    assert all(part in refused.stderr for part in ("offers.jsonl", *said)), refused.stderr
    assert not out.exists()


def test_every_fault_of_both_files_is_told_at_once(tmp_path):
    needs = lines(tmp_path / "needs.jsonl", {"id": "N1"}, NEEDS[1], {"id": "N2", "text": "또"})
    offers = lines(tmp_path / "offers.jsonl", {"text": "세정"}, {"id": "", "text": ""})

    refused = run("match", needs, offers)

    assert refused.exit_code == 2
    told = refused.stderr.splitlines()
    assert [line.split(": ")[0].rsplit(os.sep, 1)[1] for line in told] == (
        ["needs.jsonl"] * 2 + ["offers.jsonl"] * 3
    )
    assert "3행 ‘id’: 2행과 같은 번호입니다" in told[1]
    assert refused.stdout == ""


def test_a_file_that_is_no_text_is_refused(needs, tmp_path):
    offers = tmp_path / "offers.jsonl"
    offers.write_bytes(json.dumps(OFFERS[0]).encode() + b"\n\xff\xfe")

    refused = run("match", needs, offers)

    assert refused.exit_code == 2
    assert "2행: UTF-8" in refused.stderr


def test_a_bad_sheet_is_told_by_row_and_column(needs, tmp_path):
    offers, out = tmp_path / "offers.xlsx", tmp_path / "out.xlsx"
    rows = [("O1", "세정"), ("O1", "도색"), ("O2", None)]
    offers.write_bytes(write_xlsx([Table("제안", (Heading("번호"), Heading("내용")), rows)]))

    refused = run("match", needs, offers, "-o", out)

    assert refused.exit_code == 2
    assert "offers.xlsx: 3행" in refused.stderr
    assert "4행 ‘내용’(B4)" in refused.stderr
    assert not out.exists()


def test_a_sheet_without_texts_is_refused(needs, tmp_path):
    offers = tmp_path / "offers.csv"
    offers.write_bytes(
        write_csv(Table("제안", (Heading("번호"), Heading("지역")), [("O1", "서울")]))
    )

    refused = run("match", needs, offers)

    assert refused.exit_code == 2
    assert "내용" in refused.stderr


def test_what_cannot_be_read_or_written_is_said(needs, offers, tmp_path):
    for arguments, said in (
        ((needs, tmp_path / "none.jsonl"), "none.jsonl"),
        ((needs, offers, "-o", tmp_path / "out.docx"), ".xlsx"),
        ((needs, offers, "-o", tmp_path / "no" / "out.jsonl"), "out.jsonl"),
    ):
        refused = run("match", *arguments)
        assert refused.exit_code == 2
        assert said in refused.stderr


def test_a_byte_order_mark_and_empty_lines_do_not_matter(needs, offers):
    plain = run("match", needs, offers).stdout
    content = offers.read_text()
    offers.write_text("\ufeff\n" + content.replace("\n", "\r\n\r\n") + "\n\n")

    assert run("match", needs, offers).stdout == plain
