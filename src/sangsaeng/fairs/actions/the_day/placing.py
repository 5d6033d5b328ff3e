"""Places on the day: a meeting that does not take place leaves its own, another takes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from sangsaeng.fairs.actions.announcing import raise_revision
from sangsaeng.fairs.models import (
    Fair,
    Meeting,
    Opening,
    Participant,
    Population,
    Request,
    Seat,
    Slot,
    Table,
    Timetable,
)
from sangsaeng.fairs.refusals.planning import NotPublished
from sangsaeng.fairs.refusals.the_day import PlaceTaken


@dataclass(frozen=True)
class Place:
    """A slot at a table."""

    slot: Slot
    table: Table


def version_in_force(fair: Fair) -> Timetable:
    """Return the version in force of a fair that is held, or refuse."""
    timetable = fair.timetables.filter(state="published").first()
    if timetable is None:
        raise NotPublished
    return timetable


@transaction.atomic
def take_place(fair: Fair, request: Request, place: Place, *, at: datetime) -> Meeting:
    """Put a request into a place of the version in force; the database allows it only once.

    Each row is written only where nothing stands in its way, so that two who reach for the same
    place neither wait for each other nor fall out: one gets it and the other is refused.
    """
    timetable = version_in_force(fair)
    wished = Meeting(
        timetable=timetable,
        request=request,
        buyer_id=request.buyer_id,
        supplier_id=request.supplier_id,
        slot=place.slot,
        table=place.table,
        booked_at=at,
    )
    Meeting.objects.bulk_create([wished], ignore_conflicts=True)
    meeting = timetable.meetings.filter(
        request=request, slot=place.slot, table=place.table, booked_at=at
    ).first()
    if meeting is None:
        raise PlaceTaken
    parties = seated(fair, request)
    Seat.objects.bulk_create(
        [
            Seat(timetable=timetable, meeting=meeting, slot=place.slot, participant_id=party)
            for party in parties
        ],
        ignore_conflicts=True,
    )
    if meeting.seats.count() != len(parties):
        raise PlaceTaken
    openings = Opening.objects.open().filter(slot=place.slot, table=place.table)
    openings.update(filled_by=request, closed_at=at)
    raise_revision(fair, [request.buyer_id, request.supplier_id])
    return meeting


@transaction.atomic
def leave_place(meeting: Meeting, fair: Fair, cause: str, *, at: datetime) -> Opening:
    """Take a meeting out of the version in force; its place is free at once."""
    request = meeting.request
    # A place that a later version filled may still be written down as free.
    Opening.objects.open().filter(slot=meeting.slot_id, table=meeting.table_id).update(closed_at=at)
    opening = Opening.objects.create(
        fair=fair,
        slot=meeting.slot,
        table=meeting.table,
        left_by=request,
        cause=cause,
        opened_at=at,
    )
    meeting.delete()
    raise_revision(fair, [request.buyer_id, request.supplier_id])
    return opening


def seated(fair: Fair, request: Request) -> Sequence[int]:
    """Return who can be in one place only: buyers with tables of their own have several places."""
    if fair.population == Population.ONE:
        return sorted((request.buyer_id, request.supplier_id))
    return [request.supplier_id]


def is_party(participant: Participant, request: Request) -> bool:
    """Tell whether the participant is one of the two who meet."""
    return participant.pk in {request.buyer_id, request.supplier_id}
