"""An independent check of a timetable: shares nothing with the search but the words."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from sangsaeng.engine.timetable.answer import Answer, Meeting
from sangsaeng.engine.timetable.problem import WEIGHT_UNITS, Problem

TEXTS: Mapping[str, str] = {
    "unknown_buyer": "there is no buyer {buyer}",
    "unknown_supplier": "there is no supplier {supplier}",
    "no_such_slot": "there is no slot {slot}",
    "no_such_table": "{buyer} has no table {table}",
    "not_requested": "{buyer} and {supplier} have not asked to meet",
    "forbidden": "{buyer} and {supplier} must not meet",
    "met_twice": "{buyer} and {supplier} meet more than once",
    "buyer_away": "{buyer} is not available in slot {slot}",
    "supplier_away": "{supplier} is not available in slot {slot}",
    "table_taken_twice": "table {table} of {buyer} is taken twice in slot {slot}",
    "supplier_in_two_places": "{supplier} has two meetings in slot {slot}",
    "buyer_over_limit": "{buyer} has {meetings} meetings, more than its limit of {limit}",
    "supplier_over_limit": "{supplier} has {meetings} meetings, more than its limit of {limit}",
    "lock_broken": "{buyer} and {supplier} are locked in slot {slot}, but do not meet there",
    "objective_wrong": "{figure} is said to be {said}, but is {found}",
    "bound_too_low": "{figure} has the bound {bound}, but {found} is reached",
    "said_unplaced_but_meets": "{buyer} and {supplier} are said to be unplaced, but meet",
    "neither_placed_nor_explained": "the request of {buyer} and {supplier} is not accounted for",
    "past_changed": "{buyer} and {supplier} in slot {slot} is past, but not as it was",
    "absent_yet_meeting": "{party} is absent in slot {slot}, but has a meeting",
    "over_lost_tables": "{buyer} has {meetings} meetings in slot {slot}, at {tables} tables",
    "change_untold": "{buyer} and {supplier} are not told truly what became of their meeting",
}


@dataclass(frozen=True, slots=True)
class Violation:
    """One way in which a timetable breaks its problem or misstates itself.

    Examples
    --------
    >>> print(Violation("no_such_slot", {"slot": 99}))
    there is no slot 99
    """

    code: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return TEXTS[self.code].format(**self.params)


def check(problem: Problem, answer: Answer) -> list[Violation]:
    """Check a timetable against its problem, and what it says of itself against the timetable.

    Parameters
    ----------
    problem : Problem
        A valid problem.
    answer : Answer
        The timetable, from whatever source. Figures of -1 claim nothing and are not checked; so
        are reasons, if there are none.

    Returns
    -------
    list of Violation
        Empty when the timetable is valid and truly described.

    Notes
    -----
    Linear in the size of both. That a bound holds for every timetable is not checked here, only
    that the answer does not exceed it.

    Examples
    --------
    >>> from sangsaeng.engine.timetable import Buyer, Request, Supplier, answer_from_json
    >>> fair = Problem(1, (Buyer("B"),), (Supplier("S"),), (Request("B", "S"),))
    >>> meeting = {"buyer": "B", "supplier": "S", "slot": 3, "table": 1}
    >>> [str(one) for one in check(fair, answer_from_json({"meetings": [meeting]}))]
    ['there is no slot 3']
    """
    strangers = list(_strangers(problem, answer.meetings))
    if strangers:
        return strangers
    return [
        *_pair_violations(problem, answer.meetings),
        *_availability_violations(problem, answer.meetings),
        *_clashes(answer.meetings),
        *_limit_violations(problem, answer.meetings),
        *_broken_locks(problem, answer.meetings),
        *_misstatements(problem, answer),
        *_unaccounted(problem, answer),
    ]


def _strangers(problem: Problem, meetings: Iterable[Meeting]) -> Iterator[Violation]:
    tables = {buyer.id: buyer.tables for buyer in problem.buyers}
    suppliers = {supplier.id for supplier in problem.suppliers}
    for one in meetings:
        if one.buyer not in tables:
            yield Violation("unknown_buyer", {"buyer": one.buyer})
        elif not 1 <= one.table <= tables[one.buyer]:
            yield Violation("no_such_table", {"buyer": one.buyer, "table": one.table})
        if one.supplier not in suppliers:
            yield Violation("unknown_supplier", {"supplier": one.supplier})
        if not 0 <= one.slot < problem.slots:
            yield Violation("no_such_slot", {"slot": one.slot})


def _pair_violations(problem: Problem, meetings: Iterable[Meeting]) -> Iterator[Violation]:
    requested = {(asked.buyer, asked.supplier) for asked in problem.requests}
    forbidden = {(pair.buyer, pair.supplier) for pair in problem.forbidden}
    for (buyer, supplier), times in Counter((m.buyer, m.supplier) for m in meetings).items():
        params = {"buyer": buyer, "supplier": supplier}
        if (buyer, supplier) not in requested:
            yield Violation("not_requested", params)
        if (buyer, supplier) in forbidden:
            yield Violation("forbidden", params)
        if times > 1:
            yield Violation("met_twice", params)


def _availability_violations(problem: Problem, meetings: Iterable[Meeting]) -> Iterator[Violation]:
    buyers = {buyer.id: buyer.available for buyer in problem.buyers}
    suppliers = {supplier.id: supplier.available for supplier in problem.suppliers}
    for one in meetings:
        buyer_slots, supplier_slots = buyers[one.buyer], suppliers[one.supplier]
        if buyer_slots is not None and one.slot not in buyer_slots:
            yield Violation("buyer_away", {"buyer": one.buyer, "slot": one.slot})
        if supplier_slots is not None and one.slot not in supplier_slots:
            yield Violation("supplier_away", {"supplier": one.supplier, "slot": one.slot})


def _clashes(meetings: Iterable[Meeting]) -> Iterator[Violation]:
    at_table = Counter((one.buyer, one.slot, one.table) for one in meetings)
    for (buyer, slot, table), times in at_table.items():
        if times > 1:
            params = {"buyer": buyer, "slot": slot, "table": table}
            yield Violation("table_taken_twice", params)
    for (supplier, slot), times in Counter((one.supplier, one.slot) for one in meetings).items():
        if times > 1:
            yield Violation("supplier_in_two_places", {"supplier": supplier, "slot": slot})


def _limit_violations(problem: Problem, meetings: Iterable[Meeting]) -> Iterator[Violation]:
    by_buyer = Counter(one.buyer for one in meetings)
    by_supplier = Counter(one.supplier for one in meetings)
    for buyer in problem.buyers:
        held, limit = by_buyer[buyer.id], buyer.max_meetings
        if limit is not None and held > limit:
            params = {"buyer": buyer.id, "meetings": held, "limit": limit}
            yield Violation("buyer_over_limit", params)
    for supplier in problem.suppliers:
        held, limit = by_supplier[supplier.id], supplier.max_meetings
        if limit is not None and held > limit:
            params = {"supplier": supplier.id, "meetings": held, "limit": limit}
            yield Violation("supplier_over_limit", params)


def _broken_locks(problem: Problem, meetings: Iterable[Meeting]) -> Iterator[Violation]:
    places = {(one.buyer, one.supplier, one.slot) for one in meetings}
    for asked in problem.requests:
        if asked.slot is not None and (asked.buyer, asked.supplier, asked.slot) not in places:
            params = {"buyer": asked.buyer, "supplier": asked.supplier, "slot": asked.slot}
            yield Violation("lock_broken", params)


def _misstatements(problem: Problem, answer: Answer) -> Iterator[Violation]:
    steps = {(r.buyer, r.supplier): round(r.weight * WEIGHT_UNITS) for r in problem.requests}
    newcomers = {supplier.id for supplier in problem.suppliers if supplier.first_timer}
    met = {one.supplier for one in answer.meetings}
    weight = sum(steps.get((one.buyer, one.supplier), 0) for one in answer.meetings)
    said, bound = answer.objective, answer.bound
    idle = _idle_slots(problem, answer.meetings)
    for figure, claimed, found in (
        ("suppliers_met", said.suppliers_met, len(met)),
        ("meetings", said.meetings, len(answer.meetings)),
        ("weight", round(said.weight * WEIGHT_UNITS), weight),
        ("gaps", said.gaps, idle),
        ("first_timers", said.first_timers, len(met & newcomers)),
    ):
        if claimed >= 0 and claimed != found:
            params = {"figure": figure, "said": claimed, "found": found}
            yield Violation("objective_wrong", params)
    for figure, most, found in (
        ("suppliers_met", bound.suppliers_met, len(met)),
        ("weight", round(bound.weight * WEIGHT_UNITS), weight),
    ):
        if 0 <= most < found:
            yield Violation("bound_too_low", {"figure": figure, "bound": most, "found": found})


def _idle_slots(problem: Problem, meetings: Iterable[Meeting]) -> int:
    days: dict[tuple[str, int], list[int]] = defaultdict(list)
    for one in meetings:
        day = max(first for first in problem.days if first <= one.slot)
        days[one.supplier, day].append(one.slot)
    return sum(b - a - 1 for slots in days.values() for a, b in pairwise(sorted(set(slots))))


def _unaccounted(problem: Problem, answer: Answer) -> Iterator[Violation]:
    if not answer.unplaced:
        return
    meets = {(one.buyer, one.supplier) for one in answer.meetings}
    told = {(left.buyer, left.supplier) for left in answer.unplaced}
    for buyer, supplier in sorted(meets & told):
        yield Violation("said_unplaced_but_meets", {"buyer": buyer, "supplier": supplier})
    asked = {(request.buyer, request.supplier) for request in problem.requests}
    for buyer, supplier in sorted(asked - meets - told):
        yield Violation("neither_placed_nor_explained", {"buyer": buyer, "supplier": supplier})
