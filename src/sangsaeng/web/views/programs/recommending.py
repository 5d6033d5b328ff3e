"""Recommending a cooperation, and what the recommended organization does with it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sangsaeng.kernel import clock
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.queries import own_organizations
from sangsaeng.programs.actions.recommending import decline_recommendation, recommend, take_up
from sangsaeng.programs.kinds import RecommenderKind
from sangsaeng.programs.models import Entry, Recommendation
from sangsaeng.programs.queries.access import (
    get_call_for,
    get_recommendation_for,
    get_run_call_for,
)
from sangsaeng.programs.queries.window import is_taking
from sangsaeng.programs.rules import may_answer_recommendation, may_run
from sangsaeng.web.forms_entries import RecommendForm, SeatForm
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.exporting import export_table
from sangsaeng.web.views.programs.entry_frame import call_path, home, run_frame

TONES = {"sent": "info", "taken_up": "success", "declined": "neutral", "lapsed": "neutral"}


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Recommend somebody for the call."""
    viewer = signed_in(request)
    call = get_call_for(viewer, slug)
    form = RecommendForm(request.POST or None, owners=own_organizations(viewer))
    sent: list[Recommendation] = []

    def deed() -> None:
        sent.append(recommend(call, form.recommended, actor=viewer, at=clock.now()))

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("추천을 보냈습니다. 추천받은 곳이 직접 신청서를 씁니다."))
        return redirect("recommendation", sent[0].code)
    context: dict[str, object] = {
        "title": _("추천하기"),
        "call": call,
        "breadcrumbs": [
            {"label": call.name, "url": call_path(call)},
            {"label": _("추천하기"), "url": ""},
        ],
        "kinds": [RecommenderKind(one).label for one in call.recommenders],
        "is_taking": is_taking(call, clock.now()),
        "sample_data": call.is_sample,
    }
    return form_page(request, "web/entries/recommend.html", form, context)


@require_GET
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Show a recommendation to whom it concerns."""
    viewer = signed_in(request)
    return _page(request, viewer, get_recommendation_for(viewer, code))


@require_POST
def answer(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """Take the recommendation up, or decline."""
    viewer = signed_in(request)
    there = get_recommendation_for(viewer, code)
    if verb == "decline":
        decline_recommendation(there, actor=viewer, at=clock.now())
        messages.success(request, _("신청하지 않는다고 알렸습니다."))
        return redirect("recommendation", code)
    form = SeatForm(request.POST, call=there.call)
    begun: list[Entry] = []

    def deed() -> None:
        begun.append(take_up(there, form.cleaned_data["seat"], actor=viewer, at=clock.now()))

    if not succeeds(form, deed):
        return _page(request, viewer, there, form)
    messages.success(request, _("신청서를 열었습니다. 적는 대로 저장됩니다."))
    return redirect("entry", begun[0].code)


@require_GET
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """List the recommendations of a call for its officers."""
    viewer = signed_in(request)
    call = get_run_call_for(viewer, slug)
    rows = [{"one": one, "tone": TONES[one.state]} for one in _of_call(viewer, slug)]
    return render(
        request,
        "web/entries/recommendations.html",
        {**run_frame(call, _("추천 목록")), "rows": rows},
    )


@require_GET
def export(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give the list as a file."""
    viewer = signed_in(request)
    get_run_call_for(viewer, slug)
    headings = [
        ("code", _("추천 번호")),
        ("organization", _("추천받은 곳")),
        ("title", _("사례")),
        ("kind", _("추천한 자격")),
        ("recommender", _("추천한 곳")),
        ("reason", _("추천하는 까닭")),
        ("state", _("상태")),
        ("sent_on", _("보낸 날")),
    ]
    records = [
        {
            "code": one.code,
            "organization": one.organization.name,
            "title": one.title,
            "kind": one.get_kind_display(),
            "recommender": one.recommender.name if one.recommender else "",
            "reason": one.reason,
            "state": one.get_state_display(),
            "sent_on": day_of(one.sent_at),
        }
        for one in _of_call(viewer, slug)
    ]
    return export_table(headings, records, form, "recommendations")


def _of_call(viewer: Person, slug: str) -> list[Recommendation]:
    rows = Recommendation.objects.visible_to(viewer).filter(call__slug=slug)
    return list(rows.select_related("organization", "recommender"))


def _page(
    request: HttpRequest, viewer: Person, there: Recommendation, form: SeatForm | None = None
) -> HttpResponse:
    answers = may_answer_recommendation(viewer, there)
    context: dict[str, object] = {
        "title": there.title,
        "one": there,
        "tone": TONES[there.state],
        "breadcrumbs": [*home(), {"label": _("추천"), "url": ""}],
        "may_answer": answers and there.state == "sent",
        "entry": there.entry if answers else None,
        # A citizen speaks to the officers in their own name, to the organization as a citizen.
        "names_person": there.recommended_by_id == viewer.pk or may_run(viewer, there.call),
        "sample_data": there.is_sample,
    }
    drawn = form or SeatForm(call=there.call)
    return form_page(request, "web/entries/recommendation.html", drawn, context)
