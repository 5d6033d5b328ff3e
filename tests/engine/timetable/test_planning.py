"""The best timetable, its proof, and what does not change it."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.timetable.exact import most_value
from tests.engine.timetable.exhaustive import best_value, value
from tests.engine.timetable.strategies import fairs, fairs_with_options

from sangsaeng.engine.timetable import (
    Buyer,
    InvalidProblem,
    Options,
    Pair,
    Problem,
    Request,
    Supplier,
    check,
    plan,
)
from sangsaeng.engine.timetable.instances import Size, fair_instance

pytestmark = pytest.mark.engine

TIGHT = Size(buyers=6, suppliers=10, requests=30, slots=5)


def slot_of(answer):
    return {(one.buyer, one.supplier): one.slot for one in answer.meetings}


def reached(fair, answer):
    """What an answer reaches, in the terms of the exact solver."""
    held = Counter(one.supplier for one in answer.meetings)
    floor = fair.options.first_timer_floor
    terms = {
        "suppliers_met": answer.objective.suppliers_met,
        "weight": round(answer.objective.weight * 1_000_000),
    }
    return (
        sum(min(held[one.id], floor) for one in fair.suppliers if one.first_timer),
        *(terms[term] for term in fair.options.order[:2]),
    )


@settings(max_examples=150, deadline=None)
@given(fairs_with_options())
def test_plan_is_valid_and_truly_described(fair):
    assert check(fair, plan(fair)) == []


@settings(max_examples=150, deadline=None)
@given(fairs_with_options())
def test_plan_is_as_good_as_the_best_of_all_timetables(fair):
    answer = plan(fair)

    assert value(fair, slot_of(answer))[:3] == best_value(fair)[:3]
    assert answer.bound.exact


@settings(max_examples=100, deadline=None)
@given(fairs(most_buyers=2, most_suppliers=3, most_slots=4, most_requests=5))
def test_gaps_are_as_few_as_in_the_best_of_all_timetables_of_the_same_meetings(fair):
    answer = plan(fair)
    same = replace(
        fair,
        requests=tuple(
            asked for asked in fair.requests if (asked.buyer, asked.supplier) in slot_of(answer)
        )
        or fair.requests,
    )

    assert value(fair, slot_of(answer)) == best_value(same)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(
    "order", [("suppliers_met", "weight", "gaps"), ("weight", "suppliers_met", "gaps")]
)
def test_plan_of_a_tight_fair_equals_an_exact_solver(seed, order):
    fair = replace(fair_instance(TIGHT, seed, away=0.45), options=Options(order, seed % 3))

    answer = plan(fair)

    assert reached(fair, answer) == most_value(fair)
    assert answer.bound.exact


@pytest.mark.parametrize("seed", range(12))
def test_bound_is_never_below_what_an_exact_solver_reaches(seed, monkeypatch):
    monkeypatch.setattr("sangsaeng.engine.timetable.closing.MOST_SEATS", 0)
    fair = fair_instance(TIGHT, seed, away=0.5)

    answer = plan(fair)
    _, met, weight = most_value(fair)

    assert answer.bound.suppliers_met >= met
    if answer.objective.suppliers_met == met:
        assert round(answer.bound.weight * 1_000_000) >= weight
    if answer.bound.exact:
        assert reached(fair, answer) == most_value(fair)


def test_bound_says_whether_it_is_proved_to_be_reached(monkeypatch):
    crowd = Problem(
        slots=3,
        buyers=(Buyer("B"),),
        suppliers=(
            *(Supplier(f"S{i}", available=frozenset({0, 1})) for i in range(3)),
            Supplier("T", available=frozenset({2})),
        ),
        requests=(
            *(Request("B", f"S{i}", weight=10.0) for i in range(3)),
            Request("B", "T", weight=1.0),
        ),
    )

    proved = plan(crowd)
    monkeypatch.setattr("sangsaeng.engine.timetable.closing.MOST_SEATS", 0)
    only_bounded = plan(crowd)

    assert (proved.objective.weight, proved.bound.weight, proved.bound.exact) == (21.0, 21.0, True)
    assert (only_bounded.objective.weight, only_bounded.bound.weight) == (21.0, 30.0)
    assert not only_bounded.bound.exact
    assert only_bounded.bound.gap == pytest.approx(0.3)


@settings(max_examples=60, deadline=None)
@given(fairs(), st.randoms(use_true_random=False))
def test_plan_changes_only_names_when_participants_are_renamed_and_shuffled(fair, random):
    names = [f"N{i}" for i in range(len(fair.buyers) + len(fair.suppliers))]
    random.shuffle(names)
    old = [one.id for one in (*fair.buyers, *fair.suppliers)]
    new = dict(zip(old, names, strict=True))
    renamed = Problem(
        fair.slots,
        tuple(shuffled(random, [replace(one, id=new[one.id]) for one in fair.buyers])),
        tuple(shuffled(random, [replace(one, id=new[one.id]) for one in fair.suppliers])),
        tuple(
            shuffled(
                random,
                [
                    replace(one, buyer=new[one.buyer], supplier=new[one.supplier])
                    for one in fair.requests
                ],
            )
        ),
    )

    before, after = plan(fair), plan(renamed)

    assert before.objective == after.objective
    assert before.bound == after.bound


def test_plan_gives_the_same_meetings_to_a_renamed_fair_without_twins():
    fair = fair_instance(Size(8, 20, 70, 8), seed=5)
    new = {one.id: f"X{i * 7919 % 10007}" for i, one in enumerate((*fair.buyers, *fair.suppliers))}
    renamed = replace(
        fair,
        buyers=tuple(replace(one, id=new[one.id]) for one in reversed(fair.buyers)),
        suppliers=tuple(replace(one, id=new[one.id]) for one in reversed(fair.suppliers)),
        requests=tuple(
            replace(one, buyer=new[one.buyer], supplier=new[one.supplier])
            for one in reversed(fair.requests)
        ),
    )

    mapped = {
        (new[one.buyer], new[one.supplier], one.slot, one.table) for one in plan(fair).meetings
    }
    found = {(one.buyer, one.supplier, one.slot, one.table) for one in plan(renamed).meetings}

    assert mapped == found


def shuffled(random, values):
    random.shuffle(values)
    return values


def test_locked_request_is_kept_though_it_costs_more_than_it_brings():
    fair = Problem(
        1,
        (Buyer("B"),),
        (Supplier("S"), Supplier("T")),
        (Request("B", "S", weight=9.0), Request("B", "T", weight=0.0, slot=0)),
    )

    assert slot_of(plan(fair)) == {("B", "T"): 0}


def test_forbidden_pair_does_not_meet_though_nothing_else_is_asked():
    fair = Problem(
        1, (Buyer("B"),), (Supplier("S"),), (Request("B", "S"),), forbidden=(Pair("B", "S"),)
    )

    assert plan(fair).meetings == ()
    assert plan(replace(fair, forbidden=())).meetings != ()


def test_weight_first_gives_up_a_supplier_that_suppliers_first_meets():
    fair = Problem(
        2,
        (Buyer("B"), Buyer("C", max_meetings=1)),
        (Supplier("S"), Supplier("T")),
        (Request("B", "S", 1.0), Request("C", "S", 9.0), Request("C", "T", 1.0)),
    )
    weight_first = replace(fair, options=Options(("weight", "suppliers_met", "gaps")))

    assert plan(fair).objective.suppliers_met == 2
    assert plan(weight_first).objective.suppliers_met == 1
    assert plan(weight_first).objective.weight == 10.0


def test_floor_gives_a_first_timer_a_meeting_before_all_else():
    fair = Problem(
        1,
        (Buyer("B"),),
        (Supplier("S"), Supplier("T", first_timer=True)),
        (Request("B", "S", weight=9.0), Request("B", "T", weight=1.0)),
    )
    floored = replace(fair, options=Options(first_timer_floor=1))

    assert slot_of(plan(fair)) == {("B", "S"): 0}
    assert slot_of(plan(floored)) == {("B", "T"): 0}


def test_gaps_are_not_counted_over_night():
    fair = Problem(
        4,
        (Buyer("B", available=frozenset({0})), Buyer("C", available=frozenset({3}))),
        (Supplier("S"),),
        (Request("B", "S"), Request("C", "S")),
    )

    assert plan(fair).objective.gaps == 2
    assert plan(replace(fair, days=(0, 2))).objective.gaps == 0


def test_plan_refuses_an_invalid_problem():
    with pytest.raises(InvalidProblem) as refusal:
        plan(Problem(0, (), (), ()))

    codes = [fault.code for fault in refusal.value.faults]
    assert codes == ["no_slots", "no_buyers", "no_suppliers", "no_requests"]
