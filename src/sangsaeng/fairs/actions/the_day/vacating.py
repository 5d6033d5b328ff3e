"""Vacating: a meeting that will not take place gives its place away, and people are told."""

from datetime import datetime

from sangsaeng.fairs.actions.the_day.offering import move_on
from sangsaeng.fairs.actions.the_day.placing import leave_place, version_in_force
from sangsaeng.fairs.events import MeetingCalledOff
from sangsaeng.fairs.models import (
    Fair,
    Meeting,
    Opening,
    Participant,
    Request,
    Slot,
    Unavailability,
)
from sangsaeng.fairs.queries.planning import meetings_with
from sangsaeng.kernel.events import announce


def vacate(fair: Fair, request: Request, cause: str, *, at: datetime) -> Opening | None:
    """Free the place of a request's meeting in the version in force; nothing if it has none.

    The place is offered to the best pair that waits at once. The fair is held by whoever calls.
    """
    meeting = version_in_force(fair).meetings.filter(request=request).first()
    if meeting is None:
        return None
    opening = _free(meeting, fair, cause, at=at)
    move_on(fair, at=at)
    opening.refresh_from_db()
    return opening


def withdraw_from_rest(
    participant: Participant, first: Slot, cause: str, *, fair: Fair, at: datetime
) -> list[Opening]:
    """Free all meetings of somebody who is not there from a slot to the end of its day.

    Nobody puts them into a place of those hours again. The fair is held by whoever calls.
    """
    rest = fair.slots.filter(day=first.day_id, starts_at__gte=first.starts_at)
    late = cause == Opening.Cause.LATE
    known = Unavailability.Cause.LATE if late else Unavailability.Cause.ABSENT
    Unavailability.objects.bulk_create(
        [Unavailability(participant=participant, slot=slot, cause=known) for slot in rest],
        ignore_conflicts=True,
    )
    freed = [
        _free(meeting, fair, cause, at=at)
        for meeting in meetings_with(participant, version_in_force(fair)).filter(slot__in=rest)
    ]
    move_on(fair, at=at)
    return freed


def _free(meeting: Meeting, fair: Fair, cause: str, *, at: datetime) -> Opening:
    opening = leave_place(meeting, fair, cause, at=at)
    announce(MeetingCalledOff(opening, at))
    return opening
