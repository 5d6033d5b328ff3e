"""One request: what each side says, and what the officer rules about it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sangsaeng.fairs.actions.requesting import (
    allow,
    describe_request,
    forbid,
    pin,
    state_wish,
    unpin,
    withdraw_request,
)
from sangsaeng.fairs.models import Fair, ForbiddenPair, Pin, Request, Side, Slot
from sangsaeng.fairs.queries.absences import weighing_for
from sangsaeng.fairs.queries.access import get_fair_for, get_request_for
from sangsaeng.fairs.queries.received import alternatives_to, received_one
from sangsaeng.fairs.queries.requests import free_slots, sealed, shown_timetable
from sangsaeng.fairs.rules import (
    may_answer,
    may_request,
    may_run,
    may_see_all,
    may_state_wish,
    may_withdraw,
)
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.web.forms_taking_part import AboutForm, ForbidForm, PinForm, WishForm
from sangsaeng.web.keys import key_of
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.fairs.frame import frame, slot_label, timetable_url
from sangsaeng.web.views.fairs.weighed import weighed


@require_GET
def page(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show a request as far as the viewer may read it."""
    viewer = signed_in(request)
    fair = get_fair_for(viewer, slug)
    one = get_request_for(viewer, fair, code)
    if may_see_all(viewer, fair):
        return render(request, "web/fairs/request.html", _whole(request, fair, one))
    return render(request, "web/fairs/request_own.html", _sealed(request, fair, one))


