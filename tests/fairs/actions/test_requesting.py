"""Requests: asked, answered, taken back, fixed and forbidden."""

import threading

import pytest
from django.db import connection
from tests.factories import make_person
from tests.fairs.factories import (
    make_away,
    make_buyer,
    make_fair,
    make_forbidden,
    make_officer,
    make_participant,
    make_pin,
    make_request,
    make_slots,
    make_staff,
    make_supplier,
)

from sangsaeng.fairs.actions.requesting import (
    Wishes,
    allow,
    describe_request,
    enter_request,
    forbid,
    pin,
    state_wish,
    unpin,
    withdraw_request,
)
from sangsaeng.fairs.models import ForbiddenPair, Pin, Request
from sangsaeng.fairs.refusals.asking import AlreadyRequested, WishUnknown
from sangsaeng.fairs.refusals.planning import PinClashes
from sangsaeng.fairs.refusals.setting_up import SidesDoNotMeet
from sangsaeng.kernel.refusals import NotAllowed, Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair():
    return make_fair(state="collecting")


@pytest.fixture
def buyer(fair):
    return make_buyer(fair)


@pytest.fixture
def supplier(fair):
    return make_supplier(fair)


def test_supplier_asks_in_its_own_name_only(buyer, supplier, at):
    wishes = Wishes(buyer="must", supplier="want", purpose="purchase", topic="노즐")

    request = enter_request(supplier, buyer, wishes, actor=make_staff(supplier), at=at)

    assert (request.buyer, request.supplier) == (buyer, supplier)
    assert (request.buyer_wish, request.supplier_wish) == ("unstated", "want")
    assert request.asking_side == "supplier"


def test_officer_speaks_for_both(fair, buyer, supplier, at):
    request = enter_request(
        buyer, supplier, Wishes("must", "possible"), actor=make_officer(fair), at=at
    )

    assert (request.buyer_wish, request.supplier_wish) == ("must", "possible")
    assert request.asking_side == ""


def test_nobody_asks_for_another(buyer, supplier, at):
    for actor in (make_person(), make_staff(buyer)):
        with pytest.raises(NotAllowed):
            enter_request(supplier, buyer, Wishes(), actor=actor, at=at)


def test_nobody_asks_before_or_after_requests_are_collected(at):
    for state in ("preparing", "planning", "published", "ended"):
        fair = make_fair(state=state)
        supplier = make_supplier(fair)
        with pytest.raises(NotAllowed):
            enter_request(supplier, make_buyer(fair), Wishes(), actor=make_staff(supplier), at=at)


def test_two_have_one_standing_request(buyer, supplier, at):
    staff = make_staff(supplier)
    first = enter_request(supplier, buyer, Wishes(), actor=staff, at=at)

    with pytest.raises(AlreadyRequested):
        enter_request(supplier, buyer, Wishes(), actor=staff, at=at)
    withdraw_request(first, actor=staff, at=at)
    enter_request(supplier, buyer, Wishes(), actor=staff, at=at)

    assert Request.objects.standing().count() == 1


def test_suppliers_do_not_meet_each_other(fair, supplier, at):
    with pytest.raises(SidesDoNotMeet):
        enter_request(supplier, make_supplier(fair), Wishes(), actor=make_staff(supplier), at=at)


def test_members_of_one_population_meet_and_the_earlier_is_kept_first(at):
    fair = make_fair(state="collecting", population="one")
    first, second = make_participant(fair), make_participant(fair)

    request = enter_request(second, first, Wishes(supplier="must"), actor=make_staff(second), at=at)

    assert (request.buyer, request.supplier) == (first, second)
    assert (request.buyer_wish, request.supplier_wish) == ("unstated", "must")


def test_wish_that_is_none_is_refused(buyer, supplier, at):
    request = make_request(buyer, supplier)

    with pytest.raises(WishUnknown):
        state_wish(request, "buyer", "very much", actor=make_staff(buyer), at=at)
    with pytest.raises(WishUnknown):
        Wishes(purpose="fun")


