"""What is done about people: invited, joined, given a role, ended; claims made and answered."""

from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import override

from sangsaeng.kernel import invitations
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.invitations import InvitationAccepted, InvitationClosed
from sangsaeng.kernel.mail import write_mail
from sangsaeng.kernel.models import Invitation, Person
from sangsaeng.kernel.permissions import may_operate, require
from sangsaeng.kernel.refusals import Invalid, NotFound
from sangsaeng.organizations import rules
from sangsaeng.organizations.events import MembershipChanged
from sangsaeng.organizations.models import Claim, Membership, Organization, Role
from sangsaeng.organizations.refusals import (
    AlreadyClaimed,
    AlreadyMember,
    LastOwner,
    MembershipEnded,
)
from sangsaeng.organizations.states import CLAIM_STATES

MEMBERSHIP = "membership"
_LONGEST_STATEMENT = 1000


@action
def invite_member(
    organization: Organization,
    email: str,
    role: str,
    link_to: Callable[[str], str],
    *,
    actor: Person,
    at: datetime,
) -> Invitation:
    """Invite somebody by mail to a role; the door says how a link to a token looks."""
    role = _known_role(role)
    require(rules.may_invite(actor, organization, role), actor)
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as fault:
        raise Invalid({"email": _("이메일 주소를 확인해 주십시오.")}) from fault
    if Membership.objects.running().filter(organization=organization, person__email=email).exists():
        raise AlreadyMember
    _withdraw_earlier(organization, email, at)
    payload = {"organization": organization.code, "role": role.value}
    invitation, token = invitations.invite(email, MEMBERSHIP, payload, actor=actor, at=at)
    write_mail(
        email,
        _("[상생] %(organization)s 구성원 초대") % {"organization": organization.name},
        _(
            "%(actor)s 님이 ‘%(organization)s’에 초대했습니다. 역할: %(role)s\n\n"
            "아래 주소에서 수락해 주십시오. 한 번만 쓸 수 있으며 %(days)s일 뒤에 닫힙니다.\n"
            "%(link)s\n\n모르는 초대라면 이 메일을 지우시면 됩니다."
        )
        % {
            "actor": actor.name,
            "organization": organization.name,
            "role": role.label,
            "days": Invitation.LIFE.days,
            "link": link_to(token),
        },
        at=at,
        once=f"invitation:{invitation.pk}",
    )
    record(organization, invited=email, role=role.value)
    return invitation


@action
def withdraw_invitation(invitation: Invitation, *, actor: Person, at: datetime) -> None:
    """Close a link before it is used."""
    organization = invited_to(invitation)
    role = _known_role(invitation.payload["role"])
    require(rules.may_invite(actor, organization, role), actor)
    closed = Invitation.objects.filter(
        pk=invitation.pk, accepted_at__isnull=True, withdrawn_at__isnull=True
    ).update(withdrawn_at=at)
    if not closed:
        raise InvitationClosed
    record(organization, withdrawn=invitation.email)


def take_place(accepted: InvitationAccepted) -> None:
    """Hear that an invitation was accepted and give the place it stands for."""
    if accepted.invitation.purpose == MEMBERSHIP:
        join_organization(accepted.invitation, actor=accepted.person, at=accepted.at)


@action
def join_organization(invitation: Invitation, *, actor: Person, at: datetime) -> Membership:
    """Take the place an accepted invitation stands for, while its sender may still give it."""
    invitation.refresh_from_db()
    organization = invited_to(invitation)
    role = _known_role(invitation.payload["role"])
    if invitation.accepted_by_id != actor.pk or not rules.may_invite(
        invitation.invited_by, organization, role
    ):
        raise InvitationClosed
    membership, is_new = _place(organization, actor, role, at)
    if not is_new:
        raise AlreadyMember
    record(membership, organization=organization, person=actor, role=role.value)
    announce(MembershipChanged(membership, actor, at))
    return membership


@action
def change_role(membership: Membership, role: str, *, actor: Person, at: datetime) -> Membership:
    """Give a member another role; an organization keeps an owner."""
    membership = _locked(membership)
    role = _known_role(role)
    require(rules.may_change_role(actor, membership, role), actor)
    if role != Role.OWNER and not may_operate(actor):
        _keep_an_owner(membership)
    change(membership, role=role.value)
    return membership


@action
def end_membership(membership: Membership, *, actor: Person, at: datetime) -> Membership:
    """End a person's place; the last owner first names another."""
    membership = _locked(membership)
    require(rules.may_end(actor, membership), actor)
    if not may_operate(actor):
        _keep_an_owner(membership)
    change(membership, ended_at=at)
    announce(MembershipChanged(membership, actor, at))
    return membership


