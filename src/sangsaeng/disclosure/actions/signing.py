"""Signing: an authorized person of each side confirms exactly the bytes that were agreed."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from sangsaeng.disclosure.actions.drafting import held_agreement
from sangsaeng.disclosure.actions.keeping import keep_paper
from sangsaeng.disclosure.actions.noting import note
from sangsaeng.disclosure.actions.running import begin, next_look
from sangsaeng.disclosure.events import AgreementSigned
from sangsaeng.disclosure.models import Agreement, Demand, Document, Holder, Signature
from sangsaeng.disclosure.papers import signatures_paper
from sangsaeng.disclosure.refusals import (
    NameDoesNotMatch,
    NotTheSamePaper,
    PeriodOver,
    SignedAlready,
)
from sangsaeng.disclosure.rules import may_sign_for
from sangsaeng.disclosure.states import AGREEMENT_STATES
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.organizations.models import Membership, Organization


@dataclass(frozen=True)
class Confirmation:
    """What the signer typed, and the digest of the paper they read."""

    name: str
    title: str
    sha256: str


@action
def sign(
    demand: Demand,
    side: Organization,
    confirmation: Confirmation,
    *,
    actor: Person,
    at: datetime,
) -> Agreement:
    """Sign for one side; with the second signature the agreement stands."""
    require(may_sign_for(actor, demand, side), actor)
    agreement = held_agreement(demand)
    if agreement.signatures.filter(organization=side).exists():
        raise SignedAlready
    is_second = agreement.state == "half_signed"
    following = AGREEMENT_STATES.after(
        agreement.state, "sign_second" if is_second else "sign_first"
    )
    _require_read(agreement, confirmation)
    _require_own_name(actor, confirmation)
    if agreement.period_until is None or agreement.period_until < day_of(at):
        raise PeriodOver
    _sign(agreement, side, confirmation, actor, at)
    change(agreement, state=following)
    note(
        demand,
        "signed",
        actor=actor,
        at=at,
        side=side.name,
        signer={"name": actor.name, "title": confirmation.title},
        sha256=confirmation.sha256,
        agreement=agreement.number,
    )
    if is_second:
        _conclude(agreement, actor, at)
    announce(AgreementSigned(demand, side, is_second, actor, at))
    return agreement


def _require_read(agreement: Agreement, confirmation: Confirmation) -> None:
    if agreement.document is None or agreement.document.sha256 != confirmation.sha256:
        raise NotTheSamePaper


def _require_own_name(actor: Person, confirmation: Confirmation) -> None:
    if "".join(confirmation.name.split()) != "".join(actor.name.split()):
        raise NameDoesNotMatch(name=actor.name)


def _sign(
    agreement: Agreement,
    side: Organization,
    confirmation: Confirmation,
    actor: Person,
    at: datetime,
) -> None:
    """Write the signature; the database holds each side to one, and each person too."""
    try:
        with transaction.atomic():
            signature = Signature.objects.create(
                agreement=agreement,
                organization=side,
                person=actor,
                name=actor.name,
                title=confirmation.title,
                sha256=confirmation.sha256,
                signed_at=at,
            )
    except IntegrityError as signed:
        raise SignedAlready from signed
    record(signature, side=side, sha256=signature.sha256)


def _conclude(agreement: Agreement, actor: Person, at: datetime) -> None:
    """Enter the holders the text names, keep the sheet of signatures, and set the clock."""
    demand = agreement.demand
    members = Membership.objects.running().filter(organization=demand.receiver)
    known = {one.person.email.lower(): one.person for one in members.select_related("person")}
    text = agreement.texts.get(number=agreement.current)
    for one in text.holders:
        holder = Holder.objects.create(
            agreement=agreement, person=known.get(one["email"].lower()), since=at, **one
        )
        record(holder, listed=True)
    paper = signatures_paper(agreement, at)
    keep_paper(demand, Document.Kind.SIGNATURES, paper, actor=actor, at=at)
    if agreement.covers(day_of(at)):
        begin(agreement, actor, at)
    change(agreement, remind_on=next_look(agreement, day_of(at)))
