"""Calls: those who enter and those who follow hear of it in time; nobody else does."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import MOMENT, make_person
from tests.notices.factories import kinds_told, told
from tests.programs.factories import call_world, make_call, make_entry

from sangsaeng.kernel.events import announce
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.notices.actions.following import follow, unfollow
from sangsaeng.notices.models import Following, Notice
from sangsaeng.programs.events import CallAnnounced, CallCalledOff, CallClosed, CallClosing
from sangsaeng.programs.models import Officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return call_world(state="open")


@pytest.fixture
def follower(world):
    person = make_person()
    follow(world.program, actor=person, at=MOMENT)
    return person


def test_followers_hear_of_a_new_call_and_others_do_not(world, follower):
    announce(CallAnnounced(world.call, is_new=True, actor=world.officer, at=MOMENT))

    assert kinds_told(follower) == ["call_announced"]
    assert kinds_told(world.outsider) == []
    assert kinds_told(world.large_lead) == []
    [text] = told(follower)
    assert text.title == "새 공고: 2026년 1차 윈윈 아너스"
    assert "접수 마감: 11월 23일(월요일) 09:00" in text.lines


def test_who_no_longer_follows_hears_nothing(world, follower):
    unfollow(world.program, actor=follower, at=MOMENT)
    announce(CallAnnounced(world.call, is_new=True, actor=world.officer, at=MOMENT))

    assert kinds_told(follower) == []
    assert not Following.objects.exists()


def test_following_twice_is_following_once(world, follower):
    follow(world.program, actor=follower, at=MOMENT)

    assert Following.objects.count() == 1


def test_nobody_follows_a_program_that_is_not_known_yet(world):
    hidden = make_call(world.program, slug="next", state="draft").program
    hidden.announced_at = None
    hidden.save()

    with pytest.raises(NotFound):
        follow(hidden, actor=world.outsider, at=MOMENT)


def test_a_changed_call_is_told_to_those_who_enter_with_each_change(world, follower):
    for minute in range(2):
        at = MOMENT.replace(minute=minute)
        announce(CallAnnounced(world.call, is_new=False, actor=world.officer, at=at))

    assert kinds_told(world.large_lead) == ["call_changed"] * 2
    assert kinds_told(world.small_lead) == ["call_changed"] * 2
    assert kinds_told(follower) == []


def test_only_teams_with_a_draft_and_followers_are_reminded_and_once_a_day(world, follower):
    draft = make_entry(world.call, world.other, world.other_small, state="draft")
    for _again in range(2):
        announce(CallClosing(world.call, 7, MOMENT))
    announce(CallClosing(world.call, 1, MOMENT))

    assert kinds_told(world.other_lead) == ["call_closing"] * 2
    assert kinds_told(world.large_lead) == []
    assert kinds_told(follower) == ["call_closing"] * 2
    assert told(world.other_lead)[0].title == "접수 마감까지 7일 남았습니다: 2026년 1차 윈윈 아너스"
    assert Notice.objects.filter(person=world.other_lead)[0].path == f"/entries/{draft.code}/"
    assert Notice.objects.filter(person=follower)[0].path == "/calls/honors-2026-1/"


def test_a_partner_who_declined_is_not_reminded(world):
    draft = make_entry(world.call, world.other, world.other_small, state="draft")
    draft.partners.filter(organization=world.other_small).update(state="declined")
    announce(CallClosing(world.call, 7, MOMENT))

    reminded = set(Notice.objects.values_list("organization", flat=True))
    assert reminded == {world.other.pk}


def test_officers_hear_that_it_closed_but_not_who_ended_their_office(world):
    former = make_person()
    Officer.objects.create(program=world.program, person=former, began_at=MOMENT, ended_at=MOMENT)
    announce(CallClosed(world.call, make_person(), MOMENT))

    assert kinds_told(world.officer) == ["call_closed"]
    assert kinds_told(former) == []
    assert kinds_told(world.large_lead) == []


def test_a_call_that_is_off_is_told_with_its_reason_to_all_who_enter(world, follower):
    draft_lead = world.other_lead
    world.rival.state = "withdrawn"
    world.rival.save()
    announce(CallCalledOff(world.call, "예산이 없습니다", world.officer, MOMENT))

    assert kinds_told(world.large_lead) == ["call_called_off"]
    assert kinds_told(follower) == ["call_called_off"]
    assert kinds_told(draft_lead) == []
    assert "까닭: 예산이 없습니다" in told(world.large_lead)[0].lines


@pytest.mark.usefixtures("follower")
def test_a_call_never_announced_is_called_off_in_silence(world):
    draft = make_call(world.program, slug="next", state="draft")
    announce(CallCalledOff(draft, "그만둠", world.officer, MOMENT))

    assert not Notice.objects.exists()


def test_many_teams_are_told_in_as_many_queries_as_few(world):
    def queries():
        Notice.objects.all().delete()
        with CaptureQueriesContext(connection) as caught:
            announce(CallAnnounced(world.call, is_new=False, actor=world.officer, at=MOMENT))
        return len(caught)

    few = queries()
    for number in range(3):
        make_entry(world.call, world.large, world.small, title=f"사례 {number}")

    assert queries() == few
