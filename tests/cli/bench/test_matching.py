"""The matching benchmark asks every method the same, judges by a plain yardstick, hides nobody."""

import gzip
import json

import numpy as np
import pytest
from click.testing import CliRunner

from sangsaeng.cli.bench import bench
from sangsaeng.cli.bench.matching.asking import NOBODY, Change, filter_of, padded
from sangsaeng.cli.bench.matching.collection import Collection, drawn, read
from sangsaeng.cli.bench.matching.exhaustive import Exhaustive, best, same_set, same_share
from sangsaeng.cli.bench.matching.methods import METHODS, OURS, PEERS
from sangsaeng.cli.bench.matching.running import Run, summary
from sangsaeng.cli.bench.matching.tables import batch_table, spread_table, verdicts

SMALL = (400, 30)
PLAIN = [name for name in METHODS if not METHODS[name].sampled and name not in ("named", "crew")]

# bm25s would compile everything once more for its mask, which takes longer than all else here.
UNFILTERED = {"sparse_dot_topn", "bm25s"}


@pytest.fixture(scope="module")
def collection():
    return drawn(*SMALL, seed=3)


@pytest.fixture(scope="module")
def yardstick(collection):
    return Exhaustive(collection)


def opened_method(name, collection, folder):
    """A method with its index of the small collection, opened in this process."""
    found = METHODS[name].load()
    found.keep(found.build(found.prepare(collection), folder), folder)
    return name, found.open(folder, collection)


@pytest.fixture(scope="module", params=[*PLAIN, "fts5"])
def method(request, collection, tmp_path_factory):
    """Each method; what it found once it finds again."""
    return opened_method(request.param, collection, tmp_path_factory.mktemp(request.param))


@pytest.fixture(params=[*PLAIN, "fts5"])
def changing_method(request, collection, tmp_path):
    """Each method with an index of its own, to be changed."""
    return opened_method(request.param, collection, tmp_path)


def test_same_seed_draws_the_same_offers():
    one, again, other = (drawn(50, 5, seed) for seed in (1, 1, 2))

    assert one.offer_terms.tolist() == again.offer_terms.tolist()
    assert one.offer_terms.tolist() != other.offer_terms.tolist()


def test_drawn_offers_are_as_long_and_as_common_as_said():
    collection = drawn(20_000, 300, seed=1)
    yardstick = Exhaustive(collection)

    touched = np.mean([yardstick.touched(need) for need in range(300)])

    assert 25 < yardstick.postings / collection.offers < 28
    assert 0.30 < touched / collection.offers < 0.50


def test_collection_is_kept_whole(collection, tmp_path):
    collection.save(tmp_path)

    kept = Collection.load(tmp_path)

    assert kept.offer(7).tolist() == collection.offer(7).tolist()
    assert kept.need(29).tolist() == collection.need(29).tolist()
    assert kept.hidden_from.tolist() == collection.hidden_from.tolist()


def test_texts_are_read_as_pairs_of_characters(tmp_path):
    for name, text in (("corpus", "부식 방지"), ("queries", "방지")):
        with gzip.open(tmp_path / f"{name}.jsonl.gz", "wt", encoding="utf-8") as lines:
            lines.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")

    collection = read(tmp_path, 10, 10, seed=1)

    assert collection.offer(0).tolist() == [0, 1, 2]
    assert collection.need(0).tolist() == [2]


def test_yardstick_scores_as_the_formula_says(collection, yardstick):
    lengths = np.diff(collection.offer_starts)
    offer, need = 11, 4
    expected = 0.0
    for term in collection.need(need).tolist():
        within = sum(term in collection.offer(row) for row in range(collection.offers))
        count = (collection.offer(offer) == term).sum()
        norm = 1.2 * (0.25 + 0.75 * lengths[offer] / lengths.mean())
        idf = np.log(1 + (collection.offers - within + 0.5) / (within + 0.5))
        expected += idf * count / (count + norm)

    assert yardstick.scores(need)[offer] == pytest.approx(expected)


def test_only_the_best_are_a_same_set_and_ties_are_equal():
    scores = np.zeros(50)
    scores[:25] = np.arange(25, 0, -1.0)
    scores[19:22] = 5.0
    right, tied = np.arange(20), np.array([*range(19), 21])
    wrong = np.array([*range(19), 23])

    assert same_set(scores, right)
    assert same_set(scores, tied)
    assert not same_set(scores, wrong)
    assert not same_set(scores, np.array([0, *range(19)]))
    assert not same_set(scores, right[:19])
    assert same_share(scores, wrong) == 0.95


