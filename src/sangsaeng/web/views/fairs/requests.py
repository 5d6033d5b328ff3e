"""The requests of a fair: the officer's list, and a party's own."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sangsaeng.fairs.actions.requesting import enter_request
from sangsaeng.fairs.models import Fair, Participant, Pin, Request, Side
from sangsaeng.fairs.queries.absences import Weighing, weighing_of
from sangsaeng.fairs.queries.access import get_fair_for
from sangsaeng.fairs.queries.participants import counterparts_of, own_participants
from sangsaeng.fairs.queries.requests import (
    placed_requests,
    request_records,
    requests_for,
    sealed,
    shown_timetable,
)
from sangsaeng.fairs.rules import may_request, may_run, may_see_all
from sangsaeng.fairs.sheets import REQUESTS, requests_of_a_party
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import NotAllowed, SignInNeeded
from sangsaeng.web.forms_taking_part import AskForm, EnterForm, RequestFilterForm
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.exporting import export_kind
from sangsaeng.web.views.fairs.frame import frame, slot_label
from sangsaeng.web.views.fairs.weighed import weighed

PER_PAGE = 50
TONES = {"must": "success", "want": "info", "no_thanks": "danger"}


@require_GET
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """List the requests: all for the fair's people, its own for a party."""
    fair = get_fair_for(request.user, slug)
    if may_see_all(request.user, fair):
        return _whole(request, fair)
    return _own(request, fair, _parties(request, fair))


@require_GET
def export(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give the requests, narrowed and sealed as on their page, as a file."""
    fair = get_fair_for(request.user, slug)
    kind = REQUESTS
    if not may_see_all(request.user, fair):
        kind = requests_of_a_party(_parties(request, fair)[0].side)
    found = requests_for(request.user, fair, _filters(request, fair).filters)
    return export_kind(kind, request_records(request.user, fair, found), form, "requests")


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for a meeting; an officer may speak for both sides."""
    actor = signed_in(request)
    fair = get_fair_for(actor, slug)
    if may_run(actor, fair):
        return _enter(request, fair, actor)
    return _ask(request, fair, actor)


def _whole(request: HttpRequest, fair: Fair) -> HttpResponse:
    form = _filters(request, fair)
    found = requests_for(request.user, fair, form.filters)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    timetable = shown_timetable(fair, drafts=True)
    placed, weighing = placed_requests(timetable, rows), weighing_of(fair)
    pins = {
        pin.request_id: slot_label(fair, pin.slot)
        for pin in Pin.objects.filter(request__in=[row.pk for row in rows]).select_related("slot")
    }
    context = {
        **frame(request, fair, _("상담 신청"), "fair_requests"),
        "form": form,
        "page": page,
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "has_timetable": timetable is not None,
        "rows": [_shown(weighing, row, pins.get(row.pk, ""), row.pk in placed) for row in rows],
        "may_enter": may_run(request.user, fair) and fair.state != "ended",
    }
    return render(request, "web/fairs/requests.html", context)


def _own(request: HttpRequest, fair: Fair, own: list[Participant]) -> HttpResponse:
    form = _filters(request, fair)
    form.keep_to_own(is_published=fair.state in {"published", "ended"})
    found = requests_for(request.user, fair, form.filters)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **frame(request, fair, _("우리 상담 신청"), "fair_requests"),
        "form": form,
        "page": page,
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "rows": sealed(request.user, fair, page.object_list),
        "several": len(own) > 1,
        "may_ask": any(may_request(request.user, one) for one in own),
    }
    return render(request, "web/fairs/requests_own.html", context)


def _filters(request: HttpRequest, fair: Fair) -> RequestFilterForm:
    """Read the filter; a choice that is not offered narrows nothing."""
    form = RequestFilterForm(request.GET)
    if may_see_all(request.user, fair):
        form.offer(fair.participants.select_related("organization"))
    return form


def _parties(request: HttpRequest, fair: Fair) -> list[Participant]:
    """Return the participants the viewer speaks for, or refuse."""
    if not isinstance(request.user, Person):
        raise SignInNeeded
    own = own_participants(request.user, fair)
    if not own:
        raise NotAllowed
    return own


def _shown(weighing: Weighing, row: Request, pinned: str, is_placed: bool) -> dict[str, Any]:  # noqa: FBT001 - a value of the row
    return {
        "request": row,
        **weighed(weighing, row),
        "buyer_tone": TONES.get(row.buyer_wish, "neutral"),
        "supplier_tone": TONES.get(row.supplier_wish, "neutral"),
        "pinned": pinned,
        "is_placed": is_placed,
    }


def _enter(request: HttpRequest, fair: Fair, actor: Person) -> HttpResponse:
    participants = {one.code: one for one in fair.participants.select_related("organization")}
    form = EnterForm(request.POST or None)
    form.offer(participants.values())

    def deed() -> None:
        given = form.cleaned_data
        pair = participants[given["buyer"]], participants[given["supplier"]]
        enter_request(*pair, form.wishes(), actor=actor, at=clock.now())

    return _answered(request, fair, form, deed)


def _ask(request: HttpRequest, fair: Fair, actor: Person) -> HttpResponse:
    own = _parties(request, fair)
    asking = next((one for one in own if one.code == request.GET.get("for")), own[0])
    asking.fair = fair
    require(may_request(actor, asking), actor)
    others = {one.code: one for one in counterparts_of(asking)}
    form = AskForm(request.POST or None, others=others.values())

    def deed() -> None:
        asked = others[form.cleaned_data["other"]]
        enter_request(asking, asked, form.wishes(_seat(asking, asked)), actor=actor, at=clock.now())

    return _answered(request, fair, form, deed, asking=asking, has_others=bool(others))


def _seat(asking: Participant, asked: Participant) -> str:
    """Return on which side of the request the asking party stands."""
    if asking.side == Side.MEMBER:
        return Side.BUYER if asking.pk < asked.pk else Side.SUPPLIER
    return asking.side


def _answered(
    request: HttpRequest, fair: Fair, form: Any, deed: Any, **context: object
) -> HttpResponse:
    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("상담을 신청했습니다."))
        return redirect("fair_requests", fair.slug)
    way = (_("상담 신청"), reverse("fair_requests", args=[fair.slug]))
    shown = {**frame(request, fair, _("상담 신청하기"), "fair_requests", way), **context}
    return form_page(request, "web/fairs/request_new.html", form, shown)
