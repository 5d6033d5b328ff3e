"""The conflicts of a call: who, what, by which way; and lifted where found by mistake."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sangsaeng.judging.actions.conflicts import lift_conflict
from sangsaeng.judging.kinds import Origin
from sangsaeng.judging.models import Conflict
from sangsaeng.judging.queries.panels import conflicts_of, get_conflict_for
from sangsaeng.kernel import clock
from sangsaeng.web.forms_panels import BecauseForm
from sangsaeng.web.views.asking import form_page, succeeds
from sangsaeng.web.views.exporting import export_table
from sangsaeng.web.views.judging.panel_frame import frame, kept

PER_PAGE = 50


@require_GET
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """List the conflicts, those that hold first."""
    viewer, call = kept(request, slug)
    page = Paginator(conflicts_of(viewer, call), PER_PAGE).get_page(request.GET.get("page"))
    context = frame(call, _("이해충돌"), "conflicts", "panel") | {
        "lead": _("소속, 기업집단, 함께한 신청, 맺은 계약, 밝힌 관계에서 두 걸음 안을 찾습니다."),
        "page": page,
    }
    return form_page(request, "web/judging/conflicts.html", BecauseForm(), context)


@require_GET
def export(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give the conflicts as a file."""
    viewer, call = kept(request, slug)
    headings = [
        ("judge", _("심사위원")),
        ("entry", _("신청")),
        ("organization", _("기업·기관")),
        ("kind", _("관계")),
        ("origin", _("알게 된 길")),
        ("path", _("경로")),
        ("found_at", _("찾은 때")),
        ("lifted_at", _("거둔 때")),
        ("lifted_because", _("거둔 까닭")),
    ]
    records = [_record(one) for one in conflicts_of(viewer, call)]
    return export_table(headings, records, form, "conflicts")


@require_http_methods(["GET", "POST"])
def lift(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Lift one that was found by mistake."""
    viewer, call = kept(request, slug)
    conflict = get_conflict_for(viewer, call, key)
    form = BecauseForm(request.POST or None)

    def deed() -> None:
        reason = form.cleaned_data["reason"]
        lift_conflict(conflict, reason, actor=viewer, at=clock.now())

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("이해충돌을 거두었습니다. 까닭은 기록에 남습니다."))
        return redirect("panel_conflicts", slug)
    context = frame(call, _("이해충돌 거두기"), "conflicts", "panel") | {
        "conflict": conflict,
        "is_declared": conflict.origin == Origin.DECLARED,
    }
    return form_page(request, "web/judging/conflict_lift.html", form, context)


def _record(one: Conflict) -> dict[str, object]:
    return {
        "judge": one.judge.person.name,
        "entry": one.entry.title,
        "organization": one.organization.name,
        "kind": str(one.get_kind_display()),
        "origin": str(one.get_origin_display()),
        "path": f"{one.judge.person.name} → {one.path}",
        "found_at": one.found_at,
        "lifted_at": one.lifted_at,
        "lifted_because": one.lifted_because,
    }
