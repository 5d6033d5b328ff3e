"""Compiled steps that seat the chosen meetings, and exchange some where not all of them fit."""

import numpy as np
from numba import njit

from sangsaeng.engine.timetable.board import Board, Ints
from sangsaeng.engine.timetable.chains import WORK, Chain, insert, insert_dropping, loss, worth
from sangsaeng.engine.timetable.seating import NONE, Seats, nearest_fit, seat, unseat

MOST_WORK = 60_000


@njit(cache=True)
def seat_all(board: Board, seats: Seats, chain: Chain, requests: Ints, cost: Ints) -> int:
    """Seat the requests one by one, moving others where needed; return how many stay out."""
    left = 0
    for request in requests:
        left += not seat_somehow(board, seats, chain, request, cost)
    return left


@njit(cache=True)
def seat_somehow(board: Board, seats: Seats, chain: Chain, request: int, cost: Ints) -> bool:
    """Seat a request in a free slot or along a chain of moves, and say whether that worked."""
    slot = nearest_fit(board, seats, request)
    if slot == NONE:
        return insert(board, seats, chain, request, cost, 0)
    seat(board, seats, request, slot)
    return True


@njit(cache=True)
def improve(board: Board, seats: Seats, chain: Chain, requests: Ints, cost: Ints) -> bool:
    """Try to bring in each request that is out, for meetings of less worth; say if any came in.

    It ends when the search for chains has done ``MOST_WORK`` steps in all.
    """
    changed = False
    for request in requests:
        if chain.state[WORK] > MOST_WORK:
            break
        if seats.slot[request] == NONE and bring_in(board, seats, chain, request, cost):
            changed = True
    return changed


@njit(cache=True)
def bring_in(board: Board, seats: Seats, chain: Chain, request: int, cost: Ints) -> bool:
    """Seat a request if that gains, dropping at most one meeting on each side for it."""
    b, s = board.buyer[request], board.supplier[request]
    buyer_full = seats.buyer_count[b] >= board.buyer_limit[b]
    supplier_full = seats.supplier_count[s] >= board.supplier_limit[s]
    if not buyer_full and not supplier_full:
        gain = worth(board, request, seats.supplier_count[s])
        if insert_dropping(board, seats, chain, request, cost, gain):
            return True
    ours, theirs = _droppable_of_buyer(board, seats, b), _droppable_of_supplier(board, seats, s)
    for mine in ours:
        for other in theirs:
            enough = (mine != NONE or not buyer_full) and (other != NONE or not supplier_full)
            if enough and _exchange(board, seats, chain, cost, (request, mine, other)):
                return True
    return False


@njit(cache=True)
def _exchange(
    board: Board, seats: Seats, chain: Chain, cost: Ints, trio: tuple[int, int, int]
) -> bool:
    """Seat a request in exchange for up to two meetings if that gains, or change nothing."""
    request, mine, other = trio
    meetings = seats.supplier_count[board.supplier[request]] - (other != NONE)
    gain = worth(board, request, meetings) - loss(board, seats, mine) - loss(board, seats, other)
    if gain <= 0 or (mine == NONE and other == NONE):
        return False
    my_slot, other_slot = seats.slot[mine], seats.slot[other]
    for dropped in (mine, other):
        if dropped != NONE:
            unseat(board, seats, dropped)
    if seat_somehow(board, seats, chain, request, cost):
        return True
    if mine != NONE:
        seat(board, seats, mine, my_slot)
    if other != NONE:
        seat(board, seats, other, other_slot)
    return False


@njit(cache=True)
def _droppable_of_buyer(board: Board, seats: Seats, buyer: int) -> Ints:
    start, end = board.buyer_start[buyer], board.buyer_start[buyer + 1]
    return _droppable(board, seats, board.of_buyer[start:end])


@njit(cache=True)
def _droppable_of_supplier(board: Board, seats: Seats, supplier: int) -> Ints:
    start, end = board.supplier_start[supplier], board.supplier_start[supplier + 1]
    return _droppable(board, seats, board.of_supplier[start:end])


@njit(cache=True)
def _droppable(board: Board, seats: Seats, requests: Ints) -> Ints:
    """List no one at all, then every meeting that is not fixed."""
    found = np.full(len(requests) + 1, NONE, dtype=np.int32)
    count = 1
    for request in requests:
        if seats.slot[request] != NONE and board.fixed[request] == NONE:
            found[count] = request
            count += 1
    return found[:count]
