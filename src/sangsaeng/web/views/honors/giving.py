"""The officer's room: what would be given, giving it, printing the plaques, recording past honors."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sangsaeng.honors.actions.giving import give_honor, give_honors
from sangsaeng.honors.actions.recording import record_past_honor
from sangsaeng.honors.models import Honor
from sangsaeng.honors.papers import plaques_paper
from sangsaeng.honors.queries.gallery import honors_of_call
from sangsaeng.honors.queries.giving import planned, waiting_for_honor
from sangsaeng.honors.queries.plaques import plaques_of
from sangsaeng.honors.rules import may_give_honors
from sangsaeng.kernel import clock
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.programs.models import Call, Entry
from sangsaeng.programs.queries.access import get_own_program_for, get_run_call_for
from sangsaeng.web.forms_honors import AwardForm, CaseAwardForm, PastForm
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.exporting import attachment


@require_GET
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what giving would do, and what was given."""
    viewer = signed_in(request)
    call = get_run_call_for(viewer, slug)
    form = AwardForm(initial={"awarded_on": day_of(clock.now())})
    return _shown(request, viewer, call, form)


@require_POST
def give_all(request: HttpRequest, slug: str) -> HttpResponse:
    """Give every selected case its honor."""
    viewer = signed_in(request)
    call = get_run_call_for(viewer, slug)
    require(may_give_honors(viewer, call), viewer)
    form, given = AwardForm(request.POST), list[Honor]()

    def give() -> None:
        given.extend(give_honors(call, form.award, actor=viewer, at=clock.now()))

    if not succeeds(form, give):
        return _shown(request, viewer, call, form)
    number = len(given)
    said = ngettext("%(n)s건에 상을 주었습니다.", "%(n)s건에 상을 주었습니다.", number)
    messages.success(request, said % {"n": number})
    return redirect("honor_giving", call.slug)


@require_http_methods(["GET", "POST"])
def give_one(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Give one selected case its honor, in words of its own."""
    viewer = signed_in(request)
    call = get_run_call_for(viewer, slug)
    require(may_give_honors(viewer, call), viewer)
    entry = _waiting(call, viewer, code)
    initial = {"awarded_on": day_of(clock.now()), "title": entry.title}
    form = CaseAwardForm(request.POST or None, initial=initial)

    def give() -> None:
        give_honor(entry, form.award, actor=viewer, at=clock.now())

    if request.method == "POST" and succeeds(form, give):
        messages.success(request, _("상을 주고 기념패를 발행했습니다."))
        return redirect("honor_giving", call.slug)
    context: dict[str, object] = {
        "title": _("상 주기"),
        "lead": entry.title,
        "breadcrumbs": [*_way(call), {"label": _("상 주기"), "url": ""}],
        "submit": _("상 주기"),
    }
    return form_page(request, "web/honors/form.html", form, context)


@require_GET
def print_run(request: HttpRequest, slug: str) -> HttpResponse:
    """Give every valid plaque of the call as one PDF."""
    viewer = signed_in(request)
    call = get_run_call_for(viewer, slug)
    plaques = plaques_of(call)
    if not plaques:
        raise NotFound
    content = plaques_paper(plaques, clock.now(), with_cut_marks="cut" in request.GET)
    return attachment(content, "application/pdf", f"plaques-{call.slug}.pdf")


@require_http_methods(["GET", "POST"])
def past(request: HttpRequest, slug: str) -> HttpResponse:
    """Record an honor from before this platform, with its source."""
    viewer = signed_in(request)
    program = get_own_program_for(viewer, slug)
    form, recorded = PastForm(request.POST or None), list[Honor]()

    def record() -> None:
        recorded.append(
            record_past_honor(program, form.past, form.holders, actor=viewer, at=clock.now())
        )

    if request.method == "POST" and succeeds(form, record):
        messages.success(request, _("지난 포상을 기록했습니다. 기념패는 발행하지 않습니다."))
        return redirect("honor", recorded[0].code)
    context: dict[str, object] = {
        "title": _("지난 포상 기록"),
        "lead": program.title,
        "breadcrumbs": [
            {"label": _("포상 사례"), "url": reverse("honors")},
            {"label": _("지난 포상 기록"), "url": ""},
        ],
        "submit": _("기록"),
    }
    return form_page(request, "web/honors/form.html", form, context)


def _shown(request: HttpRequest, viewer: Person, call: Call, form: AwardForm) -> HttpResponse:
    rows = planned(call, viewer)
    context = {
        "title": _("포상과 기념패"),
        "lead": call.name,
        "breadcrumbs": [*_way(call)[:-1], {"label": _("포상과 기념패"), "url": ""}],
        "call": call,
        "form": form,
        "may_give": may_give_honors(viewer, call),
        "planned": rows,
        "to_give": sum(not one.is_own for one in rows),
        "honors": honors_of_call(call),
        "sample_data": call.is_sample,
    }
    status = 422 if form.is_bound else 200
    return render(request, "web/honors/giving.html", context, status=status)


def _way(call: Call) -> list[dict[str, str]]:
    return [
        {"label": call.name, "url": reverse("call_run", args=[call.slug])},
        {"label": _("포상과 기념패"), "url": reverse("honor_giving", args=[call.slug])},
    ]


def _waiting(call: Call, viewer: Person, code: str) -> Entry:
    """Return the selected case that has no honor yet."""
    found = next((one for one in waiting_for_honor(call) if one.code == code), None)
    if found is None or not Entry.objects.visible_to(viewer).filter(pk=found.pk).exists():
        raise NotFound
    return found
