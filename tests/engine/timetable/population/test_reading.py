"""The JSON form of a population's problem is read whole, or refused with all its faults."""

import json

import pytest

from sangsaeng.engine.timetable import InvalidProblem
from sangsaeng.engine.timetable.population import (
    answer_from_json,
    plan_population,
    population_from_json,
)

pytestmark = pytest.mark.engine


def form(**changes):
    return {
        "slots": 4,
        "participants": [{"id": name} for name in "ABCD"],
        "requests": [{"between": ["A", "B"]}, {"between": ["C", "D"], "weight": 2}],
        "tables": 2,
        **changes,
    }


def faults_of(value):
    with pytest.raises(InvalidProblem) as refusal:
        population_from_json(value)
    return {(fault.place, fault.code) for fault in refusal.value.faults}


def test_form_is_read_with_all_its_fields():
    problem = population_from_json(
        form(
            participants=[{"id": "A", "available": [0, 2], "max_meetings": 3}, {"id": "B"}],
            requests=[{"between": ["A", "B"], "slots": [2], "slot": 2}],
            tables=[1, 1, 1, 0],
            days=[0, 2],
            idle="breaks",
            place_all=True,
            max_break_difference=2,
        )
    )

    assert problem.participants[0].available == frozenset({0, 2})
    assert problem.requests[0].slots == frozenset({2})
    assert (problem.tables, problem.days) == ((1, 1, 1, 0), (0, 2))
    assert (problem.idle, problem.place_all, problem.max_break_difference) == ("breaks", True, 2)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"slots": 0}, ("slots", "no_slots")),
        ({"participants": []}, ("participants", "no_participants")),
        ({"requests": []}, ("requests", "no_requests")),
        ({"participants": [{"id": "A"}, {"id": "A"}]}, ("participants[1].id", "repeated_id")),
        ({"participants": [{"id": ""}]}, ("participants[0].id", "empty_id")),
        (
            {"participants": [{"id": "A", "available": []}]},
            ("participants[0].available", "no_availability"),
        ),
        (
            {"participants": [{"id": "A", "available": [9]}]},
            ("participants[0].available", "no_such_slot"),
        ),
        (
            {"participants": [{"id": "A", "max_meetings": -1}]},
            ("participants[0].max_meetings", "negative_limit"),
        ),
        ({"requests": [{"between": ["A", "Z"]}]}, ("requests[0].between", "unknown_participant")),
        ({"requests": [{"between": ["A", "A"]}]}, ("requests[0].between", "meets_itself")),
        ({"requests": [{"between": ["A"]}]}, ("requests[0].between", "not_two")),
        (
            {"requests": [{"between": ["A", "B"]}, {"between": ["B", "A"]}]},
            ("requests[1].between", "repeated_pair"),
        ),
        (
            {"requests": [{"between": ["A", "B"], "slot": 7}]},
            ("requests[0].slot", "no_such_slot"),
        ),
        (
            {"requests": [{"between": ["A", "B"], "slot": 1, "slots": [2]}]},
            ("requests[0].slot", "locked_outside_slots"),
        ),
        (
            {"requests": [{"between": ["A", "B"], "slots": []}]},
            ("requests[0].slots", "no_slot_left"),
        ),
        (
            {
                "requests": [
                    {"between": ["A", "B"], "slot": 1},
                    {"between": ["A", "C"], "slot": 1},
                ]
            },
            ("requests[1].slot", "participant_locked_twice"),
        ),
        (
            {"requests": [{"between": ["A", "B"], "slot": 1}], "tables": [1, 0, 1, 1]},
            ("tables", "locked_over_tables"),
        ),
        (
            {
                "participants": [{"id": "A", "available": [0]}, {"id": "B"}],
                "requests": [{"between": ["A", "B"], "slot": 1}],
            },
            ("requests[0].slot", "locked_while_away"),
        ),
        (
            {
                "participants": [{"id": "A", "max_meetings": 0}, {"id": "B"}],
                "requests": [{"between": ["A", "B"], "slot": 1}],
            },
            ("requests[0].slot", "locked_over_limit"),
        ),
        (
            {"requests": [{"between": ["A", "B"], "weight": -1}]},
            ("requests[0].weight", "negative_weight"),
        ),
        (
            {"requests": [{"between": ["A", "B"], "weight": float("nan")}]},
            ("requests[0].weight", "weight_not_finite"),
        ),
        ({"tables": 0}, ("tables", "no_table")),
        ({"tables": [1]}, ("tables", "tables_per_slot")),
        ({"tables": -1}, ("tables", "negative_tables")),
        ({"days": [1]}, ("days", "days_not_rising")),
        ({"precedences": [[0, 9]]}, ("precedences[0]", "no_such_request")),
        ({"precedences": [[0, 1], [1, 0]]}, ("precedences[1]", "precedence_cycle")),
        ({"precedences": [[0, "1"]]}, ("precedences[0]", "wrong_type")),
        (
            {
                "requests": [
                    {"between": ["A", "B"], "slot": 1},
                    {"between": ["C", "D"], "slot": 1},
                ],
                "precedences": [[0, 1]],
            },
            ("precedences[0]", "locked_out_of_order"),
        ),
        ({"idle": "lunch"}, ("idle", "unknown_idle")),
        ({"max_break_difference": 2}, ("max_break_difference", "not_all_placed")),
        ({"rooms": 2}, ("rooms", "unknown_key")),
    ],
)
def test_fault_is_named_with_its_place(changes, fault):
    assert fault in faults_of(form(**changes))


def test_all_faults_are_named_at_once():
    wrong = form(slots=0, tables=-1, idle="lunch")

    assert {"slots", "tables", "idle"} <= {place for place, _ in faults_of(wrong)}


def test_fault_reads_as_a_sentence():
    with pytest.raises(InvalidProblem) as refusal:
        population_from_json(form(requests=[{"between": ["A", "Z"]}]))

    assert str(refusal.value) == "requests[0].between: names the unknown participant Z"


def test_pair_may_meet_twice_where_all_must_be_placed():
    twice = [{"between": ["A", "B"]}, {"between": ["B", "A"]}]

    answer = plan_population(population_from_json(form(requests=twice, place_all=True)))

    assert answer.objective.meetings == 2


def test_answer_survives_its_json_form():
    answer = plan_population(population_from_json(form()))

    assert answer_from_json(json.loads(json.dumps(answer.to_json()))) == answer
