"""Two timetables side by side: their figures, and every meeting that differs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sangsaeng.fairs.models import Timetable
from sangsaeng.fairs.queries.timetables import Change, Changes, changes
from sangsaeng.web.keys import key_of
from sangsaeng.web.views.planning.drafts import frame_of
from sangsaeng.web.views.planning.figures import met_label, number, weight
from sangsaeng.web.views.planning.frames import label_of, meeting_url, timetable_to_run


@require_GET
def compare(request: HttpRequest, slug: str, serial: int) -> HttpResponse:
    """Compare a timetable with another of the same fair."""
    timetable = timetable_to_run(request, slug, serial)
    others = list(timetable.fair.timetables.exclude(pk=timetable.pk).exclude(state="discarded"))
    other = _chosen(others, request.GET.get("with", ""), timetable)
    context = frame_of(timetable, "plan_compare") | {
        "others": [
            {"serial": one.serial, "label": label_of(one), "chosen": one == other} for one in others
        ],
        "label": label_of(timetable),
    }
    if other is not None:
        different = changes(other, timetable)
        context |= {
            "other": label_of(other),
            "figures": _figures(other, timetable),
            "different": different,
            "affected": sorted(different.participants.items(), key=lambda named: named[1]),
            "rows": rows_of(different, timetable),
        }
    return render(request, "web/planning/compare.html", context)


def rows_of(different: Changes, timetable: Timetable | None = None) -> list[dict[str, object]]:
    """Return every difference with its kind in words, in the order in which they take place."""
    kinds = (
        ("added", _("더해짐"), "success", different.added),
        ("moved", _("옮겨짐"), "info", different.moved),
        ("cancelled", _("없어짐"), "danger", different.cancelled),
    )
    rows = [
        {
            "kind": kind,
            "label": label,
            "tone": tone,
            "change": change,
            "url": meeting_url(timetable, change.request_code) if timetable else "",
        }
        for kind, label, tone, some in kinds
        for change in some
    ]
    return sorted(rows, key=lambda row: _moment(row["change"]))


def _moment(change: object) -> tuple[str, str]:
    spot = (change.after or change.before) if isinstance(change, Change) else None
    return (spot.starts_at.isoformat(), spot.table) if spot else ("", "")


def _chosen(others: list[Timetable], asked: str, timetable: Timetable) -> Timetable | None:
    """Return the one asked for; else the one it was made from, the one in force, or the newest."""
    wishes = (
        lambda one: one.serial == key_of(asked),
        lambda one: one.pk == timetable.based_on_id,
        lambda one: one.state == "published",
        lambda _one: True,
    )
    for wish in wishes:
        for one in others:
            if wish(one):
                return one
    return None


def _figures(one: Timetable, other: Timetable) -> list[dict[str, object]]:
    figures = (
        (met_label(one), one.suppliers_met, other.suppliers_met, number),
        (_("상담"), one.meeting_count, other.meeting_count, number),
        (_("희망도 합계"), one.weight, other.weight, weight),
        (_("상담 사이 빈 시간"), one.gaps, other.gaps, number),
    )
    return [
        {
            "label": label,
            "before": written(old),
            "after": written(new),
            "change": ("+" if new > old else "−") + written(abs(new - old)) if new != old else "",
        }
        for label, old, new, written in figures
    ]
