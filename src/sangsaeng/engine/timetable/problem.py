"""The timetable problem as plain values: who asks to meet whom, when, at how many tables."""

from dataclasses import dataclass, field

from sangsaeng.engine.timetable.answer import Meeting

DEFAULT_ORDER = ("suppliers_met", "weight", "gaps")
ORDERS = (DEFAULT_ORDER, ("weight", "suppliers_met", "gaps"))

WEIGHT_UNITS = 1_000_000
"""Weights count to the sixth decimal: one unit of weight is this many whole steps."""


@dataclass(frozen=True, slots=True)
class Buyer:
    """One who receives at its tables; ``available`` and ``max_meetings`` of None restrict nothing.

    Examples
    --------
    >>> Buyer("B01", tables=2, available=frozenset({0, 1, 2})).tables
    2
    """

    id: str
    tables: int = 1
    available: frozenset[int] | None = None
    max_meetings: int | None = None


@dataclass(frozen=True, slots=True)
class Supplier:
    """One who goes from table to table, one meeting at a time.

    Examples
    --------
    >>> Supplier("S001", max_meetings=4).first_timer
    False
    """

    id: str
    available: frozenset[int] | None = None
    max_meetings: int | None = None
    first_timer: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """A wished meeting, its weight, and the slot it is locked in, if any; weight 0 is "not wanted".

    Examples
    --------
    >>> Request("B01", "S001", weight=0.83).slot is None
    True
    """

    buyer: str
    supplier: str
    weight: float = 1.0
    slot: int | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A buyer and a supplier who must not meet.

    Examples
    --------
    >>> Pair("B01", "S001").buyer
    'B01'
    """

    buyer: str
    supplier: str


@dataclass(frozen=True, slots=True)
class Options:
    """What comes first, and how many meetings each first-timer gets before all else.

    Examples
    --------
    >>> Options(first_timer_floor=1).order
    ('suppliers_met', 'weight', 'gaps')
    """

    order: tuple[str, ...] = DEFAULT_ORDER
    first_timer_floor: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """A whole fair to plan; ``days`` holds the first slot of each day.

    Examples
    --------
    >>> Problem(2, (Buyer("B01"),), (Supplier("S001"),), (Request("B01", "S001"),)).days
    (0,)
    """

    slots: int
    buyers: tuple[Buyer, ...]
    suppliers: tuple[Supplier, ...]
    requests: tuple[Request, ...]
    days: tuple[int, ...] = (0,)
    forbidden: tuple[Pair, ...] = ()
    options: Options = field(default_factory=Options)


@dataclass(frozen=True, slots=True)
class Absence:
    """A buyer or supplier who is away from one slot on, until the last absent slot or the end.

    Examples
    --------
    >>> Absence("S011", since=4).until is None
    True
    """

    party: str
    since: int
    until: int | None = None


@dataclass(frozen=True, slots=True)
class LostTables:
    """Tables that a buyer no longer has from one slot on.

    Examples
    --------
    >>> LostTables("B01", since=4).tables
    1
    """

    buyer: str
    since: int
    tables: int = 1


@dataclass(frozen=True, slots=True)
class Running:
    """A fair under way: slots up to and including ``now`` are past or running and stay as they are.

    ``move_price`` is the weight an added meeting must bring for each announced meeting it moves;
    None means that announced meetings move only when they would otherwise be lost.

    Examples
    --------
    >>> Running(now=-1).meetings
    ()
    """

    now: int
    meetings: tuple[Meeting, ...] = ()
    absent: tuple[Absence, ...] = ()
    lost_tables: tuple[LostTables, ...] = ()
    new_requests: tuple[Request, ...] = ()
    move_price: float | None = None
