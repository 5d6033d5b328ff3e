"""How well the tables were used: planned, held, fallen free and filled again, slot by slot."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sangsaeng.fairs.queries.results.journeys import Trail


@dataclass(frozen=True)
class SlotUse:
    """One slot, in the fair's own time zone: how many tables stood, and what took place at them."""

    starts_at: datetime
    ends_at: datetime
    tables: int
    planned: int
    held: int
    freed: int
    filled: int


def slot_uses(trail: Trail) -> tuple[SlotUse, ...]:
    """Return the use of each slot; a table that was lost does not count from then on."""
    fair, places = trail.fair, trail.places
    planned = Counter(places.planned.values())
    held = Counter(
        places.standing.get(request, slot)
        for request, slot in places.had.items()
        if request in trail.held
    )
    freed = Counter(opening.slot_id for opening in places.openings)
    filled = Counter(one.slot_id for one in places.openings if one.filled_by_id is not None)
    lost = [table.lost_from for table in fair.tables.select_related("lost_from")]
    return tuple(
        SlotUse(
            slot.starts_at.astimezone(fair.tz),
            slot.ends_at.astimezone(fair.tz),
            sum(one is None or slot.starts_at < one.starts_at for one in lost),
            planned[slot.pk],
            held[slot.pk],
            freed[slot.pk],
            filled[slot.pk],
        )
        for slot in fair.slots.all()
    )
