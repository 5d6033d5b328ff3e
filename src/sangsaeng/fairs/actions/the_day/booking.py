"""Booking by hand: the desk puts a waiting pair into a free place, or calls a meeting off."""

from datetime import datetime

from sangsaeng.fairs.actions.planning import lock
from sangsaeng.fairs.actions.the_day.offering import move_on
from sangsaeng.fairs.actions.the_day.placing import Place, take_place, version_in_force
from sangsaeng.fairs.actions.the_day.vacating import vacate
from sangsaeng.fairs.events import MeetingBooked
from sangsaeng.fairs.models import Meeting, Opening, Request
from sangsaeng.fairs.queries.the_day.floor import Hours, read_floor
from sangsaeng.fairs.refusals.the_day import MeetingOver, NotInTimetable, PlaceNotFit
from sangsaeng.fairs.rules import may_fill_places
from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require


@action
def book_place(request: Request, place: Place, *, actor: Person, at: datetime) -> Meeting:
    """Put a waiting pair into a free place; whoever is being asked about it is asked no more."""
    require(may_fill_places(actor, request.fair), actor)
    fair = lock(request.fair)
    hindrance = read_floor(fair, at).hindrance(request, place.slot, place.table)
    if hindrance is not None:
        raise PlaceNotFit(why=hindrance.words)
    meeting = take_place(fair, request, place, at=at)
    record(meeting, request=request.code, slot=place.slot.starts_at, table=place.table.label)
    announce(MeetingBooked(meeting, at))
    move_on(fair, at=at)
    return meeting


@action
def call_off(request: Request, *, actor: Person, at: datetime) -> Opening:
    """Call off a meeting of the version in force that is not over; its place is free at once."""
    require(may_fill_places(actor, request.fair), actor)
    fair = lock(request.fair)
    meeting = (
        version_in_force(fair)
        .meetings.filter(request=request)
        .select_related("slot", "table__hall")
        .first()
    )
    if meeting is None:
        raise NotInTimetable
    if at >= Hours.of(meeting.slot, meeting.table).ends:
        raise MeetingOver
    record(request, called_off=meeting.slot.starts_at, table=meeting.table.label)
    opening = vacate(fair, request, Opening.Cause.CALLED_OFF, at=at)
    if opening is None:
        raise NotInTimetable
    return opening
