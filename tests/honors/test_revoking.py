"""What is taken back stays to be read, says so everywhere, and nothing is deleted."""

import pytest
from tests.factories import make_operator
from tests.honors.factories import given_honor

from sangsaeng.honors.actions.recording import PastHonor, record_past_honor
from sangsaeng.honors.actions.revoking import revoke_honor
from sangsaeng.honors.models import Holder, Honor, Plaque
from sangsaeng.kernel.models import AuditEvent
from sangsaeng.kernel.refusals import Invalid, NotAllowed, WrongState
from sangsaeng.organizations.actions import merge_organizations
from sangsaeng.organizations.models import Credential

pytestmark = pytest.mark.django_db


@pytest.fixture
def given(at):
    return given_honor(at)


def test_honor_plaques_and_what_was_earned_no_longer_hold(given, later):
    world, honor = given
    revoke_honor(honor, "  허위   실적 ", actor=world.officer, at=later)
    honor.refresh_from_db()
    assert (honor.state, honor.revoked_because) == ("revoked", "허위 실적")
    assert {one.revoked_because for one in Plaque.objects.all()} == {"허위 실적"}
    earned = Credential.objects.get(organization=world.small)
    assert earned.note == "2026-11-03 취소: 허위 실적"
    assert str(earned.valid_until) == "2026-11-03"
    assert Holder.objects.count() == Plaque.objects.count() == 2


def test_it_is_written_down_who_did_it(given, later):
    world, honor = given
    revoke_honor(honor, "허위 실적", actor=world.officer, at=later)
    event = AuditEvent.objects.get(subject_type="honors.honor", action__endswith="revoke_honor")
    assert (event.actor, event.new["state"]) == (world.officer, "revoked")


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_is_taken_back(given, at, reason):
    world, honor = given
    with pytest.raises(Invalid):
        revoke_honor(honor, reason, actor=world.officer, at=at)
    assert Honor.objects.get().state == "given"


def test_it_is_taken_back_once(given, at):
    world, honor = given
    revoke_honor(honor, "허위 실적", actor=world.officer, at=at)
    with pytest.raises(WrongState):
        revoke_honor(honor, "다시", actor=world.officer, at=at)


def test_only_the_programs_officers_take_back(given, at):
    world, honor = given
    for actor in (world.small_lead, world.outsider, make_operator()):
        with pytest.raises(NotAllowed):
            revoke_honor(honor, "허위 실적", actor=actor, at=at)


def test_a_past_honor_needs_its_source_and_its_holders(given, at):
    world, honor = given
    past = PastHonor("2023 1차", honor.awarded_on, "")
    with pytest.raises(Invalid) as refused:
        record_past_honor(world.program, past, [], actor=world.officer, at=at)
    assert set(refused.value.faults) == {"source", "organizations"}
    with pytest.raises(NotAllowed):
        record_past_honor(world.program, past, [world.small], actor=world.small_lead, at=at)


def test_when_two_organizations_are_one_its_honors_move_and_its_plaques_stay(given, at):
    world, honor = given
    before = [one.credential for one in Plaque.objects.all()]
    merge_organizations(
        world.outsider.memberships.get().organization, world.small, actor=make_operator(), at=at
    )
    moved = honor.holders.get(position=2)
    assert moved.organization.name == "남의회사"
    assert moved.name == "다솜세정"
    assert [one.credential for one in Plaque.objects.all()] == before
