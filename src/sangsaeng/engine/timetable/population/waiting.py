"""The least that participants can wait, whoever they meet when, taken one by one."""

from collections.abc import Sequence

from sangsaeng.engine.timetable.population.board import Board
from sangsaeng.engine.timetable.population.problem import BREAKS

MOST_SLOTS = 64


def least_idle(board: Board, slot_of: dict[int, int]) -> int:
    """Sum, over participants, the least idleness their numbers of meetings allow in their slots.

    Parameters
    ----------
    board : Board
        The problem.
    slot_of : dict
        The slot of each request that takes place; only which ones do matters here.

    Returns
    -------
    int
        A number of breaks or gaps below which these meetings cannot fall in any slots.

    Notes
    -----
    For each participant a dynamic program over (slot, meetings so far) with as many meetings as
    it has, in any slots that one of its meetings may use: O(slots² · meetings) each. Days of more
    than `MOST_SLOTS` slots get the bound 0.

    Examples
    --------
    >>> from sangsaeng.engine.timetable.population.board import lay_out
    >>> from sangsaeng.engine.timetable.population.problem import (
    ...     Participant, PopulationProblem, PopulationRequest)
    >>> people = (Participant("A", available=frozenset({0, 2})), Participant("B"), Participant("C"))
    >>> pairs = (("A", "B"), ("A", "C"))
    >>> day = PopulationProblem(3, people, tuple(map(PopulationRequest, pairs)))
    >>> least_idle(lay_out(day), {0: 0, 1: 2})
    1
    """
    if board.problem.slots > MOST_SLOTS:
        return 0
    total = 0
    for rows in board.of:
        placed = [row for row in rows if row in slot_of]
        usable = sorted({slot for row in placed for slot in board.allowed[row]})
        total += _least_of(board, usable, len(placed))
    return total


def _least_of(board: Board, usable: Sequence[int], meetings: int) -> int:
    if meetings <= 1:
        return 0
    best = [0] * len(usable)
    for used in range(1, meetings):
        best = [
            min(
                best[before] + _idle_between(board, usable[before], usable[at])
                for before in range(used - 1, at)
            )
            if at >= used
            else 0
            for at in range(len(usable))
        ]
    return min(best[meetings - 1 :])


def _idle_between(board: Board, slot: int, later: int) -> int:
    gap = later - slot - 1
    if not gap or any(slot < start <= later for start in board.day_starts):
        return 0
    return 1 if board.problem.idle == BREAKS else gap
