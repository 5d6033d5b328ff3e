"""Slot by slot with SciPy: a rectangular assignment of tables to suppliers."""

from importlib import import_module
from typing import Any

import numpy as np

from sangsaeng.cli.bench.peers.by_slot import Pairs, solve_by_slot
from sangsaeng.cli.bench.peers.fair import Fair, Result

MOST_DENSE = 4_000_000


def solve(fair: Fair, limit: float) -> Result:  # noqa: ARG001 -- every peer has the same form
    """Assign suppliers to tables, one slot after the other."""
    return solve_by_slot(fair, _match)


def _match(fair: Fair, pairs: Pairs) -> list[int]:
    """Match by the dense method where it fits the memory, by the sparse one where not."""
    first = np.concatenate([[0], np.cumsum(fair.tables)])
    tables = [
        (row, place, supplier, worth)
        for row, (buyer, supplier), worth in pairs
        for place in range(first[buyer], first[buyer + 1])
    ]
    if not tables:
        return []
    rows, places, suppliers, worth = (np.array(column) for column in zip(*tables, strict=True))
    shape = (int(first[-1]), len(fair.supplier_limit))
    row_of = dict(zip(zip(places.tolist(), suppliers.tolist(), strict=True), rows, strict=True))
    chosen = _dense if shape[0] * shape[1] <= MOST_DENSE else _sparse
    matched = chosen(places, suppliers, worth, shape)
    return [int(row_of[pair]) for pair in matched if pair in row_of]


def _dense(places: Any, suppliers: Any, worth: Any, shape: tuple[int, int]) -> list[Any]:
    table = np.zeros(shape)
    table[places, suppliers] = worth
    found = import_module("scipy.optimize").linear_sum_assignment(table, maximize=True)
    return list(zip(*(side.tolist() for side in found), strict=True))


def _sparse(places: Any, suppliers: Any, worth: Any, shape: tuple[int, int]) -> list[Any]:
    """Match with a stand-in of no worth for every table, so that a full matching exists."""
    sparse, graph = import_module("scipy.sparse"), import_module("scipy.sparse.csgraph")
    top = float(worth.max()) + 1.0
    idle = np.arange(shape[0])
    cost = np.concatenate([top - worth, np.full(shape[0], top)])
    ends = (np.concatenate([places, idle]), np.concatenate([suppliers, shape[1] + idle]))
    table = sparse.csr_matrix((cost, ends), shape=(shape[0], shape[1] + shape[0]))
    found = graph.min_weight_full_bipartite_matching(table)
    return list(zip(*(side.tolist() for side in found), strict=True))
