"""One press of interest, its answer, and its end without one: who may, from where, once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.exchange.factories import (
    TODAY,
    make_competitor,
    make_interest,
    make_need,
    make_offer,
)
from tests.factories import MOMENT, make_member, make_operator, make_organization, make_person

from sangsaeng.exchange.actions.interest import (
    Reply,
    Words,
    accept_interest,
    decline_interest,
    expire_interest,
    remind_of_interest,
    show_interest,
    withdraw_interest,
)
from sangsaeng.exchange.models import Admission, Interest
from sangsaeng.exchange.refusals.interest import (
    AnswersWithNothing,
    AnswerTellsWho,
    InterestRuns,
    NotOut,
    OwnListing,
)
from sangsaeng.exchange.states import INTEREST_STATES
from sangsaeng.exchange.tasks import look_after_interest
from sangsaeng.kernel.house import Tick, the_house
from sangsaeng.kernel.models import AuditEvent
from sangsaeng.kernel.refusals import NotAllowed, NotFound, WrongState

pytestmark = pytest.mark.django_db
NO_WORDS = Words()


@pytest.fixture
def need():
    return make_need()


@pytest.fixture
def guest():
    return make_organization("한빛정밀")


def press(listing, organization, words=NO_WORDS, actor=None):
    actor = actor or make_member(organization)
    return show_interest(listing, organization, words, actor=actor, at=MOMENT)


def test_one_press_asks_and_gives_the_owner_two_weeks(need, guest):
    interest = press(need, guest, Words(" 우리 기술이 맞습니다. "))

    assert (interest.state, interest.message) == ("asked", "우리 기술이 맞습니다.")
    assert interest.answer_by == TODAY + timedelta(days=14)


def test_interest_may_come_from_an_own_published_text_of_the_other_side(need, guest):
    offer = make_offer(guest)

    assert press(need, guest, Words(answering=offer)).answering == offer


def test_interest_comes_from_nothing_else(need, guest):
    wrong = (make_offer(guest, state="draft"), make_need(guest), make_offer())
    for answering in wrong:
        with pytest.raises(AnswersWithNothing):
            press(need, guest, Words(answering=answering))


def test_nobody_is_interested_in_what_is_their_own(need):
    with pytest.raises(OwnListing):
        press(need, need.owner)


@pytest.mark.parametrize("state", ["draft", "submitted", "checked", "closed", "expired"])
def test_what_is_not_out_is_not_there_for_others(state, guest):
    with pytest.raises(NotFound):
        press(make_need(state=state), guest)


def test_operator_who_sees_what_is_not_out_is_told_so(guest):
    operator = make_operator()
    guest.memberships.create(person=operator, role="manager", began_at=MOMENT)

    with pytest.raises(NotOut):
        press(make_need(state="closed"), guest, actor=operator)


def test_competitor_finds_nothing_even_through_a_person_who_sees_everything(need, guest):
    make_competitor(need.owner, guest)
    operator = make_operator()
    guest.memberships.create(person=operator, role="manager", began_at=MOMENT)

    for actor in (make_member(guest), operator):
        with pytest.raises(NotFound):
            press(need, guest, actor=actor)


def test_nobody_shows_interest_in_anothers_name(need, guest):
    with pytest.raises(NotAllowed):
        press(need, guest, actor=make_member(make_organization()))


@pytest.mark.parametrize("state", ["asked", "accepted"])
def test_interest_runs_once(need, guest, state):
    make_interest(need, guest, state=state)

    with pytest.raises(InterestRuns):
        press(need, guest)


@pytest.mark.parametrize("state", ["declined", "withdrawn", "expired"])
def test_after_an_end_one_may_ask_again(need, guest, state):
    make_interest(need, guest, state=state)

    assert press(need, guest).state == "asked"


def test_it_is_the_database_that_keeps_interest_single(need, guest):
    make_interest(need, guest)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_interest(need, guest)


def test_owner_accepts_and_lets_in_with_one_answer(need, guest):
    interest = make_interest(need, guest)

    owner = make_member(need.owner)
    accept_interest(interest, Reply("반갑습니다", lets_in=True), actor=owner, at=MOMENT)

    assert (interest.state, interest.answer, interest.answered_by) == (
        "accepted",
        "반갑습니다",
        owner,
    )
    assert Admission.objects.get(listing=need).organization == guest


def test_owner_may_accept_without_opening_the_detail(need, guest):
    interest = make_interest(need, guest)

    accept_interest(interest, Reply(), actor=make_member(need.owner), at=MOMENT)

    assert not Admission.objects.exists()


def test_who_does_not_lead_the_owner_accepts_but_lets_nobody_in(need, guest):
    interest = make_interest(need, guest)
    staff = make_member(need.owner, role="staff")

    with pytest.raises(NotAllowed):
        accept_interest(interest, Reply(lets_in=True), actor=staff, at=MOMENT)

    interest.refresh_from_db()
    assert interest.state == "asked"
    accept_interest(interest, Reply(), actor=staff, at=MOMENT)


VERBS = {
    "accept": lambda one, actor: accept_interest(one, Reply(), actor=actor, at=MOMENT),
    "decline": lambda one, actor: decline_interest(one, "", actor=actor, at=MOMENT),
    "withdraw": lambda one, actor: withdraw_interest(one, actor=actor, at=MOMENT),
}
WHO = {"accept": "owner", "decline": "owner", "withdraw": "guest"}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", INTEREST_STATES.states)
@pytest.mark.parametrize("persona", ["owner", "guest", "stranger", "operator"])
def test_each_step_is_for_its_side_from_the_states_of_the_table(verb, state, persona, need, guest):
    interest = make_interest(need, guest, state=state)
    actor = {
        "owner": lambda: make_member(need.owner),
        "guest": lambda: make_member(guest),
        "stranger": make_person,
        "operator": make_operator,
    }[persona]()
    before = AuditEvent.objects.count()

    if persona != WHO[verb]:
        with pytest.raises(NotAllowed):
            VERBS[verb](interest, actor)
    elif not INTEREST_STATES.allows(state, verb):
        with pytest.raises(WrongState):
            VERBS[verb](interest, actor)
    else:
        VERBS[verb](interest, actor)
        assert interest.state == INTEREST_STATES.after(state, verb)
        return
    assert Interest.objects.get(pk=interest.pk).state == state
    assert AuditEvent.objects.count() == before


def test_of_two_answers_the_first_stands(need, guest):
    first = make_interest(need, guest)
    second = Interest.objects.get(pk=first.pk)
    one, other = make_member(need.owner), make_member(need.owner)

    decline_interest(first, "아쉽지만 어렵습니다", actor=one, at=MOMENT)
    with pytest.raises(WrongState):
        accept_interest(second, Reply(lets_in=True), actor=other, at=MOMENT)

    kept = Interest.objects.get(pk=first.pk)
    assert (kept.state, kept.answered_by) == ("declined", one)
    assert not Admission.objects.exists()


def test_without_reading_anew_the_second_answer_would_overwrite_the_first(need, guest, monkeypatch):
    first = make_interest(need, guest)
    second = Interest.objects.get(pk=first.pk)
    decline_interest(first, "", actor=make_member(need.owner), at=MOMENT)
    monkeypatch.setattr("sangsaeng.exchange.actions.interest.hold", lambda _interest: None)

    accept_interest(second, Reply(), actor=make_member(need.owner), at=MOMENT)

    assert Interest.objects.get(pk=first.pk).state == "accepted"


@pytest.mark.parametrize(
    "answer", ["가온전자 김가온입니다", "㈜ 가온 전자", "owner@gaon.example로 연락하십시오"]
)
def test_unnamed_owner_does_not_name_itself_by_declining(guest, answer):
    owner = make_organization("가온전자")
    interest = make_interest(make_need(owner, is_anonymous=True), guest)
    actor = make_member(owner)

    with pytest.raises(AnswerTellsWho):
        decline_interest(interest, answer, actor=actor, at=MOMENT)

    decline_interest(interest, "올해는 어렵습니다", actor=actor, at=MOMENT)
    named = make_interest(make_need(owner), guest)
    decline_interest(named, answer, actor=actor, at=MOMENT)


def test_late_yes_does_not_stand_beside_new_interest(need, guest):
    late = make_interest(need, guest, state="expired")
    make_interest(need, guest)

    with pytest.raises(InterestRuns):
        accept_interest(late, Reply(), actor=make_member(need.owner), at=MOMENT)


def tick(days):
    look_after_interest(Tick(MOMENT + timedelta(days=days)))


def test_house_reminds_once_and_then_ends_what_nobody_answered(need, guest):
    interest = make_interest(need, guest)

    for days, state, reminded in (
        (10, "asked", None),
        (11, "asked", TODAY + timedelta(days=11)),
        (12, "asked", TODAY + timedelta(days=11)),
        (14, "asked", TODAY + timedelta(days=11)),
        (15, "expired", TODAY + timedelta(days=11)),
    ):
        tick(days)
        interest.refresh_from_db()
        assert (interest.state, interest.reminded_on) == (state, reminded), days


def test_ticking_again_changes_nothing(need, guest):
    make_interest(need, guest)
    for day in (11, 15):
        tick(day)
        before = AuditEvent.objects.count()
        tick(day)
        assert AuditEvent.objects.count() == before


def test_looking_costs_one_statement_when_nothing_is_due(need, guest, django_assert_num_queries):
    make_interest(need, guest)

    with django_assert_num_queries(1):
        tick(1)


def test_answered_meanwhile_is_neither_ended_nor_reminded_of(need, guest):
    interest = make_interest(need, guest)
    stale = Interest.objects.get(pk=interest.pk)
    decline_interest(interest, "", actor=make_member(need.owner), at=MOMENT)

    over = MOMENT + timedelta(days=20)
    expire_interest(stale, actor=the_house(), at=over)
    remind_of_interest(Interest.objects.get(pk=interest.pk), actor=the_house(), at=over)

    kept = Interest.objects.get(pk=interest.pk)
    assert (kept.state, kept.reminded_on) == ("declined", None)
