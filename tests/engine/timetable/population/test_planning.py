"""The plan of a population is the best one there is, and says truly what it is."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.timetable.population.exhaustive import timetables, value
from tests.engine.timetable.population.strategies import populations

from sangsaeng.engine.timetable.population import (
    BREAKS,
    Participant,
    PopulationProblem,
    PopulationRequest,
    check_population,
    plan_population,
)

pytestmark = pytest.mark.engine

QUICK = settings(max_examples=60, deadline=None, derandomize=True)


def people(*names, **rules):
    return tuple(Participant(name, **rules) for name in names)


def requests(*pairs):
    return tuple(PopulationRequest(tuple(pair)) for pair in pairs)


@QUICK
@given(problem=populations(place_all=True))
def test_plan_places_all_with_least_idleness_or_proves_it_impossible(problem):
    best = max((value(problem, slots) for slots in timetables(problem)), default=None)

    answer = plan_population(problem)

    assert check_population(problem, answer) == ()
    assert answer.feasible == (best is not None)
    if best is not None:
        assert idle_of(problem, answer) == -best[2]
        assert (answer.bound.idle, answer.bound.idle_exact) == (-best[2], True)


def idle_of(problem, answer):
    reached = answer.objective
    return reached.breaks if problem.idle == BREAKS else reached.gaps


@QUICK
@given(problem=populations(place_all=False))
def test_plan_chooses_most_met_then_most_weight_within_a_bound_that_holds(problem):
    best = max(value(problem, slots) for slots in timetables(problem))

    answer = plan_population(problem)

    assert check_population(problem, answer) == ()
    assert (answer.objective.participants_met, answer.objective.weight) <= best[:2]
    assert (answer.bound.participants_met, answer.bound.weight) >= best[:2]
    if answer.bound.exact:
        assert (answer.objective.participants_met, answer.objective.weight) == best[:2]


@QUICK
@given(problem=populations(place_all=False), order=st.randoms(use_true_random=False))
def test_plan_is_the_same_whoever_is_named_how_and_comes_first(problem, order):
    renamed = {one.id: f"Q{9 - number}" for number, one in enumerate(problem.participants)}
    turned = replace(
        problem,
        participants=shuffled(
            order, [replace(one, id=renamed[one.id]) for one in problem.participants]
        ),
        requests=shuffled(
            order,
            [
                replace(one, between=tuple(renamed[name] for name in one.between))
                for one in problem.requests
            ],
        ),
        precedences=(),
    )

    first = plan_population(replace(problem, precedences=())).objective
    second = plan_population(turned).objective

    assert (first.participants_met, first.weight) == (second.participants_met, second.weight)


def shuffled(order, values):
    order.shuffle(values)
    return tuple(values)


def test_plan_is_the_same_twice():
    problem = fair_of_twelve(tables=4)

    assert plan_population(problem) == plan_population(problem)


def fair_of_twelve(**rules):
    names = [f"P{number:02}" for number in range(12)]
    pairs = [(names[a], names[(a + step) % 12]) for step in (1, 2, 3) for a in range(12)]
    return PopulationProblem(8, people(*names), requests(*pairs), **rules)


def test_published_like_fair_has_no_break_at_all():
    problem = fair_of_twelve(tables=6, idle=BREAKS, max_break_difference=2, place_all=True)

    answer = plan_population(problem)

    assert check_population(problem, answer) == ()
    assert (answer.objective.meetings, answer.objective.breaks) == (36, 0)
    assert answer.bound.idle_exact


def test_break_is_counted_only_where_it_cannot_be_avoided():
    away_at_noon = Participant("A", available=frozenset({0, 2}))
    problem = PopulationProblem(
        3, (away_at_noon, *people("B", "C")), requests("AB", "AC"), idle=BREAKS, place_all=True
    )

    answer = plan_population(problem)

    assert (answer.objective.breaks, answer.bound.idle) == (1, 1)


def test_night_is_no_gap():
    two_days = PopulationProblem(
        4,
        (Participant("A", available=frozenset({0, 3})), *people("B", "C")),
        requests("AB", "AC"),
        days=(0, 2),
        place_all=True,
    )

    assert plan_population(two_days).objective.gaps == 0
    assert plan_population(replace(two_days, days=(0,))).objective.gaps == 2


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (
            PopulationProblem(1, people("A", "B", "C"), requests("AB", "AC"), place_all=True),
            "participant_overbooked",
        ),
        (
            PopulationProblem(
                2,
                (Participant("A", available=frozenset({0})), Participant("B", frozenset({1}))),
                requests("AB"),
                place_all=True,
            ),
            "no_common_slot",
        ),
        (
            PopulationProblem(
                3,
                (*people("A"), *people("B", "C", available=frozenset({1}))),
                requests("AB", "AC"),
                place_all=True,
            ),
            "too_few_slots",
        ),
        (
            PopulationProblem(
                1, people("A", "B", "C", "D"), requests("AB", "CD"), tables=1, place_all=True
            ),
            "hall_too_small",
        ),
        (
            PopulationProblem(
                2,
                people("A", "B", "C", "D"),
                requests("AB", "CD", "AC"),
                precedences=((0, 1), (1, 2)),
                place_all=True,
            ),
            "precedences",
        ),
    ],
)
def test_refusal_names_what_is_too_much(problem, code):
    answer = plan_population(problem)

    assert code in [obstacle.code for obstacle in answer.obstacles]
    assert answer.meetings == ()


def test_precedence_moves_the_later_meeting_back():
    problem = PopulationProblem(
        2, people("A", "B", "C", "D"), requests("AB", "CD"), precedences=((1, 0),), place_all=True
    )

    slots = {one.between: one.slot for one in plan_population(problem).meetings}

    assert slots == {("C", "D"): 0, ("A", "B"): 1}


def test_lock_is_kept():
    locked = PopulationRequest(("A", "B"), slot=1)
    problem = PopulationProblem(3, people("A", "B", "C"), (locked, *requests("BC")))

    slots = {one.between: one.slot for one in plan_population(problem).meetings}

    assert slots["A", "B"] == 1
