"""What must hold of every ranking of a panel."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.reviewing.panels import NONE, crossed, drawn_scores, drawn_table

from sangsaeng.engine.reviewing import (
    InvalidScores,
    Policy,
    is_all_judge,
    places_of,
    plain_means,
    rank,
    scores_from_rows,
    scores_from_table,
    trimmed_means,
)

pytestmark = pytest.mark.engine
QUICK = Policy(draws=200)


def by_entry(found):
    return {one.entry: one for one in found.standings}


def tables(least_judges=2):
    """Full tables of whole points of ten."""
    shape = st.tuples(st.integers(2, 6), st.integers(least_judges, 6))
    return shape.flatmap(
        lambda size: st.lists(
            st.lists(st.integers(0, 10), min_size=size[1], max_size=size[1]),
            min_size=size[0],
            max_size=size[0],
        )
    )


@given(tables())
@settings(max_examples=40, deadline=None)
def test_where_all_judge_all_the_order_is_that_of_the_plain_mean(table):
    scores = crossed(table)
    found = by_entry(rank(scores, QUICK))
    means = np.mean(table, axis=1)

    for one, standing in found.items():
        assert standing.mean == pytest.approx(10 * means[one])
        assert standing.rank == 1 + sum(means > means[one] + 1e-9)


@given(tables(), st.data())
@settings(max_examples=40, deadline=None)
def test_raising_one_score_never_worsens_the_place(table, data):
    entry = data.draw(st.integers(0, len(table) - 1))
    judge = data.draw(st.integers(0, len(table[0]) - 1))
    before = by_entry(rank(crossed(table), QUICK))[entry].rank
    table[entry][judge] = min(table[entry][judge] + data.draw(st.integers(1, 5)), 10)

    assert by_entry(rank(crossed(table), QUICK))[entry].rank <= before


@given(st.integers(0, 50))
@settings(max_examples=15, deadline=None)
def test_names_and_order_of_rows_do_not_matter(seed):
    scores, _ = drawn_scores(seed=seed)
    generator = np.random.default_rng(seed)
    entry_as, judge_as = generator.permutation(scores.entries), generator.permutation(scores.judges)
    shuffled = generator.permutation(len(scores.entry))
    other = scores_from_rows(
        entry_as[scores.entry][shuffled],
        judge_as[scores.judge][shuffled],
        scores.shares[shuffled],
        shape=(scores.entries, scores.judges),
    )
    first, second = by_entry(rank(scores, QUICK)), by_entry(rank(other, QUICK))

    for one, standing in first.items():
        assert second[entry_as[one]].adjusted == pytest.approx(standing.adjusted, abs=1e-6)
        assert second[entry_as[one]].rank == standing.rank


def test_same_seed_gives_the_same_answer_and_another_seed_only_other_chance():
    scores, _ = drawn_scores()

    assert rank(scores, Policy(places=6, seed=3)) == rank(scores, Policy(places=6, seed=3))
    first = by_entry(rank(scores, Policy(places=6, seed=3)))
    second = by_entry(rank(scores, Policy(places=6, seed=4)))
    assert [one.rank for one in first.values()] == [second[key].rank for key in first]
    assert all(abs(one.chance - second[key].chance) < 0.06 for key, one in first.items())


def test_a_judge_with_a_wider_scale_keeps_the_weight_of_their_words():
    # Standardizing judge by judge would let the narrow judges win; the mean lets points count.
    table = [[5, 5, 10], [6, 6, 0], [5, 6, 4]]

    assert [one.entry for one in rank(crossed(table), QUICK).standings] == [0, 2, 1]


def test_one_judge_far_off_moves_the_mean_as_no_median_would():
    found = by_entry(rank(crossed([[5, 5, 10], [6, 6, 6]]), QUICK))

    assert found[0].mean == pytest.approx(200 / 3)
    assert found[0].rank == 1


def test_sparse_panel_takes_out_how_mild_each_judge_is():
    # Alike in quality; the second half met the strict judges.
    mild, strict = 0.8, 0.5
    rows = [(e, j, mild if j < 3 else strict) for e in range(12) for j in range(6)]
    seen = [one for one in rows if (one[0] < 6) == (one[1] < 3) or one[0] in {5, 6}]
    scores = scores_from_rows(*map(list, zip(*seen, strict=True)), shape=(12, 6))
    found = rank(scores, QUICK)
    values = [one.adjusted for one in found.standings]

    assert found.method == "mixed_model"
    assert max(one.mean for one in found.standings) - min(
        one.mean for one in found.standings
    ) == pytest.approx(30)
    assert max(values) - min(values) < 3


def test_sparse_panel_is_nearer_to_the_truth_than_the_mean():
    nearer = 0
    for seed in range(12):
        scores, good = drawn_scores(seed=seed, entries=60, judges=10)
        found = by_entry(rank(scores, Policy(draws=50, seed=1)))
        adjusted = [found[k].adjusted for k in range(60)]
        means = [found[k].mean for k in range(60)]
        nearer += np.corrcoef(adjusted, good)[0, 1] > np.corrcoef(means, good)[0, 1]

    assert nearer >= 10


def test_model_finds_how_the_spread_is_made_up():
    scores, _ = drawn_scores(seed=3, entries=400, judges=60, spread=(10.0, 5.0, 6.0))
    spread = rank(scores, Policy(draws=50)).deviations

    assert spread["entries"] == pytest.approx(10, abs=1.5)
    assert spread["judges"] == pytest.approx(5, abs=1.5)
    assert spread["noise"] == pytest.approx(6, abs=1.0)


def test_fewer_judges_draw_an_entry_to_the_middle():
    table = drawn_table(entries=12, judges=6, criteria=1)[:, :, 0]
    table[0] = 10
    sparse = table.copy()
    sparse[0, 1:] = NONE
    full = by_entry(rank(crossed(table), QUICK))[0]
    alone = by_entry(rank(crossed(sparse), QUICK))[0]

    assert alone.mean == full.mean == 100
    assert alone.adjusted < full.adjusted
    assert alone.interval_95[1] - alone.interval_95[0] > full.interval_95[1] - full.interval_95[0]


@pytest.mark.parametrize(("missing", "says"), [(0, True), (2, True), (6, False)])
def test_a_few_conflicts_leave_the_panel_all_judge(missing, says):
    table = drawn_table(entries=10, judges=5, criteria=1)
    for k in range(missing):
        table[k, k % 5] = NONE

    assert is_all_judge(crossed(table)) is says


def test_two_of_three_judges_are_not_all():
    table = drawn_table(entries=20, judges=3, criteria=1)
    table[0, 0] = NONE

    assert rank(crossed(table), QUICK).method == "mixed_model"


def test_extremes_are_dropped_from_five_judges_on_and_only_if_asked():
    five, four = drawn_table(judges=5), drawn_table(judges=4)
    drops = Policy(drops_extremes=True, draws=50)

    assert rank(crossed(five), drops).method == "trimmed_mean"
    assert rank(crossed(five), QUICK).method == "plain_mean"
    assert rank(crossed(four), drops).method == "plain_mean"


def test_dropping_extremes_is_the_mean_of_the_rest():
    table = drawn_table(judges=6, criteria=1)
    scores = crossed(table)
    by_hand = [10 * np.mean(sorted(row.ravel())[1:-1]) for row in table]

    assert trimmed_means(scores, scores.totals()) == pytest.approx(by_hand)


def test_place_that_dropping_extremes_changes_is_flagged():
    table = [[9, 9, 9, 9, 0], [8, 8, 8, 8, 8], [1, 1, 1, 1, 1]]
    found = by_entry(rank(crossed(table), Policy(places=1, drops_extremes=True, draws=50)))

    assert [(found[k].rank, found[k].plain_rank, found[k].differs) for k in range(3)] == [
        (1, 2, True),
        (2, 1, True),
        (3, 3, False),
    ]


def test_sparse_panel_drops_nothing():
    scores, _ = drawn_scores(per_entry=5, judges=12)
    found = rank(scores, Policy(drops_extremes=True, draws=50))

    assert found.method == "mixed_model"
    assert all(one.trimmed is None for one in found.standings)


def test_declared_rule_settles_a_tie_and_else_it_is_named():
    table = [[[6, 8], [6, 8]], [[8, 6], [8, 6]], [[5, 5], [5, 5]]]
    tied = by_entry(rank(crossed(table), Policy(places=1, draws=50)))
    settled = by_entry(rank(crossed(table), Policy(places=1, breakers=(1,), draws=50)))

    assert (tied[0].rank, tied[0].sharing, tied[1].rank) == (1, 2, 1)
    assert not tied[0].is_placed
    assert tied[0].straddles
    assert (settled[0].rank, settled[0].sharing, settled[1].rank) == (1, 1, 2)
    assert settled[0].is_placed


def test_shared_place_wholly_inside_the_cut_is_placed():
    found = by_entry(rank(crossed([[9, 9], [9, 9], [1, 1]]), Policy(places=2, draws=50)))

    assert found[0].is_placed
    assert found[1].is_placed


def test_chances_fill_the_places():
    scores, _ = drawn_scores()
    chances = [one.chance for one in rank(scores, Policy(places=7)).standings]

    assert sum(chances) == pytest.approx(7, abs=1e-6)
    assert 0 <= min(chances) <= max(chances) <= 1


def test_intervals_hold_the_expected_rank_and_each_other():
    scores, _ = drawn_scores()
    for one in rank(scores, Policy(places=7)).standings:
        assert 1 <= one.interval_95[0] <= one.interval_50[0] <= one.interval_50[1]
        assert one.interval_50[1] <= one.interval_95[1] <= scores.entries
        assert one.interval_95[0] <= one.expected_rank <= one.interval_95[1]


def test_only_entries_at_the_cut_are_for_deliberation():
    table = [[k, k, k, k] for k in (10, 9, 8, 7, 3, 2, 1, 0)]
    table[3][0], table[4][0] = 4, 6
    found = by_entry(rank(crossed(table), Policy(places=4)))

    assert not found[0].straddles
    assert not found[7].straddles
    assert not any(one.straddles for one in rank(crossed(table)).standings)


def test_interval_covers_the_truth_as_often_as_it_says():
    inside = count = 0
    for seed in range(25):
        scores, good = drawn_scores(seed=seed, entries=25, judges=8)
        truth, _ = places_of(good)
        for one in rank(scores, Policy(draws=400, seed=seed)).standings:
            inside += one.interval_95[0] <= truth[one.entry] <= one.interval_95[1]
            count += 1

    assert 0.91 <= inside / count <= 0.99


def test_entry_without_a_review_has_no_place():
    found = rank(scores_from_rows([0, 0, 2], [0, 1, 0], [0.5, 0.6, 0.7], shape=(3, 2)), QUICK)

    assert found.unscored == (1,)
    assert {one.entry for one in found.standings} == {0, 2}
    assert {one.rank for one in found.standings} == {1, 2}


def test_incomplete_review_does_not_count():
    scores = crossed([[[5, 5], [9, NONE]], [[4, 4], [4, 4]]])

    assert scores.incomplete == 1
    assert plain_means(scores, scores.totals()).tolist() == pytest.approx([50, 40])


@pytest.mark.parametrize(
    "table",
    [[[5]], [[5, 5], [5, 5]], [[7], [6]], [[5, 7]]],
    ids=["one", "alike", "one judge", "one entry"],
)
def test_panels_too_small_for_statistics_still_have_an_order(table):
    found = rank(crossed(table), Policy(places=1))

    assert len(found.standings) == len(table)
    assert all(np.isfinite(one.adjusted) for one in found.standings)


def test_nothing_submitted_ranks_nothing():
    found = rank(scores_from_rows([], [], np.zeros((0, 2)), shape=(2, 0)))

    assert found.standings == ()
    assert found.unscored == (0, 1)


def test_changed_weight_that_changes_the_cut_is_told():
    table = [[[9, 5]], [[5, 9]], [[1, 1]]]
    found = rank(crossed(table, weights=[51, 49]), Policy(places=1, draws=50))
    told = {(one.criterion, one.change): (one.enters, one.leaves) for one in found.variations}

    assert told == {
        (0, -0.2): ((1,), (0,)),
        (0, 0.2): ((), ()),
        (1, -0.2): ((), ()),
        (1, 0.2): ((1,), (0,)),
    }
    assert (by_entry(found)[0].best_rank, by_entry(found)[0].worst_rank) == (1, 2)
    assert (by_entry(found)[2].best_rank, by_entry(found)[2].worst_rank) == (3, 3)


def test_single_criterion_has_no_weights_to_change():
    assert rank(crossed(drawn_table(criteria=1)), QUICK).variations == ()


@pytest.mark.parametrize(
    ("rows", "more"),
    [
        (([0, 0], [0, 0], [0.5, 0.5]), {}),
        (([0], [0], [1.5]), {}),
        (([0], [0], [-0.1]), {}),
        (([0, 1], [0], [0.5, 0.5]), {}),
        (([0], [3], [0.5]), {"shape": (1, 2)}),
        (([0], [0], [[0.5, 0.5]]), {"weights": [0, 0]}),
        (([0], [0], [[0.5, 0.5]]), {"weights": [1, -1]}),
        (([0], [0], [[0.5, 0.5]]), {"weights": [1]}),
    ],
)
def test_scores_that_contradict_themselves_are_refused(rows, more):
    with pytest.raises(InvalidScores):
        scores_from_rows(*rows, **more)


def test_table_and_rows_are_the_same_scores():
    table = drawn_table(criteria=2)
    table[0, 0] = NONE
    entry, judge = np.nonzero(~np.isnan(table[:, :, 0]))

    assert rank(scores_from_table(table, most=10), QUICK) == rank(
        scores_from_rows(entry, judge, table[entry, judge], most=10), QUICK
    )
