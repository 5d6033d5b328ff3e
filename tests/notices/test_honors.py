"""Honors: every holder hears of its award, its end, its benefits and the ceremony."""

from datetime import date, timedelta

import pytest
from tests.factories import MOMENT, make_person
from tests.honors.factories import make_honor
from tests.notices.factories import kinds_told, told
from tests.programs.factories import call_world

from sangsaeng.honors.events import BenefitEnding, GuestAsked, HonorGiven, HonorRevoked
from sangsaeng.honors.models import Benefit, Ceremony, Guest
from sangsaeng.kernel.events import announce
from sangsaeng.notices.wording import honors

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return call_world(state="published")


@pytest.fixture
def honor(world):
    return make_honor(world.program, world.large, world.small, title="세정 공정")


def test_every_holder_hears_and_each_once(world, honor):
    for _again in range(2):
        announce(HonorGiven(honor, world.officer, MOMENT))

    assert kinds_told(world.large_lead) == kinds_told(world.small_lead) == ["honor_given"]
    assert kinds_told(world.other_lead) == []
    assert told(world.small_lead)[0].title == "포상을 받으셨습니다: 윈윈 아너스"


def test_a_revocation_says_why(world, honor):
    honor.revoked_because = "신청 내용이 사실과 다름"
    announce(HonorRevoked(honor, world.officer, MOMENT))

    assert "까닭: 신청 내용이 사실과 다름" in told(world.large_lead)[0].lines


def test_a_benefit_that_ends_is_told_to_its_holder_alone(world, honor):
    benefit = Benefit.objects.create(
        holder=honor.holders.get(organization=world.small),
        kind="immigration",
        label="출입국 우대카드",
        label_en="Immigration priority card",
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
        given_at=MOMENT,
    )
    for _again in range(2):
        announce(BenefitEnding(benefit, 60, MOMENT))

    assert kinds_told(world.small_lead) == ["benefit_ending"]
    assert kinds_told(world.large_lead) == []
    [text] = told(world.small_lead)
    assert text.title == "혜택이 60일 뒤에 끝납니다: 출입국 우대카드"
    assert "끝나는 날: 12월 31일(목요일)" in text.lines


def test_guests_are_asked_in_person_or_through_their_organization(world):
    ceremony = Ceremony.objects.create(
        call=world.call, name="시상식", held_at=MOMENT + timedelta(days=30), place="서울 코엑스"
    )
    named = make_person()
    for guest in (
        Guest(ceremony=ceremony, name="누구", person=named),
        Guest(ceremony=ceremony, name="대표", organization=world.small),
        Guest(ceremony=ceremony, name="손님"),
    ):
        guest.save()
        announce(GuestAsked(guest, world.officer, MOMENT))

    assert kinds_told(named) == ["guest_asked"]
    assert kinds_told(world.small_lead) == ["guest_asked"]
    assert "장소: 서울 코엑스" in told(named)[0].lines


def test_every_kind_of_the_group_has_its_words():
    from sangsaeng.notices.kinds import GROUP_OF, Group, kinds_of
    from sangsaeng.notices.wording import _WORDS

    for group in (Group.CALLS, Group.ENTRIES, Group.JUDGING, Group.HONORS):
        assert {kind.value for kind in kinds_of(group)} <= set(_WORDS)
    assert set(GROUP_OF) == set(_WORDS)
    assert set(honors.WORDS) == {kind.value for kind in kinds_of(Group.HONORS)}
