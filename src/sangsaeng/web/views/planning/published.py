"""The published timetable: the whole of it for the fair's people, a neutral word for the others."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sangsaeng.fairs.models import Fair, Timetable
from sangsaeng.fairs.queries.access import get_fair_for, published_timetable
from sangsaeng.fairs.queries.mine import participants_in
from sangsaeng.fairs.queries.timetables import changes, wall_chart
from sangsaeng.fairs.rules import may_run, may_see_all
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.web.views.fairs.frame import tabs as fair_tabs
from sangsaeng.web.views.planning.adapting import offer_of
from sangsaeng.web.views.planning.charts import Link, shown
from sangsaeng.web.views.planning.comparing import rows_of
from sangsaeng.web.views.planning.exports import Export, of_timetable, of_version_in_force
from sangsaeng.web.views.planning.frames import frame, label_of, meeting_url


@require_GET
def timetable(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the version in force, to each as far as it concerns them."""
    fair = get_fair_for(request.user, slug)
    in_force = published_timetable(fair)
    if may_see_all(request.user, fair):
        return _whole(request, fair, in_force)
    own = participants_in(request.user, fair) if isinstance(request.user, Person) else []
    if len(own) == 1:
        return redirect("participant_timetable", fair.slug, own[0].code)
    context = frame(fair, _("시간표")) | {
        "tabs": fair_tabs(request, fair, "timetable"),
        "timetable": in_force,
        "own": own,
    }
    return render(request, "web/planning/announced.html", context)


@require_GET
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show one published version, in force or earlier."""
    fair = get_fair_for(request.user, slug)
    require(may_see_all(request.user, fair), request.user)
    found = fair.timetables.filter(number=number).first()
    if found is None:
        raise NotFound
    return _whole(request, fair, found)


def _whole(request: HttpRequest, fair: Fair, found: Timetable | None) -> HttpResponse:
    title = _("시간표 %(name)s") % {"name": label_of(found)} if found else _("시간표")
    runs = may_run(request.user, fair)
    context = frame(fair, title) | {
        "tabs": fair_tabs(request, fair, "timetable"),
        "timetable": found,
        "runs": runs,
        "offer": offer_of(found) if runs else None,
        "exports": _exports(found) if found is not None else [],
        "versions": list(fair.timetables.exclude(number=None).order_by("-number")),
    }
    if found is not None:
        earlier = fair.timetables.filter(number=(found.number or 0) - 1).first()
        context |= {
            "chart": shown(wall_chart(found), request.GET, _link(request, found)),
            "earlier": label_of(earlier) if earlier else "",
            "rows": rows_of(changes(earlier, found)) if earlier else [],
        }
    return render(request, "web/planning/timetable.html", context)


def _link(request: HttpRequest, found: Timetable) -> Link | None:
    """Lead officers from a meeting to its page; the desk has none."""
    if not may_run(request.user, found.fair):
        return None
    return lambda code: meeting_url(found, code)


def _exports(found: Timetable) -> list[Export]:
    return of_version_in_force(found.fair) if found.state == "published" else of_timetable(found)
