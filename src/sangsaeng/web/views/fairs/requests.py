"""The requests of a fair as its people read and enter them, and as files."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sangsaeng.fairs.actions.requesting import enter_request
from sangsaeng.fairs.models import Fair, Pin, Request
from sangsaeng.fairs.queries.absences import Weighing, weighing_for
from sangsaeng.fairs.queries.access import get_fair_for
from sangsaeng.fairs.queries.met_before import met_before
from sangsaeng.fairs.queries.requests import (
    placed_requests,
    request_records,
    requests_for,
    shown_timetable,
)
from sangsaeng.fairs.rules import may_run, may_see_all
from sangsaeng.fairs.sheets import ANSWERED, requests_of_a_party
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.web.forms_taking_part import EnterForm, RequestFilterForm
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.exporting import export_kind
from sangsaeng.web.views.fairs.frame import frame, slot_label
from sangsaeng.web.views.fairs.parties import parties_of
from sangsaeng.web.views.fairs.weighed import weighed

PER_PAGE = 50
TONES = {"must": "success", "want": "info", "no_thanks": "danger"}
STATE_TONES = {"accepted": "success", "declined": "danger", "expired": "warning"}


@require_GET
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """List the requests to the fair's people; a party has what it received and what it sent."""
    fair = get_fair_for(request.user, slug)
    if may_see_all(request.user, fair):
        return _whole(request, fair)
    parties_of(request, fair)
    return redirect("fair_received", fair.slug)


@require_GET
def export(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give the requests, narrowed and sealed as on their page, as a file."""
    fair = get_fair_for(request.user, slug)
    kind = ANSWERED
    if not may_see_all(request.user, fair):
        kind = requests_of_a_party(parties_of(request, fair)[0].side)
    found = requests_for(request.user, fair, _filters(request, fair).filters)
    return export_kind(kind, request_records(request.user, fair, found), form, "requests")


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Enter a request for both sides; a party asks on the page of whom it wants to meet."""
    actor = signed_in(request)
    fair = get_fair_for(actor, slug)
    if may_run(actor, fair):
        return _enter(request, fair, actor)
    parties_of(request, fair)
    return redirect("fair_directory", fair.slug)


def _whole(request: HttpRequest, fair: Fair) -> HttpResponse:
    form = _filters(request, fair)
    found = requests_for(request.user, fair, form.filters)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    timetable = shown_timetable(fair, drafts=True)
    placed, weighing = placed_requests(timetable, rows), weighing_for(request.user, fair)
    pins = {
        pin.request_id: slot_label(fair, pin.slot)
        for pin in Pin.objects.filter(request__in=[row.pk for row in rows]).select_related("slot")
    }
    met = _met(fair, rows)
    context = {
        **frame(request, fair, _("상담 신청"), "fair_requests"),
        "form": form,
        "page": page,
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "has_timetable": timetable is not None,
        "rows": [
            {
                **_shown(weighing, row, pins.get(row.pk, ""), row.pk in placed),
                "met": met.get(row.pk),
            }
            for row in rows
        ],
        "may_enter": may_run(request.user, fair) and fair.state != "ended",
    }
    return render(request, "web/fairs/requests.html", context)


def _filters(request: HttpRequest, fair: Fair) -> RequestFilterForm:
    """Read the filter; a choice that is not offered narrows nothing."""
    form = RequestFilterForm(request.GET)
    if may_see_all(request.user, fair):
        form.offer(fair.participants.select_related("organization"))
    return form


def _shown(weighing: Weighing, row: Request, pinned: str, is_placed: bool) -> dict[str, Any]:  # noqa: FBT001 - a value of the row
    return {
        "request": row,
        **weighed(weighing, row),
        "buyer_tone": TONES.get(row.buyer_wish, "neutral"),
        "supplier_tone": TONES.get(row.supplier_wish, "neutral"),
        "pinned": pinned,
        "is_placed": is_placed,
        "state_tone": STATE_TONES.get(row.state, "neutral"),
    }


def _met(fair: Fair, rows: list[Request]) -> dict[int, str]:
    """Say of which requests the two met at an earlier fair, and in which year."""
    met = met_before(fair)
    pairs = {row.pk: (row.buyer.organization_id, row.supplier.organization_id) for row in rows}
    return {
        key: _("%(year)s년에 만남") % {"year": met[pair].year}
        for key, pair in pairs.items()
        if pair in met
    }


def _enter(request: HttpRequest, fair: Fair, actor: Person) -> HttpResponse:
    participants = {one.code: one for one in fair.participants.select_related("organization")}
    form = EnterForm(request.POST or None)
    form.offer(participants.values())

    def deed() -> None:
        given = form.cleaned_data
        pair = participants[given["buyer"]], participants[given["supplier"]]
        enter_request(*pair, form.wishes(), actor=actor, at=clock.now())

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("상담을 신청했습니다."))
        return redirect("fair_requests", fair.slug)
    way = (_("상담 신청"), reverse("fair_requests", args=[fair.slug]))
    shown = frame(request, fair, _("상담 신청하기"), "fair_requests", way)
    return form_page(request, "web/fairs/request_new.html", form, shown)
