"""A ceremony as those who prepare it see it: the plan, the order, and what the press is told."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_http_methods

from sangsaeng.honors.actions.ceremonies import hold_ceremony
from sangsaeng.honors.models import Ceremony
from sangsaeng.honors.queries.ceremonies import (
    get_ceremony_call_for,
    get_ceremony_for,
    honors_of,
    turnout_of,
)
from sangsaeng.honors.queries.press import PressSheet, press_of
from sangsaeng.kernel import clock
from sangsaeng.kernel.clock import SEOUL
from sangsaeng.kernel.press import typeset
from sangsaeng.programs.models import Call
from sangsaeng.web.forms_ceremony import PlanForm
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.exporting import attachment


@require_GET
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how far the ceremony is prepared."""
    viewer = signed_in(request)
    call = get_ceremony_call_for(viewer, slug)
    ceremony = Ceremony.objects.select_related("call__program__host").filter(call=call).first()
    context = frame(call, _("시상식"))
    if ceremony is not None:
        context |= {
            "ceremony": ceremony,
            "held_at": ceremony.held_at.astimezone(SEOUL),
            "order": [line for line in ceremony.about.splitlines() if line.strip()],
            "honors": list(honors_of(ceremony)),
            "turnout": turnout_of(ceremony),
        }
    return render(request, "web/ceremony/page.html", context)


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Set the ceremony, or change it."""
    viewer = signed_in(request)
    call = get_ceremony_call_for(viewer, slug)
    form = PlanForm(request.POST or None, initial=_said(call))

    def deed() -> None:
        hold_ceremony(call, form.plan, actor=viewer, at=clock.now())

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("시상식을 정했습니다. 이제 명단을 만드십시오."))
        return redirect("ceremony", call.slug)
    context = frame(call, _("시상식 정하기"), below=True) | {"submit": _("저장")}
    return form_page(request, "web/benefits/form.html", form, context)


@require_GET
def press(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what the press is told, made of public facts alone."""
    ceremony = get_ceremony_for(signed_in(request), slug)
    sheet = press_of(ceremony, at=clock.now())
    context = frame(ceremony.call, _("보도자료"), below=True)
    return render(request, "web/ceremony/press.html", context | {"sheet": sheet})


@require_GET
def press_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give the press sheet as text or as PDF."""
    ceremony, at = get_ceremony_for(signed_in(request), slug), clock.now()
    sheet = press_of(ceremony, at=at)
    if form == "txt":
        return attachment(sheet.text.encode(), "text/plain; charset=utf-8", "보도자료.txt")
    return attachment(_paper(sheet, at), "application/pdf", "보도자료.pdf")


def frame(call: Call, title: str, *, below: bool = False) -> dict[str, object]:
    """Return what is around a page of the ceremony."""
    way = [
        {"label": call.name, "url": reverse("call", args=[call.slug])},
        {"label": _("시상식"), "url": reverse("ceremony", args=[call.slug]) if below else ""},
    ]
    if below:
        way.append({"label": title, "url": ""})
    return {"title": title, "breadcrumbs": way, "call": call, "sample_data": call.is_sample}


def _said(call: Call) -> dict[str, object]:
    ceremony = Ceremony.objects.filter(call=call).first()
    if ceremony is None:
        return {"name": _("%(call)s 시상식") % {"call": call.title}}
    names = ("name", "place", "rows", "seats_per_row", "about")
    said: dict[str, object] = {name: getattr(ceremony, name) for name in names}
    local = ceremony.held_at.astimezone(SEOUL)
    return said | {"held_at": local.replace(tzinfo=None)}


def _paper(sheet: PressSheet, at: datetime) -> bytes:
    with override("ko"):
        data = {
            "title": sheet.title,
            "organizer": sheet.host,
            "fair": _("보도자료"),
            "language": "ko",
            "edition": "",
            "is_draft": False,
            "is_sample": sheet.is_sample,
            "words": {"draft": "", "sample": _("예시 자료"), "page": "{here}/{all}"},
            "lead": sheet.lead,
            "particulars": [
                [_("일시"), sheet.when],
                [_("장소"), sheet.place],
                [_("주최"), sheet.host],
            ],
            "cases": [
                {
                    "title": one.title,
                    "sentence": one.sentence,
                    "facts": [[fact.label, fact.text] for fact in one.facts],
                    "source": one.source,
                }
                for one in sheet.cases
            ],
        }
        return typeset("press", data, at)
