"""What an officer reads before a press on «publish»."""

from dataclasses import dataclass

from django.db.models import Max

from sangsaeng.fairs.bridge import placed_of, problem_of
from sangsaeng.fairs.models import Timetable
from sangsaeng.fairs.queries.planning import meetings_of
from sangsaeng.fairs.queries.timetables import Changes, changes


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


def foresee_publishing(timetable: Timetable) -> Publishing:
    """Say what publishing the draft would change, and whether the fair's rows still allow it."""
    fair = timetable.fair
    problem = problem_of(fair)
    in_force = fair.timetables.filter(state="published").first()
    latest = fair.timetables.aggregate(latest=Max("number"))["latest"] or 0
    return Publishing(
        faults=problem.violations(placed_of(meetings_of(timetable))),
        is_outdated=problem.digest != timetable.problem_digest,
        number=latest + 1,
        replaced=in_force,
        changes=changes(in_force, timetable),
    )
