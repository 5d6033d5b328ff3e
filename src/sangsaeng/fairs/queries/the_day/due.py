"""What is due at a fair's free places: which offers ended, which places closed, who is next."""

from dataclasses import dataclass

from sangsaeng.fairs.models import Offer, Opening
from sangsaeng.fairs.queries.the_day.floor import Floor, Hours, is_lost
from sangsaeng.fairs.queries.the_day.waiting import next_for


@dataclass(frozen=True)
class Due:
    """What has to be done at the free places of a floor.

    ``lapsed`` are offers whose time is over, ``void`` those that can no longer be taken up,
    ``closing`` places with the request that took each or ``None``, and ``idle`` places about
    which nobody is being asked.
    """

    floor: Floor
    lapsed: list[Offer]
    void: list[Offer]
    closing: list[tuple[Opening, int | None]]
    idle: list[Opening]

    @property
    def is_nothing(self) -> bool:
        """Tell whether everything is as it should be."""
        if self.lapsed or self.void or self.closing:
            return False
        return all(next_for(self.floor, opening) is None for opening in self.idle)


def due_on(floor: Floor) -> Due:
    """Return what is due on the floor."""
    open_offers = [one for one in floor.offers if one.state == "open"]
    lapsed = [one for one in open_offers if one.until <= floor.at]
    void = [one for one in open_offers if one.until > floor.at and _is_void(floor, one)]
    ended = {one.pk for one in (*lapsed, *void)}
    asking = {one.opening_id for one in open_offers if one.pk not in ended}
    closing = [
        (opening, floor.taken.get((opening.slot_id, opening.table_id)))
        for opening in floor.openings
        if _is_closed(floor, opening)
    ]
    closed = {opening.pk for opening, _request in closing}
    idle = [one for one in floor.openings if one.pk not in closed | asking]
    return Due(floor, lapsed, void, closing, idle)


def _is_void(floor: Floor, offer: Offer) -> bool:
    opening = offer.opening
    if opening.closed_at is not None:
        return True
    return floor.hindrance(offer.request, opening.slot, opening.table) is not None


def _is_closed(floor: Floor, opening: Opening) -> bool:
    """Tell whether nobody can take the place any more: it is taken, over or lost."""
    return (
        (opening.slot_id, opening.table_id) in floor.taken
        or floor.at >= Hours.of(opening.slot, opening.table).ends
        or is_lost(opening.table, opening.slot)
    )
