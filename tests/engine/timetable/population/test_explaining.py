"""The reason of every unplaced pair is true: without it the pair would meet."""

from dataclasses import replace

import pytest

from sangsaeng.engine.timetable.population import (
    Participant,
    PopulationProblem,
    PopulationRequest,
    plan_population,
)

pytestmark = pytest.mark.engine


def reasons(problem):
    return {left.between: left.reason for left in plan_population(problem).unplaced}


def asked(first, second, weight=1.0, **rules):
    return PopulationRequest((first, second), weight=weight, **rules)


def people(names, **rules):
    return tuple(Participant(name, **rules) for name in names)


def test_full_participant_is_the_reason_until_its_limit_rises():
    busy = Participant("A", max_meetings=1)
    problem = PopulationProblem(3, (busy, *people("BC")), (asked("A", "B", 2), asked("A", "C")))

    assert reasons(problem) == {("A", "C"): "participant_full"}

    eased = replace(problem, participants=people("ABC"))
    assert reasons(eased) == {}


def test_missing_common_slot_is_the_reason_until_one_is_shared():
    early, late = Participant("A", frozenset({0})), Participant("B", frozenset({1}))
    problem = PopulationProblem(2, (early, late), (asked("A", "B"),))

    assert reasons(problem) == {("A", "B"): "no_common_slot"}

    assert reasons(replace(problem, participants=people("AB"))) == {}


def test_full_hall_is_the_reason_until_a_table_is_added():
    problem = PopulationProblem(1, people("ABCD"), (asked("A", "B", 2), asked("C", "D")), tables=1)

    assert reasons(problem) == {("C", "D"): "hall_full"}

    assert reasons(replace(problem, tables=2)) == {}


def test_heavier_meeting_is_the_reason_until_it_is_gone():
    only_first = frozenset({0})
    problem = PopulationProblem(
        2,
        people("ABC"),
        (asked("A", "B", 2, slots=only_first), asked("A", "C", slots=only_first)),
    )

    left = plan_population(problem).unplaced

    assert [(one.between, one.reason) for one in left] == [(("A", "C"), "outranked")]
    assert left[0].facts == {"by": [["A", "B"]]}
    assert reasons(replace(problem, requests=problem.requests[1:])) == {}


def test_wish_of_weight_zero_is_not_placed_until_it_weighs():
    problem = PopulationProblem(1, people("AB"), (asked("A", "B", 0),))

    assert reasons(problem) == {("A", "B"): "not_wanted"}

    assert reasons(replace(problem, requests=(asked("A", "B"),))) == {}


def test_slots_blocked_on_both_sides_are_the_reason_until_both_are_free():
    first = frozenset({0})
    problem = PopulationProblem(
        2,
        people("ABCD"),
        (
            asked("A", "C", 9, slots=first),
            asked("B", "D", 9, slots=first),
            asked("A", "B", 1, slots=first),
        ),
    )

    assert reasons(problem) == {("A", "B"): "no_free_slot"}

    assert reasons(replace(problem, requests=problem.requests[2:])) == {}
