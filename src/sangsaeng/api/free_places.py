"""Free places for programs: whom they are offered to, answers, bookings by hand and walk-ins."""

from typing import Annotated

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Path, Router, Status

from sangsaeng.api.fairs_shapes import MeetingOut, meeting_out, participant_out
from sangsaeng.api.free_places_shapes import (
    BookingIn,
    OfferAnswerIn,
    OfferIn,
    OfferOut,
    OpeningDetail,
    OpeningOut,
    PlaceOut,
    WalkInIn,
    WalkInOut,
    candidate_out,
    offer_out,
    opening_out,
    place_out,
)
from sangsaeng.api.paging import Page, Paged, page_of
from sangsaeng.api.problems import refusing, signed_in
from sangsaeng.fairs.actions.the_day.answering_offers import answer_offer
from sangsaeng.fairs.actions.the_day.booking import book_place, call_off
from sangsaeng.fairs.actions.the_day.offering import offer_to, take_back
from sangsaeng.fairs.actions.the_day.placing import Place
from sangsaeng.fairs.actions.the_day.walking_in import WalkIn, welcome_walk_in
from sangsaeng.fairs.models import Fair, Participant
from sangsaeng.fairs.queries.access import get_fair_for, get_request_for
from sangsaeng.fairs.queries.the_day.floor import read_floor
from sangsaeng.fairs.queries.the_day.offers import (
    get_offer_for,
    get_opening_for,
    offers_seen,
    openings_for,
)
from sangsaeng.fairs.queries.the_day.waiting import candidates_for, places_for
from sangsaeng.fairs.rules import may_fill_places, may_see_all
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import Invalid, NotFound, SignInNeeded
from sangsaeng.organizations.business_number import normalized
from sangsaeng.organizations.facts import OrganizationFacts
from sangsaeng.organizations.models import Organization
from sangsaeng.organizations.queries import by_business_number, get_organization_for
from sangsaeng.organizations.resolving import resolve

router = Router(tags=["free places"], auth=signed_in)

Slug = Annotated[str, Path(pattern=r"^[-0-9A-Za-z_]{1,60}$")]
Code = Annotated[str, Path(pattern=r"^[0-9A-Z]{1,12}$")]


@router.get(
    "/{slug}/openings",
    response={200: Page[OpeningOut], **refusing(401, 403, 404, 422)},
    summary="Places that fell free, for the desk",
)
def list_openings(request: HttpRequest, slug: Slug, place: Paged) -> Page[OpeningOut]:
    """List them, filled and closed ones too, each with the offers made of it."""
    fair, at = _desk(request, slug), clock.now()
    rows, following = page_of(openings_for(request.user, fair), place)
    return Page(items=[opening_out(one, fair, at) for one in rows], next=following)


@router.get(
    "/{slug}/openings/{code}",
    response={200: OpeningDetail, **refusing(401, 403, 404, 422)},
    summary="A free place and who waits for it, for the desk",
)
def read_opening(request: HttpRequest, slug: Slug, code: Code) -> OpeningDetail:
    """Return the place, with the pairs that wait for it in the order of their turn."""
    fair, at = _desk(request, slug), clock.now()
    opening = get_opening_for(request.user, fair, code)
    waiting = [] if opening.closed_at else candidates_for(read_floor(fair, at), opening)
    shown = opening_out(opening, fair, at).model_dump()
    return OpeningDetail(**shown, waiting=[candidate_out(one) for one in waiting])


@router.post(
    "/{slug}/openings/{code}/offers",
    response={201: OfferOut, **refusing(401, 403, 404, 409, 422)},
    summary="Offer a free place to a chosen pair",
)
def make_offer(request: HttpRequest, slug: Slug, code: Code, wanted: OfferIn) -> Status[OfferOut]:
    """Ask a pair that the desk chose; whoever is being asked is asked no more."""
    fair, actor, at = _desk(request, slug, fills=True), _caller(request), clock.now()
    opening = get_opening_for(actor, fair, code)
    chosen = get_request_for(actor, fair, wanted.request)
    offer = offer_to(opening, chosen, actor=actor, at=at)
    return Status(201, offer_out(offer, opening, fair, at))


@router.get(
    "/{slug}/offers",
    response={200: Page[OfferOut], **refusing(401, 404, 422)},
    summary="Offers the caller may read",
)
def list_offers(request: HttpRequest, slug: Slug, place: Paged) -> Page[OfferOut]:
    """List all of them to the fair's people, one's own to a party."""
    fair, at = get_fair_for(request.user, slug), clock.now()
    rows, following = page_of(offers_seen(request.user, fair), place)
    return Page(items=[offer_out(one, one.opening, fair, at) for one in rows], next=following)


@router.get(
    "/{slug}/offers/{code}",
    response={200: OfferOut, **refusing(401, 404, 422)},
    summary="An offer",
)
def read_offer(request: HttpRequest, slug: Slug, code: Code) -> OfferOut:
    """Return an offer made to a pair of the caller's, or any to the fair's people."""
    fair = get_fair_for(request.user, slug)
    offer = get_offer_for(request.user, fair, code)
    return offer_out(offer, offer.opening, fair, clock.now())


