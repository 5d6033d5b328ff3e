"""Offering: a free place is offered to the best waiting pair, then to the next, with a clock."""

from datetime import datetime, timedelta

from sangsaeng.fairs.actions.announcing import raise_revision
from sangsaeng.fairs.actions.planning import lock
from sangsaeng.fairs.events import OfferMade
from sangsaeng.fairs.models import Fair, Offer, Opening, Request
from sangsaeng.fairs.queries.the_day.due import due_on
from sangsaeng.fairs.queries.the_day.floor import Floor, Hours, read_floor
from sangsaeng.fairs.queries.the_day.waiting import next_for
from sangsaeng.fairs.refusals.the_day import OfferOver, OpeningClosed, PlaceNotFit
from sangsaeng.fairs.rules import may_fill_places
from sangsaeng.fairs.states import OFFER_STATES
from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require

# What holds even where the desk chooses: nobody is asked twice, and about one place at a time.
_HOLDS_FOR_THE_DESK = frozenset({"asked_already", "offered_another"})


@action
def keep_up(fair: Fair, *, actor: Person, at: datetime) -> None:
    """Do what is due at the fair's free places: end offers, close places, ask the next."""
    done = move_on(lock(fair), at=at)
    record(fair, places=done)


@action
def offer_to(opening: Opening, request: Request, *, actor: Person, at: datetime) -> Offer:
    """Offer a free place to a pair that the desk chose; whoever is being asked is asked no more."""
    require(may_fill_places(actor, opening.fair), actor)
    floor = read_floor(lock(opening.fair), at)
    opening = _still_open(floor, opening)
    refuse_unfit(floor, request, opening)
    for other in opening.offers.filter(state="open"):
        settle(floor.fair, other, "take_back", at=at)
    offer = _make(floor, opening, request)
    record(offer, opening=opening.code, request=request.code)
    return offer


@action
def take_back(offer: Offer, *, actor: Person, at: datetime) -> None:
    """Take an offer back; the place goes to the next pair that waits."""
    require(may_fill_places(actor, offer.opening.fair), actor)
    fair = lock(offer.opening.fair)
    offer = standing(offer, at)
    settle(fair, offer, "take_back", at=at)
    record(offer, taken_back=True)
    move_on(fair, at=at)


def move_on(fair: Fair, *, at: datetime) -> dict[str, int]:
    """Bring the free places up to date, for a fair that the caller holds; tell how many of what."""
    floor = read_floor(fair, at)
    due = due_on(floor)
    for offer in due.lapsed:
        settle(fair, offer, "lapse", at=offer.until)
    for offer in due.void:
        settle(fair, offer, "take_back", at=at)
    for opening, request in due.closing:
        opening.filled_by_id, opening.closed_at = request, at
        opening.save(update_fields=["filled_by", "closed_at"])
    made = 0
    for opening in due.idle:
        following = offer_next(floor, opening)
        if following is not None:
            floor, made = floor.with_offer(following), made + 1
    return {
        "lapsed": len(due.lapsed),
        "void": len(due.void),
        "closed": len(due.closing),
        "offered": made,
    }


def offer_next(floor: Floor, opening: Opening) -> Offer | None:
    """Offer the place to the pair whose turn it is; nothing when nobody waits for it."""
    request = next_for(floor, opening)
    return _make(floor, opening, request) if request is not None else None


def standing(offer: Offer, at: datetime) -> Offer:
    """Read the offer anew, or refuse when its time is over; no job has to have said so."""
    offer = Offer.objects.select_related("opening__slot", "opening__table", "request").get(
        pk=offer.pk
    )
    if offer.state == "lapsed" or (offer.state == "open" and offer.until <= at):
        raise OfferOver
    return offer


def settle(fair: Fair, offer: Offer, verb: str, *, at: datetime) -> None:
    """End an offer, and let both sides' phones know."""
    offer.state = OFFER_STATES.after(offer.state, verb)
    offer.settled_at = at
    offer.save(update_fields=["state", "settled_at"])
    raise_revision(fair, [offer.request.buyer_id, offer.request.supplier_id])


def refuse_unfit(floor: Floor, request: Request, opening: Opening) -> None:
    """Refuse what no choice of the desk makes possible."""
    hindrance = floor.hindrance(request, opening.slot, opening.table)
    reserve = hindrance or floor.reserve(request, opening)
    if hindrance is None and reserve is not None and reserve.code in _HOLDS_FOR_THE_DESK:
        hindrance = reserve
    if hindrance is not None:
        raise PlaceNotFit(why=hindrance.words)


def _still_open(floor: Floor, opening: Opening) -> Opening:
    found = next((one for one in floor.openings if one.pk == opening.pk), None)
    if found is None:
        raise OpeningClosed
    return found


def _make(floor: Floor, opening: Opening, request: Request) -> Offer:
    clock = timedelta(minutes=floor.fair.offer_minutes)
    offer = Offer.objects.create(
        opening=opening,
        request=request,
        made_at=floor.at,
        until=min(floor.at + clock, Hours.of(opening.slot, opening.table).ends),
    )
    raise_revision(floor.fair, [request.buyer_id, request.supplier_id])
    announce(OfferMade(offer, floor.at))
    return offer
