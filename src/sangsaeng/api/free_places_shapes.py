"""Free places and their offers as programs read them."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from sangsaeng.api.fairs_shapes import ONE_LINE, ParticipantOut, participant_out
from sangsaeng.fairs.models import Fair, Offer, Opening
from sangsaeng.fairs.queries.the_day.floor import Hours
from sangsaeng.fairs.queries.the_day.waiting import Candidate, FreePlace

CODE = r"^[0-9A-Z]{1,12}$"


class PlaceOut(Schema):
    """A place where a pair could meet, by its hall's own clock."""

    slot: int
    starts_at: datetime
    ends_at: datetime
    hall: str
    table: str
    is_offered: bool


class OfferOut(Schema):
    """A free place offered to a pair; it says nothing of why the place is free."""

    code: str
    request: str
    buyer: ParticipantOut
    supplier: ParticipantOut
    starts_at: datetime
    ends_at: datetime
    hall: str
    table: str
    state: str
    made_at: datetime
    until: datetime


class OpeningOut(Schema):
    """A place that fell free on the day, for the fair's own people."""

    code: str
    starts_at: datetime
    ends_at: datetime
    hall: str
    table: str
    cause: str
    left_by: str
    opened_at: datetime
    closed_at: datetime | None
    filled_by: str | None
    offers: list[OfferOut]


class ReasonOut(Schema):
    """One reason for a place in the line."""

    code: str
    number: int | None


class WaitingOut(Schema):
    """A pair that waits for a place, and why it stands where it stands."""

    request: str
    buyer: ParticipantOut
    supplier: ParticipantOut
    reasons: list[ReasonOut]


class OpeningDetail(OpeningOut):
    """A free place with the pairs that wait for it, the best one first."""

    waiting: list[WaitingOut]


class OfferIn(Schema):
    """Whom to ask."""

    request: str = Field(pattern=CODE)


class OfferAnswerIn(Schema):
    """What the two said, or that nobody is asked any more, which only the desk says."""

    answer: str = Field(pattern="^(accept|decline|take_back)$")


class BookingIn(Schema):
    """Where to put a pair: a slot by its number and a table by its label."""

    slot: int = Field(ge=0, le=10_000)
    table: str = Field(min_length=1, max_length=12, pattern=ONE_LINE)


class WalkInIn(Schema):
    """Who came, by its code or by the name it gives, and whom it wants to meet."""

    organization: str | None = Field(None, pattern=CODE)
    name: str = Field("", max_length=120, pattern=ONE_LINE)
    business_number: str = Field("", max_length=14, pattern=r"^[0-9-]*$")
    wanted: list[Annotated[str, Field(pattern=CODE)]] = Field(min_length=1, max_length=50)
    purpose: str = Field(
        "other", pattern="^(purchase|joint_rnd|technology|supplier_entry|sales_channel|other)$"
    )
    topic: str = Field("", max_length=300, pattern=ONE_LINE)
    is_first_timer: bool = False


class WalkInOut(Schema):
    """A walk-in in the fair, with its requests."""

    participant: ParticipantOut
    requests: list[str]


def place_out(place: FreePlace, number: int, fair: Fair) -> PlaceOut:
    """Return a place; ``number`` is that of its slot."""
    return PlaceOut(
        slot=number,
        starts_at=place.hours.begins.astimezone(fair.tz),
        ends_at=place.hours.ends.astimezone(fair.tz),
        hall=place.table.hall.name,
        table=place.table.label,
        is_offered=place.offered_to is not None,
    )


def offer_out(offer: Offer, opening: Opening, fair: Fair, at: datetime) -> OfferOut:
    """Return an offer as it stands at the moment: one whose time is over has lapsed."""
    hours = Hours.of(opening.slot, opening.table)
    is_over = offer.state == "open" and offer.until <= at
    return OfferOut(
        code=offer.code,
        request=offer.request.code,
        buyer=participant_out(offer.request.buyer),
        supplier=participant_out(offer.request.supplier),
        starts_at=hours.begins.astimezone(fair.tz),
        ends_at=hours.ends.astimezone(fair.tz),
        hall=opening.table.hall.name,
        table=opening.table.label,
        state="lapsed" if is_over else offer.state,
        made_at=offer.made_at.astimezone(fair.tz),
        until=offer.until.astimezone(fair.tz),
    )


def opening_out(opening: Opening, fair: Fair, at: datetime) -> OpeningOut:
    """Return a free place with the offers made of it."""
    hours = Hours.of(opening.slot, opening.table)
    return OpeningOut(
        code=opening.code,
        starts_at=hours.begins.astimezone(fair.tz),
        ends_at=hours.ends.astimezone(fair.tz),
        hall=opening.table.hall.name,
        table=opening.table.label,
        cause=opening.cause,
        left_by=opening.left_by.code,
        opened_at=opening.opened_at.astimezone(fair.tz),
        closed_at=opening.closed_at.astimezone(fair.tz) if opening.closed_at else None,
        filled_by=opening.filled_by.code if opening.filled_by else None,
        offers=[offer_out(one, opening, fair, at) for one in opening.offers.all()],
    )


def candidate_out(candidate: Candidate) -> WaitingOut:
    """Return a pair that waits."""
    request = candidate.request
    return WaitingOut(
        request=request.code,
        buyer=participant_out(request.buyer),
        supplier=participant_out(request.supplier),
        reasons=[ReasonOut(code=one.code, number=one.number) for one in candidate.reasons],
    )
