"""Every reason is tried: what it names is taken away, and the pair meets."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from tests.engine.timetable.exhaustive import value
from tests.engine.timetable.strategies import fairs_with_options

from sangsaeng.engine.timetable import (
    Buyer,
    InvalidProblem,
    Meeting,
    Options,
    Pair,
    Problem,
    Request,
    Supplier,
    explain,
    plan,
)
from sangsaeng.engine.timetable.instances import Size, fair_instance
from sangsaeng.engine.timetable.validity import require_valid

pytestmark = pytest.mark.engine


def slot_of(answer):
    return {(one.buyer, one.supplier): one.slot for one in answer.meetings}


def locked(fair, places):
    """The fair in which exactly the given pairs are asked for, each locked in its slot."""
    weights = {(asked.buyer, asked.supplier): asked.weight for asked in fair.requests}
    return replace(
        fair,
        requests=tuple(Request(*pair, weights[pair], slot) for pair, slot in places.items()),
    )


def with_buyer(fair, name, **changes):
    buyers = tuple(replace(one, **changes) if one.id == name else one for one in fair.buyers)
    return replace(fair, buyers=buyers)


def with_supplier(fair, name, **changes):
    suppliers = tuple(replace(one, **changes) if one.id == name else one for one in fair.suppliers)
    return replace(fair, suppliers=suppliers)


def is_possible(fair):
    try:
        require_valid(fair)
    except InvalidProblem:
        return False
    return True


def with_slot_for(fair, buyer, supplier):
    """The fair with one more slot, in which only these two are available."""
    last = frozenset({fair.slots})
    every = frozenset(range(fair.slots))
    own = {
        one.id: every if one.available is None else one.available
        for one in (*fair.buyers, *fair.suppliers)
    }
    return replace(
        fair,
        slots=fair.slots + 1,
        buyers=tuple(
            replace(one, available=own[one.id] | (last if one.id == buyer else frozenset()))
            for one in fair.buyers
        ),
        suppliers=tuple(
            replace(one, available=own[one.id] | (last if one.id == supplier else frozenset()))
            for one in fair.suppliers
        ),
    )


def verify_forbidden(fair, _answer, left):
    pair = Pair(left.buyer, left.supplier)
    lifted = replace(fair, forbidden=tuple(one for one in fair.forbidden if one != pair))
    again = {(one.buyer, one.supplier): one.reason for one in plan(lifted).unplaced}

    assert pair in fair.forbidden
    assert again.get((left.buyer, left.supplier)) != "forbidden"


def verify_not_wanted(fair, _answer, left):
    [asked] = [r for r in fair.requests if (r.buyer, r.supplier) == (left.buyer, left.supplier)]

    assert asked.weight == 0


def verify_absent(fair, _answer, left):
    limits = {one.id: one.max_meetings for one in (*fair.buyers, *fair.suppliers)}

    assert limits[left.buyer if left.reason == "buyer_absent" else left.supplier] == 0


def verify_no_common_slot(fair, _answer, left):
    every = frozenset(range(fair.slots))
    slots = [
        every if one.available is None else one.available
        for one in (*fair.buyers, *fair.suppliers)
        if one.id in (left.buyer, left.supplier)
    ]

    assert not slots[0] & slots[1]


def verify_buyer_full(fair, answer, left):
    [buyer] = [one for one in fair.buyers if one.id == left.buyer]
    with_it = slot_of(answer) | {(left.buyer, left.supplier): left.facts["slot"]}
    limit = None if buyer.max_meetings is None else buyer.max_meetings + 1
    roomier = with_buyer(fair, buyer.id, tables=buyer.tables + 1, max_meetings=limit)

    assert not is_possible(locked(fair, with_it))
    assert slot_of(plan(locked(roomier, with_it))) == with_it


def verify_supplier_full(fair, answer, left):
    [supplier] = [one for one in fair.suppliers if one.id == left.supplier]
    limit = None if supplier.max_meetings is None else supplier.max_meetings + 1
    freer = with_supplier(fair, supplier.id, max_meetings=limit)
    if left.facts["by"] == "slots":
        fair, freer = (with_slot_for(one, left.buyer, left.supplier) for one in (fair, freer))
    slot = left.facts.get("slot", fair.slots - 1)
    with_it = slot_of(answer) | {(left.buyer, left.supplier): slot}

    assert left.facts["by"] == "slots" or not is_possible(locked(fair, with_it))
    assert slot_of(plan(locked(freer, with_it))) == with_it


def verify_no_free_slot(fair, _answer, left):
    again = plan(with_slot_for(fair, left.buyer, left.supplier))

    assert slot_of(again)[left.buyer, left.supplier] == fair.slots


def verify_outranked(fair, answer, left):
    rivals = {(one["buyer"], one["supplier"]) for one in left.facts["meetings"]}
    pair, slot = (left.buyer, left.supplier), left.facts["slot"]
    instead = {p: k for p, k in slot_of(answer).items() if p not in rivals} | {pair: slot}

    assert 1 <= len(rivals) <= 2
    assert is_possible(locked(fair, instead))
    assert value(fair, instead)[:3] <= value(fair, slot_of(answer))[:3]


VERIFY = {
    "forbidden": verify_forbidden,
    "not_wanted": verify_not_wanted,
    "buyer_absent": verify_absent,
    "supplier_absent": verify_absent,
    "no_common_slot": verify_no_common_slot,
    "buyer_full": verify_buyer_full,
    "supplier_full": verify_supplier_full,
    "no_free_slot": verify_no_free_slot,
    "outranked": verify_outranked,
}


@settings(max_examples=150, deadline=None)
@given(fairs_with_options())
def test_every_reason_of_a_random_fair_is_true(fair):
    answer = plan(fair)
    for left in answer.unplaced:
        VERIFY[left.reason](fair, answer, left)


@pytest.mark.parametrize("seed", range(10))
def test_every_reason_of_a_tight_fair_is_true(seed):
    fair = fair_instance(Size(6, 10, 34, 5), seed, away=0.4)
    answer = plan(fair)

    for left in answer.unplaced:
        VERIFY[left.reason](fair, answer, left)


@settings(max_examples=60, deadline=None)
@given(fairs_with_options())
def test_forcing_an_unplaced_request_is_never_better(fair):
    answer = plan(fair)
    for left in answer.unplaced:
        if left.reason in ("outranked", "buyer_full", "supplier_full", "no_free_slot"):
            best = value(fair, slot_of(answer))[:3]
            for forced in forcings(fair, left):
                assert value(fair, slot_of(plan(forced)))[:3] <= best


def forcings(fair, left):
    """The fairs in which the request is locked in one of the slots it could have."""
    for slot in range(fair.slots):
        forced = replace(
            fair,
            requests=tuple(
                replace(one, slot=slot)
                if (one.buyer, one.supplier) == (left.buyer, left.supplier)
                else one
                for one in fair.requests
            ),
        )
        if is_possible(forced):
            yield forced


def test_every_request_is_either_placed_or_explained():
    fair = fair_instance("S", seed=4)
    answer = plan(fair)

    asked = {(one.buyer, one.supplier) for one in fair.requests}
    told = {(one.buyer, one.supplier) for one in answer.unplaced}
    assert told | set(slot_of(answer)) == asked
    assert not told & set(slot_of(answer))


def test_buyer_full_tells_limit_from_tables():
    fair = Problem(
        2,
        (Buyer("B", max_meetings=1),),
        (Supplier("S"), Supplier("T")),
        (Request("B", "S", 2.0), Request("B", "T")),
    )
    [by_limit] = plan(fair).unplaced
    [by_tables] = plan(replace(fair, slots=1, buyers=(Buyer("B"),))).unplaced

    assert (by_limit.reason, by_limit.facts["by"]) == ("buyer_full", "limit")
    assert (by_tables.reason, by_tables.facts["by"]) == ("buyer_full", "tables")


def test_supplier_full_tells_limit_from_slots():
    fair = Problem(
        2,
        (Buyer("B"), Buyer("C")),
        (Supplier("S", max_meetings=1),),
        (Request("B", "S", 2.0), Request("C", "S")),
    )
    [by_limit] = plan(fair).unplaced
    [by_slots] = plan(replace(fair, slots=1, suppliers=(Supplier("S"),))).unplaced

    assert (by_limit.reason, by_limit.facts["by"]) == ("supplier_full", "limit")
    assert (by_slots.reason, by_slots.facts["by"]) == ("supplier_full", "slots")


def test_outranked_names_the_meetings_that_it_would_cost():
    fair = Problem(
        1,
        (Buyer("B"), Buyer("C")),
        (Supplier("S"), Supplier("T")),
        (Request("B", "S", 3.0), Request("C", "T", 3.0), Request("B", "T", 1.0)),
    )
    [left] = plan(fair).unplaced

    assert left.reason == "outranked"
    assert {(one["buyer"], one["supplier"]) for one in left.facts["meetings"]} == {
        ("B", "S"),
        ("C", "T"),
    }


def test_explain_tells_that_a_pair_left_out_by_hand_could_meet():
    fair = Problem(1, (Buyer("B"),), (Supplier("S"),), (Request("B", "S"),))
    [left] = explain(fair, ())

    assert (left.reason, left.facts["slot"]) == ("placeable", 0)
    assert explain(fair, (Meeting("B", "S", 0, 1),)) == ()


def test_floor_outranks_weight():
    fair = Problem(
        1,
        (Buyer("B"), Buyer("C")),
        (Supplier("S"), Supplier("T", first_timer=True)),
        (Request("B", "S", 9.0), Request("B", "T", 1.0)),
        options=Options(first_timer_floor=1),
    )
    [left] = plan(fair).unplaced

    assert (left.supplier, left.reason) == ("S", "buyer_full")
