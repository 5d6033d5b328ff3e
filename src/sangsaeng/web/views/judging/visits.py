"""Field checks: planned by an officer, written on a phone, signed by both sides."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sangsaeng.judging.actions.looking import note_look
from sangsaeng.judging.actions.visiting import (
    add_photo,
    call_off_visit,
    plan_visit,
    reopen_visit,
    sign_visit,
    write_visit,
)
from sangsaeng.judging.kinds import Glance
from sangsaeng.judging.models import Visit, VisitSignature
from sangsaeng.judging.papers import WORDS, visit_paper
from sangsaeng.judging.queries.blind import shown_open
from sangsaeng.judging.queries.visits import get_visit_for, visits_of
from sangsaeng.judging.rules import may_plan_visit, may_sign_as_visited, may_write_visit
from sangsaeng.kernel import clock
from sangsaeng.kernel.files import open_stored
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.programs.models import Call, Entry
from sangsaeng.programs.queries.access import get_run_entry_for
from sangsaeng.programs.rules import is_of_team
from sangsaeng.web.forms_visits import FoundForm, PhotoForm, VisitPlanForm, VisitSignForm
from sangsaeng.web.panel import Panel
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.disclosure.viewing import SANDBOX
from sangsaeng.web.views.judging.frame import kept_private

WRITABLE = frozenset({"planned", "written"})
SIGNABLE = frozenset({"written", "half_signed"})


def visits_panel(request: HttpRequest, entry: Entry) -> Panel | None:
    """Show the visits to a team, to the team and to its officer."""
    viewer = request.user
    plans = may_plan_visit(viewer, entry)
    if not plans and not is_of_team(viewer, entry):
        return None
    visits = list(entry.visits.select_related("stage", "visitor").order_by("planned_on", "pk"))
    is_awaited = plans and entry.call.stages.filter(kind="field").exists()
    if not visits and not is_awaited:
        return None
    context = {"visits": visits, "entry": entry, "may_plan": is_awaited}
    return Panel("web/visits/_panel.html", context)


def visits_run_panel(request: HttpRequest, call: Call) -> Panel | None:
    """Show an officer which visits of the call are planned, written and signed."""
    visits = Visit.objects.filter(entry__call=call).select_related("entry__call", "visitor")
    seen = [one for one in visits if may_plan_visit(request.user, one.entry)]
    return Panel("web/visits/_run.html", {"visits": seen}) if seen else None


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """List the visits the viewer makes."""
    viewer = signed_in(request)
    context = {
        "title": _("나의 현장 확인"),
        "lead": _("다녀올 곳과 써야 할 확인서입니다."),
        "breadcrumbs": _way(_("나의 현장 확인")),
        "visits": visits_of(viewer),
        "sample_data": viewer.is_sample,
    }
    return kept_private(render(request, "web/visits/list.html", context))


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """Plan a visit to the team of an entry."""
    viewer = signed_in(request)
    entry = get_run_entry_for(viewer, code)
    form = VisitPlanForm(request.POST or None, entry=entry)
    planned: list[Visit] = []

    def deed() -> None:
        stage = form.cleaned_data["stage"]
        planned.append(plan_visit(stage, entry, form.plan, actor=viewer, at=clock.now()))

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("방문을 잡고 신청한 팀에 알렸습니다."))
        return redirect("visit", planned[0].code)
    context: dict[str, object] = {
        "title": _("현장 확인 잡기"),
        "lead": str(entry),
        "breadcrumbs": _way(_("현장 확인 잡기")),
        "submit": _("방문 잡기"),
        "has_stage": entry.call.stages.filter(kind="field").exists(),
        "sample_data": entry.is_sample,
    }
    return kept_private(form_page(request, "web/visits/plan.html", form, context))


@require_GET
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Show a visit: the form as it is signed, and what comes next for the viewer."""
    viewer, visit = _opened(request, code)
    return _page(request, viewer, visit)


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, code: str) -> HttpResponse:
    """Write down what was found."""
    viewer, visit = _opened(request, code)
    if not may_write_visit(viewer, visit):
        raise NotFound
    at = clock.now()
    form = FoundForm(request.POST or None, visit=visit, today=clock.day_of(at))

    def deed() -> None:
        write_visit(visit, form.found, actor=viewer, at=at)

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("저장했습니다. 사진을 더하고 서명해 주십시오."))
        return redirect("visit", code)
    note_look(visit.entry.call, Glance.ENTRY, visit.entry, actor=viewer, at=at)
    shown = replace(shown_open(visit.stage, visit.entry), files=())
    context = {
        **_frame(visit, _("현장 확인서 쓰기")),
        "entry": shown,
        "is_open": visit.state in WRITABLE,
    }
    return kept_private(form_page(request, "web/visits/write.html", form, context))


