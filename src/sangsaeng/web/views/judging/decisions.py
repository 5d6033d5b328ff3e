"""Decisions of a stage: looked at, proposed or chosen by hand, seen as a dry run, then made."""

import json
from collections.abc import Mapping

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sangsaeng.judging.actions.deciding import decide, require_ready
from sangsaeng.judging.models import Decision
from sangsaeng.judging.queries.plans import Wish, plan_decisions, proposed
from sangsaeng.judging.queries.stages import (
    deciding_ranking,
    entries_in,
    places_in,
    stages_of,
    undecided_in,
)
from sangsaeng.judging.refusals import CutNotDiscussed
from sangsaeng.judging.sheets import DECISIONS
from sangsaeng.kernel import clock
from sangsaeng.kernel.refusals import ChangedMeanwhile, Refusal
from sangsaeng.programs.models import Call, Entry, Stage
from sangsaeng.web.forms_deciding import HandForm, ProposeForm
from sangsaeng.web.views.exporting import Record, export_kind
from sangsaeng.web.views.judging.deciding_frame import frame, opened, stage_of

PER_PAGE = 50


@require_GET
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """List the stages with how far each is decided."""
    _viewer, call = opened(request, slug)
    stages = stages_of(call)
    context = {
        **frame(call, _("결정"), "decision_overview"),
        "lead": _("발표하기 전에는 담당자 말고 아무도 결정을 볼 수 없습니다."),
        "stages": [
            {
                "stage": stage,
                "entries": entries_in(stage).count(),
                "undecided": undecided_in(stage).count(),
                "places": places_in(stage),
            }
            for stage in stages
        ],
    }
    return render(request, "web/deciding/decisions.html", context)


@require_GET
def page(request: HttpRequest, slug: str, position: int) -> HttpResponse:
    """Show a stage's entries with what was decided, and the ways to decide."""
    _viewer, call = opened(request, slug)
    return _page(request, call, stage_of(call, position))


@require_POST
def propose(request: HttpRequest, slug: str, position: int) -> HttpResponse:
    """Show what choosing the best of the ranking would do."""
    _viewer, call = opened(request, slug)
    stage, form = stage_of(call, position), ProposeForm(request.POST)
    if not form.is_valid():
        return _page(request, call, stage, proposing=form)
    given = form.cleaned_data
    return _dry_run(request, call, stage, proposed(stage, given["most"], given["yes"], given["no"]))


@require_POST
def by_hand(request: HttpRequest, slug: str, position: int) -> HttpResponse:
    """Show what deciding the ticked entries would do."""
    _viewer, call = opened(request, slug)
    stage = stage_of(call, position)
    form = HandForm(request.POST, stage=stage)
    if not form.is_valid():
        return _page(request, call, stage, handling=form)
    given = form.cleaned_data
    wish = Wish(given["verdict"], given["reason"])
    return _dry_run(request, call, stage, dict.fromkeys(given["codes"], wish))


@require_POST
def confirm(request: HttpRequest, slug: str, position: int) -> HttpResponse:
    """Make the decisions exactly as they were shown."""
    viewer, call = opened(request, slug)
    stage, wishes = stage_of(call, position), _wishes_in(request.POST.get("wishes", ""))
    seen = request.POST.get("seen", "")
    if not seen:
        raise ChangedMeanwhile
    plan = decide(stage, wishes, seen, actor=viewer, at=clock.now())
    messages.success(
        request,
        _("결정 %(new)s건을 더하고 %(changed)s건을 바꾸었습니다.")
        % {"new": plan.count("add"), "changed": plan.count("change")},
    )
    return redirect("decision_stage", slug, position)


