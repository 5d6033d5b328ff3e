"""A problem that cannot be planned names every fault at its place."""

import json
import math

import pytest

from sangsaeng.engine.timetable import (
    Absence,
    Buyer,
    Fault,
    InvalidProblem,
    LostTables,
    Meeting,
    Pair,
    Supplier,
    answer_from_json,
    plan,
    problem_from_json,
    repair,
    running_from_json,
)
from sangsaeng.engine.timetable.faults import TEXTS
from sangsaeng.engine.timetable.instances import fair_instance

pytestmark = pytest.mark.engine


def fair_form(**changes):
    """A valid fair in its JSON form, with some fields changed."""
    form = {
        "slots": 4,
        "buyers": [{"id": "B", "tables": 1}, {"id": "C", "available": [0, 1], "max_meetings": 1}],
        "suppliers": [{"id": "S"}, {"id": "T", "available": [2]}],
        "requests": [
            {"buyer": "B", "supplier": "S", "weight": 0.83},
            {"buyer": "C", "supplier": "T", "weight": 1, "slot": None},
        ],
    }
    return form | changes


def request(buyer, supplier, **fields):
    return {"buyer": buyer, "supplier": supplier, **fields}


def faults_of(form):
    with pytest.raises(InvalidProblem) as refusal:
        problem_from_json(form)
    return [(fault.place, fault.code) for fault in refusal.value.faults]


def test_valid_form_reads_as_the_problem_it_says():
    fair = problem_from_json(
        fair_form(
            days=[0, 2],
            forbidden=[{"buyer": "C", "supplier": "S"}],
            options={"order": ["weight", "suppliers_met", "gaps"], "first_timer_floor": 1},
        )
    )

    assert fair.buyers == (Buyer("B"), Buyer("C", 1, frozenset({0, 1}), 1))
    assert fair.suppliers == (Supplier("S"), Supplier("T", frozenset({2})))
    assert [asked.weight for asked in fair.requests] == [0.83, 1.0]
    assert (fair.days, fair.forbidden) == ((0, 2), (Pair("C", "S"),))
    assert fair.options.order[0] == "weight"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"slots": 0}, ("slots", "no_slots")),
        ({"slots": 3_000}, ("slots", "too_many_slots")),
        ({"slots": True}, ("slots", "wrong_type")),
        ({"slots": "4"}, ("slots", "wrong_type")),
        ({"buyers": []}, ("buyers", "no_buyers")),
        ({"suppliers": []}, ("suppliers", "no_suppliers")),
        ({"requests": []}, ("requests", "no_requests")),
        ({"requests": None}, ("requests", "wrong_type")),
        ({"colour": 1}, ("colour", "unknown_key")),
        ({"days": [0, 9]}, ("days[1]", "no_such_slot")),
        ({"days": [1]}, ("days", "days_not_rising")),
        ({"days": [0, 2, 2]}, ("days", "days_not_rising")),
        ({"days": [0, "x"]}, ("days[1]", "wrong_type")),
        ({"forbidden": [request("B", "X")]}, ("forbidden[0].supplier", "unknown_supplier")),
        ({"forbidden": [request("X", "S")]}, ("forbidden[0].buyer", "unknown_buyer")),
        ({"options": {"order": ["gaps"]}}, ("options.order", "unknown_order")),
        ({"options": {"first_timer_floor": -1}}, ("options.first_timer_floor", "negative_limit")),
        ({"options": {"speed": 1}}, ("options.speed", "unknown_key")),
    ],
)
def test_fault_of_the_whole_fair_is_named(changes, expected):
    assert expected in faults_of(fair_form(**changes))


@pytest.mark.parametrize(
    ("buyer", "expected"),
    [
        ({"tables": 1}, ("buyers[0].id", "missing_key")),
        ({"id": ""}, ("buyers[0].id", "empty_id")),
        ({"id": 7}, ("buyers[0].id", "wrong_type")),
        ({"id": "C"}, ("buyers[1].id", "repeated_id")),
        ({"id": "B", "tables": 0}, ("buyers[0].tables", "no_table")),
        ({"id": "B", "tables": 5_000}, ("buyers[0].tables", "too_many_tables")),
        ({"id": "B", "tables": 1.5}, ("buyers[0].tables", "wrong_type")),
        ({"id": "B", "available": []}, ("buyers[0].available", "no_availability")),
        ({"id": "B", "available": [4]}, ("buyers[0].available", "no_such_slot")),
        ({"id": "B", "available": [-1]}, ("buyers[0].available", "no_such_slot")),
        ({"id": "B", "available": [0, None]}, ("buyers[0].available[1]", "wrong_type")),
        ({"id": "B", "max_meetings": -1}, ("buyers[0].max_meetings", "negative_limit")),
        ({"id": "B", "seats": 1}, ("buyers[0].seats", "unknown_key")),
        (["B"], ("buyers[0]", "wrong_type")),
    ],
)
def test_fault_of_a_buyer_is_named(buyer, expected):
    assert expected in faults_of(fair_form(buyers=[buyer, {"id": "C"}]))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (request("X", "S"), ("requests[1].buyer", "unknown_buyer")),
        (request("B", "X"), ("requests[1].supplier", "unknown_supplier")),
        ({"buyer": "B"}, ("requests[1].supplier", "missing_key")),
        (request("B", "S"), ("requests[1]", "repeated_request")),
        (request("C", "S", slot=4), ("requests[1].slot", "no_such_slot")),
        (request("C", "S", slot=True), ("requests[1].slot", "wrong_type")),
        (request("C", "S", weight=-0.1), ("requests[1].weight", "negative_weight")),
        (request("C", "S", weight=math.nan), ("requests[1].weight", "weight_not_finite")),
        (request("C", "S", weight=math.inf), ("requests[1].weight", "weight_not_finite")),
        (request("C", "S", weight=10**400), ("requests[1].weight", "weight_not_finite")),
        (request("C", "S", weight=1e9), ("requests[1].weight", "weight_too_large")),
        (request("C", "S", weight=True), ("requests[1].weight", "wrong_type")),
        (request("C", "S", weight="1"), ("requests[1].weight", "wrong_type")),
        (request("C", "S", slot=3), ("requests[1].slot", "locked_while_away")),
    ],
)
def test_fault_of_a_request_is_named(asked, expected):
    assert expected in faults_of(fair_form(requests=[request("B", "S"), asked]))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"requests": [request("B", "S", slot=0), request("C", "S", slot=0)]},
            ("requests[1].slot", "supplier_locked_twice"),
        ),
        (
            {"requests": [request("B", "S", slot=2), request("B", "T", slot=2)]},
            ("requests[1].slot", "buyer_locked_over_tables"),
        ),
        (
            {"requests": [request("C", "S", slot=0), request("C", "T", slot=1)]},
            ("requests[1].slot", "locked_over_limit"),
        ),
        (
            {"requests": [request("B", "S", slot=0)], "forbidden": [request("B", "S")]},
            ("requests[0].slot", "locked_forbidden"),
        ),
    ],
)
def test_locks_that_clash_are_named(changes, expected):
    assert expected in faults_of(fair_form(**changes))


