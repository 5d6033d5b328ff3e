"""The true reason of every request without a meeting, tested against the finished timetable."""

from dataclasses import dataclass

from sangsaeng.engine.timetable.population.answer import PopulationUnplaced
from sangsaeng.engine.timetable.population.board import Board
from sangsaeng.engine.timetable.population.choosing import has_full_calendar
from sangsaeng.engine.timetable.population.seating import TRIAL_CONFLICTS, Seats


def explain_unplaced(board: Board, slot_of: dict[int, int]) -> list[PopulationUnplaced]:
    """Say of each request without a meeting what stands in its way.

    Parameters
    ----------
    board : Board
        The problem.
    slot_of : dict
        The slot of each request that takes place.

    Returns
    -------
    list of PopulationUnplaced
        One for each request that does not, in this order of reasons: ``not_wanted`` (weight 0),
        ``no_common_slot`` (the two share no usable slot), ``participant_full`` (one of the two
        has as many meetings as its limit or its slots allow), ``hall_full`` (with one more table
        it would take place), ``outranked`` (it could take the place of one meeting of either, and
        the plan that keeps that meeting is better), ``no_free_slot`` (even that would not do).

    Notes
    -----
    All other meetings may move to other slots when a request is tried, none is dropped. Each
    trial is one call of a satisfiability solver that keeps what it has learned.

    Examples
    --------
    >>> from sangsaeng.engine.timetable.population.board import lay_out
    >>> from sangsaeng.engine.timetable.population.problem import (
    ...     Participant, PopulationProblem, PopulationRequest)
    >>> people = (Participant("A"), Participant("B", available=frozenset({0})))
    >>> asked = PopulationRequest(("A", "B"), slots=frozenset({1}))
    >>> explain_unplaced(lay_out(PopulationProblem(2, people, (asked,))), {})[0].reason
    'no_common_slot'
    """
    trial = _Trial(board, slot_of, Seats(board), Seats(board, with_hall=False))
    return [trial.explain(row) for row in range(len(board.requests)) if row not in slot_of]


@dataclass(frozen=True, slots=True)
class _Trial:
    board: Board
    slot_of: dict[int, int]
    hall: Seats
    open_hall: Seats

    def explain(self, row: int) -> PopulationUnplaced:
        board = self.board
        if not board.weight[row]:
            return self._because(row, "not_wanted", "its weight is 0")
        if not board.allowed[row]:
            return self._because(row, "no_common_slot", "the two share no slot they may use")
        full = [who for who in board.ends[row] if has_full_calendar(board, self.slot_of, who)]
        if full:
            return self._full(row, full)
        if self._fits(self.open_hall, [*self.slot_of, row]):
            return self._because(row, "hall_full", "every table is taken when the two could meet")
        rivals = self._rivals(row)
        if rivals:
            detail = "only in place of " + ", ".join(" and ".join(pair) for pair in rivals)
            return self._because(row, "outranked", detail, by=[list(pair) for pair in rivals])
        return self._because(row, "no_free_slot", "no slot can be freed for both at once")

    def _because(self, row: int, reason: str, detail: str, **facts: object) -> PopulationUnplaced:
        return PopulationUnplaced(self.board.requests[row].between, reason, detail, facts)

    def _full(self, row: int, full: list[int]) -> PopulationUnplaced:
        names = [self.board.names[who] for who in full]
        counts = [str(self.board.limit[who]) for who in full]
        said = (f"{name} has all {count}" for name, count in zip(names, counts, strict=True))
        detail = ", ".join(said) + " meetings it can have"
        return self._because(row, "participant_full", detail, full=names)

    def _rivals(self, row: int) -> list[tuple[str, str]]:
        """Return the meetings of the two whose place this request could take."""
        board = self.board
        theirs = sorted({other for who in board.ends[row] for other in board.of[who]})
        return [
            board.requests[other].between
            for other in theirs
            if other in self.slot_of
            and self._fits(self.hall, [row, *(kept for kept in self.slot_of if kept != other)])
        ]

    def _fits(self, seats: Seats, rows: list[int]) -> bool:
        return seats.seat(rows, conflicts=TRIAL_CONFLICTS) is not None
