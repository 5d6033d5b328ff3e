"""Which meetings were held, as far as the desk and the two sides say."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sangsaeng.fairs.models import Mark, Meeting, MeetingNote
from sangsaeng.fairs.queries.the_day.marks import Attendance, attendance_at_fairs

Booked = Mapping[int, datetime]


def held_requests(fairs: Collection[int]) -> set[int]:
    """Return the requests of these fairs, by primary key, whose meeting was held.

    Both sides were marked present, on time or late, or one of the two says so in its note.
    """
    booked = Meeting.objects.filter(
        timetable__fair__in=fairs, timetable__state="published", booked_at__isnull=False
    ).order_by()
    marked = Mark.objects.filter(fair__in=fairs, request__isnull=False).order_by()
    return both_were_there(
        attendance_at_fairs(fairs),
        marked.values_list("request", flat=True).distinct(),
        {request: at for request, at in booked.values_list("request", "booked_at") if at},
    ) | noted_as_held(fairs)


def both_were_there(attendance: Attendance, requests: Collection[int], booked: Booked) -> set[int]:
    """Return those of the requests at whose meeting the desk saw both sides.

    ``booked`` tells since when a meeting counts that the day put into a free place.
    """
    return {
        request
        for request in requests
        if attendance.at_meeting(request, booked.get(request)).is_held
    }


def noted_as_held(fairs: Collection[int]) -> set[int]:
    """Return the requests of which a side noted that they met."""
    noted = MeetingNote.objects.filter(request__fair__in=fairs, was_held=True).order_by()
    return set(noted.values_list("request", flat=True))
