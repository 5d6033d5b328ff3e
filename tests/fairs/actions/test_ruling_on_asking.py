"""The rules of asking: the table of classes, the quotas, and the time to answer."""

import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection
from tests.factories import make_organization
from tests.fairs.factories import (
    make_buyer,
    make_fair,
    make_forbidden,
    make_officer,
    make_participant,
    make_request,
    make_staff,
    make_supplier,
    make_table_row,
)

from sangsaeng.fairs.actions import requesting
from sangsaeng.fairs.actions.answering import Answer, answer_request
from sangsaeng.fairs.actions.requesting import Wishes, enter_request, withdraw_request
from sangsaeng.fairs.actions.ruling_on_asking import Limits, set_asking_table, set_limits
from sangsaeng.fairs.models import AskingRule, CompanyClass, Participant, Request
from sangsaeng.fairs.refusals.asking import (
    AnswerByRefused,
    AnswersOver,
    AskedEnough,
    NotForThisClass,
    WishUnknown,
)
from sangsaeng.fairs.refusals.setting_up import DateRefused
from sangsaeng.kernel.refusals import NotAllowed, Refusal
from sangsaeng.organizations.models import Organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair():
    return make_fair(state="collecting")


@pytest.fixture
def large(fair):
    return make_buyer(fair, organization=make_organization(size_class="large"))


@pytest.fixture
def small(fair):
    return make_supplier(fair)


def ask(asking, asked, at, actor=None):
    return enter_request(asking, asked, Wishes(), actor=actor or make_staff(asking), at=at)


@pytest.mark.parametrize(
    ("kind", "size", "found"),
    [
        ("company", "large", "large"),
        ("company", "midsize", "midsize"),
        ("company", "sme", "small"),
        ("company", "startup", "small"),
        ("company", "micro", "small"),
        ("company", "", "other"),
        ("public_institution", "", "public"),
        ("local_government", "", "public"),
        ("association", "", "other"),
        ("ministry", "", "other"),
    ],
)
def test_class_follows_from_kind_and_size(kind, size, found):
    one = make_organization(kind=kind, size_class=size)

    assert CompanyClass.of(one) == found
    for company_class in CompanyClass:
        picked = Organization.objects.filter(company_class.organizations, pk=one.pk).exists()
        assert picked == (company_class == found)


def test_without_a_row_both_may_ask(large, small, at):
    assert ask(small, large, at).pk


def test_table_says_who_asks_first_and_the_other_way_stays_open(fair, large, small, at):
    make_table_row(fair, "large", "small", supplier_may_ask=False)

    with pytest.raises(NotForThisClass) as refused:
        ask(small, large, at)

    assert "중소·창업·소상공인이 대기업에" in refused.value.sentence
    assert ask(large, small, at).pk


def test_buyer_is_held_to_the_table_too(fair, large, small, at):
    make_table_row(fair, "large", "small", buyer_may_ask=False)

    with pytest.raises(NotForThisClass):
        ask(large, small, at)
    assert ask(small, large, at).pk


def test_officer_may_always_enter(fair, large, small, at):
    make_table_row(fair, "large", "small", supplier_may_ask=False, buyer_may_ask=False)
    fair.supplier_quota, fair.answer_by = 0, at
    fair.save()

    assert ask(small, large, at, make_officer(fair)).asking_side == ""


def test_members_of_one_population_are_under_no_table(at):
    fair = make_fair(state="collecting", population="one")
    make_table_row(fair, "small", "small", supplier_may_ask=False, buyer_may_ask=False)

    assert ask(make_participant(fair), make_participant(fair), at).pk


def test_pair_kept_apart_asks_and_is_refused_like_any_other(large, small, at):
    make_forbidden(large, small)

    assert ask(small, large, at).pk


def test_nobody_asks_for_what_it_does_not_want(large, small, at):
    with pytest.raises(WishUnknown):
        enter_request(small, large, Wishes(supplier="no_thanks"), actor=make_staff(small), at=at)


def test_quota_counts_what_one_asked_itself_and_is_still_open(fair, large, small, at):
    fair.supplier_quota = 1
    fair.save()
    make_request(make_buyer(fair), small, asking_side="buyer")
    make_request(make_buyer(fair), small)
    first = ask(small, large, at)

    with pytest.raises(AskedEnough):
        ask(small, make_buyer(fair), at)
    answer_request(first, "buyer", Answer("no_thanks"), actor=make_staff(large), at=at)
    second = ask(small, make_buyer(fair), at)
    withdraw_request(second, actor=make_staff(small), at=at)

    assert ask(small, make_buyer(fair), at).pk


