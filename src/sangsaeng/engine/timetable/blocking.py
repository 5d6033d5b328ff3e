"""Compiled search for what keeps each request out of a finished timetable."""

import numpy as np
from numba import njit

from sangsaeng.engine.timetable.board import Board, Ints
from sangsaeng.engine.timetable.chains import Chain, insert, loss, restore
from sangsaeng.engine.timetable.seating import NONE, Seats

NO_COMMON_SLOT, BUYER_FULL, SUPPLIER_FULL, NO_FREE_SLOT, OUTRANKED, PLACEABLE = range(6)
CODE, SLOT, MINE, THEIRS = range(4)
LOCKED_LOSS = 1 << 61


@njit(cache=True)
def find_blocks(board: Board, seats: Seats, chain: Chain, requests: Ints, cost: Ints) -> Ints:
    """Return, for each request, its reason's code, a slot, and up to two meetings in its way."""
    blocks = np.full((len(requests), 4), NONE, dtype=np.int32)
    for index in range(len(requests)):
        _find_block(board, seats, chain, requests[index], cost, blocks[index])
    return blocks


@njit(cache=True)
def _find_block(
    board: Board, seats: Seats, chain: Chain, request: int, cost: Ints, block: Ints
) -> None:
    b, s = board.buyer[request], board.supplier[request]
    buyer_full, supplier_full = is_buyer_full(board, seats, b), is_supplier_full(board, seats, s)
    if not _have_common_slot(board, b, s):
        block[CODE] = NO_COMMON_SLOT
    elif buyer_full and not supplier_full and _find_slot(board, seats, b, s, block):
        block[CODE] = BUYER_FULL
    elif (supplier_full and not buyer_full and _is_always_busy(board, seats, s)) or (
        supplier_full and not buyer_full and _find_slot(board, seats, b, s, block)
    ):
        block[CODE] = SUPPLIER_FULL
    elif buyer_full or supplier_full:
        block[CODE] = OUTRANKED
    elif insert(board, seats, chain, request, cost, 0):
        block[CODE], block[SLOT] = PLACEABLE, seats.slot[request]
        restore(board, seats, chain)
    else:
        block[CODE] = NO_FREE_SLOT
    if block[CODE] == OUTRANKED:
        _find_rivals(board, seats, request, block)


@njit(cache=True)
def _have_common_slot(board: Board, buyer: int, supplier: int) -> bool:
    for slot in range(board.slots):
        if board.present[supplier, slot] and board.places[buyer, slot] > 0:
            return True
    return False


@njit(cache=True)
def _find_slot(board: Board, seats: Seats, buyer: int, supplier: int, block: Ints) -> bool:
    """Find a slot in which nothing but the fullness of one side stands in the way.

    A full supplier is free in it and so is a table; a full buyer is there, with a table more.
    """
    need_table = not is_buyer_full(board, seats, buyer)
    for slot in range(board.slots):
        table = board.places[buyer, slot] - (seats.taken[buyer, slot] if need_table else 0)
        idle = board.present[supplier, slot] and seats.supplier_at[supplier, slot] == NONE
        if idle and table > 0:
            block[SLOT] = slot
            return True
    return False


@njit(cache=True)
def is_buyer_full(board: Board, seats: Seats, buyer: int) -> bool:
    """Say whether a buyer is at its limit, or has no free table in any of its slots."""
    free = (board.places[buyer] - seats.taken[buyer]).max()
    return bool(seats.buyer_count[buyer] >= board.buyer_limit[buyer] or free <= 0)


@njit(cache=True)
def is_supplier_full(board: Board, seats: Seats, supplier: int) -> bool:
    """Say whether a supplier is at its limit, or busy in all of its slots."""
    at_limit = seats.supplier_count[supplier] >= board.supplier_limit[supplier]
    return bool(at_limit or _is_always_busy(board, seats, supplier))


@njit(cache=True)
def _is_always_busy(board: Board, seats: Seats, supplier: int) -> bool:
    for slot in range(board.slots):
        if board.present[supplier, slot] and seats.supplier_at[supplier, slot] == NONE:
            return False
    return True


@njit(cache=True)
def _find_rivals(board: Board, seats: Seats, request: int, block: Ints) -> None:
    """Find the slot in which the meetings to drop for the request are worth the least."""
    b, s = board.buyer[request], board.supplier[request]
    buyer_at_limit = seats.buyer_count[b] >= board.buyer_limit[b]
    supplier_at_limit = seats.supplier_count[s] >= board.supplier_limit[s]
    every_cell = seats.cells[
        board.first_cell[b] : board.first_cell[b] + board.slots * board.tables[b]
    ]
    buyer_cheapest = _cheapest(board, seats, every_cell) if buyer_at_limit else NONE
    supplier_cheapest = _cheapest(board, seats, seats.supplier_at[s]) if supplier_at_limit else NONE
    best = -1
    for slot in range(board.slots):
        if not board.present[s, slot] or board.places[b, slot] == 0:
            continue
        mine, theirs = buyer_cheapest, seats.supplier_at[s, slot]
        if theirs == NONE:
            theirs = supplier_cheapest
        first = board.first_cell[b] + slot * board.tables[b]
        if seats.taken[b, slot] >= board.places[b, slot]:
            mine = _cheapest(board, seats, seats.cells[first : first + seats.taken[b, slot]])
        cost = _loss_or_lock(board, seats, mine) + _loss_or_lock(board, seats, theirs)
        if best < 0 or cost < best:
            best = cost
            block[SLOT], block[MINE], block[THEIRS] = slot, mine, theirs


@njit(cache=True)
def _cheapest(board: Board, seats: Seats, meetings: Ints) -> int:
    """Return the meeting that is worth the least; NONE entries are passed over."""
    found, least = NONE, 0
    for meeting in meetings:
        if meeting != NONE:
            cost = _loss_or_lock(board, seats, meeting)
            if found == NONE or cost < least:
                found, least = meeting, cost
    return found


@njit(cache=True)
def _loss_or_lock(board: Board, seats: Seats, meeting: int) -> int:
    if meeting != NONE and board.fixed[meeting] != NONE:
        return LOCKED_LOSS
    return loss(board, seats, meeting)
