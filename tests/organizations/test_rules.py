"""Every rule answers every persona with a bool, and a stranger with no."""

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.factories import make_member, make_operator, make_organization, make_person

from sangsaeng.kernel.permissions import registry
from sangsaeng.organizations import rules
from sangsaeng.organizations.actions import end_membership
from sangsaeng.organizations.models import Membership, Role

pytestmark = pytest.mark.django_db

NOBODY, STRANGER, FORMER = "nobody", "stranger", "former"
STAFF, MANAGER, OWNER, OTHER, OPERATOR = "staff", "manager", "owner", "other", "operator"
EVERYBODY = {NOBODY, STRANGER, FORMER, STAFF, MANAGER, OWNER, OTHER, OPERATOR}
SIGNED_IN = EVERYBODY - {NOBODY}

# For each rule about the organization, who is answered yes.
YES = {
    "is_member": {STAFF, MANAGER, OWNER},
    "may_enter": SIGNED_IN,
    "may_import": {OPERATOR},
    "may_see_people": {STAFF, MANAGER, OWNER, OPERATOR},
    "may_edit": {MANAGER, OWNER, OPERATOR},
    "may_edit_identity": {OPERATOR},
    "may_record_credentials": {OPERATOR},
    "may_merge": {OPERATOR},
    "may_invite": {MANAGER, OWNER, OPERATOR},
    "may_end": {MANAGER, OWNER, OPERATOR},
    "may_change_role": {MANAGER, OWNER, OPERATOR},
    "may_claim": {STRANGER, FORMER, OTHER, OPERATOR},
    "may_answer_claims": {OPERATOR},
}


@pytest.fixture
def organization():
    return make_organization()


@pytest.fixture
def personas(organization, at):
    people = {
        NOBODY: AnonymousUser(),
        STRANGER: make_person(),
        FORMER: make_member(organization, Role.OWNER),
        STAFF: make_member(organization, Role.STAFF),
        MANAGER: make_member(organization, Role.MANAGER),
        OWNER: make_member(organization, Role.OWNER),
        OTHER: make_member(make_organization(), Role.OWNER),
        OPERATOR: make_operator(),
    }
    left = Membership.objects.get(person=people[FORMER])
    end_membership(left, actor=people[OPERATOR], at=at)
    return people


@pytest.fixture
def arguments(organization):
    make_member(organization, Role.STAFF)
    colleague = Membership.objects.filter(organization=organization, role=Role.STAFF).last()
    return {
        "may_enter": (),
        "may_import": (),
        "may_merge": (),
        "may_answer_claims": (),
        "may_invite": (organization, Role.STAFF),
        "may_end": (colleague,),
        "may_change_role": (colleague, Role.MANAGER),
    }


@pytest.mark.parametrize("rule", YES)
def test_rule_says_yes_to_exactly_these(personas, organization, arguments, rule):
    asked = getattr(rules, rule)
    given = arguments.get(rule, (organization,))

    answers = {name: asked(person, *given) for name, person in personas.items()}

    assert {type(answer) for answer in answers.values()} == {bool}
    assert {name for name, answer in answers.items() if answer} == YES[rule]


def test_every_rule_is_tried():
    own = {name.rsplit(".", 1)[1] for name in registry if name.startswith(rules.__name__)}

    assert own == set(YES)


def test_owner_role_is_given_only_by_owners_and_operators(personas, organization):
    allowed = {
        name
        for name, person in personas.items()
        if rules.may_invite(person, organization, Role.OWNER)
    }

    assert allowed == {OWNER, OPERATOR}


def test_a_person_ends_their_own_place_and_only_a_running_one(personas, organization):
    def own(name):
        return Membership.objects.get(organization=organization, person=personas[name])

    assert rules.may_end(personas[STAFF], own(STAFF))
    assert not rules.may_end(personas[FORMER], own(FORMER))


def test_closed_account_may_nothing(personas, organization):
    personas[OPERATOR].is_active = personas[OWNER].is_active = False

    assert not rules.may_edit(personas[OWNER], organization)
    assert not rules.may_merge(personas[OPERATOR])
