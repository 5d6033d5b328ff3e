"""Free places and their offers, as the desk and as the two who are asked may read them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from sangsaeng.fairs.models import (
    Fair,
    Meeting,
    Offer,
    Opening,
    Participant,
    Request,
)
from sangsaeng.fairs.models.the_day import OfferQuerySet, OpeningQuerySet
from sangsaeng.fairs.states import OFFER_STATES
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.kernel.refusals import NotFound

PARTIES = ("request__buyer__organization", "request__supplier__organization")


def openings_for(viewer: Viewer, fair: Fair) -> OpeningQuerySet:
    """Return the fair's free places, taken ones too, with the offers made of each."""
    offers = Offer.objects.select_related(*PARTIES).order_by("made_at", "pk")
    return (
        Opening.objects.visible_to(viewer)
        .filter(fair=fair)
        .select_related(
            "slot__day",
            "table__hall",
            "table__participant__organization",
            "left_by__buyer__organization",
            "left_by__supplier__organization",
            "filled_by__buyer__organization",
            "filled_by__supplier__organization",
        )
        .prefetch_related(Prefetch("offers", queryset=offers))
    )


def get_opening_for(viewer: Viewer, fair: Fair, code: str) -> Opening:
    """Return a free place of a fair whose desk the viewer is at."""
    opening = openings_for(viewer, fair).filter(code=code).first()
    if opening is None:
        raise NotFound
    return opening


def offers_seen(viewer: Viewer, fair: Fair) -> OfferQuerySet:
    """Return the offers the viewer may read: all of them at the desk, else one's own."""
    return (
        Offer.objects.visible_to(viewer)
        .filter(opening__fair=fair)
        .select_related("opening__slot", "opening__table__hall", "opening__fair", *PARTIES)
    )


def get_offer_for(viewer: Viewer, fair: Fair, code: str) -> Offer:
    """Return an offer that the viewer may read."""
    offer = offers_seen(viewer, fair).filter(code=code).first()
    if offer is None:
        raise NotFound
    return offer


def open_offers_of(participant: Participant, at: datetime) -> QuerySet[Offer]:
    """Return the offers that wait for this participant's pairs; one whose time is over is none."""
    return (
        Offer.objects.filter(state=OFFER_STATES.initial, until__gt=at)
        .filter(Q(request__buyer=participant) | Q(request__supplier=participant))
        .filter(opening__closed_at__isnull=True)
        .select_related("opening__slot", "opening__table__hall", "opening__fair", *PARTIES)
        .order_by("until", "pk")
    )


def fairs_with_openings(at: datetime) -> QuerySet[Fair]:
    """Return the fairs of the day with a free place about which nobody is being asked."""
    waited_for = Offer.objects.filter(state=OFFER_STATES.initial, until__gt=at)
    idle = Opening.objects.open().exclude(pk__in=waited_for.values("opening"), slot__ends_at__gt=at)
    return Fair.objects.filter(pk__in=idle.values("fair"), state="published")


@dataclass(frozen=True)
class Happening:
    """One change of the day: a meeting fell out, a place was offered, answered or taken."""

    at: datetime
    kind: str
    opening: Opening | None
    meeting: Meeting | None = None
    offer: Offer | None = None

    @property
    def request(self) -> Request | None:
        """The pair it is about: who was asked or placed, else who left the place."""
        asked = self.offer or self.meeting
        if asked is not None:
            return asked.request
        return self.opening.left_by if self.opening is not None else None


def happenings_of(viewer: Viewer, fair: Fair) -> list[Happening]:
    """Return the day's changes at the fair, the latest first."""
    openings = list(openings_for(viewer, fair))
    found = [one for opening in openings for one in _of_an_opening(opening)]
    booked = (
        Meeting.objects.visible_to(viewer)
        .filter(timetable__fair=fair, timetable__number__isnull=False, booked_at__isnull=False)
        .select_related("slot", "table__hall", *PARTIES)
    )
    # A later version repeats the meetings of the one before.
    once = {(one.request_id, one.booked_at): one for one in booked}
    found += [
        Happening(moment, "booked", None, meeting=one)
        for (_request, moment), one in once.items()
        if moment
    ]
    settled = [state for state in OFFER_STATES.states if state != OFFER_STATES.initial]
    order = ("booked", "closed", *settled, OFFER_STATES.initial, "opened")
    return sorted(found, key=lambda one: (one.at, -order.index(one.kind)), reverse=True)


def _of_an_opening(opening: Opening) -> Iterator[Happening]:
    yield Happening(opening.opened_at, "opened", opening)
    for offer in opening.offers.all():
        yield Happening(offer.made_at, OFFER_STATES.initial, opening, offer=offer)
        if offer.settled_at is not None:
            yield Happening(offer.settled_at, offer.state, opening, offer=offer)
    if opening.closed_at is not None and opening.filled_by_id is None:
        yield Happening(opening.closed_at, "closed", opening)


def happening_records(fair: Fair, happenings: Iterable[Happening]) -> list[dict[str, Any]]:
    """Return the changes as rows of a sheet, their moments in the fair's own time."""
    return [_record(fair, one) for one in happenings]


def _record(fair: Fair, one: Happening) -> dict[str, Any]:
    place = one.meeting or one.opening
    request = one.request
    return {
        "at": _local(one.at, fair),
        "kind": one.kind,
        "slot": _local(place.slot.starts_at, fair) if place else None,
        "hall": place.table.hall.name if place else "",
        "table": place.table.label if place else "",
        "buyer": request.buyer.organization.name if request else "",
        "supplier": request.supplier.organization.name if request else "",
    }


def _local(moment: datetime, fair: Fair) -> date:
    """Return a moment as a sheet shows it: the fair's own wall clock, without a zone."""
    return moment.astimezone(fair.tz).replace(tzinfo=None)
