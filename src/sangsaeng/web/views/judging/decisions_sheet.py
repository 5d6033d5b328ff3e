"""The spreadsheet of decisions on its way back in."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sangsaeng.judging.actions.deciding import decide
from sangsaeng.judging.kinds import Verdict
from sangsaeng.judging.queries.plans import Plan, PlannedRow, Wish, plan_decisions
from sangsaeng.judging.queries.stages import places_in
from sangsaeng.judging.refusals import DecisionsFaulty
from sangsaeng.judging.rules import may_decide
from sangsaeng.judging.sheets import DECISIONS
from sangsaeng.kernel import clock
from sangsaeng.kernel.imports import Opened, parse_import
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.sheets.rows import Parsed, Row
from sangsaeng.programs.models import Stage
from sangsaeng.web.views import importing
from sangsaeng.web.views.importing import Flow, Preview, PreviewRow
from sangsaeng.web.views.judging.deciding_frame import frame, opened, stage_of


def start(request: HttpRequest, slug: str, position: int) -> HttpResponse:
    """Take the sheet."""
    return importing.start(request, _flow(request, slug, position))


def download_template(request: HttpRequest, slug: str, position: int) -> HttpResponse:
    """Give the empty form."""
    return importing.download_template(request, _flow(request, slug, position))


def columns(request: HttpRequest, slug: str, position: int, number: str) -> HttpResponse:
    """Match the columns."""
    return importing.columns(request, _flow(request, slug, position), number)


def preview(request: HttpRequest, slug: str, position: int, number: str) -> HttpResponse:
    """Look at what would be decided."""
    return importing.preview(request, _flow(request, slug, position), number)


def report(request: HttpRequest, slug: str, position: int, number: str) -> HttpResponse:
    """Say what was decided."""
    return importing.report(request, _flow(request, slug, position), number)


def _flow(request: HttpRequest, slug: str, position: int) -> Flow:
    _viewer, call = opened(request, slug)
    stage, title = stage_of(call, position), _("결정 올리기")
    listing = reverse("decision_stage", args=[slug, position])
    way = (_("%(stage)s 결정") % {"stage": stage.name}, listing)

    def allow(actor: Person) -> None:
        require(may_decide(actor, call), actor)

    return Flow(
        kind=DECISIONS,
        title=title,
        route="decision_import",
        arguments=(slug, str(position)),
        subject=("programs.stage", str(stage.pk)),
        require=allow,
        preview=lambda opened_, _chosen: _preview(stage, opened_),
        enter=lambda opened_, _chosen, actor: _enter(stage, opened_, actor),
        done_url=listing,
        breadcrumbs=frame(call, title, "decision_overview", way)["breadcrumbs"],  # type: ignore[arg-type]  # a list, as written
    )


def _wishes(parsed: Parsed) -> dict[str, Wish]:
    """Read the wishes; a row with neither verdict nor reason is one nobody decided yet."""
    return {
        _code(row): Wish(str(row.values["verdict"] or ""), str(row.values["reason"] or ""))
        for row in parsed.rows
        if row.values["verdict"] or row.values["reason"]
    }


def _code(row: Row) -> str:
    return str(row.values["code"]).removeprefix("신청-")


def _preview(stage: Stage, opened_: Opened) -> Preview:
    parsed = parse_import(opened_)
    plan = plan_decisions(stage, _wishes(parsed), places_in(stage))
    language = get_language() or "ko"
    numbers = {_code(row): row.number for row in parsed.rows}
    unread = [
        PreviewRow(
            fault.row, "fault", _("%(row)s행") % {"row": fault.row}, fault=fault.text(language)
        )
        for fault in parsed.faults
    ]
    rows = [_row(row, numbers[row.code]) for row in plan.rows]
    return Preview([*unread, *rows], _warnings(plan))


def _row(row: PlannedRow, number: int) -> PreviewRow:
    old = str(Verdict(row.old.verdict).label) if row.old else _("(없음)")
    changes = [] if row.kind in {"same", "fault"} else [f"{old} → {row.label}", row.wish.reason]
    title = row.entry.title if row.entry else row.code
    return PreviewRow(number, row.kind, title, fault=row.fault, changes=changes)


def _warnings(plan: Plan) -> list[str]:
    if plan.places is None or plan.chosen == plan.places:
        return []
    return [
        _("공고한 수는 %(places)s건인데 이대로면 %(chosen)s건이 됩니다.")
        % {"places": plan.places, "chosen": plan.chosen}
    ]


def _enter(stage: Stage, opened_: Opened, actor: Person) -> dict[str, Any]:
    parsed = parse_import(opened_)
    if parsed.faults:
        first = parsed.faults[0].text(get_language() or "ko")
        raise DecisionsFaulty(count=len(parsed.faults), first=first)
    wishes: Mapping[str, Wish] = _wishes(parsed)
    plan = decide(stage, wishes, actor=actor, at=clock.now())
    return {
        "added": plan.count("add"),
        "changed": plan.count("change"),
        "same": plan.count("same"),
    }
