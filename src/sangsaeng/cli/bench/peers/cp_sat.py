"""OR-Tools CP-SAT: one Boolean model of the whole fair."""

from importlib import import_module
from itertools import chain
from time import perf_counter

from sangsaeng.cli.bench.peers.fair import Fair, Result

WORKERS = 2


def solve(fair: Fair, limit: float) -> Result:
    """Maximize first meetings and weight over request × slot within the time limit."""
    cp_model = import_module("ortools.sat.python.cp_model")
    began = perf_counter()
    model = cp_model.CpModel()
    takes = [{slot: model.new_bool_var("") for slot in slots} for slots in fair.slots]
    for slots in takes:
        model.add_at_most_one(slots.values())
    met = []
    for rows, most in zip(fair.of_supplier, fair.supplier_limit, strict=True):
        for slot in range(fair.problem.slots):
            model.add_at_most_one(takes[row][slot] for row in rows if slot in takes[row])
        mine = list(chain.from_iterable(takes[row].values() for row in rows))
        model.add(sum(mine) <= most)
        met.append(model.new_bool_var(""))
        model.add(sum(mine) >= met[-1])
    limits = zip(fair.of_buyer, fair.tables, fair.buyer_limit, strict=True)
    for rows, tables, most in limits:
        for slot in range(fair.problem.slots):
            model.add(sum(takes[row][slot] for row in rows if slot in takes[row]) <= tables)
        model.add(sum(chain.from_iterable(takes[row].values() for row in rows)) <= most)
    weighed = zip(fair.weight, takes, strict=True)
    model.maximize(
        fair.first_meeting * sum(met)
        + sum(weight * take for weight, slots in weighed for take in slots.values())
    )
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = limit
    solver.parameters.num_workers = WORKERS
    status = solver.solve(model)
    seconds = perf_counter() - began
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    slot_of = {
        row: slot
        for row, slots in enumerate(takes)
        for slot, take in slots.items()
        if found and solver.boolean_value(take)
    }
    bound = solver.best_objective_bound
    return Result(slot_of, seconds, bound=bound, note=solver.status_name(status))
