"""Publishing: foreseen first, then a draft becomes the version in force, or is put away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from sangsaeng.fairs.actions.announcing import raise_revision
from sangsaeng.fairs.actions.answering import expire_overdue
from sangsaeng.fairs.actions.planning import lock
from sangsaeng.fairs.bridge import placed_of, problem_of
from sangsaeng.fairs.events import TimetablePublished
from sangsaeng.fairs.models import Fair, Participant, Timetable
from sangsaeng.fairs.queries.planning import meetings_of
from sangsaeng.fairs.queries.timetables import Changes, changes
from sangsaeng.fairs.refusals.planning import BegunWouldMove, TimetableOutdated
from sangsaeng.fairs.rules import may_run
from sangsaeng.fairs.states import FAIR_STATES, TIMETABLE_STATES
from sangsaeng.kernel.actions import action, change
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require


@dataclass(frozen=True)
class Publishing:
    """What publishing a draft would mean: what forbids it, what to know first, whom it concerns."""

    faults: list[str]
    is_outdated: bool
    number: int
    replaced: Timetable | None
    changes: Changes

    @property
    def organizations(self) -> int:
        """How many organizations read something new."""
        return len(self.changes.participants)


def foresee_publishing(timetable: Timetable, *, at: datetime) -> Publishing:
    """Say what publishing the draft would change, and whether rows and hour still allow it."""
    fair = timetable.fair
    problem = problem_of(fair)
    in_force = fair.timetables.filter(state="published").first()
    latest = fair.timetables.aggregate(latest=Max("number"))["latest"] or 0
    differing = changes(in_force, timetable)
    faults = problem.violations(placed_of(meetings_of(timetable)))
    if _moves_what_has_begun(fair, in_force, differing, at):
        faults.append(BegunWouldMove().sentence)
    return Publishing(
        faults=faults,
        is_outdated=problem.digest != timetable.problem_digest,
        number=latest + 1,
        replaced=in_force,
        changes=differing,
    )


@action
def publish(timetable: Timetable, *, actor: Person, at: datetime) -> Timetable:
    """Publish a draft as the next numbered version; the one in force becomes an earlier version."""
    require(may_run(actor, timetable.fair), actor)
    expire_overdue(timetable.fair, at=at)
    fair = lock(timetable.fair)
    draft = fair.timetables.get(pk=timetable.pk)
    TIMETABLE_STATES.after(draft.state, "publish")
    faults = problem_of(fair).violations(placed_of(meetings_of(draft)))
    if faults:
        raise TimetableOutdated(why=faults[0])
    in_force = fair.timetables.filter(state="published").first()
    differing = changes(in_force, draft)
    if _moves_what_has_begun(fair, in_force, differing, at):
        raise BegunWouldMove
    bring_into_force(fair, draft, _concerned(differing), actor=actor, at=at)
    return draft


def bring_into_force(
    fair: Fair, draft: Timetable, concerned: Iterable[int], *, actor: Person, at: datetime
) -> None:
    """Make a draft the next version of a fair that is held, and tell those it concerns."""
    following = TIMETABLE_STATES.after(draft.state, "publish")
    for earlier in fair.timetables.filter(state="published"):
        change(earlier, state=TIMETABLE_STATES.after(earlier.state, "supersede"))
    latest = fair.timetables.aggregate(latest=Max("number"))["latest"] or 0
    change(draft, state=following, number=latest + 1, published_by=actor, published_at=at)
    change(fair, state=FAIR_STATES.after(_as_planned(fair), "publish"))
    raise_revision(fair, concerned)
    announce(TimetablePublished(draft, actor, at))


@action
def discard(timetable: Timetable, *, actor: Person, at: datetime) -> None:
    """Put a draft away."""
    require(may_run(actor, timetable.fair), actor)
    draft = lock(timetable.fair).timetables.get(pk=timetable.pk)
    change(draft, state=TIMETABLE_STATES.after(draft.state, "discard"))


@action
def note(timetable: Timetable, text: str, *, actor: Person, at: datetime) -> None:
    """Write down what a timetable is about, so that it is told apart from the others."""
    require(may_run(actor, timetable.fair), actor)
    change(timetable, note=text)


def _moves_what_has_begun(
    fair: Fair, in_force: Timetable | None, differing: Changes, at: datetime
) -> bool:
    """Tell whether a fair that is under way would lose or move a meeting that has begun."""
    return in_force is not None and _is_under_way(fair, at) and any(differing.begun(at))


def _is_under_way(fair: Fair, at: datetime) -> bool:
    """Tell whether the fair has begun and is not over."""
    return (
        fair.slots.filter(starts_at__lte=at).exists() and fair.slots.filter(ends_at__gt=at).exists()
    )


def _concerned(differing: Changes) -> list[int]:
    codes = differing.participants
    return list(Participant.objects.filter(code__in=codes).values_list("pk", flat=True))


def _as_planned(fair: Fair) -> str:
    """Requests that are still open are closed by publishing."""
    if FAIR_STATES.allows(fair.state, "close_requests"):
        return FAIR_STATES.after(fair.state, "close_requests")
    return fair.state
