"""CBC through PuLP: the same mixed-integer model as for HiGHS."""

from importlib import import_module
from itertools import chain
from time import perf_counter

from sangsaeng.cli.bench.peers.fair import Fair, Result


def solve(fair: Fair, limit: float) -> Result:
    """Maximize first meetings and weight over request × slot within the time limit."""
    pulp = import_module("pulp")
    began = perf_counter()
    model = pulp.LpProblem("fair", pulp.LpMaximize)
    takes = [
        {slot: model.add_variable(f"x{row}_{slot}", cat="Binary") for slot in slots}
        for row, slots in enumerate(fair.slots)
    ]
    met = [model.add_variable(f"m{one}", cat="Binary") for one in range(len(fair.supplier_limit))]
    weighed = zip(fair.weight, takes, strict=True)
    model += pulp.lpSum([fair.first_meeting * one for one in met]) + pulp.lpSum(
        [weight * take for weight, slots in weighed for take in slots.values()]
    )
    for slots in takes:
        model += pulp.lpSum(slots.values()) <= 1
    for one, rows, most in zip(met, fair.of_supplier, fair.supplier_limit, strict=True):
        mine = pulp.lpSum(chain.from_iterable(takes[row].values() for row in rows))
        model += mine <= most
        model += mine >= one
        for slot in range(fair.problem.slots):
            model += pulp.lpSum(takes[row][slot] for row in rows if slot in takes[row]) <= 1
    limits = zip(fair.of_buyer, fair.tables, fair.buyer_limit, strict=True)
    for rows, tables, most in limits:
        model += pulp.lpSum(chain.from_iterable(takes[row].values() for row in rows)) <= most
        for slot in range(fair.problem.slots):
            model += pulp.lpSum(takes[row][slot] for row in rows if slot in takes[row]) <= tables
    bundled = pulp.PULP_CBC_CMD.pulp_cbc_path
    model.solve(pulp.COIN_CMD(path=bundled, msg=False, timeLimit=limit, gapRel=0.0))
    slot_of = {
        row: slot
        for row, slots in enumerate(takes)
        for slot, take in slots.items()
        if (take.value() or 0) > 0.5  # noqa: PLR2004 -- rounds
    }
    return Result(slot_of, perf_counter() - began, note=pulp.LpStatus[model.status])
