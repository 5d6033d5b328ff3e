"""The problem of a population as numbers, in an order that follows from its structure alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sangsaeng.engine.timetable.population.problem import PopulationProblem, PopulationRequest

WEIGHT_UNITS = 1_000_000


@dataclass(frozen=True, slots=True)
class Board:
    """Participants and requests as numbers from 0; ``allowed`` holds each request's usable slots.

    ``limit`` is the most meetings a participant can have, ``weight`` counts millionths, and
    ``tables`` gives for each slot what the hall can hold.
    """

    problem: PopulationProblem
    names: tuple[str, ...]
    requests: tuple[PopulationRequest, ...]
    ends: tuple[tuple[int, int], ...]
    allowed: tuple[tuple[int, ...], ...]
    weight: tuple[int, ...]
    of: tuple[tuple[int, ...], ...]
    limit: tuple[int, ...]
    tables: tuple[int, ...]
    precedences: tuple[tuple[int, int], ...]
    day_starts: frozenset[int]


def lay_out(problem: PopulationProblem) -> Board:
    """Turn a valid problem into numbers; who has which name or row makes no difference."""
    rank, order = _canonical_order(problem)
    names = sorted(rank, key=lambda name: rank[name])
    index = {name: number for number, name in enumerate(names)}
    place = {row: number for number, row in enumerate(order)}
    requests = tuple(problem.requests[row] for row in order)
    ends = tuple((index[one.between[0]], index[one.between[1]]) for one in requests)
    available = {one.id: _slots(problem, one.available) for one in problem.participants}
    limits = {one.id: one.max_meetings for one in problem.participants}
    return Board(
        problem=problem,
        names=tuple(names),
        requests=requests,
        ends=ends,
        allowed=tuple(_allowed(problem, one, available) for one in requests),
        weight=tuple(round(one.weight * WEIGHT_UNITS) for one in requests),
        of=tuple(
            tuple(row for row, pair in enumerate(ends) if number in pair)
            for number in range(len(names))
        ),
        limit=tuple(_limit(limits[name], len(available[name])) for name in names),
        tables=hall_tables(problem),
        precedences=tuple((place[first], place[then]) for first, then in problem.precedences),
        day_starts=frozenset(problem.days),
    )


def hall_tables(problem: PopulationProblem) -> tuple[int, ...]:
    """Return how many meetings each slot can hold."""
    if isinstance(problem.tables, tuple):
        return problem.tables
    count = len(problem.requests) if problem.tables is None else problem.tables
    return (count,) * problem.slots


def _slots(problem: PopulationProblem, available: frozenset[int] | None) -> frozenset[int]:
    return frozenset(range(problem.slots)) if available is None else available


def _limit(most: int | None, slots: int) -> int:
    return slots if most is None else min(most, slots)


def _allowed(
    problem: PopulationProblem,
    asked: PopulationRequest,
    available: dict[str, frozenset[int]],
) -> tuple[int, ...]:
    common = available[asked.between[0]] & available[asked.between[1]]
    if asked.slots is not None:
        common &= asked.slots
    if asked.slot is not None:
        common &= {asked.slot}
    tables = hall_tables(problem)
    return tuple(slot for slot in sorted(common) if tables[slot])


def _canonical_order(problem: PopulationProblem) -> tuple[dict[str, int], list[int]]:
    """Rank participants and requests by what they are and whom they are linked to."""
    color = _ranks(
        {
            one.id: (sorted(_slots(problem, one.available)), one.max_meetings or -1)
            for one in problem.participants
        }
    )
    shape = [
        (one.weight, -1 if one.slot is None else one.slot, sorted(one.slots or ()))
        for one in problem.requests
    ]
    links = _linked(problem)
    for _ in range(len(problem.participants)):
        seen = len(set(color.values()))
        color = _ranks(
            {
                name: (
                    color[name],
                    sorted((color[other], shape[row]) for row, other in links[name]),
                )
                for name in color
            }
        )
        if len(set(color.values())) == seen:
            break
    position = {one.id: row for row, one in enumerate(problem.participants)}
    # Solvers decide best when those with the most meetings come first.
    by_color = sorted(color, key=lambda one: (-len(links[one]), color[one], position[one]))
    rank = {name: number for number, name in enumerate(by_color)}
    order = sorted(
        range(len(problem.requests)),
        key=lambda row: (sorted(rank[name] for name in problem.requests[row].between), shape[row]),
    )
    return rank, order


def _linked(problem: PopulationProblem) -> dict[str, list[tuple[int, str]]]:
    links: dict[str, list[tuple[int, str]]] = {one.id: [] for one in problem.participants}
    for row, asked in enumerate(problem.requests):
        first, second = asked.between
        links[first].append((row, second))
        links[second].append((row, first))
    return links


def _ranks(keys: Mapping[str, object]) -> dict[str, int]:
    distinct = sorted({repr(key) for key in keys.values()})
    number = {text: rank for rank, text in enumerate(distinct)}
    return {name: number[repr(key)] for name, key in keys.items()}


def number_tables(slots: Sequence[int]) -> list[int]:
    """Number the tables of each slot from 1, in the order of the meetings."""
    taken = dict.fromkeys(slots, 0)
    numbers = []
    for slot in slots:
        taken[slot] += 1
        numbers.append(taken[slot])
    return numbers
