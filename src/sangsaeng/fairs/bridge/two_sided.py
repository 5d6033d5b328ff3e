"""A fair of buyers at their tables and suppliers who go from table to table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sangsaeng.engine import timetable as engine
from sangsaeng.fairs.bridge.faults import in_words, violation_in_words
from sangsaeng.fairs.bridge.keeping import still_allowed
from sangsaeng.fairs.bridge.measuring import figures_of, lost
from sangsaeng.fairs.bridge.plans import Bound, Figures, Left, Placed, Plan
from sangsaeng.fairs.bridge.rows import FairRows, fingerprint
from sangsaeng.fairs.models import Order, Request, Side
from sangsaeng.fairs.refusals import CannotBePlanned
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
        plain = _plain(rows)
        try:
            problem = engine.problem_from_json(plain)
        except engine.InvalidProblem as invalid:
            raise CannotBePlanned(fault=in_words(invalid.faults[0], rows, plain)) from invalid
        return cls(rows, problem, fingerprint(plain))

    def plan(self) -> Plan:
        """Plan the fair."""
        answer = engine.plan(self.problem)
        bound = answer.bound
        return Plan(
            placed=tuple(self._placed(meeting) for meeting in answer.meetings),
            left=self._left(answer.unplaced),
            figures=_figures(answer.objective),
            bound=Bound(bound.suppliers_met, round(bound.weight * SCALE), bound.gaps, bound.exact),
        )

    def adapt(self, placed: Sequence[Placed]) -> Plan:
        """Leave earlier meetings where they are as far as the rows allow, and fill what is free."""
        told = self._as_engine(still_allowed(self.rows, placed))
        answer = engine.repair(self.problem, engine.Running(now=-1, meetings=told)).answer
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
        return Placed(
            self.rows.requests[meeting.buyer, meeting.supplier],
            self.rows.slots[meeting.slot],
            self.rows.tables_of[meeting.buyer][meeting.table - 1],
        )

    def _left(self, unplaced: Sequence[engine.Unplaced]) -> tuple[Left, ...]:
        return tuple(
            Left(self.rows.requests[one.buyer, one.supplier], one.reason, dict(one.facts))
            for one in unplaced
        )

    def _as_engine(self, placed: Sequence[Placed]) -> tuple[engine.Meeting, ...]:
        place = {
            table.pk: index
            for tables in self.rows.tables_of.values()
            for index, table in enumerate(tables, start=1)
        }
        return tuple(
            engine.Meeting(
                one.request.buyer.code,
                one.request.supplier.code,
                self.rows.number[one.slot.pk],
                place[one.table.pk],
            )
            for one in placed
        )


def _figures(objective: engine.Objective) -> Figures:
    return Figures(
        objective.suppliers_met,
        objective.meetings,
        round(objective.weight * SCALE),
        objective.gaps,
    )


def _plain(rows: FairRows) -> dict[str, Any]:
    """Return the problem in the engine's JSON form."""
    fair = rows.fair
    asked = {one.code for one in rows.asked}
    return {
        "slots": len(rows.slots),
        "days": rows.first_slots,
        "buyers": [
            {
                "id": one.code,
                "tables": len(rows.tables_of.get(one.code, ())),
                "available": rows.available(one),
                "max_meetings": rows.limit(one),
            }
            for one in rows.asked
            if one.side == Side.BUYER
        ],
        "suppliers": [
            {
                "id": one.code,
                "available": rows.available(one),
                "max_meetings": rows.limit(one),
                "first_timer": one.is_first_timer,
            }
            for one in rows.asked
            if one.side == Side.SUPPLIER
        ],
        "requests": [_request(rows, request) for request in rows.requests.values()],
        "forbidden": [
            {"buyer": buyer, "supplier": supplier}
            for buyer, supplier in sorted(rows.forbidden)
            if {buyer, supplier} <= asked
        ],
        "options": {
            "order": ["weight", "suppliers_met", "gaps"]
            if fair.order == Order.WEIGHT_FIRST
            else ["suppliers_met", "weight", "gaps"],
            "first_timer_floor": fair.first_timer_floor,
        },
    }


def _request(rows: FairRows, request: Request) -> dict[str, Any]:
    return {
        "buyer": request.buyer.code,
        "supplier": request.supplier.code,
        "weight": rows.weight(request),
        "slot": rows.pinned_slot(request),
    }
