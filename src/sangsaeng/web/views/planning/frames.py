"""What every page about a fair's timetables needs: the fair, the way back, the tabs."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sangsaeng.fairs.models import Fair, Timetable
from sangsaeng.fairs.queries.access import get_fair_for, get_timetable_for
from sangsaeng.fairs.queries.timetables import name_of
from sangsaeng.fairs.rules import may_run
from sangsaeng.kernel.permissions import require


def fair_to_run(request: HttpRequest, slug: str) -> Fair:
    """Return a fair that the viewer plans, or refuse."""
    fair = get_fair_for(request.user, slug)
    require(may_run(request.user, fair), request.user)
    return fair


def timetable_to_run(request: HttpRequest, slug: str, serial: int) -> Timetable:
    """Return a timetable of a fair that the viewer plans, or refuse."""
    return get_timetable_for(request.user, fair_to_run(request, slug), serial)


def frame(fair: Fair, title: str, *way: tuple[str, str], lead: str = "") -> dict[str, Any]:
    """Return a page's title, lead and breadcrumbs; ``way`` are the places after the fair."""
    places = [
        (pgettext("several", "상담회"), reverse("fairs")),
        (name_of(fair), reverse("fair", args=[fair.slug])),
        *way,
        (title, ""),
    ]
    return {
        "title": title,
        "lead": lead,
        "fair": fair,
        "sample_data": fair.is_sample,
        "breadcrumbs": [{"label": label, "url": url} for label, url in places],
    }


def room(fair: Fair) -> tuple[str, str]:
    """Return the planning room as a place on the way."""
    return _("시간표 편성"), reverse("plan", args=[fair.slug])


def draft(timetable: Timetable) -> tuple[str, str]:
    """Return a draft or version as a place on the way."""
    return label_of(timetable), url_of(timetable)


def label_of(timetable: Timetable) -> str:
    """Name a timetable: its version once published, its serial before."""
    if timetable.number is not None:
        return _("%(number)s판") % {"number": timetable.number}
    return _("초안 %(serial)s") % {"serial": timetable.serial}


def url_of(timetable: Timetable) -> str:
    """Return the address of a draft or version in the planning room."""
    return reverse("plan_draft", args=[timetable.fair.slug, timetable.serial])


def meeting_url(timetable: Timetable, request_code: str) -> str:
    """Return the address of a request's page within a timetable."""
    return reverse("plan_meeting", args=[timetable.fair.slug, timetable.serial, request_code])


def tabs(timetable: Timetable, current: str) -> list[dict[str, object]]:
    """Return the pages about one timetable."""
    place = [timetable.fair.slug, timetable.serial]
    entries = [
        ("plan_draft", _("시간표"), ""),
        ("plan_unplaced", _("편성되지 않은 신청"), timetable.unplaced.count()),
        ("plan_parties", _("기업별"), ""),
        ("plan_compare", _("비교"), ""),
    ]
    return [
        {"label": label, "url": reverse(name, args=place), "current": name == current, "count": n}
        for name, label, n in entries
    ]
