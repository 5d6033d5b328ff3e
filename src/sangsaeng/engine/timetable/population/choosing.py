"""Which requests take place when not all can: most participants met, then most weight.

A master problem chooses requests within everybody's limits; a formula says whether the chosen
ones fit the slots. What does not fit comes back as a cut, so that the master's optimum is a bound
at every moment and the answer once it fits.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from sangsaeng.engine.timetable.population.board import Board
from sangsaeng.engine.timetable.population.seating import TRIAL_CONFLICTS, Seats
from sangsaeng.engine.timetable.population.settling import settle

MOST_CUTS = 40
EFFORT = 1.0


@dataclass(frozen=True, slots=True)
class Choice:
    """The slot of each request that takes place, and what no choice can exceed."""

    slot_of: dict[int, int]
    most_met: int
    most_weight: int


def choose_and_seat(board: Board) -> Choice:
    """Choose requests and give them slots: most participants met, then the most weight.

    Parameters
    ----------
    board : Board
        The requests; those locked in a slot take place in any case.

    Returns
    -------
    Choice
        The chosen requests with their slots, and a bound on participants met and on the weight
        that goes with it (in millionths).

    Notes
    -----
    Benders decomposition: the master is a degree-constrained subgraph problem in integers, solved
    by CP-SAT with one worker and a deterministic effort; every unsatisfiable core of the seating
    formula becomes the cut that not all of its requests take place. After `MOST_CUTS` cuts the
    lightest members of the cores are dropped instead. The tables of each slot are left to an
    annealing search, which evens the slots out where a formula would have to count; where it
    fails the lightest meetings of overfull slots are dropped. What still fits is put back.

    References
    ----------
    J. F. Benders: Partitioning procedures for solving mixed-variables programming problems.
    Numerische Mathematik 4 (1962). https://doi.org/10.1007/BF01386316

    Examples
    --------
    >>> from sangsaeng.engine.timetable.population.board import lay_out
    >>> from sangsaeng.engine.timetable.population.problem import (
    ...     Participant, PopulationProblem, PopulationRequest)
    >>> pairs = (("A", "B"), ("B", "C"))
    >>> people = tuple(Participant(name) for name in "ABC")
    >>> day = PopulationProblem(1, people, tuple(map(PopulationRequest, pairs)))
    >>> choose_and_seat(lay_out(day)).most_met
    2
    """
    master, seats = _Master(board), Seats(board, with_hall=False)
    rows: list[int] = []
    slot_of: dict[int, int] | None = None
    for _ in range(MOST_CUTS):
        rows = master.choose()
        slot_of = seats.seat(rows)
        core = None if slot_of is not None else seats.conflict(rows)
        if core is None:
            break
        master.forbid_all_of(core)
    if slot_of is None:
        slot_of = _drop_until_seated(board, seats, rows)
    seated = _fill(board, _fit_hall(board, slot_of))
    return Choice(seated, master.most_met, master.most_weight)


class _Master:
    """Chooses requests within limits, hall and cuts."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.cuts: list[list[int]] = []
        self.most_met = 0
        self.most_weight = 0

    def forbid_all_of(self, rows: list[int]) -> None:
        """Demand that not all of these requests take place."""
        self.cuts.append(rows)

    def choose(self) -> list[int]:
        """Choose the best requests, and note what can at most be reached."""
        people = _Selection(self.board, self.cuts)
        people.maximize(sum(people.met))
        self.most_met = round(people.solver.best_objective_bound)
        weights = _Selection(self.board, self.cuts)
        weights.model.add(sum(weights.met) >= round(people.solver.objective_value))
        weighed = zip(self.board.weight, weights.takes, strict=True)
        weights.maximize(sum(weight * take for weight, take in weighed))
        self.most_weight = round(weights.solver.best_objective_bound)
        return [row for row, take in enumerate(weights.takes) if weights.solver.boolean_value(take)]


