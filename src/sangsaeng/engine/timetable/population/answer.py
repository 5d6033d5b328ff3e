"""The timetable of one population as an answer, with its proof and its reasons."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

REASONS = (
    "not_wanted",
    "no_common_slot",
    "participant_full",
    "hall_full",
    "outranked",
    "no_free_slot",
)

OBSTACLES = (
    "participant_overbooked",
    "no_common_slot",
    "too_few_slots",
    "hall_too_small",
    "tables",
    "precedences",
    "break_difference",
    "availability",
    "search_ended",
)


@dataclass(frozen=True, slots=True, order=True)
class PopulationMeeting:
    """Two participants in one slot at one table of the hall; tables count from 1.

    Examples
    --------
    >>> PopulationMeeting(("P01", "P02"), slot=3, table=1).slot
    3
    """

    between: tuple[str, str]
    slot: int
    table: int


@dataclass(frozen=True, slots=True)
class PopulationObjective:
    """What a timetable reaches.

    ``gaps`` are slots without a meeting between a participant's first and last one of a day,
    ``breaks`` the unbroken runs of them; the problem says which of the two is kept small.

    Examples
    --------
    >>> PopulationObjective(participants_met=2, meetings=1, weight=1.0, breaks=0, gaps=0).meetings
    1
    """

    participants_met: int
    meetings: int
    weight: float
    breaks: int
    gaps: int


@dataclass(frozen=True, slots=True)
class PopulationBound:
    """What no timetable of the problem can better, taken in the order of the objective.

    ``weight`` is the most that goes with ``participants_met`` at its bound, ``exact`` says that
    the answer reaches both. ``idle`` is the least waiting the answer's meetings can have, counted
    in breaks or gaps as the problem says, and
    ``idle_exact`` says that the answer has no more. ``gap`` is the share of weight that the answer
    may be short of.

    Examples
    --------
    >>> PopulationBound(2, 1.0, exact=True, gap=0.0, idle=0, idle_exact=True).exact
    True
    """

    participants_met: int
    weight: float
    exact: bool
    gap: float
    idle: int
    idle_exact: bool


@dataclass(frozen=True, slots=True)
class PopulationUnplaced:
    """A request without a meeting, its reason, a short sentence, and the facts behind it.

    Examples
    --------
    >>> PopulationUnplaced(("P01", "P02"), "hall_full").facts
    {}
    """

    between: tuple[str, str]
    reason: str
    detail: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why not all requests can be placed: a code, a sentence, and whom or which slots it names.

    Examples
    --------
    >>> Obstacle("hall_too_small", "9 meetings are asked for, the hall holds 8").code
    'hall_too_small'
    """

    code: str
    detail: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PopulationAnswer:
    """A timetable with its proof; ``obstacles`` is not empty when all had to be placed in vain.

    Examples
    --------
    >>> nothing = PopulationObjective(0, 0, 0.0, 0, 0)
    >>> bound = PopulationBound(0, 0.0, True, 0.0, 0, True)
    >>> PopulationAnswer((), nothing, bound).feasible
    True
    """

    meetings: tuple[PopulationMeeting, ...]
    objective: PopulationObjective
    bound: PopulationBound
    unplaced: tuple[PopulationUnplaced, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    seconds: float | None = None

    @property
    def feasible(self) -> bool:
        """Whether the problem has a timetable as far as the search went."""
        return not self.obstacles

    def to_json(self) -> dict[str, object]:
        """Return the answer as the plain values of its JSON form."""
        return {
            "meetings": [
                {"between": list(one.between), "slot": one.slot, "table": one.table}
                for one in self.meetings
            ],
            "objective": asdict(self.objective),
            "bound": asdict(self.bound),
            "unplaced": [
                {
                    "between": list(left.between),
                    "reason": left.reason,
                    "detail": left.detail,
                    "facts": dict(left.facts),
                }
                for left in self.unplaced
            ],
            "obstacles": [
                {"code": one.code, "detail": one.detail, "facts": dict(one.facts)}
                for one in self.obstacles
            ],
            "seconds": self.seconds,
        }
