"""Moving: a hand puts a meeting elsewhere, its effect known beforehand."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from sangsaeng.fairs.actions.planning import Making, keep, lock
from sangsaeng.fairs.bridge import Bound, FairProblem, Figures, Placed, Plan, problem_of
from sangsaeng.fairs.models import Meeting, Slot, Table, Timetable
from sangsaeng.fairs.queries.planning import Spot, meetings_of, spots_for
from sangsaeng.fairs.refusals.planning import MoveImpossible, TimetableOutdated
from sangsaeng.fairs.rules import may_run
from sangsaeng.fairs.states import TIMETABLE_STATES
from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import WrongState


@dataclass(frozen=True)
class Move:
    """A meeting, where it would go, who would take its place, and the figures before and after."""

    meeting: Meeting
    spot: Spot
    before: Figures
    after: Figures

    @property
    def gaps_change(self) -> int:
        """How many idle slots come or, when negative, go."""
        return self.after.gaps - self.before.gaps


def foresee_move(meeting: Meeting, slot: Slot, table: Table) -> Move:
    """Say what moving the meeting would do, or refuse with the reason; changes nothing."""
    return _foreseen(meeting, slot, table).move


@action
def move_meeting(
    meeting: Meeting, slot: Slot, table: Table, *, actor: Person, at: datetime
) -> Timetable:
    """Move a meeting by hand; the result is a new draft and the old one stays as it was."""
    timetable = meeting.timetable
    require(may_run(actor, timetable.fair), actor)
    fair = lock(timetable.fair)
    foreseen = _foreseen(meeting, slot, table)
    plan = Plan(
        placed=tuple(foreseen.placed),
        left=foreseen.problem.explain(foreseen.placed),
        figures=foreseen.move.after,
        bound=_bound(timetable, foreseen),
    )
    made = Making(Timetable.Origin.MOVED, based_on=timetable)
    result = keep(fair, foreseen.problem.digest, plan, made, actor=actor, at=at)
    record(result, moved=meeting.request.code, to=slot.starts_at, table=table.label)
    return result


@dataclass(frozen=True)
class _Foreseen:
    move: Move
    problem: FairProblem
    placed: list[Placed]


def _foreseen(meeting: Meeting, slot: Slot, table: Table) -> _Foreseen:
    timetable = meeting.timetable
    if not timetable.is_current:
        raise WrongState(state=TIMETABLE_STATES.label(timetable.state), verb=_("옮기기"))
    spot = _spot(meeting, slot, table)
    problem = problem_of(timetable.fair)
    meetings = meetings_of(timetable)
    now = [Placed(one.request, one.slot, one.table) for one in meetings]
    outdated = problem.violations(now)
    if outdated:
        raise TimetableOutdated(why=outdated[0])
    then = [_after(one, meeting, spot) for one in meetings]
    faults = problem.violations(then)
    if faults:
        raise MoveImpossible(why=faults[0])
    move = Move(meeting, spot, problem.figures(now), problem.figures(then))
    return _Foreseen(move, problem, then)


def _spot(meeting: Meeting, slot: Slot, table: Table) -> Spot:
    found = [one for one in spots_for(meeting) if one.slot == slot and one.table == table]
    if not found:
        raise MoveImpossible(why=_("두 기업이 쓸 수 있는 자리가 아닙니다"))
    [spot] = found
    if spot.is_current:
        raise MoveImpossible(why=_("지금 있는 자리입니다"))
    if spot.why_not:
        raise MoveImpossible(why=spot.why_not)
    return spot


def _after(one: Meeting, meeting: Meeting, spot: Spot) -> Placed:
    if one.pk == meeting.pk:
        return Placed(one.request, spot.slot, spot.table)
    if spot.swapped is not None and one.pk == spot.swapped.pk:
        return Placed(one.request, meeting.slot, meeting.table)
    return Placed(one.request, one.slot, one.table)


def _bound(timetable: Timetable, foreseen: _Foreseen) -> Bound:
    """Return what bounds the moved timetable: a proof holds only for the rows it was made of."""
    if foreseen.problem.digest == timetable.problem_digest:
        return Bound(
            timetable.bound_suppliers_met,
            timetable.bound_weight,
            timetable.bound_gaps,
            timetable.is_proved_best and foreseen.move.gaps_change <= 0,
        )
    return foreseen.problem.plan().bound.beside(foreseen.move.after)
