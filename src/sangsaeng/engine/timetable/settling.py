"""Compiled search for the slots that leave suppliers the fewest idle slots.

The meetings stay the same; only their slots change, by chains that exchange two slots.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sangsaeng.engine.timetable.board import Board, Flags, Ints
from sangsaeng.engine.timetable.seating import NONE, Seats, seat, unseat, waiting

LONGEST_CHAIN = 24
CHANCES = 1 << 32


class Settling(NamedTuple):
    """Idle slots of each supplier now and at the least, those above it, and room for a chain."""

    idle: Ints
    least: Ints
    open_list: Ints
    open_at: Ints
    moved: Ints
    target: Ints
    is_moved: Flags
    arriving: Ints
    total: NDArray[np.int64]
    random: NDArray[np.uint64]


TO_GO, OPEN, LENGTH = 0, 1, 2


def begin_settling(board: Board, seats: Seats, least: Ints) -> Settling:
    """Return the books of a search that starts from the seats as they are."""
    suppliers = len(board.supplier_limit)
    idle = np.array([waiting(board, seats, s) for s in range(suppliers)], dtype=np.int32)
    settling = Settling(
        idle=idle,
        least=least,
        open_list=np.zeros(suppliers, dtype=np.int32),
        open_at=np.full(suppliers, NONE, dtype=np.int32),
        moved=np.zeros(LONGEST_CHAIN + 2, dtype=np.int32),
        target=np.zeros(LONGEST_CHAIN + 2, dtype=np.int32),
        is_moved=np.zeros(len(board.buyer), dtype=np.bool_),
        arriving=np.zeros(len(board.tables), dtype=np.int32),
        total=np.zeros(3, dtype=np.int64),
        random=np.array([0x5EED], dtype=np.uint64),
    )
    for supplier in range(suppliers):
        _note_idle(settling, supplier, int(idle[supplier]))
    settling.total[TO_GO] = int((idle - least).sum())
    return settling


@njit(cache=True)
def settle(board: Board, seats: Seats, settling: Settling, steps: int, warmth: int) -> int:
    """Search for ``steps`` steps, accepting ever fewer losses; return the steps that were taken.

    A step that adds one idle slot is accepted with a chance that falls in a straight line from
    ``warmth / 2**32`` to zero; each further slot multiplies the chance once more.  All of it is
    in integers, so every machine takes the same steps.  It ends early when every supplier has
    the least idle slots that its own meetings allow, which no timetable can beat.
    """
    for step in range(steps):
        if settling.total[TO_GO] == 0:
            return step
        chance = warmth // steps * (steps - step)
        _try_one(board, seats, settling, chance)
    return steps


@njit(cache=True)
def shuffle(board: Board, seats: Seats, settling: Settling, steps: int) -> None:
    """Change slots at random, idle slots or not, so that other chains become possible."""
    for _ in range(steps):
        _try_one(board, seats, settling, CHANCES // 2)


@njit(cache=True)
def _draw(settling: Settling, below: int) -> int:
    """Draw a number below a limit (SplitMix64)."""
    settling.random[0] += np.uint64(0x9E3779B97F4A7C15)
    value = settling.random[0]
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    thirty_one_bits = np.int64((value ^ (value >> np.uint64(31))) >> np.uint64(33))
    return int((thirty_one_bits * below) >> 31)


@njit(cache=True)
def _note_idle(settling: Settling, supplier: int, idle: int) -> None:
    """Keep a supplier's idle slots, and the list of those who could have fewer."""
    settling.total[TO_GO] += idle - settling.idle[supplier]
    settling.idle[supplier] = idle
    at = settling.open_at[supplier]
    if idle > settling.least[supplier] and at == NONE:
        settling.open_at[supplier] = settling.total[OPEN]
        settling.open_list[settling.total[OPEN]] = supplier
        settling.total[OPEN] += 1
    elif idle <= settling.least[supplier] and at != NONE:
        settling.total[OPEN] -= 1
        last = settling.open_list[settling.total[OPEN]]
        settling.open_list[at] = last
        settling.open_at[last] = at
        settling.open_at[supplier] = NONE


@njit(cache=True)
def _try_one(board: Board, seats: Seats, settling: Settling, chance: int) -> None:
    """Exchange two slots along a chain from one meeting, and undo it if it is not accepted.

    A supplier with two meetings in the chain has them in both slots before and after, so its
    idle slots stay the same and it does no harm that it is counted twice.
    """
    first = _pick_meeting(board, seats, settling)
    if first == NONE or board.fixed[first] != NONE:
        return
    here = seats.slot[first]
    there = _pick_slot(board, seats, settling, first)
    if there == here or not _build(board, seats, settling, first, there):
        return
    length = settling.total[LENGTH]
    _exchange(board, seats, settling, here, there)
    change = 0
    for index in range(length):
        supplier = board.supplier[settling.moved[index]]
        change += waiting(board, seats, supplier) - settling.idle[supplier]
    if change > 0 and not _accepted(settling, change, chance):
        _exchange(board, seats, settling, here, there)
        return
    for index in range(length):
        supplier = board.supplier[settling.moved[index]]
        _note_idle(settling, supplier, waiting(board, seats, supplier))


