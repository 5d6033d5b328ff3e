"""Who waits for a free place, the best first; what keeps a pair from it, each by its cause."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.fairs.factories import (
    FAIR_DAY,
    make_away,
    make_buyer,
    make_fair,
    make_forbidden,
    make_hall,
    make_mark,
    make_meeting,
    make_offer,
    make_opening,
    make_request,
    make_session,
    make_slots,
    make_supplier,
    make_tables,
)
from tests.fairs.factories_after import make_no_show
from tests.fairs.floor import make_day, make_day_of_one_population

from sangsaeng.fairs.queries.the_day.floor import read_floor
from sangsaeng.fairs.queries.the_day.waiting import candidates_for, places_for, why_nowhere

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    return make_day()


def opened(day, slot=0):
    """The absent supplier's place, free, with nobody asked yet."""
    day.fair.timetables.get().meetings.filter(request=day.absent).delete()
    return make_opening(day.fair, day.slots[slot], day.table, day.absent)


def line(day, opening, at=None):
    """The names of those who wait, the best first."""
    floor = read_floor(day.fair, at or day.at)
    return [one.request.supplier.organization.name for one in candidates_for(floor, opening)]


def kept_from(day, request, slot=0, at=None, table=None):
    """What keeps the pair from the place."""
    found = read_floor(day.fair, at or day.at).hindrance(
        request, day.slots[slot], table or day.table
    )
    return (found.code, found.party) if found else None


def reserve(day, request, opening, at=None):
    """Why the pair is not asked about the place."""
    found = read_floor(day.fair, at or day.at).reserve(request, opening)
    return found.code if found else None


def test_who_wishes_it_more_stands_first_and_the_absent_one_does_not_stand_at_all(day):
    assert line(day, opened(day)) == ["나래소재", "다솔화학"]


def test_among_equal_wishes_fewer_meetings_then_first_timers_then_who_is_here(day):
    opening, equal = opened(day), {"supplier_wish": "must"}
    busy = make_request(day.buyer, make_supplier(day.fair, "라온시스템"), **equal)
    new = make_request(day.buyer, make_supplier(day.fair, "마루테크", is_first_timer=True), **equal)
    other = make_request(make_buyer(day.fair, "두리중공업"), busy.supplier)
    make_meeting(day.fair.timetables.get(), other, day.slots[3])
    here = make_request(day.buyer, make_supplier(day.fair, "바름소재"), **equal)
    for one in (here, busy):
        make_mark(one.supplier, "arrived", day.at)

    later = make_opening(day.fair, day.slots[2], day.table, day.absent)

    assert line(day, later) == ["마루테크", "바름소재", "나래소재", "라온시스템", "다솔화학"]
    assert line(day, opening)[0] == "바름소재"
    assert new.supplier.is_first_timer


def test_reasons_are_data_in_the_order_in_which_they_count(day):
    day.first.supplier.is_first_timer = True
    day.first.supplier.save()
    make_mark(day.first.supplier, "arrived", day.at)
    make_mark(day.buyer, "arrived", day.at)

    opening = opened(day)

    [best, *_rest] = candidates_for(read_floor(day.fair, day.at), opening)

    assert [(one.code, one.number) for one in best.reasons] == [
        ("weight", 60),
        ("no_meeting", None),
        ("first_timer", None),
        ("arrived", None),
    ]
    assert best.reasons[0].words == "희망도 60"


def test_reasons_tell_the_desk_nothing_of_absences_at_earlier_fairs(day):
    day.fair.no_show_cost = 50
    day.fair.save()
    make_slots(earlier := make_fair(), 1, on=FAIR_DAY - timedelta(days=90))
    make_no_show(make_supplier(earlier, organization=day.first.supplier.organization))

    opening = opened(day)

    found = candidates_for(read_floor(day.fair, day.at), opening)

    told = {one.request.pk: one.reasons[0].number for one in found}
    assert told == {day.first.pk: 60, day.second.pk: 40}
    assert [one.request for one in found] == [day.second, day.first]


def test_request_without_weight_or_standing_does_not_wait(day):
    day.first.supplier_wish = "no_thanks"
    day.first.save()
    day.second.state = "withdrawn"
    day.second.save()

    assert line(day, opened(day)) == []


