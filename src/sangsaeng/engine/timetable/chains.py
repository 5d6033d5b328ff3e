"""Compiled search for chains of moves that make room for one more meeting.

A chain is an ejection chain: the new meeting pushes one meeting out of its slot, that one pushes
the next, and the last finds a free place.  Kempe chains of edge coloring are a special case.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from sangsaeng.engine.timetable.board import Board, Ints
from sangsaeng.engine.timetable.seating import NONE, Seats, fits, seat, unseat

FREE, SUPPLIER_BUSY, BUYER_BUSY, CLOSED = 0, 1, 2, 3
STAMP, NOW, LATER, REACHED, LENGTH, WORK = range(6)
MOST_REACHED = 1_000


class Chain(NamedTuple):
    """Room for a search: whom it has seen and through whom, its queues, and the path it found."""

    seen: Ints
    parent: Ints
    queue: Ints
    later: Ints
    path: Ints
    target: Ints
    origin: Ints
    state: Ints


def empty_chain(board: Board) -> Chain:
    """Return room for searches on a board."""
    length = len(board.buyer) + 1
    return Chain(
        seen=np.zeros(length, dtype=np.int32),
        parent=np.zeros(length, dtype=np.int32),
        queue=np.zeros(length, dtype=np.int32),
        later=np.zeros(length, dtype=np.int32),
        path=np.zeros(length, dtype=np.int32),
        target=np.zeros(length, dtype=np.int32),
        origin=np.zeros(length, dtype=np.int32),
        state=np.zeros(6, dtype=np.int32),
    )


@njit(cache=True)
def insert(
    board: Board, seats: Seats, chain: Chain, request: int, cost: Ints, most_cost: int
) -> bool:
    """Seat a request, moving others along a chain of the least cost; say whether it worked.

    Each moved meeting takes a slot in which only its successor is in the way, and the last one a
    free slot.  ``cost[r]`` (0 or 1) is what moving ``r`` costs; chains that cost more than
    ``most_cost`` are not tried.  Nothing changes when no chain is found.
    """
    _begin(chain, request)
    for _ in range(most_cost + 1):
        at = 0
        while at < min(chain.state[NOW], MOST_REACHED):
            moved = chain.queue[at]
            at += 1
            chain.state[WORK] += 1
            for slot in range(board.slots):
                blocked = _blocked(board, seats, chain, moved, slot)
                if blocked == FREE and _carry_out(board, seats, chain, moved, slot):
                    return True
                if blocked == SUPPLIER_BUSY:
                    other = seats.supplier_at[board.supplier[moved], slot]
                    _push(board, chain, cost, moved, other)
                elif blocked == BUYER_BUSY:
                    b = board.buyer[moved]
                    first = board.first_cell[b] + slot * board.tables[b]
                    for cell in range(first, first + seats.taken[b, slot]):
                        _push(board, chain, cost, moved, seats.cells[cell])
        _go_on_with_later(chain)
    return False


@njit(cache=True)
def insert_dropping(
    board: Board, seats: Seats, chain: Chain, request: int, cost: Ints, gain: int
) -> bool:
    """Seat a request along a chain whose last meeting is given up, if that is worth it."""
    if insert(board, seats, chain, request, cost, 0):
        return True
    cheapest, least = NONE, gain
    for index in range(1, chain.state[REACHED]):
        other = chain.queue[index]
        lost = loss(board, seats, other)
        if lost < least:
            cheapest, least = other, lost
    return cheapest != NONE and _carry_out(board, seats, chain, cheapest, NONE)


@njit(cache=True)
def worth(board: Board, request: int, meetings_before: int) -> int:
    """Return what a request adds to the objective when its supplier has so many meetings."""
    value = board.weight[request] * board.scale[0]
    if meetings_before == 0:
        value += board.scale[1]
    if meetings_before < board.floor[board.supplier[request]]:
        value += board.scale[2]
    return int(value)


@njit(cache=True)
def loss(board: Board, seats: Seats, meeting: int) -> int:
    """Return what the objective loses when a meeting, or NONE, is given up."""
    if meeting == NONE:
        return 0
    return worth(board, meeting, seats.supplier_count[board.supplier[meeting]] - 1)


@njit(cache=True)
def _begin(chain: Chain, request: int) -> None:
    chain.state[STAMP] += 1
    chain.state[NOW] = 1
    chain.state[LATER] = 0
    chain.queue[0] = request
    chain.seen[request] = chain.state[STAMP]
    chain.parent[request] = NONE


@njit(cache=True)
def _push(board: Board, chain: Chain, cost: Ints, moved: int, other: int) -> None:
    """Note that ``moved`` can push ``other``, unless it was reached before or must not move."""
    if chain.seen[other] == chain.state[STAMP] or board.fixed[other] != NONE:
        return
    chain.seen[other] = chain.state[STAMP]
    chain.parent[other] = moved
    if cost[other] == 0:
        chain.queue[chain.state[NOW]] = other
        chain.state[NOW] += 1
    else:
        chain.later[chain.state[LATER]] = other
        chain.state[LATER] += 1


@njit(cache=True)
def _go_on_with_later(chain: Chain) -> None:
    chain.state[REACHED] = chain.state[NOW]
    for index in range(chain.state[LATER]):
        chain.queue[index] = chain.later[index]
    chain.state[NOW] = chain.state[LATER]
    chain.state[LATER] = 0


@njit(cache=True)
def _blocked(board: Board, seats: Seats, chain: Chain, moved: int, slot: int) -> int:
    """Say who alone is in the way of ``moved`` in a slot.

    The meeting that pushes ``moved`` leaves its own old slot, so it is not in the way there.
    """
    b, s = board.buyer[moved], board.supplier[moved]
    if slot == seats.slot[moved] or not board.present[s, slot] or board.places[b, slot] == 0:
        return CLOSED
    pusher = chain.parent[moved]
    taken, busy = seats.taken[b, slot], seats.supplier_at[s, slot] != NONE
    if pusher != NONE and seats.slot[pusher] == slot:
        if board.supplier[pusher] == s:
            busy = False
        if board.buyer[pusher] == b:
            taken -= 1
    full = taken >= board.places[b, slot]
    if busy:
        return CLOSED if full else SUPPLIER_BUSY
    return BUYER_BUSY if full else FREE


@njit(cache=True)
def _carry_out(board: Board, seats: Seats, chain: Chain, last: int, slot: int) -> bool:
    """Carry out the chain that ends with ``last`` in ``slot``, or without a slot at all.

    A chain that trips over itself is undone.
    """
    length, moved, target = 0, last, slot
    while moved != NONE:
        chain.path[length], chain.target[length] = moved, target
        chain.origin[length] = target = seats.slot[moved]
        moved = chain.parent[moved]
        length += 1
    chain.state[LENGTH] = length
    for index in range(length - 1):
        unseat(board, seats, chain.path[index])
    first = 1 if slot == NONE else 0
    for index in range(first, length):
        if not fits(board, seats, chain.path[index], chain.target[index]):
            for seated in range(first, index):
                unseat(board, seats, chain.path[seated])
            for left in range(length - 1):
                seat(board, seats, chain.path[left], chain.origin[left])
            return False
        seat(board, seats, chain.path[index], chain.target[index])
    return True


@njit(cache=True)
def restore(board: Board, seats: Seats, chain: Chain) -> None:
    """Undo the chain that `insert` has just carried out."""
    length = chain.state[LENGTH]
    for index in range(length):
        unseat(board, seats, chain.path[index])
    for index in range(length - 1):
        seat(board, seats, chain.path[index], chain.origin[index])
