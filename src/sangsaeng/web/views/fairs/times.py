"""When each participant of a fair cannot meet, many on one page."""

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from sangsaeng.fairs.actions.taking_part import set_availabilities
from sangsaeng.fairs.models import Fair, Participant, Slot, Unavailability
from sangsaeng.fairs.queries.availability import away_slots
from sangsaeng.fairs.queries.participants import participants_for
from sangsaeng.kernel import clock
from sangsaeng.web.forms_taking_part import ParticipantFilterForm
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.fairs.frame import fair_to_run, frame, slot_label

PER_PAGE = 50


@require_http_methods(["GET", "POST"])
def times(request: HttpRequest, slug: str) -> HttpResponse:
    """Show and change when each participant cannot meet, many at once."""
    actor = signed_in(request)
    fair = fair_to_run(request, slug)
    slots = list(fair.slots.order_by("starts_at"))
    if request.method == "POST":
        set_availabilities(fair, _ticked(request, fair, slots), actor=actor, at=clock.now())
        messages.success(request, _("참석할 수 없는 시간을 저장했습니다."))
        return redirect(request.get_full_path())
    form = ParticipantFilterForm(request.GET, fair=fair)
    page = Paginator(participants_for(actor, fair, form.filters), PER_PAGE).get_page(
        request.GET.get("page")
    )
    title, way = _("참석할 수 없는 시간"), reverse("fair_participants", args=[fair.slug])
    several_days = len({slot.day_id for slot in slots}) > 1
    labels = [slot_label(fair, slot, with_day=several_days) for slot in slots]
    context = {
        **frame(request, fair, title, "fair_participants", (pgettext("several", "참가기업"), way)),
        "form": form,
        "page": page,
        "slots": labels,
        "rows": _rows(fair, page, list(zip(slots, labels, strict=True))),
    }
    return render(request, "web/fairs/times.html", context)


def _rows(
    fair: Fair, page: Page[Participant], slots: list[tuple[Slot, str]]
) -> list[dict[str, object]]:
    stated = set(
        Unavailability.objects.filter(participant__in=[one.pk for one in page]).values_list(
            "participant", "slot"
        )
    )
    gone = away_slots(fair, [slot for slot, _label in slots])
    return [
        {
            "participant": one,
            "cells": [
                {
                    "slot": slot.pk,
                    "label": label,
                    "start": f"{slot.starts_at.astimezone(fair.tz):%H:%M}",
                    "ticked": (one.pk, slot.pk) in stated,
                    "session": slot.pk in gone.get(one.pk, set())
                    and (one.pk, slot.pk) not in stated,
                }
                for slot, label in slots
            ],
        }
        for one in page
    ]


def _ticked(request: HttpRequest, fair: Fair, slots: list[Slot]) -> dict[Participant, list[Slot]]:
    """Return what was ticked for each participant that the form showed."""
    by_key = {str(slot.pk): slot for slot in slots}
    shown = fair.participants.filter(code__in=request.POST.getlist("shown"))
    away: dict[Participant, list[Slot]] = {one: [] for one in shown}
    by_code = {one.code: one for one in away}
    for text in request.POST.getlist("away"):
        code, _sign, key = text.partition(":")
        if code in by_code and key in by_key:
            away[by_code[code]].append(by_key[key])
    return away
