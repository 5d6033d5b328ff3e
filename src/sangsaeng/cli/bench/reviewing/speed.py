"""How long ranking and assigning take, and what peers need for the very same flow."""

from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from time import perf_counter, process_time
from typing import Any

import numpy as np

from sangsaeng.engine.reviewing import (
    Network,
    Panel,
    Policy,
    Scores,
    assign,
    check_assignment,
    network,
    rank,
    scores_from_rows,
)

SIZES = {"small": (100, 15), "large": (2000, 250)}
PER_ENTRY, CRITERIA, CAP = 3, 4, 40
# networkx is asked only this size: it is written in Python.
NETWORKX_MOST = 100


def drawn_panel(entries: int, judges: int, seed: int) -> Panel:
    """Draw a panel: one pair in thirty in conflict, one judge in ten of the entry's field."""
    generator = np.random.default_rng(seed)
    shape = (entries, judges)
    fit = generator.choice([0.0, 0.5, 1.0], shape, p=[0.1, 0.3, 0.6])
    forbidden = generator.random(shape) < 1 / 30
    return Panel(np.full(entries, PER_ENTRY), np.full(judges, CAP), forbidden, fit, seed=seed)


def drawn_scores(panel: Panel, pairs: tuple[tuple[int, int], ...], seed: int) -> Scores:
    """Let the assigned judges score, four criteria of 10."""
    generator = np.random.default_rng(seed)
    entry, judge = np.array(pairs).T
    level = generator.normal(6, 1.2, len(panel.need))[entry]
    level = level + generator.normal(0, 0.7, len(panel.room))[judge]
    points = np.clip(
        np.rint(level[:, None] + generator.normal(0, 1.2, (len(entry), CRITERIA))), 0, 10
    )
    return scores_from_rows(entry, judge, points, weights=[40, 30, 20, 10], most=10)


def measure(seed: int, tell: Callable[[str], None]) -> dict[str, Any]:
    """Time every size once, after a small one that loads what is loaded on first use."""
    _warm()
    found: dict[str, Any] = {}
    for name, (entries, judges) in SIZES.items():
        tell(f"speed: {entries} entries, {judges} judges")
        panel = drawn_panel(entries, judges, seed)
        assigned, assign_seconds, assign_core = _timed(partial(assign, panel))
        scores = drawn_scores(panel, assigned.pairs, seed)
        policy = Policy(places=entries // 5, seed=seed)
        ranked, rank_seconds, rank_core = _timed(partial(rank, scores, policy))
        found[name] = {
            "entries": entries,
            "judges": judges,
            "assign_seconds": assign_seconds,
            "assign_core_seconds": assign_core,
            "violations": len(check_assignment(panel, assigned)),
            "missing": sum(one.missing for one in assigned.shortages),
            "groups": assigned.groups,
            "method": ranked.method,
            "rank_seconds": rank_seconds,
            "rank_core_seconds": rank_core,
            "flow": _peers(network(panel), entries, tell),
        }
    return found


def _peers(arcs: Network, entries: int, tell: Callable[[str], None]) -> dict[str, Any]:
    """Ask every installed peer for the least cost of the same flow."""
    told: dict[str, Any] = {}
    for name, (module, solve) in PEERS.items():
        if find_spec(module) is None:
            told[name] = {"missing": module}
        elif name == "networkx" and entries > NETWORKX_MOST:
            told[name] = {"skipped": f"only up to {NETWORKX_MOST} entries"}
        else:
            tell(f"speed: {name}")
            cost, seconds, core = _timed(partial(solve, arcs))
            told[name] = {"cost": cost, "seconds": seconds, "core_seconds": core}
    return told


def _by_ortools(arcs: Network) -> int:
    from ortools.graph.python import min_cost_flow

    flow = min_cost_flow.SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(
        arcs.tail, arcs.head, np.ones_like(arcs.tail), arcs.cost
    )
    flow.set_nodes_supplies(np.arange(len(arcs.supply)), arcs.supply)
    flow.solve()
    return int(flow.optimal_cost())


def _by_highs(arcs: Network) -> int:
    from scipy.optimize import linprog
    from scipy.sparse import coo_array

    count = len(arcs.tail)
    ones, columns = np.ones(count), np.arange(count)
    rows = np.concatenate([arcs.tail, arcs.head])
    matrix = coo_array(
        (np.concatenate([ones, -ones]), (rows, np.concatenate([columns, columns])))
    ).tocsr()
    found = linprog(arcs.cost, A_eq=matrix, b_eq=arcs.supply, bounds=(0, 1), method="highs")
    return round(float(found.fun))


def _by_networkx(arcs: Network) -> int:
    import networkx as nx

    graph = nx.MultiDiGraph()
    graph.add_nodes_from((k, {"demand": -int(one)}) for k, one in enumerate(arcs.supply))
    for tail, head, cost in zip(arcs.tail, arcs.head, arcs.cost, strict=True):
        graph.add_edge(int(tail), int(head), capacity=1, weight=int(cost))
    return int(nx.network_simplex(graph)[0])


PEERS: dict[str, tuple[str, Callable[[Network], int]]] = {
    "ortools": ("ortools", _by_ortools),
    "highs": ("scipy", _by_highs),
    "networkx": ("networkx", _by_networkx),
}


def _warm() -> None:
    panel = drawn_panel(20, 6, 1)
    rank(drawn_scores(panel, assign(panel).pairs, 1), Policy(draws=50))


def _timed(work: Callable[[], Any]) -> tuple[Any, float, float]:
    """Do the work; with it return its seconds by the clock and of cores working for it."""
    began, busy = perf_counter(), process_time()
    found = work()
    return found, perf_counter() - began, process_time() - busy
