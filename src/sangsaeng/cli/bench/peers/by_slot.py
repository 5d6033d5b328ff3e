"""One slot after the other: the matching of a slot is left to whoever can make one."""

from collections import Counter
from collections.abc import Callable, Sequence
from time import perf_counter

from sangsaeng.cli.bench.peers.fair import Fair, Result

Pairs = Sequence[tuple[int, tuple[int, int], int]]
"""Of each candidate: its request, its (buyer, supplier) and its worth; one per pair."""


def solve_by_slot(fair: Fair, match: Callable[[Fair, Pairs], list[int]]) -> Result:
    """Give each slot the best matching of what is left, suppliers without a meeting first."""
    began = perf_counter()
    bonus = fair.first_meeting
    slot_of: dict[int, int] = {}
    buyers: Counter[int] = Counter()
    suppliers: Counter[int] = Counter()
    open_in: list[list[int]] = [[] for _ in range(fair.problem.slots)]
    for row, slots in enumerate(fair.slots):
        for slot in slots:
            open_in[slot].append(row)
    for slot, rows in enumerate(open_in):
        pairs = [
            (
                row,
                (fair.buyer[row], fair.supplier[row]),
                fair.weight[row] + bonus * (not suppliers[fair.supplier[row]]),
            )
            for row in rows
            if row not in slot_of
            and buyers[fair.buyer[row]] < fair.buyer_limit[fair.buyer[row]]
            and suppliers[fair.supplier[row]] < fair.supplier_limit[fair.supplier[row]]
        ]
        for row in match(fair, pairs):
            buyer = fair.buyer[row]
            # A buyer with several tables may be matched beyond its limit in its last slot.
            if buyers[buyer] < fair.buyer_limit[buyer]:
                slot_of[row] = slot
                buyers[buyer] += 1
                suppliers[fair.supplier[row]] += 1
    return Result(slot_of, perf_counter() - began)
