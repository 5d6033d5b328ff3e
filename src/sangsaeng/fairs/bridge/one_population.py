"""A fair in which anybody may meet anybody, at tables that belong to nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sangsaeng.engine import timetable as engine
from sangsaeng.engine.timetable.population.answer import (
    PopulationAnswer,
    PopulationBound,
    PopulationMeeting,
    PopulationObjective,
    PopulationUnplaced,
)
from sangsaeng.engine.timetable.population.checking import check_population
from sangsaeng.engine.timetable.population.problem import PopulationProblem
from sangsaeng.engine.timetable.population.reading import population_from_json
from sangsaeng.fairs.bridge.faults import (
    POPULATION_VIOLATIONS,
    forbidden_in_words,
    in_words,
    population_violation_in_words,
)
from sangsaeng.fairs.bridge.measuring import figures_of, lost
from sangsaeng.fairs.bridge.plans import Bound, Figures, Left, Placed, Plan
from sangsaeng.fairs.bridge.rows import FairRows, Pair, fingerprint, presence_of
from sangsaeng.fairs.models import Table
from sangsaeng.fairs.refusals.planning import CannotBePlanned
from sangsaeng.fairs.weights import SCALE


@dataclass(frozen=True)
class OnePopulation:
    """The rows of a one-population fair and the engine problem made of them.

    The engine knows no forbidden pairs here: their requests are left out, and explained by us.
    """

    rows: FairRows
    problem: PopulationProblem
    digest: str

    @classmethod
    def of(cls, rows: FairRows) -> "OnePopulation":
        """Make the engine problem of the rows, or refuse with the first contradiction in words."""
        plain = _plain(rows)
        try:
            problem = population_from_json(plain)
        except engine.InvalidProblem as invalid:
            raise CannotBePlanned(fault=in_words(invalid.faults[0], rows, plain)) from invalid
        return cls(rows, problem, fingerprint(plain | {"forbidden": sorted(rows.forbidden)}))

    def plan(self) -> Plan:
        """Plan the fair."""
        from sangsaeng.engine.timetable.population.planning import plan_population

        answer = plan_population(self.problem)
        placed = tuple(
            Placed(
                self.rows.requests[meeting.between],
                self.rows.slots[meeting.slot],
                self._tables[meeting.table - 1],
            )
            for meeting in answer.meetings
        )
        bound = answer.bound
        return Plan(
            placed=placed,
            left=(*self._left(answer.unplaced), *self._kept_apart()),
            figures=figures_of(self.rows, placed),
            bound=Bound(
                bound.participants_met, round(bound.weight * SCALE), bound.idle, bound.exact
            ),
        )

    def figures(self, placed: Sequence[Placed]) -> Figures:
        """Return what a given set of meetings reaches."""
        return figures_of(self.rows, placed)

    def explain(self, placed: Sequence[Placed]) -> tuple[Left, ...]:
        """Return why each request without a meeting is left, given the others' meetings."""
        from sangsaeng.engine.timetable.population.board import lay_out
        from sangsaeng.engine.timetable.population.explaining import explain_unplaced

        board = lay_out(self.problem)
        row = {asked.between: number for number, asked in enumerate(board.requests)}
        slot_of = {row[_pair(one)]: self.rows.number[one.slot.pk] for one in placed}
        return (*self._left(explain_unplaced(board, slot_of)), *self._kept_apart())

    def violations(self, placed: Sequence[Placed]) -> list[str]:
        """Return in words what the meetings violate, by the engine's independent checker."""
        wrong = lost(self.rows, placed) or [
            forbidden_in_words(one.request) for one in placed if _pair(one) in self.rows.forbidden
        ]
        if wrong:
            return wrong
        found = check_population(self.problem, self._as_engine(placed))
        return [
            population_violation_in_words(one, self.rows)
            for one in found
            if one.code in POPULATION_VIOLATIONS
        ]

    @property
    def _tables(self) -> list[Table]:
        return self.rows.in_order

    def _left(self, unplaced: Sequence[PopulationUnplaced]) -> tuple[Left, ...]:
        return tuple(
            Left(self.rows.requests[one.between], one.reason, _facts(dict(one.facts)))
            for one in unplaced
        )

    def _kept_apart(self) -> tuple[Left, ...]:
        return tuple(
            Left(request, "forbidden", {})
            for pair, request in self.rows.requests.items()
            if pair in self.rows.forbidden
        )

    def _as_engine(self, placed: Sequence[Placed]) -> PopulationAnswer:
        """Return the meetings as an answer whose claims about itself are not to be checked."""
        table = {one.pk: number for number, one in enumerate(self._tables, start=1)}
        pairs = {_pair(one) for one in placed}
        return PopulationAnswer(
            tuple(
                PopulationMeeting(_pair(one), self.rows.number[one.slot.pk], table[one.table.pk])
                for one in placed
            ),
            PopulationObjective(participants_met=0, meetings=0, weight=0.0, breaks=0, gaps=0),
            PopulationBound(0, 0.0, exact=False, gap=0.0, idle=0, idle_exact=False),
            tuple(
                PopulationUnplaced(asked.between, "")
                for asked in self.problem.requests
                if asked.between not in pairs
            ),
        )


def _pair(placed: Placed) -> Pair:
    return placed.request.buyer.code, placed.request.supplier.code


def _facts(facts: dict[str, Any]) -> dict[str, Any]:
    """Name rival meetings the way a two-sided fair does, so that there is one way to read them."""
    if "by" in facts:
        facts["meetings"] = [
            {"buyer": buyer, "supplier": supplier} for buyer, supplier in facts.pop("by")
        ]
    return facts


def _plain(rows: FairRows) -> dict[str, Any]:
    """Return the problem in the engine's JSON form."""
    return {
        "slots": len(rows.slots),
        "days": rows.first_slots,
        "tables": [rows.tables_at(slot) for slot in range(len(rows.slots))]
        if rows.lost_from
        else len(rows.tables),
        "participants": [{"id": one.code, **presence_of(rows, one)} for one in rows.asked],
        "requests": [
            {
                "between": list(pair),
                "weight": rows.weight(request),
                "slot": rows.pinned_slot(request),
            }
            for pair, request in rows.requests.items()
            if pair not in rows.forbidden
        ],
    }
