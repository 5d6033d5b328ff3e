"""Who sees what of a fair's results, and that small numbers are withheld from who took part."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import make_operator, make_person
from tests.fairs.factories import make_desk, make_fair, make_officer, make_staff
from tests.fairs.queries.results.small_fair import make_small_fair

from sangsaeng.fairs.queries.results import Stage, results_for
from sangsaeng.fairs.queries.results.seen import without_small_groups
from sangsaeng.kernel.refusals import NotAllowed


def ended(small):
    """The fair, over."""
    small.fair.state = "ended"
    small.fair.save()
    return small.fair


@pytest.mark.django_db
def test_the_fairs_people_and_operators_see_the_whole():
    fair = make_small_fair().fair

    for viewer in (make_officer(fair), make_desk(fair), make_operator()):
        assert results_for(viewer, fair).whole.funnel.counts == (12, 9, 7, 4, 2)


@pytest.mark.django_db
def test_who_took_part_sees_totals_without_small_numbers_once_it_is_over():
    small = make_small_fair()
    viewer = make_staff(small.public)
    assert results_for(viewer, small.fair).totals is None

    seen = results_for(viewer, ended(small))
    assert seen.whole is None
    # Seven placed would tell of two that were not; two next steps are too few to be told.
    assert seen.totals.counts == (12, 9, None, 4, None)
    assert seen.totals.at(Stage.PLACED) is None


@pytest.mark.django_db
def test_others_are_refused():
    fair = ended(make_small_fair())

    for viewer in (make_person(), make_officer(make_fair())):
        with pytest.raises(NotAllowed):
            results_for(viewer, fair)


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((924, 600, 219, 200, 50), (924, 600, 219, 200, 50)),
        ((10, 9, 9, 9, 9), (10, None, None, None, None)),
        ((10, 9, 8, 7, 3), (10, None, None, 7, 3)),
        ((10, 10, 7, 0, 0), (10, 10, 7, 0, 0)),
        ((2, 2, 1, 0, 0), (None, None, None, 0, 0)),
        ((0, 0, 0, 0, 0), (0, 0, 0, 0, 0)),
    ],
)
def test_small_numbers_and_small_losses_are_withheld(counts, told):
    assert without_small_groups(counts) == told


@given(st.lists(st.integers(0, 40), min_size=5, max_size=5))
def test_from_what_is_told_no_group_of_one_or_two_follows(numbers):
    told = [
        count for count in without_small_groups(sorted(numbers, reverse=True)) if count is not None
    ]

    differences = [before - after for before, after in pairwise(told)]
    assert not {1, 2} & {*told, *differences}
