"""Moves the meetings of a finished choice so that participants wait as little as possible."""

import numpy as np

from sangsaeng.engine.timetable.population.annealing import Hall, Pace, Schedule, anneal
from sangsaeng.engine.timetable.population.board import Board
from sangsaeng.engine.timetable.population.problem import BREAKS

ROUNDS_PER_MEETING = 4_000
MOST_ROUNDS = 4_000_000
WARMTH = 0.7
MANY_BREAKS = 1_000_000


def settle(board: Board, slot_of: dict[int, int], target: int) -> dict[int, int]:
    """Move placed requests to slots where they have tables and their participants wait less.

    Parameters
    ----------
    board : Board
        The problem.
    slot_of : dict
        The slot of each request that takes place.
    target : int
        A proved lower bound of the idleness, at which to stop.

    Returns
    -------
    dict
        The same requests in better slots; where the hall stays too small for them, in slots that
        overfill it as little as the search could find.

    Notes
    -----
    Simulated annealing by Kempe chains, with rounds in proportion to the meetings and a fixed seed; see
    `sangsaeng.engine.timetable.population.annealing`.

    Examples
    --------
    >>> from sangsaeng.engine.timetable.population.board import lay_out
    >>> from sangsaeng.engine.timetable.population.problem import (
    ...     Participant, PopulationProblem, PopulationRequest)
    >>> people = tuple(Participant(name) for name in "ABC")
    >>> pairs = (("A", "B"), ("B", "C"))
    >>> day = PopulationProblem(3, people, tuple(map(PopulationRequest, pairs)))
    >>> slots = settle(lay_out(day), {0: 0, 1: 2}, target=0)
    >>> abs(slots[0] - slots[1])
    1
    """
    rows = sorted(slot_of)
    if len(rows) < 2:  # noqa: PLR2004 -- one meeting alone makes nobody wait
        return slot_of
    hall = _hall(board, rows)
    start = np.array([slot_of[row] for row in rows], dtype=np.int32)
    rounds = min(MOST_ROUNDS, ROUNDS_PER_MEETING * len(rows))
    pace = Pace(rounds, WARMTH, target, seed=0)
    slots, _ = anneal(hall, _schedule(board, hall, start), pace)
    return dict(zip(rows, slots.tolist(), strict=True))


def _hall(board: Board, rows: list[int]) -> Hall:
    number = {row: index for index, row in enumerate(rows)}
    allowed = np.zeros((len(rows), board.problem.slots), dtype=np.bool_)
    for index, row in enumerate(rows):
        allowed[index, list(board.allowed[row])] = True
    day_start = np.zeros(board.problem.slots, dtype=np.bool_)
    day_start[list(board.day_starts)] = True
    links = [
        (number[first], number[then])
        for first, then in board.precedences
        if first in number and then in number
    ]
    of = _in_groups([[number[row] for row in own if row in number] for own in board.of])
    later = _in_groups([[b for a, b in links if a == index] for index in range(len(rows))])
    earlier = _in_groups([[a for a, b in links if b == index] for index in range(len(rows))])
    return Hall(
        ends=np.array([board.ends[row] for row in rows], dtype=np.int32),
        allowed=allowed,
        tables=np.array(board.tables, dtype=np.int32),
        day_start=day_start,
        of_start=of[0],
        of_list=of[1],
        later_start=later[0],
        later_list=later[1],
        earlier_start=earlier[0],
        earlier_list=earlier[1],
        most_breaks=MANY_BREAKS,
        counts_breaks=board.problem.idle == BREAKS,
    )


def _in_groups(groups: list[list[int]]) -> tuple[np.ndarray, np.ndarray]:
    starts = np.cumsum([0, *(len(group) for group in groups)])
    flat = [member for group in groups for member in group]
    return starts.astype(np.int32), np.array(flat, dtype=np.int32)


def _schedule(board: Board, hall: Hall, slot: np.ndarray) -> Schedule:
    at = np.full((len(board.names), board.problem.slots), -1, dtype=np.int32)
    for side in range(2):
        at[hall.ends[:, side], slot] = np.arange(len(slot))
    load = np.bincount(slot, minlength=board.problem.slots).astype(np.int32)
    return Schedule(slot.copy(), at, load)
