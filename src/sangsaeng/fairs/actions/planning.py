"""Planning: a press makes a draft."""

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from sangsaeng.fairs.actions.answering import expire_overdue
from sangsaeng.fairs.actions.fitting import settle_fits
from sangsaeng.fairs.bridge import (
    FairProblem,
    Left,
    Placed,
    Plan,
    adaptable,
    placed_of,
    problem_of,
)
from sangsaeng.fairs.models import Fair, Meeting, Population, Seat, Timetable, Unplaced
from sangsaeng.fairs.queries.planning import meetings_of
from sangsaeng.fairs.refusals.planning import ChangedWhilePlanning
from sangsaeng.fairs.refusals.setting_up import NotOfThisFair
from sangsaeng.fairs.rules import may_run
from sangsaeng.fairs.states import TIMETABLE_STATES
from sangsaeng.kernel import jobs
from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.models import Job, Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import WrongState

PLANNING = "fairs.plan"


@dataclass(frozen=True)
class Making:
    """How a draft came to be."""

    origin: str
    based_on: Timetable | None = None
    milliseconds: int = 0


@dataclass(frozen=True)
class Drawn:
    """A plan that is not kept yet, the problem it answers and how it came to be."""

    problem: FairProblem
    plan: Plan
    made: Making


@action
def ask_for_plan(
    fair: Fair, *, actor: Person, at: datetime, keeping: Timetable | None = None
) -> Job:
    """Have the worker plan the fair, from nothing or ``keeping`` an earlier timetable's meetings.

    What is missing is refused at once, and a second press for the same waits with the first.
    """
    require(may_run(actor, fair), actor)
    expire_overdue(fair, at=at)
    problem = problem_of(lock(fair))
    wish: dict[str, Any] = {}
    if keeping is not None:
        _require_keepable(keeping, problem, fair)
        wish = {"keeping": keeping.serial}
    under_way = jobs.latest(PLANNING, fair)
    job = (
        under_way
        if under_way is not None and not under_way.has_ended and under_way.result == wish
        else jobs.ask(PLANNING, fair, actor=actor, at=at, **wish)
    )
    record(fair, planning=job.code, **wish)
    return job


def plan_fair(
    fair: Fair, *, actor: Person, at: datetime, keeping: Timetable | None = None
) -> Timetable:
    """Plan the fair and keep the result as a draft."""
    require(may_run(actor, fair), actor)
    expire_overdue(fair, at=at)
    settle_fits(fair, actor=actor, at=at)
    return keep_plan(fair, draw_up(fair, keeping), actor=actor, at=at)


def draw_up(fair: Fair, keeping: Timetable | None = None) -> Drawn:
    """Plan the fair without holding anybody up: nothing is locked and nothing is written."""
    problem = problem_of(fair)
    if keeping is not None:
        _require_keepable(keeping, problem, fair)
    began = time.perf_counter()
    plan = (
        problem.plan()
        if keeping is None
        else adaptable(problem).adapt(placed_of(meetings_of(keeping)))
    )
    taken = round(1000 * (time.perf_counter() - began))
    origin = Timetable.Origin.PLANNED if keeping is None else Timetable.Origin.ADAPTED
    return Drawn(problem, plan, Making(origin, based_on=keeping, milliseconds=taken))


def _require_keepable(timetable: Timetable, problem: FairProblem, fair: Fair) -> None:
    """Refuse to start from a timetable of another fair, or one that is replaced or put away."""
    adaptable(problem)
    if timetable.fair_id != fair.pk:
        raise NotOfThisFair
    if not timetable.is_current:
        verb = _("조금만 바꾸어 다시 편성")
        raise WrongState(state=TIMETABLE_STATES.label(timetable.state), verb=verb)


@action
def keep_plan(fair: Fair, drawn: Drawn, *, actor: Person, at: datetime) -> Timetable:
    """Keep a plan as a draft, unless the fair changed while it was made."""
    require(may_run(actor, fair), actor)
    expire_overdue(fair, at=at)
    fair = lock(fair)
    if problem_of(fair).digest != drawn.problem.digest:
        raise ChangedWhilePlanning
    timetable = keep(fair, drawn.problem.digest, drawn.plan, drawn.made, actor=actor, at=at)
    figures = drawn.plan.figures
    record(timetable, meetings=figures.meetings, suppliers_met=figures.suppliers_met)
    return timetable


def lock(fair: Fair) -> Fair:
    """Read the fair anew and hold it, so that timetables of one fair are made one by one."""
    return Fair.objects.select_for_update().get(pk=fair.pk)


@transaction.atomic
def keep(
    fair: Fair, digest: str, plan: Plan, made: Making, *, actor: Person, at: datetime
) -> Timetable:
    """Write a plan as a draft timetable; the digest tells of which rows it was made."""
    latest = fair.timetables.aggregate(latest=Max("serial"))["latest"] or 0
    timetable = Timetable.objects.create(
        fair=fair,
        serial=latest + 1,
        origin=made.origin,
        based_on=made.based_on,
        made_by=actor,
        made_at=at,
        suppliers_met=plan.figures.suppliers_met,
        meeting_count=plan.figures.meetings,
        weight=plan.figures.weight,
        gaps=plan.figures.gaps,
        bound_suppliers_met=plan.bound.suppliers_met,
        bound_weight=plan.bound.weight,
        bound_gaps=plan.bound.gaps,
        is_proved_best=plan.bound.is_reached,
        problem_digest=digest,
        milliseconds=made.milliseconds,
    )
    _write_meetings(timetable, plan.placed)
    _write_unplaced(timetable, plan.left)
    return timetable


def _write_meetings(timetable: Timetable, placed: tuple[Placed, ...]) -> None:
    meetings = Meeting.objects.bulk_create(
        Meeting(
            timetable=timetable,
            request=one.request,
            buyer=one.request.buyer,
            supplier=one.request.supplier,
            slot=one.slot,
            table=one.table,
            booked_at=one.booked_at,
        )
        for one in placed
    )
    everybody = timetable.fair.population == Population.ONE
    Seat.objects.bulk_create(
        Seat(timetable=timetable, meeting=meeting, slot=meeting.slot, participant=party)
        for meeting in meetings
        for party in ((meeting.buyer, meeting.supplier) if everybody else (meeting.supplier,))
    )


def _write_unplaced(timetable: Timetable, left: tuple[Left, ...]) -> None:
    Unplaced.objects.bulk_create(
        Unplaced(timetable=timetable, request=one.request, reason=one.reason, detail=one.facts)
        for one in left
    )
