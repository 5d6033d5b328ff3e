"""Invitations: a place for one e-mail address, taken once, by a press and not by a visit."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Invitation, Person
from sangsaeng.kernel.refusals import Refusal
from sangsaeng.kernel.tokens import digest, new_token


class InvitationClosed(Refusal):
    """The link was used, withdrawn, or is too old."""

    code = "invitation.closed"
    status = 410
    text = _("이미 쓰였거나 기한이 지난 초대입니다. 초대한 분께 새 초대를 요청해 주십시오.")


class InvitationForAnother(Refusal):
    """The link was sent to another address."""

    code = "invitation.for_another"
    status = 403
    text = _("다른 이메일 주소로 보낸 초대입니다. 초대받은 주소로 로그인해 주십시오.")


@dataclass(frozen=True)
class InvitationAccepted:
    """Somebody took the place they were invited to."""

    invitation: Invitation
    person: Person
    at: datetime


@action
def invite(
    email: str, purpose: str, payload: dict[str, Any], *, actor: Person, at: datetime
) -> tuple[Invitation, str]:
    """Invite the address; return the row and the secret of its link."""
    token = new_token()
    invitation = Invitation.objects.create(
        email=email.strip().lower(),
        purpose=purpose,
        payload=payload,
        token_digest=digest(token),
        invited_by=actor,
        invited_at=at,
        expires_at=at + Invitation.LIFE,
    )
    record(invitation, email=invitation.email, purpose=purpose, **payload)
    return invitation, token


@action
def accept(token: str, *, actor: Person, at: datetime) -> Invitation:
    """Take the place the link stands for."""
    invitation = find(token, at=at)
    if invitation.email != actor.email.lower():
        raise InvitationForAnother
    taken = Invitation.objects.filter(
        pk=invitation.pk, accepted_at__isnull=True, withdrawn_at__isnull=True
    ).update(accepted_at=at, accepted_by=actor)
    if not taken:
        raise InvitationClosed
    record(invitation, accepted=True)
    announce(InvitationAccepted(invitation, actor, at))
    return invitation


def find(token: str, *, at: datetime) -> Invitation:
    """Return the open invitation of a link, or refuse."""
    invitation = Invitation.objects.filter(token_digest=digest(token)).first()
    if invitation is None or not invitation.is_open(at):
        raise InvitationClosed
    return invitation
