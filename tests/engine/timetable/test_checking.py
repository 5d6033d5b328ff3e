"""The check accepts what is valid, and finds each way in which a timetable can be wrong."""

from dataclasses import replace

import pytest

from sangsaeng.engine.timetable import (
    Absence,
    Buyer,
    LostTables,
    Meeting,
    Pair,
    Problem,
    Request,
    Running,
    Supplier,
    answer_from_json,
    check,
    check_repair,
    plan,
    repair,
)

pytestmark = pytest.mark.engine

FAIR = Problem(
    3,
    (Buyer("B", max_meetings=2), Buyer("C", tables=2, available=frozenset({0, 1}))),
    (Supplier("S", max_meetings=2), Supplier("T", frozenset({1, 2}), first_timer=True)),
    (
        Request("B", "S", 2.0),
        Request("B", "T", 1.5),
        Request("C", "S", 1.0),
        Request("C", "T", 1.0, slot=1),
    ),
)
VALID = (
    Meeting("B", "S", 1, 1),
    Meeting("B", "T", 2, 1),
    Meeting("C", "S", 0, 1),
    Meeting("C", "T", 1, 2),
)


def codes(fair, meetings, **claims):
    form = {"meetings": [], **claims}
    return {one.code for one in check(fair, replace(answer_from_json(form), meetings=meetings))}


def test_valid_timetable_has_no_violation():
    assert codes(FAIR, VALID) == set()


@pytest.mark.parametrize(
    ("index", "changed", "code"),
    [
        (0, Meeting("X", "S", 1, 1), "unknown_buyer"),
        (0, Meeting("B", "X", 1, 1), "unknown_supplier"),
        (0, Meeting("B", "S", 3, 1), "no_such_slot"),
        (0, Meeting("B", "S", -1, 1), "no_such_slot"),
        (0, Meeting("B", "S", 1, 2), "no_such_table"),
        (0, Meeting("B", "S", 2, 1), "table_taken_twice"),
        (0, Meeting("B", "S", 0, 1), "supplier_in_two_places"),
        (1, Meeting("B", "S", 2, 1), "met_twice"),
        (1, Meeting("B", "T", 0, 1), "supplier_away"),
        (2, Meeting("C", "S", 2, 1), "buyer_away"),
        (3, Meeting("C", "T", 2, 1), "lock_broken"),
    ],
)
def test_each_broken_rule_is_found(index, changed, code):
    meetings = (*VALID[:index], changed, *VALID[index + 1 :])

    assert code in codes(FAIR, meetings)


@pytest.mark.parametrize(
    ("fair", "code"),
    [
        (replace(FAIR, forbidden=(Pair("B", "S"),)), "forbidden"),
        (replace(FAIR, requests=FAIR.requests[1:]), "not_requested"),
        (replace(FAIR, buyers=(Buyer("B", max_meetings=1), FAIR.buyers[1])), "buyer_over_limit"),
        (
            replace(FAIR, suppliers=(Supplier("S", max_meetings=1), FAIR.suppliers[1])),
            "supplier_over_limit",
        ),
    ],
)
def test_each_rule_of_the_problem_is_held(fair, code):
    assert code in codes(fair, VALID)


@pytest.mark.parametrize(
    ("figure", "true", "false"),
    [
        ("suppliers_met", 2, 1),
        ("meetings", 4, 5),
        ("weight", 5.5, 5.500001),
        ("gaps", 0, 1),
        ("first_timers", 1, 0),
    ],
)
def test_each_figure_is_counted_anew(figure, true, false):
    assert codes(FAIR, VALID, objective={figure: true}) == set()
    assert codes(FAIR, VALID, objective={figure: false}) == {"objective_wrong"}


def test_bound_below_what_is_reached_is_found():
    assert codes(FAIR, VALID, bound={"weight": 5.5, "suppliers_met": 2}) == set()
    assert codes(FAIR, VALID, bound={"weight": 5.4}) == {"bound_too_low"}
    assert codes(FAIR, VALID, bound={"suppliers_met": 1}) == {"bound_too_low"}


def test_request_must_be_either_placed_or_explained():
    left = [{"buyer": "B", "supplier": "S", "reason": "buyer_full"}]
    fewer = VALID[1:]

    assert codes(FAIR, fewer, unplaced=left) == set()
    assert codes(FAIR, VALID, unplaced=left) == {"said_unplaced_but_meets"}
    assert codes(FAIR, fewer[1:], unplaced=left) == {"neither_placed_nor_explained"}


RUNNING = Running(
    now=0,
    meetings=plan(replace(FAIR, requests=FAIR.requests[:3])).meetings,
    absent=(Absence("T", since=2),),
    lost_tables=(LostTables("C", since=1),),
)


def test_repair_has_no_violation():
    fair = replace(FAIR, requests=FAIR.requests[:3])

    assert check_repair(fair, RUNNING, repair(fair, RUNNING)) == []


def repair_codes(running, told=(), after=()):
    """What is found when the announced meetings ``told`` become ``after``, and nobody is told."""
    fair = replace(FAIR, requests=tuple(replace(one, slot=None) for one in FAIR.requests))
    repaired = repair(fair, Running(now=-1))
    untrue = replace(
        repaired,
        answer=replace(answer_from_json({"meetings": []}), meetings=after),
        kept=(),
        moved=(),
        cancelled=(),
        added=(),
    )
    return {one.code for one in check_repair(fair, replace(running, meetings=told), untrue)}


def test_each_way_to_break_a_repair_is_found():
    told, moved = (Meeting("B", "S", 0, 1),), (Meeting("B", "S", 1, 1),)
    both_tables = (Meeting("C", "S", 1, 1), Meeting("C", "T", 1, 2))

    assert repair_codes(Running(now=-1)) == set()
    assert repair_codes(Running(now=0), told, moved) == {"past_changed", "change_untold"}
    assert repair_codes(Running(now=-1), told, moved) == {"change_untold"}
    assert repair_codes(Running(now=-1, absent=(Absence("S", 1),)), moved, moved) == {
        "absent_yet_meeting",
        "change_untold",
    }
    assert repair_codes(Running(now=-1, lost_tables=(LostTables("C", 1),)), (), both_tables) == {
        "over_lost_tables",
        "change_untold",
    }
