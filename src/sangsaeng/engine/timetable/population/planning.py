"""Plans a population's day: all requests with the least waiting, or the best choice of them."""

import itertools
from collections.abc import Sequence

from sangsaeng.engine.timetable.population.answer import (
    Obstacle,
    PopulationAnswer,
    PopulationBound,
    PopulationMeeting,
    PopulationObjective,
    PopulationUnplaced,
)
from sangsaeng.engine.timetable.population.board import (
    WEIGHT_UNITS,
    Board,
    lay_out,
    number_tables,
)
from sangsaeng.engine.timetable.population.obstacles import count_obstacles, searched_obstacles
from sangsaeng.engine.timetable.population.placing import place_everything
from sangsaeng.engine.timetable.population.problem import BREAKS, PopulationProblem
from sangsaeng.engine.timetable.population.validity import require_valid
from sangsaeng.engine.timetable.population.waiting import least_idle


def plan_population(problem: PopulationProblem) -> PopulationAnswer:
    """Plan the meetings of one population, in which anybody may meet anybody.

    Parameters
    ----------
    problem : PopulationProblem
        Slots, participants and requests. With ``place_all`` every request takes place and the
        idleness is least; without it the participants met come first, then the weight, then the
        idleness.

    Returns
    -------
    PopulationAnswer
        The timetable with what it reaches, what is proved, and the reason of every request left
        out. If all must be placed and cannot, it has no meetings and names the obstacles.

    Raises
    ------
    InvalidProblem
        If the problem contradicts itself; it carries all faults, each with its place.

    Notes
    -----
    Both forms are hard in general (edge colouring with forbidden colours). The effort is bounded
    by numbers of conflicts and rounds, never by a clock, so the same problem has the same answer
    on every machine; what remains unproved is stated in the bound.

    References
    ----------
    M. Bofill et al.: Constraint solving approaches to the business-to-business meeting scheduling
    problem. JAIR 74 (2022). https://doi.org/10.1613/jair.1.12670

    Examples
    --------
    >>> from sangsaeng.engine.timetable.population.problem import Participant, PopulationRequest
    >>> people = tuple(Participant(name) for name in "ABCD")
    >>> pairs = (("A", "B"), ("B", "C"), ("C", "D"), ("D", "A"))
    >>> day = PopulationProblem(2, people, tuple(map(PopulationRequest, pairs)), tables=2)
    >>> plan_population(day).objective.meetings
    4
    """
    require_valid(problem)
    board = lay_out(problem)
    return _place_all(board) if problem.place_all else _choose(board)


def _place_all(board: Board) -> PopulationAnswer:
    obstacles = count_obstacles(board)
    if obstacles:
        return _refusal(obstacles)
    found = place_everything(board)
    if found.slots is None:
        if found.impossible:
            return _refusal(searched_obstacles(board.problem))
        ended = "the search ended before a timetable was found or excluded"
        return _refusal([Obstacle("search_ended", ended)])
    slot_of = dict(enumerate(found.slots))
    reached = _objective(board, slot_of)
    bound = PopulationBound(
        participants_met=reached.participants_met,
        weight=reached.weight,
        exact=True,
        gap=0.0,
        idle=found.least,
        idle_exact=found.least >= _idle(board, reached),
    )
    return PopulationAnswer(_meetings(board, slot_of), reached, bound)


def _refusal(obstacles: Sequence[Obstacle]) -> PopulationAnswer:
    nothing = PopulationObjective(0, 0, 0.0, 0, 0)
    bound = PopulationBound(0, 0.0, exact=True, gap=0.0, idle=0, idle_exact=True)
    return PopulationAnswer((), nothing, bound, obstacles=tuple(obstacles))


def _choose(board: Board) -> PopulationAnswer:
    # Not at the top: a fair whose meetings are all given needs none of these solvers.
    from sangsaeng.engine.timetable.population.choosing import choose_and_seat
    from sangsaeng.engine.timetable.population.explaining import explain_unplaced
    from sangsaeng.engine.timetable.population.settling import settle

    choice = choose_and_seat(board)
    least = least_idle(board, choice.slot_of)
    slot_of = settle(board, choice.slot_of, least)
    reached = _objective(board, slot_of)
    weight = choice.most_weight / WEIGHT_UNITS
    met = reached.participants_met == choice.most_met
    bound = PopulationBound(
        participants_met=choice.most_met,
        weight=weight,
        exact=met and round(reached.weight * WEIGHT_UNITS) == choice.most_weight,
        gap=max(0.0, weight - reached.weight) / weight if weight else 0.0,
        idle=least,
        idle_exact=_idle(board, reached) == least,
    )
    left = _in_input_order(board, explain_unplaced(board, slot_of))
    return PopulationAnswer(_meetings(board, slot_of), reached, bound, left)


def _in_input_order(
    board: Board, left: Sequence[PopulationUnplaced]
) -> tuple[PopulationUnplaced, ...]:
    place = {asked.between: row for row, asked in enumerate(board.problem.requests)}
    return tuple(sorted(left, key=lambda one: place[one.between]))


def _meetings(board: Board, slot_of: dict[int, int]) -> tuple[PopulationMeeting, ...]:
    rows = sorted(slot_of, key=lambda row: (slot_of[row], row))
    slots = [slot_of[row] for row in rows]
    return tuple(
        PopulationMeeting(board.requests[row].between, slot, table)
        for row, slot, table in zip(rows, slots, number_tables(slots), strict=True)
    )


def _objective(board: Board, slot_of: dict[int, int]) -> PopulationObjective:
    used: list[list[int]] = [
        sorted(slot_of[row] for row in rows if row in slot_of) for rows in board.of
    ]
    return PopulationObjective(
        participants_met=sum(map(bool, used)),
        meetings=len(slot_of),
        weight=sum(board.weight[row] for row in slot_of) / WEIGHT_UNITS,
        breaks=sum(len(_runs(board, slots)) for slots in used),
        gaps=sum(sum(_runs(board, slots)) for slots in used),
    )


def _idle(board: Board, reached: PopulationObjective) -> int:
    return reached.breaks if board.problem.idle == BREAKS else reached.gaps


def _runs(board: Board, slots: Sequence[int]) -> list[int]:
    """Return the lengths of the idle runs between meetings of the same day."""
    return [
        later - slot - 1
        for slot, later in itertools.pairwise(slots)
        if later - slot > 1 and not any(slot < start <= later for start in board.day_starts)
    ]
