"""The results of a fair as a viewer may see them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sangsaeng.fairs.models import Fair, Side
from sangsaeng.fairs.queries.met_before import met_before
from sangsaeng.fairs.queries.results.concentration import Concentration, concentration_of
from sangsaeng.fairs.queries.results.funnels import (
    Breakdown,
    Funnel,
    Loss,
    breakdowns_of,
    funnel_of,
    losses_of,
)
from sangsaeng.fairs.queries.results.journeys import Stage, trail_of
from sangsaeng.fairs.queries.results.rungs import RungLine, rungs_of
from sangsaeng.fairs.queries.results.tables import SlotUse, slot_uses
from sangsaeng.fairs.rules import may_read_totals, may_see_all
from sangsaeng.kernel.permissions import Viewer, require

SMALLEST_GROUP = 3
"""Fewer than these could be told apart by those who were among them."""


@dataclass(frozen=True)
class Totals:
    """How many requests came how far; a number that is withheld is none."""

    buyers: int
    suppliers: int
    counts: tuple[int | None, ...]

    def at(self, stage: Stage) -> int | None:
        """Return how many came as far as this, if it may be told."""
        return self.counts[stage - 1]


@dataclass(frozen=True)
class Whole:
    """What only the fair's own people see."""

    funnel: Funnel
    unanswered: int
    booked: int
    breakdowns: tuple[Breakdown, ...]
    losses: tuple[Loss, ...]
    slots: tuple[SlotUse, ...]
    rungs: tuple[RungLine, ...]
    concentration: Concentration


@dataclass(frozen=True)
class Results:
    """The results of a fair: totals for whoever took part, the whole for its own people."""

    totals: Totals | None
    whole: Whole | None


def results_for(viewer: Viewer, fair: Fair) -> Results:
    """Return the results that the viewer may see, or refuse.

    Who took part sees totals once the fair has ended, so that no change of a number from one day to
    the next tells of somebody's answer; before that, nothing yet.
    """
    if may_see_all(viewer, fair):
        whole = _whole(fair)
        return Results(_totals(fair, whole.funnel.counts), whole)
    require(may_read_totals(viewer, fair), viewer)
    if fair.state != "ended":
        return Results(None, None)
    funnel = funnel_of(trail_of(fair).journeys)
    return Results(_totals(fair, without_small_groups(funnel.counts)), None)


def without_small_groups(counts: Sequence[int]) -> tuple[int | None, ...]:
    """Withhold what would tell of one or two: a small number, and a small loss before it."""
    told: list[int | None] = []
    last: int | None = None
    for count in counts:
        losses = 0 if last is None else last - count
        if all(number == 0 or number >= SMALLEST_GROUP for number in (count, losses)):
            told.append(count)
            last = count
        else:
            told.append(None)
    return tuple(told)


def _totals(fair: Fair, counts: Sequence[int | None]) -> Totals:
    sides = list(fair.participants.values_list("side", flat=True))
    buyers = sides.count(Side.BUYER)
    return Totals(buyers, len(sides) - buyers, tuple(counts))


def _whole(fair: Fair) -> Whole:
    trail = trail_of(fair)
    return Whole(
        funnel_of(trail.journeys),
        unanswered=sum(one.is_unanswered and one.stage >= Stage.ACCEPTED for one in trail.journeys),
        booked=len(trail.places.booked),
        breakdowns=breakdowns_of(trail),
        losses=losses_of(trail.journeys),
        slots=slot_uses(trail),
        rungs=rungs_of(trail),
        concentration=concentration_of(trail, met_before(fair)),
    )
