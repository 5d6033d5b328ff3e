"""The best timetable of a tiny population by trying everything."""

from itertools import product

from sangsaeng.engine.timetable.population import BREAKS


def timetables(problem):
    """Yield every valid assignment of slots (None: no meeting) to the requests."""
    choices = [slots_of(problem, asked) for asked in problem.requests]
    for slots in product(*choices):
        if is_valid(problem, slots):
            yield slots


def slots_of(problem, asked):
    """Return what a request may be given."""
    available = {one.id: one.available for one in problem.participants}
    usable = [
        slot
        for slot in range(problem.slots)
        if all(available[name] is None or slot in available[name] for name in asked.between)
        and (asked.slots is None or slot in asked.slots)
        and (asked.slot is None or slot == asked.slot)
    ]
    return usable if problem.place_all or asked.slot is not None else [None, *usable]


def is_valid(problem, slots):
    """Say whether nobody meets twice at once and hall, limits, order and fairness are kept."""
    taken = set()
    for asked, slot in zip(problem.requests, slots, strict=True):
        for name in asked.between:
            if slot is not None and (name, slot) in taken:
                return False
            taken.add((name, slot))
    for slot in range(problem.slots):
        tables = problem.tables[slot] if isinstance(problem.tables, tuple) else problem.tables
        if tables is not None and slots.count(slot) > tables:
            return False
    if any(
        slots[a] is not None and slots[b] is not None and slots[a] >= slots[b]
        for a, b in problem.precedences
    ):
        return False
    used = used_slots(problem, slots)
    if any(
        one.max_meetings is not None and len(used[one.id]) > one.max_meetings
        for one in problem.participants
    ):
        return False
    waits = [idle(problem, mine) for mine in used.values()]
    most = problem.max_break_difference
    return most is None or max(waits) - min(waits) <= most


def used_slots(problem, slots):
    """Return the slots in which each participant meets."""
    used = {one.id: [] for one in problem.participants}
    for asked, slot in zip(problem.requests, slots, strict=True):
        if slot is not None:
            for name in asked.between:
                used[name].append(slot)
    return used


def idle(problem, mine):
    """Count breaks or gaps between the meetings of one participant, day by day."""
    total = 0
    for first, after in zip(problem.days, [*problem.days[1:], problem.slots], strict=True):
        row = "".join("x" if slot in mine else "." for slot in range(first, after)).strip(".")
        total += len(row.replace("x", " ").split()) if problem.idle == BREAKS else row.count(".")
    return total


def value(problem, slots):
    """Return participants met, weight and idleness, the last one negative."""
    used = used_slots(problem, slots)
    weight = sum(
        asked.weight
        for asked, slot in zip(problem.requests, slots, strict=True)
        if slot is not None
    )
    return (
        sum(map(bool, used.values())),
        round(weight, 6),
        -sum(idle(problem, mine) for mine in used.values()),
    )
