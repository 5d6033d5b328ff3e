"""What a given set of meetings reaches, and which of them the fair's rows no longer carry."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from sangsaeng.fairs.bridge.faults import lost_in_words
from sangsaeng.fairs.bridge.plans import Figures, Placed
from sangsaeng.fairs.bridge.rows import FairRows
from sangsaeng.fairs.models import Population


def figures_of(rows: FairRows, placed: Sequence[Placed]) -> Figures:
    """Count who meets somebody, the meetings, their weight, and the idle slots in between."""
    days: dict[tuple[int, int], list[int]] = defaultdict(list)
    met: set[int] = set()
    one_population = rows.fair.population == Population.ONE
    for one in placed:
        request = one.request
        parties = [request.supplier_id]
        if one_population:
            parties.append(request.buyer_id)
        met.update(parties)
        for party in parties:
            days[party, one.slot.day_id].append(rows.number[one.slot.pk])
    return Figures(
        suppliers_met=len(met),
        meetings=len(placed),
        weight=sum(rows.hundredths(one.request) for one in placed),
        gaps=sum(b - a - 1 for slots in days.values() for a, b in pairwise(sorted(slots))),
    )


def lost(rows: FairRows, placed: Sequence[Placed]) -> list[str]:
    """Say which meetings have lost their request, slot or table since they were written."""
    return [
        lost_in_words(one.request)
        for one in placed
        if is_lost(rows, one) or has_lost_its_table(rows, one)
    ]


def is_lost(rows: FairRows, one: Placed) -> bool:
    """Tell whether a meeting has lost its request, its slot, or its table to somebody else."""
    return (
        (one.request.buyer.code, one.request.supplier.code) not in rows.requests
        or one.slot.pk not in rows.number
        or rows.owners.get(one.table.pk, -1) not in (None, one.request.buyer_id)
    )


def has_lost_its_table(rows: FairRows, one: Placed) -> bool:
    """Tell whether the table of a meeting is gone by then."""
    since = rows.lost_from.get(one.table.pk)
    return since is not None and since <= rows.number[one.slot.pk]
