"""The last gap of a small fair, closed by an exact solver: the optimum and its proof."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from math import gcd

import numpy as np
from ortools.sat.python import cp_model

from sangsaeng.engine.timetable.board import Board
from sangsaeng.engine.timetable.seating import NONE, Seats, seat, unseat

MOST_SEATS = 1_500
MOST_WORK = 0.5


def close_exactly(board: Board, seats: Seats) -> bool:
    """Replace the seats by better ones if there are any; say if it is proved that none are better.

    Parameters
    ----------
    board : Board
        The fair.
    seats : Seats
        Seats found so far, from which the solver starts; changed in place.

    Returns
    -------
    bool
        Whether the seats are now proved optimal but for idle slots.

    Notes
    -----
    One worker of CP-SAT with a limit on work, not on time, so that every machine goes as far.
    Fairs with more than 1,500 possible seats are left as they are.

    Examples
    --------
    >>> from sangsaeng.engine.timetable import Buyer, Problem, Request, Supplier
    >>> from sangsaeng.engine.timetable.board import lay_out
    >>> from sangsaeng.engine.timetable.seating import empty_seats
    >>> fair = Problem(1, (Buyer("B"),), (Supplier("S"),), (Request("B", "S"),))
    >>> board = lay_out(fair).board
    >>> seats = empty_seats(board)
    >>> close_exactly(board, seats), seats.slot.tolist()
    (True, [0])
    """
    possible = _possible_seats(board)
    if len(possible) > MOST_SEATS or _is_too_fine(board):
        return False
    model = cp_model.CpModel()
    variables = {place: model.new_bool_var("") for place in possible}
    _constrain(model, board, variables)
    model.maximize(_objective(model, board, variables))
    for (request, slot), variable in variables.items():
        model.add_hint(variable, int(seats.slot[request] == slot))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = MOST_WORK
    status = solver.solve(model)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        _sit_as(board, seats, [place for place in possible if solver.value(variables[place])])
    return bool(status == cp_model.OPTIMAL)


def _possible_seats(board: Board) -> list[tuple[int, int]]:
    open_slots = board.present[board.supplier] & (board.places[board.buyer] > 0)
    open_slots &= board.wanted[:, None]
    slots = np.arange(board.slots)
    open_slots &= (board.fixed[:, None] == NONE) | (board.fixed[:, None] == slots)
    return [(int(request), int(slot)) for request, slot in np.argwhere(open_slots)]


def _is_too_fine(board: Board) -> bool:
    """Say whether the terms, ranked in one number, could exceed 62 bits."""
    suppliers = len(board.supplier_limit)
    return (int(board.weight.sum()) + 1) * (suppliers + 1) * (int(board.floor.sum()) + 2) > 1 << 62


Variables = dict[tuple[int, int], cp_model.IntVar]


def _grouped(
    variables: Variables, key: Callable[[int, int], tuple[int, int]]
) -> Mapping[tuple[int, int], list[cp_model.IntVar]]:
    groups: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
    for (request, slot), variable in variables.items():
        groups[key(request, slot)].append(variable)
    return groups


def _constrain(model: cp_model.CpModel, board: Board, variables: Variables) -> None:
    buyer, supplier = board.buyer.tolist(), board.supplier.tolist()
    for (request, _), own in _grouped(variables, lambda r, _: (r, 0)).items():
        if board.fixed[request] == NONE:
            model.add_at_most_one(own)
        else:
            model.add_exactly_one(own)
    for taken in _grouped(variables, lambda r, slot: (supplier[r], slot)).values():
        model.add_at_most_one(taken)
    for place, taken in _grouped(variables, lambda r, slot: (buyer[r], slot)).items():
        model.add(sum(taken) <= int(board.places[place]))
    for (index, _), held in _grouped(variables, lambda r, _: (buyer[r], 0)).items():
        model.add(sum(held) <= int(board.buyer_limit[index]))
    for (index, _), held in _grouped(variables, lambda r, _: (supplier[r], 0)).items():
        model.add(sum(held) <= int(board.supplier_limit[index]))


def _objective(model: cp_model.CpModel, board: Board, variables: Variables) -> cp_model.LinearExpr:
    """Return one number that ranks the terms in their order, whatever the whole exchange."""
    supplier = board.supplier.tolist()
    step = max(gcd(*board.weight.tolist()), 1)
    weights = (board.weight // step).tolist()
    weight = sum(weights[request] * seat for (request, _), seat in variables.items())
    met: list[cp_model.IntVar] = []
    floor: list[cp_model.IntVar] = []
    for (index, _), held in _grouped(variables, lambda r, _: (supplier[r], 0)).items():
        for counted, most in ((met, 1), (floor, int(board.floor[index]))):
            count = model.new_int_var(0, most, "")
            model.add(count <= sum(held))
            counted.append(count)
    suppliers, most_weight = len(board.supplier_limit), sum(weights)
    if board.scale[1] == 1:
        first, second = weight * (suppliers + 1), sum(met)
    else:
        first, second = sum(met) * (most_weight + 1), weight
    return cp_model.LinearExpr.sum(
        [sum(floor) * (suppliers + 1) * (most_weight + 1), first, second]
    )


def _sit_as(board: Board, seats: Seats, places: Sequence[tuple[int, int]]) -> None:
    for request in np.flatnonzero(seats.slot != NONE).tolist():
        unseat(board, seats, request)
    for request, slot in places:
        seat(board, seats, request, slot)
