"""What a participant is told of its unplaced requests tells of its own side alone."""

import pytest
from tests.fairs.factories import (
    make_away,
    make_buyer,
    make_fair,
    make_forbidden,
    make_published,
    make_request,
    make_slots,
    make_supplier,
    make_timetable,
)

from sangsaeng.fairs.models import Request, Unplaced, Wish
from sangsaeng.fairs.queries.timetables import unplaced_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair():
    return make_fair()


def told(participant, timetable):
    return [(one.counterpart, one.code) for one in unplaced_for(participant, timetable)]


def test_unplaced_request_is_told_with_the_counterpart_and_a_neutral_reason(fair):
    make_slots(fair)
    request = make_request(make_buyer(fair, "포스코"), make_supplier(fair))
    timetable = make_published(fair, left=[(request, "outranked", {"by": ["S2"]})])

    (left,) = unplaced_for(request.supplier, timetable)

    assert (left.counterpart, left.code) == ("포스코", "no_place")
    assert left.sentence == "상대 기업의 상담 시간에 자리가 나지 않았습니다."


@pytest.mark.parametrize(
    ("own", "code"),
    [
        ({"limit": 1}, "own_limit"),
        ({"away": 3}, "own_full"),
        ({"away": 4, "meets": False}, "own_absent"),
        ({"wish": Wish.NO_THANKS}, "own_not_wanted"),
    ],
)
def test_what_stands_in_the_way_on_ones_own_side_is_said(own, code, fair):
    slots = make_slots(fair, 4)
    supplier = make_supplier(fair, limit=own.get("limit"))
    make_away(supplier, *slots[4 - own.get("away", 0) :])
    left = make_request(
        make_buyer(fair, "포스코"), supplier, supplier_wish=own.get("wish", Wish.WANT)
    )
    placed = [(make_request(make_buyer(fair), supplier), slots[0])] if own.get("meets", 1) else []

    timetable = make_published(fair, placed, [(left, "supplier_full")])

    assert told(supplier, timetable) == [("포스코", code)]


def test_the_limit_of_the_fair_counts_where_there_is_no_own(fair):
    fair.supplier_limit = 1
    slots = make_slots(fair)
    supplier = make_supplier(fair)
    placed = make_request(make_buyer(fair), supplier)
    make_request(make_buyer(fair, "포스코"), supplier)

    timetable = make_published(fair, [(placed, slots[0])])

    assert told(supplier, timetable) == [("포스코", "own_limit")]


def test_placed_withdrawn_and_others_requests_are_not_listed(fair):
    slots = make_slots(fair)
    supplier = make_supplier(fair)
    placed = make_request(make_buyer(fair), supplier)
    make_request(make_buyer(fair), supplier, state="withdrawn")
    make_request(make_buyer(fair), make_supplier(fair))

    timetable = make_published(fair, [(placed, slots[0])])

    assert told(supplier, timetable) == []


@pytest.mark.parametrize(
    "world",
    ["forbidden", "not_wanted", "ranked", "buyer_full", "kept_silent"],
)
def test_worlds_that_differ_in_what_is_secret_look_the_same(world, fair):
    slots = make_slots(fair)
    supplier = make_supplier(fair, "한빛정밀")
    buyers = [make_buyer(fair, name) for name in ("포스코", "한국전력공사", "가스공사")]
    requests = [make_request(buyer, supplier) for buyer in buyers]
    timetable = make_published(
        fair, [(requests[0], slots[0])], [(one, "no_free_slot") for one in requests[1:]]
    )
    open_world = repr(unplaced_for(supplier, timetable))

    _keep_secret(world, requests[2], timetable)

    assert repr(unplaced_for(supplier, timetable)) == open_world
    assert open_world.count("no_place") == 2


def _keep_secret(world, request, timetable):
    reasons = Unplaced.objects.filter(timetable=timetable, request=request)
    if world == "forbidden":
        make_forbidden(request.buyer, request.supplier, "거래 분쟁")
        reasons.update(reason="forbidden", detail={"reason": "거래 분쟁"})
    elif world == "not_wanted":
        Request.objects.filter(pk=request.pk).update(buyer_wish=Wish.NO_THANKS)
        reasons.update(reason="not_wanted")
    elif world == "ranked":
        # The engine's order of reasons would tell who was ranked before whom.
        reasons.delete()
        Unplaced.objects.create(
            timetable=timetable, request=request, reason="outranked", detail={"by": ["S9"]}
        )
    elif world == "buyer_full":
        Request.objects.filter(pk=request.pk).update(buyer_wish=Wish.POSSIBLE)
        make_away(request.buyer, *timetable.fair.slots.all())
        reasons.update(reason="buyer_full", detail={"slots": 4})
    else:
        reasons.delete()


def test_a_draft_is_read_by_when_it_was_made(fair, later):
    slots = make_slots(fair)
    supplier = make_supplier(fair)
    placed = make_request(make_buyer(fair), supplier)
    make_request(make_buyer(fair), supplier, entered_at=later)

    assert told(supplier, make_timetable(fair, [(placed, slots[0])])) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_what_is_left_takes_as_many_queries_for_three_as_for_one(
    rows, fair, django_assert_num_queries
):
    make_slots(fair)
    supplier = make_supplier(fair)
    for _ in range(rows):
        make_request(make_buyer(fair), supplier)
    timetable = make_published(fair)

    with django_assert_num_queries(5):
        unplaced_for(supplier, timetable)
