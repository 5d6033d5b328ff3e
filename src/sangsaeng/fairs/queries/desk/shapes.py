"""What the desk's board is made of."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sangsaeng.fairs.queries.the_day.marks import Seen

Stage = Literal["over", "running", "to_come"]


@dataclass(frozen=True)
class SlotThen:
    """A slot in the fair's own time zone, and where it stands at the board's moment."""

    pk: int
    starts_at: datetime
    ends_at: datetime
    stage: Stage


@dataclass(frozen=True)
class Party:
    """One side of a meeting: who it is, what was seen of it there, and since when it is here."""

    code: str
    name: str
    mark: Seen | None
    arrival: Seen | None

    @property
    def kind(self) -> str:
        """What was seen at the meeting: present, late, absent, or nothing yet."""
        return self.mark.kind if self.mark is not None else ""


@dataclass(frozen=True)
class Sitting:
    """A meeting at a table, or one that lost its place there because a side did not come."""

    request_code: str
    buyer: Party
    supplier: Party
    is_held: bool
    is_vacated: bool

    @property
    def parties(self) -> tuple[Party, Party]:
        """Both sides."""
        return self.buyer, self.supplier


@dataclass(frozen=True)
class TableThen:
    """A table in a slot; without a sitting it is free, unless it was lost on the day."""

    label: str
    owner: str
    sitting: Sitting | None
    is_lost: bool


@dataclass(frozen=True)
class HallThen:
    """A hall in the slot that is shown of it, with the slots that run and follow by its own clock."""

    pk: int
    name: str
    behind_minutes: int
    shown: SlotThen
    running: SlotThen | None
    following: SlotThen | None
    tables: tuple[TableThen, ...]


@dataclass(frozen=True)
class Coming:
    """A participant's next meeting."""

    starts_at: datetime
    hall: str
    table: str
    counterpart: str
    is_near: bool


@dataclass(frozen=True)
class Guest:
    """A participant of the day: whether it is here, and where it goes next."""

    code: str
    name: str
    side_label: str
    tables: tuple[str, ...]
    arrival: Seen | None
    coming: Coming | None

    @property
    def is_awaited(self) -> bool:
        """Tell whether its meeting runs or is next and it has not been seen."""
        return self.arrival is None and self.coming is not None and self.coming.is_near


@dataclass(frozen=True)
class Counts:
    """The day in figures."""

    expected: int
    arrived: int
    meetings: int
    held: int
    missed: int
    free: int


@dataclass(frozen=True)
class Board:
    """What the desk sees."""

    at: datetime
    slots: tuple[SlotThen, ...]
    halls: tuple[HallThen, ...]
    guests: tuple[Guest, ...]
    counts: Counts


@dataclass(frozen=True)
class VisitedPlace:
    """A meeting of a participant who stands at the desk, and where it is."""

    slot: SlotThen
    hall: str
    table: str
    sitting: Sitting


@dataclass(frozen=True)
class Visit:
    """A participant at the desk, with its meetings of the day."""

    guest: Guest
    places: tuple[VisitedPlace, ...]
