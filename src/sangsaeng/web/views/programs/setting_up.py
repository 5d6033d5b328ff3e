"""Setting a call up: what is missing, its frame, its settings, and what an applicant will see."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sangsaeng.kernel import clock
from sangsaeng.programs.actions.calls import edit_call, set_window
from sangsaeng.programs.models import Call
from sangsaeng.programs.queries.access import get_run_call_for
from sangsaeng.programs.queries.readiness import missing_from
from sangsaeng.web.forms_calls import SettingsForm, TextsForm, WindowForm
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.programs.answering import field_of
from sangsaeng.web.views.programs.call import call_in_words
from sangsaeng.web.views.programs.frame import (
    call_frame,
    change_of,
    part_names,
    part_url,
    posted,
    set_up_frame,
)


@require_GET
def checklist(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the parts of the call and what is missing before it can be announced."""
    actor = signed_in(request)
    call = get_run_call_for(actor, slug)
    missing: dict[str, list[str]] = {}
    for one in missing_from(call, clock.now() if call.announced_at is None else None):
        missing.setdefault(one.part, []).append(one.text)
    context = {
        **call_frame(request, call, "call_set_up", _("공고 설정")),
        "rows": [
            {
                "label": label,
                "url": part_url(call, part),
                "missing": missing.get(part, []),
                "count": getattr(call, part).count() if part not in {"frame", "settings"} else None,
            }
            for part, label in part_names().items()
        ],
        "is_ready": not missing,
    }
    return render(request, "web/programs/set_up.html", context)


@require_http_methods(["GET", "POST"])
def frame_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Change the call's texts, which are no rules, or its window; each is a form of its own."""
    actor = signed_in(request)
    call = get_run_call_for(actor, slug)
    part = request.POST.get("part", "")
    texts = TextsForm.of(call, posted(request) if part == "texts" else None)
    window = WindowForm.of(call, posted(request) if part != "texts" else None)

    def deed() -> None:
        change, at = change_of(request), clock.now()
        if part == "texts":
            edit_call(call, texts.cleaned_data, with_=change, actor=actor, at=at)
        else:
            moments = (window.cleaned_data["opens_at"], window.cleaned_data["closes_at"])
            set_window(call, moments, with_=change, actor=actor, at=at)

    form: forms.BaseForm = texts if part == "texts" else window
    if request.method == "POST" and succeeds(form, deed):
        return saved(request, call, "frame")
    context = {
        **set_up_frame(request, _fresh(call, actor), "frame"),
        "texts": texts,
        "window": window,
    }
    return form_page(request, "web/programs/frame.html", form, context)


@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest, slug: str) -> HttpResponse:
    """Change how entries come in and how they are judged."""
    actor = signed_in(request)
    call = get_run_call_for(actor, slug)
    form = SettingsForm.of(call, posted(request))

    def deed() -> None:
        edit_call(call, form.settings, with_=change_of(request), actor=actor, at=clock.now())

    if request.method == "POST" and succeeds(form, deed):
        return saved(request, call, "settings")
    context = {
        **set_up_frame(request, _fresh(call, actor), "settings"),
        "fields": [(form[name], form[f"source-{name}"]) for name in SettingsForm.Meta.fields],
        "weights_source": form["source-weights"],
    }
    return form_page(request, "web/programs/settings.html", form, context)


@require_GET
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the call and its form as an applicant will see them."""
    actor = signed_in(request)
    call = get_run_call_for(actor, slug)
    context = {
        **call_frame(request, call, "call_preview", _("미리 보기")),
        **call_in_words(call),
        "fields": [field_of(question) for question in call.questions.all()],
    }
    return render(request, "web/programs/preview.html", context)


def saved(request: HttpRequest, call: Call, part: str) -> HttpResponse:
    """Say that a part was saved, and go back to it."""
    if call.announced_at is None:
        messages.success(request, _("저장했습니다."))
    else:
        messages.success(request, _("저장했습니다. 규칙이 바뀌었으면 새 판으로 다시 알렸습니다."))
    return redirect(part_url(call, part))


def _fresh(call: Call, actor: Any) -> Call:
    """Return the call as it stands, not as a declined form would have it."""
    return get_run_call_for(actor, call.slug)
