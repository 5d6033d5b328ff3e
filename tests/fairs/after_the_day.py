"""What the desk saw and what the two sides wrote, as rows for tests."""

from datetime import timedelta
from itertools import count
from uuid import uuid4

from tests.factories import MOMENT, make_person
from tests.fairs.factories import PUBLISHED

from sangsaeng.fairs.models import Mark, MeetingNote, Opening

_minute = count(1)


def mark(request, participant, kind, at=None):
    """A mark of the desk about one side at a meeting, later than the marks before it."""
    return Mark.objects.create(
        key=uuid4(),
        fair=request.fair,
        participant=participant,
        request=request,
        kind=kind,
        at=at or PUBLISHED + timedelta(minutes=next(_minute)),
        recorded_at=PUBLISHED,
        by=make_person(),
    )


def mark_both(request, kind="present"):
    """Both sides marked alike."""
    mark(request, request.buyer, kind)
    mark(request, request.supplier, kind)


def note(request, participant, **fields):
    """One side's note about a meeting."""
    fields.setdefault("written_at", MOMENT)
    return MeetingNote.objects.create(
        request=request, participant=participant, written_by=make_person(), **fields
    )


def leave(meeting, cause="absent", filled_by=None):
    """The meeting leaves its place in the version in force."""
    opening = Opening.objects.create(
        fair=meeting.request.fair,
        slot=meeting.slot,
        table=meeting.table,
        left_by=meeting.request,
        cause=cause,
        opened_at=PUBLISHED,
        filled_by=filled_by,
        closed_at=PUBLISHED if filled_by else None,
    )
    meeting.delete()
    return opening
