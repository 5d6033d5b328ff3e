"""The same merit is not awarded twice, whether this site gave the award or only knows of it."""

import pytest
from tests.factories import make_organization
from tests.honors.factories import given_honor, make_honor
from tests.programs.factories import make_call, make_entry

from sangsaeng.honors.actions.revoking import revoke_honor
from sangsaeng.honors.merits import honors_held
from sangsaeng.programs.eligibility import Application

pytestmark = pytest.mark.django_db


def told_by(entry, at, **answers):
    partners = list(entry.partners.select_related("organization", "seat"))
    return Application(entry, answers, partners, entry.title, at)


def awards(entry, at, **answers):
    return [one.award for one in honors_held(told_by(entry, at, **answers), "")]


@pytest.fixture
def again(at):
    """A holder of an honor enters the next round."""
    world, honor = given_honor(at)
    call = make_call(world.program, slug="next")
    return world, honor, make_entry(call, world.large, make_organization("새짝"), title=honor.title)


def test_an_honor_of_any_partner_is_named(again, at):
    _world, _honor, entry = again
    assert awards(entry, at) == ["윈윈 아너스 2026년 1차"]


def test_a_past_honor_counts_as_well(again, at):
    world, _honor, _entry = again
    make_honor(world.program, world.other, round="2023 1차", title="옛 사례")
    assert awards(make_entry(world.call, world.other), at) == ["윈윈 아너스 2023 1차"]


def test_a_revoked_honor_no_longer_stands_in_the_way(again, at):
    world, honor, entry = again
    revoke_honor(honor, "허위 실적", actor=world.officer, at=at)
    assert awards(entry, at) == []


def test_a_person_who_was_honored_is_found_wherever_they_work_now(at):
    world, honor = given_honor(at, person_name="김공로")
    entry = make_entry(world.call, make_organization("새직장"))
    assert awards(entry, at, person="김공로") == [f"윈윈 아너스 {honor.round}"]
    assert awards(entry, at, person="이공로") == []


def test_the_case_is_not_held_against_itself(again, at):
    world, _honor, _entry = again
    assert awards(world.entry, at) == []
