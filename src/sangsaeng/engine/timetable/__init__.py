"""Requests and slots in, the best timetable out: with its proof, its reasons and its repair."""

from importlib import import_module
from typing import TYPE_CHECKING

from sangsaeng.engine.timetable.answer import (
    Answer,
    Bound,
    Meeting,
    Move,
    Objective,
    RepairAnswer,
    Unplaced,
)
from sangsaeng.engine.timetable.faults import Fault, InvalidProblem
from sangsaeng.engine.timetable.problem import (
    Absence,
    Buyer,
    LostTables,
    Options,
    Pair,
    Problem,
    Request,
    Running,
    Supplier,
)
from sangsaeng.engine.timetable.reading import (
    answer_from_json,
    problem_from_json,
    running_from_json,
)

if TYPE_CHECKING:
    from sangsaeng.engine.timetable.checking import Violation, check
    from sangsaeng.engine.timetable.explaining import explain
    from sangsaeng.engine.timetable.planning import plan
    from sangsaeng.engine.timetable.rechecking import check_repair
    from sangsaeng.engine.timetable.repairing import repair
    from sangsaeng.engine.timetable.warming import warm

__all__ = [
    "Absence",
    "Answer",
    "Bound",
    "Buyer",
    "Fault",
    "InvalidProblem",
    "LostTables",
    "Meeting",
    "Move",
    "Objective",
    "Options",
    "Pair",
    "Problem",
    "RepairAnswer",
    "Request",
    "Running",
    "Supplier",
    "Unplaced",
    "Violation",
    "answer_from_json",
    "check",
    "check_repair",
    "explain",
    "plan",
    "problem_from_json",
    "repair",
    "running_from_json",
    "warm",
]

_LOADED_ON_USE = {
    "Violation": "checking",
    "check": "checking",
    "check_repair": "rechecking",
    "explain": "explaining",
    "plan": "planning",
    "repair": "repairing",
    "warm": "warming",
}


def __getattr__(name: str) -> object:
    """Load what computes on first use, so that reading a problem never waits for compilers."""
    if name not in _LOADED_ON_USE:
        raise AttributeError(name)
    module = import_module(f"{__name__}.{_LOADED_ON_USE[name]}")
    return getattr(module, name)
