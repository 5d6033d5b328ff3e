"""The list of fairs, and setting up a new one."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Max, Min, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from sangsaeng.fairs.actions.setting_up import open_fair
from sangsaeng.fairs.models import Fair, Side
from sangsaeng.fairs.queries.timetables import name_of
from sangsaeng.fairs.rules import may_open_fairs, may_open_fairs_for
from sangsaeng.fairs.states import FAIR_STATES
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import may_operate, require
from sangsaeng.organizations.models import Kind, Membership, Organization, Role
from sangsaeng.web.forms_fairs import FairFilterForm, NewFairForm
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.exporting import export_table

PER_PAGE = 20
TONES = {"collecting": "success", "planning": "info", "published": "info"}


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """List the fairs the viewer may know of."""
    form = FairFilterForm(request.GET)
    page = Paginator(_found(request), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": pgettext("several", "상담회"),
        "lead": _(
            "수요기업과 공급기업이 일대일로 만나는 상담회입니다. 상담회를 골라 일정과 신청 방법을 보십시오."
        ),
        "form": form,
        "page": page,
        "rows": [_shown(fair) for fair in page],
        "is_narrowed": any(request.GET.get(name) for name in ("q", "state")),
        "may_open": may_open_fairs(request.user),
        "sample_data": any(fair.is_sample for fair in page),
    }
    return render(request, "web/fairs/list.html", context)


@require_GET
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Give the list, narrowed as on its page, as a file."""
    headings = [
        ("slug", _("주소")),
        ("name", _("이름")),
        ("organizer", _("주최 기관")),
        ("place", _("장소")),
        ("first_day", _("첫날")),
        ("last_day", _("마지막 날")),
        ("state", _("상태")),
        ("buyers", _("수요기업 수")),
    ]
    records = [
        {
            "slug": fair.slug,
            "name": name_of(fair),
            "organizer": fair.organizer.name,
            "place": fair.place,
            "first_day": fair.first_day,
            "last_day": fair.last_day,
            "state": FAIR_STATES.label(fair.state) if form != "json" else fair.state,
            "buyers": fair.buyer_count,
        }
        for fair in _found(request)
    ]
    return export_table(headings, records, form, "fairs")


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Set up a new fair."""
    actor = signed_in(request)
    require(may_open_fairs(actor), actor)
    form = NewFairForm(request.POST or None)
    organizers = _organizers(actor)
    form.fields["organizer"].queryset = organizers  # type: ignore[attr-defined]  # a choice of rows
    if len(organizers) == 1:
        form.fields["organizer"].initial = organizers[0]
    made: list[Fair] = []

    def deed() -> None:
        given = dict(form.cleaned_data)
        required = [given.pop(name) for name in ("slug", "name", "organizer")]
        made.append(open_fair(*required, actor=actor, at=clock.now(), **given))

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("상담회를 만들었습니다. 이제 날짜와 시간을 정해 주십시오."))
        return redirect("fair", made[0].slug)
    context: dict[str, object] = {
        "title": _("상담회 만들기"),
        "breadcrumbs": [
            {"label": pgettext("several", "상담회"), "url": reverse("fairs")},
            {"label": _("상담회 만들기"), "url": ""},
        ],
    }
    return form_page(request, "web/fairs/new.html", form, context)


def _organizers(viewer: Person) -> Any:
    """Return in whose name the viewer may set up a fair."""
    if may_operate(viewer):
        return Organization.objects.visible_to(viewer).exclude(kind=Kind.COMPANY)
    managed = Membership.objects.running().filter(
        person=viewer, role__in=[Role.OWNER, Role.MANAGER]
    )
    candidates = Organization.objects.filter(pk__in=managed.values("organization"))
    return candidates.filter(
        pk__in=[one.pk for one in candidates if may_open_fairs_for(viewer, one)]
    )


def _found(request: HttpRequest) -> Any:
    form = FairFilterForm(request.GET)
    form.is_valid()
    text = form.cleaned_data.get("q", "").strip()
    state = form.cleaned_data.get("state", "")
    found = Fair.objects.visible_to(request.user).select_related("organizer")
    if text:
        found = found.filter(
            Q(name__icontains=text) | Q(name_en__icontains=text) | Q(place__icontains=text)
        )
    if state:
        found = found.filter(state=state)
    return found.annotate(
        first_day=Min("days__date"),
        last_day=Max("days__date"),
        buyer_count=Count("participants", filter=Q(participants__side=Side.BUYER), distinct=True),
    ).order_by("-entered_at", "-pk")


def _shown(fair: Any) -> dict[str, object]:
    return {
        "fair": fair,
        "name": name_of(fair),
        "state": FAIR_STATES.label(fair.state),
        "tone": TONES.get(fair.state, "neutral"),
        "is_one_day": fair.first_day == fair.last_day,
    }
