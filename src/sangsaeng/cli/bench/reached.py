"""What a timetable reaches, counted from its meetings alone, whoever made it."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from sangsaeng.engine.timetable import Meeting, Problem


def figures(problem: Problem, meetings: Iterable[Meeting]) -> dict[str, Any]:
    """Count suppliers met, meetings, weight and idle slots from the meetings alone."""
    weights = {(one.buyer, one.supplier): one.weight for one in problem.requests}
    slots: dict[tuple[str, int], list[int]] = defaultdict(list)
    pairs = []
    for one in meetings:
        day = max(first for first in problem.days if first <= one.slot)
        slots[one.supplier, day].append(one.slot)
        pairs.append((one.buyer, one.supplier))
    return {
        "suppliers_met": len({supplier for _, supplier in pairs}),
        "meetings": len(pairs),
        "weight": round(sum(weights[pair] for pair in pairs), 2),
        "gaps": sum(b - a - 1 for used in slots.values() for a, b in pairwise(sorted(used))),
    }
