"""An independent check of a repaired timetable against what was announced."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sangsaeng.engine.timetable.answer import Meeting, RepairAnswer
from sangsaeng.engine.timetable.checking import Violation, check
from sangsaeng.engine.timetable.problem import Problem, Running

Places = Mapping[tuple[str, str], Meeting]


def check_repair(problem: Problem, running: Running, repaired: RepairAnswer) -> list[Violation]:
    """Check a repaired timetable: valid, the past as it was, nobody absent, all changes told.

    Parameters
    ----------
    problem : Problem
        The fair as it was planned.
    running : Running
        What was announced and what has happened.
    repaired : RepairAnswer
        The repaired timetable.

    Returns
    -------
    list of Violation
        Empty when the repair is valid and truly described.

    Notes
    -----
    Linear in the size of all three. Locks and availability are checked for meetings that are not
    past; what was announced in the past stands, whatever the problem says of it.

    Examples
    --------
    >>> from sangsaeng.engine.timetable import (
    ...     Buyer, Meeting, Request, Running, Supplier, repair)
    >>> fair = Problem(2, (Buyer("B"),), (Supplier("S"),), (Request("B", "S"),))
    >>> running = Running(now=0, meetings=(Meeting("B", "S", slot=0, table=1),))
    >>> check_repair(fair, running, repair(fair, running))
    []
    """
    whole = replace(problem, requests=(*problem.requests, *running.new_requests))
    before = _by_pair(running.meetings)
    after = _by_pair(repaired.answer.meetings)
    past = {pair for pair, one in before.items() if one.slot <= running.now}
    return [
        *_not_excused(check(whole, repaired.answer), running, past),
        *_changed_past(running, before, after),
        *_absent_meetings(problem, running, after),
        *_over_lost_tables(problem, running, after),
        *_untold_changes(repaired, before, after),
    ]


def _by_pair(meetings: Iterable[Meeting]) -> Places:
    return {(one.buyer, one.supplier): one for one in meetings}


def _not_excused(
    found: Iterable[Violation], running: Running, past: set[tuple[str, str]]
) -> Iterator[Violation]:
    """Pass over what a running fair may break: locks of absent pairs and of the past."""
    absent = {absence.party for absence in running.absent}
    lost = {one.buyer for one in running.lost_tables}
    for violation in found:
        if violation.code == "lock_broken":
            pair = (str(violation.params["buyer"]), str(violation.params["supplier"]))
            slot = violation.params["slot"]
            gone = pair in past or bool(absent & set(pair)) or pair[0] in lost
            if gone or (isinstance(slot, int) and slot <= running.now):
                continue
        yield violation


def _changed_past(running: Running, before: Places, after: Places) -> Iterator[Violation]:
    for pair in sorted(before.keys() | after.keys()):
        old, new = before.get(pair), after.get(pair)
        for one in (old, new):
            if one is not None and one.slot <= running.now and old != new:
                params = {"buyer": one.buyer, "supplier": one.supplier, "slot": one.slot}
                yield Violation("past_changed", params)


def _absent_meetings(problem: Problem, running: Running, after: Places) -> Iterator[Violation]:
    for absence in running.absent:
        last = problem.slots - 1 if absence.until is None else absence.until
        for pair, one in sorted(after.items()):
            if absence.party in pair and max(absence.since, running.now + 1) <= one.slot <= last:
                yield Violation("absent_yet_meeting", {"party": absence.party, "slot": one.slot})


def _over_lost_tables(problem: Problem, running: Running, after: Places) -> Iterator[Violation]:
    tables = {buyer.id: buyer.tables for buyer in problem.buyers}
    for (buyer, slot), held in Counter((one.buyer, one.slot) for one in after.values()).items():
        lost = sum(
            one.tables for one in running.lost_tables if one.buyer == buyer and one.since <= slot
        )
        left = max(tables[buyer] - lost, 0)
        if slot > running.now and held > left:
            params = {"buyer": buyer, "slot": slot, "meetings": held, "tables": left}
            yield Violation("over_lost_tables", params)


def _untold_changes(repaired: RepairAnswer, before: Places, after: Places) -> Iterator[Violation]:
    moves = {
        (one.buyer, one.supplier): (
            Meeting(one.buyer, one.supplier, one.from_slot, one.from_table),
            Meeting(one.buyer, one.supplier, one.to_slot, one.to_table),
        )
        for one in repaired.moved
    }
    told = (
        {pair: (one, one) for pair, one in _by_pair(repaired.kept).items()}
        | moves
        | {pair: (one, None) for pair, one in _by_pair(repaired.cancelled).items()}
        | {pair: (None, one) for pair, one in _by_pair(repaired.added).items()}
    )
    for pair in sorted(before.keys() | after.keys()):
        if told.get(pair) != (before.get(pair), after.get(pair)):
            yield Violation("change_untold", {"buyer": pair[0], "supplier": pair[1]})
