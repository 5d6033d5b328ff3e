"""Minutes of deliberation: opened for a stage, written, closed, and then a paper."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sangsaeng.judging.actions.deliberating import (
    close_minutes,
    discuss,
    open_minutes,
    write_minutes,
)
from sangsaeng.judging.minutes_paper import minutes_paper
from sangsaeng.judging.models import Minutes
from sangsaeng.judging.queries.stages import not_discussed, stages_of
from sangsaeng.kernel import clock
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.programs.models import Call
from sangsaeng.web.forms_deciding import DiscussForm, MinutesForm
from sangsaeng.web.views.asking import form_page, number_in, succeeds
from sangsaeng.web.views.exporting import attachment
from sangsaeng.web.views.judging.deciding_frame import frame, opened, stage_of


@require_GET
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """List the stages with their minutes and what is still to be discussed."""
    _viewer, call = opened(request, slug)
    context = {
        **frame(call, _("심의록"), "decision_minutes"),
        "lead": _("경계에 걸친 신청은 여기에 논의를 남긴 뒤에야 결정할 수 있습니다."),
        "stages": [
            (stage, list(stage.minutes.all()), list(not_discussed(stage)))
            for stage in stages_of(call)
        ],
    }
    return render(request, "web/deciding/minutes_list.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, slug: str, position: int) -> HttpResponse:
    """Open minutes for a meeting about a stage."""
    viewer, call = opened(request, slug)
    stage, form = stage_of(call, position), MinutesForm(request.POST or None)
    made: list[Minutes] = []

    def deed() -> None:
        made.append(open_minutes(stage, form.facts, actor=viewer, at=clock.now()))

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("심의록을 열었습니다. 논의한 신청을 하나씩 적으십시오."))
        return redirect("decision_minutes_page", slug, position, made[0].number)
    context = {
        **_frame(call, _("심의록 열기")),
        "lead": stage.name,
        "submit": _("심의록 열기"),
        "to_discuss": list(not_discussed(stage)),
    }
    return form_page(request, "web/deciding/minutes_new.html", form, context)


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, slug: str, position: int, number: int) -> HttpResponse:
    """Show the minutes, and write them while they are open."""
    viewer, call = opened(request, slug)
    minutes = _minutes(call, position, number)
    form = MinutesForm.of(minutes, request.POST if request.method == "POST" else None)

    def deed() -> None:
        seen = form.cleaned_data["seen"] or 0
        write_minutes(minutes, form.facts, seen, actor=viewer, at=clock.now())

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("심의록을 저장했습니다."))
        return redirect("decision_minutes_page", slug, position, number)
    return _page(request, call, minutes, form, DiscussForm(stage=minutes.stage))


@require_POST
def speak(request: HttpRequest, slug: str, position: int, number: int) -> HttpResponse:
    """Write down what was said of one entry."""
    viewer, call = opened(request, slug)
    minutes = _minutes(call, position, number)
    form = DiscussForm(request.POST, stage=minutes.stage)

    def deed() -> None:
        given = form.cleaned_data
        discuss(
            minutes, given["entry"], given["text"], given["verdict"], actor=viewer, at=clock.now()
        )

    if succeeds(form, deed):
        messages.success(request, _("논의를 적었습니다."))
        return redirect("decision_minutes_page", slug, position, number)
    return _page(request, call, minutes, MinutesForm.of(minutes), form)


@require_POST
def close(request: HttpRequest, slug: str, position: int, number: int) -> HttpResponse:
    """Close the minutes; from now on nothing in them changes."""
    viewer, call = opened(request, slug)
    minutes = _minutes(call, position, number)
    seen = number_in(request.POST.get("seen", "")) or 0
    close_minutes(minutes, seen, actor=viewer, at=clock.now())
    messages.success(request, _("심의록을 마쳤습니다. 이제 결정할 수 있습니다."))
    return redirect("decision_minutes_page", slug, position, number)


@require_GET
def pdf(request: HttpRequest, slug: str, position: int, number: int) -> HttpResponse:
    """Give closed minutes as a paper."""
    _viewer, call = opened(request, slug)
    minutes = _minutes(call, position, number)
    if minutes.state != "closed":
        raise NotFound
    name = f"minutes-{slug}-{position}-{number}.pdf"
    return attachment(minutes_paper(minutes, clock.now()), "application/pdf", name)


def _minutes(call: Call, position: int, number: int) -> Minutes:
    stage = stage_of(call, position)
    found = stage.minutes.select_related("edition", "written_by", "closed_by")
    minutes = found.filter(number=number).first()
    if minutes is None:
        raise NotFound
    minutes.stage = stage
    return minutes


def _page(
    request: HttpRequest, call: Call, minutes: Minutes, form: MinutesForm, speaking: DiscussForm
) -> HttpResponse:
    title = _("%(stage)s 심의록 %(number)s") % {
        "stage": minutes.stage.name,
        "number": minutes.number,
    }
    context = {
        **_frame(call, title),
        "minutes": minutes,
        "stage": minutes.stage,
        "is_open": minutes.state == "open",
        "said": minutes.discussed.select_related("entry__lead").order_by("pk"),
        "to_discuss": list(not_discussed(minutes.stage)),
        "speaking": speaking,
    }
    faulty = speaking if speaking.is_bound else form
    context["form"] = form
    status = 422 if faulty.is_bound and faulty.errors else 200
    return render(request, "web/deciding/minutes.html", context, status=status)


def _frame(call: Call, title: str) -> dict[str, object]:
    above = (_("심의록"), reverse("decision_minutes", args=[call.slug]))
    return frame(call, title, "decision_minutes", above)
