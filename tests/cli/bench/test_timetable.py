"""The benchmark's timetables are valid whoever makes them, and its tables leave nobody out."""

import json

import pytest
from click.testing import CliRunner

from sangsaeng.cli.bench import bench
from sangsaeng.cli.bench.measuring import measure_apart, medians, problem_form
from sangsaeng.cli.bench.methods import HIGHS, HIGHS_BOUND, OURS, PEERS
from sangsaeng.cli.bench.peers.fair import answer_of, fair_of
from sangsaeng.cli.bench.published import best_known
from sangsaeng.cli.bench.tables import HEAD, size_table
from sangsaeng.engine.timetable import check, plan, problem_from_json
from sangsaeng.engine.timetable.instances import Size, fair_instance

TINY = Size(4, 8, 20, 5)
LIMIT = 60.0
PUBLISHED = """
nBusiness = 4; nMeetings = 4; nTables = 2; nTotalSlots = 3; nMorningSlots = 2;
requested = [|1,2,3 |2,3,3 |3,4,3 |4,1,3|]; forbidden = [{},{},{},{}];
"""


@pytest.fixture(scope="module")
def tiny():
    return fair_instance(TINY, seed=1)


@pytest.mark.parametrize("name", [name for name in PEERS if name not in (HIGHS, HIGHS_BOUND)])
def test_peer_makes_a_valid_timetable(name, tiny):
    fair = fair_of(tiny)

    result = PEERS[name].load()(fair, LIMIT)

    assert check(tiny, answer_of(fair, result)) == []
    assert result.slot_of


def test_highs_makes_a_valid_timetable_in_a_process_of_its_own(tiny):
    task = {"size": [4, 8, 20, 5], "seed": 1, "away": 0.15, "limit": LIMIT}

    optimum = measure_apart(task | {"method": HIGHS}, LIMIT)
    relaxed = measure_apart(task | {"method": HIGHS_BOUND}, LIMIT)

    best = plan(tiny).objective
    assert optimum["violations"] == 0
    assert (optimum["suppliers_met"], optimum["weight"]) == (best.suppliers_met, best.weight)
    assert relaxed["bound"]["weight"] >= best.weight


def test_missing_peer_is_named_and_nothing_fails():
    row = size_table({HIGHS: {"missing": "highspy", "memory_mb": 40.0}})

    assert "not installed: highspy" in row


def test_table_has_a_row_for_every_method_and_a_cell_in_every_column():
    found = {
        "suppliers_met": 8,
        "meetings": 12,
        "weight": 5.0,
        "gaps": 2,
        "seconds": 0.5,
        "memory_mb": 60.0,
        "violations": 0,
        "bound": {"suppliers_met": 8, "weight": 5.0},
        "note": "done",
    }
    repair = {"seconds": 0.01, "moved_share": 0.0, "added": 1, "cancelled": 1}
    ours = found | {"value_seconds": 0.1, "gap": 0.0, "gaps": 1, "repair": repair}

    table = size_table({OURS: ours} | dict.fromkeys(PEERS, found))

    lines = table.splitlines()
    assert lines[0].split() == list(HEAD)
    assert all(any(line.startswith(peer.title) for line in lines) for peer in PEERS.values())
    assert "HiGHS       the same value or better in 1/5 of its time" in table


def test_medians_reach_into_figures():
    runs = [{"a": 1, "b": {"c": 5}}, {"a": 3, "b": {"c": 1}}, {"a": 2, "b": {"c": 2}}]

    assert medians(runs) == {"a": 2, "b": {"c": 2}}


def test_problem_form_is_the_json_form(tiny):
    assert problem_from_json(json.loads(json.dumps(problem_form(tiny)))) == tiny


def test_published_fairs_are_solved_by_both_and_compared_with_the_best_known(tmp_path):
    (tmp_path / "ring.dzn").write_text(PUBLISHED, encoding="utf-8")
    (tmp_path / "best_known.csv").write_text("instance,breaks\nring,0\n", encoding="utf-8")
    out = tmp_path / "found.json"

    done = CliRunner().invoke(
        bench, ["timetable", "--instances", str(tmp_path), "--json", str(out), "--limit", "20"]
    )

    assert done.exit_code == 0, done.output
    (row,) = json.loads(out.read_text(encoding="utf-8"))["instances"]
    assert row["best_known"] == best_known(tmp_path)["ring"] == 0
    assert [row[side]["breaks"] for side in ("ours", "cp-sat")] == [0, 0]
    assert [row[side]["proved"] for side in ("ours", "cp-sat")] == [True, True]
    assert [row[side]["violations"] for side in ("ours", "cp-sat")] == [0, 0]


def test_unknown_size_is_refused():
    done = CliRunner().invoke(bench, ["timetable", "--sizes", "XXL"])

    assert done.exit_code == 2
    assert "XXL" in done.output
