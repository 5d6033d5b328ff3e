"""The page from which an officer runs a call: its state, what comes next, what others show there."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final, Protocol

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.programs.actions.amending import Change
from sangsaeng.programs.actions.running import (
    announce_call,
    begin_judging,
    call_off,
    end_call,
    extend_call,
)
from sangsaeng.programs.freezing import newest_edition
from sangsaeng.programs.models import Call
from sangsaeng.programs.queries.access import get_run_call_for
from sangsaeng.programs.queries.readiness import missing_from
from sangsaeng.programs.states import CALL_STATES
from sangsaeng.web.forms_calls import CallOffForm, ExtendForm
from sangsaeng.web.panel import drawn
from sangsaeng.web.views.asking import form_page, number_in, signed_in, succeeds
from sangsaeng.web.views.programs.frame import call_frame, posted
from sangsaeng.web.views.programs.panels import RUN_PANELS


class Step(Protocol):
    """A step that needs nothing but the call."""

    def __call__(self, call: Call, *, actor: Person, at: datetime) -> None:
        """Take it."""


STEPS: Final[Mapping[str, Step]] = {
    "announce": announce_call,
    "begin_judging": begin_judging,
    "end": end_call,
}


@require_GET
def hub(request: HttpRequest, slug: str) -> HttpResponse:
    """Show where the call stands, the next step, and what every room has to say of it."""
    actor = signed_in(request)
    call = get_run_call_for(actor, slug)
    context = {
        **call_frame(request, call, "call_run", _("%(call)s 운영") % {"call": call.name}),
        "edition": newest_edition(call),
        "missing": missing_from(call, clock.now()) if call.state == "draft" else [],
        "verbs": [verb for verb in STEPS if CALL_STATES.allows(call.state, verb)],
        "next_step": _next_steps().get(call.state, ""),
        "may_extend": call.state in {"announced", "open", "closed"},
        "may_call_off": CALL_STATES.allows(call.state, "call_off"),
        "panels": drawn(RUN_PANELS, request, call),
    }
    return render(request, "web/programs/run.html", context)


@require_POST
def step(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the call to its next state."""
    actor = signed_in(request)
    call = get_run_call_for(actor, slug)
    deed = STEPS.get(request.POST.get("verb", ""))
    if deed is not None:
        deed(call, actor=actor, at=clock.now())
        messages.success(
            request,
            _("공고가 ‘%(state)s’ 상태가 되었습니다.") % {"state": call.get_state_display()},
        )
    return redirect("call_run", call.slug)


@require_http_methods(["GET", "POST"])
def extend(request: HttpRequest, slug: str) -> HttpResponse:
    """Take entries for longer, or again."""
    actor = signed_in(request)
    call = get_run_call_for(actor, slug)
    form = ExtendForm(posted(request), initial={"closes_at": call.closes_at})

    def deed() -> None:
        given = form.cleaned_data
        change = Change(given["reason"], number_in(request.POST.get("seen", "")))
        extend_call(call, given["closes_at"], change, actor=actor, at=clock.now())

    return _one_form(request, call, form, deed, _("접수 기간 연장"))


@require_http_methods(["GET", "POST"])
def call_off_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Call the round off, with the reason that everybody reads."""
    actor = signed_in(request)
    call = get_run_call_for(actor, slug)
    form = CallOffForm(posted(request))

    def deed() -> None:
        call_off(call, form.cleaned_data["reason"], actor=actor, at=clock.now())

    return _one_form(request, call, form, deed, _("공고 취소"))


def _one_form(
    request: HttpRequest,
    call: Call,
    form: ExtendForm | CallOffForm,
    deed: Callable[[], None],
    title: str,
) -> HttpResponse:
    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("저장하고 알렸습니다."))
        return redirect("call_run", call.slug)
    context = {**call_frame(request, call, "call_run", title), "seen": call.version}
    return form_page(request, "web/programs/call_form.html", form, context)


def _next_steps() -> dict[str, str]:
    return {
        "draft": _("설정을 마치고 공고하십시오. 공고하면 규칙이 지문과 함께 고정됩니다."),
        "announced": _("접수 시작 시각이 되면 저절로 접수를 시작합니다. 기다리시면 됩니다."),
        "open": _(
            "접수를 받고 있습니다. 마감 7일 전과 하루 전에 작성 중인 곳에 알리고, 마감 시각에 저절로 닫습니다."
        ),
        "closed": _(
            "접수가 끝났습니다. 신청 자격을 확인하고 심사위원을 모은 뒤 심사를 시작하십시오. 심사를 시작하면 규칙을 바꿀 수 없습니다."
        ),
        "judging": _(
            "심사하고 있습니다. 평가가 모이면 순위를 확인하고 심의한 뒤 결과를 발표하십시오."
        ),
        "published": _(
            "결과를 발표했습니다. 이의신청을 처리하고 시상과 혜택을 마치면 종료하십시오."
        ),
        "ended": _("끝난 공고입니다. 다음 회차는 이 공고를 복사해 시작하십시오."),
        "called_off": _("취소한 공고입니다. 다시 하려면 이 공고를 복사해 시작하십시오."),
    }
