"""The search from an empty board to seats that are as good as found, with the proof beside them."""

from dataclasses import dataclass, replace

import numpy as np

from sangsaeng.engine.timetable.answer import Bound
from sangsaeng.engine.timetable.board import Board
from sangsaeng.engine.timetable.chains import empty_chain
from sangsaeng.engine.timetable.choosing import Room, choose, open_requests, room_of
from sangsaeng.engine.timetable.idling import least_idle
from sangsaeng.engine.timetable.improving import improve, seat_all
from sangsaeng.engine.timetable.proving import Ceiling, IdleProof, prove, value_of
from sangsaeng.engine.timetable.seating import NONE, Seats, empty_seats, seat, unseat
from sangsaeng.engine.timetable.settling import begin_settling, settle, shuffle

STEPS_PER_MEETING = 100
FEWEST_STEPS = 60_000
WARMTH = 1 << 31
MOST_PATIENCE = 4
PATIENT_REQUESTS = 10_000
SHUFFLES = 4


@dataclass(frozen=True, slots=True)
class Found:
    """Seats that the search reached, and what no seats could exceed."""

    seats: Seats
    bound: Bound


def search(board: Board) -> Found:
    """Choose, seat and settle the meetings of a fair."""
    seats = empty_seats(board)
    for request in np.flatnonzero(board.fixed != NONE).tolist():
        seat(board, seats, request, int(board.fixed[request]))
    ceiling = fill(board, seats, to_the_end=True)
    meetings = int((seats.slot != NONE).sum())
    idle = close_gaps(board, seats, max(FEWEST_STEPS, STEPS_PER_MEETING * meetings))
    return Found(seats, prove(board, seats, ceiling, idle))


def fill(board: Board, seats: Seats, *, to_the_end: bool) -> Ceiling:
    """Seat the best meetings beside those already seated, and return what bounds them.

    Where the bound is not reached, ``to_the_end`` keeps looking, and hands a small fair to an
    exact solver.
    """
    asking = open_requests(board, seats)
    room = room_of(board, seats, asking)
    choice = choose(board, asking, room)
    ceiling = Ceiling.of(board, seats, asking, room, choice)
    chain, free = empty_chain(board), np.zeros(len(board.buyer), dtype=np.int32)
    seat_all(board, seats, chain, np.flatnonzero(choice.chosen).astype(np.int32), free)
    if value_of(board, seats) != ceiling.value:
        exchange(board, seats, ceiling, patience_for(board) if to_the_end else 0)
    if to_the_end and value_of(board, seats) != ceiling.value:
        from sangsaeng.engine.timetable.closing import close_exactly

        if close_exactly(board, seats):
            return replace(ceiling, value=value_of(board, seats))
    return ceiling


def patience_for(board: Board) -> int:
    """Return for how many rounds without any gain to go on, fewer in larger fairs."""
    return min(MOST_PATIENCE, PATIENT_REQUESTS // len(board.buyer))


def exchange(board: Board, seats: Seats, ceiling: Ceiling, patience: int) -> None:
    """Bring in what is worth more for what is worth less, among ever other slots."""
    chain, free = empty_chain(board), np.zeros(len(board.buyer), dtype=np.int32)
    settling = begin_settling(board, seats, np.zeros(len(board.supplier_limit), dtype=np.int32))
    heaviest = np.lexsort((np.arange(len(board.weight)), -board.weight))
    candidates = heaviest[ceiling.asking[heaviest]].astype(np.int32)
    improve(board, seats, chain, candidates, free)
    vain, rounds = 0, 0
    while vain < patience and rounds < patience * 2 and value_of(board, seats) != ceiling.value:
        before = value_of(board, seats)
        for slot in range(board.slots):
            reassign(board, seats, slot)
        improve(board, seats, chain, candidates, free)
        rounds += 1
        vain = vain + 1 if value_of(board, seats) == before else 0
        settling = begin_settling(board, seats, settling.least)
        shuffle(board, seats, settling, int((seats.slot != NONE).sum()) * SHUFFLES)


def reassign(board: Board, seats: Seats, slot: int) -> None:
    """Give the places of one slot anew to the best of those who sit there or nowhere.

    A flow decides, so that within the slot nothing is better.
    """
    here = np.flatnonzero((seats.slot == slot) & (board.fixed == NONE))
    for request in here.tolist():
        unseat(board, seats, request)
    asking = (
        board.wanted
        & (seats.slot == NONE)
        & board.present[board.supplier, slot]
        & (seats.supplier_at[board.supplier, slot] == NONE)
        & (board.places[board.buyer, slot] > seats.taken[board.buyer, slot])
    )
    room = Room(
        np.minimum(
            board.places[:, slot] - seats.taken[:, slot], board.buyer_limit - seats.buyer_count
        ).clip(0),
        (board.supplier_limit > seats.supplier_count).astype(np.int64),
        seats.supplier_count.copy(),
    )
    chosen = np.flatnonzero(choose(board, asking, room).chosen)
    for request in chosen.tolist():
        seat(board, seats, request, slot)


def close_gaps(board: Board, seats: Seats, steps: int) -> IdleProof:
    """Move meetings until suppliers idle as little as found, and return the proof of it."""
    least = least_idle(board, seats)
    settling = begin_settling(board, seats, least)
    settle(board, seats, settling, steps, WARMTH)
    return IdleProof(reached=int(settling.idle.sum()), least=int(least.sum()))
