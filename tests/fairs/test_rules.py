"""Who may do what at a fair."""

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.factories import make_member, make_operator, make_organization, make_person
from tests.fairs.factories import (
    make_buyer,
    make_desk,
    make_fair,
    make_officer,
    make_request,
    make_staff,
    make_supplier,
)

from sangsaeng.fairs import rules
from sangsaeng.organizations.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(at):
    fair = make_fair(state="collecting")
    buyer, supplier = make_buyer(fair), make_supplier(fair)
    left = make_staff(supplier)
    Membership.objects.filter(person=left).update(ended_at=at)
    return {
        "fair": fair,
        "buyer": buyer,
        "supplier": supplier,
        "request": make_request(buyer, supplier, asking_side="supplier"),
        "people": {
            "anonymous": AnonymousUser(),
            "outsider": make_person(),
            "buyer_staff": make_staff(buyer),
            "supplier_staff": make_staff(supplier),
            "ex_member": left,
            "desk": make_desk(fair),
            "officer": make_officer(fair),
            "other_officer": make_officer(make_fair()),
            "operator": make_operator(),
        },
    }


def allowed(world, question):
    return {name for name, person in world["people"].items() if question(person) is True}


def test_officers_and_operators_run_a_fair(world):
    assert allowed(world, lambda one: rules.may_run(one, world["fair"])) == {"officer", "operator"}


def test_desk_sees_all_and_runs_nothing(world):
    seeing = allowed(world, lambda one: rules.may_see_all(one, world["fair"]))

    assert seeing == {"desk", "officer", "operator"}


def test_party_speaks_for_itself_while_requests_are_collected(world):
    asking = allowed(world, lambda one: rules.may_request(one, world["supplier"]))

    assert asking == {"supplier_staff", "officer", "operator"}


def test_party_no_longer_asks_once_requests_are_closed(world):
    world["fair"].state = "planning"
    world["supplier"].fair = world["fair"]

    assert allowed(world, lambda one: rules.may_request(one, world["supplier"])) == {
        "officer",
        "operator",
    }


def test_only_who_asked_takes_a_request_back(world):
    taking = allowed(world, lambda one: rules.may_withdraw(one, world["request"]))

    assert taking == {"supplier_staff", "officer", "operator"}


def test_request_entered_for_both_is_taken_back_by_officers(world):
    world["request"].asking_side = ""

    assert allowed(world, lambda one: rules.may_withdraw(one, world["request"])) == {
        "officer",
        "operator",
    }


def test_each_side_states_its_own_wish_only(world):
    request = world["request"]

    assert allowed(world, lambda one: rules.may_state_wish(one, request, "buyer")) == {
        "buyer_staff",
        "officer",
        "operator",
    }
    assert "buyer_staff" not in allowed(
        world, lambda one: rules.may_state_wish(one, request, "supplier")
    )


def test_managers_of_bodies_that_run_fairs_may_open_one():
    association = make_organization(kind="association")

    assert rules.may_open_fairs_for(make_member(association), association) is True
    assert rules.may_open_fairs_for(make_member(make_organization()), association) is False
    assert rules.may_open_fairs(make_member(make_organization())) is False
    assert rules.may_open_fairs(AnonymousUser()) is False
