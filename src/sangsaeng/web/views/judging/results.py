"""Results as the public reads them: who was chosen, by which rules, out of how many."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sangsaeng.judging.models import Announcement, Discussed, Ranking
from sangsaeng.judging.queries.results import (
    figures_of,
    get_published_call_for,
    objections_until,
)
from sangsaeng.kernel import clock
from sangsaeng.kernel.clock import day_of
from sangsaeng.programs.models import Call
from sangsaeng.programs.queries.shown import all_shown_in_public


@require_GET
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the results of a call."""
    call = get_published_call_for(request.user, slug)
    until = objections_until(call)
    context = {
        "title": _("%(call)s 결과") % {"call": call.name},
        "call": call,
        "breadcrumbs": [
            {"label": call.name, "url": reverse("call", args=[call.slug])},
            {"label": _("결과"), "url": ""},
        ],
        "results": results_of(call),
        "until": until if until and day_of(clock.now()) <= until else None,
        "sample_data": call.is_sample,
    }
    return render(request, "web/deciding/results.html", context)


@require_GET
def as_json(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with the same as data."""
    call = get_published_call_for(request.user, slug)
    said = {"call": call.slug, "title": call.title, "round": call.round, **results_of(call)}
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False})


def results_of(call: Call) -> dict[str, Any]:
    """Return what everybody may read of the results; page and file say the same."""
    announced = Announcement.objects.filter(call=call).select_related("edition").first()
    method = Ranking.objects.filter(stage__call=call).order_by("-stage__position", "-number")
    newest = method.values_list("method", flat=True).first()
    return {
        "published_at": call.published_at.isoformat() if call.published_at else None,
        "figures": figures_of(call),
        "because": announced.because if announced else "",
        "rules_sha256": announced.rules_sha256 if announced else "",
        "edition": announced.edition.number if announced else None,
        "method": newest["kind"] if newest else "",
        "discussed": Discussed.objects.filter(minutes__stage__call=call).exists(),
        "selected": [
            {
                "title": one.title,
                "partners": [{"name": who.name, "part": who.seat} for who in one.partners],
                "answers": [
                    {"question": said.question.name, "text": said.text}
                    for said in one.answers
                    if said.is_answered
                ],
            }
            for one in sorted(all_shown_in_public(call), key=lambda shown: shown.title)
        ],
    }
