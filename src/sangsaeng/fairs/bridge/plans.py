"""What a plan is in terms of a fair's rows, whichever way its people meet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from sangsaeng.fairs.models import Request, Slot, Table


@dataclass(frozen=True)
class Placed:
    """A request, the slot and the table at which it meets."""

    request: Request
    slot: Slot
    table: Table
    booked_at: datetime | None = None

    @property
    def spot(self) -> tuple[int, int]:
        """The slot and the table by their primary keys."""
        return self.slot.pk, self.table.pk


@dataclass(frozen=True)
class Left:
    """A request without a meeting, the reason's code and its facts."""

    request: Request
    reason: str
    facts: dict[str, Any]


@dataclass(frozen=True)
class Figures:
    """What a plan reaches; weight in hundredths."""

    suppliers_met: int
    meetings: int
    weight: int
    gaps: int


@dataclass(frozen=True)
class Bound:
    """What no plan can exceed; weight in hundredths, ``gaps`` the fewest idle slots possible."""

    suppliers_met: int
    weight: int
    gaps: int
    is_reached: bool

    def beside(self, figures: Figures) -> "Bound":
        """Return what is proved for another choice of meetings: it may have no idle slot at all."""
        reached = (figures.suppliers_met, figures.weight, figures.gaps)
        return replace(self, gaps=0, is_reached=reached == (self.suppliers_met, self.weight, 0))


@dataclass(frozen=True)
class Plan:
    """An engine's answer in terms of the fair's rows."""

    placed: tuple[Placed, ...]
    left: tuple[Left, ...]
    figures: Figures
    bound: Bound


@dataclass(frozen=True)
class Announced:
    """A fair under way: what was announced, and the number of the last slot that has begun.

    ``held`` are places offered to pairs that have not answered yet: they are no meetings, but
    nothing else comes there while the offer runs. ``passed_over`` are requests, by primary key,
    that get no place by themselves, and nobody does where ``fills`` is off.
    """

    now: int
    placed: Sequence[Placed]
    held: Sequence[Placed] = ()
    passed_over: frozenset[int] = frozenset()
    fills: bool = True


@dataclass(frozen=True)
class Moved:
    """A meeting before and after."""

    before: Placed
    after: Placed


@dataclass(frozen=True)
class Repaired:
    """The timetable from now on, and what became of each announced meeting."""

    plan: Plan
    kept: tuple[Placed, ...]
    moved: tuple[Moved, ...]
    cancelled: tuple[Placed, ...]
    added: tuple[Placed, ...]

    @classmethod
    def of(cls, before: Sequence[Placed], plan: Plan) -> "Repaired":
        """Compare what was announced with what is planned now."""
        then = {one.request.pk: one for one in plan.placed}
        told = {one.request.pk for one in before}
        pairs = [(one, then.get(one.request.pk)) for one in before]
        return cls(
            plan,
            kept=tuple(new for old, new in pairs if new is not None and new.spot == old.spot),
            moved=tuple(
                Moved(old, new) for old, new in pairs if new is not None and new.spot != old.spot
            ),
            cancelled=tuple(old for old, new in pairs if new is None),
            added=tuple(one for one in plan.placed if one.request.pk not in told),
        )

    @property
    def changes_anything(self) -> bool:
        """Tell whether anybody has to be told."""
        return bool(self.moved or self.cancelled or self.added)


class FairProblem(Protocol):
    """A fair's rows as an engine problem, with the way back."""

    @property
    def digest(self) -> str:
        """A fingerprint of all that the plan depends on."""

    def plan(self) -> Plan:
        """Plan the fair."""

    def figures(self, placed: Sequence[Placed]) -> Figures:
        """Return what a given set of meetings reaches."""

    def explain(self, placed: Sequence[Placed]) -> tuple[Left, ...]:
        """Return why each request without a meeting is left, given the others' meetings."""

    def violations(self, placed: Sequence[Placed]) -> list[str]:
        """Return in words what the meetings violate; nothing when they hold."""
