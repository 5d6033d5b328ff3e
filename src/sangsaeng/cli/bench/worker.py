"""One measurement in a process of its own: reads what to do, prints what came of it as JSON."""

import json
import resource
import sys
from math import isfinite
from pathlib import Path
from typing import Any

from sangsaeng.cli.bench.methods import HIGHS_BOUND, OURS, PEERS
from sangsaeng.cli.bench.peers.fair import HUNDREDTHS, Fair, answer_of, fair_of
from sangsaeng.cli.bench.reached import figures
from sangsaeng.engine.timetable import Problem, check
from sangsaeng.engine.timetable.instances import Size, fair_instance


def main() -> None:
    """Measure what the first argument says and print the findings."""
    task: dict[str, Any] = json.loads(sys.argv[1])
    try:
        findings = measure(task)
    except ImportError as missing:
        findings = {"missing": missing.name or str(missing)}
    findings["memory_mb"] = peak_memory_mb()
    print(json.dumps(findings))


def peak_memory_mb() -> float:
    """Return the most memory this process or a child of it has held."""
    peaks = (resource.getrusage(who).ru_maxrss for who in _WHO)
    return round(max(peaks) / 1024, 1)


_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def measure(task: dict[str, Any]) -> dict[str, Any]:
    """Do one task: a method on a drawn fair, or on a published one."""
    if "instance" in task:
        from sangsaeng.cli.bench.published import measure_published

        return measure_published(Path(task["instance"]), task["method"], task["limit"])
    size = task["size"] if isinstance(task["size"], str) else Size(*task["size"])
    problem = fair_instance(size, task["seed"], task["away"])
    if task["method"] == OURS:
        # Not at the top: a peer must not carry our libraries, nor clash with them.
        from sangsaeng.cli.bench.ours import measure_ours

        return measure_ours(problem, task["seed"])
    return measure_peer(problem, task["method"], task["limit"])


def measure_peer(problem: Problem, method: str, limit: float) -> dict[str, Any]:
    """Solve with a peer, count what it reached and check its timetable."""
    solve = PEERS[method].load()
    fair = fair_of(problem)
    result = solve(fair, limit)
    answer = answer_of(fair, result)
    findings = figures(problem, answer.meetings) | {
        "seconds": result.seconds,
        "note": result.note,
        "violations": len(check(problem, answer)),
        "bound": split_bound(fair, result.bound),
    }
    return findings | ({"meetings": None} if method == HIGHS_BOUND else {})


def split_bound(fair: Fair, bound: float | None) -> dict[str, float] | None:
    """Read a bound on the sum of both aims as a bound on the weight when everybody is met."""
    if bound is None or not isfinite(bound):
        return None
    everybody = len({row for row, slots in zip(fair.supplier, fair.slots, strict=True) if slots})
    weight = (bound - fair.first_meeting * everybody) / HUNDREDTHS
    return {"suppliers_met": everybody, "weight": round(weight, 2)}


if __name__ == "__main__":
    main()