@require_POST
def wish(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Say how much one side wishes the meeting."""
    actor, fair, one = _asked(request, slug, code)
    side = request.POST.get("side", "")
    if side not in {Side.BUYER, Side.SUPPLIER}:
        raise NotFound
    said = request.POST.get("wish", "")
    state_wish(one, side, said, actor=actor, at=clock.now())
    return _back(request, fair, one, _("희망을 저장했습니다."))


@require_POST
def about(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Say what the meeting is for."""
    actor, fair, one = _asked(request, slug, code)
    form = AboutForm(request.POST)
    if not form.is_valid():
        context = (_whole if may_see_all(actor, fair) else _sealed)(request, fair, one)
        template = "request" if may_see_all(actor, fair) else "request_own"
        shown = {**context, "about_form": form}
        return render(request, f"web/fairs/{template}.html", shown, status=422)
    given = form.cleaned_data
    describe_request(one, given["purpose"], given["topic"], actor=actor, at=clock.now())
    return _back(request, fair, one, _("상담 목적과 내용을 저장했습니다."))


@require_POST
def withdraw(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Take the request back."""
    actor, fair, one = _asked(request, slug, code)
    withdraw_request(one, actor=actor, at=clock.now())
    messages.success(request, _("상담 신청을 거두었습니다."))
    return redirect("fair_requests", fair.slug)


@require_POST
def fix(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Rule in which slot the two meet, or let any slot do again."""
    actor, fair, one = _ruled(request, slug, code)
    if "free" in request.POST:
        unpin(one, actor=actor, at=clock.now())
        return _back(request, fair, one, _("시간 고정을 풀었습니다."))
    key = key_of(request.POST.get("slot", ""))
    slot = Slot.objects.filter(fair=fair, pk=key).first()
    if slot is None:
        raise NotFound
    pin(one, slot, actor=actor, at=clock.now())
    return _back(request, fair, one, _("시간을 고정했습니다. 다음 편성부터 반영됩니다."))


@require_POST
def keep_apart(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Rule that the two must not meet, or that they may again."""
    actor, fair, one = _ruled(request, slug, code)
    pair = _forbidden(one)
    if "allow" in request.POST:
        if pair is not None:
            allow(pair, actor=actor, at=clock.now())
        return _back(request, fair, one, _("다시 만날 수 있게 했습니다."))
    form = ForbidForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    forbid(one.buyer, one.supplier, reason, actor=actor, at=clock.now())
    return _back(
        request, fair, one, _("두 기업이 만나지 않도록 정했습니다. 담당자와 현장 안내만 봅니다.")
    )


def _asked(request: HttpRequest, slug: str, code: str) -> tuple[Person, Fair, Request]:
    actor = signed_in(request)
    fair = get_fair_for(actor, slug)
    return actor, fair, get_request_for(actor, fair, code)


def _ruled(request: HttpRequest, slug: str, code: str) -> tuple[Person, Fair, Request]:
    """Return a request the viewer rules over; nobody else learns that it is there."""
    actor = signed_in(request)
    fair = get_fair_for(actor, slug)
    require(may_run(actor, fair), actor)
    return actor, fair, get_request_for(actor, fair, code)


def _back(request: HttpRequest, fair: Fair, one: Request, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("fair_request", fair.slug, one.code)


def _forbidden(one: Request) -> ForbiddenPair | None:
    return ForbiddenPair.objects.filter(buyer=one.buyer_id, supplier=one.supplier_id).first()


def _pinned(one: Request) -> Slot | None:
    found = Pin.objects.filter(request=one).select_related("slot").first()
    return found.slot if found else None


def _whole(request: HttpRequest, fair: Fair, one: Request) -> dict[str, Any]:
    timetable = shown_timetable(fair, drafts=True)
    meeting = (
        timetable.meetings.filter(request=one).select_related("slot", "table__hall").first()
        if timetable
        else None
    )
    pinned = _pinned(one)
    return {
        **_frame(
            request, fair, f"{one.buyer.organization.name} × {one.supplier.organization.name}"
        ),
        "one": one,
        **weighed(weighing_for(request.user, fair), one),
        "timetable": timetable,
        "meeting": meeting,
        "meeting_time": slot_label(fair, meeting.slot) if meeting else "",
        "pinned": slot_label(fair, pinned) if pinned else "",
        "pin_form": _pin_form(fair, one, pinned),
        "forbidden": _forbidden(one),
        "forbid_form": ForbidForm(),
        "wish_forms": [
            (
                Side.BUYER,
                one.buyer,
                WishForm(initial={"wish": one.buyer_wish}, prefix=None, auto_id="buyer_%s"),
            ),
            (
                Side.SUPPLIER,
                one.supplier,
                WishForm(initial={"wish": one.supplier_wish}, auto_id="supplier_%s"),
            ),
        ],
        "about_form": AboutForm(initial={"purpose": one.purpose, "topic": one.topic}),
        "may_change": may_run(request.user, fair) and fair.state != "ended",
    }


def _sealed(request: HttpRequest, fair: Fair, one: Request) -> dict[str, Any]:
    view = sealed(request.user, fair, [one])[0]
    view.own.fair = one.fair = fair
    at = clock.now()
    place = "fair_sent" if view.is_own_asking else "fair_received"
    way = (
        _("보낸 신청") if view.is_own_asking else _("받은 신청"),
        reverse(place, args=[fair.slug]),
    )
    return {
        **frame(request, fair, view.other.organization.name, place, way),
        "one": view,
        "received": None if view.is_own_asking else received_one(view.own, one),
        "alternatives": alternatives_to(view.own, one, at=at) if view.is_own_asking else [],
        "may_ask": may_request(request.user, view.own),
        "may_answer": may_answer(request.user, one, view.own_side),
        "wish_form": WishForm.of_who_asks(view.own_wish),
        "about_form": AboutForm(initial={"purpose": view.purpose, "topic": view.topic}),
        "may_state": view.is_own_asking
        and not view.is_over
        and may_state_wish(request.user, one, view.own_side),
        "may_withdraw": not view.is_over and may_withdraw(request.user, one),
        "timetable_url": timetable_url(fair),
    }


def _frame(request: HttpRequest, fair: Fair, title: str) -> dict[str, Any]:
    way = (_("상담 신청"), reverse("fair_requests", args=[fair.slug]))
    return frame(request, fair, title, "fair_requests", way)


def _pin_form(fair: Fair, one: Request, pinned: Slot | None) -> PinForm:
    """Offer the slots in which both are there and free."""
    free = set(free_slots(one))
    slots = [slot for slot in fair.slots.order_by("starts_at") if slot.pk in free]
    form = PinForm(initial={"slot": pinned.pk if pinned else ""})
    form.fields["slot"].choices = [  # type: ignore[attr-defined]  # a choice
        (slot.pk, slot_label(fair, slot)) for slot in slots
    ]
    return form
