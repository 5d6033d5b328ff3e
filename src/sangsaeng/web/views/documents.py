"""Views that answer files: calendars, PDF pages, workbooks and lists of a fair's timetable."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import condition, require_safe

from sangsaeng.fairs.models import Fair, Meeting, Participant, Timetable
from sangsaeng.fairs.queries.access import (
    get_fair_for,
    get_feed,
    get_participant_for,
    get_timetable_for,
    published_timetable,
)
from sangsaeng.fairs.queries.timetables import agenda_of, agendas_of
from sangsaeng.fairs.refusals.planning import NotPublished
from sangsaeng.fairs.rules import may_run, may_see_all, may_speak_for
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import NotAllowed, NotFound, SignInNeeded
from sangsaeng.web.documents import lists, pdf, workbooks
from sangsaeng.web.documents.calendar import calendar_of

View = Callable[..., HttpResponse]

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
ICS = "text/calendar; charset=utf-8"
FIVE_MINUTES = "private, max-age=300"


def _for_people(view: View) -> View:
    """Answer those who are signed in, reading only."""

    @wraps(view)
    def answered(request: HttpRequest, **address: str | int) -> HttpResponse:
        if not request.user.is_authenticated:
            raise SignInNeeded
        return view(request, **address)

    return require_safe(answered)


@require_safe
def calendar_feed(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Answer a calendar program that holds a living address; the address is the permission.

    It lives as long as its person belongs to the participating organization.
    """
    feed = get_feed(code)
    participant = feed.participant
    if participant.fair.slug != slug or not may_speak_for(feed.person, participant):
        raise NotFound
    content = calendar_of(participant)

    @condition(etag_func=lambda _request: f'"{sha256(content).hexdigest()}"')
    def answer(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(content, content_type=ICS)

    response = answer(request)
    response["Cache-Control"] = FIVE_MINUTES
    response["X-Robots-Tag"] = "noindex"
    return response


@_for_people
def participant_ics(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Answer a participant's calendar as a file."""
    participant = _participant(request, slug, code)
    _in_force(participant.fair)
    return _file(calendar_of(participant), ICS, f"{participant}.ics")


@_for_people
def participant_pdf(
    request: HttpRequest, slug: str, code: str, serial: int | None = None
) -> HttpResponse:
    """Answer a participant's timetable on paper."""
    participant = _participant(request, slug, code)
    timetable = _timetable(request, participant.fair, serial)
    content = pdf.agendas_pdf(timetable, [agenda_of(timetable, participant)])
    return _file(content, PDF, f"{_name(timetable)} {participant}.pdf")


@_for_people
def participant_xlsx(
    request: HttpRequest, slug: str, code: str, serial: int | None = None
) -> HttpResponse:
    """Answer a participant's timetable as a workbook."""
    participant = _participant(request, slug, code)
    timetable = _timetable(request, participant.fair, serial)
    content = workbooks.agenda_workbook(timetable, agenda_of(timetable, participant))
    return _file(content, XLSX, f"{_name(timetable)} {participant}.xlsx")


@_for_people
def participants_pdf(request: HttpRequest, slug: str, serial: int | None = None) -> HttpResponse:
    """Answer everybody's timetables on paper, each on its own page."""
    timetable = _whole(request, slug, serial)
    content = pdf.agendas_pdf(timetable, agendas_of(timetable))
    return _file(content, PDF, f"{_name(timetable)} participants.pdf")


@_for_people
def tables_pdf(request: HttpRequest, slug: str, serial: int | None = None) -> HttpResponse:
    """Answer a sheet for every table."""
    timetable = _whole(request, slug, serial)
    return _file(pdf.tables_pdf(timetable), PDF, f"{_name(timetable)} tables.pdf")


@_for_people
def wall_pdf(request: HttpRequest, slug: str, serial: int | None = None) -> HttpResponse:
    """Answer the wall chart."""
    timetable = _whole(request, slug, serial)
    return _file(pdf.wall_pdf(timetable), PDF, f"{_name(timetable)} wall.pdf")


@_for_people
def timetable_xlsx(request: HttpRequest, slug: str, serial: int | None = None) -> HttpResponse:
    """Answer the officer's workbook of everything."""
    fair = get_fair_for(request.user, slug)
    require(may_run(request.user, fair), request.user)
    timetable = _timetable(request, fair, serial)
    return _file(workbooks.fair_workbook(timetable), XLSX, f"{_name(timetable)}.xlsx")


@_for_people
def timetable_csv(request: HttpRequest, slug: str, serial: int | None = None) -> HttpResponse:
    """Answer the meetings the viewer may see as CSV."""
    timetable, meetings = _meetings(request, slug, serial)
    content = workbooks.meetings_csv(timetable, meetings)
    return _file(content, CSV, f"{_name(timetable)}.csv")


@_for_people
def timetable_json(request: HttpRequest, slug: str, serial: int | None = None) -> HttpResponse:
    """Answer the meetings the viewer may see as JSON."""
    timetable, meetings = _meetings(request, slug, serial)
    return JsonResponse(
        lists.timetable_as_json(timetable, meetings), json_dumps_params={"ensure_ascii": False}
    )


def _participant(request: HttpRequest, slug: str, code: str) -> Participant:
    return get_participant_for(request.user, get_fair_for(request.user, slug), code)


def _whole(request: HttpRequest, slug: str, serial: int | None) -> Timetable:
    """Return a timetable for those who see all of it."""
    fair = get_fair_for(request.user, slug)
    require(may_see_all(request.user, fair), request.user)
    return _timetable(request, fair, serial)


def _timetable(request: HttpRequest, fair: Fair, serial: int | None) -> Timetable:
    """Return the version in force, or to officers the one with this serial number."""
    if serial is None:
        return _in_force(fair)
    timetable = get_timetable_for(request.user, fair, serial)
    require(may_run(request.user, fair), request.user)
    return timetable


def _in_force(fair: Fair) -> Timetable:
    timetable = published_timetable(fair)
    if timetable is None:
        raise NotPublished
    # The fair is at hand; reading it once more for every document would be idle.
    timetable.fair = fair
    return timetable


def _meetings(
    request: HttpRequest, slug: str, serial: int | None
) -> tuple[Timetable, QuerySet[Meeting]]:
    """Return a timetable and those of its meetings that the viewer may see."""
    fair = get_fair_for(request.user, slug)
    everything = may_see_all(request.user, fair)
    if not everything and not fair.participants.visible_to(request.user).exists():
        raise NotAllowed
    timetable = _timetable(request, fair, serial)
    return timetable, Meeting.objects.visible_to(request.user).filter(timetable=timetable)


def _name(timetable: Timetable) -> str:
    version = f"v{timetable.number}" if timetable.number else f"draft-{timetable.serial}"
    return f"{timetable.fair.slug} {version}"


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    """Answer a file to be kept under this name."""
    response = HttpResponse(content, content_type=kind)
    header = content_disposition_header(as_attachment=True, filename=name.replace("/", "-"))
    response["Content-Disposition"] = header or "attachment"
    return response
