"""Running: an agreement begins, is reminded of, ends, and its material is returned or destroyed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from sangsaeng.disclosure.actions.drafting import held_agreement
from sangsaeng.disclosure.actions.keeping import keep_paper, keep_until_after
from sangsaeng.disclosure.actions.noting import note
from sangsaeng.disclosure.actions.recording import change_quietly
from sangsaeng.disclosure.events import (
    AgreementEnded,
    AgreementEnding,
    CertificateAnswered,
    CertificateHandedIn,
    CertificateOwed,
)
from sangsaeng.disclosure.kinds import Ending
from sangsaeng.disclosure.models import Agreement, Certificate, Demand, Document
from sangsaeng.disclosure.papers import certificate_paper
from sangsaeng.disclosure.rules import (
    may_accept_certificate,
    may_certify,
    may_end,
)
from sangsaeng.disclosure.states import AGREEMENT_STATES, CERTIFICATE_STATES
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.house import the_house
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import Invalid, NotFound
from sangsaeng.organizations.models import Organization

REMIND_DAYS: Final = (30, 7, 1)
A_DAY: Final = timedelta(days=1)
AGAIN_AFTER: Final = timedelta(days=7)
TIME_TO_RETURN: Final = timedelta(days=14)


@dataclass(frozen=True)
class Returned:
    """How and when the material was returned or destroyed, and who says so."""

    method: str
    done_on: date
    title: str


@action
def look_after(agreement: Agreement, *, actor: Person, at: datetime) -> None:
    """Let the house do what is due: begin, remind, or end because the period is over."""
    require(actor == the_house(), actor)
    demand, today = agreement.demand, day_of(at)
    agreement = held_agreement(demand)
    if agreement.remind_on is None or agreement.remind_on > today:
        record(agreement, unchanged=True)
        return
    if agreement.period_until is None or agreement.period_until < today:
        _end(agreement, Ending.PERIOD_OVER, actor, at)
        return
    if agreement.state == "signed" and agreement.covers(today):
        begin(agreement, actor, at)
    left = (agreement.period_until - today).days
    is_due = any(agreement.remind_on <= _before(agreement, days) <= today for days in REMIND_DAYS)
    change(agreement, remind_on=next_look(agreement, today))
    if is_due:
        announce(AgreementEnding(demand, left, at))


@action
def end_early(demand: Demand, side: Organization, *, actor: Person, at: datetime) -> None:
    """End the agreement before its time; nothing is shown from this moment on."""
    require(may_end(actor, demand), actor)
    agreement = held_agreement(demand)
    _end(agreement, Ending.ENDED_EARLY, actor, at)


@action
def hand_in_certificate(
    demand: Demand, returned: Returned, *, actor: Person, at: datetime
) -> Certificate:
    """Certify return or destruction; done before the end, it ends the agreement."""
    agreement = held_agreement(demand)
    if agreement.state in {"signed", "in_force"}:
        require(may_end(actor, demand), actor)
        _end(agreement, Ending.RETURNED, actor, at)
    certificate = _held(demand)
    require(may_certify(actor, certificate), actor)
    following = CERTIFICATE_STATES.after(certificate.state, "hand_in")
    _check(returned, at)
    certificate.name, certificate.title = actor.name, returned.title
    certificate.method, certificate.done_on = returned.method, returned.done_on
    paper = certificate_paper(certificate, at)
    document = keep_paper(demand, Document.Kind.CERTIFICATE, paper, actor=actor, at=at)
    certificate.save(update_fields=["name", "title", "method", "done_on"])
    change(
        certificate,
        state=following,
        document=document,
        handed_in_by=actor,
        handed_in_at=at,
        remind_on=None,
    )
    keep_until_after(demand, at)
    note(
        demand,
        "certificate_handed_in",
        actor=actor,
        at=at,
        done_on=returned.done_on.isoformat(),
        sha256=document.sha256,
    )
    announce(CertificateHandedIn(certificate, actor, at))
    return certificate


@action
def accept_certificate(demand: Demand, *, actor: Person, at: datetime) -> None:
    """Accept that the material was returned or destroyed; the matter is over."""
    certificate = _held(demand)
    require(may_accept_certificate(actor, certificate), actor)
    following = CERTIFICATE_STATES.after(certificate.state, "accept")
    change_quietly(certificate, state=following, answered_at=at, sent_back_with="")
    note(demand, "certificate_accepted", actor=actor, at=at)
    announce(CertificateAnswered(certificate, actor, at))


@action
def send_certificate_back(demand: Demand, reason: str, *, actor: Person, at: datetime) -> None:
    """Ask for something to be added to the certificate."""
    certificate = _held(demand)
    require(may_accept_certificate(actor, certificate), actor)
    following = CERTIFICATE_STATES.after(certificate.state, "send_back")
    if not reason.strip():
        raise Invalid({"reason": _("무엇을 보완할지 적어 주십시오.")})
    change_quietly(
        certificate,
        state=following,
        answered_at=at,
        sent_back_with=reason.strip(),
        remind_on=day_of(at) + AGAIN_AFTER,
    )
    note(demand, "certificate_sent_back", actor=actor, at=at, reason=reason.strip())
    announce(CertificateAnswered(certificate, actor, at))


@action
def ask_for_certificate(certificate: Certificate, *, actor: Person, at: datetime) -> None:
    """Let the house remind of a certificate that is still not there."""
    require(actor == the_house(), actor)
    today = day_of(at)
    due = Certificate.objects.filter(pk=certificate.pk, state="due", remind_on__lte=today)
    if not due.update(remind_on=today + AGAIN_AFTER):
        record(certificate, unchanged=True)
        return
    record(certificate, remind_on=today + AGAIN_AFTER)
    announce(CertificateOwed(certificate, certificate.due_on, at))


def begin(agreement: Agreement, actor: Person, at: datetime) -> None:
    """Let the period of use begin, inside the action whose day it is."""
    change(agreement, state=AGREEMENT_STATES.after(agreement.state, "begin"))
    note(agreement.demand, "began", actor=actor, at=at, agreement=agreement.number)


def next_look(agreement: Agreement, today: date) -> date | None:
    """Return the next day on which something about the agreement is due."""
    if agreement.period_from is None or agreement.period_until is None:
        return None
    days = [agreement.period_from, *(_before(agreement, number) for number in REMIND_DAYS)]
    to_come = [day for day in days if today < day <= agreement.period_until]
    return min(to_come, default=agreement.period_until + A_DAY)


def _before(agreement: Agreement, days: int) -> date:
    return (agreement.period_until or date.max) - timedelta(days=days)


def _end(agreement: Agreement, ending: Ending, actor: Person, at: datetime) -> None:
    """End an agreement that stands: its certificate becomes due, its papers' years begin."""
    demand, today = agreement.demand, day_of(at)
    change(
        agreement,
        state=AGREEMENT_STATES.after(agreement.state, "end"),
        ended_at=at,
        ended_by=actor,
        ending=ending.value,
        remind_on=None,
    )
    early = today + TIME_TO_RETURN
    agreed = agreement.return_by or early
    due_on = agreed if ending == Ending.PERIOD_OVER else min(agreed, early)
    certificate = Certificate.objects.create(
        agreement=agreement, due_on=due_on, remind_on=today + A_DAY
    )
    record(certificate, due_on=due_on)
    keep_until_after(demand, at)
    note(demand, "ended", actor=actor, at=at, ending=ending.value, due_on=due_on.isoformat())
    announce(AgreementEnded(demand, actor, at))


def _held(demand: Demand) -> Certificate:
    agreement = held_agreement(demand)
    found = Certificate.objects.select_related(
        "agreement__demand__owner", "agreement__demand__receiver"
    )
    certificate = found.filter(agreement=agreement).first()
    if certificate is None:
        # There is none before the end: the table of the agreement says what may follow.
        AGREEMENT_STATES.after(agreement.state, "end")
        raise NotFound
    return certificate


def _check(returned: Returned, at: datetime) -> None:
    faults = {}
    if not returned.method.strip():
        faults["method"] = _("어떻게 반환하거나 폐기했는지 적어 주십시오.")
    if returned.done_on > day_of(at):
        faults["done_on"] = _("반환·폐기한 날은 오늘이나 그 전이어야 합니다.")
    if faults:
        raise Invalid(faults)
