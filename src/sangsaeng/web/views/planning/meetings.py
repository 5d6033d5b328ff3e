"""A request within a timetable: its meeting or the reason for none, and what an officer rules."""

from dataclasses import dataclass
from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sangsaeng.fairs.actions.requesting import allow, forbid, pin, unpin
from sangsaeng.fairs.models import ForbiddenPair, Meeting, Request, Slot, Timetable
from sangsaeng.fairs.queries.access import get_request_for
from sangsaeng.fairs.queries.planning import Spot, pair_of, pin_choices, spots_for
from sangsaeng.fairs.reasons import names_of, reason_label, reason_sentence
from sangsaeng.kernel import clock
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.web.keys import key_of
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.planning.frames import (
    draft,
    frame,
    meeting_url,
    room,
    timetable_to_run,
)

REASON_LENGTH = 200


@dataclass(frozen=True)
class Place:
    """A request in a timetable, and where it stands if it does."""

    timetable: Timetable
    request: Request
    meeting: Meeting | None


@require_GET
def show(request: HttpRequest, slug: str, serial: int, code: str) -> HttpResponse:
    """Show where and when the two meet, or why they do not, and what can be done."""
    place = place_of(request, slug, serial, code)
    timetable, asked, meeting = place.timetable, place.request, place.meeting
    context = frame(timetable.fair, pair_of(asked), room(timetable.fair), draft(timetable))
    context |= {
        "timetable": timetable,
        "asked": asked,
        "meeting": meeting,
        "pinned": getattr(asked, "pin", None),
        "forbidden": _forbidden(asked),
        "pins": pin_choices(asked),
        "may_move": meeting is not None and timetable.is_current,
        "spots": _by_slot(spots_for(meeting)) if meeting is not None else [],
        "here": meeting_url(timetable, asked.code),
    }
    if meeting is None:
        context |= _why_none(place)
    return render(request, "web/planning/meeting.html", context)


@require_POST
def fix(request: HttpRequest, slug: str, serial: int, code: str) -> HttpResponse:
    """Pin the request to the chosen slot; without one, to the slot in which it stands."""
    place = place_of(request, slug, serial, code)
    slot = _slot(place, request.POST.get("slot", ""))
    pin(place.request, slot, actor=signed_in(request), at=clock.now())
    messages.success(request, _("고정했습니다. 다시 편성하면 이 시간을 지킵니다."))
    return _back(place)


@require_POST
def loosen(request: HttpRequest, slug: str, serial: int, code: str) -> HttpResponse:
    """Let the request stand anywhere again."""
    place = place_of(request, slug, serial, code)
    unpin(place.request, actor=signed_in(request), at=clock.now())
    messages.success(request, _("고정을 풀었습니다."))
    return _back(place)


@require_POST
def keep_apart(request: HttpRequest, slug: str, serial: int, code: str) -> HttpResponse:
    """Rule that the two must not meet; they are not told."""
    place = place_of(request, slug, serial, code)
    asked, reason = place.request, request.POST.get("reason", "").strip()[:REASON_LENGTH]
    forbid(asked.buyer, asked.supplier, reason, actor=signed_in(request), at=clock.now())
    messages.success(request, _("만나지 않도록 정했습니다. 다시 편성하면 반영됩니다."))
    return _back(place)


@require_POST
def let_meet(request: HttpRequest, slug: str, serial: int, code: str) -> HttpResponse:
    """Lift the ruling that the two must not meet."""
    place = place_of(request, slug, serial, code)
    pair = _forbidden(place.request)
    if pair is None:
        raise NotFound
    allow(pair, actor=signed_in(request), at=clock.now())
    messages.success(request, _("금지를 풀었습니다. 다시 편성하면 반영됩니다."))
    return _back(place)


def place_of(request: HttpRequest, slug: str, serial: int, code: str) -> Place:
    """Return a request of a fair the viewer plans, with its meeting in this timetable."""
    timetable = timetable_to_run(request, slug, serial)
    asked = get_request_for(request.user, timetable.fair, code)
    meeting = timetable.meetings.filter(request=asked).select_related("slot", "table__hall").first()
    if meeting is not None:
        meeting.timetable, meeting.request = timetable, asked
    return Place(timetable, asked, meeting)


def _why_none(place: Place) -> dict[str, str]:
    unplaced = place.timetable.unplaced.filter(request=place.request).first()
    if unplaced is None:
        return {"reason": "", "sentence": _("이 시간표를 만든 뒤에 들어온 신청입니다.")}
    unplaced.request = place.request
    return {
        "reason": reason_label(unplaced.reason),
        "sentence": reason_sentence(unplaced, names_of(place.timetable.fair)),
    }


def _forbidden(asked: Request) -> ForbiddenPair | None:
    return ForbiddenPair.objects.filter(buyer=asked.buyer_id, supplier=asked.supplier_id).first()


def _by_slot(spots: list[Spot]) -> list[tuple[Slot, list[Spot]]]:
    return [(slot, list(of_slot)) for slot, of_slot in groupby(spots, key=lambda spot: spot.slot)]


def _slot(place: Place, chosen: str) -> Slot:
    if not chosen and place.meeting is not None:
        return place.meeting.slot
    for slot in place.timetable.fair.slots.filter(pk=key_of(chosen)):
        return slot
    raise NotFound


def _back(place: Place) -> HttpResponse:
    return redirect(meeting_url(place.timetable, place.request.code))
