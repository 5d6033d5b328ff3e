"""HiGHS: one mixed-integer model of the whole fair, or its linear relaxation."""

from importlib import import_module
from itertools import chain
from time import perf_counter
from typing import Any

import numpy as np

from sangsaeng.cli.bench.peers.fair import Fair, Result


def solve(fair: Fair, limit: float) -> Result:
    """Solve to optimality, or to the limit."""
    return _solve(fair, limit, relaxed=False)


def bound(fair: Fair, limit: float) -> Result:
    """Solve the linear relaxation alone: no timetable, but a bound."""
    return _solve(fair, limit, relaxed=True)


def _solve(fair: Fair, limit: float, *, relaxed: bool) -> Result:
    """Maximize first meetings and weight over request × slot, under the capacity of every cell."""
    highspy = import_module("highspy")
    began = perf_counter()
    cells = [(row, slot) for row, slots in enumerate(fair.slots) for slot in slots]
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("time_limit", float(limit))
    model.setOptionValue("mip_rel_gap", 0.0)
    model.passModel(_model(highspy, fair, cells, relaxed=relaxed))
    model.run()
    seconds = perf_counter() - began
    status = model.modelStatusToString(model.getModelStatus())
    info = model.getInfo()
    if relaxed:
        return Result({}, seconds, bound=info.objective_function_value, note=status)
    values = np.array(model.getSolution().col_value[: len(cells)])
    has_solution = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    slot_of = (
        dict(cells[number] for number in np.flatnonzero(values > 0.5))  # noqa: PLR2004 -- rounds
        if has_solution
        else {}
    )
    return Result(slot_of, seconds, bound=info.mip_dual_bound, note=status)


def _model(highspy: Any, fair: Fair, cells: list[tuple[int, int]], *, relaxed: bool) -> Any:
    """State the columns (cells, then suppliers met) and the rows that bound them."""
    entries, most = _rows(fair, cells)
    columns = len(cells) + len(fair.supplier_limit)
    worth = [fair.weight[row] for row, _ in cells]
    worth += [fair.first_meeting] * len(fair.supplier_limit)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = columns, len(most)
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = np.array(worth, dtype=np.float64)
    model.col_lower_, model.col_upper_ = np.zeros(columns), np.ones(columns)
    model.row_lower_ = np.full(len(most), -highspy.kHighsInf)
    model.row_upper_ = np.array(most, dtype=np.float64)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *map(len, entries)])
    model.a_matrix_.index_ = np.fromiter((at for row in entries for at, _ in row), dtype=np.int32)
    model.a_matrix_.value_ = np.fromiter((by for row in entries for _, by in row), dtype=np.float64)
    if not relaxed:
        model.integrality_ = [highspy.HighsVarType.kInteger] * columns
    return model


def _rows(
    fair: Fair, cells: list[tuple[int, int]]
) -> tuple[list[list[tuple[int, float]]], list[int]]:
    """List every row as (column, coefficient) entries, with the most it may come to."""
    slots, first_met = fair.problem.slots, len(cells)
    once: list[list[int]] = [[] for _ in fair.weight]
    at_buyer: list[list[int]] = [[] for _ in range(len(fair.tables) * slots)]
    at_supplier: list[list[int]] = [[] for _ in range(len(fair.supplier_limit) * slots)]
    for number, (row, slot) in enumerate(cells):
        once[row].append(number)
        at_buyer[fair.buyer[row] * slots + slot].append(number)
        at_supplier[fair.supplier[row] * slots + slot].append(number)
    of_buyer = [list(chain.from_iterable(once[row] for row in rows)) for rows in fair.of_buyer]
    of_supplier = [
        list(chain.from_iterable(once[row] for row in rows)) for rows in fair.of_supplier
    ]
    sums = [*once, *at_buyer, *at_supplier, *of_buyer, *of_supplier]
    most = [1] * len(once)
    most += [tables for tables in fair.tables for _ in range(slots)]
    most += [1] * len(at_supplier) + fair.buyer_limit + fair.supplier_limit
    entries = [[(number, 1.0) for number in columns] for columns in sums]
    for supplier, columns in enumerate(of_supplier):
        entries.append([*((number, -1.0) for number in columns), (first_met + supplier, 1.0)])
        most.append(0)
    return entries, most
