"""Repairs the timetable of a running fair: whoever can keep a meeting keeps it."""

from collections.abc import Iterable
from dataclasses import replace

from sangsaeng.engine.timetable.answer import Answer, Meeting, Move, RepairAnswer
from sangsaeng.engine.timetable.explaining import reasons_of
from sangsaeng.engine.timetable.problem import Problem, Running
from sangsaeng.engine.timetable.rearranging import back_fill, keep_or_move, set_scene
from sangsaeng.engine.timetable.reporting import objective_of
from sangsaeng.engine.timetable.validity import require_valid_running


def repair(problem: Problem, running: Running) -> RepairAnswer:
    """Find the timetable of a running fair that disturbs the fewest of those who were told.

    Parameters
    ----------
    problem : Problem
        The fair as it was planned; new suppliers and buyers stand among its participants.
    running : Running
        What was announced, what slot is running, who is absent, which tables are lost, who
        walked in.

    Returns
    -------
    RepairAnswer
        The timetable from now on, with the past as it was, and what was kept, moved, cancelled
        and added.

    Raises
    ------
    InvalidProblem
        If the problem or the running fair is inconsistent; it carries all faults.

    Notes
    -----
    In this order: as few announced meetings as possible are lost; of the others as few as
    possible move; what is free is given to requests that are out, for the most value in the
    problem's order. Slots up to ``running.now`` stay as they are. A meeting that cannot stay
    takes the shortest chain of moves. Additions move nobody, unless ``running.move_price`` says
    what weight is worth a move. Lost tables are those with the highest numbers; a meeting that
    changes only its table counts as moved. The bound holds for all timetables that keep what
    this one keeps.

    Examples
    --------
    >>> from sangsaeng.engine.timetable import (
    ...     Absence, Buyer, Meeting, Problem, Request, Running, Supplier, repair)
    >>> fair = Problem(2, (Buyer("B"),), (Supplier("S"), Supplier("T")),
    ...                (Request("B", "S"), Request("B", "T")))
    >>> told = (Meeting("B", "S", slot=1, table=1),)
    >>> repaired = repair(fair, Running(now=0, meetings=told, absent=(Absence("S", since=1),)))
    >>> repaired.cancelled == told, [added.supplier for added in repaired.added]
    (True, ['T'])
    """
    require_valid_running(problem, running)
    scene = set_scene(problem, running)
    keep_or_move(scene)
    board, bound = back_fill(scene)
    layout = replace(scene.layout, board=board)
    answer = Answer(
        meetings=scene.meetings(),
        objective=objective_of(layout, scene.seats),
        bound=bound,
        unplaced=reasons_of(layout, scene.seats, {absence.party for absence in running.absent}),
    )
    return compare(answer, running.meetings)


def compare(answer: Answer, announced: Iterable[Meeting]) -> RepairAnswer:
    """Say what became of each announced meeting in an answer."""
    now = {(one.buyer, one.supplier): one for one in answer.meetings}
    before = {(one.buyer, one.supplier): one for one in announced}
    pairs = sorted(before)
    moved = [
        Move(
            *pair,
            from_slot=before[pair].slot,
            from_table=before[pair].table,
            to_slot=now[pair].slot,
            to_table=now[pair].table,
        )
        for pair in pairs
        if pair in now and now[pair] != before[pair]
    ]
    return RepairAnswer(
        answer,
        kept=tuple(before[pair] for pair in pairs if now.get(pair) == before[pair]),
        moved=tuple(moved),
        cancelled=tuple(before[pair] for pair in pairs if pair not in now),
        added=tuple(one for one in answer.meetings if (one.buyer, one.supplier) not in before),
    )