class _Selection:
    """The master as a model: a choice of requests that keeps limits, hall, windows and cuts."""

    def __init__(self, board: Board, cuts: Sequence[Sequence[int]]) -> None:
        self.model = cp_model.CpModel()
        self.solver = cp_model.CpSolver()
        self.takes = [self.model.new_bool_var(f"r{row}") for row in range(len(board.requests))]
        self.met = [self.model.new_bool_var(f"m{who}") for who in range(len(board.names))]
        for row, asked in enumerate(board.requests):
            if asked.slot is not None:
                self.model.add(self.takes[row] == 1)
            elif not board.weight[row] or not board.allowed[row]:
                self.model.add(self.takes[row] == 0)
        for who, rows in enumerate(board.of):
            self.model.add(self._count(rows) >= self.met[who])
            self._at_most(rows, board.limit[who])
            for inside, room in _windows(board, rows):
                self._at_most(inside, room)
        self._at_most(range(len(board.requests)), sum(board.tables))
        for cut in cuts:
            self._at_most(cut, len(cut) - 1)

    def _count(self, rows: Sequence[int]) -> cp_model.LinearExprT:
        return cp_model.LinearExpr.sum([self.takes[row] for row in rows])

    def _at_most(self, rows: Sequence[int], most: int) -> None:
        if most < len(rows):
            self.model.add(self._count(rows) <= most)

    def maximize(self, aim: cp_model.LinearExprT) -> None:
        """Solve for an aim with one worker and a deterministic effort."""
        self.model.maximize(aim)
        self.solver.parameters.num_workers = 1
        self.solver.parameters.random_seed = 0
        self.solver.parameters.max_deterministic_time = EFFORT
        while self.solver.solve(self.model) == cp_model.UNKNOWN:
            self.solver.parameters.max_deterministic_time *= 4


def _windows(board: Board, rows: Sequence[int]) -> Iterator[tuple[list[int], int]]:
    """Yield groups of requests of one participant that all lie in the same few slots."""
    slots = [frozenset(board.allowed[row]) for row in rows]
    for window in sorted(set(slots), key=sorted):
        inside = [row for row, own in zip(rows, slots, strict=True) if own <= window]
        if len(inside) > len(window):
            yield inside, len(window)


def _drop_until_seated(board: Board, seats: Seats, rows: Sequence[int]) -> dict[int, int]:
    """Drop the lightest request of each conflict until the others fit."""
    kept = sorted(rows, key=lambda row: (-board.weight[row], row))
    while True:
        slot_of = seats.seat(kept)
        if slot_of is not None:
            return slot_of
        core = seats.conflict(kept) or kept
        loose = [row for row in core if board.requests[row].slot is None]
        kept.remove(min(loose, key=lambda row: (board.weight[row], -row)))


def _fit_hall(board: Board, slot_of: dict[int, int]) -> dict[int, int]:
    """Even out the slots, and drop the lightest meetings for which there is no table even then."""
    if not _overfull(board, slot_of):
        return slot_of
    slot_of = settle(board, slot_of, target=sum(board.tables) * board.problem.slots)
    while crowd := _overfull(board, slot_of):
        loose = [row for row in crowd if board.requests[row].slot is None]
        lightest = min(
            loose, key=lambda row: (_is_only(board, slot_of, row), board.weight[row], -row)
        )
        del slot_of[lightest]
    return slot_of


def _overfull(board: Board, slot_of: dict[int, int]) -> list[int]:
    """Return the meetings of a slot that has more of them than tables, if there is one."""
    for slot, tables in enumerate(board.tables):
        here = [row for row, at in slot_of.items() if at == slot]
        if len(here) > tables:
            return here
    return []


def _is_only(board: Board, slot_of: dict[int, int], row: int) -> bool:
    """Say whether a request is the only meeting of one of its two."""
    return any(sum(other in slot_of for other in board.of[who]) == 1 for who in board.ends[row])


def _fill(board: Board, slot_of: dict[int, int]) -> dict[int, int]:
    """Add every request that still fits within the limits, the heaviest first."""
    left = [
        row
        for row in range(len(board.requests))
        if row not in slot_of
        and board.weight[row]
        and board.allowed[row]
        and not any(has_full_calendar(board, slot_of, who) for who in board.ends[row])
    ]
    if not left:
        return slot_of
    seats = Seats(board)
    for row in sorted(left, key=lambda row: (-board.weight[row], row)):
        if len(slot_of) >= sum(board.tables):
            break
        if not any(has_full_calendar(board, slot_of, who) for who in board.ends[row]):
            slot_of = seats.seat([*slot_of, row], conflicts=TRIAL_CONFLICTS) or slot_of
    return slot_of


def has_full_calendar(board: Board, slot_of: dict[int, int], who: int) -> bool:
    """Say whether a participant has as many meetings as it can have."""
    return sum(row in slot_of for row in board.of[who]) >= board.limit[who]
