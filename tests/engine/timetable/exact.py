"""The best value of a small fair by an exact solver that shares nothing with the engine."""

from collections import defaultdict

from ortools.sat.python import cp_model

from sangsaeng.engine.timetable.problem import WEIGHT_UNITS


def most_value(fair):
    """Return what is at best reached: floor, then the two terms of the order, weight in steps."""
    model = cp_model.CpModel()
    seats = _seats(model, fair)
    terms = {
        "floor": sum(_up_to(model, fair, seats, newcomers=True)),
        "suppliers_met": sum(_up_to(model, fair, seats, newcomers=False)),
        "weight": sum(round(asked.weight * WEIGHT_UNITS) * seat for asked, _, seat in seats),
    }
    found = []
    for name in ("floor", *fair.options.order[:2]):
        model.maximize(terms[name])
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        assert solver.solve(model) == cp_model.OPTIMAL
        found.append(round(solver.objective_value))
        model.add(terms[name] >= found[-1])
    return tuple(found)


def _seats(model, fair):
    """Return (request, slot, variable) for every seat that a request can take."""
    buyers = {buyer.id: buyer for buyer in fair.buyers}
    suppliers = {supplier.id: supplier for supplier in fair.suppliers}
    every_slot = frozenset(range(fair.slots))
    seats, of_buyer, of_supplier = [], defaultdict(list), defaultdict(list)
    at_buyer, at_supplier = defaultdict(list), defaultdict(list)
    for asked in fair.requests:
        buyer, supplier = buyers[asked.buyer], suppliers[asked.supplier]
        both = every_slot.intersection(
            *(party.available for party in (buyer, supplier) if party.available is not None)
        )
        own = []
        for slot in sorted(both):
            seat = model.new_bool_var("")
            seats.append((asked, slot, seat))
            own.append(seat)
            at_buyer[buyer, slot].append(seat)
            at_supplier[supplier, slot].append(seat)
            of_buyer[buyer].append(seat)
            of_supplier[supplier].append(seat)
        model.add_at_most_one(own)
    for (buyer, _), taken in at_buyer.items():
        model.add(sum(taken) <= buyer.tables)
    for taken in at_supplier.values():
        model.add_at_most_one(taken)
    for party, taken in (*of_buyer.items(), *of_supplier.items()):
        if party.max_meetings is not None:
            model.add(sum(taken) <= party.max_meetings)
    return seats


def _up_to(model, fair, seats, *, newcomers):
    """Return how many meetings of each supplier count: of newcomers to the floor, else one."""
    counted = []
    for supplier in fair.suppliers:
        most = fair.options.first_timer_floor * supplier.first_timer if newcomers else 1
        held = sum(seat for asked, _, seat in seats if asked.supplier == supplier.id)
        count = model.new_int_var(0, most, "")
        model.add(count <= held)
        counted.append(count)
    return counted
