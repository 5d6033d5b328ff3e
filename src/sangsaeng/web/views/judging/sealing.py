"""An incident: judging stands still, who looked at what, and the drafts of what must be said."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sangsaeng.judging.actions.sealing import lift_seal, seal_judging
from sangsaeng.judging.incident_drafts import drafts_for
from sangsaeng.judging.kinds import Glance
from sangsaeng.judging.models import Seal
from sangsaeng.judging.queries.incident import Looked, looks_before, unusual_in
from sangsaeng.judging.queries.snapshots import differences_since, snapshot_of
from sangsaeng.judging.rules import may_decide, may_read_incident, may_seal
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.programs.models import Call
from sangsaeng.programs.queries.access import get_call_for
from sangsaeng.web.forms_deciding import SealForm
from sangsaeng.web.views.asking import signed_in, succeeds
from sangsaeng.web.views.exporting import export_table


@require_GET
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show whether judging stands still, and what is known of the incident."""
    viewer, call = _opened(request, slug)
    return _page(request, viewer, call, SealForm())


@require_POST
def seal(request: HttpRequest, slug: str) -> HttpResponse:
    """Let judging stand still."""
    viewer, call = _opened(request, slug)
    form = SealForm(request.POST)

    def deed() -> None:
        key = request.session.session_key or ""
        seal_judging(call, form.cleaned_data["reason"], key, actor=viewer, at=clock.now())

    if succeeds(form, deed):
        messages.success(
            request, _("심사를 멈추고 점수를 보관했습니다. 참여자는 다시 로그인해야 합니다.")
        )
        return redirect("seal_page", slug)
    return _page(request, viewer, call, form)


@require_POST
def lift(request: HttpRequest, slug: str) -> HttpResponse:
    """Let judging go on."""
    viewer, call = _opened(request, slug)
    form = SealForm(request.POST)

    def deed() -> None:
        lift_seal(call, form.cleaned_data["reason"], actor=viewer, at=clock.now())

    if succeeds(form, deed):
        messages.success(request, _("심사를 다시 시작했습니다."))
        return redirect("seal_page", slug)
    return _page(request, viewer, call, form)


@require_GET
def looks(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give who looked at what as a file."""
    viewer, call = _opened(request, slug)
    if not may_read_incident(viewer, call):
        raise NotFound
    headings = [
        ("name", _("이름")),
        ("email", _("이메일")),
        ("total", _("조회 수")),
        ("entries", _("신청 수")),
        ("days", _("날 수")),
        ("busiest_on", _("가장 많이 본 날")),
        ("busiest", _("그날의 조회 수")),
        ("kinds", _("종류")),
        ("is_unusual", _("평소와 다름")),
    ]
    records = [_record(one) for one in looks_before(call, _until(call))]
    return export_table(headings, records, form, f"looks-{slug}")


@require_GET
def snapshot(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Give the scores as they were kept; only officers without a case may read scores."""
    viewer, call = _opened(request, slug)
    found = Seal.objects.filter(call=call, pk=number).first()
    if found is None or not may_decide(viewer, call):
        raise NotFound
    return JsonResponse(
        {"sha256": found.sha256, "snapshot": found.snapshot},
        json_dumps_params={"ensure_ascii": False},
    )


def _opened(request: HttpRequest, slug: str) -> tuple[Person, Call]:
    viewer = signed_in(request)
    call = get_call_for(viewer, slug)
    if not may_seal(viewer, call):
        raise NotFound
    return viewer, call


def _page(request: HttpRequest, viewer: Person, call: Call, form: SealForm) -> HttpResponse:
    seals = list(Seal.objects.filter(call=call).select_related("sealed_by", "lifted_by"))
    standing = next((one for one in seals if one.lifted_at is None), None)
    context: dict[str, object] = {
        "title": _("사고 대응"),
        "lead": _("심사를 그 자리에서 멈추고, 점수를 보관하고, 누가 무엇을 보았는지 살핍니다."),
        "call": call,
        "breadcrumbs": [
            {"label": call.name, "url": reverse("call", args=[call.slug])},
            {"label": _("사고 대응"), "url": ""},
        ],
        "form": form,
        "standing": standing,
        "seals": seals,
        "may_read": may_read_incident(viewer, call),
        "may_read_scores": may_decide(viewer, call),
        "sample_data": call.is_sample,
    }
    if context["may_read"]:
        context |= _report(call, standing)
    return render(request, "web/deciding/seal.html", context, status=422 if form.errors else 200)


def _report(call: Call, standing: Seal | None) -> dict[str, object]:
    looked = looks_before(call, standing.sealed_at if standing else clock.now())
    return {
        "looked": [(one, _kinds(one)) for one in looked[:100]],
        "unusual": unusual_in(looked),
        "changed": differences_since(standing.snapshot, snapshot_of(call)) if standing else [],
        "drafts": drafts_for(standing) if standing else [],
    }


def _until(call: Call) -> datetime:
    standing = Seal.objects.filter(call=call, lifted_at__isnull=True).first()
    return standing.sealed_at if standing else clock.now()


def _kinds(looked: Looked) -> str:
    return ", ".join(f"{Glance(what).label} {number}" for what, number in looked.kinds)


def _record(looked: Looked) -> dict[str, object]:
    same = ("total", "entries", "days", "busiest_on", "busiest", "is_unusual")
    return {
        **{name: getattr(looked, name) for name in same},
        "name": looked.person.name,
        "email": looked.person.email,
        "kinds": _kinds(looked),
    }
