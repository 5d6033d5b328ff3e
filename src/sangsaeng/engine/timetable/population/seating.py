"""Which sets of requests can take place together: a formula in which each request is a choice."""

from collections.abc import Iterable, Sequence

from pysat.card import EncType
from pysat.solvers import Cadical195

from sangsaeng.engine.timetable.population.board import Board
from sangsaeng.engine.timetable.population.formula import Formula

CONFLICTS = 20_000
TRIAL_CONFLICTS = 1_000


class Seats:
    """Says of any set of requests whether they fit the slots together, limits of people aside.

    With ``with_hall`` false the tables of the hall are taken to be enough.
    """

    def __init__(self, board: Board, *, with_hall: bool = True) -> None:
        self.board = board
        formula = Formula(counting=EncType.kmtotalizer)
        self.meets = [{slot: formula.new() for slot in slots} for slots in board.allowed]
        self.chosen = [formula.new() for _ in board.requests]
        for choice, places in zip(self.chosen, self.meets, strict=True):
            literals = list(places.values())
            formula.add(-choice, *literals)
            formula.at_most_one(literals)
            for literal in literals:
                formula.add(-literal, choice)
        self._one_at_a_time(formula)
        self._keep_order(formula)
        if with_hall:
            self._fit_the_hall(formula)
        self.engine = Cadical195(bootstrap_with=formula.clauses)
        self.row_of = {literal: row for row, literal in enumerate(self.chosen)}

    def _one_at_a_time(self, formula: Formula) -> None:
        for rows in self.board.of:
            for slot in range(self.board.problem.slots):
                here = [self.meets[row][slot] for row in rows if slot in self.meets[row]]
                formula.at_most_one(here)

    def _keep_order(self, formula: Formula) -> None:
        for first, then in self.board.precedences:
            for slot, literal in self.meets[then].items():
                earlier = [other for at, other in self.meets[first].items() if at < slot]
                formula.add(-literal, -self.chosen[first], *earlier)

    def _fit_the_hall(self, formula: Formula) -> None:
        for slot, tables in enumerate(self.board.tables):
            held = [places[slot] for places in self.meets if slot in places]
            if tables < len(held):
                formula.at_most(held, tables)

    def seat(self, rows: Iterable[int], *, conflicts: int = CONFLICTS) -> dict[int, int] | None:
        """Return a slot for each of these requests, or None if none was found."""
        wanted = list(rows)
        self.engine.conf_budget(conflicts)
        if not self.engine.solve_limited(assumptions=[self.chosen[row] for row in wanted]):
            return None
        held = {literal for literal in self.engine.get_model() if literal > 0}
        return {
            row: next(slot for slot, literal in self.meets[row].items() if literal in held)
            for row in wanted
        }

    def conflict(self, rows: Sequence[int]) -> list[int] | None:
        """Return requests among these that are proved not to fit together; None if unproved."""
        self.engine.conf_budget(CONFLICTS)
        sat = self.engine.solve_limited(assumptions=[self.chosen[row] for row in rows])
        if sat is not False:
            return None
        core = self.engine.get_core() or []
        for _ in range(3):
            self.engine.conf_budget(CONFLICTS)
            if self.engine.solve_limited(assumptions=core[::-1]) is not False:
                break
            smaller = self.engine.get_core() or []
            if len(smaller) >= len(core):
                break
            core = smaller
        return sorted(self.row_of[literal] for literal in core)
