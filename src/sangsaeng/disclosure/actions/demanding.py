"""Demanding: an organization asks for technical material in writing; the owner grants or declines."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from sangsaeng.disclosure.actions.drafting import draft_agreement
from sangsaeng.disclosure.actions.keeping import keep_paper, keep_until_after
from sangsaeng.disclosure.actions.noting import note
from sangsaeng.disclosure.actions.recording import change_quietly
from sangsaeng.disclosure.events import (
    DemandAnswered,
    DemandSent,
    DemandWithdrawn,
    SecrecyAnswered,
    SecrecyAsked,
)
from sangsaeng.disclosure.models import (
    AskedTitle,
    Demand,
    Document,
    Granted,
    Material,
    MaterialVersion,
    SecrecyQuestion,
)
from sangsaeng.disclosure.papers import demand_paper
from sangsaeng.disclosure.queries.titles import titles_listed_for
from sangsaeng.disclosure.refusals import NoVersionChosen, TermsMissing
from sangsaeng.disclosure.rules import (
    may_answer_demand,
    may_demand,
    may_send_demand,
)
from sangsaeng.disclosure.states import DEMAND_STATES
from sangsaeng.disclosure.terms import DEMAND_TERMS, Relation, missing
from sangsaeng.exchange.models import Interest, Listing
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import ChangedMeanwhile, Invalid
from sangsaeng.organizations.models import Organization


@dataclass(frozen=True)
class Asked:
    """What is asked for, why, and on which terms; whatever is empty is still to be written."""

    relation: str = Relation.BEFORE_CONTRACT
    purpose: str = ""
    justification: str = ""
    name: str = ""
    scope: str = ""
    ownership: str = ""
    price: str = ""
    payment: str = ""
    provide_on: date | None = None
    method: str = ""
    titles: Sequence[Material] = field(default=())


@dataclass(frozen=True)
class Occasion:
    """What the demand comes from, if anything."""

    listing: Listing | None = None
    interest: Interest | None = None


@action
def write_demand(  # noqa: PLR0913 - the two sides, what is asked and where it comes from
    owner: Organization,
    receiver: Organization,
    asked: Asked,
    occasion: Occasion | None = None,
    *,
    actor: Person,
    at: datetime,
    is_sample: bool = False,
) -> Demand:
    """Begin a demand; the owner sees nothing of it before it is sent."""
    require(may_demand(actor, receiver), actor)
    if owner.pk == receiver.pk:
        raise Invalid({"owner": _("우리 기업의 자료는 요구하지 않아도 됩니다.")})
    occasion = occasion or Occasion()
    demand = Demand.objects.create(
        owner=owner,
        receiver=receiver,
        listing=occasion.listing,
        interest=occasion.interest,
        asked_by=actor,
        asked_at=at,
        is_sample=is_sample,
        **_fields(asked),
    )
    _ask_for(demand, asked.titles)
    record(demand, owner=owner, receiver=receiver)
    return demand


@action
def edit_demand(demand: Demand, asked: Asked, *, seen: int, actor: Person, at: datetime) -> Demand:
    """Change a demand that was not sent yet; ``seen`` is the version the writer read."""
    require(may_demand(actor, demand.receiver), actor)
    demand = _held(demand)
    DEMAND_STATES.after(demand.state, "send")
    if demand.version != seen:
        raise ChangedMeanwhile
    change_quietly(demand, version=demand.version + 1, **_fields(asked))
    demand.asked_titles.all().delete()
    _ask_for(demand, asked.titles)
    return demand


@action
def send_demand(demand: Demand, *, actor: Person, at: datetime) -> Demand:
    """Send the demand to the owner: from now on it is a paper, and unchanged."""
    require(may_send_demand(actor, demand), actor)
    demand = _held(demand)
    following = DEMAND_STATES.after(demand.state, "send")
    demand.demanded_on = day_of(at)
    lacking = missing(demand.terms, DEMAND_TERMS)
    if lacking:
        raise TermsMissing(missing=", ".join(str(term.label) for term in lacking))
    paper = keep_paper(demand, Document.Kind.DEMAND, demand_paper(demand, at), actor=actor, at=at)
    demand.save(update_fields=["demanded_on"])
    change(demand, state=following, sent_at=at, document=paper)
    note(demand, "demand_sent", actor=actor, at=at, sha256=paper.sha256, **_plain(demand))
    announce(DemandSent(demand, actor, at))
    return demand


@action
def withdraw_demand(demand: Demand, *, actor: Person, at: datetime) -> None:
    """Take the demand back before it was answered."""
    require(may_send_demand(actor, demand), actor)
    demand = _held(demand)
    change(demand, state=DEMAND_STATES.after(demand.state, "withdraw"))
    if demand.sent_at is None:
        return
    note(demand, "demand_withdrawn", actor=actor, at=at)
    keep_until_after(demand, at)
    announce(DemandWithdrawn(demand, actor, at))


@action
def grant_demand(
    demand: Demand,
    versions: Sequence[MaterialVersion],
    answer: str = "",
    *,
    actor: Person,
    at: datetime,
) -> Demand:
    """Agree to provide these versions, once an agreement is in force; it is drafted from here."""
    require(may_answer_demand(actor, demand), actor)
    demand = _held(demand)
    following = DEMAND_STATES.after(demand.state, "grant")
    if not versions:
        raise NoVersionChosen
    for number, version in enumerate(versions, start=1):
        if version.material.owner_id != demand.owner_id:
            raise NoVersionChosen
        Granted.objects.create(
            demand=demand, version=version, number=number, granted_by=actor, granted_at=at
        )
    stamp: dict[str, Any] = {"answered_by": actor, "answered_at": at}
    change_quietly(demand, state=following, answer=answer, **stamp)
    note(demand, "demand_granted", actor=actor, at=at, materials=_named(versions))
    draft_agreement(demand, actor=actor, at=at)
    announce(DemandAnswered(demand, actor, at))
    return demand


@action
def decline_demand(demand: Demand, reason: str, *, actor: Person, at: datetime) -> Demand:
    """Decline with the reason the other side reads."""
    require(may_answer_demand(actor, demand), actor)
    demand = _held(demand)
    following = DEMAND_STATES.after(demand.state, "decline")
    if not reason.strip():
        raise Invalid({"answer": _("거절하는 까닭을 적어 주십시오.")})
    stamp: dict[str, Any] = {"answered_by": actor, "answered_at": at}
    change_quietly(demand, state=following, answer=reason.strip(), **stamp)
    note(demand, "demand_declined", actor=actor, at=at, reason=demand.answer)
    keep_until_after(demand, at)
    announce(DemandAnswered(demand, actor, at))
    return demand


@action
def ask_about_secrecy(demand: Demand, *, actor: Person, at: datetime) -> SecrecyQuestion:
    """Ask the owner whether the material is kept secret; it answers within fifteen days."""
    require(may_send_demand(actor, demand), actor)
    demand = _held(demand)
    if demand.sent_at is None or SecrecyQuestion.objects.filter(demand=demand).exists():
        raise ChangedMeanwhile
    question = SecrecyQuestion.objects.create(
        demand=demand,
        asked_by=actor,
        asked_at=at,
        answer_by=day_of(at) + timedelta(days=SecrecyQuestion.DAYS),
    )
    record(question, answer_by=question.answer_by)
    note(demand, "secrecy_asked", actor=actor, at=at, answer_by=question.answer_by.isoformat())
    announce(SecrecyAsked(demand, actor, at))
    return question


@action
def answer_about_secrecy(
    demand: Demand, answer: str, *, is_kept: bool, actor: Person, at: datetime
) -> None:
    """Say whether the material is kept secret, and how."""
    require(may_answer_demand(actor, demand), actor)
    demand = _held(demand)
    question = SecrecyQuestion.objects.filter(demand=demand, answered_at__isnull=True).first()
    if question is None:
        raise ChangedMeanwhile
    stamp: dict[str, Any] = {"answered_by": actor, "answered_at": at}
    change_quietly(question, is_kept=is_kept, answer=answer, **stamp)
    note(demand, "secrecy_answered", actor=actor, at=at, is_kept=is_kept)
    announce(SecrecyAnswered(demand, actor, at))


def _held(demand: Demand) -> Demand:
    """Return the demand as it stands, held still until the action ends."""
    Demand.objects.select_for_update().get(pk=demand.pk)
    return Demand.objects.select_related("owner", "receiver").get(pk=demand.pk)


def _fields(asked: Asked) -> dict[str, Any]:
    if asked.relation not in Relation.values:
        raise Invalid({"relation": _("거래 관계를 골라 주십시오.")})
    return {name: value for name, value in vars(asked).items() if name != "titles"}


def _ask_for(demand: Demand, titles: Sequence[Material]) -> None:
    """Ask by name for material whose title the owner listed for this side, and for no other."""
    listed = titles_listed_for(demand.receiver, demand.owner)
    known = listed.filter(pk__in=[one.pk for one in titles])
    AskedTitle.objects.bulk_create(AskedTitle(demand=demand, material=one) for one in known)


def _plain(demand: Demand) -> dict[str, Any]:
    """Return the terms of the demand as the ledger keeps them."""
    return {
        "relation": demand.relation,
        "terms": {key: str(value) for key, value in demand.terms.items()},
    }


def _named(versions: Sequence[MaterialVersion]) -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "title": one.material.title,
            "version": one.label,
            "sha256": one.sha256,
            "classification": one.material.classification,
        }
        for number, one in enumerate(versions, start=1)
    ]
