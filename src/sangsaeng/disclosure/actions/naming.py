"""Naming holders: who is added to the list or taken off it, with the owner's consent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sangsaeng.disclosure.actions.drafting import held_agreement
from sangsaeng.disclosure.actions.noting import note
from sangsaeng.disclosure.actions.recording import change_quietly
from sangsaeng.disclosure.events import HoldersChanged, HoldersChanging
from sangsaeng.disclosure.models import AUTHORIZED, Agreement, Demand, Holder, HolderChange
from sangsaeng.disclosure.refusals import HolderUnknown
from sangsaeng.disclosure.rules import may_answer_holders, may_propose_holders
from sangsaeng.disclosure.states import AGREEMENT_STATES, CHANGE_STATES
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.organizations.models import Membership


@dataclass(frozen=True)
class Named:
    """Somebody who is to hold the material, as the agreement would name them."""

    name: str
    email: str
    title: str = ""


@action
def propose_holder(demand: Demand, named: Named, *, actor: Person, at: datetime) -> HolderChange:
    """Propose to put somebody on the list; they see nothing before the owner consents."""
    agreement = _running(demand, actor)
    running = agreement.holders.filter(ended_at__isnull=True, email__iexact=named.email)
    if running.exists():
        raise HolderUnknown
    return _propose(agreement, named, None, actor, at)


@action
def propose_removal(demand: Demand, holder: Holder, *, actor: Person, at: datetime) -> HolderChange:
    """Propose to take somebody off the list; their access rests from this moment."""
    agreement = _running(demand, actor)
    if holder.agreement_id != agreement.pk or holder.ended_at or holder.suspended_at:
        raise HolderUnknown
    change(holder, suspended_at=at)
    named = Named(holder.name, holder.email, holder.title)
    return _propose(agreement, named, holder, actor, at)


@action
def consent_to_change(asked: HolderChange, *, actor: Person, at: datetime) -> None:
    """Consent: the list changes, without signing anew."""
    asked = _answer(asked, "consent", "", actor, at)
    if asked.holder is not None:
        change(asked.holder, ended_at=at, suspended_at=None)
    else:
        holder = Holder.objects.create(
            agreement=asked.agreement,
            name=asked.name,
            email=asked.email,
            title=asked.title,
            person=_known(asked),
            since=at,
        )
        record(holder, listed=True)
    announce(HoldersChanged(asked, actor, at))


@action
def refuse_change(asked: HolderChange, reason: str, *, actor: Person, at: datetime) -> None:
    """Refuse: the list stays as it was agreed."""
    asked = _answer(asked, "refuse", reason, actor, at)
    if asked.holder is not None:
        change(asked.holder, suspended_at=None)
    announce(HoldersChanged(asked, actor, at))


def _running(demand: Demand, actor: Person) -> Agreement:
    require(may_propose_holders(actor, demand), actor)
    agreement = held_agreement(demand)
    if agreement.state not in AUTHORIZED:
        AGREEMENT_STATES.after(agreement.state, "end")
    return agreement


def _propose(
    agreement: Agreement, named: Named, holder: Holder | None, actor: Person, at: datetime
) -> HolderChange:
    if agreement.changes.filter(state="proposed", email__iexact=named.email).exists():
        raise HolderUnknown
    asked = HolderChange.objects.create(
        agreement=agreement,
        holder=holder,
        name=named.name,
        email=named.email,
        title=named.title,
        proposed_by=actor,
        proposed_at=at,
    )
    record(asked, removes=holder is not None)
    note(agreement.demand, "holder_change_proposed", actor=actor, at=at, **_plain(asked))
    announce(HoldersChanging(asked, actor, at))
    return asked


def _answer(
    asked: HolderChange, verb: str, reason: str, actor: Person, at: datetime
) -> HolderChange:
    demand = asked.agreement.demand
    require(may_answer_holders(actor, demand), actor)
    held_agreement(demand)
    asked = HolderChange.objects.select_related("holder", "agreement__demand").get(pk=asked.pk)
    following = CHANGE_STATES.after(asked.state, verb)
    stamp: dict[str, Any] = {"answered_by": actor, "answered_at": at}
    change_quietly(asked, state=following, reason=reason.strip(), **stamp)
    note(demand, f"holder_change_{following}", actor=actor, at=at, **_plain(asked))
    return asked


def _known(asked: HolderChange) -> Person | None:
    members = Membership.objects.running().filter(
        organization=asked.agreement.demand.receiver, person__email__iexact=asked.email
    )
    found = members.select_related("person").first()
    return found.person if found else None


def _plain(asked: HolderChange) -> dict[str, object]:
    return {
        "holder": {"name": asked.name, "email": asked.email, "title": asked.title},
        "change": "add" if asked.holder_id is None else "remove",
    }