@pytest.mark.parametrize("state", ["declined", "expired", "withdrawn"])
def test_only_asked_and_accepted_requests_wait(day, state):
    opening = opened(day)
    day.first.state = state
    day.first.save()

    assert line(day, opening) == ["다솔화학"]


def test_forbidden_pair_does_not_meet(day):
    opening = opened(day)
    make_forbidden(day.buyer, day.first.supplier)

    assert kept_from(day, day.first) == ("forbidden", None)
    assert line(day, opening) == ["다솔화학"]


def test_table_of_another_buyer_is_no_place(day):
    other = make_buyer(day.fair)

    assert kept_from(day, day.first, 1, table=other.tables.get()) == ("another_table", None)


def test_second_table_of_the_same_buyer_is_a_place():
    day = make_day(tables=2)
    [_first, second] = day.buyer.tables.all()

    assert kept_from(day, day.first) == ("table_taken", None)
    assert kept_from(day, day.first, table=second) is None


def test_away_in_session_or_elsewhere_is_not_free(day):
    supplier = day.first.supplier
    make_away(supplier, day.slots[1])
    make_session(day.fair, supplier, starts_at=day.slots[2].starts_at, ends_at=day.slots[2].ends_at)
    other = make_request(make_buyer(day.fair), supplier)
    make_meeting(day.fair.timetables.get(), other, day.slots[3])

    assert kept_from(day, day.first, 1) == ("away", supplier)
    assert kept_from(day, day.first, 2) == ("away", supplier)
    assert kept_from(day, day.first, 3) == ("busy", supplier)


def test_buyer_who_is_away_hinders_too(day):
    make_away(day.buyer, day.slots[1])

    assert kept_from(day, day.first, 1) == ("away", day.buyer)


@pytest.mark.parametrize("side", ["supplier", "buyer"])
def test_limit_of_either_side_is_kept(day, side):
    party = getattr(day.first, side)
    other = make_request(
        day.buyer if side == "buyer" else make_buyer(day.fair),
        party if side == "supplier" else make_supplier(day.fair),
    )
    make_meeting(day.fair.timetables.get(), other, day.slots[3])
    party.limit = 2 if side == "buyer" else 1
    party.save()

    assert kept_from(day, day.first, 1) == ("full", party)


def test_limit_of_the_side_holds_where_there_is_no_own(day):
    day.fair.buyer_limit = 1
    day.fair.save()

    assert kept_from(day, day.first, 1) == ("full", day.buyer)


@pytest.mark.parametrize(("kind", "of_meeting"), [("left", False), ("absent", True)])
def test_who_left_or_did_not_come_is_not_there_until_seen_again(day, kind, of_meeting):
    supplier = day.first.supplier
    make_mark(supplier, kind, day.at, request=day.first if of_meeting else None)

    assert kept_from(day, day.first, 1) == ("gone", supplier)
    make_mark(supplier, "arrived", day.at + timedelta(minutes=1))
    assert kept_from(day, day.first, 1) is None


def test_mark_that_was_removed_says_nothing(day):
    make_mark(day.first.supplier, "absent", day.at, request=day.first)
    make_mark(day.first.supplier, "unmarked", day.at + timedelta(seconds=9), request=day.first)

    assert kept_from(day, day.first, 1) is None


def test_marks_of_another_day_say_nothing(day):
    make_mark(day.first.supplier, "left", day.at - timedelta(days=1))

    assert kept_from(day, day.first, 1) is None


def test_once_a_place_runs_who_is_here_comes_before_who_wishes_it_more(day):
    opening = opened(day)
    make_mark(day.second.supplier, "arrived", day.at)

    assert line(day, opening) == ["다솔화학", "나래소재"]
    assert line(day, opening, day.slots[0].starts_at - timedelta(minutes=1)) == [
        "나래소재",
        "다솔화학",
    ]


def test_running_place_is_offered_while_half_of_it_is_left(day):
    opening, begins = opened(day), day.slots[0].starts_at

    assert line(day, opening, begins + timedelta(minutes=15)) == ["나래소재", "다솔화학"]
    assert line(day, opening, begins + timedelta(minutes=15, seconds=1)) == []
    late = begins + timedelta(minutes=29)
    assert kept_from(day, day.first, at=late) is None
    assert kept_from(day, day.first, at=begins + timedelta(minutes=30)) == ("over", None)


