"""The timetable problem of one population: anybody may ask to meet anybody."""

from dataclasses import dataclass

BREAKS = "breaks"
GAPS = "gaps"


@dataclass(frozen=True, slots=True)
class Participant:
    """One who meets others, one at a time; ``None`` restricts nothing.

    Examples
    --------
    >>> Participant("P01", available=frozenset({0, 1, 4}), max_meetings=2).max_meetings
    2
    """

    id: str
    available: frozenset[int] | None = None
    max_meetings: int | None = None


@dataclass(frozen=True, slots=True)
class PopulationRequest:
    """A wished meeting of two participants: its weight, its lock, and the slots it may take.

    Examples
    --------
    >>> PopulationRequest(("P01", "P02"), slot=3).between
    ('P01', 'P02')
    """

    between: tuple[str, str]
    weight: float = 1.0
    slot: int | None = None
    slots: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class PopulationProblem:
    """A day, or several, of one population.

    ``tables`` is the number of meetings a slot can hold: one number for all slots, one per slot,
    or ``None``. A precedence ``(i, j)`` puts request ``i`` in an earlier slot than request ``j``
    whenever both take place. ``idle`` says what is kept small: ``"gaps"``, the slots without a
    meeting between a participant's first and last one of a day, or ``"breaks"``, the unbroken
    runs of such slots. With ``place_all`` every request must take place, and the numbers of
    breaks (or gaps) of any two participants differ by at most ``max_break_difference``.

    Examples
    --------
    >>> asked = PopulationRequest(("P01", "P02"))
    >>> PopulationProblem(2, (Participant("P01"), Participant("P02")), (asked,)).idle
    'gaps'
    """

    slots: int
    participants: tuple[Participant, ...]
    requests: tuple[PopulationRequest, ...]
    tables: int | tuple[int, ...] | None = None
    days: tuple[int, ...] = (0,)
    precedences: tuple[tuple[int, int], ...] = ()
    max_break_difference: int | None = None
    idle: str = GAPS
    place_all: bool = False
