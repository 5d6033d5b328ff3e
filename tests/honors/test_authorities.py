"""Authorities: a key opens one question about some kinds, for a time, and every question is kept."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import MOMENT, make_member, make_operator, make_organization
from tests.honors.factories import make_authority, make_benefit, make_honor, make_key
from tests.programs.factories import call_world

from sangsaeng.honors.actions import authorities
from sangsaeng.honors.actions.authorities import (
    MOST_IN_A_MINUTE,
    Asked,
    Grant,
    ask_as_member,
    ask_with_token,
    end_key,
    issue_key,
)
from sangsaeng.honors.models import AuthorityKey, BenefitQuestion
from sangsaeng.honors.queries.benefits import (
    key_of_token,
    open_keys_of,
    organization_named,
    questions_about,
)
from sangsaeng.honors.refusals import (
    AskedTooOften,
    KeeperNotThere,
    KeyExpiresTooLate,
    KeyNotOpen,
    KindNotOpened,
    NotAnAuthority,
)
from sangsaeng.kernel.refusals import NotAllowed

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 2)


@pytest.fixture
def world():
    world = call_world(state="published")
    world.honor = make_honor(world.program, world.small)
    world.benefit = make_benefit(world.honor.holders.get())
    world.authority, world.keeper = make_authority()
    world.key, world.token = make_key(world.authority, world.keeper)
    return world


def ask(world, organization=None, kind="immigration", day=TODAY, at=MOMENT):
    asked = Asked(organization or world.small, kind, day)
    return ask_with_token(world.key, asked, actor=world.keeper, at=at)


def test_the_answer_is_yes_on_its_days_and_no_beside_them(world):
    assert ask(world, day=date(2026, 12, 31)).holds
    assert ask(world, day=date(2026, 12, 31)).until == date(2026, 12, 31)
    assert not ask(world, day=date(2027, 1, 1)).holds
    assert not ask(world, day=date(2025, 12, 31)).holds


def test_another_organization_holds_nothing_of_it(world):
    assert not ask(world, world.large).holds


def test_an_honor_taken_back_answers_no(world):
    world.honor.state, world.honor.revoked_because = "revoked", "사실과 다름"
    world.honor.revoked_at = MOMENT
    world.honor.save()

    assert not ask(world).holds


def test_every_question_is_kept_and_the_asked_organization_reads_it(world):
    ask(world)
    ask_as_member(
        world.key, Asked(world.small, "immigration", TODAY), actor=world.keeper, at=MOMENT
    )

    kept = list(questions_about(world.small_lead))
    assert [(one.kind, one.holds, one.asked_by) for one in kept] == [
        ("immigration", True, world.keeper),
        ("immigration", True, None),
    ]
    assert not questions_about(world.large_lead)


def test_unknown_and_known_without_are_answered_alike_and_cost_the_same(world):
    nobody = organization_named(business_number="999-99-99999")
    assert nobody is None

    def asked(organization):
        with CaptureQueriesContext(connection) as caught:
            answer = ask_with_token(
                world.key, Asked(organization, "immigration", TODAY), actor=world.keeper, at=MOMENT
            )
        return answer, len(caught)

    assert asked(nobody) == asked(world.large)
    assert BenefitQuestion.objects.filter(organization=None, holds=False).count() == 1


def test_the_key_opens_only_its_kinds(world):
    with pytest.raises(KindNotOpened):
        ask(world, kind="survey_exemption")
    assert not BenefitQuestion.objects.exists()


@pytest.mark.parametrize("days", [0, 1])
def test_the_last_day_of_a_key_is_its_last(world, days):
    at = MOMENT.replace(year=2027, month=3, day=31, hour=14, minute=59) + timedelta(hours=days * 2)
    AuthorityKey.objects.update(expires_on=date(2027, 3, 31))
    if days:
        assert key_of_token(world.token, at=at) is None
        with pytest.raises(KeyNotOpen):
            ask(world, at=at)
    else:
        assert key_of_token(world.token, at=at) == world.key
        assert ask(world, at=at) is not None


def test_an_ended_key_opens_nothing_at_once(world):
    operator = make_operator()
    end_key(world.key, actor=operator, at=MOMENT)

    assert key_of_token(world.token, at=MOMENT) is None
    with pytest.raises(KeyNotOpen):
        ask(world)


def test_the_key_dies_with_its_keepers_place(world):
    world.keeper.memberships.update(ended_at=MOMENT)

    assert key_of_token(world.token, at=MOMENT) is None
    with pytest.raises(KeyNotOpen):
        ask(world)


def test_a_colleague_asks_on_the_page_until_they_leave(world):
    colleague = make_member(world.authority)
    assert world.key in open_keys_of(colleague, at=MOMENT)
    asked = Asked(world.small, "immigration", TODAY)
    assert ask_as_member(world.key, asked, actor=colleague, at=MOMENT).holds

    colleague.memberships.update(ended_at=MOMENT)
    assert not open_keys_of(colleague, at=MOMENT)
    with pytest.raises(NotAllowed):
        ask_as_member(world.key, asked, actor=colleague, at=MOMENT)


def test_others_cannot_ask_with_the_key(world):
    asked = Asked(world.small, "immigration", TODAY)
    for person in (world.small_lead, world.outsider, make_operator()):
        with pytest.raises(NotAllowed):
            ask_as_member(world.key, asked, actor=person, at=MOMENT)


def test_only_the_digest_of_the_token_is_kept(world):
    key, token = issue_key(world.authority, grant(world), actor=make_operator(), at=MOMENT)

    assert token not in str(AuthorityKey.objects.filter(pk=key.pk).values())
    assert key_of_token(token, at=MOMENT) == key
    assert key_of_token(key.digest, at=MOMENT) is None


def grant(world, **fields):
    fields = {
        "keeper": world.keeper,
        "purpose": "우대 심사대",
        "kinds": ("immigration",),
        "expires_on": date(2027, 6, 30),
    } | fields
    return Grant(**fields)


def test_keys_are_given_by_operators_to_authorities_and_their_people_for_a_time(world):
    operator = make_operator()
    with pytest.raises(NotAllowed):
        issue_key(world.authority, grant(world), actor=world.officer, at=MOMENT)
    with pytest.raises(NotAnAuthority):
        issue_key(world.small, grant(world, keeper=world.small_lead), actor=operator, at=MOMENT)
    with pytest.raises(KeeperNotThere):
        issue_key(world.authority, grant(world, keeper=world.outsider), actor=operator, at=MOMENT)
    for day in (date(2026, 11, 1), date(2027, 11, 4)):
        with pytest.raises(KeyExpiresTooLate):
            issue_key(world.authority, grant(world, expires_on=day), actor=operator, at=MOMENT)


def test_a_key_asks_so_often_in_a_minute_and_then_waits(world):
    for second in range(MOST_IN_A_MINUTE):
        ask(world, at=MOMENT + timedelta(seconds=second / 2))
    with pytest.raises(AskedTooOften) as refused:
        ask(world, at=MOMENT + timedelta(seconds=40))

    assert refused.value.retry_after == 20
    assert ask(world, at=MOMENT + timedelta(seconds=60)).holds
    assert BenefitQuestion.objects.count() == MOST_IN_A_MINUTE + 1


def test_the_pace_of_one_key_does_not_hold_up_another(world, monkeypatch):
    monkeypatch.setattr(authorities, "MOST_IN_A_MINUTE", 1)
    other, _token = make_key(world.authority, world.keeper)
    ask(world)
    with pytest.raises(AskedTooOften):
        ask(world)

    asked = Asked(world.small, "immigration", TODAY)
    assert ask_with_token(other, asked, actor=world.keeper, at=MOMENT).holds


@pytest.mark.django_db(transaction=True)
def test_two_questions_at_a_time_are_not_both_the_last(world, monkeypatch):
    monkeypatch.setattr(authorities, "MOST_IN_A_MINUTE", 3)
    ask(world)
    ask(world)
    together = Barrier(4)

    def one(_number):
        together.wait()
        try:
            ask(world)
        except AskedTooOften:
            return "refused"
        finally:
            connection.close()
        return "answered"

    with ThreadPoolExecutor(4) as pool:
        said = sorted(pool.map(one, range(4)))

    assert said == ["answered", "refused", "refused", "refused"]


def test_an_organization_that_became_another_is_answered_as_the_other(world):
    former = make_organization("옛이름", business_number="1234567891", merged_into=world.small)

    assert organization_named(business_number="123-45-67891") == world.small
    assert organization_named(code=former.code.lower()) == world.small
    assert organization_named() is None