def test_hall_that_runs_behind_has_its_own_clock(day):
    hall = day.table.hall
    hall.behind_minutes = 10
    hall.save()
    begins = day.slots[0].starts_at

    assert line(day, opened(day), begins + timedelta(minutes=25)) == ["나래소재", "다솔화학"]
    assert kept_from(day, day.first, at=begins + timedelta(minutes=39)) is None


def test_lost_table_is_no_place_from_then_on(day):
    day.table.lost_from = day.slots[2]
    day.table.save()

    assert kept_from(day, day.first, 1) is None
    assert kept_from(day, day.first, 2) == ("table_lost", None)


def test_who_is_asked_about_the_same_hour_is_asked_about_nothing_else():
    day = make_day(tables=2)
    opening = opened(day)
    [_first, second] = day.buyer.tables.all()
    other = make_opening(day.fair, day.slots[0], second, day.absent)
    make_offer(other, day.first, made_at=day.at)

    assert reserve(day, day.first, opening) == "offered_another"
    assert reserve(day, day.first, opening, day.at + timedelta(minutes=5)) is None


def test_open_offer_counts_toward_the_limit(day):
    opening = opened(day)
    day.first.supplier.limit = 1
    day.first.supplier.save()
    other = make_request(make_buyer(day.fair), day.first.supplier)
    elsewhere = make_opening(day.fair, day.slots[2], other.buyer.tables.get(), day.absent)
    make_offer(elsewhere, other, made_at=day.at)

    assert reserve(day, day.first, opening) == "full"


def test_pair_is_asked_once_about_a_place(day):
    opening = opened(day)
    make_offer(opening, day.first, state="declined", made_at=day.at)

    assert line(day, opening) == ["다솔화학"]


@pytest.mark.parametrize(
    ("cause", "waits"), [("absent", False), ("called_off", False), ("late", True)]
)
def test_meeting_that_was_late_waits_again_and_one_given_up_does_not(day, cause, waits):
    opening = opened(day)
    opening.cause = cause
    opening.save()

    assert ("가온정밀" in line(day, opening)) is waits


def test_one_population_seats_both_and_uses_any_table():
    day = make_day_of_one_population()
    busy = make_request(day.first.buyer, day.buyer)
    second_table = day.fair.tables.last()
    make_meeting(day.fair.timetables.get(), busy, day.slots[1], day.table)

    assert kept_from(day, day.first, 1, table=second_table) == ("busy", day.first.buyer)
    assert kept_from(day, day.first, 2, table=second_table) is None
    assert kept_from(day, day.second, 0, table=second_table) == ("busy", day.buyer)


def test_places_are_told_by_time_and_those_asked_about_come_last():
    day = make_day(tables=2)
    [_first, second] = day.buyer.tables.all()
    offered = make_opening(day.fair, day.slots[1], day.table, day.absent)
    make_offer(offered, day.second, made_at=day.at)

    found = places_for(day.first, day.at)

    assert [(day.slots.index(one.slot), one.table.label) for one in found][:3] == [
        (0, second.label),
        (1, second.label),
        (1, day.table.label),
    ]
    assert found[2].offered_to == day.second
    assert len(found) == 7


def test_two_without_any_place_are_told_why(day):
    day.first.supplier.limit = 0
    day.first.supplier.save()

    assert places_for(day.first, day.at) == []
    assert why_nowhere(read_floor(day.fair, day.at), day.first).words == (
        "나래소재가 상담 한도를 채웠습니다"
    )


def test_floor_is_read_in_as_many_queries_for_a_large_fair_as_for_a_small_one(day):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            floor = read_floor(day.fair, day.at)
            for opening in floor.openings:
                candidates_for(floor, opening)
            places_for(day.first, day.at)
        return len(caught)

    opened(day)
    few = queries()
    hall = make_hall(day.fair)
    for number in range(6):
        buyer = make_buyer(day.fair, hall=hall)
        request = make_request(buyer, make_supplier(day.fair))
        make_tables(day.fair, participant=buyer)
        opening = make_opening(day.fair, day.slots[number % 3], buyer.tables.first(), request)
        make_offer(opening, day.first, state="declined")
        make_mark(request.supplier, "arrived", day.at)

    assert queries() == few
