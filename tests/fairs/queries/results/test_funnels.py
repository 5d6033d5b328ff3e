"""The funnel of a fair counted by hand, by group, and what was lost at each station."""

import pytest
from tests.fairs.after_the_day import mark, mark_both, note
from tests.fairs.factories import (
    make_buyer,
    make_fair,
    make_officer,
    make_participant,
    make_published,
    make_request,
    make_slots,
    make_supplier,
    make_tables,
)
from tests.fairs.queries.results.small_fair import make_small_fair

from sangsaeng.fairs.models import Population, Request
from sangsaeng.fairs.queries.results import Stage, results_for

pytestmark = pytest.mark.django_db


def whole(fair):
    """What the fair's people read."""
    return results_for(make_officer(fair), fair).whole


def counts(results, code):
    """The counts of each group of a breakdown."""
    breakdown = next(one for one in results.breakdowns if one.code == code)
    return {group.code: group.funnel.counts for group in breakdown.groups}


def losses(results):
    """How many were lost, by station and reason."""
    return {(loss.stage, loss.code): loss.requests for loss in results.losses}


def test_the_small_fair_counted_by_hand():
    results = whole(make_small_fair().fair)

    assert Request.objects.count() == 12
    assert results.funnel.counts == (12, 9, 7, 4, 2)
    assert losses(results) == {
        (Stage.REQUESTED, "declined"): 1,
        (Stage.REQUESTED, "expired"): 1,
        (Stage.REQUESTED, "withdrawn"): 1,
        (Stage.ACCEPTED, "buyer_full"): 1,
        (Stage.ACCEPTED, "came_later"): 1,
        (Stage.PLACED, "absent_supplier"): 1,
        (Stage.PLACED, "late"): 1,
        (Stage.PLACED, "unmarked"): 1,
        (Stage.HELD, "no_step"): 1,
        (Stage.HELD, "no_note"): 1,
    }


def test_what_was_lost_is_all_that_did_not_come_through():
    results = whole(make_small_fair().fair)

    assert sum(loss.requests for loss in results.losses) == 12 - 2


def test_an_officers_list_counts_as_accepted_and_is_told_apart():
    results = whole(make_small_fair().fair)

    # «listed» by an officer, and the walk-in that found a place before anybody answered.
    assert results.unanswered == 2
    assert results.booked == 1
    assert counts(results, "asking") == {
        "buyer": (2, 1, 1, 1, 0),
        "supplier": (9, 7, 6, 3, 2),
        "officer": (1, 1, 0, 0, 0),
    }


def test_each_group_has_a_funnel_of_its_own():
    results = whole(make_small_fair().fair)

    assert counts(results, "class") == {
        "large": (7, 6, 5, 3, 2),
        "public": (5, 3, 2, 1, 0),
    }
    assert counts(results, "size") == {"sme": (10, 7, 5, 4, 2), "startup": (2, 2, 2, 0, 0)}
    assert counts(results, "sector") == {
        "C20": (3, 1, 1, 0, 0),
        "C29": (2, 2, 2, 0, 0),
        "": (7, 6, 4, 4, 2),
    }
    assert counts(results, "first") == {"first": (6, 3, 2, 1, 0), "again": (6, 6, 5, 3, 2)}


def test_unknown_groups_come_last_and_have_a_name():
    results = whole(make_small_fair().fair)
    sectors = next(one for one in results.breakdowns if one.code == "sector").groups

    assert [group.label for group in sectors] == [
        "화학제품 제조",
        "기계·장비 제조",
        "입력되지 않음",
    ]


def test_before_a_timetable_is_published_nothing_is_placed():
    fair = make_fair(state="collecting")
    buyer = make_buyer(fair)
    make_request(buyer, make_supplier(fair), state="accepted")
    make_request(buyer, make_supplier(fair), asking_side="buyer")
    results = whole(fair)

    assert results.funnel.counts == (2, 1, 0, 0, 0)
    assert losses(results) == {
        (Stage.REQUESTED, "unanswered"): 1,
        (Stage.ACCEPTED, "not_yet"): 1,
    }


def test_a_note_that_it_was_not_held_is_told_and_absence_of_both_too():
    fair = make_fair()
    slots = make_slots(fair, 2)
    buyer, supplier = make_buyer(fair), make_supplier(fair)
    unheld, nobody = make_request(buyer, supplier), make_request(buyer, make_supplier(fair))
    make_published(fair, [(unheld, slots[0]), (nobody, slots[1])])
    note(unheld, supplier, was_held=False, next_step="다시 약속")
    mark_both(nobody, "absent")
    results = whole(fair)

    assert results.funnel.counts == (2, 2, 2, 0, 0)
    assert losses(results) == {
        (Stage.PLACED, "told_unheld"): 1,
        (Stage.PLACED, "absent_both"): 1,
    }


def test_a_meeting_of_the_first_timetable_that_a_later_version_drops_was_placed():
    fair = make_fair()
    slots = make_slots(fair, 2)
    buyer = make_buyer(fair)
    kept, dropped = (make_request(buyer, make_supplier(fair)) for _ in range(2))
    make_published(fair, [(kept, slots[0]), (dropped, slots[1])])
    make_published(
        fair, [(kept, slots[0])], [(dropped, "buyer_full")], published_at=slots[0].ends_at
    )
    results = whole(fair)

    assert results.funnel.at(Stage.PLACED) == 2
    assert losses(results) == {(Stage.PLACED, "dropped"): 1, (Stage.PLACED, "unmarked"): 1}


def test_what_only_an_earlier_version_had_was_not_placed():
    fair = make_fair()
    slots = make_slots(fair, 2)
    buyer = make_buyer(fair)
    kept, dropped = (make_request(buyer, make_supplier(fair)) for _ in range(2))
    make_published(fair, [(kept, slots[0]), (dropped, slots[1])])
    make_published(fair, [(kept, slots[0])], [(dropped, "buyer_full")])
    results = whole(fair)

    assert results.funnel.at(Stage.PLACED) == 1
    assert losses(results)[Stage.ACCEPTED, "buyer_full"] == 1


def test_among_one_population_a_request_belongs_to_the_groups_of_both():
    fair = make_fair(population=Population.ONE)
    slot, *_ = make_slots(fair, 1)
    newcomer = make_participant(fair, is_first_timer=True)
    known, third = make_participant(fair), make_participant(fair)
    met = make_request(newcomer, known, asking_side="buyer", state="accepted")
    make_request(known, third)
    make_published(fair, [(met, slot, make_tables(fair)[0])])
    mark(met, newcomer, "present")
    mark(met, known, "late")
    results = whole(fair)

    assert results.funnel.counts == (2, 2, 1, 1, 0)
    assert counts(results, "first") == {"first": (1, 1, 1, 1, 0), "again": (2, 2, 1, 1, 0)}
    assert counts(results, "asking") == {"member": (1, 1, 1, 1, 0), "officer": (1, 1, 0, 0, 0)}


@pytest.mark.parametrize("rows", [1, 3])
def test_results_take_as_many_queries_for_three_requests_as_for_one(
    rows, django_assert_num_queries
):
    fair = make_fair()
    slots = make_slots(fair, 3)
    buyer = make_buyer(fair)
    requests = [make_request(buyer, make_supplier(fair)) for _ in range(rows)]
    make_published(fair, list(zip(requests, slots, strict=False)))
    for request in requests:
        mark_both(request)
        note(request, buyer, next_step="견적")
    officer = make_officer(fair)

    with django_assert_num_queries(15):
        results_for(officer, fair)
