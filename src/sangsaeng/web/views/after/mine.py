"""A participant's own meetings after they began: what it noted, and what the other side did."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sangsaeng.fairs.queries.access import get_fair_for
from sangsaeng.fairs.queries.noted import NotedMeeting, own_noted
from sangsaeng.fairs.queries.participants import own_participants
from sangsaeng.fairs.queries.timetables import name_of
from sangsaeng.fairs.rules import may_see_all
from sangsaeng.kernel import clock
from sangsaeng.kernel.permissions import require
from sangsaeng.web.views.after.shown import headings, meeting_record, place_of, shown_note
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.exporting import export_table
from sangsaeng.web.views.fairs.frame import frame


@require_GET
def mine(request: HttpRequest, slug: str) -> HttpResponse:
    """List the viewer's own meetings, what is noted and what is to be noted."""
    viewer = signed_in(request)
    fair = get_fair_for(viewer, slug)
    own = own_participants(viewer, fair)
    if not own and may_see_all(viewer, fair):
        return redirect("results_notes", fair.slug)
    require(bool(own), viewer)
    at = clock.now()
    found = own_noted(viewer, fair)
    begun = [one for one in found if one.has_begun(at)]
    context = {
        **frame(request, fair, _("상담 결과"), "results_mine"),
        "lead": _("상담마다 어디까지 왔는지 적습니다. 상대 기업의 기록과 나란히 보입니다."),
        "rows": [_row(one, at) for one in found],
        "several": len(own) > 1,
        "begun": len(begun),
        "written": sum(one.own_note is not None for one in begun),
        "unwritten": sum(one.own_note is None for one in begun),
        "to_come": len(found) - len(begun),
    }
    return render(request, "web/after/mine.html", context)


@require_GET
def export(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give the viewer's own meetings with both sides' notes as a file."""
    viewer = signed_in(request)
    fair = get_fair_for(viewer, slug)
    require(bool(own_participants(viewer, fair)), viewer)
    sides = [("own", _("우리")), ("other", _("상대"))]
    records = [
        meeting_record(one, [("own", one.own_note), ("other", one.other_note)], memo=True)
        for one in own_noted(viewer, fair)
    ]
    return export_table(headings(sides, memo=True), records, form, "meetings")


def _row(one: NotedMeeting, at: datetime) -> dict[str, object]:
    own = one.own or one.other
    return {
        **place_of(one),
        "other": name_of(one.other),
        "party": own,
        "has_begun": one.has_begun(at),
        "own": shown_note(one.own_note, own, at),
        "theirs": shown_note(one.other_note, one.other, at),
    }
