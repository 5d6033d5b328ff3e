"""Planning: a press makes a draft."""

import time
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from sangsaeng.fairs.bridge import FairProblem, Left, Placed, Plan, problem_of
from sangsaeng.fairs.models import Fair, Meeting, Population, Seat, Timetable, Unplaced
from sangsaeng.fairs.refusals import ChangedWhilePlanning
from sangsaeng.fairs.rules import may_run
from sangsaeng.kernel import jobs
from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.models import Job, Person
from sangsaeng.kernel.permissions import require

PLANNING = "fairs.plan"


@dataclass(frozen=True)
class Making:
    """How a draft came to be."""

    origin: str
    based_on: Timetable | None = None
    milliseconds: int = 0


@dataclass(frozen=True)
class Drawn:
    """A plan that is not kept yet, the problem it answers and the time it took."""

    problem: FairProblem
    plan: Plan
    milliseconds: int


@action
def ask_for_plan(fair: Fair, *, actor: Person, at: datetime) -> Job:
    """Have the worker plan the fair; what is missing is refused at once, a second press waits."""
    require(may_run(actor, fair), actor)
    problem_of(lock(fair))
    under_way = jobs.latest(PLANNING, fair)
    job = (
        under_way
        if under_way is not None and not under_way.has_ended
        else jobs.ask(PLANNING, fair, actor=actor, at=at)
    )
    record(fair, planning=job.code)
    return job


def plan_fair(fair: Fair, *, actor: Person, at: datetime) -> Timetable:
    """Plan the fair and keep the result as a draft."""
    require(may_run(actor, fair), actor)
    return keep_plan(fair, draw_up(fair), actor=actor, at=at)


def draw_up(fair: Fair) -> Drawn:
    """Plan the fair without holding anybody up: nothing is locked and nothing is written."""
    problem = problem_of(fair)
    began = time.perf_counter()
    plan = problem.plan()
    return Drawn(problem, plan, milliseconds=round(1000 * (time.perf_counter() - began)))


@action
def keep_plan(fair: Fair, drawn: Drawn, *, actor: Person, at: datetime) -> Timetable:
    """Keep a plan as a draft, unless the fair changed while it was made."""
    require(may_run(actor, fair), actor)
    fair = lock(fair)
    if problem_of(fair).digest != drawn.problem.digest:
        raise ChangedWhilePlanning
    made = Making(Timetable.Origin.PLANNED, milliseconds=drawn.milliseconds)
    timetable = keep(fair, drawn.problem, drawn.plan, made, actor=actor, at=at)
    figures = drawn.plan.figures
    record(timetable, meetings=figures.meetings, suppliers_met=figures.suppliers_met)
    return timetable


def lock(fair: Fair) -> Fair:
    """Read the fair anew and hold it, so that timetables of one fair are made one by one."""
    return Fair.objects.select_for_update().get(pk=fair.pk)


@transaction.atomic
def keep(
    fair: Fair, problem: FairProblem, plan: Plan, made: Making, *, actor: Person, at: datetime
) -> Timetable:
    """Write a plan as a draft timetable."""
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
        problem_digest=problem.digest,
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
