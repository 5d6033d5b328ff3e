"""The desk's own hand: a pair is put into a free place, a meeting is called off."""

from datetime import timedelta

import pytest
from tests.fairs.factories import make_away, make_forbidden, make_officer
from tests.fairs.floor import make_day

from sangsaeng.fairs.actions.the_day.booking import book_place, call_off
from sangsaeng.fairs.events import MeetingBooked, MeetingCalledOff
from sangsaeng.fairs.models import Meeting
from sangsaeng.fairs.refusals.the_day import MeetingOver, NotInTimetable, PlaceNotFit
from sangsaeng.kernel import events
from sangsaeng.kernel.refusals import NotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    return make_day()


def test_desk_puts_a_waiting_pair_into_a_place_that_was_never_taken(day, monkeypatch):
    heard = []
    monkeypatch.setitem(events._listeners, MeetingBooked, [heard.append])  # noqa: SLF001 - no other way to listen for one test

    meeting = book_place(day.first, day.place(2), actor=day.desk, at=day.at)

    assert (meeting.slot, meeting.table, meeting.booked_at) == (day.slots[2], day.table, day.at)
    assert [one.meeting for one in heard] == [meeting]


def test_booking_a_place_ends_the_offer_of_it(day):
    opening = day.vacate()

    book_place(day.second, day.place(), actor=day.desk, at=day.at)

    opening.refresh_from_db()
    assert opening.filled_by == day.second
    assert opening.offers.get().state == "taken_back"


def test_booking_a_pair_elsewhere_in_the_hour_lets_its_offer_go_on(day):
    opening = day.vacate()

    book_place(day.first, day.place(1), actor=day.desk, at=day.at)

    assert list(opening.offers.values_list("request", "state")) == [
        (day.first.pk, "taken_back"),
        (day.second.pk, "open"),
    ]


@pytest.mark.parametrize(
    ("why", "words"),
    [("away", "올 수 없습니다"), ("forbidden", "만나지 않도록"), ("taken", "이미 다른 상담이")],
)
def test_place_that_does_not_fit_is_refused_with_the_reason(day, why, words):
    slot = 1
    if why == "away":
        make_away(day.first.supplier, day.slots[1])
    elif why == "forbidden":
        make_forbidden(day.buyer, day.first.supplier)
    else:
        slot = 0

    with pytest.raises(PlaceNotFit) as refused:
        book_place(day.first, day.place(slot), actor=day.desk, at=day.at)

    assert words in refused.value.sentence
    assert not Meeting.objects.filter(request=day.first).exists()


def test_pair_meets_once(day):
    book_place(day.first, day.place(1), actor=day.desk, at=day.at)

    with pytest.raises(PlaceNotFit, match="이미 시간표에"):
        book_place(day.first, day.place(2), actor=day.desk, at=day.at)


def test_meeting_that_was_called_off_leaves_its_place_to_the_next(day, monkeypatch):
    heard = []
    monkeypatch.setitem(events._listeners, MeetingCalledOff, [heard.append])  # noqa: SLF001 - no other way to listen for one test

    opening = call_off(day.absent, actor=day.desk, at=day.at)

    assert (opening.cause, opening.offers.get().request) == ("called_off", day.first)
    assert [one.opening for one in heard] == [opening]


def test_only_a_meeting_of_the_timetable_that_is_not_over_is_called_off(day):
    with pytest.raises(NotInTimetable):
        call_off(day.first, actor=day.desk, at=day.at)
    with pytest.raises(MeetingOver):
        call_off(day.absent, actor=day.desk, at=day.slots[0].ends_at)


def test_called_off_by_mistake_it_is_put_back(day):
    call_off(day.absent, actor=day.desk, at=day.at)

    meeting = book_place(day.absent, day.place(), actor=day.desk, at=day.at + timedelta(seconds=20))

    assert meeting.slot == day.slots[0]


def test_parties_and_strangers_do_neither(day):
    for person in (day.people["first"], day.people["buyer"], make_officer(make_day().fair)):
        with pytest.raises(NotAllowed):
            book_place(day.first, day.place(1), actor=person, at=day.at)
        with pytest.raises(NotAllowed):
            call_off(day.absent, actor=person, at=day.at)


def test_nothing_is_booked_once_the_fair_is_over(day):
    day.fair.state = "ended"
    day.fair.save()
    day.first.refresh_from_db()

    with pytest.raises(NotAllowed):
        book_place(day.first, day.place(1), actor=day.desk, at=day.at)
