"""Says whether the problem of a population can be planned, or names all that stands in the way."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from math import isfinite

from sangsaeng.engine.timetable.faults import Fault, InvalidProblem
from sangsaeng.engine.timetable.population.faults import PopulationFault
from sangsaeng.engine.timetable.population.problem import BREAKS, GAPS, PopulationProblem

MOST_SLOTS = 2_000
MOST_PLACES = 5_000_000
MOST_WEIGHT = 1_000_000


def require_valid(problem: PopulationProblem) -> None:
    """Raise `InvalidProblem` with every fault of the problem, if it has any."""
    faults = find_faults(problem)
    if faults:
        raise InvalidProblem(tuple(faults))


def find_faults(problem: PopulationProblem) -> list[Fault]:
    """List every fault of a problem, in the order of its fields."""
    return [
        *_slot_faults(problem),
        *_participant_faults(problem),
        *_request_faults(problem),
        *_lock_faults(problem),
        *_table_faults(problem),
        *_precedence_faults(problem),
        *_option_faults(problem),
    ]


def _slot_faults(problem: PopulationProblem) -> Iterator[Fault]:
    if problem.slots < 1:
        yield PopulationFault("slots", "no_slots")
    if problem.slots > MOST_SLOTS:
        yield PopulationFault("slots", "too_many_slots", {"most": MOST_SLOTS})
    yield from _missing_slots("days", problem.days, problem.slots)
    rising = all(a < b for a, b in zip(problem.days, problem.days[1:], strict=False))
    if not problem.days or problem.days[0] != 0 or not rising:
        yield PopulationFault("days", "days_not_rising")


def _missing_slots(
    place: str, slots: tuple[int, ...] | frozenset[int], count: int
) -> Iterator[Fault]:
    for slot in sorted(set(slots)):
        if not 0 <= slot < max(count, 1):
            yield PopulationFault(place, "no_such_slot", {"slot": slot, "last": count - 1})


def _participant_faults(problem: PopulationProblem) -> Iterator[Fault]:
    if not problem.participants:
        yield PopulationFault("participants", "no_participants")
    first_place: dict[str, str] = {}
    for index, one in enumerate(problem.participants):
        place = f"participants[{index}]"
        if not one.id:
            yield PopulationFault(f"{place}.id", "empty_id")
        elif first_place.setdefault(one.id, place) != place:
            first = {"id": one.id, "first": first_place[one.id]}
            yield PopulationFault(f"{place}.id", "repeated_id", first)
        if one.max_meetings is not None and one.max_meetings < 0:
            yield PopulationFault(f"{place}.max_meetings", "negative_limit")
        if one.available is not None:
            yield from _missing_slots(f"{place}.available", one.available, problem.slots)
            if not one.available:
                yield PopulationFault(f"{place}.available", "no_availability", {"id": one.id})


def _request_faults(problem: PopulationProblem) -> Iterator[Fault]:
    known = {one.id for one in problem.participants}
    first_place: dict[frozenset[str], str] = {}
    if not problem.requests:
        yield PopulationFault("requests", "no_requests")
    if len(problem.requests) * max(problem.slots, 1) > MOST_PLACES:
        yield PopulationFault("requests", "too_large", {"most": MOST_PLACES})
    for index, asked in enumerate(problem.requests):
        place = f"requests[{index}]"
        for name in dict.fromkeys(asked.between):
            if name not in known:
                yield PopulationFault(f"{place}.between", "unknown_participant", {"id": name})
        pair = frozenset(asked.between)
        if len(pair) == 1:
            yield PopulationFault(f"{place}.between", "meets_itself", {"id": asked.between[0]})
        elif first_place.setdefault(pair, place) != place and not problem.place_all:
            # Published fairs hold pairs who meet twice; a wish, though, is uttered once.
            yield _repeated(place, asked.between, first_place[pair])
        yield from _weight_faults(f"{place}.weight", asked.weight)
        yield from _own_slot_faults(problem, index)


def _repeated(place: str, between: tuple[str, str], first: str) -> Fault:
    params = {"first_id": between[0], "second_id": between[1], "first": first}
    return PopulationFault(f"{place}.between", "repeated_pair", params)


def _weight_faults(place: str, weight: float) -> Iterator[Fault]:
    if not isfinite(weight):
        yield PopulationFault(place, "weight_not_finite")
    elif weight < 0:
        yield PopulationFault(place, "negative_weight")
    elif weight > MOST_WEIGHT:
        yield PopulationFault(place, "weight_too_large", {"most": MOST_WEIGHT})


def _own_slot_faults(problem: PopulationProblem, index: int) -> Iterator[Fault]:
    asked, place = problem.requests[index], f"requests[{index}]"
    if asked.slot is not None:
        yield from _missing_slots(f"{place}.slot", (asked.slot,), problem.slots)
    if asked.slots is not None:
        yield from _missing_slots(f"{place}.slots", asked.slots, problem.slots)
        if not asked.slots:
            yield PopulationFault(f"{place}.slots", "no_slot_left")
        elif asked.slot is not None and asked.slot not in asked.slots:
            yield PopulationFault(f"{place}.slot", "locked_outside_slots", {"slot": asked.slot})


def _lock_faults(problem: PopulationProblem) -> Iterator[Fault]:
    known = {one.id: one for one in problem.participants}
    first_at: dict[tuple[str, int], str] = {}
    locked: Counter[str] = Counter()
    for index, asked in enumerate(problem.requests):
        if asked.slot is None:
            continue
        place = f"requests[{index}]"
        for name in dict.fromkeys(asked.between):
            if name not in known:
                continue
            at: dict[str, object] = {"id": name, "slot": asked.slot}
            available, limit = known[name].available, known[name].max_meetings
            if available is not None and asked.slot not in available:
                yield PopulationFault(f"{place}.slot", "locked_while_away", at)
            first = first_at.setdefault((name, asked.slot), place)
            if first != place:
                clash = at | {"first": first}
                yield PopulationFault(f"{place}.slot", "participant_locked_twice", clash)
            locked[name] += 1
            if limit is not None and locked[name] == limit + 1:
                over = {"id": name, "limit": limit}
                yield PopulationFault(f"{place}.slot", "locked_over_limit", over)


def _table_faults(problem: PopulationProblem) -> Iterator[Fault]:
    if problem.tables is None:
        return
    each = isinstance(problem.tables, tuple)
    tables = problem.tables if isinstance(problem.tables, tuple) else (problem.tables,)
    if any(count < 0 for count in tables):
        yield PopulationFault("tables", "negative_tables")
    if each and len(tables) != problem.slots:
        yield PopulationFault("tables", "tables_per_slot", {"slots": problem.slots})
        return
    if not any(count > 0 for count in tables):
        yield PopulationFault("tables", "no_table", {"id": "the hall"})
    locked = Counter(asked.slot for asked in problem.requests if asked.slot is not None)
    for slot in sorted(locked):
        held = tables[slot if each else 0] if 0 <= slot < problem.slots else 0
        if 0 <= slot < problem.slots and locked[slot] > max(held, 0):
            yield PopulationFault("tables", "locked_over_tables", {"slot": slot})


def _precedence_faults(problem: PopulationProblem) -> Iterator[Fault]:
    last = len(problem.requests) - 1
    links: list[tuple[int, int, int]] = []
    for index, (first, then) in enumerate(problem.precedences):
        place = f"precedences[{index}]"
        missing = [one for one in dict.fromkeys((first, then)) if not 0 <= one <= last]
        for one in missing:
            yield PopulationFault(place, "no_such_request", {"index": one, "last": last})
        if missing:
            continue
        links.append((index, first, then))
        locks = problem.requests[first].slot, problem.requests[then].slot
        if locks[0] is not None and locks[1] is not None and locks[0] >= locks[1]:
            order = {"before": first, "after": then}
            yield PopulationFault(place, "locked_out_of_order", order)
    if _is_circular(links):
        count = bisect_left(range(len(links)), x=True, key=lambda n: _is_circular(links[: n + 1]))
        yield PopulationFault(f"precedences[{links[count][0]}]", "precedence_cycle")


def _is_circular(links: list[tuple[int, int, int]]) -> bool:
    before: dict[int, set[int]] = defaultdict(set)
    for _, first, then in links:
        before[then].add(first)
    try:
        TopologicalSorter(before).prepare()
    except CycleError:
        return True
    return False


def _option_faults(problem: PopulationProblem) -> Iterator[Fault]:
    if problem.idle not in (GAPS, BREAKS):
        yield PopulationFault("idle", "unknown_idle")
    if problem.max_break_difference is not None:
        if problem.max_break_difference < 0:
            yield PopulationFault("max_break_difference", "negative_number")
        if not problem.place_all:
            yield PopulationFault("max_break_difference", "not_all_placed")
