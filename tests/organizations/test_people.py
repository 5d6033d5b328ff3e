"""People are invited, join, change roles and leave; claims are checked by operators."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, connections
from django.utils.translation import override
from tests.factories import make_member, make_operator, make_organization, make_person

from sangsaeng.kernel.invitations import InvitationClosed, InvitationForAnother, accept
from sangsaeng.kernel.models import Invitation, OutboxMail
from sangsaeng.kernel.refusals import Invalid, NotAllowed, Refusal, WrongState
from sangsaeng.organizations.actions import (
    change_role,
    claim_organization,
    end_membership,
    grant_claim,
    invite_member,
    refuse_claim,
    withdraw_invitation,
)
from sangsaeng.organizations.models import Claim, Membership, Role
from sangsaeng.organizations.refusals import (
    AlreadyClaimed,
    AlreadyMember,
    LastOwner,
    MembershipEnded,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def organization():
    return make_organization("가온정밀")


@pytest.fixture
def owner(organization):
    return make_member(organization, Role.OWNER)


@pytest.fixture
def invite(organization, at):
    def invited(actor, role="staff", email="new@example.org"):
        tokens = []
        invite_member(
            organization,
            email,
            role,
            lambda token: tokens.append(token) or f"https://x/{token}",
            actor=actor,
            at=at,
        )
        return tokens[0]

    return invited


def membership(organization, person):
    return Membership.objects.get(organization=organization, person=person)


def test_invited_person_joins_with_the_role(organization, owner, invite, later):
    token = invite(owner, "manager")
    person = make_person(email="new@example.org")

    accept(token, actor=person, at=later)

    assert membership(organization, person).role == "manager"


def test_mail_carries_the_link_and_no_row_keeps_the_secret(owner, invite):
    token = invite(owner)

    assert f"https://x/{token}" in OutboxMail.objects.get().body
    assert token not in str(list(Invitation.objects.values()))


@pytest.mark.parametrize(
    ("own", "given", "is_allowed"),
    [
        (Role.OWNER, "owner", True),
        (Role.MANAGER, "staff", True),
        (Role.MANAGER, "owner", False),
        (Role.STAFF, "staff", False),
        (None, "staff", False),
    ],
)
def test_nobody_gives_more_than_they_have(organization, invite, own, given, is_allowed):
    actor = make_member(organization, own) if own else make_person()

    if is_allowed:
        assert invite(actor, given)
    else:
        with pytest.raises(NotAllowed):
            invite(actor, given)


def test_invitation_dies_with_the_right_of_its_sender(organization, owner, invite, later):
    manager = make_member(organization, Role.MANAGER)
    token = invite(manager)
    end_membership(membership(organization, manager), actor=owner, at=later)
    person = make_person(email="new@example.org")

    with pytest.raises(InvitationClosed):
        accept(token, actor=person, at=later)
    assert not Membership.objects.filter(person=person).exists()


def test_invitation_is_for_its_address_for_two_weeks_and_once(owner, invite, at):
    token = invite(owner)
    person = make_person(email="new@example.org")

    with pytest.raises(InvitationForAnother):
        accept(token, actor=make_person(), at=at)
    with pytest.raises(InvitationClosed):
        accept(token, actor=person, at=at + timedelta(days=14))
    accept(token, actor=person, at=at)
    with pytest.raises(InvitationClosed):
        accept(token, actor=person, at=at)


def test_new_invitation_replaces_the_earlier_one(owner, invite, later):
    first, second = invite(owner), invite(owner)
    person = make_person(email="new@example.org")

    with pytest.raises(InvitationClosed):
        accept(first, actor=person, at=later)
    assert accept(second, actor=person, at=later)


def test_withdrawn_invitation_opens_nothing(owner, invite, later):
    token = invite(owner)
    withdraw_invitation(Invitation.objects.get(), actor=owner, at=later)

    with pytest.raises(InvitationClosed):
        accept(token, actor=make_person(email="new@example.org"), at=later)


def test_member_is_not_invited_again(organization, owner, invite):
    make_member(organization, Role.STAFF, email="new@example.org")

    with pytest.raises(AlreadyMember):
        invite(owner)


def test_last_owner_neither_leaves_nor_steps_down(organization, owner, later):
    own = membership(organization, owner)

    with pytest.raises(LastOwner):
        end_membership(own, actor=owner, at=later)
    with pytest.raises(LastOwner):
        change_role(own, "staff", actor=owner, at=later)


def test_owner_leaves_once_another_is_named(organization, owner, later):
    other = make_member(organization, Role.MANAGER)
    change_role(membership(organization, other), "owner", actor=owner, at=later)

    end_membership(membership(organization, owner), actor=owner, at=later)

    assert membership(organization, owner).has_ended(later)


def test_manager_does_not_end_an_owner(organization, owner, later):
    manager = make_member(organization, Role.MANAGER)

    with pytest.raises(NotAllowed):
        end_membership(membership(organization, owner), actor=manager, at=later)


def test_ended_membership_gives_nothing(organization, owner, invite, later):
    former = make_member(organization, Role.MANAGER)
    ended = end_membership(membership(organization, former), actor=owner, at=later)

    with pytest.raises(NotAllowed):
        invite(former)
    with pytest.raises(MembershipEnded):
        change_role(ended, "owner", actor=owner, at=later)


def test_granted_claim_gives_the_place_and_tells_the_person(organization, at, later):
    person = make_person(language="ko")
    claim = claim_organization(organization, "영업부 과장", actor=person, at=at)

    grant_claim(claim, "owner", actor=make_operator(), at=later)

    assert membership(organization, person).role == "owner"
    assert OutboxMail.objects.get(to=person.email).once == f"claim:{claim.pk}"


def test_refused_claim_says_why_in_the_language_of_the_person(organization, at, later):
    person = make_person(language="ko")
    claim = claim_organization(organization, "영업부 과장", actor=person, at=at)

    with override("en"):
        refuse_claim(claim, "사내 메일이 아닙니다", actor=make_operator(), at=later)

    body = OutboxMail.objects.get(to=person.email).body
    assert "사내 메일이 아닙니다" in body
    assert "반려" in body


def test_claim_is_answered_once_and_only_by_operators(organization, owner, at, later):
    claim = claim_organization(organization, "영업부", actor=make_person(), at=at)
    operator = make_operator()

    with pytest.raises(NotAllowed):
        grant_claim(claim, "owner", actor=owner, at=later)
    stale = Claim.objects.get(pk=claim.pk)
    grant_claim(claim, "staff", actor=operator, at=later)
    with pytest.raises(WrongState):
        refuse_claim(stale, "늦은 반려", actor=operator, at=later)


def test_claim_waits_once_and_needs_a_reason(organization, at):
    person = make_person()
    with pytest.raises(Invalid):
        claim_organization(organization, "  ", actor=person, at=at)
    claim_organization(organization, "영업부", actor=person, at=at)

    with pytest.raises(AlreadyClaimed):
        claim_organization(organization, "또 영업부", actor=person, at=at)


def test_claim_says_nothing_of_who_is_there(organization, owner, at):  # noqa: ARG001 - somebody is there
    assert claim_organization(organization, "영업부", actor=make_person(), at=at).state == "asked"


def at_once(*deeds):
    """Do the deeds in threads that start together; return what each raised, or None."""
    barrier, outcomes = Barrier(len(deeds)), [None] * len(deeds)

    def run(place, deed):
        barrier.wait()
        try:
            deed()
        except Refusal as refused:
            outcomes[place] = type(refused)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.django_db(transaction=True)
def test_two_operators_at_once_give_one_membership(organization, at, later):
    person, operators = make_person(), [make_operator(), make_operator()]
    claim = claim_organization(organization, "영업부", actor=person, at=at)
    copies = [Claim.objects.get(pk=claim.pk) for _operator in operators]

    outcomes = at_once(
        *(
            lambda copy=copy, actor=actor: grant_claim(copy, "owner", actor=actor, at=later)
            for copy, actor in zip(copies, operators, strict=True)
        )
    )

    assert sorted(outcomes, key=str) == sorted([None, WrongState], key=str)
    assert Membership.objects.filter(person=person).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_owners_leaving_at_once_leave_one(organization, later):
    owners = [make_member(organization, Role.OWNER) for _number in range(2)]
    own = [membership(organization, owner) for owner in owners]

    outcomes = at_once(
        *(
            lambda each=each, actor=actor: end_membership(each, actor=actor, at=later)
            for each, actor in zip(own, owners, strict=True)
        )
    )

    assert sorted(outcomes, key=str) == sorted([None, LastOwner], key=str)
    assert organization.memberships.running().count() == 1


@pytest.mark.django_db(transaction=True)
def test_claiming_twice_at_once_asks_once(organization, at):
    person = make_person()

    outcomes = at_once(
        *[lambda: claim_organization(organization, "영업부", actor=person, at=at)] * 3
    )

    assert outcomes.count(None) == 1
    assert organization.claims.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_database_guard_a_membership_could_run_twice(organization, at):
    guard = next(
        each for each in Membership._meta.constraints if each.name == "membership_runs_once"
    )
    person = make_person()

    def double():
        for _number in range(2):
            Membership.objects.create(
                organization=organization, person=person, role="staff", began_at=at
            )

    with connection.schema_editor() as editor:
        editor.remove_constraint(Membership, guard)
    try:
        double()
        assert Membership.objects.running().filter(person=person).count() == 2
    finally:
        Membership.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(Membership, guard)
