"""Interest and the talks it leads to: each side is told what concerns it, an unnamed owner unnamed."""

from sangsaeng.exchange.events import (
    AppointmentAnswered,
    AppointmentProposed,
    InterestAnswered,
    InterestAsked,
    InterestExpired,
    InterestWaiting,
)
from sangsaeng.exchange.models import Appointment, Interest
from sangsaeng.exchange.queries.interests import names_owner, title_for_asking
from sangsaeng.kernel.actions import acting
from sangsaeng.kernel.clock import SEOUL
from sangsaeng.kernel.events import listen
from sangsaeng.notices.actions.telling import tell
from sangsaeng.notices.addresses import interest_path
from sangsaeng.notices.facts import Facts, name_of
from sangsaeng.notices.kinds import Kind
from sangsaeng.notices.news import News


@listen(InterestAsked)
def tell_the_owner(event: InterestAsked) -> None:
    """Tell the owner who is interested in what."""
    interest = event.interest
    news = _to_owner(interest, Kind.INTEREST_ASKED, {"message": interest.message})
    tell([news], by=event.actor, at=event.at)


@listen(InterestWaiting)
def remind_the_owner(event: InterestWaiting) -> None:
    """Remind the owner that the time to answer ends soon."""
    tell([_to_owner(event.interest, Kind.INTEREST_WAITING)], by=acting(), at=event.at)


@listen(InterestAnswered)
def tell_who_was_interested(event: InterestAnswered) -> None:
    """Tell the interested side what the answer is."""
    interest = event.interest
    accepted = interest.state == "accepted"
    kind = Kind.INTEREST_ACCEPTED if accepted else Kind.INTEREST_DECLINED
    news = _to_asking(interest, kind, {"answer": interest.answer})
    tell([news], by=event.actor, at=event.at)


@listen(InterestExpired)
def tell_that_it_ended(event: InterestExpired) -> None:
    """Tell the interested side that nobody answered; the owner was reminded in time."""
    tell([_to_asking(event.interest, Kind.INTEREST_EXPIRED)], by=acting(), at=event.at)


@listen(AppointmentProposed)
def tell_of_the_time(event: AppointmentProposed) -> None:
    """Tell the other side when and where one would like to talk."""
    talk = event.appointment
    owner_proposed = talk.proposing_id == talk.interest.listing.owner_id
    news = _of_talk(talk, Kind.TALK_PROPOSED, to_owner=not owner_proposed)
    tell([news], by=event.actor, at=event.at)


@listen(AppointmentAnswered)
def tell_what_became_of_the_time(event: AppointmentAnswered) -> None:
    """Tell both sides, but for who did it, that the talk stands, does not suit or was called off."""
    kinds = {
        "agreed": Kind.TALK_AGREED,
        "declined": Kind.TALK_DECLINED,
        "called_off": Kind.TALK_CALLED_OFF,
    }
    kind = kinds[event.appointment.state]
    news = [_of_talk(event.appointment, kind, to_owner=side) for side in (True, False)]
    tell(news, by=event.actor, at=event.at)


def _to_owner(interest: Interest, kind: Kind, more: Facts | None = None, which: str = "") -> News:
    facts = {"counterpart": name_of(interest.organization)} | _listing(interest) | (more or {})
    once = f"{kind}:{interest.code}:owner{which or _which(interest)}"
    return News(interest.listing.owner_id, kind, once, interest_path(interest), facts)


def _to_asking(interest: Interest, kind: Kind, more: Facts | None = None, which: str = "") -> News:
    owner = name_of(interest.listing.owner) if names_owner(interest) else None
    title = {"listing": title_for_asking(interest)}
    facts = {"counterpart": owner} | _listing(interest) | title | (more or {})
    once = f"{kind}:{interest.code}:asking{which or _which(interest)}"
    return News(interest.organization_id, kind, once, interest_path(interest), facts)


def _which(interest: Interest) -> str:
    """Tell one answer from a later one."""
    return f":{interest.answered_at.isoformat()}" if interest.answered_at else ""


def _of_talk(talk: Appointment, kind: Kind, *, to_owner: bool) -> News:
    facts = {
        "starts_at": talk.starts_at.astimezone(SEOUL).isoformat(),
        "ends_at": talk.ends_at.astimezone(SEOUL).isoformat(),
        "place": talk.place,
    }
    told = _to_owner if to_owner else _to_asking
    return told(talk.interest, kind, facts, f":{talk.pk}")


def _listing(interest: Interest) -> Facts:
    listing = interest.listing
    day = interest.answer_by.isoformat()
    return {"listing": listing.title, "side": listing.side, "answer_by": day}
