"""A running fair is repaired with the fewest of its people disturbed."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from tests.engine.timetable.exhaustive import timetables
from tests.engine.timetable.strategies import running_fairs

from sangsaeng.engine.timetable import (
    Absence,
    Buyer,
    InvalidProblem,
    LostTables,
    Meeting,
    Problem,
    Request,
    Running,
    Supplier,
    check_repair,
    plan,
    repair,
)
from sangsaeng.engine.timetable.instances import fair_instance

pytestmark = pytest.mark.engine


def slot_of(meetings):
    return {(one.buyer, one.supplier): one.slot for one in meetings}


@settings(max_examples=200, deadline=None)
@given(running_fairs())
def test_repair_is_valid_keeps_the_past_and_tells_every_change(drawn):
    fair, running = drawn

    assert check_repair(fair, running, repair(fair, running)) == []


@settings(max_examples=200, deadline=None)
@given(running_fairs(most_requests=5))
def test_repair_loses_and_moves_no_more_than_the_best_of_all_timetables(drawn):
    fair, running = drawn
    before = slot_of(running.meetings)
    repaired = repair(fair, running)

    moved_slots = [one for one in repaired.moved if one.from_slot != one.to_slot]
    assert (len(repaired.cancelled), len(moved_slots)) == min(
        (
            sum(pair not in after for pair in before),
            sum(pair in after and after[pair] != slot for pair, slot in before.items()),
        )
        for after in timetables(from_now_on(fair, running))
        if is_possible(fair, running, after)
    )


def from_now_on(fair, running):
    return replace(fair, requests=(*fair.requests, *running.new_requests))


def is_possible(fair, running, after):
    """Say whether a timetable respects the past, the absent and the lost tables."""
    before = slot_of(running.meetings)
    past = {pair: slot for pair, slot in before.items() if slot <= running.now}
    if past != {pair: slot for pair, slot in after.items() if slot <= running.now}:
        return False
    for absence in running.absent:
        last = fair.slots - 1 if absence.until is None else absence.until
        away = range(max(absence.since, running.now + 1), last + 1)
        if any(absence.party in pair and slot in away for pair, slot in after.items()):
            return False
    for buyer in fair.buyers:
        for slot in range(running.now + 1, fair.slots):
            lost = sum(
                one.tables
                for one in running.lost_tables
                if one.buyer == buyer.id and one.since <= slot
            )
            held = sum(pair[0] == buyer.id and k == slot for pair, k in after.items())
            if held > max(buyer.tables - lost, 0):
                return False
    return True


def test_nothing_changes_when_nothing_happens():
    fair = fair_instance("S", seed=1)
    told = plan(fair).meetings

    repaired = repair(fair, Running(now=-1, meetings=told))

    assert repaired.kept == tuple(sorted(told))
    assert (repaired.moved, repaired.cancelled, repaired.added) == ((), (), ())


def test_absent_party_loses_its_future_meetings_and_keeps_its_past_ones():
    fair = Problem(
        3,
        (Buyer("B"), Buyer("C"), Buyer("D")),
        (Supplier("S"),),
        (Request("B", "S"), Request("C", "S"), Request("D", "S")),
    )
    told = (Meeting("B", "S", 0, 1), Meeting("C", "S", 1, 1), Meeting("D", "S", 2, 1))

    repaired = repair(fair, Running(now=1, meetings=told, absent=(Absence("S", since=0),)))

    assert repaired.kept == told[:2]
    assert repaired.cancelled == told[2:]


def test_absence_for_a_while_moves_a_meeting_behind_it():
    fair = Problem(3, (Buyer("B"),), (Supplier("S"),), (Request("B", "S"),))
    told = (Meeting("B", "S", 0, 1),)

    away_at_first = Running(now=-1, meetings=told, absent=(Absence("S", since=0, until=1),))
    [move] = repair(fair, away_at_first).moved

    assert (move.from_slot, move.to_slot) == (0, 2)


def test_freed_place_goes_to_a_request_that_was_out():
    fair = Problem(
        1,
        (Buyer("B"),),
        (Supplier("S"), Supplier("T")),
        (Request("B", "S", 2.0), Request("B", "T")),
    )
    told = plan(fair).meetings

    repaired = repair(fair, Running(now=-1, meetings=told, absent=(Absence("S", since=0),)))

    assert repaired.added == (Meeting("B", "T", 0, 1),)
    assert [left.reason for left in repaired.answer.unplaced] == ["supplier_absent"]


def test_walk_in_moves_an_announced_meeting_only_at_a_price():
    fair = Problem(
        2,
        (Buyer("B"),),
        (Supplier("S"), Supplier("W", available=frozenset({0}))),
        (Request("B", "S"),),
    )
    told = (Meeting("B", "S", 0, 1),)
    walk_in = Running(now=-1, meetings=told, new_requests=(Request("B", "W", 3.0),))

    assert repair(fair, walk_in).added == ()
    assert repair(fair, replace(walk_in, move_price=4.0)).added == ()
    assert repair(fair, replace(walk_in, move_price=3.0)).added == (Meeting("B", "W", 0, 1),)


def test_lost_table_moves_one_meeting_and_keeps_the_other():
    fair = Problem(
        2,
        (Buyer("B", tables=2),),
        (Supplier("S"), Supplier("T")),
        (Request("B", "S"), Request("B", "T")),
    )
    told = (Meeting("B", "S", 0, 1), Meeting("B", "T", 0, 2))

    repaired = repair(fair, Running(now=-1, meetings=told, lost_tables=(LostTables("B", 0),)))

    assert repaired.kept == told[:1]
    assert [(move.supplier, move.to_slot, move.to_table) for move in repaired.moved] == [
        ("T", 1, 1)
    ]


def test_repair_refuses_what_contradicts_itself():
    fair = Problem(1, (Buyer("B"),), (Supplier("S"),), (Request("B", "S"),))
    running = Running(
        now=5,
        meetings=(Meeting("X", "S", 0, 1), Meeting("B", "S", 0, 9)),
        absent=(Absence("nobody", 0),),
    )

    with pytest.raises(InvalidProblem) as refusal:
        repair(fair, running)

    assert [fault.place for fault in refusal.value.faults] == [
        "running.now",
        "running.meetings[0].buyer",
        "running.meetings[1].table",
        "running.meetings[1]",
        "running.absent[0].party",
    ]


def test_few_meetings_move_in_a_fair_of_the_real_size():
    fair = fair_instance("S", seed=2)
    told = plan(fair).meetings
    gone = tuple(Absence(one.id, since=5) for one in (*fair.buyers[::20], *fair.suppliers[::20]))

    repaired = repair(fair, Running(now=3, meetings=told, absent=gone))

    assert len(repaired.moved) <= 0.02 * len(told)
    assert len(repaired.added) > 0
