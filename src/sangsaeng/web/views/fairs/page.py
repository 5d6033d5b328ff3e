"""The page of a fair: for everybody what it is, for its people what comes next."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET, require_POST

from sangsaeng.fairs.actions.setting_up import step_fair
from sangsaeng.fairs.models import Fair, Population
from sangsaeng.fairs.queries.access import get_fair_for
from sangsaeng.fairs.queries.participants import own_participants, public_buyers
from sangsaeng.fairs.queries.progress import Progress, progress_of
from sangsaeng.fairs.queries.requests import requests_for, sealed
from sangsaeng.fairs.queries.timetables import name_of
from sangsaeng.fairs.rules import may_run
from sangsaeng.fairs.states import FAIR_STATES
from sangsaeng.kernel import clock
from sangsaeng.kernel.permissions import require
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.fairs.frame import (
    day_label,
    frame,
    plan_url,
    slot_label,
    timetable_url,
)

STEPS_SHOWN = ("open", "close_requests", "reopen", "end")
TONES = {"collecting": "success", "planning": "info", "published": "info"}


@dataclass(frozen=True)
class Step:
    """One thing to do on the way to a published timetable."""

    title: str
    is_done: bool
    facts: list[str]
    lacks: list[str]
    url: str
    label: str


@require_GET
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a fair."""
    fair = get_fair_for(request.user, slug)
    own = own_participants(request.user, fair)
    runs = may_run(request.user, fair)
    context = {
        **frame(request, fair, name_of(fair), "fair"),
        "lead": f"{fair.organizer.name} · {fair.place}",
        "state": FAIR_STATES.label(fair.state),
        "tone": TONES.get(fair.state, "neutral"),
        "days": _days(fair),
        "sessions": [
            {
                "start": f"{session.starts_at.astimezone(fair.tz):%H:%M}",
                "end": f"{session.ends_at.astimezone(fair.tz):%H:%M}",
                "day": day_label(session.starts_at.astimezone(fair.tz)),
                "session": session,
                "url": reverse("program_session", args=[fair.slug, session.pk]),
            }
            for session in fair.sessions.all()
        ],
        "buyers": public_buyers(fair),
        "is_two_sided": fair.population == Population.TWO_SIDED,
        "is_published": fair.state in {"published", "ended"},
        "own": own,
        "requests": sealed(request.user, fair, requests_for(request.user, fair)) if own else [],
        "timetable_url": timetable_url(fair),
        "steps": steps(fair, progress_of(fair)) if runs else [],
        "verbs": _verbs(fair) if runs else [],
    }
    return render(request, "web/fairs/page.html", context)


