"""Why not all requests can be placed: by counting where that tells, else by what the search says."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sangsaeng.engine.timetable.population.answer import Obstacle
from sangsaeng.engine.timetable.population.board import Board, lay_out
from sangsaeng.engine.timetable.population.placing import can_place_everything
from sangsaeng.engine.timetable.population.problem import PopulationProblem


def count_obstacles(board: Board) -> list[Obstacle]:
    """List what already counting shows to be impossible: too much for a participant or the hall."""
    return [
        *_requests_without_slot(board),
        *_overbooked(board),
        *_too_few_slots(board),
        *_hall_too_small(board),
    ]


def searched_obstacles(problem: PopulationProblem) -> list[Obstacle]:
    """Name the single rules without which all could be placed, after a search has shown none can."""
    without = {
        "break_difference": replace(problem, max_break_difference=None),
        "precedences": replace(problem, precedences=()),
        "tables": replace(problem, tables=None),
        "availability": replace(
            problem,
            participants=tuple(replace(one, available=None) for one in problem.participants),
        ),
    }
    found = [
        Obstacle(code, f"without the rule '{code}' all requests could be placed")
        for code, eased in without.items()
        if eased != problem and can_place_everything(lay_out(eased))
    ]
    every = "the search has shown that no arrangement keeps all rules at once"
    return found or [Obstacle("availability", every)]


def _requests_without_slot(board: Board) -> Iterator[Obstacle]:
    for asked, slots in zip(board.requests, board.allowed, strict=True):
        if not slots:
            pair = " and ".join(asked.between)
            facts = {"between": list(asked.between)}
            yield Obstacle("no_common_slot", f"{pair} share no slot they may use", facts)


def _overbooked(board: Board) -> Iterator[Obstacle]:
    for name, rows, limit in zip(board.names, board.of, board.limit, strict=True):
        if len(rows) > limit:
            detail = f"{name} has {len(rows)} meetings to attend but can have {limit}"
            facts = {"id": name, "asked": len(rows), "most": limit}
            yield Obstacle("participant_overbooked", detail, facts)


def _too_few_slots(board: Board) -> Iterator[Obstacle]:
    ones = [1] * board.problem.slots
    for who, name in enumerate(board.names):
        rows = board.of[who]
        if len(rows) > board.limit[who]:
            continue
        crowd, slots = tight_group([board.allowed[row] for row in rows], ones)
        if crowd:
            detail = f"{len(crowd)} meetings of {name} fit only {len(slots)} slots: {slots}"
            facts = {"id": name, "meetings": len(crowd), "slots": slots}
            yield Obstacle("too_few_slots", detail, facts)


def _hall_too_small(board: Board) -> Iterator[Obstacle]:
    crowd, slots = tight_group(list(board.allowed), board.tables)
    if crowd and slots:
        room = sum(board.tables[slot] for slot in slots)
        bound = sum(set(own) <= set(slots) for own in board.allowed)
        detail = f"{bound} meetings need slots {slots}, whose tables hold {room}"
        facts = {"meetings": bound, "tables": room, "slots": slots}
        yield Obstacle("hall_too_small", detail, facts)


def tight_group(
    choices: Sequence[Sequence[int]], room: Sequence[int]
) -> tuple[list[int], list[int]]:
    """Find meetings that have fewer places in their slots than they are (Hall's condition).

    Returns the meetings and their slots, or two empty lists when each can have a place.
    """
    holders: dict[int, list[int]] = {}
    for meeting in range(len(choices)):
        came_from: dict[int, int] = {}
        crowd = [meeting]
        free = None
        for member in crowd:
            for slot in choices[member]:
                if slot in came_from:
                    continue
                came_from[slot] = member
                if len(holders.get(slot, ())) < room[slot]:
                    free = slot
                    break
                crowd.extend(holders.get(slot, ()))
            if free is not None:
                break
        if free is None:
            return sorted(set(crowd)), sorted(came_from)
        _shift(holders, came_from, choices, free, meeting)
    return [], []


def _shift(
    holders: dict[int, list[int]],
    came_from: dict[int, int],
    choices: Sequence[Sequence[int]],
    free: int,
    meeting: int,
) -> None:
    """Give the free slot to the one who reached it, and so on back to the new meeting."""
    slot = free
    while True:
        taker = came_from[slot]
        held = next((at for at in choices[taker] if taker in holders.get(at, ())), None)
        holders.setdefault(slot, []).append(taker)
        if taker == meeting or held is None:
            return
        holders[held].remove(taker)
        slot = held
