"""Planning: a press makes a draft, a hand moves a meeting, and a version is published."""

import time
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from sangsaeng.fairs.bridge import (
    Bound,
    FairProblem,
    Figures,
    Left,
    Placed,
    Plan,
    placed_of,
    problem_of,
)
from sangsaeng.fairs.events import TimetablePublished
from sangsaeng.fairs.models import Fair, Meeting, Population, Seat, Slot, Table, Timetable, Unplaced
from sangsaeng.fairs.refusals import MoveImpossible, TimetableOutdated
from sangsaeng.fairs.rules import may_run
from sangsaeng.fairs.states import FAIR_STATES, TIMETABLE_STATES
from sangsaeng.kernel import jobs
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Job, Person
from sangsaeng.kernel.permissions import require

PLANNING = "fairs.plan"


@action
def ask_for_plan(fair: Fair, *, actor: Person, at: datetime) -> Job:
    """Have the worker plan the fair; what is missing is refused at once."""
    require(may_run(actor, fair), actor)
    problem_of(fair)
    job = jobs.ask(PLANNING, fair, actor=actor, at=at)
    record(fair, planning=job.code)
    return job


@action
def plan_fair(fair: Fair, *, actor: Person, at: datetime) -> Timetable:
    """Plan the fair and keep the result as a draft."""
    require(may_run(actor, fair), actor)
    problem = problem_of(fair)
    began = time.perf_counter()
    plan = problem.plan()
    made = Making(
        Timetable.Origin.PLANNED, milliseconds=round(1000 * (time.perf_counter() - began))
    )
    timetable = keep(fair, problem, plan, made, actor=actor, at=at)
    record(timetable, meetings=plan.figures.meetings, suppliers_met=plan.figures.suppliers_met)
    return timetable


@dataclass(frozen=True)
class Move:
    """A meeting, where it would go, and which meeting would take its place, if any."""

    meeting: Meeting
    slot: Slot
    table: Table
    swapped: Meeting | None
    before: Figures
    after: Figures


def foresee_move(meeting: Meeting, slot: Slot, table: Table) -> Move:
    """Say what moving the meeting would do, or refuse with the reason; changes nothing."""
    timetable = meeting.timetable
    problem = problem_of(timetable.fair)
    meetings = list(_meetings(timetable))
    placed = {one.pk: Placed(one.request, one.slot, one.table) for one in meetings}
    before, _left = problem.judge(list(placed.values()))
    swapped = next(
        (one for one in meetings if one.slot == slot and one.table == table and one != meeting),
        None,
    )
    if table.participant_id not in {None, meeting.buyer_id}:
        raise MoveImpossible(why=_("%(name)s의 테이블입니다") % {"name": table.participant})
    if swapped is not None:
        placed[swapped.pk] = Placed(swapped.request, meeting.slot, meeting.table)
    placed[meeting.pk] = Placed(meeting.request, slot, table)
    faults = problem.violations(list(placed.values()))
    if faults:
        raise MoveImpossible(why=_why_not(meeting, slot, meetings) or faults[0])
    after, _left = problem.judge(list(placed.values()))
    return Move(meeting, slot, table, swapped, before, after)


@action
def move_meeting(
    meeting: Meeting, slot: Slot, table: Table, *, actor: Person, at: datetime
) -> Timetable:
    """Move a meeting by hand; the result is a new draft and the old one stays as it was."""
    timetable = meeting.timetable
    require(may_run(actor, timetable.fair), actor)
    move = foresee_move(meeting, slot, table)
    problem = problem_of(timetable.fair)
    placed = [_after_move(one, move) for one in _meetings(timetable)]
    figures, left = problem.judge(placed)
    bound = Bound(
        timetable.bound_suppliers_met,
        timetable.bound_weight,
        timetable.bound_gaps,
        timetable.is_proved_best,
    )
    plan = Plan(tuple(placed), tuple(left), figures, bound)
    made = Making(Timetable.Origin.MOVED, based_on=timetable)
    result = keep(timetable.fair, problem, plan, made, actor=actor, at=at)
    record(result, moved=meeting.request.code, to=slot.starts_at, table=table.label)
    return result


@action
def publish(timetable: Timetable, *, actor: Person, at: datetime) -> Timetable:
    """Publish a draft as the next numbered version; the one in force becomes an earlier version."""
    require(may_run(actor, timetable.fair), actor)
    fair = Fair.objects.select_for_update().get(pk=timetable.fair_id)
    faults = problem_of(fair).violations(placed_of(list(_meetings(timetable))))
    if faults:
        raise TimetableOutdated(why=faults[0])
    following = TIMETABLE_STATES.after(timetable.state, "publish")
    for earlier in fair.timetables.filter(state="published"):
        change(earlier, state=TIMETABLE_STATES.after(earlier.state, "supersede"))
    latest = fair.timetables.aggregate(latest=Max("number"))["latest"] or 0
    change(timetable, state=following, number=latest + 1, published_by=actor, published_at=at)
    change(fair, state=FAIR_STATES.after(_as_planned(fair), "publish"))
    announce(TimetablePublished(timetable, actor, at))
    return timetable


@action
def discard(timetable: Timetable, *, actor: Person, at: datetime) -> None:
    """Put a draft away."""
    require(may_run(actor, timetable.fair), actor)
    change(timetable, state=TIMETABLE_STATES.after(timetable.state, "discard"))


@dataclass(frozen=True)
class Making:
    """How a draft came to be."""

    origin: str
    based_on: Timetable | None = None
    milliseconds: int = 0


def keep(
    fair: Fair, problem: FairProblem, plan: Plan, made: Making, *, actor: Person, at: datetime
) -> Timetable:
    """Write a plan as a draft timetable."""
    serial = (fair.timetables.aggregate(latest=Max("serial"))["latest"] or 0) + 1
    timetable = Timetable.objects.create(
        fair=fair,
        serial=serial,
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


def _meetings(timetable: Timetable) -> list[Meeting]:
    return list(
        timetable.meetings.select_related(
            "timetable__fair",
            "request__buyer__organization",
            "request__supplier__organization",
            "slot__day",
            "table__hall",
            "table__participant",
        )
    )


def _after_move(meeting: Meeting, move: Move) -> Placed:
    if meeting.pk == move.meeting.pk:
        return Placed(meeting.request, move.slot, move.table)
    if move.swapped is not None and meeting.pk == move.swapped.pk:
        return Placed(meeting.request, move.meeting.slot, move.meeting.table)
    return Placed(meeting.request, meeting.slot, meeting.table)


def _why_not(meeting: Meeting, slot: Slot, meetings: list[Meeting]) -> str:
    """Say in words why the meeting cannot stand in the slot, if a party is busy then."""
    busy = next(
        (
            one
            for one in meetings
            if one != meeting and one.slot == slot and one.supplier_id == meeting.supplier_id
        ),
        None,
    )
    if busy is not None:
        return _("%(name)s이(가) 그 시간에 %(other)s와(과) 상담합니다") % {
            "name": meeting.request.supplier,
            "other": busy.request.buyer,
        }
    return ""


def _as_planned(fair: Fair) -> str:
    """Requests that are still open are closed by publishing."""
    if FAIR_STATES.allows(fair.state, "close_requests"):
        return FAIR_STATES.after(fair.state, "close_requests")
    return fair.state
