"""One's own entries and recommendations."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sangsaeng.kernel import clock
from sangsaeng.kernel.clock import SEOUL
from sangsaeng.kernel.models import Person
from sangsaeng.programs.queries.entries import (
    asked_into,
    own_entries,
    recommendations_by,
    recommendations_for,
)
from sangsaeng.programs.queries.writing import closes_at
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.exporting import Record, export_table
from sangsaeng.web.views.programs.entry_frame import TONES, home


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """List the entries of the viewer's organizations, and what waits for an answer."""
    viewer = signed_in(request)
    entries = list(own_entries(viewer))
    context = {
        "title": _("우리 신청"),
        "lead": _("우리 기업·기관이 함께하는 신청입니다. 같은 팀만 봅니다."),
        "breadcrumbs": [*home(), {"label": _("우리 신청"), "url": ""}],
        "rows": [
            {"entry": one, "tone": TONES[one.state], "closes_at": closes_at(one)} for one in entries
        ],
        "asked": asked_into(viewer),
        "recommended": recommendations_for(viewer).filter(state="sent"),
        "sent": recommendations_by(viewer),
        "now": clock.now(),
        "sample_data": viewer.is_sample,
    }
    return render(request, "web/entries/mine.html", context)


@require_GET
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Give the list as a file."""
    headings = [
        ("code", _("신청 번호")),
        ("title", _("사례")),
        ("call", _("공고")),
        ("lead", _("대표")),
        ("state", _("상태")),
        ("submitted_at", _("제출한 때")),
    ]
    return export_table(headings, records_of(signed_in(request)), form, "entries")


def records_of(viewer: Person) -> list[Record]:
    """Return the list as records."""
    return [
        {
            "code": one.code,
            "title": one.title,
            "call": one.call.name,
            "lead": one.lead.name,
            "state": one.get_state_display(),
            "submitted_at": f"{one.submitted_at.astimezone(SEOUL):%Y-%m-%d %H:%M}"
            if one.submitted_at
            else "",
        }
        for one in own_entries(viewer)
    ]
