"""Who did not come to a fair's meetings: the officers' list, excuses, and settling anew."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from sangsaeng.fairs.actions.absences import count_no_show, excuse_no_show, record_no_shows
from sangsaeng.fairs.models import NoShow
from sangsaeng.fairs.queries.absences import by_organization, get_no_show_for, no_shows_of_fair
from sangsaeng.kernel import clock
from sangsaeng.web.views.after.shown import in_zone
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.exporting import Record, export_table
from sangsaeng.web.views.fairs.frame import fair_to_run, frame


@require_GET
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """List the absences of a fair by organization."""
    signed_in(request)
    fair = fair_to_run(request, slug)
    found = list(no_shows_of_fair(request.user, fair))
    context = {
        **frame(request, fair, _("불참 기록"), "results_notes"),
        "groups": [
            {
                "organization": organization,
                "rows": [_row(one) for one in rows],
                "counting": sum(one.excused_at is None for one in rows),
            }
            for organization, rows in by_organization(found)
        ],
        "total": len(found),
        "counting": sum(one.excused_at is None for one in found),
        "answered": sum(bool(one.answer) for one in found),
        "is_over": fair.state == "ended",
    }
    return render(request, "web/after/absences.html", context)


@require_GET
def export(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give the absences of a fair as a file."""
    signed_in(request)
    fair = fair_to_run(request, slug)
    return absence_file(no_shows_of_fair(request.user, fair), form)


@require_POST
def settle(request: HttpRequest, slug: str) -> HttpResponse:
    """Settle anew from the desk's marks, after these were corrected."""
    actor = signed_in(request)
    fair = fair_to_run(request, slug)
    added = len(record_no_shows(fair, actor=actor, at=clock.now()))
    said = ngettext(
        "불참을 다시 정리했습니다. 새로 적힌 불참 %(count)s건",
        "불참을 다시 정리했습니다. 새로 적힌 불참 %(count)s건",
        added,
    )
    messages.success(request, said % {"count": added})
    return redirect("no_shows", fair.slug)


@require_POST
def excuse(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Rule that an absence does not count, or that it does."""
    actor = signed_in(request)
    fair = fair_to_run(request, slug)
    no_show = get_no_show_for(actor, code, fair=fair)
    if "count" in request.POST:
        count_no_show(no_show, actor=actor, at=clock.now())
        messages.success(request, _("다시 헤아리는 불참으로 정했습니다."))
    else:
        excuse_no_show(no_show, actor=actor, at=clock.now())
        messages.success(request, _("헤아리지 않는 불참으로 정했습니다."))
    return redirect("no_shows", fair.slug)


def absence_file(found: Iterable[NoShow], form: str) -> HttpResponse:
    """Answer with absences as a file."""
    headings = [
        ("fair", _("상담회")),
        ("organization", _("기업·기관")),
        ("counterpart", _("상대 기업")),
        ("recorded_at", _("기록한 때")),
        ("answer", _("기업의 설명")),
        ("is_counting", _("헤아림")),
    ]
    return export_table(headings, [_record(one) for one in found], form, "no-shows")


def counterpart_of(no_show: NoShow) -> str:
    """Name whom the organization left waiting."""
    request = no_show.request
    at_buyer = request.buyer_id == no_show.participant_id
    return str(request.supplier if at_buyer else request.buyer)


def _record(one: NoShow) -> Record:
    return {
        "fair": one.fair.name,
        "organization": one.organization.name,
        "counterpart": counterpart_of(one),
        "recorded_at": in_zone(one.fair, one.recorded_at),
        "answer": one.answer,
        "is_counting": one.excused_at is None,
    }


def _row(one: NoShow) -> dict[str, object]:
    return {"no_show": one, "counterpart": counterpart_of(one)}
