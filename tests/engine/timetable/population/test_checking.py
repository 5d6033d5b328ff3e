"""The checker finds every broken rule, and nothing in a true answer."""

from dataclasses import replace

import pytest

from sangsaeng.engine.timetable.population import (
    BREAKS,
    Obstacle,
    Participant,
    PopulationMeeting,
    PopulationProblem,
    PopulationRequest,
    PopulationUnplaced,
    check_population,
    plan_population,
)

pytestmark = pytest.mark.engine

PEOPLE = (Participant("A", available=frozenset({0, 1, 2, 3})), *map(Participant, "BCD"))
FAIR = PopulationProblem(
    5,
    PEOPLE,
    (
        PopulationRequest(("A", "B"), slot=0),
        PopulationRequest(("A", "C"), slots=frozenset({1, 2, 3, 4})),
        PopulationRequest(("B", "C")),
    ),
    tables=1,
    precedences=((0, 1),),
    max_break_difference=1,
    idle=BREAKS,
    place_all=True,
)
TRUE = plan_population(FAIR)


def codes(problem, answer):
    return {violation.code for violation in check_population(problem, answer)}


def moved(pair, slot, table=1):
    meetings = tuple(
        PopulationMeeting(pair, slot, table) if one.between == pair else one
        for one in TRUE.meetings
    )
    return replace(TRUE, meetings=meetings)


def test_true_answer_has_no_violation():
    assert codes(FAIR, TRUE) == set()


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (moved(("A", "C"), 4), "participant_away"),
        (moved(("B", "C"), 0), "participant_twice"),
        (moved(("B", "C"), 9), "no_such_slot"),
        (moved(("A", "B"), 3), "lock_broken"),
        (moved(("A", "C"), 0), "slot_not_allowed"),
        (moved(("A", "C"), 0), "out_of_order"),
        (moved(("A", "C"), 0), "over_tables"),
        (moved(("A", "C"), 0), "table_twice"),
        (moved(("A", "C"), 3, table=2), "over_tables"),
        (replace(TRUE, meetings=TRUE.meetings[1:]), "request_lost"),
        (
            replace(
                TRUE,
                meetings=(*TRUE.meetings, PopulationMeeting(("A", "D"), 4, 1)),
            ),
            "not_requested",
        ),
        (
            replace(
                TRUE,
                meetings=TRUE.meetings[1:],
                unplaced=(PopulationUnplaced(TRUE.meetings[0].between, "outranked"),),
            ),
            "not_all_placed",
        ),
        (replace(TRUE, objective=replace(TRUE.objective, meetings=9)), "wrong_count"),
        (replace(TRUE, objective=replace(TRUE.objective, weight=9.0)), "wrong_weight"),
        (replace(TRUE, objective=replace(TRUE.objective, breaks=9)), "wrong_idle"),
        (replace(TRUE, bound=replace(TRUE.bound, participants_met=1)), "beats_bound"),
        (replace(TRUE, bound=replace(TRUE.bound, weight=0.5)), "beats_bound"),
        (replace(TRUE, bound=replace(TRUE.bound, idle=9)), "beats_bound"),
        (replace(TRUE, obstacles=(Obstacle("tables", ""),)), "refused_but_placed"),
    ],
)
def test_broken_rule_is_found(answer, code):
    assert code in codes(FAIR, answer)


def test_unequal_waiting_is_found_only_beyond_the_difference():
    spread = replace(FAIR, max_break_difference=0, requests=FAIR.requests[:2], tables=None)
    answer = plan_population(replace(spread, max_break_difference=None))
    waiting = replace(
        answer,
        meetings=(PopulationMeeting(("A", "B"), 0, 1), PopulationMeeting(("A", "C"), 2, 1)),
    )

    assert "unfair" in codes(spread, waiting)
    assert "unfair" not in codes(replace(spread, max_break_difference=1), waiting)


def test_limit_is_kept_only_within_it():
    free = replace(FAIR, place_all=False, max_break_difference=None)
    limited = replace(free, participants=(Participant("A", max_meetings=1), *PEOPLE[1:]))
    answer = plan_population(free)

    assert "over_limit" in codes(limited, answer)
    assert "over_limit" not in codes(free, answer)


def test_refusal_holds_only_where_all_must_be_placed():
    refusal = replace(TRUE, meetings=(), obstacles=(Obstacle("tables", ""),))

    assert codes(FAIR, refusal) == set()
    assert codes(replace(FAIR, place_all=False), refusal) == {"refused"}
