"""A fair that changed a little is planned anew around the meetings it already has."""

import pytest
from tests.fairs.factories import (
    make_away,
    make_buyer,
    make_fair,
    make_forbidden,
    make_participant,
    make_pin,
    make_request,
    make_slots,
    make_supplier,
    make_tables,
)

from sangsaeng.fairs.bridge import adaptable, problem_of, two_sided
from sangsaeng.fairs.models import Pin, Population, Request, Wish
from sangsaeng.fairs.refusals.planning import CannotBeAdapted

pytestmark = pytest.mark.django_db

WISHES = (Wish.MUST, Wish.WANT, Wish.POSSIBLE)


@pytest.fixture
def fair():
    """Eight buyers, sixteen suppliers, about half of all pairs asked for, six slots, some away."""
    fair = make_fair()
    slots = make_slots(fair, 6)
    buyers = [make_buyer(fair, tables=2 if number == 0 else 1) for number in range(8)]
    suppliers = [make_supplier(fair) for _number in range(16)]
    Request.objects.bulk_create(
        Request(
            fair=fair,
            buyer=buyer,
            supplier=supplier,
            buyer_wish=WISHES[(row + 2 * column) % 3],
            supplier_wish=WISHES[(2 * row + column) % 3],
            entered_at=fair.entered_at,
            code=f"RQ{row:02d}{column:02d}",
        )
        for row, buyer in enumerate(buyers)
        for column, supplier in enumerate(suppliers)
        if (3 * row + 5 * column) % 7 < 4
    )
    for supplier in suppliers[::5]:
        make_away(supplier, *slots[:2])
    return fair


@pytest.fixture
def placed(fair):
    return problem_of(fair).plan().placed


def adapted(fair, placed):
    return adaptable(problem_of(fair)).adapt(placed)


def places(placed):
    return {(one.request.pk, one.slot.pk, one.table.pk) for one in placed}


def lower_a_limit(meeting):
    meeting.request.buyer.limit = 2
    meeting.request.buyer.save()


def keep_apart(meeting):
    make_forbidden(meeting.request.buyer, meeting.request.supplier)


def withdraw(meeting):
    Request.objects.filter(pk=meeting.request.pk).update(state="withdrawn")


def refuse(meeting):
    Request.objects.filter(pk=meeting.request.pk).update(supplier_wish=Wish.NO_THANKS)


def send_away(meeting):
    make_away(meeting.request.supplier, meeting.slot)


def pin_elsewhere(meeting):
    away = set(meeting.request.supplier.unavailabilities.values_list("slot", flat=True))
    slots = meeting.request.fair.slots
    make_pin(meeting.request, slots.exclude(pk__in=away | {meeting.slot.pk}).first())


CHANGES = [
    lower_a_limit,
    keep_apart,
    withdraw,
    refuse,
    send_away,
    pin_elsewhere,
]


def test_unchanged_fair_keeps_every_meeting(fair, placed):
    plan = adapted(fair, placed)

    assert places(plan.placed) == places(placed)
    assert plan.left == problem_of(fair).explain(placed)


@pytest.mark.parametrize("change", CHANGES)
def test_changed_fair_keeps_nearly_all_and_violates_nothing(fair, placed, change):
    change(placed[0])

    plan = adapted(fair, placed)

    problem = problem_of(fair)
    assert problem.violations(plan.placed) == []
    assert len(places(placed) - places(plan.placed)) <= len(placed) // 4
    assert problem.figures(plan.placed) == plan.figures


def test_pin_at_a_buyer_who_is_full_takes_the_place_of_another_meeting(fair, placed):
    pinned = fair.requests.exclude(pk__in=[one.request.pk for one in placed]).first()
    buyer = pinned.buyer
    has = [one.request.pk for one in placed if one.request.buyer_id == buyer.pk]
    buyer.limit = len(has)
    buyer.save()
    make_pin(pinned, fair.slots.last())

    plan = adapted(fair, placed)

    meets = {one.request.pk for one in plan.placed if one.request.buyer_id == buyer.pk}
    assert problem_of(fair).violations(plan.placed) == []
    assert pinned.pk in meets
    assert len(meets) == len(has) == len(meets & set(has)) + 1


def test_one_pin_and_one_forbidden_pair_move_far_fewer_than_planning_anew(fair, placed):
    keep_apart(placed[0])
    pin_elsewhere(placed[-1])

    kept = places(placed) & places(adapted(fair, placed).placed)
    kept_anew = places(placed) & places(problem_of(fair).plan().placed)

    assert len(placed) - len(kept) <= len(placed) // 4
    assert len(kept) > len(kept_anew)


def test_place_that_became_free_goes_to_a_request_that_was_out(fair, placed):
    out = make_request(make_buyer(fair), make_supplier(fair), buyer_wish=Wish.MUST)

    plan = adapted(fair, placed)

    assert places(placed) < places(plan.placed)
    assert out in {one.request for one in plan.placed}


def test_pinned_meeting_goes_where_it_is_pinned(fair, placed):
    pin_elsewhere(placed[0])

    [moved] = [one for one in adapted(fair, placed).placed if one.request == placed[0].request]

    assert moved.slot == Pin.objects.get().slot


def test_bound_is_that_of_every_timetable_and_reached_only_by_the_best(fair, placed):
    keep_apart(placed[0])
    best = problem_of(fair).plan()

    plan = adapted(fair, placed)

    assert (plan.bound.suppliers_met, plan.bound.weight) == (
        best.bound.suppliers_met,
        best.bound.weight,
    )
    assert plan.figures.weight <= plan.bound.weight
    assert plan.bound.is_reached == (
        (plan.figures.suppliers_met, plan.figures.weight, plan.figures.gaps)
        == (best.bound.suppliers_met, best.bound.weight, 0)
    )


def test_meetings_kept_without_a_look_at_the_limits_would_violate_them(fair, placed, monkeypatch):
    lower_a_limit(placed[0])
    monkeypatch.setattr(two_sided, "still_allowed", lambda _rows, some: list(some))

    plan = adapted(fair, placed)

    assert any("한도" in sentence for sentence in problem_of(fair).violations(plan.placed))


def test_fair_in_which_anybody_meets_anybody_is_not_adapted():
    fair = make_fair(population=Population.ONE)
    make_slots(fair, 2)
    make_tables(fair, 1)
    make_request(make_participant(fair), make_participant(fair))

    with pytest.raises(CannotBeAdapted) as refused:
        adaptable(problem_of(fair))

    assert "처음부터" in refused.value.sentence
