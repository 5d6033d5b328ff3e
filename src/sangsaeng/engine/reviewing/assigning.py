"""Assigning a panel as a flow of least cost."""

from dataclasses import dataclass

import numpy as np

from sangsaeng.engine.reviewing.connecting import connect, group_of_entries
from sangsaeng.engine.reviewing.panels import (
    LEAST_LOAD,
    Assignment,
    Pair,
    Panel,
    Shortage,
)
from sangsaeng.engine.reviewing.scores import Ints

# A full mismatch costs this much; a judge with twice the mean load costs half of it more than one
# with none, and the first eight entries of a judge are sought as much.
MISMATCH = 1000
LOAD = 500
JITTER = 10


def assign(panel: Panel) -> Assignment:
    """Give every entry its minimum of judges: fewest missing, least change, best fit.

    First as few judges as possible are missing, spread over the entries that must go short; then
    as few kept pairs as possible change; then mismatch and uneven loads are least.

    Parameters
    ----------
    panel : Panel
        Needs, room, conflicts, fit, and what stays.

    Returns
    -------
    Assignment
        The pairs, and by name every entry whose minimum cannot be met.

    Raises
    ------
    RuntimeError
        If the flow has no solution, which its arcs for missing judges rule out.

    Notes
    -----
    One unit of flow is one review: from an entry over a judge, or over «missing» at a price above
    any chain of changes. Room is an arc for each further entry of a judge, each dearer than the
    one before, so that loads even out; all costs are whole numbers and the flow is optimal. An
    entry that keeps more judges than its minimum keeps them. If entries then fall into parts
    without a common judge, pairs are exchanged between the parts as long as it stays allowed.
    O(entries × judges) arcs.

    References
    ----------
    A. V. Goldberg: An efficient implementation of a scaling minimum-cost flow algorithm.
    Journal of Algorithms 22 (1997). https://doi.org/10.1006/jagm.1995.0805

    Examples
    --------
    >>> import numpy as np
    >>> conflicts = np.array([[True, False, False], [True, True, False]])
    >>> found = assign(Panel(np.array([2, 2]), np.array([2, 2, 2]), conflicts, np.zeros((2, 3))))
    >>> found.pairs
    ((0, 1), (0, 2), (1, 2))
    >>> [(one.entry, one.missing, one.reason) for one in found.shortages]
    [(1, 1, 'too_few_free')]
    """
    found = _flow(panel)
    fixed = set(panel.locked) | (set(found) & set(panel.kept))
    pairs = connect(sorted({*panel.locked, *found}), fixed, panel)
    return _answered(panel, pairs)


def _still_open(panel: Panel, held: list[Pair], wish: list[Pair]) -> tuple[Ints, Ints]:
    """How many judges each entry still needs, and how many entries each judge still takes."""
    has = np.bincount([entry for entry, _ in held], minlength=len(panel.need))
    kept = np.bincount([entry for entry, _ in wish], minlength=len(panel.need))
    taken = np.bincount([judge for _, judge in held], minlength=len(panel.room))
    return np.maximum(np.maximum(panel.need - has, kept), 0), np.maximum(panel.room - taken, 0)


@dataclass(frozen=True, slots=True)
class Network:
    """The flow that assigns a panel: arcs with their capacity of one unit and their cost.

    The first `pairs` arcs go from an entry to a judge; entries are nodes from 0, then judges, and
    the last node takes all units.
    """

    tail: Ints
    head: Ints
    cost: Ints
    supply: Ints
    pairs: int


def network(panel: Panel) -> Network:
    """Lay out the flow problem that `assign` solves.

    Parameters
    ----------
    panel : Panel
        Needs, room, conflicts, fit, and what stays.

    Returns
    -------
    Network
        An arc for each allowed pair, for each judge an entry may lack, and for each further entry
        a judge may take.

    Examples
    --------
    >>> import numpy as np
    >>> found = network(Panel(np.array([1]), np.array([2]), np.array([[False]]), np.zeros((1, 1))))
    >>> found.tail.tolist(), found.head.tolist(), found.supply.tolist()
    ([0, 0, 1], [1, 2, 2], [1, 0, -1])
    """
    held = sorted(set(panel.locked))
    wish = [pair for pair in sorted(set(panel.kept) - set(held)) if not panel.forbidden[pair]]
    need, room = _still_open(panel, held, wish)
    entries, judges = panel.forbidden.shape
    allowed = ~panel.forbidden & (room > 0) & (need > 0)[:, None]
    for pair in held:
        allowed[pair] = False
    of, by = np.nonzero(allowed)
    cost, missing = _costs(panel, need, wish)
    short = np.repeat(np.arange(entries), need)
    nth = np.concatenate([np.arange(1, count + 1) for count in need] or [need])
    who, dear = _loads(panel, need, room)
    sink = np.full(len(short) + len(who), entries + judges)
    return Network(
        tail=np.concatenate([of, short, entries + who]),
        head=np.concatenate([entries + by, sink]),
        cost=np.concatenate([cost[of, by], missing * nth, dear]),
        supply=np.concatenate([need, np.zeros(judges, dtype=np.int64), [-need.sum()]]),
        pairs=len(of),
    )


