"""A place that falls free is offered to the best pair, then to the next; a clock that is over holds nothing."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.factories import make_person
from tests.fairs.factories import (
    make_buyer,
    make_meeting,
    make_offer,
    make_officer,
    make_opening,
    make_request,
    make_supplier,
    make_timetable,
)
from tests.fairs.floor import make_day, make_day_of_one_population

from sangsaeng.fairs.actions.planning import lock
from sangsaeng.fairs.actions.publishing import publish
from sangsaeng.fairs.actions.the_day.answering_offers import answer_offer
from sangsaeng.fairs.actions.the_day.offering import keep_up, offer_to, take_back
from sangsaeng.fairs.actions.the_day.vacating import withdraw_from_rest
from sangsaeng.fairs.events import MeetingBooked, MeetingCalledOff, OfferMade
from sangsaeng.fairs.models import Meeting, Offer, Opening, Unavailability
from sangsaeng.fairs.refusals.the_day import OfferOver, OfferVoid, OpeningClosed, PlaceNotFit
from sangsaeng.fairs.tasks import ask_the_next
from sangsaeng.kernel import events
from sangsaeng.kernel.house import Tick, the_house
from sangsaeng.kernel.models import AuditEvent
from sangsaeng.kernel.refusals import NotAllowed, WrongState

pytestmark = pytest.mark.django_db
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)


@pytest.fixture
def day():
    return make_day()


@pytest.fixture
def heard(monkeypatch):
    """What is announced of the day."""
    caught = []
    for kind in (OfferMade, MeetingBooked, MeetingCalledOff):
        monkeypatch.setitem(events._listeners, kind, [caught.append])  # noqa: SLF001 - no other way to listen for one test
    return caught


def asked(opening):
    """To whom the place was offered so far, and what came of it."""
    return list(opening.offers.values_list("request__supplier__organization__name", "state"))


def meets(request):
    """Where the request meets in the version in force."""
    meeting = Meeting.objects.filter(timetable__state="published", request=request).first()
    return (meeting.slot, meeting.table, meeting.booked_at) if meeting else None


def test_absence_frees_the_place_and_the_best_waiting_pair_is_asked_at_once(day, heard):
    opening = day.vacate()

    [offer] = opening.offers.all()
    assert offer.request == day.first
    assert (offer.made_at, offer.until) == (day.at, day.at + 5 * MINUTE)
    assert [type(one) for one in heard] == [MeetingCalledOff, OfferMade]
    assert meets(day.absent) is None


def test_fair_says_how_long_an_offer_waits_and_it_never_outlasts_the_slot(day):
    day.fair.offer_minutes = 20
    day.fair.save()

    [offer] = day.vacate(at=day.slots[0].starts_at + 14 * MINUTE).offers.all()

    assert offer.until == day.slots[0].ends_at


def test_phones_of_both_sides_learn_of_the_offer(day):
    before = day.fair.revision

    day.vacate()

    for party in (day.buyer, day.first.supplier):
        party.refresh_from_db()
        assert party.revision > before
    day.second.supplier.refresh_from_db()
    assert day.second.supplier.revision <= before


def test_supplier_who_accepts_has_the_place(day, heard):
    opening = day.vacate()
    at = day.at + MINUTE

    answer_offer(opening.offers.get(), "accept", actor=day.people["first"], at=at)

    opening.refresh_from_db()
    assert meets(day.first) == (day.slots[0], day.table, at)
    assert (opening.filled_by, opening.closed_at) == (day.first, at)
    assert asked(opening) == [("나래소재", "accepted")]
    assert [type(one) for one in heard][-1] is MeetingBooked


def test_buyer_may_decline_and_the_place_goes_to_the_next(day):
    opening = day.vacate()

    answer_offer(opening.offers.get(), "decline", actor=day.people["buyer"], at=day.at + MINUTE)

    assert asked(opening) == [("나래소재", "declined"), ("다솔화학", "open")]


def test_buyer_sits_there_and_does_not_answer_for_who_must_come(day):
    opening = day.vacate()

    with pytest.raises(NotAllowed):
        answer_offer(opening.offers.get(), "accept", actor=day.people["buyer"], at=day.at)


@pytest.mark.parametrize("answer", ["accept", "decline"])
def test_nobody_else_answers(day, answer):
    offer = day.vacate().offers.get()

    for person in (day.people["second"], day.people["absent"], make_person()):
        with pytest.raises(NotAllowed):
            answer_offer(offer, answer, actor=person, at=day.at)


@pytest.mark.parametrize("answer", ["accept", "decline"])
def test_desk_answers_on_behalf_of_the_two(day, answer):
    offer = day.vacate().offers.get()

    answer_offer(offer, answer, actor=day.desk, at=day.at + MINUTE)

    offer.refresh_from_db()
    assert offer.state == {"accept": "accepted", "decline": "declined"}[answer]
    assert AuditEvent.objects.filter(actor=day.desk, subject_id=str(offer.pk)).exists()


def test_among_one_population_either_says_yes():
    day = make_day_of_one_population()
    opening = day.vacate()
    assert opening.offers.get().request == day.first

    answer_offer(opening.offers.get(), "accept", actor=day.people["buyer"], at=day.at)

    assert meets(day.first) == (day.slots[0], day.table, day.at)
    assert Meeting.objects.get(request=day.first).seats.count() == 2


def test_answer_after_the_time_is_refused_though_nothing_ran_and_the_place_moves_on(day):
    opening = day.vacate()
    offer = opening.offers.get()

    with pytest.raises(OfferOver) as refused:
        answer_offer(offer, "accept", actor=day.people["first"], at=offer.until + SECOND)

    assert "현장 데스크" in refused.value.sentence
    assert asked(opening) == [("나래소재", "lapsed"), ("다솔화학", "open")]
    assert meets(day.first) is None


def test_last_second_counts(day):
    offer = day.vacate().offers.get()

    answer_offer(offer, "accept", actor=day.people["first"], at=offer.until - SECOND)

    assert meets(day.first) is not None


def test_answer_is_given_once(day):
    offer = day.vacate().offers.get()
    answer_offer(offer, "decline", actor=day.people["first"], at=day.at)

    for answer in ("accept", "decline"):
        with pytest.raises(WrongState):
            answer_offer(offer, answer, actor=day.people["first"], at=day.at)


def test_clock_of_the_house_asks_the_next(day):
    opening = day.vacate()
    until = opening.offers.get().until

    ask_the_next(Tick(until - SECOND))
    assert asked(opening) == [("나래소재", "open")]
    ask_the_next(Tick(until))
    assert asked(opening) == [("나래소재", "lapsed"), ("다솔화학", "open")]
    assert opening.offers.first().settled_at == until


def test_house_reads_one_row_when_nothing_is_free_and_writes_nothing_when_nobody_waits(day):
    with CaptureQueriesContext(connection) as quiet:
        ask_the_next(Tick(day.at))
    assert len(quiet) == 1
    day.fair.requests.exclude(pk=day.absent.pk).update(state="withdrawn")
    opening = day.vacate()
    trail = AuditEvent.objects.count()

    ask_the_next(Tick(day.at + MINUTE))

    assert AuditEvent.objects.count() == trail
    opening.refresh_from_db()
    assert opening.closed_at is None


def test_without_anybody_waiting_the_place_stays_open_until_its_slot_ends(day):
    opening = day.vacate()
    for _turn in range(2):
        offer = opening.offers.get(state="open")
        answer_offer(offer, "decline", actor=day.desk, at=day.at + MINUTE)
    opening.refresh_from_db()
    assert opening.closed_at is None

    ask_the_next(Tick(day.slots[0].ends_at))

    opening.refresh_from_db()
    assert (opening.closed_at, opening.filled_by) == (day.slots[0].ends_at, None)


def test_meeting_vacated_after_its_slot_offers_nothing(day):
    opening = day.vacate(at=day.slots[0].ends_at)

    assert opening.closed_at == day.slots[0].ends_at
    assert not opening.offers.exists()


def test_who_becomes_free_later_is_asked_later(day):
    away = [
        Unavailability.objects.create(participant=one.supplier, slot=day.slots[0])
        for one in (day.first, day.second)
    ]
    opening = day.vacate()
    assert not opening.offers.exists()

    away[1].delete()
    ask_the_next(Tick(day.at + MINUTE))

    assert asked(opening) == [("다솔화학", "open")]


def test_pair_that_can_no_longer_come_is_asked_no_more(day):
    opening = day.vacate()
    Unavailability.objects.create(participant=day.first.supplier, slot=day.slots[0])

    with pytest.raises(OfferVoid):
        answer_offer(opening.offers.get(), "accept", actor=day.people["first"], at=day.at)

    assert asked(opening) == [("나래소재", "taken_back"), ("다솔화학", "open")]


def test_desk_takes_an_offer_back_and_the_next_is_asked(day):
    opening = day.vacate()

    take_back(opening.offers.get(), actor=day.desk, at=day.at + MINUTE)

    assert asked(opening) == [("나래소재", "taken_back"), ("다솔화학", "open")]


def test_desk_chooses_whom_to_ask(day):
    opening = day.vacate()

    offer_to(opening, day.second, actor=day.desk, at=day.at + MINUTE)

    assert asked(opening) == [("나래소재", "taken_back"), ("다솔화학", "open")]


def test_desk_may_ask_again_who_fell_out_today_but_not_who_said_no(day):
    opening = day.vacate()
    answer_offer(opening.offers.get(), "decline", actor=day.desk, at=day.at)

    with pytest.raises(PlaceNotFit, match="이미 한 번 제안"):
        offer_to(opening, day.first, actor=day.desk, at=day.at)
    offer_to(opening, day.absent, actor=day.desk, at=day.at)
    assert asked(opening)[-1] == ("가온정밀", "open")


def test_desk_cannot_ask_who_is_elsewhere(day):
    opening = day.vacate()
    other = make_request(make_buyer(day.fair), day.second.supplier)
    make_meeting(day.fair.timetables.get(), other, day.slots[0])

    with pytest.raises(PlaceNotFit, match="다른 상담을 합니다"):
        offer_to(opening, day.second, actor=day.desk, at=day.at)


def test_taken_place_is_offered_to_nobody(day):
    opening = day.vacate()
    answer_offer(opening.offers.get(), "accept", actor=day.desk, at=day.at)

    with pytest.raises(OpeningClosed):
        offer_to(opening, day.second, actor=day.desk, at=day.at)


@pytest.mark.parametrize("deed", [offer_to, take_back])
def test_only_the_fair_s_own_people_choose(day, deed):
    opening = day.vacate()
    rest = (opening, day.second) if deed is offer_to else (opening.offers.get(),)

    for person in (day.people["first"], day.people["buyer"], make_officer(make_day().fair)):
        with pytest.raises(NotAllowed):
            deed(*rest, actor=person, at=day.at)


def test_fair_that_is_over_gives_nothing_away(day):
    opening = day.vacate()
    day.fair.state = "ended"
    day.fair.save()
    offer = Offer.objects.get()

    with pytest.raises(NotAllowed):
        answer_offer(offer, "accept", actor=day.people["first"], at=day.at)
    with pytest.raises(NotAllowed):
        offer_to(opening, day.second, actor=day.desk, at=day.at)


def test_new_version_that_fills_the_place_closes_it_and_ends_the_offer(day):
    opening = day.vacate()
    draft = make_timetable(day.fair, [(day.second, day.slots[0])])

    publish(draft, actor=make_officer(day.fair), at=day.at + MINUTE)

    opening.refresh_from_db()
    assert opening.filled_by == day.second
    assert asked(opening) == [("나래소재", "taken_back")]


def test_new_version_that_leaves_the_place_free_leaves_the_offer(day):
    opening = day.vacate()
    draft = make_timetable(day.fair, [(day.second, day.slots[2])])

    publish(draft, actor=make_officer(day.fair), at=day.at + MINUTE)
    answer_offer(opening.offers.get(), "accept", actor=day.people["first"], at=day.at + 2 * MINUTE)

    assert meets(day.first)[0] == day.slots[0]
    assert meets(day.second)[0] == day.slots[2]


def test_place_that_was_filled_and_falls_free_again_is_offered_again(day):
    first = day.vacate()
    answer_offer(first.offers.get(), "accept", actor=day.desk, at=day.at)

    again = day.vacate(day.first, at=day.at + MINUTE)

    assert asked(again) == [("다솔화학", "open")]


def test_who_left_for_the_day_leaves_every_place_and_is_asked_about_none(day):
    published = day.fair.timetables.get()
    supplier = day.first.supplier
    other = make_request(make_buyer(day.fair, "두리중공업"), supplier)
    make_meeting(published, other, day.slots[1])
    make_meeting(published, day.first, day.slots[2])

    freed = withdraw_from_rest(
        supplier, day.slots[1], "absent", fair=lock(day.fair), at=day.slots[1].starts_at
    )

    assert [one.left_by for one in freed] == [other, day.first]
    away = Unavailability.objects.filter(participant=supplier)
    assert list(away.values_list("slot", "cause")) == [
        (slot.pk, "absent") for slot in day.slots[1:]
    ]
    assert asked(freed[1]) == [("다솔화학", "open")]


def test_buyer_who_left_gives_no_place_to_anybody(day):
    published = day.fair.timetables.get()
    make_meeting(published, day.first, day.slots[2])

    freed = withdraw_from_rest(day.buyer, day.slots[0], "late", fair=lock(day.fair), at=day.at)

    assert [one.cause for one in freed] == ["late", "late"]
    assert not Offer.objects.exists()
    assert set(day.buyer.unavailabilities.values_list("cause", flat=True)) == {"late"}


def test_two_free_places_of_an_hour_are_offered_to_two():
    day = make_day(tables=2)
    [_first, second] = day.buyer.tables.all()
    other = make_request(day.buyer, make_supplier(day.fair, "라온시스템"))
    make_meeting(day.fair.timetables.get(), other, day.slots[0], second)

    one, two = day.vacate(), day.vacate(other)

    assert asked(one) == [("나래소재", "open")]
    assert asked(two) == [("다솔화학", "open")]


def test_keeping_up_leaves_a_record(day):
    opening = day.vacate()

    keep_up(day.fair, actor=the_house(), at=opening.offers.get().until)

    said = AuditEvent.objects.filter(action="fairs.actions.the_day.offering.keep_up").latest("pk")
    assert said.new["places"] == {"lapsed": 1, "void": 0, "closed": 0, "offered": 1}


def test_database_refuses_two_open_offers_of_one_place(day):
    opening = make_opening(day.fair, day.slots[1], day.table, day.absent)
    make_offer(opening, day.first)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_offer(opening, day.second)


def test_database_refuses_to_ask_a_pair_twice(day):
    opening = make_opening(day.fair, day.slots[1], day.table, day.absent)
    make_offer(opening, day.first, state="lapsed")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_offer(opening, day.first)


def test_database_refuses_one_place_free_twice(day):
    make_opening(day.fair, day.slots[1], day.table, day.absent)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_opening(day.fair, day.slots[1], day.table, day.absent)
    assert Opening.objects.count() == 1
