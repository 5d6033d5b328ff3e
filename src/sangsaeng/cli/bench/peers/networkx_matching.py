"""Slot by slot with networkx: a maximum-weight matching of tables and suppliers."""

from importlib import import_module

from sangsaeng.cli.bench.peers.by_slot import Pairs, solve_by_slot
from sangsaeng.cli.bench.peers.fair import Fair, Result


def solve(fair: Fair, limit: float) -> Result:  # noqa: ARG001 -- every peer has the same form
    """Match suppliers with tables, one slot after the other."""
    return solve_by_slot(fair, _match)


def _match(fair: Fair, pairs: Pairs) -> list[int]:
    networkx = import_module("networkx")
    graph = networkx.Graph()
    for row, (buyer, supplier), worth in pairs:
        for table in range(fair.tables[buyer]):
            graph.add_edge(("b", buyer, table), ("s", supplier), weight=worth, row=row)
    matching = networkx.max_weight_matching(graph)
    return [graph.edges[edge]["row"] for edge in matching]
