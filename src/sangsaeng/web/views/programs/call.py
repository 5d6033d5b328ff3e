"""The public page of a call, and the same as data."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sangsaeng.kernel import clock
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.organizations.models import Kind, SizeClass
from sangsaeng.programs.forms import choices_of
from sangsaeng.programs.freezing import rules_of
from sangsaeng.programs.kinds import RecommenderKind
from sangsaeng.programs.models import Call
from sangsaeng.programs.queries.access import get_call_for
from sangsaeng.programs.queries.announced import edition_in_brief, in_full
from sangsaeng.programs.queries.editions import editions_told
from sangsaeng.programs.queries.window import is_taking
from sangsaeng.programs.rules import may_run
from sangsaeng.programs.states import CALL_STATES
from sangsaeng.web.panel import drawn
from sangsaeng.web.views.programs.frame import call_frame
from sangsaeng.web.views.programs.panels import CALL_PANELS

_STEPS = ("announced", "open", "closed", "judging", "published")


@require_GET
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a call: what is asked, of whom, until when, how it is judged and what it brings."""
    call = get_call_for(request.user, slug)
    context = {
        **call_frame(request, call, "call"),
        **call_in_words(call),
        "lead": f"{call.program.title} · {call.program.host.name}",
        "taking": is_taking(call, clock.now()),
        "runs": may_run(request.user, call),
        "editions": editions_told(call),
        "panels": drawn(CALL_PANELS, request, call),
        "linked": reverse("call_linked", args=[call.slug]),
    }
    return render(request, "web/programs/call.html", context)


@require_GET
def plain(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a call as JSON."""
    call = get_call_for(request.user, slug)
    url = request.build_absolute_uri(reverse("call", args=[call.slug]))
    return _json(in_full(call, rules_of(call)) | {"url": url})


@require_GET
def edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Give an edition of the rules as it was announced, with its digest."""
    call = get_call_for(request.user, slug)
    found = call.editions.filter(number=number).first()
    if found is None:
        raise NotFound
    return _json({**edition_in_brief(found), "rules": found.rules})


@require_GET
def linked(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a call as linked data: a service of government, or a grant where it funds."""
    call = get_call_for(request.user, slug)
    url = request.build_absolute_uri(reverse("call", args=[call.slug]))
    return _json(_linked(call, url), "application/ld+json; charset=utf-8")


def call_in_words(call: Call) -> dict[str, Any]:
    """Return what the page and the preview say of a call."""
    kinds, sizes = dict(Kind.choices), dict(SizeClass.choices)
    recommenders = dict(RecommenderKind.choices)
    return {
        "seats": [
            {
                "seat": seat,
                "kinds": [kinds[one] for one in seat.kinds if one in kinds],
                "sizes": [sizes[one] for one in seat.sizes if one in sizes],
            }
            for seat in call.seats.all()
        ],
        "recommenders": [recommenders[one] for one in call.recommenders if one in recommenders],
        "rules": call.rules.all(),
        "questions": [
            {"one": one, "offered": [choice.label for choice in choices_of(one)]}
            for one in call.questions.all()
        ],
        "stages": call.stages.prefetch_related("criteria"),
        "benefits": call.benefits.all(),
        "steps": [{"label": CALL_STATES.label(one), "url": ""} for one in _STEPS],
        "step": _STEPS.index(call.state) + 1 if call.state in _STEPS else 0,
    }


def _linked(call: Call, url: str) -> dict[str, Any]:
    host = {"@type": "Organization", "name": call.program.host.name}
    funds = any(one.kind == "funding" for one in call.benefits.all())
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Grant" if funds else "GovernmentService",
        "@id": url,
        "url": url,
        "identifier": call.slug,
        "name": call.title,
        "description": call.program.summary,
        "subjectOf": {
            "@type": "Event",
            "name": _("접수"),
            "startDate": call.opens_at,
            "endDate": call.closes_at,
            "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
            "location": {"@type": "VirtualLocation", "url": url},
        },
    }
    if funds:
        said["funder"] = host
    else:
        said |= {"provider": host, "serviceType": call.program.name}
    return {name: value for name, value in said.items() if value}


def _json(said: dict[str, Any], content_type: str = "application/json") -> HttpResponse:
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False}, content_type=content_type)
