"""The core of the fair in one line, without a site."""

import json
import os

import pytest
from click.testing import CliRunner

from sangsaeng.cli.main import main
from sangsaeng.kernel.sheets.reading import read_sheet
from sangsaeng.kernel.sheets.tables import Heading, Table
from sangsaeng.kernel.sheets.writing import write_csv, write_xlsx

pytestmark = pytest.mark.engine

PROBLEM = {
    "slots": 3,
    "buyers": [{"id": "B1", "tables": 1}, {"id": "B2", "tables": 1, "available": [0, 1]}],
    "suppliers": [{"id": "S1"}, {"id": "S2", "max_meetings": 1}],
    "requests": [
        {"buyer": "B1", "supplier": "S1", "weight": 1},
        {"buyer": "B1", "supplier": "S2", "weight": 0.5},
        {"buyer": "B2", "supplier": "S1", "weight": 0.8},
        {"buyer": "B2", "supplier": "S2", "weight": 0.2},
    ],
}


def run(*arguments):
    """Run the command and return what it answered."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def problem(tmp_path):
    """A small fair as a JSON file."""
    path = tmp_path / "fair.json"
    path.write_text(json.dumps(PROBLEM))
    return path


def sheet(*rows, headings=("수요기업", "공급기업", "수요기업 희망", "공급기업 희망")):
    """A sheet of requests."""
    return Table("상담 신청", tuple(Heading(title) for title in headings), rows)


REQUESTS = sheet(
    ("한빛전자", "가온정밀", "꼭", "꼭"),
    ("한빛전자", "나래소재", "희망", "꼭"),
    ("두리건설", "(주)가온정밀", "가능하면", "희망"),
)


def test_plan_writes_the_answer_of_the_contract(problem, tmp_path):
    out = tmp_path / "out.json"

    answered = run("timetable", "plan", problem, "--json", out)

    answer = json.loads(out.read_text())
    assert answered.exit_code == 0
    assert set(answer) == {"meetings", "objective", "bound", "unplaced", "seconds"}
    assert answer["objective"]["suppliers_met"] == answer["bound"]["suppliers_met"] == 2
    assert set(answer["meetings"][0]) == {"buyer", "supplier", "slot", "table"}
    assert len(answer["meetings"]) + len(answer["unplaced"]) == 4
    assert answer["seconds"] > 0


def test_check_accepts_the_plan_and_names_what_is_wrong_with_a_false_one(problem, tmp_path):
    out = tmp_path / "out.json"
    run("timetable", "plan", problem, "--json", out)

    assert run("timetable", "check", problem, out).exit_code == 0

    answer = json.loads(out.read_text())
    answer["meetings"] = [{**one, "slot": 0, "table": 1} for one in answer["meetings"]]
    out.write_text(json.dumps(answer))
    refused = run("timetable", "check", problem, out)
    assert refused.exit_code == 1
    assert "out.json" in refused.stderr


def test_repair_cancels_only_the_absent_party(problem, tmp_path):
    planned, running, out = (tmp_path / name for name in ("p.json", "now.json", "out.json"))
    run("timetable", "plan", problem, "--json", planned)
    meetings = json.loads(planned.read_text())["meetings"]
    now = {"now": -1, "meetings": meetings, "absent": [{"party": "S2", "from": 0}]}
    running.write_text(json.dumps(now))

    answered = run("timetable", "repair", problem, "--running", running, "--json", out)

    repaired = json.loads(out.read_text())
    assert answered.exit_code == 0, answered.stderr
    assert {one["supplier"] for one in repaired["cancelled"]} == {"S2"}
    assert repaired["moved"] == []
    assert len(repaired["kept"]) == len(meetings) - 1


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_plan_of_a_sheet_writes_a_workbook(suffix, tmp_path):
    source, out = tmp_path / f"requests{suffix}", tmp_path / "timetable.xlsx"
    source.write_bytes(write_xlsx([REQUESTS]) if suffix == ".xlsx" else write_csv(REQUESTS))

    answered = run("timetable", "plan", source, "-o", out, "--hours", "10:00-12:00")

    assert answered.exit_code == 0, answered.stderr
    meetings = read_sheet(out.read_bytes(), sheet="상담").rows
    assert {(line.cells[1], line.cells[2]) for line in meetings} == {
        ("한빛전자", "가온정밀"),
        ("한빛전자", "나래소재"),
        ("두리건설", "가온정밀"),
    }
    assert {line.cells[0] for line in meetings} <= {
        "10:00–10:30",
        "10:30–11:00",
        "11:00–11:30",
        "11:30–12:00",
    }


def test_participants_of_the_workbook_bring_tables_limits_and_absences(tmp_path):
    participants = Table(
        "참가기업",
        tuple(
            Heading(title)
            for title in ("기업·기관명", "구분", "테이블 수", "상담 한도", "불가 시간")
        ),
        (
            ("한빛전자", "수요기업", 2, None, ""),
            ("두리건설", "수요기업", 1, None, ""),
            ("가온정밀", "공급기업", None, 1, ""),
            ("나래소재", "공급기업", None, None, "10:00-11:00"),
        ),
    )
    source, out = tmp_path / "fair.xlsx", tmp_path / "out.json"
    source.write_bytes(write_xlsx([REQUESTS, participants]))

    answered = run("timetable", "plan", source, "--json", out, "--hours", "10:00-11:30")

    answer = json.loads(out.read_text())
    assert answered.exit_code == 0, answered.stderr
    placed = {(one["buyer"], one["supplier"]): one["slot"] for one in answer["meetings"]}
    assert placed == {
        ("한빛전자", "가온정밀"): placed["한빛전자", "가온정밀"],
        ("한빛전자", "나래소재"): 2,
    }
    assert [one["reason"] for one in answer["unplaced"]] == ["supplier_full"]


def text(*lines, encoding="utf-8"):
    """A text file of lines."""
    return "\n".join(lines).encode(encoding)


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("a.json", b"{", "a.json:1:2"),
        ("a.json", b"[]", "a.json"),
        ("a.json", b"\xff\xfe{", "a.json"),
        ("a.json", json.dumps({**PROBLEM, "slots": 0}).encode(), "slots"),
        (
            "a.json",
            json.dumps({**PROBLEM, "requests": [{"buyer": "B9", "supplier": "S1"}]}).encode(),
            "requests[0].buyer",
        ),
        (
            "a.json",
            json.dumps(PROBLEM | {"requests": PROBLEM["requests"] * 2}).encode(),
            "requests[4]",
        ),
        ("a.xlsx", b"", "a.xlsx"),
        ("a.xlsx", b"not a workbook \x00", "a.xlsx"),
        ("a.csv", text("수요기업,공급기업"), "a.csv"),
        ("a.csv", text("수요기업,공급기업", "한빛전자,"), "2행 ‘공급기업’"),
        ("a.csv", text("수요기업,공급기업", "한빛,가온", "한빛,가온", encoding="cp949"), "3행"),
        (
            "a.csv",
            text("수요기업,공급기업,수요기업 희망", "한빛,가온,아마도"),
            "2행 ‘수요기업 희망’",
        ),
        ("a.csv", text("수요기업,공급기업,고정 시간", "한빛,가온,99"), "2행 ‘고정 시간’"),
        (
            "a.csv",
            text("수요기업,공급기업,고정 시간", "한빛,가온,1", "두리,가온,1"),
            "3행",
        ),
        ("a.csv", text("이름,나이", "한빛,3"), "a.csv"),
    ],
)
def test_bad_input_ends_with_its_place_in_both_languages_and_no_file(
    name, content, place, tmp_path
):
    source, out = tmp_path / name, tmp_path / "out.xlsx"
    source.write_bytes(content)

    refused = run("timetable", "plan", source, "-o", out, "--json", tmp_path / "out.json")

    assert refused.exit_code == 2
    assert place in refused.stderr
    assert all(" / " in line for line in refused.stderr.splitlines())
    assert "Traceback" not in refused.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == [name]


def test_missing_file_is_named(tmp_path):
    refused = run("timetable", "plan", tmp_path / "nowhere.json")

    assert refused.exit_code == 2
    assert "nowhere.json" in refused.stderr


def test_every_fault_is_told_at_once(tmp_path):
    source = tmp_path / "a.csv"
    source.write_bytes(text("수요기업,공급기업", ",가온", "한빛,", "한빛,가온"))

    refused = run("timetable", "plan", source)

    assert len(refused.stderr.splitlines()) == 2


def test_device_is_written_into_and_not_replaced(problem, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)

    answered = run("timetable", "plan", problem, "--json", tmp_path / "pipe")

    assert answered.exit_code == 0
    assert (tmp_path / "pipe").is_fifo()
    assert json.loads(os.read(reader, 1_000_000))["objective"]["meetings"] > 0
    os.close(reader)


def test_written_file_can_be_read_by_others_as_any_new_file(problem, tmp_path):
    (tmp_path / "plain").touch()

    run("timetable", "plan", problem, "--json", tmp_path / "out.json")

    modes = {(tmp_path / name).stat().st_mode for name in ("plain", "out.json")}
    assert len(modes) == 1
