"""Drafting: the agreement is written from the demand and changed by both until both agree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from sangsaeng.disclosure.actions.keeping import keep_paper, keep_until_after
from sangsaeng.disclosure.actions.noting import note
from sangsaeng.disclosure.events import AgreementCalledOff, TextAgreed, TextWritten
from sangsaeng.disclosure.models import Agreement, AgreementText, Demand, Document
from sangsaeng.disclosure.papers import agreement_paper
from sangsaeng.disclosure.refusals import OthersTurn, PeriodOver, TermsMissing
from sangsaeng.disclosure.rules import is_text_complete, may_draft_for, may_sign_for
from sangsaeng.disclosure.states import AGREEMENT_STATES
from sangsaeng.disclosure.terms import AGREEMENT_TERMS, HOLDERS, USUAL, missing
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import ChangedMeanwhile, Invalid, NotFound
from sangsaeng.organizations.models import Organization

USUAL_PERIOD: Final = timedelta(days=180)
USUAL_RETURN: Final = timedelta(days=14)
_HOLDER_FIELDS: Final = ("name", "email", "title")


@dataclass(frozen=True)
class Draft:
    """A text as one side wants it: the terms by key and who may hold the material."""

    terms: Mapping[str, Any]
    holders: Sequence[Mapping[str, str]]


def draft_agreement(demand: Demand, *, actor: Person, at: datetime) -> Agreement:
    """Write the first text from the demand, inside the action that grants it."""
    agreement = Agreement.objects.create(demand=demand, drafted_at=at)
    begins = max(demand.provide_on or day_of(at), day_of(at))
    ends = begins + USUAL_PERIOD
    days = {"period_from": begins, "period_until": ends, "return_by": ends + USUAL_RETURN}
    # Papers are Korean, whichever language the owner reads.
    with override("ko"):
        usual = {key: str(text) for key, text in USUAL.items()}
    terms = {**demand.terms, **usual, **days}
    _write(agreement, Draft(terms, []), demand.owner, actor, at)
    return agreement


@action
def write_text(
    demand: Demand,
    side: Organization,
    draft: Draft,
    *,
    seen: int,
    actor: Person,
    at: datetime,
) -> AgreementText:
    """Write the next version for one side; ``seen`` is the version it was written over."""
    require(may_draft_for(actor, demand, side), actor)
    agreement = held_agreement(demand)
    AGREEMENT_STATES.after(agreement.state, "agree")
    if agreement.current != seen:
        raise ChangedMeanwhile
    _check(draft)
    agreement.current += 1
    agreement.save(update_fields=["current"])
    text = _write(agreement, draft, side, actor, at)
    announce(TextWritten(demand, side, text.number, actor, at))
    return text


@action
def agree_on_text(
    demand: Demand, side: Organization, *, seen: int, actor: Person, at: datetime
) -> Agreement:
    """Agree to what the other side wrote; from here the text is a paper to be signed."""
    require(may_sign_for(actor, demand, side), actor)
    agreement = held_agreement(demand)
    following = AGREEMENT_STATES.after(agreement.state, "agree")
    if agreement.current != seen:
        raise ChangedMeanwhile
    text = agreement.texts.get(number=agreement.current)
    if text.side_id == side.pk:
        raise OthersTurn
    _require_complete(text)
    days = {key: date.fromisoformat(text.terms[key]) for key in _DAYS}
    if days["period_until"] < day_of(at):
        raise PeriodOver
    paper = agreement_paper(agreement, text, at)
    document = keep_paper(demand, Document.Kind.AGREEMENT, paper, actor=actor, at=at)
    change(agreement, state=following, document=document, **days)
    note(demand, "text_agreed", actor=actor, at=at, text=text.number, sha256=document.sha256)
    announce(TextAgreed(demand, actor, at))
    return agreement


@action
def reopen_text(demand: Demand, side: Organization, *, actor: Person, at: datetime) -> None:
    """Go back to drafting, as long as nobody signed."""
    require(may_sign_for(actor, demand, side), actor)
    agreement = held_agreement(demand)
    change(agreement, state=AGREEMENT_STATES.after(agreement.state, "reopen"))
    note(demand, "text_reopened", actor=actor, at=at)


@action
def call_off(demand: Demand, side: Organization, *, actor: Person, at: datetime) -> None:
    """Do not conclude the agreement; nothing will be shown."""
    require(may_sign_for(actor, demand, side), actor)
    agreement = held_agreement(demand)
    change(agreement, state=AGREEMENT_STATES.after(agreement.state, "call_off"))
    keep_until_after(demand, at)
    note(demand, "agreement_called_off", actor=actor, at=at)
    announce(AgreementCalledOff(demand, actor, at))


def held_agreement(demand: Demand) -> Agreement:
    """Return the agreement as it stands, held still until the action ends."""
    held = Agreement.objects.select_for_update().filter(demand=demand).first()
    if held is None:
        raise NotFound
    about = Agreement.objects.select_related("demand__owner", "demand__receiver", "document")
    return about.get(pk=held.pk)


_DAYS: Final = ("period_from", "period_until", "return_by")


def _write(
    agreement: Agreement, draft: Draft, side: Organization, actor: Person, at: datetime
) -> AgreementText:
    text = AgreementText.objects.create(
        agreement=agreement,
        number=agreement.current,
        terms={term.key: _plain(draft.terms.get(term.key)) for term in AGREEMENT_TERMS},
        holders=[
            {key: one.get(key, "").strip() for key in _HOLDER_FIELDS} for one in draft.holders
        ],
        written_by=actor,
        side=side,
        written_at=at,
    )
    record(text, number=text.number, side=side)
    return text


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return str(value or "").strip()


def _check(draft: Draft) -> None:
    """Refuse days that do not follow one another, and holders nobody could tell apart."""
    faults = {}
    first, last, back = (_day(draft.terms.get(key)) for key in _DAYS)
    if first and last and last < first:
        faults["period_until"] = _("사용 기간의 마지막 날은 첫날이나 그 뒤로 정해 주십시오.")
    if last and back and back < last:
        faults["return_by"] = _("반환·폐기할 날은 사용 기간이 끝나는 날이나 그 뒤로 정해 주십시오.")
    emails = [one.get("email", "").strip().lower() for one in draft.holders]
    if not all(emails) or not all(one.get("name", "").strip() for one in draft.holders):
        faults["holders"] = _("보유자마다 이름과 이메일을 적어 주십시오.")
    elif len(set(emails)) < len(emails):
        faults["holders"] = _("같은 이메일이 두 번 적혀 있습니다. 한 사람은 한 번만 적어 주십시오.")
    if faults:
        raise Invalid(faults)


def _day(value: Any) -> date | None:
    if isinstance(value, date):
        return value
    return date.fromisoformat(value) if value else None


def _require_complete(text: AgreementText) -> None:
    if is_text_complete(text):
        return
    lacking = [str(term.label) for term in missing(text.terms, AGREEMENT_TERMS)]
    if not text.holders:
        lacking.append(str(HOLDERS.label))
    raise TermsMissing(missing=", ".join(lacking))