def test_needs_without_enough_offers_are_judged_too():
    scores = np.array([0.0, 2.0, 0.0, 1.0])

    assert best(scores).tolist() == [2.0, 1.0]
    assert same_set(scores, padded([[1, 3]])[0])
    assert not same_set(scores, np.array([1, 3, 0]))


def test_methods_that_take_our_weighting_find_the_same_sets(method, collection, yardstick):
    name, opened = method
    needs = list(range(collection.needs))

    rows = opened.batch(needs, 2)
    shares = [same_share(yardstick.scores(need), rows[need]) for need in needs]

    if name in (OURS, "bm25s", "sparse_dot_topn"):
        assert all(same_set(yardstick.scores(need), rows[need]) for need in needs)
    assert np.mean(shares) > 0.8


def test_filter_leaves_only_what_passes(method, collection, yardstick):
    name, opened = method
    if name in UNFILTERED:
        return
    for need in range(10):
        mask = filter_of(need).mask(collection)
        rows = opened.one(need, filter_of(need))

        assert mask[rows].all()
        if name == OURS:
            scores = np.where(mask, yardstick.scores(need), 0.0)
            assert same_set(scores, padded([rows])[0])


def test_changed_offers_are_found_and_the_old_are_gone(changing_method, collection):
    _, opened = changing_method

    assert opened.change(Change(collection, 20))


def test_missing_and_failed_methods_are_named():
    found = {"bm25s": {"missing": "bm25s", "memory_mb": 30.0}, "tantivy": {"failed": "no answer"}}

    table = batch_table({"methods": found, "exact": {}})

    assert "not installed: bm25s" in table
    assert "no answer" in table


def test_verdict_is_against_the_fastest_peer_round_by_round():
    def rounds(*speeds):
        return summary(
            [{"needs_per_second": speed, "core_seconds": 90 / speed} for speed in speeds]
        )

    methods = {OURS: rounds(300, 200), "bm25s": rounds(100, 100), "tantivy": rounds(50, 50)}
    sampled = {"fts5": rounds(900)}

    (line,) = verdicts({"batch": {"methods": methods | sampled}})

    assert (
        "2.50 × bm25s (numba), the fastest peer (2.00–3.00 over 2 rounds, 2.50 by core time)"
        in line
    )
    assert "NOT reached" in line


def test_spread_that_answers_otherwise_is_said():
    found = {"one": 10.0, "both": 18.0, "spread": 17.0, "limit": 1.8, "gain": 1.7, "same": False}

    assert "OTHER RESULTS" in spread_table(found)
    assert "94% of the limit" in spread_table(found)
    assert "not installed: distributed" in spread_table({"missing": "distributed"})


def test_slow_methods_are_asked_a_sample_of_the_needs(tmp_path):
    run = Run([OURS, "fts5"], tmp_path, 1_000, 3, 2, 1, print)

    assert len(run.asked("fts5", 1_000)) == 20
    assert run.asked(OURS, 1_000) == list(range(1_000))
    assert set(run.asked("fts5", 1_000)) < set(run.sample())
    assert [turn for turn, name in run.turns() if name == "fts5"] == [0]


def test_whole_benchmark_runs_small_and_agrees_with_the_yardstick(tmp_path):
    out = tmp_path / "found.json"

    done = CliRunner().invoke(
        bench,
        [
            *("matching", "--offers", "2000", "--needs", "100", "--rounds", "1"),
            *("--peers", "tantivy,sparse_dot_topn", "--parts", "index,batch,single,change"),
            *("--json", str(out)),
        ],
    )

    assert done.exit_code == 0, done.output
    found = json.loads(out.read_text(encoding="utf-8"))
    exact = found["batch"]["exact"]["methods"]
    assert exact[OURS]["same_sets"] == exact["sparse_dot_topn"]["same_sets"] == 1.0
    assert exact["tantivy"]["same_offers"] > 0.9
    assert exact[OURS]["compared"] == 100
    assert found["single"]["exact"]["methods"][OURS]["same_sets"] == 1.0
    assert all(one["searchable"] for one in found["change"].values())
    assert found["machine"]["versions"]["tantivy"]


def test_unknown_peer_is_refused():
    done = CliRunner().invoke(bench, ["matching", "--peers", "elasticsearch"])

    assert done.exit_code == 2
    assert all(name in done.output for name in PEERS)


def test_padding_says_nobody():
    assert padded([[3]])[0].tolist() == [3, *[NOBODY] * 19]
