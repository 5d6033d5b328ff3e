"""Next steps of a fair's meetings that are due or late, and the reminder an officer presses."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sangsaeng.fairs.actions.noting import remind_of_step
from sangsaeng.fairs.models import MeetingNote
from sangsaeng.fairs.queries.follow_ups import today_at
from sangsaeng.fairs.queries.noted import late_steps, notes_for
from sangsaeng.fairs.queries.timetables import name_of
from sangsaeng.kernel import clock
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.web.views.after.notes import watched
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.exporting import Record, export_table
from sangsaeng.web.views.fairs.frame import fair_to_run, frame


@require_GET
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """List the steps that are due or late, the oldest first."""
    fair = watched(request, slug)
    today = today_at(fair, clock.now())
    way = (_("상담 기록"), reverse("results_notes", args=[fair.slug]))
    rows = [
        {
            "note": note,
            "code": note.request.code,
            "writer": name_of(note.participant),
            "buyer": name_of(note.request.buyer),
            "supplier": name_of(note.request.supplier),
            "days_late": (today - note.due_on).days if note.due_on else 0,
            "reminded_at": note.reminded_at.astimezone(fair.tz) if note.reminded_at else None,
        }
        for note in late_steps(request.user, fair, today)
    ]
    context = {**frame(request, fair, _("남은 할 일"), "results_notes", way), "rows": rows}
    return render(request, "web/after/steps.html", context)


@require_GET
def export(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give the steps that are due or late as a file."""
    fair = watched(request, slug)
    headings = [
        ("request", _("신청 번호")),
        ("organization", _("적은 기업")),
        ("buyer", _("수요기업")),
        ("supplier", _("공급기업")),
        ("next_step", _("다음에 할 일")),
        ("owner", _("맡은 사람")),
        ("due_on", _("기한")),
    ]
    late = late_steps(request.user, fair, today_at(fair, clock.now()))
    records = [_record(note) for note in late]
    return export_table(headings, records, form, "steps")


@require_POST
def remind(request: HttpRequest, slug: str, code: str, party: str) -> HttpResponse:
    """Remind whoever is to take a step."""
    actor = signed_in(request)
    fair = fair_to_run(request, slug)
    note = notes_for(actor, fair).filter(request__code=code, participant__code=party).first()
    if note is None:
        raise NotFound
    remind_of_step(note, actor=actor, at=clock.now())
    messages.success(
        request, _("%(name)s에 다시 알렸습니다.") % {"name": name_of(note.participant)}
    )
    return redirect("results_steps", fair.slug)


def _record(note: MeetingNote) -> Record:
    return {
        "request": note.request.code,
        "organization": note.participant.organization.name,
        "buyer": note.request.buyer.organization.name,
        "supplier": note.request.supplier.organization.name,
        "next_step": note.next_step,
        "owner": note.owner,
        "due_on": note.due_on,
    }
