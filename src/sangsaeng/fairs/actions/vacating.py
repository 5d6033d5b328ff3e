"""Vacating: a meeting that will not take place gives its place away, and people are told."""

from datetime import datetime

from sangsaeng.fairs.actions.placing import leave_place, version_in_force
from sangsaeng.fairs.events import MeetingCalledOff
from sangsaeng.fairs.models import Fair, Opening, Request
from sangsaeng.kernel.events import announce


def vacate(fair: Fair, request: Request, cause: str, *, at: datetime) -> Opening | None:
    """Free the place of a request's meeting in the version in force; nothing if it has none."""
    meeting = version_in_force(fair).meetings.filter(request=request).first()
    if meeting is None:
        return None
    opening = leave_place(meeting, fair, cause, at=at)
    announce(MeetingCalledOff(opening, at))
    return opening
