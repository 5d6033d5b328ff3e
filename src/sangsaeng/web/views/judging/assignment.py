"""Who judges what in a stage: the plan before it is applied, and what is moved by hand."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sangsaeng.judging.actions.assigning import (
    OPEN_TO_ASSIGN,
    apply_plan,
    assign,
    plan_of,
    release_review,
    replace_judge,
    sign_of,
)
from sangsaeng.judging.bridge.assigning import AssignmentPlan, Lack
from sangsaeng.judging.models import STANDING, Judge
from sangsaeng.judging.queries.panels import (
    get_assigned_for,
    get_panel_judge_for,
    get_stage_for,
)
from sangsaeng.judging.queries.pool import Pool, read_pool
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.programs.models import Call, Stage
from sangsaeng.web.forms_panels import ReleaseForm
from sangsaeng.web.views.exporting import export_table
from sangsaeng.web.views.judging.panel_frame import frame, kept

PER_PAGE = 50
Opened = tuple[Person, Call, Stage]


@require_GET
def dry_run(request: HttpRequest, slug: str, position: int) -> HttpResponse:
    """Show what would be assigned: load of every judge, judges of every entry, what is short."""
    _viewer, call, stage = _opened(request, slug, position)
    pool = read_pool(stage)
    plan = plan_of(pool)
    rows = _entry_rows(pool, plan)
    title = _("배정: %(stage)s") % {"stage": stage.name}
    context = frame(call, title, f"stage{stage.position}", "panel") | {
        "stage": stage,
        "plan": plan,
        "loads": _loads(pool, plan),
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "seen": sign_of(plan),
        "short": [(one.entry, _why(one, pool)) for one in plan.lacks],
        "figures": {
            "judges": len(pool.judges),
            "entries": len(pool.entries),
            "standing": len(pool.standing),
            "added": len(plan.added),
            "released": len(plan.released),
        },
        "is_changing": bool(plan.added or plan.released),
        "thin": [one.person.name for one in plan.thin],
        "is_open": call.state in OPEN_TO_ASSIGN,
    }
    return render(request, "web/judging/assignment.html", context)


@require_GET
def export(request: HttpRequest, slug: str, position: int, form: str) -> HttpResponse:
    """Give the assignment as a file: what stands and what the plan would add."""
    _viewer, _call, stage = _opened(request, slug, position)
    pool = read_pool(stage)
    plan = plan_of(pool)
    headings = [
        ("entry", _("신청 번호")),
        ("title", _("제목")),
        ("judge", _("심사위원")),
        ("email", _("이메일")),
        ("state", _("상태")),
        ("fit", _("전문 분야 일치")),
        ("short", _("모자란 까닭")),
    ]
    records = [*_assigned(pool, plan), *_short_records(pool, plan)]
    return export_table(headings, records, form, "assignment")


@require_POST
def apply(request: HttpRequest, slug: str, position: int) -> HttpResponse:
    """Assign what the plan says, if it is the plan that was seen."""
    viewer, _call, stage = _opened(request, slug, position)
    count = apply_plan(stage, request.POST.get("seen", ""), actor=viewer, at=clock.now())
    messages.success(request, _("%(count)s건을 배정했습니다.") % {"count": count})
    return redirect("panel_assignment", slug, position)


@require_GET
def of_judge(request: HttpRequest, slug: str, position: int, code: str) -> HttpResponse:
    """Show what a judge has and might get in the stage, for moving by hand."""
    viewer, call, stage = _opened(request, slug, position)
    judge = get_panel_judge_for(viewer, call, code)
    pool = read_pool(stage)
    title = _("%(judge)s 위원의 배정") % {"judge": judge.person.name}
    rows = _hand_rows(pool, judge)
    context = frame(call, title, f"stage{stage.position}", "panel") | {
        "stage": stage,
        "judge": judge,
        "room": pool.room.get(judge.pk, 0),
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "is_open": call.state in OPEN_TO_ASSIGN,
    }
    return render(request, "web/judging/assignment_hand.html", context)


@require_POST
def add(request: HttpRequest, slug: str, position: int, code: str) -> HttpResponse:
    """Give the chosen entries to a judge: all of them or none."""
    viewer, call, stage = _opened(request, slug, position)
    judge = get_panel_judge_for(viewer, call, code)
    chosen = set(request.POST.getlist("entry"))
    entries = [one for one in read_pool(stage).entries.values() if one.code in chosen]
    count = assign(stage, [(judge, entry) for entry in entries], actor=viewer, at=clock.now())
    messages.success(request, _("%(count)s건을 배정했습니다.") % {"count": count})
    return redirect("panel_assignment_judge", slug, position, code)


@require_POST
def release(request: HttpRequest, slug: str, position: int, review: str) -> HttpResponse:
    """Take an entry back from a judge, or give it on to another."""
    viewer, call, stage = _opened(request, slug, position)
    assigned = get_assigned_for(viewer, stage, review)
    form = ReleaseForm(request.POST)
    given = form.cleaned_data if form.is_valid() else {"reason": "", "judge": ""}
    if given["judge"]:
        other = get_panel_judge_for(viewer, call, given["judge"])
        replace_judge(assigned, other, given["reason"], actor=viewer, at=clock.now())
        messages.success(request, _("다른 심사위원에게 옮겼습니다."))
    else:
        release_review(assigned, given["reason"], actor=viewer, at=clock.now())
        messages.success(request, _("배정을 거두었습니다."))
    return redirect("panel_assignment_judge", slug, position, assigned.judge.code)


def _opened(request: HttpRequest, slug: str, position: int) -> Opened:
    viewer, call = kept(request, slug)
    return viewer, call, get_stage_for(viewer, call, position)


def _loads(pool: Pool, plan: AssignmentPlan) -> list[dict[str, object]]:
    now = Counter(judge for judge, _entry in pool.standing)
    more = Counter(judge.pk for _entry, judge in plan.added)
    planned = {(judge.pk, entry.pk) for entry, judge in plan.added} | pool.standing
    fits = Counter(judge for judge, entry in planned if _fits(pool, judge, entry))
    barred = Counter(judge for judge, entry in pool.barred if entry in pool.entries)
    total = {judge.pk: load for judge, load in plan.loads.items()}
    return [
        {
            "judge": judge,
            "now": now[pk],
            "more": more[pk],
            "total": total.get(pk, now[pk]),
            "most": now[pk] + pool.room[pk],
            "fits": fits[pk],
            "barred": barred[pk],
        }
        for pk, judge in sorted(pool.judges.items(), key=lambda item: item[1].person.name)
    ]


def _fits(pool: Pool, judge: int, entry: int) -> bool:
    return judge in pool.judges and entry in pool.entries and pool.fit(judge, entry) > 0


def _entry_rows(pool: Pool, plan: AssignmentPlan) -> list[dict[str, object]]:
    now: dict[int, list[Judge]] = defaultdict(list)
    more: dict[int, list[tuple[Judge, bool]]] = defaultdict(list)
    for (holder, of), review in pool.reviews.items():
        if review.state in STANDING and holder in pool.judges:
            now[of].append(pool.judges[holder])
    for entry, judge in plan.added:
        more[entry.pk].append((judge, pool.fit(judge.pk, entry.pk) > 0))
    short = {one.entry.pk: one for one in plan.lacks}
    rows: list[dict[str, object]] = [
        {"entry": entry, "now": now[pk], "more": more[pk], "short": short.get(pk)}
        for pk, entry in pool.entries.items()
    ]
    # What is short comes first: it is what somebody must mend.
    return sorted(rows, key=lambda row: row["short"] is None)


def _why(lack: Lack, pool: Pool) -> str:
    known = {
        "needs": pool.stage.least_judges,
        "missing": lack.missing,
        "judges": len(pool.judges),
        "barred": len(pool.judges) - lack.free,
    }
    if lack.reason == "no_room":
        text = _(
            "%(needs)s명이 필요하지만 %(missing)s명이 모자랍니다. 맡을 수 있는 위원이 건수를 모두 "
            "채웠습니다(이 단계의 위원 %(judges)s명 가운데 이해충돌·거둠 %(barred)s명)."
        )
    else:
        text = _(
            "%(needs)s명이 필요하지만 %(missing)s명이 모자랍니다. 이 단계의 위원 %(judges)s명 가운데 "
            "이해충돌·거둠이 %(barred)s명입니다."
        )
    return text % known


def _hand_rows(pool: Pool, judge: Judge) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for pk, entry in pool.entries.items():
        review = pool.reviews.get((judge.pk, pk))
        is_held = review is not None and review.state in STANDING
        others = [
            other for other in pool.judges.values() if is_held and not pool.why_not(other.pk, pk)
        ]
        rows.append(
            {
                "entry": entry,
                "review": review if is_held else None,
                "why_not": "" if is_held else pool.why_not(judge.pk, pk),
                "fits": _fits(pool, judge.pk, pk),
                "others": [other for other in others if pool.room[other.pk] > 0],
            }
        )
    return sorted(rows, key=lambda row: (row["review"] is None, bool(row["why_not"])))


def _assigned(pool: Pool, plan: AssignmentPlan) -> Sequence[dict[str, object]]:
    standing = [(pair, pool.reviews[pair].get_state_display()) for pair in sorted(pool.standing)]
    added = [((judge.pk, entry.pk), _("배정 예정")) for entry, judge in plan.added]
    return [
        {
            "entry": pool.entries[entry].number,
            "title": pool.entries[entry].title,
            "judge": pool.judges[judge].person.name,
            "email": pool.judges[judge].person.email,
            "state": str(state),
            "fit": _("예") if pool.fit(judge, entry) else "",
            "short": "",
        }
        for (judge, entry), state in [*standing, *added]
        if judge in pool.judges and entry in pool.entries
    ]


def _short_records(pool: Pool, plan: AssignmentPlan) -> Sequence[dict[str, object]]:
    return [
        {
            "entry": one.entry.number,
            "title": one.entry.title,
            "judge": "",
            "email": "",
            "state": _("모자람"),
            "fit": "",
            "short": _why(one, pool),
        }
        for one in plan.lacks
    ]
