"""The search from an empty board to seats that are as good as found, with the proof beside them."""

from dataclasses import dataclass

import numpy as np

from sangsaeng.engine.timetable.answer import Bound
from sangsaeng.engine.timetable.board import Board
from sangsaeng.engine.timetable.chains import empty_chain
from sangsaeng.engine.timetable.choosing import choose, open_requests, room_of
from sangsaeng.engine.timetable.idling import least_idle
from sangsaeng.engine.timetable.improving import improve, seat_all
from sangsaeng.engine.timetable.proving import Ceiling, IdleProof, prove, value_of
from sangsaeng.engine.timetable.seating import NONE, Seats, empty_seats, seat
from sangsaeng.engine.timetable.settling import begin_settling, settle

STEPS_PER_MEETING = 140
FEWEST_STEPS = 60_000
WARMTH = 1 << 31
MOST_PASSES = 12


@dataclass(frozen=True, slots=True)
class Found:
    """Seats that the search reached, and what no seats could exceed."""

    seats: Seats
    bound: Bound


def search(board: Board) -> Found:
    """Choose, seat and settle the meetings of a fair."""
    seats = empty_seats(board)
    for request in np.flatnonzero(board.fixed != NONE).tolist():
        seat(board, seats, request, board.fixed[request])
    ceiling = fill(board, seats)
    meetings = int((seats.slot != NONE).sum())
    idle = close_gaps(board, seats, max(FEWEST_STEPS, STEPS_PER_MEETING * meetings))
    return Found(seats, prove(board, seats, ceiling, idle))


def fill(board: Board, seats: Seats) -> Ceiling:
    """Seat the best meetings beside those already seated, and return what bounds them."""
    asking = open_requests(board, seats)
    room = room_of(board, seats, asking)
    choice = choose(board, asking, room)
    ceiling = Ceiling.of(board, seats, asking, room, choice)
    chain, free = empty_chain(board), np.zeros(len(board.buyer), dtype=np.int32)
    seat_all(board, seats, chain, np.flatnonzero(choice.chosen).astype(np.int32), free)
    if value_of(board, seats) != ceiling.value:
        worth_first = np.lexsort((np.arange(len(board.weight)), -board.weight))
        candidates = worth_first[asking[worth_first]].astype(np.int32)
        passes = 0
        while passes < MOST_PASSES and improve(board, seats, chain, candidates, free):
            passes += 1
    return ceiling


def close_gaps(board: Board, seats: Seats, steps: int) -> IdleProof:
    """Move meetings until suppliers idle as little as found, and return the proof of it."""
    least = least_idle(board, seats)
    settling = begin_settling(board, seats, least)
    settle(board, seats, settling, steps, WARMTH)
    return IdleProof(reached=int(settling.idle.sum()), least=int(least.sum()))
