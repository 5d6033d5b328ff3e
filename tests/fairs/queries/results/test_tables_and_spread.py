"""The use of tables slot by slot, the rungs beside each other, and over whom the meetings spread."""

from datetime import date, timedelta

import pytest
from tests.fairs.after_the_day import leave, mark_both, note
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

from sangsaeng.fairs.models import Population
from sangsaeng.fairs.queries.results import TopShare, results_for

pytestmark = pytest.mark.django_db


def whole(fair):
    """What the fair's people read."""
    return results_for(make_officer(fair), fair).whole


def use(results):
    """Tables, planned, held, freed and filled of each slot."""
    return [(one.tables, one.planned, one.held, one.freed, one.filled) for one in results.slots]


def test_tables_of_the_small_fair_slot_by_slot():
    assert use(whole(make_small_fair().fair)) == [
        (3, 3, 1, 1, 0),
        (3, 2, 2, 0, 0),
        (3, 1, 1, 1, 1),
    ]


def test_slots_are_told_in_the_fairs_own_time():
    first = whole(make_small_fair().fair).slots[0]

    assert f"{first.starts_at:%H:%M}–{first.ends_at:%H:%M}" == "10:00–10:30"


def test_a_lost_table_does_not_count_from_then_on():
    small = make_small_fair()
    small.fair.tables.filter(participant=small.public).update(lost_from=small.slots[1])

    assert [row[0] for row in use(whole(small.fair))] == [3, 2, 2]


def test_what_was_planned_stays_what_the_fair_began_with():
    fair = make_fair()
    slots = make_slots(fair, 2)
    buyer = make_buyer(fair, tables=2)
    moved, left = (make_request(buyer, make_supplier(fair)) for _ in range(2))
    tables = list(buyer.tables.all())
    first = make_published(fair, [(moved, slots[0]), (left, slots[0], tables[1])])
    leave(first.meetings.get(request=left))
    make_published(fair, [(moved, slots[1])], published_at=slots[0].ends_at + timedelta(hours=1))
    mark_both(moved)

    assert use(whole(fair)) == [(2, 2, 0, 1, 0), (2, 0, 1, 0, 0)]


def test_rungs_stand_beside_each_other_by_side():
    lines = whole(make_small_fair().fair).rungs

    assert [
        (line.rung, line.side, line.meetings, line.amounts_told, line.amount)
        for line in lines
        if line.meetings
    ] == [
        ("talked", "buyer", 1, 0, 0),
        ("quoted", "supplier", 1, 1, 7_000_000),
        ("agreed", "buyer", 1, 1, 50_000_000),
        ("ordered", "supplier", 1, 1, 30_000_000),
    ]


def test_no_line_of_the_rungs_holds_what_stands_on_two_rungs():
    lines = whole(make_small_fair().fair).rungs

    told = {7_000_000, 50_000_000, 30_000_000}
    assert {line.amount for line in lines} == told | {0}
    assert len(lines) == 6 * 2


def test_among_one_population_a_meeting_counts_once_and_with_the_lower_amount():
    fair = make_fair(population=Population.ONE)
    slot, *_ = make_slots(fair, 1)
    one, other = make_participant(fair), make_participant(fair)
    request = make_request(one, other)
    make_published(fair, [(request, slot, make_tables(fair)[0])])
    note(request, one, rung="ordered", amount=900)
    note(request, other, rung="ordered", amount=700)

    lines = {line.rung: line for line in whole(fair).rungs}
    assert len(lines) == 6
    assert (lines["ordered"].meetings, lines["ordered"].amount) == (1, 700)


def test_a_note_about_a_meeting_that_was_not_held_stands_on_no_rung():
    fair = make_fair()
    slot, *_ = make_slots(fair, 1)
    buyer, supplier = make_buyer(fair), make_supplier(fair)
    request = make_request(buyer, supplier)
    make_published(fair, [(request, slot)])
    note(request, supplier, was_held=False)

    assert not any(line.meetings for line in whole(fair).rungs)


def test_spread_of_the_small_fair():
    spread = whole(make_small_fair().fair).concentration

    assert (spread.suppliers, spread.meetings) == (6, 7)
    assert spread.per_supplier == ((0, 1), (1, 3), (2, 2))
    assert spread.tops == (TopShare(10, 1, 2), TopShare(25, 2, 4), TopShare(50, 3, 5))
    assert (spread.first_timers, spread.first_timer_meetings) == (2, 2)
    assert (spread.pairs, spread.repeat_pairs) == (7, 0)


def test_pairs_that_met_at_an_earlier_fair_are_repeats():
    small = make_small_fair()
    earlier = make_fair()
    slot, *_ = make_slots(earlier, 1, on=date(2025, 5, 1))
    buyer = make_buyer(earlier, organization=small.large.organization)
    supplier = make_supplier(earlier, organization=small.suppliers["steady"].organization)
    make_published(earlier, [(make_request(buyer, supplier), slot)])

    assert whole(small.fair).concentration.repeat_pairs == 1


def test_an_empty_fair_has_results_without_a_fault():
    results = whole(make_fair())

    assert results.funnel.counts == (0, 0, 0, 0, 0)
    assert results.slots == ()
    assert results.concentration.tops == (
        TopShare(10, 0, 0),
        TopShare(25, 0, 0),
        TopShare(50, 0, 0),
    )
