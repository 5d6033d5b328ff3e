"""Objections: a team files one, an officer answers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sangsaeng.judging.actions.objecting import answer_objection, file_objection
from sangsaeng.judging.models import Objection
from sangsaeng.judging.queries.results import result_for
from sangsaeng.judging.rules import may_object
from sangsaeng.kernel import clock
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.programs.queries.access import get_entry_for
from sangsaeng.web.forms_deciding import ObjectionAnswerForm, ObjectionForm
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.judging.deciding_frame import frame, opened


@require_http_methods(["GET", "POST"])
def file(request: HttpRequest, code: str) -> HttpResponse:
    """Object to the team's own result, or read what was answered."""
    viewer = signed_in(request)
    entry = get_entry_for(viewer, code)
    result = result_for(viewer, entry)
    there = Objection.objects.filter(entry=entry).first()
    if there is None:
        require(may_object(viewer, entry), viewer)
    form = ObjectionForm(request.POST or None)

    def deed() -> None:
        file_objection(entry, form.cleaned_data["text"], actor=viewer, at=clock.now())

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("이의를 신청했습니다. 담당자가 살펴보고 답합니다."))
        return redirect("objection_file", code)
    until = result.objections_until
    context = {
        "title": _("이의신청"),
        "breadcrumbs": [
            {"label": entry.title or entry.number, "url": reverse("entry", args=[entry.code])},
            {"label": _("이의신청"), "url": ""},
        ],
        "entry": entry,
        "result": result,
        "objection": there,
        "is_open": there is None and until is not None and day_of(clock.now()) <= until,
        "sample_data": entry.is_sample,
    }
    return form_page(request, "web/deciding/objection.html", form, context)


@require_GET
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """List the objections to the results of a call."""
    _viewer, call = opened(request, slug)
    found = Objection.objects.filter(entry__call=call).select_related("entry__lead")
    context = {
        **frame(call, _("이의신청"), "objection_list"),
        "objections": found,
    }
    return render(request, "web/deciding/objections.html", context)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Uphold or dismiss an objection, in words."""
    viewer, call = opened(request, slug)
    found = Objection.objects.filter(entry__call=call, entry__code=code)
    objection = found.select_related("entry__call__program", "entry__lead").first()
    if objection is None:
        raise NotFound
    form = ObjectionAnswerForm(request.POST or None)

    def deed() -> None:
        given = form.cleaned_data
        answer_objection(
            objection,
            given["answer"],
            upholds=given["upholds"],
            selects=given["selects"],
            actor=viewer,
            at=clock.now(),
        )

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("답변을 보냈습니다."))
        return redirect("objection_list", slug)
    above = (_("이의신청"), reverse("objection_list", args=[slug]))
    context = {
        **frame(call, objection.entry.title, "objection_list", above),
        "objection": objection,
    }
    return form_page(request, "web/deciding/objection_answer.html", form, context)
