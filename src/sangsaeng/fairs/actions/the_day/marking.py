"""Marking: the desk writes down who came; devices that were off-line hand in theirs later."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from uuid import UUID

from sangsaeng.fairs.actions.planning import lock
from sangsaeng.fairs.actions.the_day.placing import is_party
from sangsaeng.fairs.actions.the_day.restoring import restore
from sangsaeng.fairs.actions.the_day.vacating import vacate
from sangsaeng.fairs.models import Fair, Mark, Meeting, Opening, Participant, Request
from sangsaeng.fairs.queries.the_day.marks import attendance_at
from sangsaeng.fairs.refusals.setting_up import NotOfThisFair
from sangsaeng.fairs.refusals.the_day import MarkKeyUsed, MarkUnreadable
from sangsaeng.fairs.rules import may_see_all
from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import Refusal

OF_AN_ARRIVAL = frozenset({Mark.Kind.ARRIVED.value, Mark.Kind.LEFT.value})
OF_A_MEETING = frozenset({Mark.Kind.PRESENT.value, Mark.Kind.LATE.value, Mark.Kind.ABSENT.value})
CLOCKS_MAY_DIFFER = timedelta(minutes=2)
SHORTEST_STEP = timedelta(microseconds=1)


@dataclass(frozen=True)
class HandedIn:
    """A mark as a device wrote it down: of a participant, at a request's meeting or at the door."""

    key: UUID
    participant: str
    request: str
    kind: str
    at: datetime
    stand_in: str = ""


@dataclass
class Reception:
    """What became of the marks handed in: taken or refused, each by its key.

    ``lost`` are meetings whose people came after all, when their place had been given away.
    """

    taken: list[UUID] = field(default_factory=list)
    refused: dict[UUID, Refusal] = field(default_factory=dict)
    vacated: list[Request] = field(default_factory=list)
    restored: list[Request] = field(default_factory=list)
    lost: list[Request] = field(default_factory=list)


@action
def record_marks(
    fair: Fair, marks: Sequence[HandedIn], device: str, *, actor: Person, at: datetime
) -> Reception:
    """Write down what a device saw, each mark once however often it is handed in.

    What holds is the mark with the latest moment, so that it does not matter which device comes
    first. A side that does not come frees the meeting's place at once.
    """
    require(may_see_all(actor, fair), actor)
    fair = lock(fair)
    reception = Reception()
    rows = _rows(fair, _believed(fair, marks, at), reception)
    for row in rows:
        row.device, row.recorded_at, row.by = device, at, actor
    known = {mark.key: mark for mark in Mark.objects.filter(key__in=[row.key for row in rows])}
    new = [row for row in rows if row.key not in known]
    Mark.objects.bulk_create(new, ignore_conflicts=True)
    for row in rows:
        if _is_same(row, known.get(row.key, row)):
            reception.taken.append(row.key)
        else:
            reception.refused[row.key] = MarkKeyUsed()
    record(fair, device=device, marks=[_in_brief(row) for row in new])
    if fair.state == "published":
        _settle(fair, {row.request for row in new if row.request is not None}, reception, at=at)
    return reception


def _believed(fair: Fair, marks: Sequence[HandedIn], at: datetime) -> list[HandedIn]:
    """Return the marks with moments that can be true, in the order in which the device saw them.

    A clock that is plainly wrong is not believed: such marks count as of now, still one after
    the other.
    """
    first = fair.days.first()
    opens = datetime.combine(first.date, time(), fair.tz) if first else fair.entered_at
    believed, step = [], at - SHORTEST_STEP * len(marks)
    for mark in sorted(marks, key=lambda mark: mark.at):
        step += SHORTEST_STEP
        is_wrong = mark.at > at + CLOCKS_MAY_DIFFER or mark.at < opens
        believed.append(replace(mark, at=step) if is_wrong else mark)
    return believed


def _rows(fair: Fair, marks: Sequence[HandedIn], reception: Reception) -> list[Mark]:
    """Return the marks as rows; those that cannot be true of this fair are refused."""
    participants = fair.participants.in_bulk([m.participant for m in marks], field_name="code")
    requests = fair.requests.in_bulk([m.request for m in marks if m.request], field_name="code")
    rows = {}
    for mark in marks:
        participant, request = participants.get(mark.participant), requests.get(mark.request)
        if not _is_readable(mark):
            reception.refused[mark.key] = MarkUnreadable()
        elif participant is None or not _may_sit_there(participant, request, mark):
            reception.refused[mark.key] = NotOfThisFair()
        else:
            rows[mark.key] = Mark(
                key=mark.key,
                fair=fair,
                participant=participant,
                request=request,
                kind=mark.kind,
                stand_in=mark.stand_in,
                at=mark.at,
            )
    return list(rows.values())


def _may_sit_there(participant: Participant, request: Request | None, mark: HandedIn) -> bool:
    if request is None:
        return not mark.request
    return is_party(participant, request)


def _is_readable(mark: HandedIn) -> bool:
    longest = Mark._meta.get_field("stand_in").max_length or 0
    kinds = OF_A_MEETING if mark.request else OF_AN_ARRIVAL
    return len(mark.stand_in) <= longest and mark.kind in {*kinds, Mark.Kind.UNMARKED.value}


def _is_same(one: Mark, other: Mark) -> bool:
    """Tell whether both are one mark handed in twice; its moment may have been corrected."""
    return (one.fair_id, one.participant_id, one.request_id, one.kind) == (
        other.fair_id,
        other.participant_id,
        other.request_id,
        other.kind,
    )


def _in_brief(row: Mark) -> list[str]:
    return [row.participant.code, row.request.code if row.request else "", row.kind]


def _settle(fair: Fair, requests: set[Request], reception: Reception, *, at: datetime) -> None:
    """Let each meeting have or lose its place as what now holds says."""
    attendance = attendance_at([request.pk for request in requests])
    meetings = _meetings(fair, requests)
    for request in sorted(requests, key=lambda request: request.pk):
        meeting = meetings.get(request.pk)
        holds = attendance.at_meeting(request.pk, meeting.booked_at if meeting else None)
        if meeting is not None:
            if not holds.keeps_its_place and _is_under_way_or_to_come(meeting, at):
                vacate(fair, request, Opening.Cause.ABSENT, at=at)
                reception.vacated.append(request)
        elif holds.keeps_its_place:
            came_back = restore(fair, request, at=at) is not None
            (reception.restored if came_back else reception.lost).append(request)


def _meetings(fair: Fair, requests: set[Request]) -> dict[int, Meeting]:
    meetings = Meeting.objects.filter(
        timetable__fair=fair, timetable__state="published", request__in=requests
    )
    return {one.request_id: one for one in meetings.select_related("slot", "table__hall")}


def _is_under_way_or_to_come(meeting: Meeting, at: datetime) -> bool:
    behind = timedelta(minutes=meeting.table.hall.behind_minutes)
    return at < meeting.slot.ends_at + behind
