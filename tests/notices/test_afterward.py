"""After the fair: notes are asked for, steps reminded of, absences told to whom they concern."""

from datetime import date, timedelta

import pytest
from tests.fairs.factories import make_staff, make_supplier
from tests.notices.factories import make_story, publish_story, told, words

from sangsaeng.fairs.events import FairEnded, NextStepDue, NoShowRecorded
from sangsaeng.fairs.models import MeetingNote, NoShow
from sangsaeng.kernel.events import announce
from sangsaeng.notices.listening.afterward import ask_for_notes
from sangsaeng.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    story = make_story()
    publish_story(story)
    story.fair.state = "ended"
    story.fair.save()
    return story


def make_note(story, at, **fields):
    return MeetingNote.objects.create(
        request=story.request,
        participant=story.supplier,
        next_step="시제품 보내기",
        due_on=date(2026, 12, 4),
        memo="단가는 더 내릴 수 있음",
        written_by=story.supplier_person,
        written_at=at,
        **fields,
    )


def test_everybody_who_met_somebody_is_asked_what_came_of_it(story, at):
    stranger = make_staff(make_supplier(story.fair))

    announce(FairEnded(story.fair, story.officer, at))
    announce(FairEnded(story.fair, story.officer, at))

    [text] = told(story.supplier_person)
    assert text.title == "상담회가 끝났습니다: 기술협력 상담회"
    assert text.lines == ("상담 1건을 마쳤습니다.",)
    assert told(stranger) == []


def test_ending_a_fair_takes_few_queries(story, at, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        ask_for_notes(FairEnded(story.fair, story.officer, at))


def test_next_step_reminds_the_side_that_wrote_it_down_and_keeps_its_memo(story, at):
    note = make_note(story, at, owner="김담당")
    for days in (0, 30, 90):
        announce(NextStepDue(note, days, at + timedelta(days=days)))
        announce(NextStepDue(note, days, at + timedelta(days=days, hours=1)))

    due, month, quarter = told(story.supplier_person)
    assert due.title == "약속한 다음 일의 기한이 되었습니다"
    assert "다음에 할 일: 시제품 보내기" in due.lines
    assert "맡은 사람: 김담당" in due.lines
    assert "기한: 12월 4일(금요일)" in due.lines
    assert month.title == "약속한 다음 일의 기한이 30일 지났습니다"
    assert quarter.title == "약속한 다음 일의 기한이 90일 지났습니다"
    assert told(story.buyer_person) == []
    assert "단가" not in str(Notice.objects.values()) + words(due)


def test_step_with_a_new_date_is_reminded_of_again(story, at):
    note = make_note(story, at)
    announce(NextStepDue(note, 0, at))
    note.due_on = date(2026, 12, 18)
    announce(NextStepDue(note, 0, at))

    assert len(told(story.supplier_person)) == 2


def test_only_the_absent_side_hears_of_its_record(story, at):
    no_show = NoShow.objects.create(
        fair=story.fair,
        request=story.request,
        participant=story.supplier,
        organization=story.supplier.organization,
        recorded_at=at,
    )

    announce(NoShowRecorded(no_show, at))
    announce(NoShowRecorded(no_show, at))

    [text] = told(story.supplier_person)
    assert text.title == "상담 불참이 기록되었습니다"
    assert "상담 상대: 가전자" in text.lines
    assert told(story.buyer_person) == []
