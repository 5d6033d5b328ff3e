"""All requests placed with the least waiting, proved by a satisfiability solver."""

from collections.abc import Iterator
from dataclasses import dataclass

from pysat.card import ITotalizer
from pysat.solvers import Cadical195

from sangsaeng.engine.timetable.population.board import Board
from sangsaeng.engine.timetable.population.model import VARIANTS, Fairness, Variant, build_model

FIRST_CONFLICTS = 12_000
GROWTH = 1.5
MOST_TURNS = 24
COUNT_STEP = 16


@dataclass(frozen=True, slots=True)
class Placing:
    """The slot of every request, how many waits it costs, and how many are proved necessary.

    ``slots`` is None when none was found; it is proved that there is none if ``impossible``.
    """

    slots: tuple[int, ...] | None
    waits: int
    least: int
    impossible: bool = False

    @property
    def proved(self) -> bool:
        """Whether nothing better exists."""
        return self.slots is not None and self.least >= self.waits


def place_everything(board: Board) -> Placing:
    """Place all requests with the fewest waits, or prove that they cannot all be placed.

    Parameters
    ----------
    board : Board
        The requests, all of which must take place.

    Returns
    -------
    Placing
        The slots of the requests, with the number of waits and its proof.

    Notes
    -----
    The number of waits is tried from 0 upwards, so that the first satisfiable one is the least.
    Two statements of the same formula take turns, each with its own solver that keeps what it
    has learned, for a number of conflicts that grows: each is quick where the other is lost.
    The break difference bounds the breaks of everybody as soon as one has none, as is the case
    when fewer breaks are found than there are participants; else floors of 1, 2, ... follow.

    References
    ----------
    M. Bofill et al.: Constraint solving approaches to the business-to-business meeting scheduling
    problem. JAIR 74 (2022). https://doi.org/10.1613/jair.1.12670

    Examples
    --------
    >>> from sangsaeng.engine.timetable.population.board import lay_out
    >>> from sangsaeng.engine.timetable.population.problem import (
    ...     Participant, PopulationProblem, PopulationRequest)
    >>> pairs = (("A", "B"), ("B", "C"))
    >>> people = tuple(Participant(name) for name in "ABC")
    >>> day = PopulationProblem(3, people, tuple(map(PopulationRequest, pairs)), place_all=True)
    >>> place_everything(lay_out(day)).waits
    0
    """
    difference = board.problem.max_break_difference
    if difference is None:
        return _Search(board, Fairness()).least_waits()
    best = Placing(None, 0, 0, impossible=True)
    for floor in range(max(1, min(map(len, board.of), default=0))):
        found = _Search(board, Fairness(floor, floor + difference)).least_waits()
        if best.slots is None or (found.slots is not None and found.waits < best.waits):
            never = best.impossible and found.impossible
            best = Placing(found.slots, found.waits, found.least, impossible=never)
        if best.slots is not None and best.waits < len(board.names) * (floor + 1):
            break
    return best


def can_place_everything(board: Board) -> bool | None:
    """Say whether all requests can be placed, leaving waits aside; None if the search ended."""
    found = _Search(board, Fairness()).any_placing()
    return None if found.slots is None and not found.impossible else found.slots is not None


class _Search:
    """A search for the least number of waits, by several solvers that take turns."""

    def __init__(self, board: Board, fairness: Fairness) -> None:
        self.board = board
        self.fairness = fairness
        self.solvers: dict[Variant, _Solver] = {}

    def least_waits(self) -> Placing:
        """Raise the number of waits until all can be placed."""
        found = self._decide(0)
        if found.slots is not None:
            return found
        fallback = self.any_placing()
        waits = 0
        while found.impossible and waits < fallback.waits:
            waits += 1
            found = self._decide(waits)
            if found.slots is not None:
                return Placing(found.slots, waits, waits)
        return Placing(fallback.slots, fallback.waits, waits, impossible=fallback.impossible)

    def any_placing(self) -> Placing:
        """Place all requests with any number of waits."""
        return self._decide(None)

    def _decide(self, most: int | None) -> Placing:
        for variant, conflicts in _turns():
            if variant not in self.solvers:
                self.solvers[variant] = _Solver(self.board, variant, self.fairness)
            answer = self.solvers[variant].solve(most, conflicts)
            if answer is not None:
                return answer
        return Placing(None, 0, 0)


def _turns() -> Iterator[tuple[Variant, int]]:
    conflicts = float(FIRST_CONFLICTS)
    for turn in range(MOST_TURNS):
        yield VARIANTS[turn % len(VARIANTS)], int(conflicts)
        conflicts *= GROWTH if turn % len(VARIANTS) else 1.0


class _Solver:
    """One statement of the formula with the solver that learns about it."""

    def __init__(self, board: Board, variant: Variant, fairness: Fairness) -> None:
        self.model = build_model(board, variant, fairness)
        self.engine = Cadical195(bootstrap_with=self.model.formula.clauses)
        self.counted = 0
        self.total: ITotalizer | None = None

    def solve(self, most: int | None, conflicts: int) -> Placing | None:
        """Place all with at most so many waits; None if the conflicts did not suffice."""
        self.engine.conf_budget(conflicts)
        sat = self.engine.solve_limited(assumptions=self._at_most(most))
        if sat is None:
            return None
        if not sat:
            return Placing(None, 0, 0, impossible=True)
        held = {literal for literal in self.engine.get_model() if literal > 0}
        slots = tuple(
            next(slot for slot, literal in places.items() if literal in held)
            for places in self.model.meets
        )
        return Placing(slots, sum(literal in held for literal in self.model.waits), 0)

    def _at_most(self, most: int | None) -> list[int]:
        waits = list(self.model.waits)
        if most is None or most >= len(waits):
            return []
        if most == 0:
            return [-literal for literal in waits]
        if self.total is None:
            top = self.model.formula.variables
            self.counted = most + COUNT_STEP
            self.total = ITotalizer(lits=waits, ubound=self.counted, top_id=top)
            self.engine.append_formula(self.total.cnf.clauses)
        elif most > self.counted:
            self.counted = most + COUNT_STEP
            self.total.increase(ubound=self.counted, top_id=self.total.top_id)
            self.engine.append_formula(self.total.cnf.clauses[-self.total.nof_new :])
        return [-self.total.rhs[most]]
