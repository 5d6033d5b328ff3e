"""A new call: from the program's ready scheme, from nothing, or from last year's."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sangsaeng.kernel import clock
from sangsaeng.programs.actions.calls import NewCall, copy_call, write_call
from sangsaeng.programs.models import Call
from sangsaeng.programs.queries.access import get_own_program_for, get_run_call_for
from sangsaeng.programs.schemes import scheme_of
from sangsaeng.web.forms_calls import NewCallForm
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.programs.frame import call_frame, posted, program_frame

_YEAR = timedelta(days=364)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a call of the program with the rules of its ready scheme, if it has one."""
    actor = signed_in(request)
    program = get_own_program_for(actor, slug)
    scheme = scheme_of(program.scheme)
    form = NewCallForm(
        posted(request), initial={"title": program.name, "title_en": program.name_en}
    )
    made: list[Call] = []

    def deed() -> None:
        wanted = NewCall(**form.cleaned_data, about=program.about)
        rules = scheme.rules if scheme else None
        made.append(write_call(program, wanted, rules, actor=actor, at=clock.now()))

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("공고의 초안을 만들었습니다. 아래를 채우고 공고하십시오."))
        return redirect("call_set_up", made[0].slug)
    context = {
        **program_frame(program, _("새 공고")),
        "scheme": scheme,
        "earlier": program.calls.order_by("-opens_at", "-pk").first(),
    }
    return form_page(request, "web/programs/call_new.html", form, context)


@require_http_methods(["GET", "POST"])
def copy(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin the next round with the rules of this one, its dates moved along."""
    actor = signed_in(request)
    call = get_run_call_for(actor, slug)
    form = NewCallForm(posted(request), initial=_next_year(call))
    made: list[Call] = []

    def deed() -> None:
        wanted = NewCall(**form.cleaned_data, about=call.about)
        made.append(copy_call(call, wanted, actor=actor, at=clock.now()))

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("공고를 복사했습니다. 바뀐 것을 고친 뒤 공고하십시오."))
        return redirect("call_set_up", made[0].slug)
    context = {**call_frame(request, call, "call_run", _("다음 회차로 복사"))}
    return form_page(request, "web/programs/call_copy.html", form, context)


def _next_year(call: Call) -> dict[str, Any]:
    """Move the window on by a year, to the same day of the week."""
    return {
        "title": call.title,
        "title_en": call.title_en,
        "opens_at": call.opens_at and call.opens_at + _YEAR,
        "closes_at": call.closes_at and call.closes_at + _YEAR,
    }
