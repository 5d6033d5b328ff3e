"""What a plan is in terms of a fair's rows, whichever way its people meet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from sangsaeng.fairs.models import Request, Slot, Table


@dataclass(frozen=True)
class Placed:
    """A request, the slot and the table at which it meets."""

    request: Request
    slot: Slot
    table: Table


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
