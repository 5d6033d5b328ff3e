"""The ranking of a stage: where each entry stands, how firm that is, and by which method."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sangsaeng.judging.actions.looking import note_look
from sangsaeng.judging.actions.ranking import keep_ranking
from sangsaeng.judging.bridge.ranking import scores_digest
from sangsaeng.judging.kinds import Glance
from sangsaeng.judging.models import Ranking
from sangsaeng.judging.queries.stages import (
    Gap,
    gaps_in,
    newest_ranking,
    not_discussed,
    stages_of,
)
from sangsaeng.kernel import clock
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.programs.kinds import StageKind
from sangsaeng.programs.models import Call, Entry, Stage
from sangsaeng.web.forms_deciding import ComputeForm
from sangsaeng.web.views.asking import succeeds
from sangsaeng.web.views.exporting import export_table
from sangsaeng.web.views.judging.deciding_frame import frame, opened, stage_of
from sangsaeng.web.views.judging.ranking_drawn import chart_of
from sangsaeng.web.views.judging.ranking_words import method_in_words, variations_in_words

PER_PAGE = 100


@dataclass(frozen=True)
class Shown:
    """One row of the ranking with the entry it is about."""

    entry: Entry | None
    row: dict[str, Any]


@require_GET
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """List the evaluations with their newest ranking."""
    _viewer, call = opened(request, slug)
    stages = [one for one in stages_of(call) if one.kind == StageKind.EVALUATION]
    context = {
        **frame(call, _("순위"), "ranking_overview"),
        "lead": _("평가 단계마다 순위를 계산하고, 얼마나 확실한지 함께 봅니다."),
        "stages": [(stage, newest_ranking(stage)) for stage in stages],
    }
    return render(request, "web/deciding/rankings.html", context)


@require_GET
def page(request: HttpRequest, slug: str, position: int) -> HttpResponse:
    """Show the newest ranking of a stage."""
    viewer, call = opened(request, slug)
    stage = _evaluation(call, position)
    note_look(call, Glance.RANKING, detail=stage.name, actor=viewer, at=clock.now())
    return _page(request, call, stage, ComputeForm())


@require_POST
def compute(request: HttpRequest, slug: str, position: int) -> HttpResponse:
    """Compute the ranking from the scores as they are now."""
    viewer, call = opened(request, slug)
    stage, form = _evaluation(call, position), ComputeForm(request.POST)

    def deed() -> None:
        keep_ranking(stage, form.cleaned_data["despite"], actor=viewer, at=clock.now())

    if succeeds(form, deed):
        messages.success(request, _("순위를 계산했습니다."))
        return redirect("ranking", slug, position)
    return _page(request, call, stage, form)


@require_GET
def export(request: HttpRequest, slug: str, position: str, form: str) -> HttpResponse:
    """Give the newest ranking as a file."""
    viewer, call = opened(request, slug)
    ranking = newest_ranking(_evaluation(call, int(position)))
    if ranking is None:
        raise NotFound
    note_look(call, Glance.EXPORT, detail="ranking", actor=viewer, at=clock.now())
    headings = [
        ("rank", _("순위")),
        ("number", _("신청 번호")),
        ("title", _("제목")),
        ("lead", _("대표 신청")),
        ("judges", _("평가 수")),
        ("mean", _("산술평균")),
        ("trimmed", _("최고·최저 제외 평균")),
        ("adjusted", _("보정 점수")),
        ("expected_rank", _("기대 순위")),
        ("low", _("95% 구간 위")),
        ("high", _("95% 구간 아래")),
        ("chance", _("선정 확률")),
        ("straddles", _("경계에 걸침")),
        ("best_rank", _("가중치를 바꾼 최고 순위")),
        ("worst_rank", _("가중치를 바꾼 최저 순위")),
    ]
    records = [_record(one) for one in _shown(ranking, ranking.rows)]
    return export_table(headings, records, form, f"ranking-{call.slug}-{position}")


def _evaluation(call: Call, position: int) -> Stage:
    stage = stage_of(call, position)
    if stage.kind != StageKind.EVALUATION:
        raise NotFound
    return stage


def _page(request: HttpRequest, call: Call, stage: Stage, form: ComputeForm) -> HttpResponse:
    ranking, gaps = newest_ranking(stage), gaps_in(stage)
    above = (_("순위"), reverse("ranking_overview", args=[call.slug]))
    context = {
        **frame(call, _("%(stage)s 순위") % {"stage": stage.name}, "ranking_overview", above),
        "stage": stage,
        "form": form,
        "ranking": ranking,
        "gaps": gaps[:PER_PAGE],
        "missing": sum(gap.missing for gap in gaps),
    }
    if ranking is not None:
        context |= _about(request, stage, ranking, gaps)
    return render(request, "web/deciding/ranking.html", context, status=422 if form.errors else 200)


def _about(
    request: HttpRequest, stage: Stage, ranking: Ranking, gaps: list[Gap]
) -> dict[str, object]:
    ranked = Paginator(ranking.rows, PER_PAGE).get_page(request.GET.get("page"))
    names = {one.key: one.name for one in stage.criteria.all()}
    titles = dict(Entry.objects.filter(call=stage.call_id).values_list("code", "title"))
    return {
        "page": ranked,
        "rows": _shown(ranking, list(ranked)),
        "chart": chart_of(ranking.rows, ranking.method.get("places"), titles),
        "words": method_in_words(ranking.method, names),
        "variations": variations_in_words(ranking.method, names, titles),
        "straddling": sum(row["straddles"] for row in ranking.rows),
        "to_discuss": not_discussed(stage).count(),
        "is_outdated": ranking.scores_sha256 != scores_digest(stage),
        "differing": sum(row["differs"] for row in ranking.rows),
        "has_trimmed": any(row["trimmed"] is not None for row in ranking.rows),
        "unscored": [titles.get(code, code) for code in ranking.method.get("unscored", [])],
        "is_whole": not gaps,
    }


def _shown(ranking: Ranking, rows: list[dict[str, Any]]) -> list[Shown]:
    entries = Entry.objects.filter(call=ranking.stage.call_id, code__in=[r["code"] for r in rows])
    known = {one.code: one for one in entries.select_related("lead")}
    return [Shown(known.get(row["code"]), row) for row in rows]


def _record(shown: Shown) -> dict[str, object]:
    row, entry = shown.row, shown.entry
    low, high = row["interval_95"]
    same = ("rank", "judges", "mean", "trimmed", "adjusted", "expected_rank", "chance")
    return {
        **{key: row[key] for key in (*same, "best_rank", "worst_rank", "straddles")},
        "number": entry.number if entry else row["code"],
        "title": entry.title if entry else "",
        "lead": entry.lead.name if entry else "",
        "low": low,
        "high": high,
    }
