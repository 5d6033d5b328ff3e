"""What the seats reach, and what no seats of the same fair can exceed."""

from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np

from sangsaeng.engine.timetable.answer import Bound
from sangsaeng.engine.timetable.board import Board, Flags
from sangsaeng.engine.timetable.choosing import Choice, Room, choose
from sangsaeng.engine.timetable.problem import WEIGHT_UNITS
from sangsaeng.engine.timetable.seating import NONE, Seats


class Value(NamedTuple):
    """The objective in whole numbers: first-timers' meetings up to the floor, met, weight."""

    floor: int
    met: int
    weight: int


@dataclass(frozen=True, slots=True)
class IdleProof:
    """Idle slots that were reached, and those that the same meetings cannot go below."""

    reached: int
    least: int


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The best value of a relaxed fair in which slots do not matter, and all to bound it anew."""

    value: Value
    board: Board
    seats: Seats
    asking: Flags
    room: Room

    @classmethod
    def of(cls, board: Board, seats: Seats, asking: Flags, room: Room, choice: Choice) -> Self:
        """Take the ceiling of what can be seated beside the present seats from a best choice."""
        present = seats._replace(slot=seats.slot.copy(), supplier_count=seats.supplier_count.copy())
        return cls(relaxed_value(board, present, choice), board, present, asking, room)

    def alone(self, term: int) -> Value:
        """Return the ceiling of one term (0 weight, 1 suppliers met) whatever the others are."""
        scale = np.zeros(3, dtype=np.int64)
        scale[term] = 1
        choice = choose(self.board._replace(scale=scale), self.asking, self.room)
        return relaxed_value(self.board, self.seats, choice)


def value_of(board: Board, seats: Seats) -> Value:
    """Return the value of the seated meetings."""
    return Value(
        floor=int(np.minimum(seats.supplier_count, board.floor).sum()),
        met=int((seats.supplier_count > 0).sum()),
        weight=int(board.weight[seats.slot != NONE].sum()),
    )


def relaxed_value(board: Board, seats: Seats, choice: Choice) -> Value:
    """Return the value of the seated meetings and the chosen ones, wherever they would sit."""
    count = seats.supplier_count + np.bincount(
        board.supplier[choice.chosen], minlength=len(seats.supplier_count)
    )
    chosen = -(-board.weight[choice.chosen] // choice.grain) * choice.grain
    return Value(
        floor=int(np.minimum(count, board.floor).sum()),
        met=int((count > 0).sum()),
        weight=int(board.weight[seats.slot != NONE].sum()) + int(chosen.sum()),
    )


def prove(board: Board, seats: Seats, ceiling: Ceiling, idle: IdleProof) -> Bound:
    """Set the reached value beside a bound that holds for every timetable of the fair.

    The second term of the order is bounded together with the first only where the first is
    reached; else it is bounded on its own, since giving up the first could raise it.
    """
    reached, most = value_of(board, seats), ceiling.value
    weight_first = board.scale[1] == 1
    met, weight = most.met, most.weight
    floor_reached = reached.floor == most.floor
    if not (floor_reached and (reached.met == most.met or weight_first)):
        weight = ceiling.alone(0).weight
    if not (floor_reached and (reached.weight == most.weight or not weight_first)):
        met = ceiling.alone(1).met
    return Bound(
        suppliers_met=met,
        weight=weight / WEIGHT_UNITS,
        exact=reached == most,
        gap=(weight - reached.weight) / weight if weight else 0.0,
        gaps=idle.least,
        gaps_exact=idle.reached == idle.least,
    )
