"""A timetable problem as arrays in structural order: what the solver computes on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sangsaeng.engine.timetable.canonical import Edges, canonical_order
from sangsaeng.engine.timetable.problem import WEIGHT_UNITS, Buyer, Problem, Supplier

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Board(NamedTuple):
    """Participants, requests and places of a fair; buyers and suppliers count from 0.

    ``places[b, k]`` is the number of tables of buyer ``b`` in slot ``k``; ``present[s, k]`` says
    whether supplier ``s`` can come; the occupants of buyer ``b`` in slot ``k`` are kept at
    ``first_cell[b] + k * tables[b]`` and the cells after it.  ``of_buyer`` and ``of_supplier``
    list the requests of each, from ``buyer_start`` and ``supplier_start``.
    """

    slots: int
    day_start: Ints
    places: Ints
    present: Flags
    tables: Ints
    first_cell: Longs
    buyer_limit: Ints
    supplier_limit: Ints
    floor: Ints
    buyer: Ints
    supplier: Ints
    weight: Longs
    fixed: Ints
    wanted: Flags
    of_buyer: Ints
    buyer_start: Ints
    of_supplier: Ints
    supplier_start: Ints
    scale: Longs


@dataclass(frozen=True, slots=True)
class Layout:
    """A board with the way back to the problem: which input row each of its rows comes from."""

    board: Board
    problem: Problem
    buyers: Longs
    suppliers: Longs
    requests: Longs


def lay_out(problem: Problem, marks: Sequence[int] = ()) -> Layout:
    """Turn a valid problem into arrays whose order follows from its structure alone.

    ``marks`` may tell requests apart by more than the problem says, one number for each.
    """
    buyer_index = {buyer.id: index for index, buyer in enumerate(problem.buyers)}
    supplier_index = {supplier.id: index for index, supplier in enumerate(problem.suppliers)}
    buyer_of = np.array([buyer_index[r.buyer] for r in problem.requests], dtype=np.int64)
    supplier_of = np.array([supplier_index[r.supplier] for r in problem.requests], dtype=np.int64)
    steps = weight_steps(problem)
    edges = np.array([*marks] or [0] * len(steps), dtype=np.int64)
    order = canonical_order(problem, Edges(buyer_of, supplier_of, steps, edges))
    rank_b, rank_s = np.argsort(order.buyers), np.argsort(order.suppliers)
    board = _board(
        problem,
        [problem.buyers[i] for i in order.buyers.tolist()],
        [problem.suppliers[i] for i in order.suppliers.tolist()],
        _Requests(
            buyer=rank_b[buyer_of[order.requests]].astype(np.int32),
            supplier=rank_s[supplier_of[order.requests]].astype(np.int32),
            steps=steps[order.requests],
            rows=order.requests,
        ),
    )
    return Layout(board, problem, order.buyers, order.suppliers, order.requests)


def weight_steps(problem: Problem) -> Longs:
    """Return the weights as whole steps of a millionth, the form in which they are compared."""
    weights = np.array([request.weight for request in problem.requests], dtype=np.float64)
    return np.rint(weights * WEIGHT_UNITS).astype(np.int64)


class _Requests(NamedTuple):
    buyer: Ints
    supplier: Ints
    steps: Longs
    rows: Longs


def _board(
    problem: Problem, buyers: list[Buyer], suppliers: list[Supplier], requests: _Requests
) -> Board:
    fixed = np.array(
        [-1 if slot is None else slot for slot in (r.slot for r in problem.requests)],
        dtype=np.int32,
    )[requests.rows]
    forbidden = {(pair.buyer, pair.supplier) for pair in problem.forbidden}
    barred = np.array(
        [(r.buyer, r.supplier) in forbidden for r in problem.requests], dtype=np.bool_
    )
    tables = np.array([buyer.tables for buyer in buyers], dtype=np.int32)
    steps = requests.steps
    return Board(
        slots=problem.slots,
        day_start=np.array(problem.days, dtype=np.int32),
        places=presence(buyers, problem.slots) * tables[:, None],
        present=presence(suppliers, problem.slots).astype(np.bool_),
        tables=tables,
        first_cell=(np.cumsum(tables, dtype=np.int64) - tables) * problem.slots,
        buyer_limit=_limits(buyers, problem.slots * tables),
        supplier_limit=_limits(suppliers, np.full(len(suppliers), problem.slots, dtype=np.int32)),
        floor=np.array(
            [
                s.first_timer * min(problem.options.first_timer_floor, problem.slots)
                for s in suppliers
            ],
            dtype=np.int32,
        ),
        buyer=requests.buyer,
        supplier=requests.supplier,
        weight=steps,
        fixed=fixed,
        wanted=((steps > 0) & ~barred[requests.rows]) | (fixed >= 0),
        of_buyer=np.argsort(requests.buyer, kind="stable").astype(np.int32),
        buyer_start=_starts(requests.buyer, len(buyers)),
        of_supplier=np.argsort(requests.supplier, kind="stable").astype(np.int32),
        supplier_start=_starts(requests.supplier, len(suppliers)),
        scale=priorities(steps, len(buyers), len(suppliers), problem.options.order),
    )


def presence(parties: Sequence[Buyer | Supplier], slots: int) -> Ints:
    """Return 1 where a participant (row) is available in a slot (column), else 0."""
    here = np.zeros((len(parties), slots), dtype=np.int32)
    for index, party in enumerate(parties):
        here[index, slice(None) if party.available is None else sorted(party.available)] = 1
    return here


def priorities(steps: Longs, buyers: int, suppliers: int, order: tuple[str, ...]) -> Longs:
    """Return what a unit of weight, a supplier met and a first-timer's meeting are worth.

    An exchange in a flow runs along a simple path or cycle: it adds and drops at most
    ``min(buyers, suppliers) + 1`` meetings each and changes the suppliers met by at most one, so
    these integers rank the three in their order without any loss.
    """
    trade = (2 * min(buyers, suppliers) + 2) * int(steps.max(initial=0)) + 1
    if order[0] == "weight":
        return np.array([4, 1, 4 * trade + 4], dtype=np.int64)
    return np.array([1, trade, 2 * trade], dtype=np.int64)


def _limits(parties: Sequence[Buyer | Supplier], most: Ints) -> Ints:
    limits = [
        ceiling if party.max_meetings is None else min(party.max_meetings, ceiling)
        for party, ceiling in zip(parties, most.tolist(), strict=True)
    ]
    return np.array(limits, dtype=np.int32)


def _starts(owner: Ints, owners: int) -> Ints:
    return np.concatenate([[0], np.cumsum(np.bincount(owner, minlength=owners))]).astype(np.int32)
