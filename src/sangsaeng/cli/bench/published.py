"""The published fairs: each solved by our engine and by CP-SAT, each in a process of its own."""

import csv
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter
from typing import Any

from sangsaeng.cli.bench.measuring import measure_apart
from sangsaeng.engine.timetable.population import (
    PopulationAnswer,
    PopulationBound,
    PopulationMeeting,
    PopulationObjective,
    PopulationProblem,
    PopulationUnplaced,
    check_population,
    population_from_dzn,
)
from sangsaeng.engine.timetable.population.board import number_tables
from sangsaeng.engine.timetable.population.checking import idle_of_each

BEST_KNOWN = "best_known.csv"


def compare_published(
    folder: Path, limit: float, tell: Callable[[str], None]
) -> list[dict[str, Any]]:
    """Solve every ``.dzn`` file of a folder with both; best known values come from its CSV file."""
    known = best_known(folder)
    rows = []
    for path in sorted(folder.glob("*.dzn")):
        name = path.name.split(".")[0]
        row: dict[str, Any] = {"instance": path.stem, "best_known": known.get(name)}
        for method in ("ours", "cp-sat"):
            tell(f"{path.stem}: {method}")
            task = {"instance": str(path), "method": method, "limit": limit}
            # Our own search counts conflicts, not seconds: it is given all the time it needs.
            row[method] = measure_apart(task, limit if method == "cp-sat" else 100 * limit)
        rows.append(row)
    return rows


def best_known(folder: Path) -> Mapping[str, int]:
    """Read the best known break counts of a folder: rows of name (up to its first dot) and number."""
    path = folder / BEST_KNOWN
    if not path.exists():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.reader(lines) if len(row) > 1]
    return {row[0].strip().split(".")[0]: int(row[1]) for row in rows if row[1].strip().isdigit()}


def measure_published(path: Path, method: str, limit: float) -> dict[str, Any]:
    """Solve one published fair and check the result."""
    problem = population_from_dzn(path.read_text(encoding="utf-8"))
    return _with_cp_sat(problem, limit) if method == "cp-sat" else _with_ours(problem)


def _with_ours(problem: PopulationProblem) -> dict[str, Any]:
    # Not at the top: a peer must not carry our libraries.
    from sangsaeng.engine.timetable.population.planning import plan_population

    began = perf_counter()
    answer = plan_population(problem)
    return {
        "seconds": perf_counter() - began,
        "breaks": answer.objective.breaks if answer.feasible else None,
        "least": answer.bound.idle,
        "proved": answer.bound.idle_exact and answer.feasible,
        "obstacles": [one.code for one in answer.obstacles],
        "violations": len(check_population(problem, answer)),
    }


def _with_cp_sat(problem: PopulationProblem, limit: float) -> dict[str, Any]:
    from sangsaeng.cli.bench.peers.population_cp_sat import solve

    result = solve(problem, limit)
    answer = _as_answer(problem, result.slot_of)
    return {
        "seconds": result.seconds,
        "breaks": answer.objective.breaks if result.slot_of else None,
        "least": result.bound,
        "proved": result.note in ("OPTIMAL", "INFEASIBLE"),
        "note": result.note,
        "violations": len(check_population(problem, answer)) if result.slot_of else 0,
    }


def _as_answer(problem: PopulationProblem, slot_of: dict[int, int]) -> PopulationAnswer:
    """Describe a peer's slots by what the independent count finds in them."""
    rows = sorted(slot_of)
    tables = number_tables([slot_of[row] for row in rows])
    meetings = tuple(
        PopulationMeeting(problem.requests[row].between, slot_of[row], table)
        for row, table in zip(rows, tables, strict=True)
    )
    runs = [run for own in idle_of_each(problem, meetings).values() for run in own]
    met = len({name for meeting in meetings for name in meeting.between})
    weight = sum(problem.requests[row].weight for row in rows)
    left = [asked for row, asked in enumerate(problem.requests) if row not in slot_of]
    return PopulationAnswer(
        meetings,
        PopulationObjective(met, len(meetings), weight, len(runs), sum(runs)),
        PopulationBound(met, weight, exact=False, gap=0.0, idle=0, idle_exact=False),
        tuple(PopulationUnplaced(asked.between, "outranked") for asked in left),
    )