@router.post(
    "/{slug}/offers/{code}/answer",
    response={200: OfferOut, **refusing(401, 403, 404, 409, 422)},
    summary="Answer an offer, or take it back",
)
def settle_offer(request: HttpRequest, slug: Slug, code: Code, said: OfferAnswerIn) -> OfferOut:
    """Accept or decline for the two; the desk may take the offer back."""
    fair, actor, at = get_fair_for(request.user, slug), _caller(request), clock.now()
    offer = get_offer_for(actor, fair, code)
    if said.answer == "accept":
        answer_offer(offer, "accept", actor=actor, at=at)
    elif said.answer == "decline":
        answer_offer(offer, "decline", actor=actor, at=at)
    else:
        take_back(offer, actor=actor, at=at)
    offer = get_offer_for(actor, fair, code)
    return offer_out(offer, offer.opening, fair, at)


@router.get(
    "/{slug}/requests/{code}/places",
    response={200: list[PlaceOut], **refusing(401, 403, 404, 422)},
    summary="Where a waiting pair could meet, for the desk",
)
def list_places(request: HttpRequest, slug: Slug, code: Code) -> list[PlaceOut]:
    """List every place still to come where both are free."""
    fair = _desk(request, slug)
    chosen = get_request_for(request.user, fair, code)
    number = {slot.pk: number for number, slot in enumerate(fair.slots.all())}
    found = places_for(chosen, clock.now())
    return [place_out(one, number[one.slot.pk], fair) for one in found]


@router.post(
    "/{slug}/requests/{code}/booking",
    response={201: MeetingOut, **refusing(401, 403, 404, 409, 422)},
    summary="Put a waiting pair into a free place",
)
def book(request: HttpRequest, slug: Slug, code: Code, where: BookingIn) -> Status[MeetingOut]:
    """Book a place by hand."""
    fair, actor = _desk(request, slug, fills=True), _caller(request)
    chosen = get_request_for(actor, fair, code)
    meeting = book_place(chosen, _place(fair, where), actor=actor, at=clock.now())
    return Status(201, meeting_out(meeting, fair))


@router.post(
    "/{slug}/requests/{code}/call-off",
    response={201: OpeningOut, **refusing(401, 403, 404, 409, 422)},
    summary="Call a meeting off",
)
def cancel(request: HttpRequest, slug: Slug, code: Code) -> Status[OpeningOut]:
    """Call off a meeting of the version in force; its place is offered at once."""
    fair, actor, at = _desk(request, slug, fills=True), _caller(request), clock.now()
    opening = call_off(get_request_for(actor, fair, code), actor=actor, at=at)
    return Status(201, opening_out(get_opening_for(actor, fair, opening.code), fair, at))


@router.post(
    "/{slug}/walk-ins",
    response={201: WalkInOut, **refusing(401, 403, 404, 409, 422)},
    summary="Welcome who came without being planned",
)
def welcome(request: HttpRequest, slug: Slug, given: WalkInIn) -> Status[WalkInOut]:
    """Take an organization in as being here, with requests to whom it wants to meet."""
    fair, actor = _desk(request, slug, fills=True), _caller(request)
    walk_in = WalkIn(
        who=_who(request, given),
        wanted=tuple(_participant(fair, code) for code in given.wanted),
        purpose=given.purpose,
        topic=given.topic,
        is_first_timer=given.is_first_timer,
    )
    welcomed = welcome_walk_in(fair, walk_in, actor=actor, at=clock.now())
    codes = [one.code for one in welcomed.requests]
    return Status(201, WalkInOut(participant=participant_out(welcomed.participant), requests=codes))


def _caller(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person):
        raise SignInNeeded
    return request.user


def _desk(request: HttpRequest, slug: str, *, fills: bool = False) -> Fair:
    """Return a fair to those at its desk, for changes only while it is held."""
    fair = get_fair_for(request.user, slug)
    may = may_fill_places if fills else may_see_all
    require(may(request.user, fair), request.user)
    return fair


def _place(fair: Fair, where: BookingIn) -> Place:
    slots = list(fair.slots.all())
    table = fair.tables.filter(label=where.table).select_related("hall", "lost_from").first()
    if where.slot >= len(slots) or table is None:
        raise NotFound
    return Place(slots[where.slot], table)


def _participant(fair: Fair, code: str) -> Participant:
    found = fair.participants.filter(code=code).select_related("organization", "fair").first()
    if found is None:
        raise NotFound
    return found


def _who(request: HttpRequest, given: WalkInIn) -> Organization | OrganizationFacts:
    """Return whom the program means; a name that may mean several is not guessed."""
    if given.organization is not None:
        return get_organization_for(request.user, given.organization)
    numbered = by_business_number([normalized(given.business_number)])
    meant = resolve(given.name)
    known = next(iter(numbered.values()), None) or meant.organization
    if known is None and meant.candidates:
        names = ", ".join(
            f"{one.organization.name} ({one.organization.code})" for one in meant.candidates
        )
        fault = _("이름만으로는 어느 기업인지 알 수 없습니다. 코드로 알려 주십시오: %(names)s")
        raise Invalid({"name": fault % {"names": names}})
    return known or OrganizationFacts(
        name=given.name, business_number=given.business_number or None
    )
