"""What one's organizations are entitled to: held, ending soon, used; and who asked about them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from sangsaeng.honors.actions.benefits import note_use
from sangsaeng.honors.models import Benefit
from sangsaeng.honors.queries.benefits import (
    get_benefit_for,
    get_evidence_for,
    held_by,
    questions_about,
    state_on,
)
from sangsaeng.honors.rules import may_note_use
from sangsaeng.kernel import clock
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.files import open_stored
from sangsaeng.kernel.permissions import require
from sangsaeng.web.forms_benefits import UseForm
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.exporting import attachment, export_table

# How each state is called, and in which tone
STATES: Final[dict[str, tuple[str | Promise, str]]] = {
    "ending": (gettext_lazy("곧 끝남"), "warning"),
    "running": (gettext_lazy("쓸 수 있음"), "success"),
    "coming": (gettext_lazy("시작 전"), "info"),
    "ended": (gettext_lazy("끝남"), "neutral"),
    "stopped": (gettext_lazy("멈춤"), "danger"),
}


@dataclass(frozen=True)
class Row:
    """A benefit as a page shows it."""

    benefit: Benefit
    state: str
    label: str
    tone: str
    # Days until it ends, where that is soon
    left: int | None


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """List what one's organizations hold, what ends soon first."""
    viewer = signed_in(request)
    rows = rows_of(held_by(viewer), day_of(clock.now()))
    context = {
        "title": _("우리 혜택"),
        "lead": _(
            "포상과 함께 받은 혜택입니다. 우리 구성원과 사업 담당자, 조회 키를 가진 기관만 알 수 있습니다."
        ),
        "breadcrumbs": [*_home(), {"label": _("우리 혜택"), "url": ""}],
        "rows": rows,
        "held": sum(row.state in {"running", "ending"} for row in rows),
        "ending": sum(row.state == "ending" for row in rows),
        "questions": questions_about(viewer),
        "sample_data": viewer.is_sample,
    }
    return render(request, "web/benefits/mine.html", context)


@require_GET
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Give the same list as a file."""
    rows = rows_of(held_by(signed_in(request)), day_of(clock.now()))
    headings = [
        ("organization", _("기업·기관")),
        ("benefit", _("혜택")),
        ("kind", _("종류")),
        ("honor", _("포상")),
        ("starts_on", _("시작하는 날")),
        ("ends_on", _("끝나는 날")),
        ("state", _("상태")),
        ("uses", _("쓴 횟수")),
        ("source", _("출처")),
    ]
    records = [_record(row) for row in rows]
    return export_table(headings, records, form, "benefits")


@require_http_methods(["GET", "POST"])
def use(request: HttpRequest, code: str) -> HttpResponse:
    """Note that a benefit was used."""
    viewer = signed_in(request)
    benefit = get_benefit_for(viewer, code)
    require(may_note_use(viewer, benefit), viewer)
    form = UseForm(request.POST or None, request.FILES or None)

    def deed() -> None:
        note_use(benefit, form.used, actor=viewer, at=clock.now())

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("혜택을 쓴 기록을 남겼습니다."))
        return redirect("benefit_mine")
    mine_way = {"label": _("우리 혜택"), "url": reverse("benefit_mine")}
    context: dict[str, object] = {
        "title": _("혜택을 쓴 기록"),
        "lead": f"{benefit.holder.organization} · {benefit.name}",
        "breadcrumbs": [*_home(), mine_way, {"label": benefit.name, "url": ""}],
        "submit": _("기록 남기기"),
    }
    return form_page(request, "web/benefits/form.html", form, context)


@require_GET
def use_file(request: HttpRequest, number: int) -> HttpResponse:
    """Give the file that shows a use, to those whom the benefit concerns."""
    file = get_evidence_for(signed_in(request), number)
    with open_stored(file) as content:
        return attachment(content.read(), "application/octet-stream", file.name)


def rows_of(benefits: Iterable[Benefit], today: date) -> list[Row]:
    """Return benefits as a page shows them: what ends soon first, what is over last."""
    rows = []
    for one in benefits:
        state = state_on(one, today)
        label, tone = STATES[state]
        left = (one.ends_on - today).days if one.ends_on and state == "ending" else None
        rows.append(Row(one, state, str(label), tone, left))
    order = list(STATES)
    return sorted(rows, key=lambda row: order.index(row.state))


def _record(row: Row) -> dict[str, object]:
    benefit = row.benefit
    return {
        "organization": benefit.holder.name,
        "benefit": benefit.label,
        "kind": benefit.get_kind_display(),
        "honor": str(benefit.holder.honor),
        "starts_on": benefit.starts_on,
        "ends_on": benefit.ends_on,
        "state": row.label,
        "uses": len(benefit.uses.all()),
        "source": benefit.source,
    }


def _home() -> list[dict[str, str]]:
    return [{"label": _("나의 상생"), "url": reverse("my")}]
