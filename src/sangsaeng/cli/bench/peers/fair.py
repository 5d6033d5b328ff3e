"""A fair as plain lists, the same for every peer, and what a peer hands back."""

from collections import defaultdict
from dataclasses import dataclass

from sangsaeng.engine.timetable import Answer, Bound, Meeting, Objective, Problem

HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class Fair:
    """Requests by number: buyer, supplier, weight in hundredths, and the slots both can use."""

    problem: Problem
    buyer: list[int]
    supplier: list[int]
    weight: list[int]
    slots: list[list[int]]
    tables: list[int]
    buyer_limit: list[int]
    supplier_limit: list[int]

    @property
    def of_buyer(self) -> list[list[int]]:
        """The requests of each buyer."""
        return _grouped(self.buyer, len(self.tables))

    @property
    def of_supplier(self) -> list[list[int]]:
        """The requests of each supplier."""
        return _grouped(self.supplier, len(self.supplier_limit))

    @property
    def first_meeting(self) -> int:
        """What a supplier's first meeting is worth: more than any exchange of weights can bring."""
        fewer = min(len(self.tables), len(self.supplier_limit))
        return (2 * fewer + 2) * max(self.weight)


@dataclass(frozen=True, slots=True)
class Result:
    """The slot of each placed request, seconds, and what the method proves, if anything."""

    slot_of: dict[int, int]
    seconds: float
    bound: float | None = None
    note: str = ""


def fair_of(problem: Problem) -> Fair:
    """Lay a problem out for the peers."""
    every = range(problem.slots)
    buyers = {one.id: number for number, one in enumerate(problem.buyers)}
    suppliers = {one.id: number for number, one in enumerate(problem.suppliers)}
    buyer = [buyers[asked.buyer] for asked in problem.requests]
    supplier = [suppliers[asked.supplier] for asked in problem.requests]
    sides = [
        [set(every if one.available is None else one.available) for one in side]
        for side in (problem.buyers, problem.suppliers)
    ]
    return Fair(
        problem=problem,
        buyer=buyer,
        supplier=supplier,
        weight=[round(asked.weight * HUNDREDTHS) for asked in problem.requests],
        slots=[sorted(sides[0][b] & sides[1][s]) for b, s in zip(buyer, supplier, strict=True)],
        tables=[one.tables for one in problem.buyers],
        buyer_limit=[
            one.tables * problem.slots if one.max_meetings is None else one.max_meetings
            for one in problem.buyers
        ],
        supplier_limit=[
            problem.slots if one.max_meetings is None else one.max_meetings
            for one in problem.suppliers
        ],
    )


def answer_of(fair: Fair, result: Result) -> Answer:
    """Turn a peer's slots into an answer that the independent checker can read."""
    taken: dict[tuple[int, int], int] = defaultdict(int)
    meetings = []
    for row, slot in sorted(result.slot_of.items()):
        asked = fair.problem.requests[row]
        taken[fair.buyer[row], slot] += 1
        table = taken[fair.buyer[row], slot]
        meetings.append(Meeting(asked.buyer, asked.supplier, slot=slot, table=table))
    # Figures of -1 claim nothing: they are counted from the meetings alone.
    silent = Objective(-1, -1, -1.0, -1, -1)
    return Answer(
        tuple(meetings),
        silent,
        Bound(-1, -1.0, exact=False, gap=0.0, gaps=-1, gaps_exact=False),
        (),
    )


def _grouped(of: list[int], count: int) -> list[list[int]]:
    groups: list[list[int]] = [[] for _ in range(count)]
    for row, member in enumerate(of):
        groups[member].append(row)
    return groups
