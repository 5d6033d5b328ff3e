"""An honor goes once, jointly, to every partner of a selected case, and is counted without gaps."""

from dataclasses import replace
from datetime import date

import pytest
from tests.factories import make_member, make_person
from tests.programs.factories import call_world, make_entry

from sangsaeng.honors.actions.giving import Award, give_honor, give_honors
from sangsaeng.honors.actions.revoking import revoke_honor
from sangsaeng.honors.events import HonorGiven
from sangsaeng.honors.models import Honor, Plaque
from sangsaeng.honors.proving import Token
from sangsaeng.honors.queries.giving import planned
from sangsaeng.honors.refusals import (
    HonorGivenAlready,
    NobodyJoined,
    NothingToGive,
    NotSelected,
    OwnCase,
)
from sangsaeng.kernel import events
from sangsaeng.kernel.events import listen
from sangsaeng.kernel.refusals import NotAllowed
from sangsaeng.organizations.models import Credential
from sangsaeng.programs.models import Entry

pytestmark = pytest.mark.django_db

AWARD = Award(date(2026, 11, 20), part="기술협력", summary="세정 공정을 함께 고쳤습니다.")


@pytest.fixture
def world():
    """A call whose results are out: one case selected, the other not."""
    made = call_world(state="published")
    Entry.objects.filter(pk=made.entry.pk).update(state="selected")
    Entry.objects.filter(pk=made.rival.pk).update(state="not_selected")
    made.entry.refresh_from_db()
    return made


def test_every_partner_holds_it_under_the_name_it_bore_on_that_day(world, at):
    honor = give_honor(world.entry, AWARD, actor=world.officer, at=at)
    world.small.name = "다른이름"
    world.small.save()
    assert [one.name for one in honor.holders.all()] == ["한빛전자", "다솜세정"]
    assert [one.part for one in honor.holders.all()] == ["수요기업", "협력기업"]


def test_each_holder_gets_a_plaque_of_its_own_for_one_shared_achievement(world, at):
    give_honor(world.entry, AWARD, actor=world.officer, at=at)
    said = [Token.read(one.credential).payload for one in Plaque.objects.all()]
    subjects = [one["credentialSubject"] for one in said]
    assert len(said) == 2
    assert subjects[0]["achievement"] == subjects[1]["achievement"]
    assert {one["identifier"][0]["identityHash"] for one in subjects} == {"한빛전자", "다솜세정"}
    assert said[0]["credentialStatus"] != said[1]["credentialStatus"]


def test_what_was_earned_stands_with_each_holder_and_names_our_page(world, at):
    honor = give_honor(world.entry, AWARD, actor=world.officer, at=at)
    earned = Credential.objects.get(organization=world.small)
    assert earned.source == f"http://localhost:8000/honors/{honor.code}/"
    assert (earned.kind, earned.awarded_on) == ("award", AWARD.awarded_on)
    assert earned.note == "함께 받음: 한빛전자"


def test_only_a_partner_that_joined_is_honored(world, at):
    world.entry.partners.filter(organization=world.small).update(state="invited")
    honor = give_honor(world.entry, AWARD, actor=world.officer, at=at)
    assert [one.organization for one in honor.holders.all()] == [world.large]


def test_a_case_nobody_joined_is_refused(world, at):
    world.entry.partners.update(state="declined")
    with pytest.raises(NobodyJoined):
        give_honor(world.entry, AWARD, actor=world.officer, at=at)


def test_the_same_case_is_honored_once(world, at):
    give_honor(world.entry, AWARD, actor=world.officer, at=at)
    with pytest.raises(HonorGivenAlready):
        give_honor(world.entry, AWARD, actor=world.officer, at=at)
    assert Honor.objects.count() == 1


def test_a_case_that_was_not_selected_is_refused(world, at):
    with pytest.raises(NotSelected):
        give_honor(world.rival, AWARD, actor=world.officer, at=at)


def test_before_the_results_are_out_nobody_gives(world, at):
    type(world.call).objects.filter(pk=world.call.pk).update(state="judging", published_at=None)
    world.entry.call.refresh_from_db()
    with pytest.raises(NotAllowed):
        give_honor(world.entry, AWARD, actor=world.officer, at=at)


@pytest.mark.parametrize("who", ["large_lead", "small_lead", "outsider", "operator"])
def test_only_officers_give(world, at, who):
    actor = make_person(is_operator=True) if who == "operator" else getattr(world, who)
    with pytest.raises(NotAllowed):
        give_honor(world.entry, AWARD, actor=actor, at=at)
    with pytest.raises(NotAllowed):
        give_honors(world.call, AWARD, actor=actor, at=at)


def test_nobody_gives_an_honor_to_their_own_case(world, at):
    world.small.memberships.create(person=world.officer, role="staff", began_at=at)
    with pytest.raises(OwnCase):
        give_honor(world.entry, AWARD, actor=world.officer, at=at)
    with pytest.raises(NothingToGive):
        give_honors(world.call, AWARD, actor=world.officer, at=at)
    assert planned(world.call, world.officer)[0].is_own


def test_all_at_once_numbers_without_gaps_just_as_the_dry_run_said(world, at):
    make_entry(world.call, world.other, world.other_small, state="selected", title="둘째")
    make_entry(world.call, world.large, world.other_small, state="selected", title="셋째")
    said = [(one.entry.pk, one.number) for one in planned(world.call, world.officer)]
    given = give_honors(world.call, AWARD, actor=world.officer, at=at)
    assert [(one.entry_id, one.number) for one in given] == said
    assert sorted(one.number for one in given) == [1, 2, 3]
    assert planned(world.call, world.officer) == []


def test_a_revoked_number_is_never_given_again(world, at):
    first = give_honor(world.entry, AWARD, actor=world.officer, at=at)
    revoke_honor(first, "허위 실적", actor=world.officer, at=at)
    Entry.objects.filter(pk=world.rival.pk).update(state="selected")
    world.rival.refresh_from_db()
    assert give_honor(world.rival, AWARD, actor=world.officer, at=at).number == 2


def test_when_one_of_many_fails_none_is_given(world, at):
    other = make_entry(world.call, world.other, world.other_small, state="selected")
    other.partners.update(state="declined")
    with pytest.raises(NobodyJoined):
        give_honors(world.call, AWARD, actor=world.officer, at=at)
    assert not Honor.objects.exists()


def test_whoever_listens_hears_of_it(world, at):
    heard = []
    hear = heard.append
    listen(HonorGiven)(hear)
    try:
        honor = give_honor(world.entry, AWARD, actor=world.officer, at=at)
    finally:
        events._listeners[HonorGiven].remove(hear)  # noqa: SLF001 - listeners are for life outside tests
    assert [one.honor for one in heard] == [honor]


def test_a_person_of_merit_is_named(world, at):
    honor = give_honor(
        world.entry, replace(AWARD, person_name="김공로"), actor=world.officer, at=at
    )
    said = Token.read(honor.holders.first().plaques.get().credential).payload
    assert said["credentialSubject"]["identifier"][1]["identityHash"] == "김공로"


def test_somebody_who_joined_the_office_today_may_give(world, at):
    colleague = make_member(world.host)
    world.program.officers.create(person=colleague, began_at=at)
    assert give_honor(world.entry, AWARD, actor=colleague, at=at).number == 1