@action
def claim_organization(
    organization: Organization, statement: str, *, actor: Person, at: datetime
) -> Claim:
    """Say that one belongs to the organization, for an operator to check."""
    if rules.is_member(actor, organization):
        raise AlreadyMember
    require(rules.may_claim(actor, organization), actor)
    statement = statement.strip()
    if not statement or len(statement) > _LONGEST_STATEMENT:
        raise Invalid({"statement": _("소속을 확인할 근거를 1,000자 이하로 적어 주십시오.")})
    claim, is_new = Claim.objects.get_or_create(
        organization=organization,
        person=actor,
        state=CLAIM_STATES.initial,
        defaults={"statement": statement, "asked_at": at},
    )
    if not is_new:
        raise AlreadyClaimed
    record(claim, organization=organization, statement=statement)
    return claim


@action
def grant_claim(claim: Claim, role: str, *, actor: Person, at: datetime) -> Membership:
    """Accept a claim: its person gets the role."""
    role = _known_role(role)
    _answer(claim, "grant", "", actor=actor, at=at)
    membership, is_new = _place(claim.organization, claim.person, role, at)
    if is_new:
        record(membership, organization=claim.organization, person=claim.person, role=role.value)
    else:
        change(membership, role=role.value)
    announce(MembershipChanged(membership, actor, at))
    _tell_claimant(claim, at)
    return membership


@action
def refuse_claim(claim: Claim, reason: str, *, actor: Person, at: datetime) -> Claim:
    """Decline a claim with the reason its person reads."""
    reason = " ".join(reason.split())
    if not reason:
        raise Invalid({"reason": _("반려하는 이유를 적어 주십시오.")})
    _answer(claim, "refuse", reason[:300], actor=actor, at=at)
    _tell_claimant(claim, at)
    return claim


def invited_to(invitation: Invitation) -> Organization:
    """Return the organization an invitation leads to."""
    code = invitation.payload.get("organization", "")
    found = Organization.objects.select_related("merged_into").filter(code=code).first()
    if found is None:
        raise NotFound
    return found.merged_into or found


def _known_role(role: str) -> Role:
    if role not in Role.values:
        raise Invalid({"role": _("역할을 고르십시오.")})
    return Role(role)


def _withdraw_earlier(organization: Organization, email: str, at: datetime) -> None:
    """Close earlier links to the same address, so that a new one replaces them."""
    Invitation.objects.filter(
        purpose=MEMBERSHIP,
        email=email,
        payload__organization=organization.code,
        accepted_at__isnull=True,
        withdrawn_at__isnull=True,
    ).update(withdrawn_at=at)


def _place(
    organization: Organization, person: Person, role: Role, at: datetime
) -> tuple[Membership, bool]:
    # One statement decides a race: a running membership exists once in the database.
    return Membership.objects.get_or_create(
        organization=organization,
        person=person,
        ended_at=None,
        defaults={"role": role.value, "began_at": at},
    )


def _locked(membership: Membership) -> Membership:
    """Return the running membership, its organization's people held still."""
    # Locking the organization makes two owners who leave at once wait for each other.
    Organization.objects.select_for_update().get(pk=membership.organization_id)
    membership = Membership.objects.select_related("organization", "person").get(pk=membership.pk)
    if membership.ended_at is not None:
        raise MembershipEnded
    return membership


def _keep_an_owner(membership: Membership) -> None:
    owners = Membership.objects.running().filter(
        organization=membership.organization_id, role=Role.OWNER
    )
    if membership.role == Role.OWNER and not owners.exclude(pk=membership.pk).exists():
        raise LastOwner


def _answer(claim: Claim, verb: str, answer: str, *, actor: Person, at: datetime) -> None:
    require(rules.may_answer_claims(actor), actor)
    following = CLAIM_STATES.after(claim.state, verb)
    taken = Claim.objects.filter(pk=claim.pk, state=claim.state).update(
        state=following, answered_at=at, answer=answer
    )
    if not taken:
        claim.refresh_from_db()
        CLAIM_STATES.after(claim.state, verb)
    record(claim, old={"state": claim.state}, state=following, answer=answer)
    claim.refresh_from_db()


def _tell_claimant(claim: Claim, at: datetime) -> None:
    known = {"organization": claim.organization.name, "answer": claim.answer}
    with override(claim.person.language):
        subject = _("[상생] %(organization)s 소속 확인 결과") % known
        body = {
            "granted": _("‘%(organization)s’의 구성원으로 확인되었습니다."),
            "refused": _("‘%(organization)s’의 구성원 확인이 반려되었습니다.\n이유: %(answer)s"),
        }[claim.state]
    write_mail(claim.person.email, subject, body % known, at=at, once=f"claim:{claim.pk}")
