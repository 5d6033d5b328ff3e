"""OR-Tools CP-SAT for one population: all meetings placed with the fewest breaks."""

from importlib import import_module
from time import perf_counter
from typing import Any

from sangsaeng.cli.bench.peers.fair import Result
from sangsaeng.engine.timetable.population import PopulationProblem

WORKERS = 2


def solve(problem: PopulationProblem, limit: float) -> Result:
    """Minimize breaks within the time limit; the bound is what CP-SAT proves."""
    cp_model = import_module("ortools.sat.python.cp_model")
    began = perf_counter()
    model = cp_model.CpModel()
    meets = _state_meetings(model, problem)
    breaks = [_count_breaks(model, problem, meets, one.id) for one in problem.participants]
    if problem.max_break_difference is not None:
        least, most = (model.new_int_var(0, problem.slots, "") for _ in range(2))
        for own in breaks:
            model.add(sum(own) >= least)
            model.add(sum(own) <= most)
        model.add(most - least <= problem.max_break_difference)
    model.minimize(sum(sum(own) for own in breaks))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = limit
    solver.parameters.num_workers = WORKERS
    status = solver.solve(model)
    seconds = perf_counter() - began
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    slot_of = {
        row: slot
        for row, slots in enumerate(meets)
        for slot, literal in slots.items()
        if found and solver.boolean_value(literal)
    }
    return Result(slot_of, seconds, solver.best_objective_bound, solver.status_name(status))


def _state_meetings(model: Any, problem: PopulationProblem) -> list[dict[int, Any]]:
    every = frozenset(range(problem.slots))
    available = {one.id: one.available or every for one in problem.participants}
    meets = []
    for asked in problem.requests:
        usable = available[asked.between[0]] & available[asked.between[1]] & (asked.slots or every)
        usable = usable if asked.slot is None else usable & {asked.slot}
        meets.append({slot: model.new_bool_var("") for slot in sorted(usable)})
        model.add_exactly_one(meets[-1].values())
    for slot in range(problem.slots):
        tables = problem.tables[slot] if isinstance(problem.tables, tuple) else problem.tables
        if tables is not None:
            model.add(sum(slots[slot] for slots in meets if slot in slots) <= tables)
    for first, then in problem.precedences:
        at = [sum(s * x for s, x in meets[row].items()) for row in (first, then)]
        model.add(at[0] < at[1])
    return meets


def _count_breaks(
    model: Any, problem: PopulationProblem, meets: list[dict[int, Any]], name: str
) -> list[Any]:
    """Return a Boolean per slot: a break of this participant begins there."""
    rows = [row for row, asked in enumerate(problem.requests) if name in asked.between]
    busy, begun, left = ([model.new_bool_var("") for _ in range(problem.slots)] for _ in range(3))
    for slot in range(problem.slots):
        model.add(sum(meets[row][slot] for row in rows if slot in meets[row]) == busy[slot])
    model.add(sum(busy) == len(rows))
    for row, ahead in ((begun, 1), (left, -1)):
        order = range(problem.slots)[::ahead]
        for slot in order:
            before = [row[slot - ahead]] if slot != order[0] else []
            model.add_bool_or([*before, busy[slot]]).only_enforce_if(row[slot])
            for cause in (*before, busy[slot]):
                model.add_implication(cause, row[slot])
    breaks = []
    for slot in range(1, problem.slots - 1):
        breaks.append(model.new_bool_var(""))
        model.add_bool_or(~busy[slot - 1], busy[slot], ~left[slot + 1], breaks[-1])
        for cause in (busy[slot - 1], ~busy[slot], left[slot + 1]):
            model.add_implication(breaks[-1], cause)
    return breaks
