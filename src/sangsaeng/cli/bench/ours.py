"""Our own engine, measured: the value, the whole plan, and the repair of a running fair."""

from time import perf_counter
from typing import Any

import numpy as np

from sangsaeng.cli.bench.peers.fair import HUNDREDTHS
from sangsaeng.cli.bench.reached import figures
from sangsaeng.engine.timetable import (
    Absence,
    Answer,
    Problem,
    Request,
    Running,
    check,
    check_repair,
    plan,
    repair,
)
from sangsaeng.engine.timetable.board import lay_out
from sangsaeng.engine.timetable.searching import fill
from sangsaeng.engine.timetable.seating import empty_seats
from sangsaeng.engine.timetable.warming import limber

ABSENT_SHARE = 0.05
WALK_INS = 10


def measure_ours(problem: Problem, seed: int) -> dict[str, Any]:
    """Plan and repair with our engine; loading its compiled kernels is not measured."""
    limber()
    began = perf_counter()
    reach_value(problem)
    value_seconds = perf_counter() - began
    began = perf_counter()
    answer = plan(problem)
    plan_seconds = perf_counter() - began
    return figures(problem, answer.meetings) | {
        "seconds": plan_seconds,
        "value_seconds": value_seconds,
        "violations": len(check(problem, answer)),
        "bound": {"suppliers_met": answer.bound.suppliers_met, "weight": answer.bound.weight},
        "gap": answer.bound.gap,
        "note": "optimal, proved" if answer.bound.exact else f"gap {answer.bound.gap:.4%}",
        "repair": measure_repair(problem, answer, seed),
    }


def reach_value(problem: Problem) -> None:
    """Do the part of a plan that decides who meets, without closing idle slots."""
    board = lay_out(problem).board
    fill(board, empty_seats(board), to_the_end=True)


def measure_repair(problem: Problem, answer: Answer, seed: int) -> dict[str, Any]:
    """Let suppliers stay away and others walk in, after the first quarter of the day."""
    rng = np.random.default_rng(seed)
    now = problem.slots // 4 - 1
    count = max(1, round(len(problem.suppliers) * ABSENT_SHARE))
    away = rng.choice(len(problem.suppliers), size=count, replace=False)
    running = Running(
        now=now,
        meetings=answer.meetings,
        absent=tuple(Absence(problem.suppliers[at].id, since=now + 1) for at in sorted(away)),
        new_requests=walk_ins(problem, rng),
    )
    began = perf_counter()
    result = repair(problem, running)
    seconds = perf_counter() - began
    return {
        "seconds": seconds,
        "moved": len(result.moved),
        "moved_share": len(result.moved) / max(1, len(answer.meetings)),
        "added": len(result.added),
        "cancelled": len(result.cancelled),
        "violations": len(check_repair(problem, running, result)),
    }


def walk_ins(problem: Problem, rng: np.random.Generator) -> tuple[Request, ...]:
    """Draw wishes of known companies who have not asked for each other."""
    asked = {(one.buyer, one.supplier) for one in problem.requests}
    free = len(problem.buyers) * len(problem.suppliers) - len(asked)
    found: dict[tuple[str, str], Request] = {}
    while len(found) < min(WALK_INS, free):
        buyer = problem.buyers[rng.integers(len(problem.buyers))].id
        supplier = problem.suppliers[rng.integers(len(problem.suppliers))].id
        if (buyer, supplier) not in asked:
            weight = int(rng.integers(1, 10_001)) / HUNDREDTHS
            found.setdefault((buyer, supplier), Request(buyer, supplier, weight))
    return tuple(found.values())
