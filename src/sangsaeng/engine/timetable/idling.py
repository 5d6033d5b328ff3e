"""The fewest idle slots that a supplier's own meetings allow, wherever all the others sit."""

import numpy as np
from numba import njit

from sangsaeng.engine.timetable.board import Board, Ints
from sangsaeng.engine.timetable.seating import NONE, Seats, waiting

MOST_MEETINGS = 12
MANY = 1 << 20
BEFORE, DURING, AFTER = 0, 1, 2


@njit(cache=True)
def least_idle(board: Board, seats: Seats) -> Ints:
    """Return a lower bound on each supplier's idle slots, exact for up to 12 meetings.

    Those who do not idle now have the bound 0.
    A dynamic program over slots and sets of seated meetings; within a day a supplier is before
    the first, between, or after the last meeting, and idles only between.  Suppliers with more
    meetings get the bound 0.  Takes time in slots x meetings x 2 ** meetings per supplier.
    """
    suppliers = len(board.supplier_limit)
    least = np.zeros(suppliers, dtype=np.int32)
    meetings = np.zeros(MOST_MEETINGS, dtype=np.int32)
    for supplier in range(suppliers):
        count = seats.supplier_count[supplier]
        if count <= MOST_MEETINGS and waiting(board, seats, supplier) > 0:
            found = 0
            for slot in range(board.slots):
                if seats.supplier_at[supplier, slot] != NONE:
                    meetings[found] = seats.supplier_at[supplier, slot]
                    found += 1
            least[supplier] = _least_of(board, supplier, meetings[:count])
    return least


@njit(cache=True)
def _least_of(board: Board, supplier: int, meetings: Ints) -> int:
    sets = 1 << len(meetings)
    idle = np.full((3, sets), MANY, dtype=np.int32)
    idle[BEFORE, 0] = 0
    day = 0
    for slot in range(board.slots):
        if day + 1 < len(board.day_start) and slot == board.day_start[day + 1]:
            day += 1
            for seated in range(sets):
                idle[BEFORE, seated] = min(idle[BEFORE, seated], idle[AFTER, seated])
                idle[DURING, seated] = idle[AFTER, seated] = MANY
        _pass_slot(board, idle, supplier, meetings, slot)
    return int(min(idle[BEFORE, sets - 1], idle[AFTER, sets - 1]))


@njit(cache=True)
def _pass_slot(board: Board, idle: Ints, supplier: int, meetings: Ints, slot: int) -> None:
    """Take one slot into account: the sets are walked downwards so that it seats one meeting."""
    for seated in range(idle.shape[1] - 1, -1, -1):
        idle[DURING, seated] += 1
        for index in range(len(meetings)):
            without = seated & ~(1 << index)
            if without == seated or not _may_sit(board, supplier, meetings[index], slot):
                continue
            best = min(idle[BEFORE, without], idle[DURING, without])
            idle[DURING, seated] = min(idle[DURING, seated], best)
            idle[AFTER, seated] = min(idle[AFTER, seated], best)


@njit(cache=True)
def _may_sit(board: Board, supplier: int, meeting: int, slot: int) -> bool:
    fixed = board.fixed[meeting]
    if fixed != NONE:
        return bool(fixed == slot)
    return bool(board.present[supplier, slot] and board.places[board.buyer[meeting], slot] > 0)
