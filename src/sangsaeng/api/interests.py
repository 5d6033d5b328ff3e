"""Interest for programs: press, read, answer, take back, and arrange a talk."""

from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import AwareDatetime, Field

from sangsaeng.api.fairs_seen import caller
from sangsaeng.api.problems import refusing, signed_in
from sangsaeng.exchange.actions.arranging import (
    Talk,
    answer_appointment,
    call_off,
    propose_appointment,
)
from sangsaeng.exchange.actions.interest import (
    Reply,
    Words,
    accept_interest,
    decline_interest,
    show_interest,
    withdraw_interest,
)
from sangsaeng.exchange.models import Appointment, Interest
from sangsaeng.exchange.queries.access import get_interest_for, get_listing_for, get_talk_of
from sangsaeng.exchange.queries.interests import (
    InterestFilters,
    Thread,
    inbox_of,
    thread_for,
)
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.queries import get_organization_for

router = Router(tags=["interests"], auth=signed_in)

Code = Annotated[str, Path(pattern=r"^[0-9A-Z]{1,12}$")]
CODE = r"^[0-9A-Z]{1,12}$"
TEXT = r"^[^\x00]*$"


class TalkOut(Schema):
    """A talk outside any fair; ``proposing`` is the code of the organization that proposed it."""

    proposing: str
    starts_at: datetime
    ends_at: datetime
    place: str
    state: str


class InterestOut(Schema):
    """Interest as the caller may read it; ``owner`` and ``title`` are null where they are not told."""

    code: str
    is_received: bool
    state: str
    organization: str
    owner: str | None
    listing: str | None
    title: str | None
    side: str | None
    answering: str | None
    message: str
    answer: str
    asked_at: datetime
    answer_by: date
    answered_at: datetime | None
    talks: list[TalkOut]


class InterestIn(Schema):
    """Interest of one of the caller's organizations, perhaps with a need or an offer of its own."""

    listing: str = Field(pattern=CODE)
    organization: str = Field(pattern=CODE)
    message: str = Field("", max_length=1000, pattern=TEXT)
    answering: str | None = Field(None, pattern=CODE)


class ReplyIn(Schema):
    """The owner's answer; ``lets_in`` opens the detail along with a yes."""

    accepts: bool
    answer: str = Field("", max_length=1000, pattern=TEXT)
    lets_in: bool = False


class TalkIn(Schema):
    """When and where one would like to talk."""

    starts_at: AwareDatetime
    ends_at: AwareDatetime
    place: str = Field(max_length=200, pattern=TEXT)


class TalkAnswerIn(Schema):
    """What is said to the talk that is proposed or agreed."""

    verb: str = Field(pattern="^(agree|decline|call_off)$")


@router.get(
    "",
    response={200: list[InterestOut], **refusing(401, 422)},
    summary="What the caller's organizations received and sent, the newest first",
)
def list_interests(
    request: HttpRequest,
    box: Annotated[str, Query(pattern="^(received|sent)?$")] = "",
    state: Annotated[str, Query(pattern="^(asked|accepted|declined|withdrawn|expired)?$")] = "",
) -> list[InterestOut]:
    """List the interest of both directions."""
    filters = InterestFilters(box, state)
    return [_out(one) for one in inbox_of(caller(request), filters)]


@router.post(
    "",
    response={200: InterestOut, **refusing(401, 403, 404, 409, 422)},
    summary="Show interest in what another put up",
)
def press_interest(request: HttpRequest, said: InterestIn) -> InterestOut:
    """Show interest for one of the caller's organizations."""
    person = caller(request)
    listing = get_listing_for(person, said.listing)
    organization = get_organization_for(person, said.organization)
    answering = get_listing_for(person, said.answering) if said.answering else None
    words = Words(said.message, answering)
    made = show_interest(listing, organization, words, actor=person, at=clock.now())
    return _seen(person, made.code)


@router.get(
    "/{code}",
    response={200: InterestOut, **refusing(401, 404, 422)},
    summary="One interest and what followed",
)
def read_interest(request: HttpRequest, code: Code) -> InterestOut:
    """Return one interest to its two sides."""
    return _seen(caller(request), code)


@router.post(
    "/{code}/answer",
    response={200: InterestOut, **refusing(401, 403, 404, 409, 422)},
    summary="Accept or decline interest in one's own need or offer",
)
def answer_interest(request: HttpRequest, code: Code, said: ReplyIn) -> InterestOut:
    """Answer for the owner."""
    person, interest = _asked_for(request, code)
    if said.accepts:
        reply = Reply(said.answer, said.lets_in)
        accept_interest(interest, reply, actor=person, at=clock.now())
    else:
        decline_interest(interest, said.answer, actor=person, at=clock.now())
    return _seen(person, code)


@router.post(
    "/{code}/withdraw",
    response={200: InterestOut, **refusing(401, 403, 404, 409, 422)},
    summary="Take interest back",
)
def take_interest_back(request: HttpRequest, code: Code) -> InterestOut:
    """Take one's own interest back."""
    person, interest = _asked_for(request, code)
    withdraw_interest(interest, actor=person, at=clock.now())
    return _seen(person, code)


@router.post(
    "/{code}/talk",
    response={200: InterestOut, **refusing(401, 403, 404, 409, 422)},
    summary="Propose a time and a place to talk",
)
def propose_talk(request: HttpRequest, code: Code, said: TalkIn) -> InterestOut:
    """Propose a talk to the other side of accepted interest."""
    person, interest = _asked_for(request, code)
    talk = Talk(said.starts_at, said.ends_at, said.place)
    propose_appointment(interest, talk, actor=person, at=clock.now())
    return _seen(person, code)


@router.post(
    "/{code}/talk/answer",
    response={200: InterestOut, **refusing(401, 403, 404, 409, 422)},
    summary="Agree to the proposed talk, say that it does not suit, or call it off",
)
def answer_talk(request: HttpRequest, code: Code, said: TalkAnswerIn) -> InterestOut:
    """Answer the talk that is proposed or agreed."""
    person, interest = _asked_for(request, code)
    talk = get_talk_of(interest)
    if said.verb == "call_off":
        call_off(talk, actor=person, at=clock.now())
    else:
        answer_appointment(talk, agrees=said.verb == "agree", actor=person, at=clock.now())
    return _seen(person, code)


def _asked_for(request: HttpRequest, code: str) -> tuple[Person, Interest]:
    person = caller(request)
    return person, get_interest_for(person, code)


def _seen(person: Person, code: str) -> InterestOut:
    return _out(thread_for(person, get_interest_for(person, code)))


def _out(thread: Thread) -> InterestOut:
    listing = thread.listing
    return InterestOut(
        code=thread.code,
        is_received=thread.is_received,
        state=thread.state,
        organization=thread.organization.code,
        owner=thread.owner.code if thread.owner else None,
        listing=listing.code if listing else None,
        title=listing.title if listing else None,
        side=listing.side if listing else None,
        answering=thread.answering.code if thread.answering else None,
        message=thread.message,
        answer=thread.answer,
        asked_at=thread.asked_at,
        answer_by=thread.answer_by,
        answered_at=thread.answered_at,
        talks=[_talk_out(one) for one in thread.talks],
    )


def _talk_out(talk: Appointment) -> TalkOut:
    return TalkOut(
        proposing=talk.proposing.code,
        starts_at=talk.starts_at,
        ends_at=talk.ends_at,
        place=talk.place,
        state=talk.state,
    )
