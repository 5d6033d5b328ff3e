"""Who takes part in a fair: the list, one of them, and when each can meet."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sangsaeng.fairs.actions.taking_part import (
    add_participant,
    edit_participant,
    remove_participant,
    set_availability,
)
from sangsaeng.fairs.models import Fair, Participant, Side
from sangsaeng.fairs.queries.access import get_fair_for, get_participant_for
from sangsaeng.fairs.queries.availability import away_slots
from sangsaeng.fairs.queries.met_before import known_organizations
from sangsaeng.fairs.queries.participants import participant_records, participants_for
from sangsaeng.fairs.queries.requests import requests_for
from sangsaeng.fairs.rules import may_request, may_see_all
from sangsaeng.fairs.sheets import PARTICIPANTS
from sangsaeng.kernel import clock
from sangsaeng.kernel.refusals import Invalid
from sangsaeng.organizations.resolving import resolve
from sangsaeng.web.forms_taking_part import (
    NewParticipantForm,
    ParticipantFilterForm,
    PlaceForm,
)
from sangsaeng.web.keys import key_of
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.exporting import export_kind
from sangsaeng.web.views.fairs.frame import (
    fair_to_run,
    fair_to_watch,
    frame,
    slot_label,
    timetable_url,
)

PER_PAGE = 50


@require_GET
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """List the participants."""
    fair = fair_to_watch(request, slug)
    form = ParticipantFilterForm(request.GET, fair=fair)
    page = Paginator(participants_for(request.user, fair, form.filters), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        **frame(request, fair, pgettext("several", "참가기업"), "fair_participants"),
        "form": form,
        "page": page,
        "tables": _tables(fair, page),
        "slot_count": fair.slots.count(),
    }
    return render(request, "web/fairs/participants.html", context)


@require_GET
def export(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give the participants, narrowed as on their page, as a file that can be taken back."""
    fair = fair_to_watch(request, slug)
    filters = ParticipantFilterForm(request.GET, fair=fair).filters
    found = participants_for(request.user, fair, filters)
    records = list(participant_records(request.user, fair, found))
    return export_kind(PARTICIPANTS, records, form, "participants")


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Take an organization into the fair."""
    actor = signed_in(request)
    fair = fair_to_run(request, slug)
    form = NewParticipantForm(request.POST or None, fair=fair)

    def deed() -> None:
        meant = resolve(form.cleaned_data["name"])
        if meant.organization is None:
            names = ", ".join(one.organization.name for one in meant.candidates)
            raise Invalid({"name": _not_known(names)})
        place = form.place_of(meant.organization, known_organizations(fair))
        add_participant(fair, meant.organization, place, actor=actor, at=clock.now())

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("참가기업을 더했습니다."))
        return redirect("fair_participants", fair.slug)
    context = frame(
        request,
        fair,
        _("참가기업 더하기"),
        "fair_participants",
        (pgettext("several", "참가기업"), reverse("fair_participants", args=[fair.slug])),
    )
    return form_page(request, "web/fairs/participant_new.html", form, context)


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show a participant; its tables and limits are the officer's, its times its own."""
    actor = signed_in(request)
    fair = get_fair_for(actor, slug)
    participant = get_participant_for(actor, fair, code)
    part = request.POST.get("part", "")
    form = PlaceForm.of(participant, request.POST if part == "place" else None)

    def deed() -> None:
        edit_participant(participant, form.place(participant), actor=actor, at=clock.now())

    if part == "place" and succeeds(form, deed):
        messages.success(request, _("참가 정보를 저장했습니다."))
        return redirect("fair_participant", fair.slug, participant.code)
    if part == "times":
        chosen = map(key_of, request.POST.getlist("away"))
        away = list(fair.slots.filter(pk__in=list(chosen)))
        set_availability(participant, away, actor=actor, at=clock.now())
        messages.success(request, _("참석할 수 없는 시간을 저장했습니다."))
        return redirect("fair_participant", fair.slug, participant.code)
    return form_page(
        request, "web/fairs/participant.html", form, _context(request, fair, participant)
    )


@require_POST
def remove(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Take a participant out of the fair."""
    actor = signed_in(request)
    fair = fair_to_run(request, slug)
    remove_participant(get_participant_for(actor, fair, code), actor=actor, at=clock.now())
    messages.success(request, _("참가기업을 지웠습니다."))
    return redirect("fair_participants", fair.slug)


def _tables(fair: Fair, page: Page[Participant]) -> dict[int, str]:
    labels: dict[int, list[str]] = {}
    found = fair.tables.filter(participant__in=[one.pk for one in page]).select_related("hall")
    for table in found:
        labels.setdefault(table.participant_id or 0, []).append(f"{table.hall.name} {table.label}")
    return {participant: ", ".join(names) for participant, names in labels.items()}


def _context(request: HttpRequest, fair: Fair, participant: Participant) -> dict[str, Any]:
    sees_all = may_see_all(request.user, fair)
    listing_page = (pgettext("several", "참가기업"), reverse("fair_participants", args=[fair.slug]))
    slots = list(fair.slots.select_related("day").order_by("starts_at"))
    stated = set(participant.unavailabilities.values_list("slot", flat=True))
    gone = away_slots(fair, slots).get(participant.pk, set())
    days: dict[str, list[dict[str, object]]] = {}
    for slot in slots:
        day, hours = slot_label(fair, slot).rsplit(" ", 1)
        days.setdefault(day, []).append(
            {
                "slot": slot.pk,
                "label": hours,
                "ticked": slot.pk in stated,
                "session": slot.pk in gone and slot.pk not in stated,
            }
        )
    found = requests_for(request.user, fair) if sees_all else None
    return {
        **frame(
            request,
            fair,
            participant.organization.name,
            "fair_participants",
            *([listing_page] if sees_all else []),
        ),
        "participant": participant,
        "tables": list(participant.tables.select_related("hall")),
        "days": days.items(),
        "may_change_times": may_request(request.user, participant),
        "is_buyer": participant.side == Side.BUYER,
        "request_count": _count(found, participant) if found is not None else None,
        "sessions": list(participant.sessions.all()),
        "timetable_url": timetable_url(fair),
    }


def _count(found: Any, participant: Participant) -> int:
    mine = found.filter(buyer=participant) | found.filter(supplier=participant)
    return int(mine.count())


def _not_known(proposals: str) -> str:
    if proposals:
        return _("등록되지 않은 이름입니다. 혹시 다음 가운데 하나입니까? %(names)s") % {
            "names": proposals
        }
    return _("등록되지 않은 이름입니다. 기업·기관에 먼저 등록하거나 엑셀로 가져와 주십시오.")
