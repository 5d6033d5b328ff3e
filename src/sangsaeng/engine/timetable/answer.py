"""The timetable as an answer: meetings, what they reach, what is proved, and why a pair is left."""

from collections.abc import Mapping
from dataclasses import dataclass, field

REASONS = (
    "forbidden",
    "not_wanted",
    "buyer_absent",
    "supplier_absent",
    "no_common_slot",
    "buyer_full",
    "supplier_full",
    "no_free_slot",
    "outranked",
)


@dataclass(frozen=True, slots=True, order=True)
class Meeting:
    """A buyer and a supplier in one slot at one table; tables count from 1.

    Examples
    --------
    >>> Meeting("B01", "S001", slot=3, table=1).table
    1
    """

    buyer: str
    supplier: str
    slot: int
    table: int


@dataclass(frozen=True, slots=True)
class Objective:
    """What a timetable reaches, in the terms of the problem's order.

    ``gaps`` are slots without a meeting between a supplier's first and last meeting of a day,
    whether the supplier is available in them or not; ``first_timers`` are those who meet anyone.

    Examples
    --------
    >>> Objective(suppliers_met=1, meetings=1, weight=0.83, gaps=0).meetings
    1
    """

    suppliers_met: int
    meetings: int
    weight: float
    gaps: int
    first_timers: int = 0


@dataclass(frozen=True, slots=True)
class Bound:
    """What no timetable of the problem can exceed, taken in the problem's order.

    ``suppliers_met`` and ``weight`` hold in the order of the options: the second one is the most
    that goes with the first one at its bound. ``exact`` says that the answer reaches both, which
    proves it optimal in them; ``gaps`` is a number of idle slots that the answer's meetings
    cannot fall below, and ``gaps_exact`` says that the answer reaches it.

    Examples
    --------
    >>> Bound(suppliers_met=1, weight=0.83, exact=True, gap=0.0, gaps=0, gaps_exact=True).exact
    True
    """

    suppliers_met: int
    weight: float
    exact: bool
    gap: float
    gaps: int
    gaps_exact: bool


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A request without a meeting, its reason, a short sentence, and the facts behind it.

    Examples
    --------
    >>> Unplaced("B02", "S011", "buyer_full").facts
    {}
    """

    buyer: str
    supplier: str
    reason: str
    detail: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """A timetable with its proof and its reasons; ``seconds`` is filled by whoever has a clock.

    Examples
    --------
    >>> nothing = Objective(0, 0, 0.0, 0)
    >>> Answer((), nothing, Bound(0, 0.0, True, 0.0, 0, True), ()).to_json()["meetings"]
    []
    """

    meetings: tuple[Meeting, ...]
    objective: Objective
    bound: Bound
    unplaced: tuple[Unplaced, ...]
    seconds: float | None = None

    def to_json(self) -> dict[str, object]:
        """Return the answer as the plain values of its JSON form."""
        return {
            "meetings": [meeting_to_json(meeting) for meeting in self.meetings],
            "objective": objective_to_json(self.objective),
            "bound": bound_to_json(self.bound),
            "unplaced": [unplaced_to_json(left) for left in self.unplaced],
            "seconds": self.seconds,
        }


@dataclass(frozen=True, slots=True)
class Move:
    """An announced meeting that takes place at another time.

    Examples
    --------
    >>> Move("B01", "S001", from_slot=3, from_table=1, to_slot=5, to_table=1).to_slot
    5
    """

    buyer: str
    supplier: str
    from_slot: int
    from_table: int
    to_slot: int
    to_table: int


@dataclass(frozen=True, slots=True)
class RepairAnswer:
    """A repaired timetable, and what became of each announced meeting.

    Examples
    --------
    >>> empty = Answer((), Objective(0, 0, 0.0, 0), Bound(0, 0.0, True, 0.0, 0, True), ())
    >>> RepairAnswer(empty, (), (), (), ()).to_json()["moved"]
    []
    """

    answer: Answer
    kept: tuple[Meeting, ...]
    moved: tuple[Move, ...]
    cancelled: tuple[Meeting, ...]
    added: tuple[Meeting, ...]

    def to_json(self) -> dict[str, object]:
        """Return the answer's JSON form with what was kept, moved, cancelled and added."""
        return self.answer.to_json() | {
            "kept": [meeting_to_json(meeting) for meeting in self.kept],
            "moved": [move_to_json(move) for move in self.moved],
            "cancelled": [meeting_to_json(meeting) for meeting in self.cancelled],
            "added": [meeting_to_json(meeting) for meeting in self.added],
        }


def meeting_to_json(meeting: Meeting) -> dict[str, object]:
    """Return a meeting as plain values."""
    return {
        "buyer": meeting.buyer,
        "supplier": meeting.supplier,
        "slot": meeting.slot,
        "table": meeting.table,
    }


def objective_to_json(objective: Objective) -> dict[str, object]:
    """Return the reached figures as plain values."""
    return {
        "suppliers_met": objective.suppliers_met,
        "meetings": objective.meetings,
        "weight": objective.weight,
        "gaps": objective.gaps,
        "first_timers": objective.first_timers,
    }


def bound_to_json(bound: Bound) -> dict[str, object]:
    """Return the proof as plain values."""
    return {
        "suppliers_met": bound.suppliers_met,
        "weight": bound.weight,
        "exact": bound.exact,
        "gap": bound.gap,
        "gaps": bound.gaps,
        "gaps_exact": bound.gaps_exact,
    }


def unplaced_to_json(left: Unplaced) -> dict[str, object]:
    """Return a request without a meeting and its reason as plain values."""
    return {
        "buyer": left.buyer,
        "supplier": left.supplier,
        "reason": left.reason,
        "detail": left.detail,
        "facts": dict(left.facts),
    }


def move_to_json(move: Move) -> dict[str, object]:
    """Return a moved meeting, its old and its new place as plain values."""
    return {
        "buyer": move.buyer,
        "supplier": move.supplier,
        "from": {"slot": move.from_slot, "table": move.from_table},
        "to": {"slot": move.to_slot, "table": move.to_table},
    }
