"""The day itself: what has to be known within minutes, and nothing of whose doing it is."""

from datetime import timedelta

import pytest
from tests.fairs.factories import (
    make_buyer,
    make_hall,
    make_meeting,
    make_request,
    make_staff,
)
from tests.notices.factories import make_story, publish_story, told, words

from sangsaeng.fairs.actions.the_day.vacating import vacate
from sangsaeng.fairs.events import HallBehind, MeetingBooked, OfferMade
from sangsaeng.fairs.models import Offer, Opening
from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.events import announce
from sangsaeng.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return make_story()


@pytest.fixture
def timetable(story):
    return publish_story(story)


@action
def call_off(story, *, actor, at):  # noqa: ARG001 - the record takes it
    """What the desk does when somebody does not come."""
    vacate(story.fair, story.request, Opening.Cause.ABSENT, at=at)
    record(story.request, called_off=True)


def offer(at, request):
    opening = Opening.objects.get()
    made = Offer.objects.create(
        opening=opening, request=request, made_at=at, until=at + timedelta(minutes=5)
    )
    announce(OfferMade(made, at))
    return made


@pytest.mark.usefixtures("timetable")
def test_both_parties_hear_that_they_do_not_meet_but_not_why(story, at):
    call_off(story, actor=story.officer, at=at)

    [text] = told(story.supplier_person)
    assert text.title == "가전자와의 상담이 취소되었습니다"
    assert "취소된 시간: 11월 25일(수요일) 10:00–10:30" in text.lines
    assert "불참" not in words(text)
    [text] = told(story.buyer_person)
    assert text.title == "한빛정밀과의 상담이 취소되었습니다"
    assert told(story.third_person) == []


@pytest.mark.usefixtures("timetable")
def test_who_does_it_is_not_told_what_they_did(story, at):
    call_off(story, actor=story.supplier_person, at=at)

    assert told(story.supplier_person) == []
    assert len(told(story.buyer_person)) == 1


@pytest.mark.usefixtures("timetable")
def test_offer_says_until_when_to_answer_and_not_who_left(story, at):
    call_off(story, actor=story.officer, at=at)
    waiting = make_request(story.buyer, story.third_supplier)

    offer(at, waiting)

    [text] = told(story.third_person)
    assert text.title == "가전자와 상담할 빈자리가 생겼습니다"
    assert text.next_step.startswith("11월 2일(월요일) 09:05까지 수락하거나 거절해 주십시오.")
    assert "한빛정밀" not in words(text)
    assert "한빛정밀" not in str(Notice.objects.filter(person=story.third_person).values())


def test_both_parties_hear_of_a_meeting_that_the_day_brought(story, timetable, at):
    waiting = make_request(story.buyer, story.third_supplier)
    meeting = make_meeting(timetable, waiting, story.slots[3])

    announce(MeetingBooked(meeting, at))
    announce(MeetingBooked(meeting, at))

    [text] = told(story.third_person)
    assert text.title == "가전자와의 상담이 잡혔습니다"
    assert "시간: 11월 25일(수요일) 11:30–12:00" in text.lines
    assert "장소: 상담장 1 01번 테이블" in text.lines


@pytest.mark.usefixtures("timetable")
def test_hall_behind_is_told_to_those_who_still_meet_there_today(story):
    hall = story.fair.halls.get()
    hall.behind_minutes = 10

    announce(HallBehind(hall, story.slots[1].starts_at - timedelta(minutes=5)))

    [text] = told(story.third_person)
    assert text.title == "상담장 1이 10분 늦어지고 있습니다"
    assert text.next_step == "다음 상담은 10:40쯤 시작합니다. 조금 늦게 와 주십시오."
    # Theirs began half an hour ago, late as it was.
    assert told(story.supplier_person) == []


@pytest.mark.usefixtures("timetable")
def test_meeting_that_has_not_begun_because_the_hall_is_late_is_still_to_come(story):
    hall = story.fair.halls.get()
    hall.behind_minutes = 10

    announce(HallBehind(hall, story.slots[0].starts_at + timedelta(minutes=5)))

    assert len(told(story.supplier_person)) == 1


@pytest.mark.usefixtures("timetable")
def test_hall_on_time_again_is_told_the_same_way(story):
    announce(HallBehind(story.fair.halls.get(), story.slots[0].starts_at - timedelta(minutes=5)))

    [text] = told(story.supplier_person)
    assert text.title == "상담장 1의 상담이 다시 제시간에 진행됩니다"


def test_other_hall_and_other_day_hear_nothing(story, timetable):
    far = make_buyer(story.fair, "먼전자", hall=make_hall(story.fair, "별관"))
    person = make_staff(far)
    make_meeting(timetable, make_request(far, story.third_supplier), story.slots[3])
    hall = story.fair.halls.get(name="상담장 1")
    hall.behind_minutes = 10

    announce(HallBehind(hall, story.slots[0].starts_at - timedelta(days=1)))
    assert Notice.objects.count() == 0

    announce(HallBehind(hall, story.slots[0].starts_at - timedelta(minutes=5)))
    assert told(person) == []
