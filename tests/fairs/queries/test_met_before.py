"""Who met whom before: at fairs that are over, as far as it is known what was held."""

from datetime import date

import pytest
from tests.fairs.after_the_day import mark, mark_both, note
from tests.fairs.factories import (
    make_buyer,
    make_fair,
    make_participant,
    make_published,
    make_request,
    make_slots,
    make_supplier,
    make_tables,
)

from sangsaeng.fairs.models import Population
from sangsaeng.fairs.queries.met_before import earlier_meetings, known_organizations, met_before

pytestmark = pytest.mark.django_db

LAST_YEAR, THIS_YEAR = date(2025, 11, 21), date(2026, 11, 25)


def held_fair(*pairs, on=LAST_YEAR, **fields):
    """A fair that was published, with a meeting for each pair of organizations."""
    fair = make_fair(**fields)
    slots = make_slots(fair, max(len(pairs), 1), on=on)
    placed = [
        (make_request(_buyer(fair, buyer), _supplier(fair, supplier)), slot)
        for (buyer, supplier), slot in zip(pairs, slots, strict=False)
    ]
    make_published(fair, placed)
    return fair, [request for request, _slot in placed]


def _buyer(fair, organization):
    return fair.participants.filter(organization=organization).first() or make_buyer(
        fair, organization=organization
    )


def _supplier(fair, organization):
    return fair.participants.filter(organization=organization).first() or make_supplier(
        fair, organization=organization
    )


@pytest.fixture
def fair():
    """This year's fair with two buyers and two suppliers."""
    fair = make_fair()
    make_slots(fair, 1, on=THIS_YEAR)
    fair.buyers = [make_buyer(fair).organization for _ in range(2)]
    fair.suppliers = [make_supplier(fair).organization for _ in range(2)]
    return fair


def test_a_place_in_the_last_timetable_counts_where_nobody_kept_marks(fair):
    held_fair((fair.buyers[0], fair.suppliers[0]))

    pair = fair.buyers[0].pk, fair.suppliers[0].pk
    assert met_before(fair) == {pair: LAST_YEAR, pair[::-1]: LAST_YEAR}
    assert not earlier_meetings(fair)[pair].is_confirmed


def test_where_marks_were_kept_only_what_was_held_counts(fair):
    (buyer, other), (supplier, absent) = fair.buyers, fair.suppliers
    _earlier, (held, missed, unmarked) = held_fair(
        (buyer, supplier), (buyer, absent), (other, supplier)
    )
    mark_both(held, "late")
    mark(missed, missed.buyer, "present")
    mark(missed, missed.supplier, "absent")

    assert set(met_before(fair)) == {(buyer.pk, supplier.pk), (supplier.pk, buyer.pk)}
    assert earlier_meetings(fair)[buyer.pk, supplier.pk].is_confirmed
    assert unmarked.meetings.exists()


def test_a_note_says_that_a_meeting_was_held(fair):
    _earlier, (request, other) = held_fair(
        (fair.buyers[0], fair.suppliers[0]), (fair.buyers[1], fair.suppliers[1])
    )
    note(request, request.supplier)
    note(other, other.supplier, was_held=False)

    assert (fair.buyers[0].pk, fair.suppliers[0].pk) in met_before(fair)
    assert (fair.buyers[1].pk, fair.suppliers[1].pk) not in met_before(fair)


def test_the_latest_mark_holds(fair):
    _earlier, (request, another) = held_fair(
        (fair.buyers[0], fair.suppliers[0]), (fair.buyers[0], fair.suppliers[1])
    )
    mark_both(request)
    mark(request, request.supplier, "unmarked")
    mark_both(another, "absent")
    mark_both(another)

    assert set(met_before(fair)) == {
        (fair.buyers[0].pk, fair.suppliers[1].pk),
        (fair.suppliers[1].pk, fair.buyers[0].pk),
    }


def test_the_last_of_several_meetings_is_told(fair):
    pair = fair.buyers[0], fair.suppliers[0]
    held_fair(pair, on=date(2024, 11, 1))
    held_fair(pair, on=LAST_YEAR)
    held_fair(pair, on=date(2023, 11, 1))

    assert met_before(fair)[pair[0].pk, pair[1].pk] == LAST_YEAR


def test_only_fairs_that_are_over_before_the_first_day_count(fair):
    pair = fair.buyers[0], fair.suppliers[0]
    held_fair(pair, on=THIS_YEAR)
    held_fair(pair, on=date(2027, 1, 5))
    planned, _requests = held_fair(pair)
    planned.state = "planning"
    planned.save()

    assert met_before(fair) == {}


def test_a_sample_is_no_past_of_a_real_fair(fair):
    pair = fair.buyers[0], fair.suppliers[0]
    held_fair(pair, is_sample=True)
    assert met_before(fair) == {}

    fair.is_sample = True
    fair.save()
    assert (pair[0].pk, pair[1].pk) in met_before(fair)


def test_who_met_among_one_population_has_met_in_either_order(fair):
    exchange = make_fair(population=Population.ONE)
    slot, *_ = make_slots(exchange, 1, on=LAST_YEAR)
    # The supplier comes first there, so that it stands on the other side of the request.
    first = make_participant(exchange, organization=fair.suppliers[0])
    second = make_participant(exchange, organization=fair.buyers[0])
    request = make_request(first, second)
    make_published(exchange, [(request, slot, make_tables(exchange)[0])])

    assert (fair.buyers[0].pk, fair.suppliers[0].pk) in met_before(fair)


def test_an_organization_is_known_once_it_took_part(fair):
    held_fair((fair.buyers[0], fair.suppliers[0]))

    assert known_organizations(fair) == {fair.buyers[0].pk, fair.suppliers[0].pk}


@pytest.mark.parametrize("fairs", [1, 3])
def test_met_before_takes_as_many_queries_for_three_fairs_as_for_one(
    fair, fairs, django_assert_num_queries
):
    for year in range(fairs):
        _earlier, (request, _other) = held_fair(
            (fair.buyers[0], fair.suppliers[0]),
            (fair.buyers[1], fair.suppliers[1]),
            on=date(2022 + year, 11, 1),
        )
        mark_both(request)

    with django_assert_num_queries(9):
        met_before(fair)
