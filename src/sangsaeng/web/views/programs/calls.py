"""The list of calls, narrowed and taken along as a file."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sangsaeng.kernel import clock
from sangsaeng.programs.models.call import CallQuerySet
from sangsaeng.programs.queries.announced import calls_for, in_brief
from sangsaeng.programs.queries.window import days_left
from sangsaeng.programs.rules import may_open_programs
from sangsaeng.programs.states import CALL_STATES
from sangsaeng.web.forms_calls import CallFilterForm
from sangsaeng.web.views.exporting import export_table
from sangsaeng.web.views.programs.frame import TONES

PER_PAGE = 20


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """List the calls everybody may know of, and those the viewer runs."""
    form = CallFilterForm(request.GET)
    page = Paginator(_found(form, request), PER_PAGE).get_page(request.GET.get("page"))
    at = clock.now()
    context = {
        "title": _("공고"),
        "lead": _("신청할 수 있는 상생협력 사업의 공고입니다."),
        "breadcrumbs": [{"label": _("공고"), "url": ""}],
        "form": form,
        "page": page,
        "rows": [
            {
                "call": one,
                "tone": TONES.get(one.state, "neutral"),
                "days": days_left(one, at),
            }
            for one in page
        ],
        "is_narrowed": any(form.cleaned_data.values()),
        "may_open": may_open_programs(request.user),
        "sample_data": any(one.is_sample for one in page),
    }
    return render(request, "web/programs/calls.html", context)


@require_GET
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Give the list, narrowed as on its page, as a file."""
    headings = [
        ("slug", _("주소")),
        ("title", _("제목")),
        ("title_en", _("영문 제목")),
        ("round", _("회차")),
        ("program", _("사업 주소")),
        ("program_name", _("사업")),
        ("host", _("주관 기관")),
        ("state", _("상태")),
        ("announced_at", _("공고일")),
        ("opens_at", _("접수 시작")),
        ("closes_at", _("접수 마감")),
        ("results_at", _("결과 발표 예정")),
        ("published_at", _("결과 발표")),
        ("places", _("선정 수")),
        ("is_sample", _("예시 자료")),
    ]
    records = [in_brief(one) for one in _found(CallFilterForm(request.GET), request)]
    if form != "json":
        for record in records:
            record["state"] = CALL_STATES.label(record["state"])
            record["is_sample"] = _("예") if record["is_sample"] else ""
    return export_table(headings, records, form, "calls")


def _found(form: CallFilterForm, request: HttpRequest) -> CallQuerySet:
    form.is_valid()
    given = form.cleaned_data
    return calls_for(request.user, given.get("q", "").strip(), given.get("state", ""))