def _flow(panel: Panel) -> list[Pair]:
    # Loaded on use: once in a process, it keeps HiGHS from being loaded after it.
    from ortools.graph.python import min_cost_flow

    arcs = network(panel)
    flow = min_cost_flow.SimpleMinCostFlow()
    numbers = flow.add_arcs_with_capacity_and_unit_cost(
        arcs.tail, arcs.head, np.ones_like(arcs.tail), arcs.cost
    )
    flow.set_nodes_supplies(np.arange(len(arcs.supply)), arcs.supply)
    if flow.solve() != flow.OPTIMAL:
        raise RuntimeError("a flow that may always miss has no solution")
    chosen = np.flatnonzero(flow.flows(numbers[: arcs.pairs]) > 0)
    judges = arcs.head[chosen] - len(panel.need)
    return list(zip(arcs.tail[chosen].tolist(), judges.tolist(), strict=True))


def _costs(panel: Panel, need: Ints, wish: list[Pair]) -> tuple[Ints, int]:
    """The cost of each pair, and of an entry's first missing judge, above all pairs together."""
    generator = np.random.default_rng(panel.seed)
    cost = np.rint(MISMATCH * panel.mismatch).astype(np.int64)
    cost += generator.integers(0, JITTER, cost.shape)
    units = int(need.sum())
    most = units * 2 * (MISMATCH + JITTER + 4 * LOAD)
    keep = most + 1 if wish else 0
    for pair in wish:
        cost[pair] -= keep
    return cost, 1 + most + 2 * units * keep


def _loads(panel: Panel, need: Ints, room: Ints) -> tuple[Ints, Ints]:
    """An arc for each further entry a judge may take, and its price."""
    room = np.minimum(room, int((need > 0).sum()))
    taken = np.bincount([judge for _, judge in panel.locked], minlength=len(room))
    who = np.repeat(np.arange(len(room)), room)
    nth = np.concatenate([np.arange(one) for one in room]) + taken[who]
    mean = max(1.0, (need.sum() + taken.sum()) / len(room))
    dear = np.rint(LOAD * np.minimum(nth / (2 * mean), 2.0)).astype(np.int64)
    return who, dear + np.where(nth < LEAST_LOAD, 0, LOAD)


def _answered(panel: Panel, pairs: list[Pair]) -> Assignment:
    before = set(panel.locked) | set(panel.kept)
    loads = np.bincount([judge for _, judge in pairs], minlength=len(panel.room))
    fits = [panel.mismatch[pair] for pair in pairs]
    return Assignment(
        pairs=tuple(pairs),
        added=tuple(pair for pair in pairs if pair not in before),
        dropped=tuple(sorted(set(panel.kept) - set(pairs))),
        shortages=tuple(_shortages(panel, pairs)),
        loads=tuple(loads.tolist()),
        thin=tuple(np.flatnonzero((loads > 0) & (loads < LEAST_LOAD)).tolist()),
        groups=len(set(group_of_entries(pairs).values())),
        mismatch=float(np.mean(fits)) if fits else 0.0,
    )


def _shortages(panel: Panel, pairs: list[Pair]) -> list[Shortage]:
    has = np.bincount([entry for entry, _ in pairs], minlength=len(panel.need))
    possible = ~panel.forbidden & (panel.room > 0)
    for pair in panel.locked:
        possible[pair] = True
    free = possible.sum(axis=1)
    return [
        Shortage(
            int(entry),
            int(panel.need[entry] - has[entry]),
            int(free[entry]),
            "too_few_free" if free[entry] < panel.need[entry] else "no_room",
        )
        for entry in np.flatnonzero(has < panel.need)
    ]
