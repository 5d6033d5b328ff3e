"""One's own needs and offers for programs: written, changed, and taken through their steps."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema, Status

from sangsaeng.api.paging import Page, Paged, page_of
from sangsaeng.api.problems import refusing, signed_in
from sangsaeng.exchange.actions.checking import submit
from sangsaeng.exchange.actions.publishing import close, publish, renew
from sangsaeng.exchange.actions.writing import edit_listing, rework, write_listing
from sangsaeng.exchange.facts import ListingFacts
from sangsaeng.exchange.kinds import Side
from sangsaeng.exchange.models import Listing
from sangsaeng.exchange.queries.own import (
    OwnFilters,
    get_own_listing_for,
    own_listings,
)
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import NotFound, SignInNeeded
from sangsaeng.organizations.queries import get_organization_for, own_organizations

router = Router(tags=["needs", "offers"], auth=signed_in)

Code = Annotated[str, Path(pattern=r"^[0-9A-Z]{1,12}$")]
Verb = Literal["submit", "rework", "publish", "renew", "close"]


class OwnListing(Schema):
    """A need or an offer of one's own, with all that is said in it."""

    code: str
    side: str
    kind: str
    owner: str
    state: str
    title: str
    abstract: str
    keywords: str
    audience: str
    is_anonymous: bool
    detail: str
    contact: str
    readiness: int | None
    region: str
    sector: str
    certificates: list[str]
    particulars: dict[str, Any]
    wanted_by: date | None
    checker: str | None
    sent_back_with: str
    published_at: datetime | None
    expires_on: date | None
    version: int


class OwnListingChange(Schema):
    """What is to be said otherwise; what is left out stays. ``version`` is the one that was read."""

    version: Annotated[int, Field(ge=1, le=2**31 - 1)]
    kind: str | None = None
    title: str | None = None
    abstract: str | None = None
    keywords: str | None = None
    audience: str | None = None
    is_anonymous: bool | None = None
    detail: str | None = None
    contact: str | None = None
    readiness: int | None = None
    region: str | None = None
    sector: str | None = None
    certificates: list[str] | None = None
    particulars: dict[str, str | int | None] | None = None
    wanted_by: date | None = None
    checker: Annotated[str, Field(pattern=r"^[0-9A-Z]{0,12}$")] | None = None


class OwnListingIn(OwnListingChange):
    """A new need or offer of an organization one belongs to."""

    version: int = 1
    owner: Annotated[str, Field(pattern=r"^[0-9A-Z]{1,12}$")]
    side: Side
    kind: str
    title: str


class OwnAsked(Schema):
    """How the list is narrowed."""

    q: Annotated[str, Field(max_length=120)] = ""
    side: Side | Literal[""] = ""
    state: Annotated[str, Field(pattern=r"^[a-z]{0,10}$")] = ""


class Step(Schema):
    """What a step is taken with: the last day of being out, or the reason for closing."""

    until: date | None = None
    because: Annotated[str, Field(max_length=300)] = ""


@router.get(
    "", response={200: Page[OwnListing], **refusing(401, 404, 422)}, summary="One's own listings"
)
def list_own(
    request: HttpRequest, asked: Annotated[OwnAsked, Query()], place: Paged
) -> Page[OwnListing]:
    """List the needs and offers of the organizations one belongs to, in whatever state."""
    filters = OwnFilters(asked.q, asked.side, state=asked.state)
    found = own_listings(request.user, filters).select_related("owner", "checker")
    rows, following = page_of(found, place)
    return Page(items=[_out(one) for one in rows], next=following)


@router.post(
    "",
    response={201: OwnListing, **refusing(401, 403, 404, 422)},
    summary="Write a need or an offer",
)
def write(request: HttpRequest, given: OwnListingIn) -> Status[OwnListing]:
    """Write a draft for an organization one belongs to."""
    actor = _actor(request)
    owner = next((one for one in own_organizations(actor) if one.code == given.owner), None)
    if owner is None:
        raise NotFound
    facts = _said(actor, ListingFacts(given.side, given.kind, given.title), given)
    return Status(201, _out(write_listing(owner, facts, actor=actor, at=clock.now())))


@router.get(
    "/{code}", response={200: OwnListing, **refusing(401, 404, 422)}, summary="One of one's own"
)
def read_own(request: HttpRequest, code: Code) -> OwnListing:
    """Return a need or an offer of one's own."""
    return _out(get_own_listing_for(request.user, code))


@router.patch(
    "/{code}",
    response={200: OwnListing, **refusing(401, 403, 404, 409, 422)},
    summary="Change a need or an offer",
)
def change(request: HttpRequest, code: Code, given: OwnListingChange) -> OwnListing:
    """Change what is given; refused when it changed since the given version was read."""
    actor = _actor(request)
    listing = get_own_listing_for(actor, code)
    facts = _said(actor, ListingFacts.of(listing), given)
    edit_listing(listing, facts, actor=actor, at=clock.now(), seen_version=given.version)
    return _out(get_own_listing_for(actor, code))


@router.post(
    "/{code}/{verb}",
    response={200: OwnListing, **refusing(401, 403, 404, 409, 422)},
    summary="Take a step with a need or an offer",
)
def take_step(request: HttpRequest, code: Code, verb: Verb, given: Step) -> OwnListing:
    """Hand it in, write it anew, publish, renew or close it."""
    actor, at = _actor(request), clock.now()
    listing = get_own_listing_for(actor, code)
    steps: dict[str, Callable[[], None]] = {
        "submit": lambda: submit(listing, actor=actor, at=at),
        "rework": lambda: rework(listing, actor=actor, at=at),
        "publish": lambda: publish(listing, given.until, actor=actor, at=at),
        "renew": lambda: renew(listing, given.until, actor=actor, at=at),
        "close": lambda: close(listing, given.because, actor=actor, at=at),
    }
    steps[verb]()
    return _out(get_own_listing_for(actor, code))


def _actor(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person):
        raise SignInNeeded
    return request.user


def _said(actor: Person, facts: ListingFacts, given: OwnListingChange) -> ListingFacts:
    """Return the facts with what was given in their place."""
    said = given.dict(exclude_unset=True, exclude={"version", "owner", "side"})
    if "certificates" in said:
        said["certificates"] = tuple(said["certificates"] or ())
    if said.get("checker"):
        said["checker"] = get_organization_for(actor, said["checker"])
    elif "checker" in said:
        said["checker"] = None
    nothing = {"readiness", "wanted_by", "checker"}
    known = facts.as_fields | {"certificates": facts.certificates}
    kept = {name: value for name, value in said.items() if value is not None or name in nothing}
    return ListingFacts(**{**known, **kept})


def _out(listing: Listing) -> OwnListing:
    facts = ListingFacts.of(listing).as_fields
    facts.pop("source")
    checker = facts.pop("checker")
    return OwnListing(
        **facts,
        code=listing.code,
        owner=listing.owner.code,
        state=listing.state,
        checker=checker.code if checker else None,
        sent_back_with=listing.sent_back_with,
        published_at=listing.published_at,
        expires_on=listing.expires_on,
        version=listing.version,
    )
