"""All requests placed, as a formula: where each meeting is, who is busy when, who waits.

The unknowns are ``meets[request][slot]``; ``busy[participant][slot]`` follows from them. A hall of
``n`` tables is stated as at most ``2 n`` busy participants in a slot, which counts fewer unknowns
than meetings do. A participant who never waits is busy in one block as long as its meetings are
many; saying so ties the end of the block to its begin, without which proofs are hopeless.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from pysat.card import EncType

from sangsaeng.engine.timetable.population.board import Board
from sangsaeng.engine.timetable.population.formula import Formula
from sangsaeng.engine.timetable.population.problem import BREAKS


@dataclass(frozen=True, slots=True)
class Variant:
    """One of several ways to state the same formula; which one is quick cannot be foreseen."""

    counting: int
    counts_busy: bool


VARIANTS = (
    Variant(EncType.seqcounter, counts_busy=True),
    Variant(EncType.kmtotalizer, counts_busy=False),
)


@dataclass(frozen=True, slots=True)
class Model:
    """The formula with the unknowns that are read from it; ``waits`` are to be kept few."""

    formula: Formula
    meets: tuple[dict[int, int], ...]
    waits: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fairness:
    """Everybody waits at least ``floor`` and at most ``ceiling`` times."""

    floor: int = 0
    ceiling: int | None = None


def build_model(board: Board, variant: Variant, fairness: Fairness) -> Model:
    """State that all requests take place, and count who waits."""
    formula = Formula(counting=variant.counting)
    meets = tuple({slot: formula.new() for slot in slots} for slots in board.allowed)
    for places in meets:
        formula.add(*places.values())
        formula.at_most_one(list(places.values()))
    busy = [_busy_slots(board, formula, meets, who) for who in range(len(board.names))]
    for slot in range(board.problem.slots):
        if variant.counts_busy:
            present = [row[slot] for row in busy if slot in row]
            formula.at_most(present, 2 * board.tables[slot])
        else:
            held = [places[slot] for places in meets if slot in places]
            formula.at_most(held, board.tables[slot])
    _keep_order(board, formula, meets)
    waits = [
        literal
        for who, row in enumerate(busy)
        if len(board.of[who]) > 1
        for literal in _waits_of(board, formula, row, _Waiting(len(board.of[who]), fairness))
    ]
    return Model(formula, meets, tuple(waits))


def _busy_slots(
    board: Board, formula: Formula, meets: Sequence[dict[int, int]], who: int
) -> dict[int, int]:
    busy = {}
    for slot in range(board.problem.slots):
        here = [meets[row][slot] for row in board.of[who] if slot in meets[row]]
        if here:
            formula.at_most_one(here)
            busy[slot] = formula.any_of(here)
    if len(board.of[who]) > 1:
        formula.exactly(list(busy.values()), len(board.of[who]))
    return busy


def _keep_order(board: Board, formula: Formula, meets: Sequence[dict[int, int]]) -> None:
    for first, then in board.precedences:
        for slot, literal in meets[then].items():
            earlier = [other for at, other in meets[first].items() if at < slot]
            formula.add(-literal, *earlier)


@dataclass(frozen=True, slots=True)
class _Waiting:
    meetings: int
    fairness: Fairness


@dataclass(frozen=True, slots=True)
class _Day:
    """A day of one participant: ``begun[t]``, a meeting by then; ``left[t]``, one from then on."""

    first: int
    begun: tuple[int, ...]
    left: tuple[int, ...]


def _waits_of(board: Board, formula: Formula, busy: dict[int, int], waiting: _Waiting) -> list[int]:
    starts = [*sorted(board.day_starts), board.problem.slots]
    days = [_tell_day(formula, busy, first, after) for first, after in itertools.pairwise(starts)]
    ever = formula.new()
    for day in days:
        _wait_once(formula, busy, day, ever)
    if len(days) == 1:
        _keep_together(formula, days[0], waiting.meetings, ever)
    count = _breaks if board.problem.idle == BREAKS else _gaps
    exact = waiting.fairness.floor > 0
    waits = [literal for day in days for literal in count(formula, busy, day, exact=exact)]
    for literal in waits:
        formula.add(-literal, ever)
    if waiting.fairness.ceiling is None:
        formula.add(-ever, *waits)
        return waits
    return _at_least(formula, waits, waiting.fairness, ever)


def _tell_day(formula: Formula, busy: dict[int, int], first: int, after: int) -> _Day:
    slots = range(first, after)
    begun = _running_or(formula, [busy.get(slot) for slot in slots])
    left = _running_or(formula, [busy.get(slot) for slot in reversed(slots)])
    return _Day(first, tuple(begun), tuple(reversed(left)))


def _running_or(formula: Formula, literals: Sequence[int | None]) -> list[int]:
    """Return for each position whether a literal up to it holds."""
    results: list[int] = []
    for literal in literals:
        parts = [*results[-1:], *([literal] if literal is not None else [])]
        result = formula.new()
        for part in parts:
            formula.add(-part, result)
        formula.add(-result, *parts)
        results.append(result)
    return results


def _wait_once(formula: Formula, busy: dict[int, int], day: _Day, ever: int) -> None:
    for at in range(1, len(day.begun) - 1):
        here = [busy[day.first + at]] if day.first + at in busy else []
        formula.add(-day.begun[at - 1], -day.left[at + 1], ever, *here)


def _keep_together(formula: Formula, day: _Day, meetings: int, ever: int) -> None:
    """Tie the end of the meetings to their begin: a block of known length, unless one waits."""
    last = len(day.begun)
    for at in range(last):
        if at < meetings:
            formula.add(day.left[at])
        if at >= last - meetings:
            formula.add(day.begun[at])
    for at in range(meetings, last):
        formula.add(day.begun[at - meetings], day.left[at])
        formula.add(-day.begun[at - meetings], -day.left[at], ever)


def _breaks(formula: Formula, busy: dict[int, int], day: _Day, *, exact: bool) -> list[int]:
    """Return for each slot whether a break begins there."""
    found = []
    for at in range(1, len(day.begun) - 1):
        slot = day.first + at
        if slot - 1 not in busy:
            continue
        begins = formula.new()
        free = [-busy[slot]] if slot in busy else []
        causes = [busy[slot - 1], *free, day.left[at + 1]]
        formula.imply(causes, begins)
        if exact:
            for cause in causes:
                formula.add(-begins, cause)
        found.append(begins)
    return found


def _gaps(formula: Formula, busy: dict[int, int], day: _Day, *, exact: bool) -> list[int]:
    """Return for each slot whether it is an idle one between meetings."""
    found = []
    for at in range(1, len(day.begun) - 1):
        slot = day.first + at
        idle = formula.new()
        free = [-busy[slot]] if slot in busy else []
        causes = [day.begun[at - 1], *free, day.left[at + 1]]
        formula.imply(causes, idle)
        if exact:
            for cause in causes:
                formula.add(-idle, cause)
        found.append(idle)
    return found


def _at_least(formula: Formula, waits: Sequence[int], fairness: Fairness, ever: int) -> list[int]:
    """Return literals for one wait, two waits, ... up to the ceiling, and forbid any more."""
    ceiling = fairness.ceiling or 0
    levels: list[int] = []
    for literal in waits:
        before = levels
        levels = [formula.new() for _ in range(min(len(before) + 1, ceiling))]
        for count, level in enumerate(levels):
            causes = [literal, *before[count - 1 : count]] if count else [literal]
            formula.imply(causes, level)
            if count < len(before):
                formula.add(-before[count], level)
        if len(before) == ceiling:
            formula.add(-literal, *(-level for level in before[-1:]))
        if fairness.floor:
            _only_if(formula, literal, before, levels)
    for level in levels[:1]:
        formula.add(-level, ever)
    formula.add(-ever, *levels[:1])
    for level in levels[: fairness.floor]:
        formula.add(level)
    if len(levels) < fairness.floor:
        formula.add()
    return levels


def _only_if(formula: Formula, literal: int, before: list[int], levels: list[int]) -> None:
    """Let a level hold only if it held before or rises by this very wait."""
    for count, level in enumerate(levels):
        held = before[count : count + 1]
        formula.add(-level, *held, literal)
        if count:
            formula.add(-level, *held, *before[count - 1 : count])