def test_asked_side_answers_and_does_not_take_back(buyer, supplier, at):
    request = make_request(buyer, supplier, asking_side="supplier", supplier_wish="must")
    staff = make_staff(buyer)

    state_wish(request, "buyer", "no_thanks", actor=staff, at=at)
    for deed in (
        lambda: state_wish(request, "supplier", "possible", actor=staff, at=at),
        lambda: withdraw_request(request, actor=staff, at=at),
        lambda: describe_request(request, "other", "바꿈", actor=staff, at=at),
    ):
        with pytest.raises(NotAllowed):
            deed()

    request.refresh_from_db()
    assert (request.buyer_wish, request.supplier_wish) == ("no_thanks", "must")


def test_forbidden_pair_is_silent_to_the_party(buyer, supplier, at):
    make_forbidden(buyer, supplier)

    request = enter_request(supplier, buyer, Wishes(), actor=make_staff(supplier), at=at)

    assert request.pk


def test_officer_fixes_and_frees_a_slot(fair, buyer, supplier, at):
    officer = make_officer(fair)
    first, second, *_ = make_slots(fair)
    request = make_request(buyer, supplier)

    pin(request, first, actor=officer, at=at)
    pin(request, second, actor=officer, at=at)
    assert Pin.objects.get().slot == second
    unpin(request, actor=officer, at=at)

    assert not Pin.objects.exists()


def test_slot_is_not_fixed_where_it_cannot_be_kept(fair, buyer, supplier, at):
    officer = make_officer(fair)
    first, second, third, _fourth = make_slots(fair)
    request = make_request(buyer, supplier)
    make_away(supplier, first)
    make_pin(make_request(make_buyer(fair), supplier), second)
    make_pin(make_request(buyer, make_supplier(fair)), third)
    foreign = make_slots(make_fair())[0]

    for slot in (first, second, third, foreign):
        with pytest.raises(PinClashes):
            pin(request, slot, actor=officer, at=at)

    assert not Pin.objects.filter(request=request).exists()


def test_forbidding_lets_a_pin_fall_and_is_undone(fair, buyer, supplier, at):
    officer = make_officer(fair)
    [slot] = make_slots(fair, 1)
    request = make_request(buyer, supplier)
    make_pin(request, slot)

    pair = forbid(supplier, buyer, "계열사", actor=officer, at=at)
    assert (pair.buyer, pair.supplier, Pin.objects.count()) == (buyer, supplier, 0)
    with pytest.raises(PinClashes):
        pin(request, slot, actor=officer, at=at)
    allow(pair, actor=officer, at=at)

    assert not ForbiddenPair.objects.exists()


def test_parties_rule_over_nothing(fair, buyer, supplier, at):
    [slot] = make_slots(fair, 1)
    request = make_request(buyer, supplier)

    for actor in (make_staff(buyer), make_staff(supplier), make_person()):
        with pytest.raises(NotAllowed):
            pin(request, slot, actor=actor, at=at)
        with pytest.raises(NotAllowed):
            forbid(buyer, supplier, "", actor=actor, at=at)


@pytest.mark.django_db(transaction=True)
def test_two_equal_requests_at_once_become_one(at):
    fair = make_fair(state="collecting")
    buyer, supplier = make_buyer(fair), make_supplier(fair)
    staff = make_staff(supplier)
    together = threading.Barrier(2)
    ends = []

    def ask():
        together.wait()
        try:
            enter_request(supplier, buyer, Wishes(), actor=staff, at=at)
            ends.append("entered")
        except Refusal as refused:
            ends.append(refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(ends) == ["entered", "fair.already_requested"]
    assert Request.objects.count() == 1


def test_database_itself_refuses_a_second_standing_request(buyer, supplier, at, monkeypatch):
    """The twin of the race: the look before the leap is blinded, the constraint still holds."""
    make_request(buyer, supplier)
    monkeypatch.setattr(
        "sangsaeng.fairs.models.request.RequestQuerySet.standing", lambda rows: rows.none()
    )

    with pytest.raises(AlreadyRequested):
        enter_request(supplier, buyer, Wishes(), actor=make_staff(supplier), at=at)