def test_each_side_has_its_own_quota(fair, large, small, at):
    fair.supplier_quota = 0
    fair.save()

    with pytest.raises(AskedEnough):
        ask(small, large, at)
    assert ask(large, small, at).pk


def test_member_of_one_population_follows_its_quota_on_either_side(at):
    fair = make_fair(state="collecting", population="one", supplier_quota=2)
    first, own, last = (make_participant(fair) for _ in range(3))
    ask(own, first, at)
    ask(own, last, at)

    with pytest.raises(AskedEnough):
        ask(own, make_participant(fair), at)


def test_nobody_asks_when_nobody_could_answer_in_time(fair, large, small, at):
    fair.answer_by = at
    fair.save()

    with pytest.raises(AnswersOver):
        ask(small, large, at)


def race(at, *wanted):
    """Everybody asks at once: each is who asks and who is asked."""
    staff = {asking: make_staff(asking) for asking, _asked in wanted}
    together = threading.Barrier(len(wanted))
    ends = []

    def run(asking, asked):
        together.wait()
        try:
            enter_request(asking, asked, Wishes(), actor=staff[asking], at=at)
            ends.append("entered")
        except Refusal as refused:
            ends.append(refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ends)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_not_exceed_the_quota(at):
    fair = make_fair(state="collecting", supplier_quota=1)
    supplier = make_supplier(fair)

    ends = race(at, (supplier, make_buyer(fair)), (supplier, make_buyer(fair)))

    assert ends == ["entered", "fair.asked_enough"]
    assert Request.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_that_ask_each_other_at_once_do_not_wait_for_each_other_forever(at):
    fair = make_fair(state="collecting", supplier_quota=5, buyer_quota=5)
    supplier, buyer = make_supplier(fair), make_buyer(fair)

    assert race(at, (supplier, buyer), (buyer, supplier)) == [
        "entered",
        "fair.already_requested",
    ]


def test_asking_holds_the_participant_before_it_counts(large, small, at, monkeypatch):
    """The order that makes the race safe: hold, then count. The twin counts nothing."""
    order = []
    held, counted = Participant.objects.all().__class__.select_for_update, requesting.asker

    def hold(rows, *args, **kwargs):
        order.append("hold")
        return held(rows, *args, **kwargs)

    def count(participant, *, at):
        order.append("count")
        return counted(participant, at=at)

    monkeypatch.setattr(Participant.objects.all().__class__, "select_for_update", hold)
    monkeypatch.setattr(requesting, "asker", count)
    ask(small, large, at)

    assert order == ["hold", "count"]


def test_quota_that_is_not_looked_at_is_exceeded(fair, large, small, at, monkeypatch):
    """The twin: without the rules in the way the quota is nothing but a number."""
    fair.supplier_quota = 0
    fair.save()
    monkeypatch.setattr(requesting, "_hold_to_the_rules", lambda *_: None)

    assert ask(small, large, at).pk


def test_officer_sets_the_whole_table_at_once(fair, at):
    make_table_row(fair, "public", "small", buyer_may_ask=False)
    officer = make_officer(fair)

    set_asking_table(
        fair,
        {
            ("large", "small"): (True, False),
            ("midsize", "small"): (True, True),
            ("nobody", "small"): (False, False),
        },
        actor=officer,
        at=at,
    )

    row = AskingRule.objects.get()
    assert (row.buyer_class, row.supplier_class) == ("large", "small")
    assert (row.buyer_may_ask, row.supplier_may_ask) == (True, False)


def test_officer_sets_limits_and_no_deadline_in_the_past(fair, at):
    officer = make_officer(fair)
    by = at + timedelta(days=2)

    set_limits(fair, Limits(5, 3, by), actor=officer, at=at)
    with pytest.raises(AnswerByRefused):
        set_limits(fair, Limits(5, 3, at), actor=officer, at=at)
    set_limits(fair, Limits(6, 3, by), actor=officer, at=by)

    fair.refresh_from_db()
    assert (fair.buyer_quota, fair.supplier_quota, fair.answer_by) == (6, 3, by)


def test_parties_set_no_rules(fair, small, at):
    for deed in (
        lambda: set_limits(fair, Limits(), actor=make_staff(small), at=at),
        lambda: set_asking_table(fair, {}, actor=make_staff(small), at=at),
    ):
        with pytest.raises(NotAllowed):
            deed()


def test_time_to_answer_out_of_every_calendar_is_refused(at):
    fair = make_fair(zone="America/New_York", state="collecting")
    late = datetime(9999, 12, 31, 23, 59, tzinfo=fair.tz)

    with pytest.raises(DateRefused):
        set_limits(fair, Limits(answer_by=late), actor=make_officer(fair), at=at)
