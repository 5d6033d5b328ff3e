"""A fair of buyers at their tables and suppliers who go from table to table."""

from collections.abc import Sequence
from dataclasses import dataclass

from sangsaeng.engine import timetable as engine
from sangsaeng.fairs.bridge.faults import in_words, violation_in_words
from sangsaeng.fairs.bridge.keeping import still_allowed
from sangsaeng.fairs.bridge.measuring import figures_of, lost
from sangsaeng.fairs.bridge.plans import Figures, Left, Placed, Plan
from sangsaeng.fairs.bridge.rows import FairRows
from sangsaeng.fairs.bridge.translating import (
    as_engine,
    bound_of,
    digest_of,
    left_of,
    lost_tables,
    placed_in,
    plain_of,
)
from sangsaeng.fairs.refusals.planning import CannotBePlanned
from sangsaeng.fairs.weights import SCALE

UNTOLD = engine.Objective(-1, -1, -1.0, -1, -1)
UNBOUND = engine.Bound(-1, -1.0, exact=False, gap=0.0, gaps=0, gaps_exact=False)


@dataclass(frozen=True)
class TwoSided:
    """The rows of a two-sided fair and the engine problem made of them."""

    rows: FairRows
    problem: engine.Problem
    digest: str

    @classmethod
    def of(cls, rows: FairRows) -> "TwoSided":
        """Make the engine problem of the rows, or refuse with the first contradiction in words."""
        plain = plain_of(rows)
        try:
            problem = engine.problem_from_json(plain)
        except engine.InvalidProblem as invalid:
            raise CannotBePlanned(fault=in_words(invalid.faults[0], rows, plain)) from invalid
        return cls(rows, problem, digest_of(rows))

    def plan(self) -> Plan:
        """Plan the fair."""
        lost = lost_tables(self.rows)
        answer = (
            engine.repair(self.problem, engine.Running(now=-1, lost_tables=lost)).answer
            if lost
            else engine.plan(self.problem)
        )
        return Plan(
            placed=tuple(self._placed(meeting) for meeting in answer.meetings),
            left=self._left(answer.unplaced),
            figures=_figures(answer.objective),
            bound=bound_of(answer),
        )

    def adapt(self, placed: Sequence[Placed]) -> Plan:
        """Leave earlier meetings where they are as far as the rows allow, and fill what is free."""
        told = self._as_engine(still_allowed(self.rows, placed))
        running = engine.Running(now=-1, meetings=told, lost_tables=lost_tables(self.rows))
        answer = engine.repair(self.problem, running).answer
        figures = _figures(answer.objective)
        return Plan(
            placed=tuple(self._placed(meeting) for meeting in answer.meetings),
            left=self._left(engine.explain(self.problem, answer.meetings)),
            figures=figures,
            # The engine bounds what keeps the same meetings; an officer asks what is possible.
            bound=self.plan().bound.beside(figures),
        )

    def figures(self, placed: Sequence[Placed]) -> Figures:
        """Return what a given set of meetings reaches."""
        return figures_of(self.rows, placed)

    def explain(self, placed: Sequence[Placed]) -> tuple[Left, ...]:
        """Return why each request without a meeting is left, given the others' meetings."""
        return self._left(engine.explain(self.problem, self._as_engine(placed)))

    def violations(self, placed: Sequence[Placed]) -> list[str]:
        """Return in words what the meetings violate, by the engine's independent checker."""
        gone = lost(self.rows, placed)
        if gone:
            return gone
        answer = engine.Answer(self._as_engine(placed), UNTOLD, UNBOUND, ())
        found = engine.check(self.problem, answer)
        return [violation_in_words(violation, self.rows) for violation in found]

    def _placed(self, meeting: engine.Meeting) -> Placed:
        return placed_in(self.rows, meeting)

    def _left(self, unplaced: Sequence[engine.Unplaced]) -> tuple[Left, ...]:
        return left_of(self.rows, unplaced)

    def _as_engine(self, placed: Sequence[Placed]) -> tuple[engine.Meeting, ...]:
        return as_engine(self.rows, placed)


def _figures(objective: engine.Objective) -> Figures:
    return Figures(
        objective.suppliers_met,
        objective.meetings,
        round(objective.weight * SCALE),
        objective.gaps,
    )
