"""The page of what came of a fair: its charts, each with its table and its file."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sangsaeng.fairs.models import Fair
from sangsaeng.fairs.queries.access import get_fair_for
from sangsaeng.fairs.queries.results import Results, Stage, Whole, past_fairs, results_for
from sangsaeng.fairs.rules import may_copy
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.web.views.exporting import Record, export_table
from sangsaeng.web.views.fairs.frame import frame
from sangsaeng.web.views.results.charts import Chart, cases, figure, in_percent, percent
from sangsaeng.web.views.results.funnels import (
    breakdown_chart,
    funnel_chart,
    loss_chart,
    past_chart,
)
from sangsaeng.web.views.results.spreads import (
    announced_chart,
    rungs_chart,
    shares_chart,
    spread_chart,
    tables_chart,
)

COMPARED = "2023-11-21"
"""The fair of the past of which requests and matches are both known."""


@dataclass(frozen=True)
class Part:
    """A part of the page and its charts."""

    key: str
    title: str
    charts: list[Chart]


@require_GET
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what came of the fair."""
    fair = get_fair_for(request.user, slug)
    results = results_for(request.user, fair)
    parts = parts_of(fair, results)
    context = {
        **frame(request, fair, _("상담회 결과"), "fair_results"),
        "parts": parts,
        "figures": _figures(results),
        "is_whole": results.whole is not None,
        "is_waiting": results.totals is None,
        "is_empty": results.totals is not None and not results.totals.at(Stage.REQUESTED),
        "unanswered": results.whole.unanswered if results.whole else 0,
        "booked": results.whole.booked if results.whole else 0,
        "may_copy": may_copy(request.user, fair),
    }
    return render(request, "web/results/page.html", context)


@require_GET
def export(request: HttpRequest, slug: str, chart: str, form: str) -> HttpResponse:
    """Give the records of one chart as a file."""
    fair = get_fair_for(request.user, slug)
    parts = parts_of(fair, results_for(request.user, fair))
    found = next((one for part in parts for one in part.charts if one.key == chart), None)
    if found is None:
        raise NotFound
    records: list[Record] = [dict(record) for record in found.records]
    return export_table(found.columns, records, form, found.key)


def parts_of(fair: Fair, results: Results) -> list[Part]:
    """Return the parts of the page that the results allow."""
    totals, whole = results.totals, results.whole
    parts = []
    if totals is not None:
        parts.append(Part("how-far", _("신청이 어디까지 갔나"), [funnel_chart(totals)]))
    if whole is not None:
        parts[0].charts.append(loss_chart(whole.losses, fair))
        parts += _parts_of_the_whole(fair, whole)
    parts.append(Part("beside", _("지난 상담회와 견주기"), [past_chart(fair, totals)]))
    if whole is not None:
        parts[-1].charts.append(announced_chart())
    return parts


def _parts_of_the_whole(fair: Fair, whole: Whole) -> list[Part]:
    groups = [breakdown_chart(one, fair) for one in whole.breakdowns]
    spread = whole.concentration
    return [
        Part("groups", _("누구의 신청이 얼마나 갔나"), groups),
        Part("day", _("당일의 테이블"), [tables_chart(whole.slots)]),
        Part("rungs", _("상담에서 나온 것"), [rungs_chart(whole.rungs, fair)]),
        Part(
            "fairness",
            _("고루 돌아갔나"),
            [shares_chart(spread, fair), spread_chart(spread, fair)],
        ),
    ]


def _figures(results: Results) -> list[dict[str, str]]:
    """Return the figures at the top: the share that found a meeting, beside the fair of 2023."""
    totals = results.totals
    if totals is None or not totals.at(Stage.REQUESTED):
        return []
    past = next(one for one in past_fairs() if one.held_on == COMPARED)
    requested = totals.at(Stage.REQUESTED)
    figures = [
        {"label": _("신청"), "value": figure(requested), "unit": _("건"), "note": ""},
        *(
            {
                "label": str(stage.label),
                "value": figure(totals.at(stage)),
                "unit": _("건") if totals.at(stage) is not None else "",
                "note": _("신청의 %(share)s")
                % {"share": in_percent(percent(totals.at(stage), requested))},
            }
            for stage in (Stage.PLACED, Stage.HELD, Stage.NEXT_STEP)
        ),
    ]
    figures.append(
        {
            "label": _("2023 박람회(공개 자료)"),
            "value": figure(percent(past.meetings, past.requests)),
            "unit": "%",
            "note": _("신청 %(requests)s 가운데 %(meetings)s 연계")
            % {"requests": cases(past.requests or 0), "meetings": cases(past.meetings or 0)},
        }
    )
    return figures
