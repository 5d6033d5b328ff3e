"""Free places at the desk: now and next, whom they are offered to, and what the day changed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sangsaeng.fairs.actions.the_day.booking import book_place
from sangsaeng.fairs.actions.the_day.offering import keep_up, offer_to
from sangsaeng.fairs.actions.the_day.placing import Place
from sangsaeng.fairs.models import Fair, Opening
from sangsaeng.fairs.queries.access import get_request_for
from sangsaeng.fairs.queries.the_day.due import due_on
from sangsaeng.fairs.queries.the_day.floor import Floor, read_floor
from sangsaeng.fairs.queries.the_day.offers import (
    get_opening_for,
    happening_records,
    happenings_of,
    openings_for,
)
from sangsaeng.fairs.rules import may_fill_places
from sangsaeng.kernel import clock
from sangsaeng.kernel.house import the_house
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.desk.frame import desk_of, frame
from sangsaeng.web.views.desk.openings_shown import free_now, line_for, told, what_of
from sangsaeng.web.views.desk.pressing import pressed
from sangsaeng.web.views.exporting import export_table

LATEST, UNCHANGED = 12, 204


@require_GET
def openings(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the free places; looking at them moves on what is due."""
    fair = desk_of(request, slug)
    floor = _kept_up(fair)
    is_part = request.headers.get("HX-Request") == "true"
    if is_part and request.GET.get("seen") == _stamp(fair, floor):
        return HttpResponse(status=UNCHANGED)
    context = frame(request, fair, _("빈자리"), "desk_openings") | _shown(request, fair, floor)
    template = "web/desk/_openings.html" if is_part else "web/desk/openings.html"
    return render(request, template, context)


@require_GET
def export(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give the day's changes as a file."""
    fair = desk_of(request, slug)
    headings = [
        ("at", _("시각")),
        ("kind", _("바뀐 것")),
        ("slot", _("상담 시간")),
        ("hall", _("상담장")),
        ("table", _("테이블")),
        ("buyer", _("수요기업")),
        ("supplier", _("공급기업")),
    ]
    records = happening_records(fair, happenings_of(request.user, fair))
    if form != "json":
        records = [one | {"kind": what_of(one["kind"])} for one in records]
    return export_table(headings, records, form, "changes")


@require_GET
def one(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show who waits for a free place, and who cannot have it and why."""
    fair = desk_of(request, slug)
    floor = _kept_up(fair)
    opening = get_opening_for(request.user, fair, code)
    waiting, others = line_for(floor, opening)
    context = frame(request, fair, _("빈자리에 넣을 곳 고르기"), "desk_openings") | {
        "opening": opening,
        "free": next(iter(free_now(floor, [opening])), None),
        "waiting": waiting,
        "others": others,
        "back": reverse("desk_openings", args=[fair.slug]),
        "may_fill": may_fill_places(request.user, fair),
    }
    return render(request, "web/desk/opening.html", context)


@require_POST
def give(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Offer a free place to a chosen pair, or put the pair into it at once."""
    actor = signed_in(request)
    fair = desk_of(request, slug)
    opening = get_opening_for(actor, fair, code)
    chosen = get_request_for(actor, fair, request.POST.get("request", ""))
    at = clock.now()
    if request.POST.get("how") == "book":
        place = Place(opening.slot, opening.table)
        done = pressed(
            request,
            lambda: book_place(chosen, place, actor=actor, at=at),
            _("상담을 시간표에 넣었습니다. 두 기업에 알립니다."),
        )
    else:
        done = pressed(
            request,
            lambda: offer_to(opening, chosen, actor=actor, at=at),
            _("자리를 제안했습니다. 답변을 기다립니다."),
        )
    if done:
        return redirect("desk_openings", fair.slug)
    return redirect("desk_opening", fair.slug, opening.code)


def _kept_up(fair: Fair) -> Floor:
    """Return the floor once nothing is due on it any more."""
    at = clock.now()
    floor = read_floor(fair, at)
    if fair.state != "published" or due_on(floor).is_nothing:
        return floor
    keep_up(fair, actor=the_house(), at=at)
    fair.refresh_from_db(fields=["revision"])
    return read_floor(fair, at)


def _shown(request: HttpRequest, fair: Fair, floor: Floor) -> dict[str, Any]:
    found = list(openings_for(request.user, fair).filter(closed_at__isnull=True))
    free = free_now(floor, found)
    latest = happenings_of(request.user, fair)
    return {
        "running": [one for one in free if one.stage == "running"],
        "to_come": [one for one in free if one.stage == "to_come"],
        "latest": told(latest[:LATEST]),
        "more": max(len(latest) - LATEST, 0),
        "stamp": _stamp(fair, floor),
        "may_fill": may_fill_places(request.user, fair),
        "filled": Opening.objects.visible_to(request.user)
        .filter(fair=fair, filled_by__isnull=False)
        .count(),
    }


def _stamp(fair: Fair, floor: Floor) -> str:
    """Return what changes whenever the page has something new to show: a change, or the minute."""
    return f"{fair.revision}-{floor.at:%H%M}"
