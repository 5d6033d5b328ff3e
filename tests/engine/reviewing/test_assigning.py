"""What must hold of every assignment of judges."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.reviewing.panels import drawn_panel, every_assignment

from sangsaeng.engine.reviewing import (
    Assignment,
    InvalidPanel,
    Panel,
    Shortage,
    assign,
    check_assignment,
)

pytestmark = pytest.mark.engine


def missing(found):
    return sum(one.missing for one in found.shortages)


@st.composite
def panels(draw):
    """Small panels, among them such as cannot be met."""
    entries, judges = draw(st.integers(1, 8)), draw(st.integers(1, 6))
    size = entries * judges
    flags = draw(st.lists(st.booleans(), min_size=size, max_size=size))
    fits = draw(st.lists(st.integers(0, 4), min_size=size, max_size=size))
    pairs = st.tuples(st.integers(0, entries - 1), st.integers(0, judges - 1))
    return Panel(
        need=np.array(draw(st.lists(st.integers(0, 4), min_size=entries, max_size=entries))),
        room=np.array(draw(st.lists(st.integers(0, 8), min_size=judges, max_size=judges))),
        forbidden=np.array(flags).reshape(entries, judges),
        mismatch=np.array(fits).reshape(entries, judges) / 4,
        locked=tuple(draw(st.sets(pairs, max_size=3))),
        kept=tuple(draw(st.sets(pairs, max_size=5))),
        seed=draw(st.integers(0, 3)),
    )


@given(panels())
@settings(max_examples=150, deadline=None)
def test_every_assignment_is_valid_and_names_what_it_lacks(panel):
    found = assign(panel)

    assert check_assignment(panel, found) == []
    assert set(found.added) | (set(found.pairs) & {*panel.locked, *panel.kept}) == set(found.pairs)
    assert set(found.dropped) == set(panel.kept) - set(found.pairs)
    assert found.loads == tuple(np.bincount([j for _, j in found.pairs], minlength=len(panel.room)))


@pytest.mark.parametrize("seed", range(12))
def test_as_few_as_possible_are_missing(seed):
    panel = drawn_panel(seed, entries=4, judges=4, room=np.array([1, 2, 1, 2]))
    best = max(sum(map(len, chosen)) for chosen in every_assignment(panel))

    assert len(assign(panel).pairs) == best


@pytest.mark.parametrize("seed", range(12))
def test_fit_is_the_best_possible_where_loads_do_not_matter(seed):
    # Each judge takes at most one, so that there is no load to even out.
    panel = drawn_panel(seed, entries=3, judges=5, need=np.full(3, 1), room=np.full(5, 1))
    whole = [one for one in every_assignment(panel) if all(len(each) == 1 for each in one)]
    best = min(
        (sum(panel.mismatch[e, j] for e, each in enumerate(one) for j in each) for one in whole),
        default=None,
    )
    found = assign(panel)

    if best is None:
        assert found.shortages
    else:
        assert found.mismatch * 3 == pytest.approx(best, abs=0.03)


@pytest.mark.parametrize("seed", range(8))
def test_as_few_as_possible_change(seed):
    panel = drawn_panel(seed, entries=4, judges=4)
    before = assign(panel)
    late = panel.forbidden.copy()
    late[before.pairs[0]] = True
    after = assign(replace(panel, forbidden=late, kept=before.pairs))
    kept = set(before.pairs) - {before.pairs[0]}
    most_met, most_kept = max(
        (len(pairs), len(pairs & kept))
        for pairs in (
            {(e, j) for e, each in enumerate(chosen) for j in each}
            for chosen in every_assignment(replace(panel, forbidden=late))
        )
    )

    assert len(after.pairs) == most_met
    assert len(set(after.pairs) & kept) == most_kept


def test_loads_are_even_where_everybody_fits_alike():
    panel = Panel(np.full(40, 3), np.full(10, 40), np.zeros((40, 10), bool), np.zeros((40, 10)))

    assert set(assign(panel).loads) == {12}


def test_shortage_is_spread_instead_of_leaving_one_entry_bare():
    panel = Panel(np.full(4, 3), np.full(4, 2), np.zeros((4, 4), bool), np.zeros((4, 4)))

    assert sorted(one.missing for one in assign(panel).shortages) == [1, 1, 1, 1]


def test_reason_of_a_shortage_is_told():
    forbidden = np.zeros((2, 3), bool)
    forbidden[0, :2] = True
    conflicts = assign(Panel(np.full(2, 2), np.full(3, 9), forbidden, np.zeros((2, 3))))
    caps = assign(Panel(np.full(2, 2), np.full(3, 1), ~np.ones((2, 3), bool), np.zeros((2, 3))))

    assert conflicts.shortages == (Shortage(0, 1, 1, "too_few_free"),)
    assert [one.reason for one in caps.shortages] == ["no_room"]


def test_locked_pair_stays_even_in_conflict_and_over_the_cap():
    panel = Panel(
        np.array([1, 1]),
        np.array([1]),
        np.array([[True], [False]]),
        np.zeros((2, 1)),
        locked=((0, 0),),
    )
    found = assign(panel)

    assert found.pairs == ((0, 0),)
    assert [(one.entry, one.reason) for one in found.shortages] == [(1, "no_room")]


def test_kept_pairs_beyond_the_minimum_stay():
    panel = drawn_panel(entries=3, judges=4, need=np.full(3, 1), forbidden=np.zeros((3, 4), bool))
    wide = replace(panel, kept=((0, 0), (0, 1), (0, 2), (1, 3)))

    assert set(wide.kept) < set(assign(wide).pairs)


def test_experts_of_two_fields_are_linked():
    # Each field has its own judges; without an exchange nobody would have judged both.
    apart = np.kron(np.eye(2), np.ones((10, 4))) == 0
    panel = Panel(np.full(20, 3), np.full(8, 20), np.zeros((20, 8), bool), apart * 1.0)
    found = assign(panel)

    assert found.groups == 1
    assert check_assignment(panel, found) == []
    assert assign(replace(panel, forbidden=apart)).groups == 2


def test_judges_with_few_entries_are_told():
    panel = Panel(np.full(4, 3), np.full(3, 9), np.zeros((4, 3), bool), np.zeros((4, 3)))

    assert assign(panel).thin == (0, 1, 2)


def test_same_seed_gives_the_same_pairs():
    panel = drawn_panel(entries=20, judges=9, mismatch=np.zeros((20, 9)))

    assert assign(panel) == assign(panel)
    assert assign(panel).pairs != assign(replace(panel, seed=5)).pairs


@pytest.mark.parametrize(
    ("pairs", "code"),
    [
        (((0, 0), (0, 1), (1, 0), (1, 1)), "conflict"),
        (((0, 1), (0, 2), (1, 1), (1, 2), (1, 2)), "twice"),
        (((0, 1), (0, 2), (1, 1), (1, 7)), "unknown"),
        (((0, 1), (0, 2), (1, 1), (1, 2), (2, 1)), "over_room"),
        (((0, 1), (0, 2), (1, 1)), "lock_lost"),
        (((0, 1), (1, 1), (1, 2)), "short_unnamed"),
    ],
)
def test_checker_finds_what_is_wrong(pairs, code):
    forbidden = np.zeros((3, 3), bool)
    forbidden[0, 0] = True
    panel = Panel(np.array([2, 2, 0]), np.full(3, 2), forbidden, np.zeros((3, 3)), locked=((1, 2),))

    assert code in {one.code for one in check_assignment(panel, Assignment(pairs=pairs))}


def test_checker_finds_a_shortage_counted_wrongly():
    panel = Panel(np.array([2]), np.array([1]), np.zeros((1, 1), bool), np.zeros((1, 1)))
    told = Assignment(pairs=((0, 0),), shortages=(Shortage(0, 2, 1, "too_few_free"),))

    assert [one.code for one in check_assignment(panel, told)] == ["wrong_count"]


@pytest.mark.parametrize(
    "fields",
    [
        {"mismatch": np.zeros((1, 1))},
        {"need": np.full(6, -1)},
        {"mismatch": np.full((6, 4), 1.5)},
        {"kept": ((9, 0),)},
    ],
)
def test_panel_that_contradicts_itself_is_refused(fields):
    with pytest.raises(InvalidPanel):
        drawn_panel(**fields)
