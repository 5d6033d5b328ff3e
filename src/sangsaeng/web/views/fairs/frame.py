"""What every page of a fair shows around its content, and who may open it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sangsaeng.fairs.models import Fair, Slot
from sangsaeng.fairs.queries.access import get_fair_for
from sangsaeng.fairs.queries.participants import own_participants
from sangsaeng.fairs.queries.timetables import name_of
from sangsaeng.fairs.rules import may_run, may_see_all
from sangsaeng.kernel.permissions import require


def fair_to_run(request: HttpRequest, slug: str) -> Fair:
    """Return a fair that the viewer sets up, or refuse."""
    fair = get_fair_for(request.user, slug)
    require(may_run(request.user, fair), request.user)
    return fair


def fair_to_watch(request: HttpRequest, slug: str) -> Fair:
    """Return a fair of which the viewer sees everything, or refuse."""
    fair = get_fair_for(request.user, slug)
    require(may_see_all(request.user, fair), request.user)
    return fair


def frame(
    request: HttpRequest, fair: Fair, title: str, current: str = "", *way: tuple[str, str]
) -> dict[str, Any]:
    """Return a page's title, breadcrumbs and tabs; ``way`` are the places after the fair."""
    address = reverse("fair", args=[fair.slug])
    places = [(pgettext("several", "상담회"), reverse("fairs")), (name_of(fair), address), *way]
    if title != name_of(fair):
        places.append((title, ""))
    return {
        "title": title,
        "fair": fair,
        "fair_name": name_of(fair),
        "sample_data": fair.is_sample,
        "breadcrumbs": [{"label": label, "url": url} for label, url in places],
        "tabs": tabs(request, fair, current),
        "may_run": may_run(request.user, fair),
        "may_see_all": may_see_all(request.user, fair),
    }


def tabs(request: HttpRequest, fair: Fair, current: str) -> list[dict[str, object]]:
    """Return the pages of the fair that the viewer may open."""
    place = [fair.slug]
    entries = [("fair", _("개요"), reverse("fair", args=place))]
    if may_run(request.user, fair):
        entries += [
            ("fair_days", _("날짜·시간"), reverse("fair_days", args=place)),
            (
                "fair_sessions",
                pgettext("several", "부대행사"),
                reverse("fair_sessions", args=place),
            ),
            (
                "fair_participants",
                pgettext("several", "참가기업"),
                reverse("fair_participants", args=place),
            ),
            ("fair_requests", _("상담 신청"), reverse("fair_requests", args=place)),
            ("plan", _("시간표 편성"), plan_url(fair)),
            ("fair_people", pgettext("several", "담당자"), reverse("fair_people", args=place)),
            ("fair_settings", _("설정"), reverse("fair_settings", args=place)),
        ]
    elif may_see_all(request.user, fair):
        entries += [
            (
                "fair_participants",
                pgettext("several", "참가기업"),
                reverse("fair_participants", args=place),
            ),
            ("fair_requests", _("상담 신청"), reverse("fair_requests", args=place)),
            ("timetable", _("시간표"), timetable_url(fair)),
        ]
    elif own_participants(request.user, fair):
        entries += [
            ("fair_requests", _("우리 상담 신청"), reverse("fair_requests", args=place)),
            ("timetable", _("우리 시간표"), timetable_url(fair)),
        ]
    entries += _after(request, fair)
    if len(entries) == 1:
        return []
    return [
        {"label": label, "url": url, "current": name == current} for name, label, url in entries
    ]


def _after(request: HttpRequest, fair: Fair) -> list[tuple[str, str, str]]:
    """Return the page of what came of the meetings, once there is a timetable to meet by."""
    if fair.state not in {"published", "ended"}:
        return []
    if may_see_all(request.user, fair):
        return [("results_notes", _("상담 결과"), reverse("results_notes", args=[fair.slug]))]
    if own_participants(request.user, fair):
        return [("results_mine", _("상담 결과"), reverse("results_mine", args=[fair.slug]))]
    return []


def plan_url(fair: Fair) -> str:
    """Return the address of the planning room."""
    return f"{reverse('fair', args=[fair.slug])}plan/"


def timetable_url(fair: Fair) -> str:
    """Return the address of the published timetable."""
    return f"{reverse('fair', args=[fair.slug])}timetable/"


def slot_label(fair: Fair, slot: Slot, *, with_day: bool = True) -> str:
    """Write a slot in the fair's own time."""
    begins, ends = slot.starts_at.astimezone(fair.tz), slot.ends_at.astimezone(fair.tz)
    hours = f"{begins:%H:%M}–{ends:%H:%M}"
    return f"{day_label(begins)} {hours}" if with_day else hours


def day_label(moment: Any) -> str:
    """Write a day with its weekday."""
    weekdays = [_("월"), _("화"), _("수"), _("목"), _("금"), _("토"), _("일")]
    return f"{moment:%Y-%m-%d} ({weekdays[moment.weekday()]})"
