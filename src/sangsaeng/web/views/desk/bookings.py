"""Booking by hand: who waits without a meeting, where each could meet, and calling a meeting off."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from sangsaeng.fairs.actions.the_day.booking import book_place, call_off
from sangsaeng.fairs.actions.the_day.placing import Place
from sangsaeng.fairs.models import Fair, Request
from sangsaeng.fairs.queries.access import get_request_for, published_timetable
from sangsaeng.fairs.queries.the_day.floor import Floor, read_floor
from sangsaeng.fairs.queries.the_day.waiting import (
    FreePlace,
    meetings_to_come,
    places_on,
    waiting_requests,
    why_nowhere,
)
from sangsaeng.fairs.rules import may_fill_places
from sangsaeng.kernel import clock
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.organizations.names import name_key
from sangsaeng.web.keys import key_of
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.desk.frame import desk_of, frame
from sangsaeng.web.views.desk.openings_shown import pair_of, place_of, stage_of
from sangsaeng.web.views.desk.pressing import pressed

PER_PAGE = 30


class NameForm(forms.Form):
    """How the waiting pairs are narrowed."""

    q = forms.CharField(
        label=gettext_lazy("기업 이름"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search"}),
    )


@require_GET
def waiting(request: HttpRequest, slug: str) -> HttpResponse:
    """List the pairs without a meeting, to be put into a place by hand."""
    fair = desk_of(request, slug)
    form = NameForm(request.GET)
    wanted = form.cleaned_data["q"] if form.is_valid() else ""
    floor = read_floor(fair, clock.now())
    found = [one for one in waiting_requests(floor) if _is_named(one, wanted)]
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "request": one,
            "pair": pair_of(one),
            "places": len(places := places_on(floor, one)),
            "first": _place(floor, places[0]) if places else None,
        }
        for one in page
    ]
    context = frame(request, fair, _("자리를 기다리는 상담"), "desk_openings") | {
        "form": form,
        "wanted": wanted,
        "page": page,
        "rows": rows,
        "standing": _standing(floor, wanted) if name_key(wanted) else [],
        "back": reverse("desk_openings", args=[fair.slug]),
    }
    return render(request, "web/desk/waiting.html", context)


@require_http_methods(["GET", "POST"])
def booking(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show where a waiting pair could meet, and put it there."""
    actor = signed_in(request)
    fair = desk_of(request, slug)
    chosen = get_request_for(actor, fair, code)
    if request.method == "POST":
        place = _chosen_place(fair, request.POST.get("place", ""))
        if pressed(
            request,
            lambda: book_place(chosen, place, actor=actor, at=clock.now()),
            _("상담을 시간표에 넣었습니다. 두 기업에 알립니다."),
        ):
            return redirect(_onward(request, fair))
        return redirect("desk_booking", fair.slug, chosen.code)
    floor = read_floor(fair, clock.now())
    context = frame(request, fair, pair_of(chosen), "desk_openings") | places_shown(floor, chosen)
    context |= {"may_fill": may_fill_places(actor, fair), "back": _onward(request, fair)}
    return render(request, "web/desk/booking.html", context)


@require_http_methods(["GET", "POST"])
def calling_off(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Ask whether a meeting is to be called off, and do it."""
    actor = signed_in(request)
    fair = desk_of(request, slug)
    chosen = get_request_for(actor, fair, code)
    if request.method == "POST":
        pressed(
            request,
            lambda: call_off(chosen, actor=actor, at=clock.now()),
            _("상담을 취소했습니다. 두 기업에 알리고, 빈자리는 기다리는 기업에 제안합니다."),
        )
        return redirect("desk_openings", fair.slug)
    in_force = published_timetable(fair)
    meeting = in_force.meetings.filter(request=chosen).first() if in_force else None
    if meeting is None:
        raise NotFound
    context = frame(request, fair, _("상담 취소하기"), "desk_openings") | {
        "meeting": meeting,
        "pair": pair_of(chosen),
        "place": place_of(meeting.table),
        "may_fill": may_fill_places(actor, fair),
        "back": reverse("desk_openings", args=[fair.slug]),
    }
    return render(request, "web/desk/calling_off.html", context)


def places_shown(floor: Floor, chosen: Request) -> dict[str, Any]:
    """Return the places where a pair could meet, or what keeps it from every one."""
    places = places_on(floor, chosen)
    hindrance = None if places else why_nowhere(floor, chosen)
    return {
        "request_code": chosen.code,
        "pair": pair_of(chosen),
        "chosen": chosen,
        "is_placed": chosen.pk in floor.placed,
        "places": [_place(floor, one) for one in places],
        "why_nowhere": hindrance.words if hindrance else "",
    }


def _standing(floor: Floor, wanted: str) -> list[dict[str, Any]]:
    """Return the meetings still to come of the organization that is looked for."""
    found = [one for one in meetings_to_come(floor) if _is_named(one.request, wanted)]
    return [
        {
            "code": one.request.code,
            "pair": pair_of(one.request),
            "begins": one.hours.begins,
            "name": place_of(one.table),
        }
        for one in found[:PER_PAGE]
    ]


def _place(floor: Floor, place: FreePlace) -> dict[str, Any]:
    return {
        "key": place.key,
        "begins": place.hours.begins,
        "ends": place.hours.ends,
        "name": place_of(place.table),
        "runs": stage_of(floor, place.slot, place.table) == "running",
        "offered_to": pair_of(place.offered_to) if place.offered_to else "",
    }


def _chosen_place(fair: Fair, key: str) -> Place:
    slot, _dash, table = key.partition("-")
    found = (
        fair.slots.filter(pk=key_of(slot)).first(),
        fair.tables.filter(pk=key_of(table)).select_related("hall", "lost_from").first(),
    )
    if found[0] is None or found[1] is None:
        raise NotFound
    return Place(found[0], found[1])


def _onward(request: HttpRequest, fair: Fair) -> str:
    """Return where the press leads: to the walk-in it was for, else to the free places."""
    walk_in = request.POST.get("walk_in") or request.GET.get("walk_in", "")
    if walk_in and fair.participants.filter(code=walk_in).exists():
        return reverse("desk_walk_in_places", args=[fair.slug, walk_in])
    return reverse("desk_openings", args=[fair.slug])


def _is_named(request: Request, wanted: str) -> bool:
    key = name_key(wanted)
    return not key or any(
        key in name_key(party.organization.name) for party in (request.buyer, request.supplier)
    )
