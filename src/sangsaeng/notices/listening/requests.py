"""Requests and profiles: who is told of what was asked, answered, or is still awaited."""

from sangsaeng.fairs.events import (
    AnswersAwaited,
    ProfileSentBack,
    RequestAnswered,
    RequestEntered,
    RequestExpired,
)
from sangsaeng.fairs.models import Participant, Request, Side, Wish
from sangsaeng.kernel.actions import acting
from sangsaeng.kernel.events import listen
from sangsaeng.notices.actions.telling import tell
from sangsaeng.notices.addresses import profile_path, received_path, request_path, sent_path
from sangsaeng.notices.facts import Facts, moment_of, name_of
from sangsaeng.notices.kinds import Kind
from sangsaeng.notices.news import News
from sangsaeng.organizations.models import Membership


@listen(RequestEntered)
def tell_who_is_asked(event: RequestEntered) -> None:
    """Tell whoever has to answer; a request that an officer settled needs no answer."""
    request = event.request
    if request.state != "asked":
        return
    fair = request.fair
    about = {
        "purpose": request.purpose,
        "topic": request.topic,
        "answer_by": moment_of(fair.answer_by, fair) if fair.answer_by else "",
    }
    news = [_of_request(request, one, Kind.REQUEST_ASKED, about) for one in _asked(request)]
    tell(news, by=event.actor, at=event.at)


@listen(RequestAnswered)
def tell_who_asked(event: RequestAnswered) -> None:
    """Tell the asking side what the answer is, and its reason only if it may know it."""
    request = event.request
    kinds = {"accepted": Kind.REQUEST_ACCEPTED, "declined": Kind.REQUEST_DECLINED}
    if request.state not in kinds:
        return
    shared = {"reason": request.answer_note if request.shares_answer_note else ""}
    own = set(Membership.objects.organizations_of(event.actor))
    news = [
        _of_request(request, one, kinds[request.state], shared, f":{event.at.isoformat()}")
        for one in _asking(request)
        if one.organization_id not in own
    ]
    tell(news, by=event.actor, at=event.at)


@listen(AnswersAwaited)
def remind(event: AnswersAwaited) -> None:
    """Remind a participant of its unanswered requests, at most once a day."""
    participant, fair = event.participant, event.participant.fair
    today = event.at.astimezone(fair.tz).date().isoformat()
    facts = {
        "fair": name_of(fair),
        "count": len(event.requests),
        "answer_by": moment_of(fair.answer_by, fair) if fair.answer_by else "",
    }
    once = f"answers_awaited:{participant.code}:{today}"
    news = News.of(participant, Kind.ANSWERS_AWAITED, once, received_path(fair), facts)
    tell([news], by=acting(), at=event.at)


@listen(RequestExpired)
def tell_that_nobody_answered(event: RequestExpired) -> None:
    """Tell the asking side; the other was reminded in time."""
    request = event.request
    news = [
        News.of(
            one,
            Kind.REQUEST_EXPIRED,
            f"request_expired:{request.code}:{one.code}",
            sent_path(request.fair),
            _facts(request, one),
        )
        for one in _asking(request)
    ]
    tell(news, by=acting(), at=event.at)


@listen(ProfileSentBack)
def tell_what_the_profile_needs(event: ProfileSentBack) -> None:
    """Tell the participant what to complete."""
    participant = event.participant
    news = News.of(
        participant,
        Kind.PROFILE_SENT_BACK,
        f"profile_sent_back:{participant.code}:{event.at.isoformat()}",
        profile_path(participant),
        {"fair": name_of(participant.fair), "note": participant.profile_note},
    )
    tell([news], by=acting(), at=event.at)


def _asked(request: Request) -> list[Participant]:
    """Who has to answer: the side that was asked, or whoever has not spoken if an officer asked."""
    if request.asking_side:
        return [_side(request, asking=False)]
    wishes = ((request.buyer, request.buyer_wish), (request.supplier, request.supplier_wish))
    return [party for party, wish in wishes if wish == Wish.UNSTATED]


def _asking(request: Request) -> list[Participant]:
    """Who waits for the answer: the side that asked, or both if an officer asked for them."""
    if request.asking_side:
        return [_side(request, asking=True)]
    return [request.buyer, request.supplier]


def _side(request: Request, *, asking: bool) -> Participant:
    return request.buyer if (request.asking_side == Side.BUYER) is asking else request.supplier


def _of_request(
    request: Request, participant: Participant, kind: Kind, more: Facts, which: str = ""
) -> News:
    return News.of(
        participant,
        kind,
        f"{kind}:{request.code}:{participant.code}{which}",
        request_path(request),
        _facts(request, participant) | more,
    )


def _facts(request: Request, participant: Participant) -> Facts:
    other = request.supplier if participant.pk == request.buyer_id else request.buyer
    return {"fair": name_of(request.fair), "counterpart": name_of(other)}
