"""A call's panel: who judges, who might, and what stands in the way."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sangsaeng.judging.actions.conflicts import check_before_invitation
from sangsaeng.judging.actions.panels import name_judge, seat_judge
from sangsaeng.judging.conflicts.reading import in_play
from sangsaeng.judging.models import Judge
from sangsaeng.judging.queries.panels import PanelRow, open_pairs, panel_of
from sangsaeng.judging.rules import may_keep_panel
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.programs.models import Call, Entry
from sangsaeng.programs.rules import may_run
from sangsaeng.web.forms_panels import CheckForm, NameJudgeForm
from sangsaeng.web.panel import Panel
from sangsaeng.web.views.asking import form_page, succeeds
from sangsaeng.web.views.exporting import export_table
from sangsaeng.web.views.judging.panel_frame import frame, kept


@require_http_methods(["GET", "POST"])
def panel(request: HttpRequest, slug: str) -> HttpResponse:
    """List the judges, and name another."""
    viewer, call = kept(request, slug)
    form = NameJudgeForm(request.POST or None, call=call)
    named: list[Judge] = []

    def deed() -> None:
        given = form.cleaned_data
        at = clock.now()
        judge = name_judge(call, given["email"], given["name"], form.facts, actor=viewer, at=at)
        seat_judge(judge, given["stages"], actor=viewer, at=at)
        named.append(judge)

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("심사위원으로 정했습니다. 이해충돌을 확인한 뒤 초대하십시오."))
        return redirect("panel_judge", slug, named[0].code)
    rows = panel_of(viewer, call)
    context = frame(call, _("심사위원"), "panel") | {
        "lead": _("초대하기 전에 이해충돌을 먼저 찾습니다. 신청 내용은 밝힌 뒤에만 보입니다."),
        "rows": rows,
        "figures": _figures(call, rows),
    }
    return form_page(request, "web/judging/panel.html", form, context)


@require_GET
def export(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give the panel as a file."""
    viewer, call = kept(request, slug)
    headings = [
        ("name", _("이름")),
        ("email", _("이메일")),
        ("affiliation", _("소속")),
        ("state", _("상태")),
        ("stages", _("맡을 단계")),
        ("sectors", _("전문 업종(KSIC)")),
        ("expertise", _("전문 분야")),
        ("unspoken", _("밝히지 않은 기관")),
        ("barred", _("이해충돌 신청")),
        ("standing", _("배정")),
        ("submitted", _("제출")),
    ]
    records = [_record(row) for row in panel_of(viewer, call)]
    return export_table(headings, records, form, "panel")


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what stands between somebody and the entries, before they are asked; nothing is kept."""
    viewer, call = kept(request, slug)
    form = CheckForm(request.POST or None)
    context = frame(call, _("초대 전 확인"), "check", "panel")
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        person = Person.objects.filter(email__iexact=given["email"]).first()
        affiliation = given["affiliation"]
        found = check_before_invitation(
            person if given["email"] else None, call, affiliation, at=clock.now()
        )
        entries = Entry.objects.run_by(viewer).in_bulk({one.entry for one in found})
        context |= {
            "is_checked": True,
            "is_known": person is not None,
            "who": given["email"] or affiliation,
            "found": [(entries[one.entry], one.path) for one in found if one.entry in entries],
            "barred": len({one.entry for one in found}),
            "total": in_play(call).count(),
        }
    return form_page(request, "web/judging/check.html", form, context)


def run_panel(request: HttpRequest, call: Call) -> Panel | None:
    """Draw the panel on the officer's page of the call; an officer with a case learns why not."""
    viewer = request.user
    if not may_run(viewer, call) or not isinstance(viewer, Person):
        return None
    rows = panel_of(viewer, call)
    is_kept = may_keep_panel(viewer, call)
    figures = _figures(call, rows) if is_kept else {}
    stages = call.stages.filter(kind="evaluation")
    shown = {"call": call, "is_kept": is_kept, "figures": figures, "stages": stages}
    return Panel("web/judging/_run_panel.html", shown)


def _figures(call: Call, rows: Sequence[PanelRow]) -> dict[str, int]:
    serving = [row for row in rows if row.judge.state not in {"declined", "left"}]
    entries = in_play(call).count()
    return {
        "judges": len(serving),
        "accepted": sum(row.judge.state == "accepted" for row in rows),
        "entries": entries,
        "pairs": len(serving) * entries,
        "barred": len(open_pairs(call)),
        "standing": sum(row.standing for row in rows),
        "submitted": sum(row.submitted for row in rows),
    }


def _record(row: PanelRow) -> dict[str, object]:
    judge = row.judge
    return {
        "name": judge.person.name,
        "email": judge.person.email,
        "affiliation": judge.affiliation,
        "state": str(judge.get_state_display()),
        "stages": ", ".join(stage.name for stage in row.stages),
        "sectors": ", ".join(judge.sectors),
        "expertise": judge.expertise,
        "unspoken": row.unspoken,
        "barred": row.barred,
        "standing": row.standing,
        "submitted": row.submitted,
    }
