"""Two timetables are compared request by request."""

import pytest
from tests.fairs.factories import (
    make_buyer,
    make_fair,
    make_published,
    make_request,
    make_slots,
    make_supplier,
    make_timetable,
)

from sangsaeng.fairs.queries.timetables import changes

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair():
    return make_fair()


def codes(some):
    return [one.request_code for one in some]


def test_changes_part_added_moved_and_cancelled_and_leave_out_what_stays(fair):
    slots = make_slots(fair, 4)
    buyer = make_buyer(fair)
    stays, moves, goes, comes = (make_request(buyer, make_supplier(fair)) for _ in range(4))
    old = make_published(fair, [(stays, slots[0]), (moves, slots[1]), (goes, slots[2])])
    new = make_timetable(fair, [(stays, slots[0]), (moves, slots[3]), (comes, slots[1])])

    found = changes(old, new)

    assert (codes(found.added), codes(found.moved), codes(found.cancelled)) == (
        [comes.code],
        [moves.code],
        [goes.code],
    )
    assert len(found) == len(list(found)) == 3
    (moved,) = found.moved
    assert f"{moved.before.starts_at:%H:%M}" == "10:30"
    assert f"{moved.after.starts_at:%H:%M}" == "11:30"


def test_another_table_in_the_same_slot_is_a_move(fair):
    (slot,) = make_slots(fair, 1)
    buyer = make_buyer(fair, tables=2)
    request = make_request(buyer, make_supplier(fair))
    first, second = buyer.tables.all()

    found = changes(
        make_timetable(fair, [(request, slot, first)]),
        make_timetable(fair, [(request, slot, second)]),
    )

    assert [(one.before.table, one.after.table) for one in found.moved] == [("01", "02")]


def test_everything_is_added_where_there_was_nothing(fair):
    (slot,) = make_slots(fair, 1)
    request = make_request(make_buyer(fair), make_supplier(fair))

    found = changes(None, make_timetable(fair, [(request, slot)]))

    assert codes(found.added) == [request.code]


def test_changes_that_affect_one_participant_leave_out_the_others(fair):
    slots = make_slots(fair, 2)
    buyer = make_buyer(fair)
    own, others = make_request(buyer, make_supplier(fair)), make_request(buyer, make_supplier(fair))
    new = make_timetable(fair, [(own, slots[0]), (others, slots[1])])

    found = changes(None, new)

    assert codes(found.affecting(own.supplier.code)) == [own.code]
    assert len(found.affecting(buyer.code)) == 2
    assert set(found.participants) == {buyer.code, own.supplier.code, others.supplier.code}


@pytest.mark.parametrize("rows", [1, 3])
def test_comparing_takes_two_queries(rows, fair, django_assert_num_queries):
    (slot,) = make_slots(fair, 1)
    requests = [make_request(make_buyer(fair), make_supplier(fair)) for _ in range(rows)]
    old = make_timetable(fair, [(request, slot) for request in requests])
    new = make_timetable(fair)

    with django_assert_num_queries(2):
        changes(old, new)
