"""The heaviest request first, in its earliest free slot."""

from collections import Counter
from time import perf_counter

from sangsaeng.cli.bench.peers.fair import Fair, Result


def solve(fair: Fair, limit: float) -> Result:  # noqa: ARG001 -- every peer has the same form
    """Place requests by falling weight."""
    began = perf_counter()
    slot_of: dict[int, int] = {}
    at_buyer: Counter[tuple[int, int]] = Counter()
    at_supplier: set[tuple[int, int]] = set()
    buyers: Counter[int] = Counter()
    suppliers: Counter[int] = Counter()
    for row in sorted(range(len(fair.weight)), key=lambda row: -fair.weight[row]):
        buyer, supplier = fair.buyer[row], fair.supplier[row]
        if buyers[buyer] >= fair.buyer_limit[buyer]:
            continue
        if suppliers[supplier] >= fair.supplier_limit[supplier]:
            continue
        for slot in fair.slots[row]:
            free = at_buyer[buyer, slot] < fair.tables[buyer]
            if free and (supplier, slot) not in at_supplier:
                slot_of[row] = slot
                at_buyer[buyer, slot] += 1
                at_supplier.add((supplier, slot))
                buyers[buyer] += 1
                suppliers[supplier] += 1
                break
    return Result(slot_of, perf_counter() - began)
