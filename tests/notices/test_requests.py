"""Requests and profiles: each side hears what it has to, and nothing of what the other keeps."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.fairs.factories import make_request, make_staff, make_supplier
from tests.notices.factories import make_story, told, words

from sangsaeng.fairs.actions.requesting import Wishes, enter_request
from sangsaeng.fairs.events import (
    AnswersAwaited,
    ProfileSentBack,
    RequestAnswered,
    RequestExpired,
)
from sangsaeng.kernel.events import announce
from sangsaeng.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return make_story(
        state="collecting", answer_by=datetime(2026, 11, 10, 9, 0, tzinfo=UTC), name_en="Tech Fair"
    )


def answer(story, at, state, **fields):
    for name, value in {"state": state, "answered_at": at, **fields}.items():
        setattr(story.request, name, value)
    story.request.save()
    announce(RequestAnswered(story.request, story.buyer_person, at))


def test_asked_side_hears_who_asks_and_until_when_to_answer(story, at):
    newcomer = make_supplier(story.fair, "새봄기술")
    asking = make_staff(newcomer)
    wishes = Wishes(purpose="purchase", topic="세정 공정의 불량률")

    enter_request(newcomer, story.buyer, wishes, actor=asking, at=at)

    [text] = told(story.buyer_person)
    assert text.title == "새봄기술이 상담을 신청했습니다"
    assert "상담회: 기술협력 상담회" in text.lines
    assert "상담 내용: 세정 공정의 불량률" in text.lines
    assert text.next_step == "11월 10일(화요일) 18:00까지 수락하거나 거절해 주십시오."
    assert told(asking) == []
    assert told(story.third_person) == []


def test_request_entered_by_an_officer_for_both_asks_whoever_has_not_spoken(story, at):
    newcomer = make_supplier(story.fair, "새봄기술")
    person = make_staff(newcomer)

    enter_request(newcomer, story.buyer, Wishes(supplier="want"), actor=story.officer, at=at)

    assert len(told(story.buyer_person)) == 1
    assert told(person) == []


def test_asking_side_hears_the_answer_and_the_colleague_who_answered_does_not(story, at):
    answer(story, at, "accepted")

    [text] = told(story.supplier_person)
    assert text.title == "가전자가 상담 신청을 수락했습니다"
    assert told(story.buyer_person) == []


def test_reason_of_a_decline_is_told_only_where_it_is_shared(story, at, later):
    answer(story, at, "declined", answer_note="이미 거래처가 있음", shares_answer_note=False)
    answer(story, later, "declined", answer_note="품목이 다름", shares_answer_note=True)

    kept, shared = told(story.supplier_person)
    assert "이미 거래처가 있음" not in words(kept)
    assert "상대가 알린 이유: 품목이 다름" in shared.lines


def test_reason_that_is_kept_stays_out_of_the_row_as_well(story, at):
    answer(story, at, "declined", answer_note="비밀 사유", shares_answer_note=False)

    assert "비밀 사유" not in str(Notice.objects.values())


def test_same_answer_announced_twice_is_told_once(story, at):
    answer(story, at, "accepted")
    answer(story, at, "accepted")

    assert len(told(story.supplier_person)) == 1


def test_reminder_comes_at_most_once_a_day(story, at):
    one, other = story.request, make_request(story.buyer, story.third_supplier)
    for hours in (0, 3, 24):
        moment = at + timedelta(hours=hours)
        announce(AnswersAwaited(story.buyer, (one, other), moment))

    first, _second = told(story.buyer_person)
    assert first.title == "답변을 기다리는 상담 신청이 2건 있습니다"
    assert "답변 기한: 11월 10일(화요일) 18:00" in first.lines


def test_only_the_asking_side_hears_that_nobody_answered(story, at):
    announce(RequestExpired(story.request, at))

    [text] = told(story.supplier_person)
    assert text.title == "가전자에 보낸 상담 신청이 답변 없이 끝났습니다"
    assert told(story.buyer_person) == []


def test_participant_hears_what_its_profile_needs(story, at):
    story.supplier.profile_note = "주요 설비를 적어 주십시오"
    announce(ProfileSentBack(story.supplier, at))

    [text] = told(story.supplier_person)
    assert "보완할 점: 주요 설비를 적어 주십시오" in text.lines


def test_reader_of_english_reads_english_names(story, at):
    story.buyer.organization.name_en = "Ga Electronics"
    story.buyer.organization.save()

    announce(RequestExpired(story.request, at))

    [text] = told(story.supplier_person, "en")
    assert "Ga Electronics" in text.title
    assert any("Tech Fair" in line for line in text.lines)
