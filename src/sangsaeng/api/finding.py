"""Needs and offers for programs: found, read, and matched."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema

from sangsaeng.api.paging import Page, Paged, Place, page_of
from sangsaeng.api.problems import refusing, signed_in
from sangsaeng.exchange.bridge.matching import MOST, matches_of
from sangsaeng.exchange.bridge.searching import Hit, Ranked, found
from sangsaeng.exchange.kinds import Certificate, Kind, Side
from sangsaeng.exchange.models.listing import HIGHEST_READINESS, LOWEST_READINESS
from sangsaeng.exchange.queries.access import get_listing_for
from sangsaeng.exchange.queries.looking import DATED, LONGEST_WORDS, UNDATED, Looking
from sangsaeng.exchange.queries.plain import plain
from sangsaeng.exchange.queries.shown import shown_to
from sangsaeng.exchange.rules import may_edit
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.organizations.models import Region, SizeClass
from sangsaeng.organizations.sectors import GROUPS

needs = Router(tags=["needs"])
offers = Router(tags=["offers"])
listings = Router(tags=["needs", "offers"])

Code = Annotated[str, Path(pattern=r"^[0-9A-Z]{1,12}$")]


class ListingOwner(Schema):
    """Whose a need or an offer is."""

    code: str
    name: str


class ListingRead(Schema):
    """A need or an offer as far as the reader may read it; what is closed is null."""

    code: str
    side: str
    kind: str
    state: str
    title: str
    abstract: str
    keywords: str
    readiness: int | None
    region: str
    sector: str
    certificates: list[str]
    particulars: dict[str, Any]
    wanted_by: date | None
    published_at: datetime | None
    expires_on: date | None
    owner: ListingOwner | None
    detail: str | None
    contact: str | None
    is_sample: bool


class ListingFound(ListingRead):
    """One that was found: its score from 0 to 1 and what tied it, where words were given."""

    score: float | None
    reasons: list[str]


class ListingFilters(Schema):
    """How needs or offers are narrowed; ``readiness`` is the least level."""

    kind: Kind | Literal[""] = ""
    region: Region | Literal[""] = ""
    sector: Annotated[str, Field(pattern=rf"^({'|'.join(GROUPS)})?$")] = ""
    size: SizeClass | Literal[""] = ""
    certificate: Certificate | Literal[""] = ""
    readiness: Annotated[int, Field(ge=LOWEST_READINESS, le=HIGHEST_READINESS)] | None = None
    dated: bool | None = None

    def looking(self, side: str, words: str = "") -> Looking:
        """Return what is looked for on a side."""
        dated = {True: DATED, False: UNDATED, None: ""}[self.dated]
        said = self.dict(exclude={"q", "dated", "limit"})
        query = {name: str(value or "") for name, value in said.items()}
        return Looking.of(side, query | {"dated": dated, "q": words})


class ListingsAsked(ListingFilters):
    """The words and the filters of a list."""

    q: Annotated[str, Field(max_length=LONGEST_WORDS)] = ""


class MatchesAsked(ListingFilters):
    """The filters of matches, and how many are wanted."""

    limit: Annotated[int, Field(ge=1, le=MOST)] = 20


Narrowed = Annotated[ListingsAsked, Query()]
Fitting = Annotated[MatchesAsked, Query()]
_LIST = {200: Page[ListingFound], **refusing(404, 422)}
_ONE = {200: ListingRead, **refusing(404, 422)}


@needs.get("", response=_LIST, summary="Needs")
def find_needs(request: HttpRequest, asked: Narrowed, place: Paged) -> dict[str, Any]:
    """List needs: with words the best first, else in the order in which they were entered."""
    return _page(request, asked.looking(Side.NEED, asked.q), place)


@offers.get("", response=_LIST, summary="Offers")
def find_offers(request: HttpRequest, asked: Narrowed, place: Paged) -> dict[str, Any]:
    """List offers: with words the best first, else in the order in which they were entered."""
    return _page(request, asked.looking(Side.OFFER, asked.q), place)


@needs.get("/{code}", response=_ONE, summary="A need")
def read_listed_need(request: HttpRequest, code: Code) -> dict[str, Any]:
    """Return a need."""
    return _one(request, code, Side.NEED)


@offers.get("/{code}", response=_ONE, summary="An offer")
def read_listed_offer(request: HttpRequest, code: Code) -> dict[str, Any]:
    """Return an offer."""
    return _one(request, code, Side.OFFER)


@listings.get(
    "/{code}/matches",
    response={200: list[ListingFound], **refusing(401, 403, 404, 422)},
    auth=signed_in,
    summary="What fits a need or an offer",
)
def list_matches(request: HttpRequest, code: Code, asked: Fitting) -> list[dict[str, Any]]:
    """Rank what of the other side fits, to the people whose need or offer it is."""
    listing = get_listing_for(request.user, code)
    require(may_edit(request.user, listing), request.user)
    looking = asked.looking(Side(listing.side).other)
    return _found(request, matches_of(request.user, listing, asked.limit, looking))


def _page(request: HttpRequest, looking: Looking, place: Place) -> dict[str, Any]:
    rows = found(request.user, looking)
    if isinstance(rows, Ranked):
        hits, following = _slice(rows, place)
    else:
        listed, following = page_of(rows, place)
        hits = [Hit(row) for row in listed]
    return {"items": _found(request, hits), "next": following}


def _slice(ranked: Ranked, place: Place) -> tuple[list[Hit], str | None]:
    """Return the hits after the one that is named, and the last of them if there are more."""
    codes = [listing.code for listing in ranked.listings]
    if place.after is not None and place.after not in codes:
        raise NotFound
    begins = codes.index(place.after) + 1 if place.after is not None else 0
    ends = begins + place.limit
    return ranked[begins:ends], codes[ends - 1] if len(codes) > ends else None


def _found(request: HttpRequest, hits: Sequence[Hit]) -> list[dict[str, Any]]:
    shown = shown_to(request.user, [hit.listing for hit in hits])
    return [
        plain(one) | {"score": hit.score, "reasons": list(hit.reasons)}
        for hit, one in zip(hits, shown, strict=True)
    ]


def _one(request: HttpRequest, code: str, side: Side) -> dict[str, Any]:
    (shown,) = shown_to(request.user, [get_listing_for(request.user, code, side)])
    return plain(shown)
