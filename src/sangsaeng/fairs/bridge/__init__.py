"""The one door to the engine: a fair's rows become a problem, its answer becomes a plan."""

from sangsaeng.fairs.bridge.one_population import OnePopulation
from sangsaeng.fairs.bridge.plans import (
    Announced,
    Bound,
    FairProblem,
    Figures,
    Left,
    Moved,
    Placed,
    Plan,
    Repaired,
)
from sangsaeng.fairs.bridge.rows import FairRows, read_rows
from sangsaeng.fairs.bridge.running import repaired
from sangsaeng.fairs.bridge.two_sided import TwoSided
from sangsaeng.fairs.models import Fair, Meeting, Population
from sangsaeng.fairs.refusals.planning import CannotBeAdapted

__all__ = [
    "Announced",
    "Bound",
    "FairProblem",
    "FairRows",
    "Figures",
    "Left",
    "Moved",
    "Placed",
    "Plan",
    "Repaired",
    "adaptable",
    "placed_of",
    "problem_of",
    "read_rows",
    "repaired",
]


def problem_of(fair: Fair) -> FairProblem:
    """Turn the fair's rows into an engine problem, or refuse with what is missing."""
    rows = read_rows(fair)
    rows.refuse_emptiness()
    return OnePopulation.of(rows) if fair.population == Population.ONE else TwoSided.of(rows)


def adaptable(problem: FairProblem) -> TwoSided:
    """Return the problem as one that can keep an earlier timetable's meetings, or refuse."""
    if not isinstance(problem, TwoSided):
        raise CannotBeAdapted
    return problem


def placed_of(meetings: list[Meeting]) -> list[Placed]:
    """Return stored meetings as placed requests."""
    return [
        Placed(meeting.request, meeting.slot, meeting.table, meeting.booked_at)
        for meeting in meetings
    ]
