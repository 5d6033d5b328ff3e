"""The reviewing benchmark reads real sheets, holds judges out, and hides nobody's figures."""

import json

import numpy as np
import pytest
from click.testing import CliRunner

from sangsaeng.cli.bench import bench
from sangsaeng.cli.bench.reviewing.methods import METHODS, dropped, raw_mean, standardized
from sangsaeng.cli.bench.reviewing.panels import draw_panels, make_up, read_panels, worsened
from sangsaeng.cli.bench.reviewing.speed import PEERS, drawn_panel
from sangsaeng.cli.bench.reviewing.trials import (
    calibration,
    cheating_trials,
    differences,
    kendall,
    sparse,
)
from sangsaeng.engine.reviewing import network

NAN = float("nan")


def sheet(marks, **told):
    """A protocol in which each performance gets nine marks in each of two components."""
    metadata = {"competition": "Cup", "program": "FREE"} | told
    return {
        "performances": [
            {
                "components": [{f"J{k + 1}": mark for k, mark in enumerate(row)}] * 2,
                "elements": [],
                "metadata": metadata,
            }
            for row in marks
        ]
    }


def test_protocols_become_panels(tmp_path):
    marks = np.arange(54).reshape(6, 9) / 10
    (tmp_path / "cup_protocol.json").write_text(json.dumps(sheet(marks.tolist())))
    few = sheet(marks[:2].tolist(), program="SHORT")
    gap = sheet([[*row[:-1], NAN] for row in marks.tolist()], program="PAIRS")
    (tmp_path / "few_protocol.json").write_text(json.dumps(few))
    (tmp_path / "gap_protocol.json").write_text(json.dumps(gap))
    (panel,) = read_panels(tmp_path)

    assert panel.name == "Cup · FREE"
    assert panel.totals == pytest.approx(10 * marks)


def test_folder_without_protocols_is_refused(tmp_path):
    found = CliRunner().invoke(bench, ["reviewing", "--data", str(tmp_path)])

    assert found.exit_code == 2


def test_make_up_of_drawn_panels_is_found_again():
    told = make_up(draw_panels(1))

    assert told["entries"] == pytest.approx(10, rel=0.1)
    assert told["judges"] == pytest.approx(1.7, rel=0.15)
    assert told["noise"] == pytest.approx(3.5, rel=0.1)


def test_kendall_of_known_lists():
    assert kendall(np.array([1.0, 2, 3]), np.array([10.0, 20, 30])) == 1
    assert kendall(np.array([1.0, 2, 3]), np.array([3.0, 2, 1])) == -1
    assert kendall(np.array([1.0, 2, 3]), np.array([1.0, 3, 2])) == pytest.approx(1 / 3)


@pytest.mark.parametrize("method", METHODS)
def test_every_method_finds_a_clear_order(method):
    clear = np.array([[90.0, 91, 92], [50, 51, 52], [10, 11, 12], [70, 71, 72]])

    assert np.argsort(-METHODS[method](clear)).tolist() == [0, 3, 1, 2]


def test_standardizing_lets_the_narrow_judge_win_and_the_mean_does_not():
    scores = np.array([[5.0, 5, 10], [6, 6, 0], [5, 6, 4]])

    assert raw_mean(scores).argmax() == 0
    assert standardized(scores).argmax() == 1


def test_sparse_design_leaves_each_entry_its_judges_and_even_loads():
    seen = ~np.isnan(sparse(np.ones((20, 6)), 3, np.random.default_rng(1)))

    assert set(seen.sum(axis=1)) == {3}
    assert np.ptp(seen.sum(axis=0)) <= 1


def test_added_mildness_is_of_the_asked_size():
    totals = draw_panels(1, count=1)[0].totals
    spread = totals.mean(axis=1).std(ddof=1)
    mild = np.concatenate(
        [
            (worsened(totals, 1.0, 0.0, np.random.default_rng(seed)) - totals)[0] / spread
            for seed in range(60)
        ]
    )

    assert mild.std() == pytest.approx(1, abs=0.1)


def test_difference_of_a_method_with_itself_is_nothing():
    told = differences({"raw mean": [0.5, 0.7], "other": [0.6, 0.8]}, 1)

    assert told["raw mean"]["high"] == 0
    assert told["other"]["against_mean"] == pytest.approx(0.1)


def test_dropping_extremes_helps_against_one_who_cheats():
    told = cheating_trials(draw_panels(1, count=20), 2, 1)

    assert (
        told["one cheats, as they are"]["dropped_tau"] > told["one cheats, as they are"]["mean_tau"]
    )
    assert dropped(np.array([[0.0, 5, 5, 5, 9]])).shape == (1,)


def test_calibration_of_known_chances():
    honest = [(0.75, True)] * 3 + [(0.75, False)]
    boastful = [(0.95, True), (0.95, False)]

    assert calibration(honest)["ece"] == pytest.approx(0)
    assert calibration(boastful)["ece"] == pytest.approx(0.45)
    assert (calibration(boastful)["sure_told"], calibration(boastful)["sure_came"]) == (0.95, 0.5)


@pytest.mark.parametrize("peer", PEERS)
def test_peers_find_the_same_least_cost(peer):
    module, solve = PEERS[peer]
    pytest.importorskip(module)
    arcs = network(drawn_panel(12, 5, 1))

    assert solve(arcs) == PEERS["ortools"][1](arcs)


def test_command_tells_and_writes(tmp_path):
    out = tmp_path / "found.json"
    options = ["reviewing", "--repeats", "1", "--parts", "order", "--json", str(out)]
    found = CliRunner().invoke(bench, options)

    assert found.exit_code == 0, found.output
    assert "no worse than the raw mean" in found.output
    assert set(json.loads(out.read_text())["order"]["sparse, as they are"]) == set(METHODS)


def test_unknown_part_is_refused():
    assert CliRunner().invoke(bench, ["reviewing", "--parts", "beauty"]).exit_code == 2