def test_all_faults_are_named_at_once():
    form = fair_form(buyers=[{"id": "B", "tables": 0}], requests=[request("X", "Y", weight=-1)])

    assert faults_of(form) == [
        ("buyers[0].tables", "no_table"),
        ("requests[0].buyer", "unknown_buyer"),
        ("requests[0].supplier", "unknown_supplier"),
        ("requests[0].weight", "negative_weight"),
    ]


@pytest.mark.parametrize("form", [None, [], "fair", 3])
def test_what_is_no_object_is_refused(form):
    assert ("$", "wrong_type") in faults_of(form)


def test_every_fault_of_the_table_has_a_sentence():
    fault = Fault("slots", "no_such_slot", {"slot": 9, "last": 3})

    assert str(fault) == "slots: slot 9 does not exist; the fair has slots 0 to 3"
    assert all(text[0].islower() or text[0] == "{" for text in TEXTS.values())


def test_running_fair_reads_as_what_it_says():
    fair = problem_from_json(fair_form())
    form = {
        "now": 1,
        "meetings": [{"buyer": "B", "supplier": "S", "slot": 2, "table": 1}],
        "absent": [{"party": "T", "from": 2}, {"party": "B", "from": 2, "to": 3}],
        "lost_tables": [{"buyer": "B", "from": 3, "tables": 1}],
        "new_requests": [request("B", "T")],
        "move_price": 2,
    }

    running = running_from_json(fair, form)

    assert running.meetings == (Meeting("B", "S", 2, 1),)
    assert running.absent == (Absence("T", 2), Absence("B", 2, 3))
    assert running.lost_tables == (LostTables("B", 3, 1),)
    assert (running.now, running.move_price) == (1, 2)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"now": None}, ("running.now", "wrong_type")),
        ({"now": 9}, ("running.now", "no_such_slot")),
        ({"absent": [{"party": "X", "from": 0}]}, ("running.absent[0].party", "unknown_party")),
        ({"absent": [{"party": "S", "from": 9}]}, ("running.absent[0].from", "no_such_slot")),
        (
            {"lost_tables": [{"buyer": "X", "from": 0}]},
            ("running.lost_tables[0].buyer", "unknown_buyer"),
        ),
        (
            {"new_requests": [request("B", "S")]},
            ("running.new_requests[0]", "repeated_request"),
        ),
        (
            {"new_requests": [request("B", "X")]},
            ("running.new_requests[0].supplier", "unknown_supplier"),
        ),
        (
            {"meetings": [{"buyer": "C", "supplier": "S", "slot": 0, "table": 1}]},
            ("running.meetings[0]", "not_requested"),
        ),
        (
            {"meetings": [{"buyer": "B", "supplier": "S", "slot": 0, "table": 2}]},
            ("running.meetings[0].table", "no_such_table"),
        ),
        (
            {"meetings": [{"buyer": "B", "supplier": "S", "slot": 0, "table": 1}] * 2},
            ("running.meetings[1]", "announced_twice"),
        ),
    ],
)
def test_fault_of_a_running_fair_is_named(changes, expected):
    fair = problem_from_json(fair_form())
    with pytest.raises(InvalidProblem) as refusal:
        running_from_json(fair, {"now": 0} | changes)

    assert expected in [(fault.place, fault.code) for fault in refusal.value.faults]


def test_answer_survives_its_json_form():
    answer = plan(fair_instance("S", seed=3))

    assert answer_from_json(json.loads(json.dumps(answer.to_json()))) == answer


def test_repaired_answer_reads_as_an_answer():
    fair = problem_from_json(fair_form())
    repaired = repair(fair, running_from_json(fair, {"now": 0}))

    assert answer_from_json(json.loads(json.dumps(repaired.to_json()))) == repaired.answer