@require_GET
def export(request: HttpRequest, slug: str, position: str, form: str) -> HttpResponse:
    """Give a stage's entries with their decisions as a sheet that can be taken back."""
    _viewer, call = opened(request, slug)
    stage = stage_of(call, int(position))
    ranks = _ranks(stage)
    records: list[Record] = [
        {
            "code": entry.code,
            "title": entry.title,
            "lead": entry.lead.name,
            "rank": ranks.get(entry.code),
            "verdict": str(decision.verdict) if decision else None,
            "reason": decision.reason if decision else None,
        }
        for entry, decision in _decided(stage, _ordered(stage, ranks))
    ]
    return export_kind(DECISIONS, records, form, f"decisions-{slug}-{position}")


def _page(
    request: HttpRequest,
    call: Call,
    stage: Stage,
    *,
    proposing: ProposeForm | None = None,
    handling: HandForm | None = None,
) -> HttpResponse:
    ranks = _ranks(stage)
    entries = Paginator(_ordered(stage, ranks), PER_PAGE).get_page(request.GET.get("page"))
    faulty = proposing or handling
    context = {
        **_frame(call, _("%(stage)s 결정") % {"stage": stage.name}),
        "stage": stage,
        "page": entries,
        "rows": [
            (entry, decision, ranks.get(entry.code))
            for entry, decision in _decided(stage, list(entries))
        ],
        "undecided": undecided_in(stage).count(),
        "places": places_in(stage),
        **_what_is_missing(stage, call),
        "has_ranking": bool(ranks),
        "propose_form": proposing or ProposeForm(initial={"most": places_in(stage)}),
        "hand_form": handling or HandForm(stage=stage),
    }
    return render(request, "web/deciding/stage.html", context, status=422 if faulty else 200)


def _dry_run(
    request: HttpRequest, call: Call, stage: Stage, wishes: Mapping[str, Wish]
) -> HttpResponse:
    plan = plan_decisions(stage, wishes, places_in(stage))
    context = {
        **_frame(call, _("결정하기 전에 보기")),
        "stage": stage,
        "plan": plan,
        "counts": {kind: plan.count(kind) for kind in ("add", "change", "same", "fault")},
        **_what_is_missing(stage, call),
        "wishes": json.dumps(
            {code: [wish.verdict, wish.reason] for code, wish in wishes.items()},
            ensure_ascii=False,
        ),
    }
    return render(request, "web/deciding/dry_run.html", context)


def _wishes_in(text: str) -> dict[str, Wish]:
    """Read back what the dry run showed; the digest tells whether it was changed on the way."""
    try:
        given = json.loads(text)
        return {
            str(code): Wish(str(verdict), str(reason)) for code, (verdict, reason) in given.items()
        }
    except (ValueError, TypeError, AttributeError) as unread:
        raise ChangedMeanwhile from unread


def _what_is_missing(stage: Stage, call: Call) -> dict[str, object]:
    """Say what has to come before this stage can be decided, if anything."""
    try:
        require_ready(stage, call)
    except Refusal as refused:
        waits = isinstance(refused, CutNotDiscussed)
        return {"blocked": refused.sentence, "waits_for_minutes": waits}
    return {"blocked": ""}


def _ranks(stage: Stage) -> dict[str, int]:
    ranking = deciding_ranking(stage)
    return {row["code"]: row["rank"] for row in ranking.rows} if ranking else {}


def _ordered(stage: Stage, ranks: Mapping[str, int]) -> list[Entry]:
    last = len(ranks) + 1
    entries = entries_in(stage).select_related("lead")
    return sorted(entries, key=lambda one: (ranks.get(one.code, last), one.title, one.code))


def _decided(stage: Stage, entries: list[Entry]) -> list[tuple[Entry, Decision | None]]:
    found = Decision.objects.filter(stage=stage, entry__in=entries)
    by_entry = {one.entry_id: one for one in found}
    return [(entry, by_entry.get(entry.pk)) for entry in entries]


def _frame(call: Call, title: str) -> dict[str, object]:
    above = (_("결정"), reverse("decision_overview", args=[call.slug]))
    return frame(call, title, "decision_overview", above)