@require_POST
def step(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the fair to its next state."""
    actor = signed_in(request)
    fair = get_fair_for(actor, slug)
    require(may_run(actor, fair), actor)
    verb = request.POST.get("verb", "")
    if verb in STEPS_SHOWN:
        step_fair(fair, verb, actor=actor, at=clock.now())
        messages.success(
            request,
            _("상담회가 ‘%(state)s’ 상태가 되었습니다.") % {"state": FAIR_STATES.label(fair.state)},
        )
    return redirect("fair", fair.slug)


def steps(fair: Fair, progress: Progress) -> list[Step]:
    """Return the way to a timetable: what is there, what is missing, where to go."""
    return [
        _days_step(fair, progress),
        _participants_step(fair, progress),
        _requests_step(fair, progress),
        _plan_step(fair, progress),
        _publish_step(fair, progress),
    ]


def _days_step(fair: Fair, progress: Progress) -> Step:
    return Step(
        _("날짜·시간"),
        progress.slots > 0,
        [_("%(days)s일, 상담 시간 %(slots)s개") % vars(progress)],
        [] if progress.slots else [_("상담 시간이 없습니다.")],
        reverse("fair_days", args=[fair.slug]),
        _("날짜·시간 정하기"),
    )


def _participants_step(fair: Fair, progress: Progress) -> Step:
    lacks = []
    if not progress.has_parties:
        lacks.append(_("만날 두 쪽이 아직 없습니다."))
    if progress.buyers_without_table:
        lacks.append(
            _("테이블이 없는 수요기업 %(count)s곳") % {"count": progress.buyers_without_table}
        )
    if progress.members and not progress.tables:
        lacks.append(_("테이블이 없습니다. 날짜·시간 화면에서 상담장의 테이블을 놓아 주십시오."))
    if fair.population == Population.ONE:
        facts = _("참가기업 %(members)s곳, 테이블 %(tables)s개") % vars(progress)
    else:
        facts = _("수요기업 %(buyers)s곳, 공급기업 %(suppliers)s곳, 테이블 %(tables)s개") % vars(
            progress
        )
    return Step(
        pgettext("several", "참가기업"),
        progress.has_parties and not lacks,
        [facts],
        lacks,
        reverse("fair_participants", args=[fair.slug]),
        _("참가기업 정하기"),
    )


def _requests_step(fair: Fair, progress: Progress) -> Step:
    lacks = []
    if not progress.requests:
        lacks.append(_("상담 신청이 없습니다. 엑셀로 한 번에 가져올 수 있습니다."))
    elif progress.never_asked:
        lacks.append(
            _("신청이 한 건도 없는 참가기업 %(count)s곳") % {"count": progress.never_asked}
        )
    if progress.pins_clashing:
        lacks.append(
            _("참석할 수 없는 시간에 고정된 상담 %(count)s건") % {"count": progress.pins_clashing}
        )
    return Step(
        _("상담 신청"),
        progress.requests > 0 and not progress.pins_clashing,
        [
            _(
                "신청 %(requests)s건, 양쪽이 희망을 적은 신청 %(both)s건, 시간을 고정한 신청 %(pins)s건"
            )
            % {
                "requests": progress.requests,
                "both": progress.answered_by_both,
                "pins": progress.pins,
            }
        ],
        lacks,
        reverse("fair_requests", args=[fair.slug]),
        _("상담 신청 보기"),
    )


def _plan_step(fair: Fair, progress: Progress) -> Step:
    is_done = progress.drafts > 0 or progress.published is not None
    return Step(
        _("시간표 편성"),
        is_done,
        [
            ngettext("초안 %(count)s개", "초안 %(count)s개", progress.drafts)
            % {"count": progress.drafts}
        ],
        [] if progress.is_ready_to_plan else [_("앞의 단계를 마치면 편성할 수 있습니다.")],
        plan_url(fair) if progress.is_ready_to_plan else "",
        _("시간표 편성하기"),
    )


def _publish_step(fair: Fair, progress: Progress) -> Step:
    number = progress.published
    return Step(
        _("발표"),
        number is not None,
        [
            _("%(number)s판 발표됨") % {"number": number}
            if number
            else _("아직 발표하지 않았습니다.")
        ],
        [],
        plan_url(fair) if progress.drafts else "",
        _("발표할 시간표 고르기"),
    )


def _verbs(fair: Fair) -> list[dict[str, str]]:
    return [
        {"verb": verb, "label": str(FAIR_STATES.verbs[verb])}
        for verb in FAIR_STATES.verbs_from(fair.state)
        if verb in STEPS_SHOWN
    ]


def _days(fair: Fair) -> list[dict[str, object]]:
    slots: dict[int, list[str]] = {}
    labels: dict[int, str] = {}
    for slot in fair.slots.order_by("starts_at"):
        slots.setdefault(slot.day_id, []).append(slot_label(fair, slot, with_day=False))
        labels.setdefault(slot.day_id, day_label(slot.starts_at.astimezone(fair.tz)))
    return [
        {
            "label": labels[day],
            "count": len(hours),
            "begins": hours[0].split("–")[0],
            "ends": hours[-1].split("–")[1],
        }
        for day, hours in slots.items()
    ]
