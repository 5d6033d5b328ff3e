"""Published fairs are read however their files are laid out."""

import pytest

from sangsaeng.engine.timetable import InvalidProblem
from sangsaeng.engine.timetable.population import plan_population, population_from_dzn

pytestmark = pytest.mark.engine

HEAD = """
nBusiness = 3; nMeetings = 3; % a comment = with ; signs
nTables=2;nTotalSlots = 4;
nMorningSlots = 2;
"""
REQUESTED = "requested = [|1, 2,1,\n|2, 3,3,\n|1,3,2, |];"


def fair(*lines):
    return population_from_dzn("\n".join([HEAD, REQUESTED, *lines]))


def test_sessions_become_slots():
    problem = fair()

    assert [one.slots for one in problem.requests] == [
        frozenset({0, 1}),
        None,
        frozenset({2, 3}),
    ]
    assert (problem.place_all, problem.idle, problem.max_break_difference) == (True, "breaks", 2)


@pytest.mark.parametrize(
    "forbidden",
    [
        "forbidden = [{0}, {2,4}, {}];",
        "forbidden=[{ 0 },\n{0,2,4},{0}] ;",
        "forbidden = [[0], [2, 4], []];",
        "forbidden = [|0,0 |2,4 |0,0|];",
        "forbidden = [|0,0,0,0 |0,1,0,1 |0,0,0,0|];",
        "forbidden = array2d(1..3, 1..2, [0,0, 2,4, 0,0]);",
        "forbidden = array1d(1..3, [{}, {2,4}, 0..0]);",
        "forbidden = array2d(1..3, 1..4, [false,false,false,false,false,true,false,true,false,false,false,false]);",
    ],
)
def test_forbidden_slots_are_read_in_every_notation(forbidden):
    available = [one.available for one in fair(forbidden).participants]

    assert available == [None, frozenset({0, 2}), None]


@pytest.mark.parametrize(
    ("precedences", "pairs"),
    [
        ("precedences = [{}, {1}, {1,2}];", ((0, 1), (0, 2), (1, 2))),
        ("precedences = [|1,2|];", ((0, 1),)),
        ("precedences = [];", ()),
        ("precedences = [||];", ()),
        ("precedences = [{0},{0},{0}];", ()),
    ],
)
def test_precedences_are_read_as_what_comes_before(precedences, pairs):
    assert fair(precedences).precedences == pairs


@pytest.mark.parametrize("fixed", ["fixed = [0,3,0];", "fixed = [{},{3},{}]; /* kept */"])
def test_fixed_meeting_is_locked(fixed):
    assert [one.slot for one in fair(fixed).requests] == [None, 2, None]


def test_read_fair_is_planned_with_all_its_rules():
    problem = fair("forbidden = [{3},{},{}];", "fixed = [0,2,0];", "precedences = [{},{1},{}];")

    slots = [one.slot for one in sorted(plan_population(problem).meetings)]

    assert slots == [0, 3, 1]


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("nBusiness = ;", "line 1", "not_readable"),
        ("nBusiness = 2;\nnMeetings = [1, 2;", "line 2", "not_readable"),
        ("nBusiness = 2;\n\n§", "line 3", "not_readable"),
        ("nBusiness = 2;", "nMeetings", "missing_key"),
        (HEAD + "requested = [|1,2,3|];", "requested", "wrong_length"),
        (HEAD + "requested = [|1,2,9|1,3,3|2,3,3|];", "requested[1]", "unknown_session"),
        (HEAD + REQUESTED + "fixed = [1,2];", "fixed", "wrong_length"),
        (HEAD + REQUESTED + "fixed = [9,0,0];", "requests[0].slot", "no_such_slot"),
        (HEAD.replace("= 3;", "= 2;", 1) + REQUESTED, "requests[1].between", "unknown_participant"),
        (HEAD + REQUESTED + "precedences = [{2},{1},{}];", "precedences[1]", "precedence_cycle"),
    ],
)
def test_fault_is_named_with_its_place(text, place, code):
    with pytest.raises(InvalidProblem) as refusal:
        population_from_dzn(text)

    assert (place, code) in [(fault.place, fault.code) for fault in refusal.value.faults]
