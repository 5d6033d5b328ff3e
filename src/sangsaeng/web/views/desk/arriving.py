"""Who stands at the desk: opened by a camera that reads the ticket, or from the list of people."""

from dataclasses import dataclass
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sangsaeng.fairs.actions.the_day.marking import HandedIn, record_marks
from sangsaeng.fairs.models import Fair, Mark
from sangsaeng.fairs.queries.access import get_participant_for
from sangsaeng.fairs.queries.desk import Visit, VisitedPlace, visit_of
from sangsaeng.fairs.queries.timetables import name_of
from sangsaeng.kernel import clock
from sangsaeng.kernel.particles import settled
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.desk.frame import desk_of, frame
from sangsaeng.web.views.desk.shown import (
    ShownSide,
    arrived_text,
    coming_text,
    hours,
    side_of,
    stage_word,
)

AT_THE_DOOR = (Mark.Kind.ARRIVED, Mark.Kind.LEFT, Mark.Kind.UNMARKED)


@dataclass(frozen=True)
class ShownPlace:
    """A meeting of the visitor: when, where, with whom, and both sides to mark."""

    hours: str
    word: str
    place: str
    is_vacated: bool
    call_off: str
    sides: list[ShownSide]


@require_http_methods(["GET", "POST"])
def arrive(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show who it is, with one large button; on the press, note the arrival."""
    fair = desk_of(request, slug)
    participant = get_participant_for(request.user, fair, code)
    at = clock.now()
    if request.method == "POST":
        kind = request.POST.get("kind", Mark.Kind.ARRIVED)
        if kind in AT_THE_DOOR:
            arrival = HandedIn(uuid4(), participant.code, "", kind, at)
            record_marks(fair, [arrival], "", actor=signed_in(request), at=at)
            messages.success(request, settled(_said(kind) % {"name": name_of(participant)}))
        return redirect("desk_arrive", fair.slug, participant.code)
    visit = visit_of(fair, participant, at=at)
    title = visit.guest.name if visit else str(participant)
    context = frame(request, fair, title) | _context(visit, fair)
    return render(request, "web/desk/arrive.html", context | {"participant": participant})


def _context(visit: Visit | None, fair: Fair) -> dict[str, object]:
    if visit is None:
        return {"guest": None, "places": []}
    guest = visit.guest
    return {
        "guest": guest,
        "lead": f"{guest.side_label} · {guest.code}",
        "arrived_at": arrived_text(guest.arrival, fair),
        "coming": coming_text(guest.coming),
        "has_coming": guest.coming is not None,
        "places": [_place(one, fair) for one in visit.places],
    }


def _place(one: VisitedPlace, fair: Fair) -> ShownPlace:
    sides = [side_of(party, one.sitting, fair.slug) for party in one.sitting.parties]
    place = _("%(hall)s %(table)s번 테이블") % {"hall": one.hall, "table": one.table}
    word = stage_word(one.slot.stage)
    may_call_off = one.slot.stage == "to_come" and not one.sitting.is_vacated
    call_off = reverse("desk_call_off", args=[fair.slug, sides[0].request]) if may_call_off else ""
    return ShownPlace(hours(one.slot), word, place, one.sitting.is_vacated, call_off, sides)


def _said(kind: str) -> str:
    return {
        Mark.Kind.ARRIVED: _("%(name)s의 도착을 저장했습니다."),
        Mark.Kind.LEFT: _("%(name)s이(가) 떠난 것으로 저장했습니다."),
        Mark.Kind.UNMARKED: _("%(name)s의 도착 표시를 지웠습니다."),
    }[Mark.Kind(kind)]
