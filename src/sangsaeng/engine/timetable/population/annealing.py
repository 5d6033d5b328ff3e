"""Moves placed meetings between slots until participants wait little: annealing by exchanges.

A move takes one meeting to another slot and exchanges along the chain of meetings that this
displaces (a Kempe chain of the two slots), so that nobody is ever in two meetings at once. A slot
may for a while hold more meetings than the hall has tables; such states cost extra and are never
returned. Iterations are counted, time is not, and the random numbers come from a fixed seed.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Flags = NDArray[np.bool_]
State = NDArray[np.uint64]

OVERLOAD = 6.0
UNFAIR = 12.0
BREAK_AND_GAPS = 2.0


class Hall(NamedTuple):
    """The meetings to place: who meets, where each may go, and what a slot can hold."""

    ends: Ints
    allowed: Flags
    tables: Ints
    day_start: Flags
    of_start: Ints
    of_list: Ints
    later_start: Ints
    later_list: Ints
    earlier_start: Ints
    earlier_list: Ints
    most_breaks: int
    counts_breaks: bool


class Schedule(NamedTuple):
    """Where the meetings are: the slot of each, and for each participant and slot its meeting."""

    slot: Ints
    at: Ints
    load: Ints


class Pace(NamedTuple):
    """How long to search and how warm to begin; a target that proves there is nothing to gain."""

    rounds: int
    warmth: float
    target: int
    seed: int


@njit(cache=True)
def idle_of(hall, at, who):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201 -- numba infers
    """Count the breaks and the gaps of one participant; neither reaches over night."""
    breaks, gaps, since = 0, 0, -1
    for slot in range(at.shape[1]):
        if hall.day_start[slot]:
            since = -1
        if at[who, slot] >= 0:
            if since > 0:
                breaks += 1
                gaps += since
            since = 0
        elif since >= 0:
            since += 1
    return breaks, gaps


@njit(cache=True)
def cost_of(hall, at, who):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201 -- numba infers
    """Price the waiting of one participant, a little more for long breaks than for short ones."""
    breaks, gaps = idle_of(hall, at, who)
    if not hall.counts_breaks:
        return float(gaps)
    price = BREAK_AND_GAPS * breaks + 0.25 * gaps
    if breaks > hall.most_breaks:
        price += UNFAIR * (breaks - hall.most_breaks)
    return price


@njit(cache=True)
def total_idle(hall, at):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201 -- numba infers
    """Sum the breaks, or the gaps, of all participants; -1 if somebody has too many breaks."""
    total = 0
    for who in range(at.shape[0]):
        breaks, gaps = idle_of(hall, at, who)
        if breaks > hall.most_breaks:
            return -1
        total += breaks if hall.counts_breaks else gaps
    return total


@njit(cache=True)
def draw(state, below):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201 -- numba infers
    """Draw a whole number below a limit (xorshift)."""
    x = state[0]
    x ^= x << np.uint64(13)
    x ^= x >> np.uint64(7)
    x ^= x << np.uint64(17)
    state[0] = x
    return np.int64((x >> np.uint64(11)) % np.uint64(below))


@njit(cache=True)
def find_chain(hall, plan, meeting, to, chain):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201 -- numba infers
    """Collect the meetings that change places if one moves; 0 if one of them may not."""
    home = plan.slot[meeting]
    chain[0] = meeting
    count, read = 1, 0
    while read < count:
        moving = chain[read]
        read += 1
        target = to if plan.slot[moving] == home else home
        if not hall.allowed[moving, target]:
            return 0
        for side in range(2):
            displaced = plan.at[hall.ends[moving, side], target]
            if displaced < 0:
                continue
            known = False
            for index in range(count):
                if chain[index] == displaced:
                    known = True
                    break
            if not known:
                chain[count] = displaced
                count += 1
    return count


@njit(cache=True)
def exchange(hall, plan, chain, count, home, to):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201 -- a kernel
    """Carry the meetings of a chain to the other of its two slots."""
    for index in range(count):
        moving = chain[index]
        for side in range(2):
            plan.at[hall.ends[moving, side], plan.slot[moving]] = -1
    for index in range(count):
        moving = chain[index]
        old = plan.slot[moving]
        new = to if old == home else home
        plan.slot[moving] = new
        plan.load[old] -= 1
        plan.load[new] += 1
    for index in range(count):
        moving = chain[index]
        for side in range(2):
            plan.at[hall.ends[moving, side], plan.slot[moving]] = moving


@njit(cache=True)
def in_order(hall, plan, chain, count):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201 -- numba infers
    """Say whether the precedences of the moved meetings hold."""
    for index in range(count):
        moved = chain[index]
        for link in range(hall.later_start[moved], hall.later_start[moved + 1]):
            if plan.slot[moved] >= plan.slot[hall.later_list[link]]:
                return False
        for link in range(hall.earlier_start[moved], hall.earlier_start[moved + 1]):
            if plan.slot[moved] <= plan.slot[hall.earlier_list[link]]:
                return False
    return True


@njit(cache=True)
def chain_cost(hall, plan, chain, count, marks, mark):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201 -- a kernel
    """Price the waiting of all who take part in a chain, each counted once."""
    total = 0.0
    for index in range(count):
        for side in range(2):
            who = hall.ends[chain[index], side]
            if marks[who] != mark:
                marks[who] = mark
                total += cost_of(hall, plan.at, who)
    return total


@njit(cache=True)
def overload(hall, plan, home, to):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201 -- numba infers
    """Count the meetings in two slots for which the hall has no table."""
    over = max(0, plan.load[home] - hall.tables[home])
    return over + max(0, plan.load[to] - hall.tables[to])


@njit(cache=True)
def pick(hall, plan, state):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201 -- numba infers
    """Pick a meeting to move: half of the time one of somebody who waits."""
    meeting = draw(state, hall.ends.shape[0])
    if draw(state, 2) == 0:
        return meeting
    for _ in range(8):
        who = hall.ends[draw(state, hall.ends.shape[0]), draw(state, 2)]
        if idle_of(hall, plan.at, who)[1] > 0:
            first, last = hall.of_start[who], hall.of_start[who + 1]
            return np.int64(hall.of_list[first + draw(state, last - first)])
    return meeting


@njit(cache=True)
def propose(hall, plan, state, chain):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201 -- numba infers
    """Draw a meeting and a new slot for it, and collect the chain that would change places."""
    meeting, to = pick(hall, plan, state), draw(state, plan.at.shape[1])
    if to == plan.slot[meeting] or not hall.allowed[meeting, to]:
        return 0, to
    return find_chain(hall, plan, meeting, to, chain), to


@njit(cache=True)
def overload_of_all(hall, plan):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201 -- numba infers
    """Count the meetings for which the hall has no table."""
    over = 0
    for slot in range(plan.load.shape[0]):
        over += max(0, plan.load[slot] - hall.tables[slot])
    return over


@njit(cache=True)
def anneal(hall, plan, pace):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201 -- numba infers; one loop
    """Search from a schedule; return the slots of the best valid one and its idleness.

    If no valid one was met, the last state is returned with the idleness -1.
    """
    state = np.array([np.uint64(88172645463325252) + np.uint64(pace.seed)], dtype=np.uint64)
    chain = np.empty(2 * hall.ends.shape[0] + 2, dtype=np.int64)
    marks = np.zeros(plan.at.shape[0], dtype=np.int64)
    over_all = overload_of_all(hall, plan)
    best = total_idle(hall, plan.at) if over_all == 0 else -1
    best_slot = plan.slot.copy()
    for step in range(pace.rounds):
        if 0 <= best <= pace.target:
            break
        heat = pace.warmth * (1.0 - step / pace.rounds) + 0.02
        count, to = propose(hall, plan, state, chain)
        if count == 0:
            continue
        home = plan.slot[chain[0]]
        before_over = overload(hall, plan, home, to)
        before = chain_cost(hall, plan, chain, count, marks, 2 * step + 1) + OVERLOAD * before_over
        exchange(hall, plan, chain, count, home, to)
        over = overload(hall, plan, home, to)
        after = chain_cost(hall, plan, chain, count, marks, 2 * step + 2) + OVERLOAD * over
        chance = np.exp((before - after) / heat) if after > before else 1.0
        if not in_order(hall, plan, chain, count) or draw(state, 1 << 30) >= chance * (1 << 30):
            exchange(hall, plan, chain, count, home, to)
            continue
        over_all += over - before_over
        if over_all == 0 and (best < 0 or after < before):
            found = total_idle(hall, plan.at)
            if found >= 0 and (best < 0 or found < best):
                best, best_slot = found, plan.slot.copy()
    return (best_slot if best >= 0 else plan.slot), best
