"""The desk's board: what runs now, who is here, who is awaited; fresh every few seconds."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sangsaeng.fairs.models import Fair, Hall, Slot
from sangsaeng.fairs.queries.desk import board_of, stamp_of
from sangsaeng.kernel import clock
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.web.views.desk.frame import desk_of, frame
from sangsaeng.web.views.desk.shown import chooser, hall_choices, shown_guests, shown_halls

LONGEST_NUMBER = 12
NOTHING_NEW = 204
SIGN_IN_FIRST = 401


@require_GET
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the board."""
    fair = desk_of(request, slug)
    context = frame(request, fair, _("현장 데스크"), "desk") | _now(request, fair)
    context["sign_in"] = f"{resolve_url(settings.LOGIN_URL)}?next={request.path}"
    return render(request, "web/desk/board.html", context)


@require_GET
def now(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer the part of the board that changes, or that nothing did.

    It is asked for by a script: a stranger gets a status, not a page to sign in on.
    """
    if not request.user.is_authenticated:
        return HttpResponse(status=SIGN_IN_FIRST)
    fair = desk_of(request, slug)
    if request.GET.get("seen") == stamp_of(fair, at=clock.now()):
        return HttpResponse(status=NOTHING_NEW)
    return render(request, "web/desk/_now.html", _now(request, fair))


def _now(request: HttpRequest, fair: Fair) -> dict[str, object]:
    at = clock.now()
    slot, hall = _slot(request, fair), hall_asked(request, fair)
    seen = board_of(fair, at=at, slot=slot, hall=hall)
    wanted = request.GET.get("q", "").strip()
    return {
        "fair": fair,
        "board": seen,
        "stamp": stamp_of(fair, at=at),
        "milliseconds": round(at.timestamp() * 1000),
        "here": reverse("desk_now", args=[fair.slug]),
        "slot": slot.pk if slot else "",
        "hall": hall.pk if hall else "",
        "q": wanted,
        "slots": chooser(seen, slot, hall),
        "hall_choices": hall_choices(fair, slot, hall),
        "halls": shown_halls(seen, fair) if seen else [],
        "guests": shown_guests(seen, fair, wanted) if seen else [],
    }


def _slot(request: HttpRequest, fair: Fair) -> Slot | None:
    number = _number(request, "slot")
    if number is None:
        return None
    slot = fair.slots.filter(pk=number).first()
    if slot is None:
        raise NotFound
    return slot


def hall_asked(request: HttpRequest, fair: Fair) -> Hall | None:
    """Return the hall to which the page is narrowed, if it is."""
    number = _number(request, "hall")
    if number is None:
        return None
    hall = fair.halls.filter(pk=number).first()
    if hall is None:
        raise NotFound
    return hall


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < LONGEST_NUMBER):
        raise NotFound
    return int(text)
