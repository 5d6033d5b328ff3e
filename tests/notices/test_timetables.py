"""Publishing: each participant hears what differs for it, once, in few queries."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.fairs.factories import (
    make_buyer,
    make_fair,
    make_officer,
    make_request,
    make_session,
    make_slots,
    make_staff,
    make_supplier,
    make_timetable,
    put_in_force,
)
from tests.notices.factories import make_story, publish_story, told, words

from sangsaeng.fairs.events import SessionChanged, TimetablePublished
from sangsaeng.fairs.queries.timetables import changes
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.house import keep_house
from sangsaeng.notices.actions import publishing, telling
from sangsaeng.notices.actions.publishing import tell_what_was_published
from sangsaeng.notices.listening.timetables import tell_participants_soon
from sangsaeng.notices.models import Notice, Telling

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return make_story()


def announced(timetable, story, at):
    announce(TimetablePublished(timetable, story.officer, at))
    tell_what_was_published(at=at)
    return timetable


def next_version(story, at, *placed):
    return announced(put_in_force(make_timetable(story.fair, placed)), story, at)


def test_first_version_brings_each_its_own_meetings(story, at):
    announced(publish_story(story), story, at)

    [text] = told(story.supplier_person)
    assert text.title == "시간표가 발표되었습니다: 기술협력 상담회"
    assert text.lines == (
        "상담 1건이 잡혔습니다.",
        "11월 25일(수요일) 10:00–10:30 · 상담장 1 01번 테이블 · 가전자",
    )


def test_who_asked_and_meets_nobody_is_not_left_without_a_word(story, at):
    lonely = make_supplier(story.fair, "홀로정밀")
    person = make_staff(lonely)
    make_request(story.buyer, lonely)
    silent = make_staff(make_supplier(story.fair))

    announced(publish_story(story), story, at)

    [text] = told(person)
    assert text.lines == ("이번 시간표에는 잡힌 상담이 없습니다.",)
    assert told(silent) == []


def test_later_version_tells_only_those_for_whom_something_differs(story, at, later):
    announced(publish_story(story), story, at)

    next_version(
        story, later, (story.request, story.slots[2]), (story.third_request, story.slots[1])
    )

    _first, text = told(story.supplier_person)
    assert text.title == "시간표가 바뀌었습니다: 기술협력 상담회"
    [line] = text.lines
    assert line == (
        "바뀐 상담: 가전자 · 11월 25일(수요일) 10:00–10:30 상담장 1 01번 테이블 → "
        "11월 25일(수요일) 11:00–11:30 상담장 1 01번 테이블"
    )
    assert len(told(story.third_person)) == 1


def test_meeting_that_is_gone_or_new_is_called_so(story, at, later):
    announced(publish_story(story), story, at)
    newcomer = make_request(story.third_buyer, story.supplier)

    next_version(story, later, (newcomer, story.slots[3]), (story.third_request, story.slots[1]))

    _first, text = told(story.supplier_person)
    assert [line.partition(":")[0] for line in text.lines] == ["새 상담", "취소된 상담"]
    _first, text = told(story.buyer_person)
    assert [line.partition(":")[0] for line in text.lines] == ["취소된 상담"]


def test_version_that_changes_nothing_tells_nobody(story, at, later):
    announced(publish_story(story), story, at)

    next_version(
        story, later, (story.request, story.slots[0]), (story.third_request, story.slots[1])
    )

    assert [len(told(person)) for person in story.people] == [1, 1, 1]


def test_same_version_announced_again_tells_nobody_twice(story, at, later):
    timetable = announced(publish_story(story), story, at)
    announced(timetable, story, later)

    assert [len(told(person)) for person in story.people] == [1, 1, 1]


def test_what_each_hears_is_what_affects_it(story):
    first = publish_story(story)
    second = make_timetable(
        story.fair, [(story.request, story.slots[1]), (story.third_request, story.slots[2])]
    )
    differing = changes(first, second)

    assert differing.by_participant() == {
        code: differing.affecting(code) for code in differing.participants
    }


def test_publishing_takes_the_same_queries_for_three_suppliers_and_for_forty(at):
    def queries(suppliers):
        fair = make_fair()
        slots = make_slots(fair, suppliers)
        buyer, officer = make_buyer(fair), make_officer(fair)
        requests = [make_request(buyer, make_supplier(fair)) for _ in range(suppliers)]
        for request in requests:
            make_staff(request.supplier)
        timetable = put_in_force(
            make_timetable(fair, list(zip(requests, slots, strict=True)), made_by=officer)
        )
        with CaptureQueriesContext(connection) as seen:
            tell_participants_soon(TimetablePublished(timetable, officer, at))
            tell_what_was_published(at=at)
        assert Notice.objects.filter(fair=fair).count() == suppliers
        return len(seen)

    assert queries(3) == queries(40) <= 14


def test_session_with_a_long_title_that_moves_twice_is_told_twice(story, at):
    session = make_session(story.fair, story.supplier, title="가" * 120)
    for minutes in (0, 1):
        moved = at + timedelta(minutes=minutes)
        announce(SessionChanged(session, (story.supplier,), is_called_off=False, at=moved))

    assert len(told(story.supplier_person)) == 2


def test_who_attends_a_session_hears_where_it_is_now(story, at):
    session = make_session(story.fair, story.supplier, title="구매방침설명회", place="세미나실")

    announce(SessionChanged(session, (story.supplier,), False, at))
    announce(SessionChanged(session, (story.supplier,), True, at))

    changed, gone = told(story.supplier_person)
    assert changed.title == "행사의 시간이나 장소가 바뀌었습니다: 구매방침설명회"
    assert "바뀐 장소: 세미나실" in changed.lines
    assert gone.title == "행사가 취소되었습니다: 구매방침설명회"
    assert told(story.buyer_person) == []


def test_notice_holds_no_other_partys_meeting(story, at):
    announced(publish_story(story), story, at)

    assert "제삼전자" not in words(told(story.supplier_person)[0])


def test_publishing_itself_waits_for_one_statement_only(story, at, django_assert_num_queries):
    timetable = publish_story(story)

    with django_assert_num_queries(1):
        tell_participants_soon(TimetablePublished(timetable, story.officer, at))

    assert Notice.objects.count() == 0


def test_house_tells_it_with_the_moment_of_publishing(story, at, later):
    announce(TimetablePublished(publish_story(story), story.officer, at))

    keep_house(at=later)

    assert set(Notice.objects.values_list("made_at", flat=True)) == {at}


def test_run_twice_tells_nobody_twice(story, at):
    announced(publish_story(story), story, at)
    tell_what_was_published(at=at)
    Telling.objects.update(told_at=None)
    tell_what_was_published(at=at)

    assert [len(told(person)) for person in story.people] == [1, 1, 1]


def test_crash_in_the_middle_loses_nothing_and_repeats_nothing(story, at, monkeypatch):
    class Crash(Exception):
        pass

    def half_then_crash(news, **by_and_at):
        telling.tell(news[:1], **by_and_at)
        raise Crash

    announce(TimetablePublished(publish_story(story), story.officer, at))
    with monkeypatch.context() as patched:
        patched.setattr(publishing, "tell", half_then_crash)
        with pytest.raises(Crash):
            tell_what_was_published(at=at)
    assert Notice.objects.count() == 0

    tell_what_was_published(at=at)
    assert [len(told(person)) for person in story.people] == [1, 1, 1]


def test_publishing_that_fails_tells_nobody(story, at):
    with transaction.atomic():
        announce(TimetablePublished(publish_story(story), story.officer, at))
        transaction.set_rollback(True)

    tell_what_was_published(at=at)
    assert Notice.objects.count() == 0


def test_version_replaced_before_it_was_told_is_told_first(story, at, later):
    announce(TimetablePublished(publish_story(story), story.officer, at))
    moved = make_timetable(story.fair, [(story.request, story.slots[2])])

    announced(put_in_force(moved), story, later)

    assert [text.title.partition(":")[0] for text in told(story.supplier_person)] == [
        "시간표가 발표되었습니다",
        "시간표가 바뀌었습니다",
    ]
