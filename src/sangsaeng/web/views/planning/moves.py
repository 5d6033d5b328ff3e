"""Moving a meeting by hand: its effect first, then the press."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sangsaeng.fairs.actions.moving import Move, foresee_move, move_meeting
from sangsaeng.fairs.models import Fair, Meeting, Slot, Table
from sangsaeng.fairs.queries.planning import pair_of
from sangsaeng.fairs.refusals.planning import MoveImpossible, TimetableOutdated
from sangsaeng.kernel import clock
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.web.keys import key_of
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.planning.figures import met_label, number, weight
from sangsaeng.web.views.planning.frames import (
    draft,
    frame,
    label_of,
    meeting_url,
    room,
    url_of,
)
from sangsaeng.web.views.planning.meetings import place_of


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, slug: str, serial: int, code: str) -> HttpResponse:
    """Show what moving the meeting would do; on the press, do it in a new draft."""
    place = place_of(request, slug, serial, code)
    if place.meeting is None:
        raise NotFound
    meeting = place.meeting
    asked = request.POST if request.method == "POST" else request.GET
    if request.method == "GET" and not asked.get("spot"):
        return redirect(meeting_url(place.timetable, code))
    slot, table = _spot(place.timetable.fair, asked.get("spot", ""))
    if request.method == "POST":
        made = move_meeting(meeting, slot, table, actor=signed_in(request), at=clock.now())
        told = _("옮겼습니다. 결과는 %(name)s입니다. 이전 시간표는 그대로 있습니다.")
        messages.success(request, told % {"name": label_of(made)})
        return redirect(url_of(made))
    way = (room(place.timetable.fair), draft(place.timetable))
    here = (pair_of(place.request), meeting_url(place.timetable, code))
    context = frame(place.timetable.fair, _("옮기기"), *way, here) | {
        "asked": place.request,
        "meeting": meeting,
        "slot": slot,
        "table": table,
        "back": here[1],
    }
    try:
        foreseen = foresee_move(meeting, slot, table)
    except (MoveImpossible, TimetableOutdated) as refusal:
        context["refusal"] = refusal.sentence
        return render(request, "web/planning/move.html", context, status=refusal.status)
    context |= {"move": foreseen, "rows": _rows(foreseen, meeting)}
    return render(request, "web/planning/move.html", context)


def _spot(fair: Fair, text: str) -> tuple[Slot, Table]:
    """Read a place written as the keys of its slot and table."""
    slot, _dash, table = text.partition("-")
    found = (
        fair.slots.filter(pk=key_of(slot)).select_related("day").first(),
        fair.tables.filter(pk=key_of(table)).select_related("hall").first(),
    )
    if found[0] is None or found[1] is None:
        raise NotFound
    return found[0], found[1]


def _rows(foreseen: Move, meeting: Meeting) -> list[dict[str, object]]:
    before, after = foreseen.before, foreseen.after
    return [
        {"label": label, "before": number(old), "after": number(new), "change": new - old}
        for label, old, new in (
            (met_label(meeting.timetable), before.suppliers_met, after.suppliers_met),
            (_("상담"), before.meetings, after.meetings),
            (_("상담 사이 빈 시간"), before.gaps, after.gaps),
        )
    ] + [
        {
            "label": _("희망도 합계"),
            "before": weight(before.weight),
            "after": weight(after.weight),
            "change": after.weight - before.weight,
        }
    ]