@njit(cache=True)
def _accepted(settling: Settling, change: int, chance: int) -> bool:
    odds = chance
    for _ in range(change - 1):
        odds = (odds * chance) >> 32
    return _draw(settling, CHANCES - 1) < odds


@njit(cache=True)
def _pick_meeting(board: Board, seats: Seats, settling: Settling) -> int:
    """Pick a meeting, half of the time of a supplier who could have fewer idle slots."""
    suppliers = len(board.supplier_limit)
    if _draw(settling, 2) == 0:
        supplier = settling.open_list[_draw(settling, settling.total[OPEN])]
    else:
        supplier = _draw(settling, suppliers)
    count = seats.supplier_count[supplier]
    if count == 0:
        return NONE
    slot = _occupied_slot(board, seats, supplier, _draw(settling, count))
    return int(seats.supplier_at[supplier, slot])


@njit(cache=True)
def _occupied_slot(board: Board, seats: Seats, supplier: int, rank: int) -> int:
    left = rank
    for slot in range(board.slots):
        if seats.supplier_at[supplier, slot] != NONE:
            if left == 0:
                return slot
            left -= 1
    return NONE


@njit(cache=True)
def _pick_slot(board: Board, seats: Seats, settling: Settling, meeting: int) -> int:
    """Pick a slot, half of the time one beside another meeting of the same supplier."""
    supplier = board.supplier[meeting]
    count = seats.supplier_count[supplier]
    if count > 1 and _draw(settling, 2) == 0:
        beside = _occupied_slot(board, seats, supplier, _draw(settling, count))
        slot = beside + 2 * _draw(settling, 2) - 1
        return min(max(slot, 0), board.slots - 1)
    return _draw(settling, board.slots)


@njit(cache=True)
def _build(board: Board, seats: Seats, settling: Settling, first: int, there: int) -> bool:
    """Gather all meetings that must change between the two slots if one of them does."""
    here = seats.slot[first]
    settling.total[LENGTH] = 0
    _gather(board, seats, settling, first, here)
    at, possible = 0, True
    while possible and at < settling.total[LENGTH]:
        meeting = settling.moved[at]
        at += 1
        b, s = board.buyer[meeting], board.supplier[meeting]
        to = here + there - seats.slot[meeting]
        possible = (
            board.present[s, to]
            and board.places[b, to] > 0
            and board.fixed[meeting] == NONE
            and settling.total[LENGTH] < LONGEST_CHAIN
        )
        other = seats.supplier_at[s, to]
        if other != NONE and not settling.is_moved[other]:
            _gather(board, seats, settling, other, here)
        if seats.taken[b, there] + settling.arriving[b] > board.places[b, there]:
            _gather_one_of(board, seats, settling, b, there, here)
        if seats.taken[b, here] - settling.arriving[b] > board.places[b, here]:
            _gather_one_of(board, seats, settling, b, here, here)
    for index in range(settling.total[LENGTH]):
        settling.is_moved[settling.moved[index]] = False
        settling.arriving[board.buyer[settling.moved[index]]] = 0
    return possible


@njit(cache=True)
def _gather(board: Board, seats: Seats, settling: Settling, meeting: int, here: int) -> None:
    settling.moved[settling.total[LENGTH]] = meeting
    settling.total[LENGTH] += 1
    settling.is_moved[meeting] = True
    settling.arriving[board.buyer[meeting]] += 1 if seats.slot[meeting] == here else -1


@njit(cache=True)
def _gather_one_of(
    board: Board, seats: Seats, settling: Settling, buyer: int, slot: int, here: int
) -> None:
    """Gather a meeting of a buyer that has more meetings in a slot than places."""
    first = board.first_cell[buyer] + slot * board.tables[buyer]
    count = seats.taken[buyer, slot]
    offset = _draw(settling, count)
    for index in range(count):
        other = seats.cells[first + (index + offset) % count]
        if not settling.is_moved[other]:
            _gather(board, seats, settling, other, here)
            return


@njit(cache=True)
def _exchange(board: Board, seats: Seats, settling: Settling, here: int, there: int) -> None:
    length = settling.total[LENGTH]
    for index in range(length):
        settling.target[index] = here + there - seats.slot[settling.moved[index]]
        unseat(board, seats, settling.moved[index])
    for index in range(length):
        seat(board, seats, settling.moved[index], settling.target[index])