@require_POST
def photograph(request: HttpRequest, code: str) -> HttpResponse:
    """Add a photo."""
    viewer, visit = _opened(request, code)
    if not may_write_visit(viewer, visit):
        raise NotFound
    form = PhotoForm(request.POST, request.FILES)

    def deed() -> None:
        photo, caption = form.cleaned_data["photo"], form.cleaned_data["caption"]
        content = photo.read()
        add_photo(visit, photo.name, content, caption, actor=viewer, at=clock.now())

    if succeeds(form, deed):
        messages.success(request, _("사진을 더했습니다."))
        return redirect("visit", code)
    return _page(request, viewer, visit, photo_form=form)


@require_GET
def photo(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show a photo of the visit."""
    _viewer, visit = _opened(request, code)
    photos = list(visit.photos.select_related("file").order_by("pk"))
    if not 0 < number <= len(photos):
        raise NotFound
    file = photos[number - 1].file
    with open_stored(file) as stored:
        content = stored.read()
    kind = "image/png" if file.kind == "png" else "image/jpeg"
    response = HttpResponse(content, content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    return kept_private(response)


@require_POST
def sign(request: HttpRequest, code: str, side: str) -> HttpResponse:
    """Sign for one side."""
    viewer, visit = _opened(request, code)
    form = VisitSignForm(request.POST)

    def deed() -> None:
        name, seen = form.cleaned_data["name"], form.cleaned_data["seen"]
        sign_visit(visit, side, name, seen, actor=viewer, at=clock.now())

    allowed = may_write_visit if side == VisitSignature.Side.VISITOR else may_sign_as_visited
    require(allowed(viewer, visit), viewer)
    if succeeds(form, deed):
        messages.success(request, _("서명했습니다."))
        return redirect("visit", code)
    return _page(request, viewer, visit, sign_form=form)


@require_POST
def reopen(request: HttpRequest, code: str) -> HttpResponse:
    """Take the form up again."""
    viewer, visit = _opened(request, code)
    reopen_visit(visit, actor=viewer, at=clock.now())
    messages.success(request, _("서명을 거두었습니다. 확인서를 고쳐 주십시오."))
    return redirect("visit_write", code)


@require_POST
def call_off(request: HttpRequest, code: str) -> HttpResponse:
    """Decide not to go."""
    viewer, visit = _opened(request, code)
    call_off_visit(visit, actor=viewer, at=clock.now())
    messages.success(request, _("방문하지 않기로 했습니다."))
    return redirect("visit", code)


@require_GET
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """Give the form as a PDF."""
    _viewer, visit = _opened(request, code)
    if visit.visited_on is None:
        raise NotFound
    response = HttpResponse(visit_paper(visit, clock.now()), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="visit-{visit.code}.pdf"'
    return kept_private(response)


def _opened(request: HttpRequest, code: str) -> tuple[Person, Visit]:
    viewer = signed_in(request)
    return viewer, get_visit_for(viewer, code)


def _page(
    request: HttpRequest,
    viewer: Person,
    visit: Visit,
    *,
    photo_form: PhotoForm | None = None,
    sign_form: VisitSignForm | None = None,
) -> HttpResponse:
    side = _side(viewer, visit)
    is_visitor = may_write_visit(viewer, visit)
    signed = list(visit.signatures.order_by("signed_at"))
    form = sign_form or VisitSignForm(initial={"seen": visit.sha256})
    faulty = [one for one in (photo_form, sign_form) if one is not None and one.errors]
    context = {
        **_frame(visit, _("현장 확인")),
        "findings": [{**one, "word": WORDS[one["holds"]]} for one in visit.findings],
        "photos": list(visit.photos.order_by("pk")),
        "signatures": signed,
        "side": side,
        "may_sign": visit.state in SIGNABLE and side and all(one.side != side for one in signed),
        "sign_form": form,
        "photo_form": photo_form or PhotoForm(),
        "may_write": is_visitor and visit.state in WRITABLE,
        "may_photograph": is_visitor and visit.state == "written",
        "may_reopen": is_visitor and visit.state == "half_signed",
        "may_call_off": visit.state == "planned" and may_plan_visit(viewer, visit.entry),
    }
    status = 422 if faulty else 200
    return kept_private(render(request, "web/visits/page.html", context, status=status))


def _side(viewer: Person, visit: Visit) -> str:
    """Return the side the viewer signs for, if any."""
    if may_write_visit(viewer, visit):
        return VisitSignature.Side.VISITOR
    return VisitSignature.Side.VISITED if may_sign_as_visited(viewer, visit) else ""


def _frame(visit: Visit, title: str) -> dict[str, object]:
    return {
        "title": title,
        "lead": f"{visit.entry} · {visit.stage.name}",
        "breadcrumbs": _way(visit.entry.number),
        "visit": visit,
        "sample_data": visit.entry.is_sample,
    }


def _way(here: str) -> list[dict[str, str]]:
    return [{"label": _("나의 상생"), "url": reverse("my")}, {"label": here, "url": ""}]
