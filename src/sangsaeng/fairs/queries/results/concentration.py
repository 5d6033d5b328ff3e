"""How the meetings of a fair spread: over few or many, over newcomers, over pairs that met before."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sangsaeng.fairs.models import Side
from sangsaeng.fairs.queries.results.journeys import Stage, Trail

SHARES = (10, 25, 50)


@dataclass(frozen=True)
class TopShare:
    """The suppliers with the most meetings, as so many percent of all, and how many they have."""

    percent: int
    suppliers: int
    meetings: int


@dataclass(frozen=True)
class Concentration:
    """The spread of the meetings that were placed.

    Among one population every member counts as a supplier and each meeting counts for both, so that
    ``meetings`` is twice the number of meetings there.
    """

    suppliers: int
    meetings: int
    tops: tuple[TopShare, ...]
    per_supplier: tuple[tuple[int, int], ...]
    first_timers: int
    first_timer_meetings: int
    pairs: int
    repeat_pairs: int


def concentration_of(trail: Trail, met: Mapping[tuple[int, int], date]) -> Concentration:
    """Count how the placed meetings spread; ``met`` tells who met at an earlier fair."""
    suppliers = {one.pk: one for one in trail.participants.values() if one.side != Side.BUYER}
    placed = [one for one in trail.journeys if one.stage >= Stage.PLACED]
    meetings = Counter(party.pk for one in placed for party in one.parties if party.pk in suppliers)
    numbers = sorted((meetings[key] for key in suppliers), reverse=True)
    first_timers = [one.pk for one in suppliers.values() if one.is_first_timer]
    spread = Counter(numbers)
    return Concentration(
        suppliers=len(suppliers),
        meetings=sum(numbers),
        tops=tuple(_top(numbers, percent) for percent in SHARES),
        per_supplier=tuple(
            (number, spread[number]) for number in range(max(numbers, default=-1) + 1)
        ),
        first_timers=len(first_timers),
        first_timer_meetings=sum(meetings[key] for key in first_timers),
        pairs=len(placed),
        repeat_pairs=sum(
            (one.buyer.organization_id, one.supplier.organization_id) in met for one in placed
        ),
    )


def _top(numbers: list[int], percent: int) -> TopShare:
    """Return what the first so many percent have, rounded up to whole suppliers."""
    count = -(-len(numbers) * percent // 100)
    return TopShare(percent, count, sum(numbers[:count]))
