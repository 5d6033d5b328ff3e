"""An order of the participants that follows from the structure of a fair, not from its names.

Two participants that the structure tells apart always come in the same order, whatever they are
called and wherever they stand in the input.  Each one gets a color from its own limits, which is
refined by the colors of those it asks or is asked by (the refinement of Weisfeiler and Leman, see
https://doi.org/10.48550/arXiv.1101.5211); names only part those who share a color to the end.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sangsaeng.engine.timetable.problem import Buyer, Problem, Supplier

Colors = NDArray[np.uint64]
Indices = NDArray[np.int64]

ROUNDS = 4


@dataclass(frozen=True, slots=True)
class CanonicalOrder:
    """Where each buyer, supplier and request of the input stands in the structural order."""

    buyers: Indices
    suppliers: Indices
    requests: Indices


@dataclass(frozen=True, slots=True)
class Edges:
    """The requests in numbers: their ends, their weights, and a mark of whatever else matters."""

    buyer: Indices
    supplier: Indices
    weight: Indices
    mark: Indices


def canonical_order(problem: Problem, edges: Edges) -> CanonicalOrder:
    """Order the participants and requests of a problem by structure."""
    buyer_of, supplier_of = edges.buyer, edges.supplier
    locks = np.array([-1 if r.slot is None else r.slot for r in problem.requests], dtype=np.int64)
    edge = _mixed(_mixed(edges.weight.astype(np.uint64)) + locks.astype(np.uint64))
    edge = _mixed(edge + edges.mark.astype(np.uint64))
    forbidden = {(pair.buyer, pair.supplier) for pair in problem.forbidden}
    barred = [(r.buyer, r.supplier) in forbidden for r in problem.requests]
    edge = _mixed(edge + np.array(barred, dtype=np.uint64))
    buyer_color = _own_colors(problem.buyers, problem.slots)
    supplier_color = _own_colors(problem.suppliers, problem.slots)
    for _ in range(ROUNDS):
        seen_by_buyer = _summed(edge, supplier_color[supplier_of], buyer_of, len(buyer_color))
        seen_by_supplier = _summed(edge, buyer_color[buyer_of], supplier_of, len(supplier_color))
        buyer_color = _mixed(buyer_color + seen_by_buyer)
        supplier_color = _mixed(supplier_color + seen_by_supplier)
    buyers = _by_color(buyer_color, problem.buyers)
    suppliers = _by_color(supplier_color, problem.suppliers)
    rank_b, rank_s = np.argsort(buyers), np.argsort(suppliers)
    return CanonicalOrder(
        buyers, suppliers, np.lexsort((rank_s[supplier_of], rank_b[buyer_of])).astype(np.int64)
    )


def _mixed(values: Colors) -> Colors:
    """Scatter each value over all 64 bits (the finalizer of SplitMix64)."""
    mixed = values + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _summed(edge: Colors, other: Colors, owner: Indices, owners: int) -> Colors:
    """Add up, for each owner, the colors of its requests, in whatever order they come."""
    total = np.zeros(owners, dtype=np.uint64)
    np.add.at(total, owner, _mixed(edge + other))
    return total


def _own_colors(parties: Sequence[Buyer | Supplier], slots: int) -> Colors:
    every_slot = frozenset(range(slots))
    slot_color = _mixed(np.arange(slots, dtype=np.uint64))
    by_slots: dict[frozenset[int], int] = {}
    own = np.zeros((len(parties), 4), dtype=np.uint64)
    for index, party in enumerate(parties):
        available = every_slot if party.available is None else party.available
        if available not in by_slots:
            by_slots[available] = int(slot_color[sorted(available)].sum(dtype=np.uint64))
        limit = slots * 1_001 if party.max_meetings is None else party.max_meetings
        if isinstance(party, Buyer):
            kind, size = 1, party.tables
        else:
            kind, size = 2, int(party.first_timer)
        own[index] = (by_slots[available], min(limit, slots * 1_001), kind, size)
    colors = np.zeros(len(parties), dtype=np.uint64)
    for column in own.T:
        colors = _mixed(colors + column)
    return colors


def _by_color(colors: Colors, parties: Sequence[Buyer | Supplier]) -> Indices:
    listed = colors.tolist()
    order = sorted(range(len(parties)), key=lambda index: (listed[index], parties[index].id))
    return np.array(order, dtype=np.int64)
