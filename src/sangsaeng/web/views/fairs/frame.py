"""What every page of a fair shows around its content, and who may open it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from sangsaeng.fairs.models import Fair, Slot
from sangsaeng.fairs.queries.access import get_fair_for
from sangsaeng.fairs.queries.participants import takes_part
from sangsaeng.fairs.queries.timetables import name_of
from sangsaeng.fairs.rules import may_read_totals, may_run, may_see_all
from sangsaeng.kernel.permissions import require

Pages = tuple[tuple[str, Promise], ...]

# The pages of a fair in the order of the tabs: the name of the address and what the tab says.
OF_OFFICERS: Pages = (
    ("fair", gettext_lazy("개요")),
    ("fair_days", gettext_lazy("날짜·시간")),
    ("fair_sessions", pgettext_lazy("several", "부대행사")),
    ("fair_participants", pgettext_lazy("several", "참가기업")),
    ("fair_requests", gettext_lazy("상담 신청")),
    ("plan", gettext_lazy("시간표 편성")),
    ("desk", gettext_lazy("현장")),
    ("results_notes", gettext_lazy("상담 기록")),
    ("fair_people", pgettext_lazy("several", "담당자")),
    ("fair_settings", gettext_lazy("설정")),
)
OF_THE_DESK: Pages = (
    ("fair", gettext_lazy("개요")),
    ("fair_participants", pgettext_lazy("several", "참가기업")),
    ("fair_requests", gettext_lazy("상담 신청")),
    ("timetable", gettext_lazy("시간표")),
    ("desk", gettext_lazy("현장")),
    ("results_notes", gettext_lazy("상담 기록")),
)
OF_PARTICIPANTS: Pages = (
    ("fair", gettext_lazy("개요")),
    ("fair_directory", gettext_lazy("상대 찾기")),
    ("fair_received", gettext_lazy("받은 신청")),
    ("fair_sent", gettext_lazy("보낸 신청")),
    ("timetable", gettext_lazy("우리 시간표")),
    ("results_mine", gettext_lazy("상담 결과")),
)
OF_THE_PAST = ("fair_results", gettext_lazy("상담회 결과"))
# What only means something once there is a timetable to meet by.
WITH_A_TIMETABLE = frozenset({"desk", "results_notes", "results_mine"})


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
    if may_run(request.user, fair):
        pages = OF_OFFICERS
    elif may_see_all(request.user, fair):
        pages = OF_THE_DESK
    elif takes_part(request.user, fair):
        pages = OF_PARTICIPANTS
    else:
        return []
    if _has_results(request, fair):
        pages = (*pages, OF_THE_PAST)
    return [
        {"label": label, "url": reverse(name, args=[fair.slug]), "current": name == current}
        for name, label in pages
        if name not in WITH_A_TIMETABLE or fair.state in {"published", "ended"}
    ]


def _has_results(request: HttpRequest, fair: Fair) -> bool:
    """Tell whether there is anything to read of what came of the fair."""
    if fair.state == "ended":
        return may_read_totals(request.user, fair)
    return fair.state == "published" and may_see_all(request.user, fair)


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
