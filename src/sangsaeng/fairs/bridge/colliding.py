"""Who would have to be in two halls at once, because one of them runs behind."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from sangsaeng.fairs.bridge.plans import Placed
from sangsaeng.fairs.bridge.rows import FairRows
from sangsaeng.fairs.models import Participant, Population


@dataclass(frozen=True)
class Collision:
    """A meeting that lasts into the next one of the same party, in another hall."""

    party: Participant
    first: Placed
    second: Placed
    minutes: int


def collisions(
    rows: FairRows, placed: Iterable[Placed], behind: Mapping[int, int], at: datetime
) -> list[Collision]:
    """Return the collisions that are still to come today, in the order in which they come."""
    if not any(behind.values()):
        return []
    today = at.astimezone(rows.fair.tz).date()
    by_party: dict[Participant, list[Placed]] = defaultdict(list)
    for one in placed:
        if one.slot.starts_at.astimezone(rows.fair.tz).date() == today:
            for party in _parties(rows, one):
                by_party[party].append(one)
    found = [
        collision
        for party, own in by_party.items()
        for collision in _of_one(party, own, behind, at)
    ]
    return sorted(found, key=lambda one: (one.second.slot.starts_at, str(one.party)))


def _of_one(
    party: Participant, own: list[Placed], behind: Mapping[int, int], at: datetime
) -> Iterator[Collision]:
    for first, second in pairwise(sorted(own, key=lambda one: one.slot.starts_at)):
        lasts = first.slot.ends_at + _delay(first, behind)
        begins = second.slot.starts_at + _delay(second, behind)
        if first.table.hall_id != second.table.hall_id and lasts > begins > at:
            yield Collision(party, first, second, round((lasts - begins).total_seconds() / 60))


def _delay(one: Placed, behind: Mapping[int, int]) -> timedelta:
    return timedelta(minutes=behind.get(one.table.hall_id, 0))


def _parties(rows: FairRows, one: Placed) -> list[Participant]:
    """Return who has to be there in person: a buyer's table is manned all day."""
    if rows.fair.population == Population.ONE:
        return [one.request.buyer, one.request.supplier]
    return [one.request.supplier]
