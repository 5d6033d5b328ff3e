"""Restoring: an absence that did not hold gives a meeting its place back, if nobody has it yet."""

from datetime import datetime

from sangsaeng.fairs.actions.the_day.offering import settle
from sangsaeng.fairs.actions.the_day.placing import Place, take_place, version_in_force
from sangsaeng.fairs.events import MeetingBooked
from sangsaeng.fairs.models import Fair, Meeting, Opening, Request
from sangsaeng.fairs.refusals.the_day import PlaceTaken
from sangsaeng.kernel.events import announce


def restore(fair: Fair, request: Request, *, at: datetime) -> Meeting | None:
    """Put the meeting back where it stood before the absence; nothing if that is no longer free.

    An offer of the place that nobody answered yet is taken back. Whoever has said yes keeps it.
    """
    if version_in_force(fair).meetings.filter(request=request).exists():
        return None
    opening = _left_behind(fair, request)
    if opening is None or opening.filled_by_id is not None:
        return None
    try:
        meeting = take_place(fair, request, Place(opening.slot, opening.table), at=at)
    except PlaceTaken:
        return None
    # It stands where it was planned: what was seen of it before still counts.
    meeting.booked_at = None
    meeting.save(update_fields=["booked_at"])
    for offer in opening.offers.filter(state="open"):
        settle(fair, offer, "take_back", at=at)
    announce(MeetingBooked(meeting, at))
    return meeting


def _left_behind(fair: Fair, request: Request) -> Opening | None:
    left = fair.openings.filter(left_by=request, cause=Opening.Cause.ABSENT)
    return left.select_related("slot", "table").order_by("-opened_at", "-pk").first()
