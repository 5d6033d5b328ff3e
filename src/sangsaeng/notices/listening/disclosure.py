"""Technical material: each step is told to the side that has to know, and to that side alone.

No notice holds what a material is called or what its file is called, only the demand's number.
"""

from sangsaeng.disclosure.events import (
    AgreementCalledOff,
    AgreementEnded,
    AgreementEnding,
    AgreementSigned,
    CertificateAnswered,
    CertificateHandedIn,
    CertificateOwed,
    DemandAnswered,
    DemandSent,
    DemandWithdrawn,
    HoldersChanged,
    HoldersChanging,
    SecrecyAnswered,
    SecrecyAsked,
    TextAgreed,
    TextWritten,
)
from sangsaeng.disclosure.models import Demand
from sangsaeng.kernel.actions import acting
from sangsaeng.kernel.events import listen
from sangsaeng.notices.actions.telling import tell
from sangsaeng.notices.addresses import disclosure_path
from sangsaeng.notices.facts import name_of
from sangsaeng.notices.kinds import Kind
from sangsaeng.notices.news import News
from sangsaeng.organizations.models import Organization


@listen(DemandSent)
def tell_of_the_demand(event: DemandSent) -> None:
    """Tell the owner that somebody asks for technical material."""
    news = _to(event.demand, event.demand.owner, Kind.DEMAND_RECEIVED)
    tell([news], by=event.actor, at=event.at)


@listen(DemandAnswered)
def tell_the_answer(event: DemandAnswered) -> None:
    """Tell the asking side whether the owner provides."""
    granted = event.demand.state == "granted"
    kind = Kind.DEMAND_GRANTED if granted else Kind.DEMAND_DECLINED
    tell([_to(event.demand, event.demand.receiver, kind)], by=event.actor, at=event.at)


@listen(DemandWithdrawn)
def tell_of_the_withdrawal(event: DemandWithdrawn) -> None:
    """Tell the owner that the demand was taken back."""
    news = _to(event.demand, event.demand.owner, Kind.DEMAND_WITHDRAWN)
    tell([news], by=event.actor, at=event.at)


@listen(TextWritten)
def tell_of_the_text(event: TextWritten) -> None:
    """Tell the other side that there is a new text to read."""
    other = _other(event.demand, event.side)
    news = _to(event.demand, other, Kind.TEXT_WRITTEN, f"{event.number}", number=event.number)
    tell([news], by=event.actor, at=event.at)


@listen(TextAgreed)
def tell_to_sign(event: TextAgreed) -> None:
    """Tell both sides that the paper waits for their signature."""
    moment = event.at.isoformat()
    tell(_to_both(event.demand, Kind.TEXT_AGREED, moment), by=event.actor, at=event.at)


@listen(AgreementSigned)
def tell_of_the_signature(event: AgreementSigned) -> None:
    """Tell the other side of a signature, and both once the agreement stands."""
    if event.is_whole:
        news = _to_both(event.demand, Kind.AGREEMENT_STANDS)
    else:
        other = _other(event.demand, event.side)
        news = [_to(event.demand, other, Kind.AGREEMENT_SIGNED)]
    tell(news, by=event.actor, at=event.at)


@listen(AgreementCalledOff)
def tell_that_it_is_off(event: AgreementCalledOff) -> None:
    """Tell both sides that nothing will be shown."""
    tell(_to_both(event.demand, Kind.AGREEMENT_CALLED_OFF), by=event.actor, at=event.at)


@listen(AgreementEnding)
def remind_of_the_end(event: AgreementEnding) -> None:
    """Remind both sides that the period of use ends soon."""
    news = _to_both(event.demand, Kind.AGREEMENT_ENDING, f"{event.days}", days=event.days)
    tell(news, by=acting(), at=event.at)


@listen(AgreementEnded)
def tell_of_the_end(event: AgreementEnded) -> None:
    """Tell both sides that it ended; the receiving side owes a certificate."""
    tell(_to_both(event.demand, Kind.AGREEMENT_ENDED), by=event.actor, at=event.at)


@listen(HoldersChanging)
def ask_for_consent(event: HoldersChanging) -> None:
    """Ask the owner to consent to a change of the list."""
    demand = event.change.agreement.demand
    news = _to(demand, demand.owner, Kind.HOLDERS_CHANGING, f"{event.change.pk}")
    tell([news], by=event.actor, at=event.at)


@listen(HoldersChanged)
def tell_of_the_consent(event: HoldersChanged) -> None:
    """Tell the receiving side whether the list changed."""
    demand = event.change.agreement.demand
    consented = event.change.state == "consented"
    kind = Kind.HOLDERS_CONSENTED if consented else Kind.HOLDERS_REFUSED
    news = _to(demand, demand.receiver, kind, f"{event.change.pk}")
    tell([news], by=event.actor, at=event.at)


@listen(CertificateOwed)
def ask_for_the_certificate(event: CertificateOwed) -> None:
    """Remind the receiving side of the certificate that it owes."""
    demand = event.certificate.agreement.demand
    today, due_on = event.at.date().isoformat(), event.due_on.isoformat()
    news = _to(demand, demand.receiver, Kind.CERTIFICATE_OWED, today, due_on=due_on)
    tell([news], by=acting(), at=event.at)


@listen(CertificateHandedIn)
def tell_of_the_certificate(event: CertificateHandedIn) -> None:
    """Tell the owner that there is a certificate to read."""
    demand, moment = event.certificate.agreement.demand, event.at.isoformat()
    news = _to(demand, demand.owner, Kind.CERTIFICATE_HANDED_IN, moment)
    tell([news], by=event.actor, at=event.at)


@listen(CertificateAnswered)
def tell_whether_it_is_accepted(event: CertificateAnswered) -> None:
    """Tell the receiving side what became of its certificate."""
    demand, moment = event.certificate.agreement.demand, event.at.isoformat()
    accepted = event.certificate.state == "accepted"
    kind = Kind.CERTIFICATE_ACCEPTED if accepted else Kind.CERTIFICATE_SENT_BACK
    tell([_to(demand, demand.receiver, kind, moment)], by=event.actor, at=event.at)


@listen(SecrecyAsked)
def tell_of_the_question(event: SecrecyAsked) -> None:
    """Tell the owner that it is asked whether it keeps the material secret."""
    news = _to(event.demand, event.demand.owner, Kind.SECRECY_ASKED)
    tell([news], by=event.actor, at=event.at)


@listen(SecrecyAnswered)
def tell_of_the_answer(event: SecrecyAnswered) -> None:
    """Tell the asking side that there is an answer."""
    news = _to(event.demand, event.demand.receiver, Kind.SECRECY_ANSWERED)
    tell([news], by=event.actor, at=event.at)


def _to_both(demand: Demand, kind: Kind, which: str = "", **more: object) -> list[News]:
    return [_to(demand, side, kind, which, **more) for side in (demand.owner, demand.receiver)]


def _to(demand: Demand, side: Organization, kind: Kind, which: str = "", **more: object) -> News:
    facts = {
        "counterpart": name_of(_other(demand, side)),
        "demand": demand.number,
        "owns": side.pk == demand.owner_id,
        **more,
    }
    once = f"{kind.value}:{demand.code}:{side.pk}:{which}"
    return News(side.pk, kind, once, disclosure_path(demand), facts)


def _other(demand: Demand, side: Organization) -> Organization:
    return demand.receiver if side.pk == demand.owner_id else demand.owner
