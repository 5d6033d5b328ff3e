"""The judge's desk: calls, declarations that are due, reviews and how far they are."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sangsaeng.judging.actions.looking import note_look
from sangsaeng.judging.kinds import Glance
from sangsaeng.judging.queries.desk import Part, desk_of
from sangsaeng.kernel import clock
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.exporting import Record, export_table
from sangsaeng.web.views.judging.frame import kept_private, way


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show what the viewer judges."""
    viewer = signed_in(request)
    context = {
        "title": _("나의 심사"),
        "lead": _("맡은 회차와 평가할 신청입니다. 순서는 접수 순서와 관계가 없습니다."),
        "breadcrumbs": [*way("")[:1], {"label": _("나의 심사"), "url": ""}],
        "parts": desk_of(viewer),
        "today": clock.day_of(clock.now()),
        "sample_data": viewer.is_sample,
    }
    return kept_private(render(request, "web/judging/home.html", context))


@require_GET
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Give the viewer's own reviews as a file, as the page shows them."""
    viewer = signed_in(request)
    headings = [
        ("call", _("공고")),
        ("stage", _("단계")),
        ("label", _("신청")),
        ("title", _("제목")),
        ("state", _("상태")),
        ("scored", _("점수를 준 항목")),
        ("asked", _("항목 수")),
        ("due_on", _("기한")),
    ]
    parts = [part for part in desk_of(viewer) if part.works]
    at = clock.now()
    for part in parts:
        note_look(part.judge.call, Glance.EXPORT, actor=viewer, at=at, detail="reviews")
    records = [record for part in parts for record in _records(part)]
    return kept_private(export_table(headings, records, form, "reviews"))


def _records(part: Part) -> list[Record]:
    return [
        {
            "call": part.judge.call.name,
            "stage": one.review.stage.name,
            "label": one.head.label,
            "title": one.head.title,
            "state": one.review.get_state_display(),
            "scored": one.scored,
            "asked": one.asked,
            "due_on": one.review.stage.ends_on,
        }
        for one in part.works
    ]
