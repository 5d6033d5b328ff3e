"""Compiled steps that seat one meeting in a slot, or take it out again."""

from typing import NamedTuple

import numpy as np
from numba import njit

from sangsaeng.engine.timetable.board import Board, Ints

NONE = -1


class Seats(NamedTuple):
    """Who sits where: the slot of each request, and the occupants of each place."""

    slot: Ints
    supplier_at: Ints
    cells: Ints
    taken: Ints
    buyer_count: Ints
    supplier_count: Ints


def empty_seats(board: Board) -> Seats:
    """Return the seats of a fair in which nobody meets yet."""
    buyers, suppliers = len(board.tables), len(board.supplier_limit)
    return Seats(
        slot=np.full(len(board.buyer), NONE, dtype=np.int32),
        supplier_at=np.full((suppliers, board.slots), NONE, dtype=np.int32),
        cells=np.full(int(board.tables.sum()) * board.slots, NONE, dtype=np.int32),
        taken=np.zeros((buyers, board.slots), dtype=np.int32),
        buyer_count=np.zeros(buyers, dtype=np.int32),
        supplier_count=np.zeros(suppliers, dtype=np.int32),
    )


@njit(cache=True)
def seat(board: Board, seats: Seats, request: int, slot: int) -> None:
    """Put a request into a slot that has room for it."""
    b, s = board.buyer[request], board.supplier[request]
    cell = board.first_cell[b] + slot * board.tables[b] + seats.taken[b, slot]
    seats.cells[cell] = request
    seats.taken[b, slot] += 1
    seats.supplier_at[s, slot] = request
    seats.slot[request] = slot
    seats.buyer_count[b] += 1
    seats.supplier_count[s] += 1


@njit(cache=True)
def unseat(board: Board, seats: Seats, request: int) -> None:
    """Take a request out of its slot."""
    b, s = board.buyer[request], board.supplier[request]
    slot = seats.slot[request]
    first = board.first_cell[b] + slot * board.tables[b]
    last = first + seats.taken[b, slot] - 1
    for cell in range(first, last):
        if seats.cells[cell] == request:
            seats.cells[cell] = seats.cells[last]
    seats.cells[last] = NONE
    seats.taken[b, slot] -= 1
    seats.supplier_at[s, slot] = NONE
    seats.slot[request] = NONE
    seats.buyer_count[b] -= 1
    seats.supplier_count[s] -= 1


@njit(cache=True)
def fits(board: Board, seats: Seats, request: int, slot: int) -> bool:
    """Say whether a slot has room for a request as things stand."""
    b, s = board.buyer[request], board.supplier[request]
    return bool(
        board.present[s, slot]
        and seats.supplier_at[s, slot] == NONE
        and seats.taken[b, slot] < board.places[b, slot]
    )


@njit(cache=True)
def waiting(board: Board, seats: Seats, supplier: int) -> int:
    """Count the idle slots between a supplier's first and last meeting of each day."""
    idle = 0
    for day in range(len(board.day_start)):
        end = board.day_start[day + 1] if day + 1 < len(board.day_start) else board.slots
        last = NONE
        for slot in range(board.day_start[day], end):
            if seats.supplier_at[supplier, slot] != NONE:
                if last != NONE:
                    idle += slot - last - 1
                last = slot
    return idle


@njit(cache=True)
def nearest_fit(board: Board, seats: Seats, request: int) -> int:
    """Return the free slot that leaves the supplier the fewest idle slots, or NONE."""
    supplier = board.supplier[request]
    best, best_idle = NONE, 1 << 30
    for slot in range(board.slots):
        if fits(board, seats, request, slot):
            if seats.supplier_count[supplier] == 0:
                return slot
            seats.supplier_at[supplier, slot] = request
            idle = waiting(board, seats, supplier)
            seats.supplier_at[supplier, slot] = NONE
            if idle < best_idle:
                best, best_idle = slot, idle
    return best
