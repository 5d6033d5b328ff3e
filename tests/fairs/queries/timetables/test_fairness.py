"""Fairness figures count meetings by participant and by slot."""

import pytest
from tests.fairs.factories import (
    make_buyer,
    make_fair,
    make_request,
    make_slots,
    make_supplier,
    make_timetable,
)

from sangsaeng.fairs.queries.timetables import fairness

pytestmark = pytest.mark.django_db


def test_fairness_tells_who_has_none_and_how_the_meetings_spread():
    fair = make_fair()
    slots = make_slots(fair, 3)
    buyer = make_buyer(fair, "한국전력공사", tables=2)
    busy = make_supplier(fair, "가온", is_first_timer=True)
    left = make_supplier(fair, "나래", is_first_timer=True)
    quiet = make_supplier(fair, "다솜")
    other = make_buyer(fair, "포스코")
    placed = [
        (make_request(buyer, busy), slots[0]),
        (make_request(other, busy), slots[1]),
    ]
    timetable = make_timetable(fair, placed, [(make_request(buyer, left), "buyer_full")])

    figures = fairness(timetable)

    assert [one.name for one in figures.without_meeting] == ["나래"]
    assert [one.code for one in figures.without_request] == [quiet.code]
    assert figures.per_supplier == ((0, 2), (1, 0), (2, 1))
    assert figures.per_buyer == ((0, 0), (1, 2))
    assert (figures.first_timers, figures.first_timers_met) == (2, 1)
    assert [(slot.taken, slot.tables) for slot in figures.slots] == [(1, 3), (1, 3), (0, 3)]
    assert [(one.name, one.requests, one.meetings) for one in figures.buyers] == [
        ("포스코", 1, 1),
        ("한국전력공사", 2, 1),
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_fairness_takes_as_many_queries_for_three_as_for_one(rows, django_assert_num_queries):
    fair = make_fair()
    slots = make_slots(fair, 3)
    buyer = make_buyer(fair)
    requests = [make_request(buyer, make_supplier(fair)) for _ in range(rows)]
    timetable = make_timetable(fair, list(zip(requests, slots, strict=False)))

    with django_assert_num_queries(5):
        fairness(timetable)
