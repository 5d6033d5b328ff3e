"""Says whether an answer keeps every rule of its problem, without any of the solver's code."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, permutations, product

from sangsaeng.engine.timetable.population.answer import PopulationAnswer, PopulationMeeting
from sangsaeng.engine.timetable.population.problem import BREAKS, PopulationProblem

WEIGHT_TOLERANCE = 1e-6
MOST_READINGS = 10_000


@dataclass(frozen=True, slots=True)
class PopulationViolation:
    """A rule that an answer breaks, and where.

    Examples
    --------
    >>> str(PopulationViolation("participant_twice", "P01 meets twice in slot 3"))
    'participant_twice: P01 meets twice in slot 3'
    """

    code: str
    detail: str

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}"


def check_population(
    problem: PopulationProblem, answer: PopulationAnswer
) -> tuple[PopulationViolation, ...]:
    """List the rules that an answer breaks.

    Parameters
    ----------
    problem : PopulationProblem
        A valid problem.
    answer : PopulationAnswer
        An answer to it, wherever it comes from.

    Returns
    -------
    tuple of PopulationViolation
        Every broken rule; empty if the timetable is one and claims nothing untrue.

    Notes
    -----
    Shares no code with the solver. Checks the meetings, the figures of the objective, that they
    do not pass the bound, and that every request is either placed or listed as unplaced; whether
    the bound itself holds is proved elsewhere. Linear in the size of both, save for pairs who
    meet more than once, whose meetings are read in every order.

    Examples
    --------
    >>> from sangsaeng.engine.timetable.population.answer import (
    ...     PopulationBound, PopulationObjective)
    >>> from sangsaeng.engine.timetable.population.problem import Participant, PopulationRequest
    >>> day = PopulationProblem(
    ...     1, (Participant("A"), Participant("B")), (PopulationRequest(("A", "B")),))
    >>> claim = PopulationAnswer(
    ...     (PopulationMeeting(("A", "B"), slot=1, table=1),), PopulationObjective(2, 1, 1.0, 0, 0),
    ...     PopulationBound(2, 1.0, exact=True, gap=0.0, idle=0, idle_exact=True))
    >>> [one.code for one in check_population(day, claim)]
    ['no_such_slot']
    """
    if answer.obstacles:
        return tuple(_refusal_violations(problem, answer))
    names = [*_name_violations(problem, answer)]
    if names:
        return tuple(names)
    return (
        *_person_violations(problem, answer.meetings),
        *_hall_violations(problem, answer.meetings),
        *_request_violations(problem, answer),
        *_fairness_violations(problem, answer.meetings),
        *_figure_violations(problem, answer),
    )


def _refusal_violations(
    problem: PopulationProblem, answer: PopulationAnswer
) -> Iterator[PopulationViolation]:
    if answer.meetings:
        yield PopulationViolation("refused_but_placed", "obstacles are named beside meetings")
    if not problem.place_all:
        yield PopulationViolation("refused", "obstacles hold only where all must be placed")


def _pair(between: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(between))


def _name_violations(
    problem: PopulationProblem, answer: PopulationAnswer
) -> Iterator[PopulationViolation]:
    asked = {_pair(one.between) for one in problem.requests}
    for meeting in answer.meetings:
        if _pair(meeting.between) not in asked:
            yield PopulationViolation("not_requested", f"{' and '.join(meeting.between)}")
        if not 0 <= meeting.slot < problem.slots:
            yield PopulationViolation("no_such_slot", f"slot {meeting.slot}")


def _person_violations(
    problem: PopulationProblem, meetings: Sequence[PopulationMeeting]
) -> Iterator[PopulationViolation]:
    at = Counter((name, meeting.slot) for meeting in meetings for name in meeting.between)
    for (name, slot), count in at.items():
        if count > 1:
            yield PopulationViolation("participant_twice", f"{name} meets twice in slot {slot}")
    count_of = Counter(name for meeting in meetings for name in meeting.between)
    for one in problem.participants:
        for slot in range(problem.slots):
            if one.available is not None and slot not in one.available and at[one.id, slot]:
                yield PopulationViolation("participant_away", f"{one.id} is away in slot {slot}")
        if one.max_meetings is not None and count_of[one.id] > one.max_meetings:
            yield PopulationViolation("over_limit", f"{one.id} has {count_of[one.id]} meetings")


def _hall_violations(
    problem: PopulationProblem, meetings: Sequence[PopulationMeeting]
) -> Iterator[PopulationViolation]:
    in_slot: dict[int, list[int]] = defaultdict(list)
    for meeting in meetings:
        in_slot[meeting.slot].append(meeting.table)
    for slot, tables in sorted(in_slot.items()):
        held = problem.tables[slot] if isinstance(problem.tables, tuple) else problem.tables
        if held is not None and (len(tables) > held or max(tables) > held):
            yield PopulationViolation("over_tables", f"slot {slot} holds {len(tables)} meetings")
        if len(set(tables)) < len(tables) or min(tables) < 1:
            yield PopulationViolation("table_twice", f"slot {slot} uses a table twice")


def _request_violations(
    problem: PopulationProblem, answer: PopulationAnswer
) -> Iterator[PopulationViolation]:
    asked = Counter(_pair(one.between) for one in problem.requests)
    placed = Counter(_pair(one.between) for one in answer.meetings)
    left = Counter(_pair(one.between) for one in answer.unplaced)
    for pair, count in asked.items():
        if placed[pair] + left[pair] != count:
            yield PopulationViolation("request_lost", f"{' and '.join(pair)}")
    if problem.place_all and left:
        yield PopulationViolation("not_all_placed", f"{left.total()} requests have no meeting")
    readings = islice(_readings(problem, answer.meetings), MOST_READINGS)
    faults = [list(_reading_violations(problem, reading)) for reading in readings]
    yield from min(faults, key=len, default=[])


def _readings(
    problem: PopulationProblem, meetings: Sequence[PopulationMeeting]
) -> Iterator[dict[int, int]]:
    """Yield every way to read the meetings as requests: the slot of each placed request."""
    rows: dict[tuple[str, ...], list[int]] = defaultdict(list)
    slots: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for row, asked in enumerate(problem.requests):
        rows[_pair(asked.between)].append(row)
    for meeting in meetings:
        slots[_pair(meeting.between)].append(meeting.slot)
    pairs = [pair for pair in slots if len(slots[pair]) <= len(rows[pair])]
    for chosen in product(*(permutations(rows[pair], len(slots[pair])) for pair in pairs)):
        yield {
            row: slot
            for pair, order in zip(pairs, chosen, strict=True)
            for row, slot in zip(order, slots[pair], strict=True)
        }


def _reading_violations(
    problem: PopulationProblem, slot_of: dict[int, int]
) -> Iterator[PopulationViolation]:
    for row, asked in enumerate(problem.requests):
        slot = slot_of.get(row)
        name = " and ".join(asked.between)
        if asked.slot is not None and slot != asked.slot:
            yield PopulationViolation("lock_broken", f"{name} must meet in slot {asked.slot}")
        if slot is not None and asked.slots is not None and slot not in asked.slots:
            yield PopulationViolation("slot_not_allowed", f"{name} may not meet in slot {slot}")
    for first, then in problem.precedences:
        if first in slot_of and then in slot_of and slot_of[first] >= slot_of[then]:
            yield PopulationViolation("out_of_order", f"request {first} is not before {then}")


def idle_runs(problem: PopulationProblem, slots: Sequence[int]) -> list[int]:
    """Return the lengths of the idle runs of one participant, who meets in these slots."""
    runs = []
    for first, after in pairwise([*problem.days, problem.slots]):
        used = sorted(slot for slot in slots if first <= slot < after)
        runs += [later - slot - 1 for slot, later in pairwise(used) if later - slot > 1]
    return runs


def idle_of_each(
    problem: PopulationProblem, meetings: Sequence[PopulationMeeting]
) -> dict[str, list[int]]:
    """Return the lengths of the idle runs of every participant."""
    slots: dict[str, list[int]] = {one.id: [] for one in problem.participants}
    for meeting in meetings:
        for name in meeting.between:
            slots[name].append(meeting.slot)
    return {name: idle_runs(problem, used) for name, used in slots.items()}


def _fairness_violations(
    problem: PopulationProblem, meetings: Sequence[PopulationMeeting]
) -> Iterator[PopulationViolation]:
    runs = idle_of_each(problem, meetings).values()
    idle = [len(own) if problem.idle == BREAKS else sum(own) for own in runs]
    most = problem.max_break_difference
    if most is not None and max(idle) - min(idle) > most:
        yield PopulationViolation("unfair", f"waiting differs by {max(idle) - min(idle)}")


def _figure_violations(
    problem: PopulationProblem, answer: PopulationAnswer
) -> Iterator[PopulationViolation]:
    claimed, bound = answer.objective, answer.bound
    met = {name for meeting in answer.meetings for name in meeting.between}
    runs = [run for own in idle_of_each(problem, answer.meetings).values() for run in own]
    idle = len(runs) if problem.idle == BREAKS else sum(runs)
    if claimed.participants_met != len(met) or claimed.meetings != len(answer.meetings):
        yield PopulationViolation("wrong_count", f"{len(answer.meetings)} meetings, {len(met)} met")
    if (claimed.breaks, claimed.gaps) != (len(runs), sum(runs)):
        yield PopulationViolation("wrong_idle", f"{len(runs)} breaks, {sum(runs)} idle slots")
    weights: dict[tuple[str, ...], list[float]] = defaultdict(list)
    for asked in problem.requests:
        weights[_pair(asked.between)].append(asked.weight)
    weight = sum(max(weights[_pair(one.between)]) for one in answer.meetings)
    if all(len(one) == 1 for one in weights.values()) and (
        abs(weight - claimed.weight) > WEIGHT_TOLERANCE * max(1.0, weight)
    ):
        yield PopulationViolation("wrong_weight", f"weight is {weight}, not {claimed.weight}")
    over = len(met) == bound.participants_met and claimed.weight > bound.weight + WEIGHT_TOLERANCE
    if len(met) > bound.participants_met or over or idle < bound.idle:
        yield PopulationViolation("beats_bound", "the bound does not hold for this very answer")
