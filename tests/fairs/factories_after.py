"""Rows for what comes after meetings: notes, marks of the desk, absences."""

from datetime import datetime, time, timedelta
from itertools import count
from uuid import UUID

from tests.factories import MOMENT, make_member
from tests.fairs.factories import (
    FAIR_DAY,
    make_buyer,
    make_fair,
    make_published,
    make_request,
    make_slots,
    make_supplier,
)

from sangsaeng.fairs.models import Mark, MeetingNote, NoShow, Opening

_number = count(1)
AFTER = datetime.combine(FAIR_DAY, time(12), MOMENT.tzinfo)


def make_met(fair=None, slot=0, *, buyer=None, supplier=None):
    """A request that meets in the version in force of a fair, in its first slot."""
    fair = fair or make_fair()
    slots = list(fair.slots.all()) or make_slots(fair)
    request = make_request(
        buyer or make_buyer(fair), supplier or make_supplier(fair), state="accepted"
    )
    placed = [
        (one.request, one.slot, one.table)
        for version in fair.timetables.filter(state="published")
        for one in version.meetings.select_related("request__buyer", "request__supplier", "slot")
    ]
    make_published(fair, [*placed, (request, slots[slot])])
    return request


def make_note(request, participant=None, **fields):
    """A side's note, the supplier's unless told otherwise."""
    participant = participant or request.supplier
    fields.setdefault("written_at", AFTER)
    if "written_by" not in fields:
        fields["written_by"] = make_member(participant.organization)
    fields.setdefault("remind_on", fields.get("due_on"))
    return MeetingNote.objects.create(request=request, participant=participant, **fields)


def make_mark(request, participant, kind, *, minutes=0, key=None, **fields):
    """What the desk saw of one side at a meeting, some minutes after noon."""
    number = next(_number)
    return Mark.objects.create(
        key=key or UUID(int=number),
        fair=request.fair,
        participant=participant,
        request=request,
        kind=kind,
        at=AFTER + timedelta(minutes=minutes),
        recorded_at=AFTER,
        by=fields.pop("by", None) or make_member(request.fair.organizer),
        **fields,
    )


def make_opening(request, cause, *, slot=None):
    """A place that a request left on the day; its meeting is gone."""
    fair = request.fair
    meeting = request.meetings.filter(timetable__state="published").first()
    slot, table = slot or meeting.slot, meeting.table
    meeting.delete()
    return Opening.objects.create(
        fair=fair, slot=slot, table=table, left_by=request, cause=cause, opened_at=AFTER
    )


def make_no_show(participant, request=None, **fields):
    """An absence on record; of a request of its own unless told otherwise."""
    if request is None:
        fair = participant.fair
        request = (
            make_request(participant, make_supplier(fair))
            if participant.side == "buyer"
            else make_request(make_buyer(fair), participant)
        )
    fields.setdefault("recorded_at", AFTER)
    return NoShow.objects.create(
        fair=participant.fair,
        request=request,
        participant=participant,
        organization=participant.organization,
        **fields,
    )
