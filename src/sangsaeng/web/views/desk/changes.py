"""Changes of the day: what went wrong, whom a repair would move, and the press that does it."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sangsaeng.fairs.actions.the_day.foreseeing import (
    Foresight,
    Intended,
    collisions_now,
    foresee_costs,
    foresee_repair,
)
from sangsaeng.fairs.actions.the_day.repairing import repair_fair
from sangsaeng.fairs.bridge.telling import Teller, Told
from sangsaeng.fairs.models import Fair, Population, Timetable
from sangsaeng.fairs.queries.access import published_timetable
from sangsaeng.fairs.queries.the_day.troubles import troubles_of
from sangsaeng.fairs.queries.timetables import Changes, agendas_of, changes
from sangsaeng.fairs.refusals.planning import NotPublished
from sangsaeng.fairs.rules import may_repair
from sangsaeng.kernel import clock
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import ChangedMeanwhile, NotFound
from sangsaeng.web.documents import pdf
from sangsaeng.web.forms_repairing import trouble_forms
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.desk.changes_shown import by_organization, costs, records, undoings
from sangsaeng.web.views.desk.frame import desk_of, frame
from sangsaeng.web.views.exporting import attachment, export_table

MOST_TOLD = 12
PDF = "application/pdf"


@require_GET
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask what went wrong, and show what is wrong already and what was repaired."""
    fair = desk_of(request, slug)
    at = clock.now()
    context = frame(request, fair, _("당일 조정"), "desk_changes")
    if fair.state == "published" and published_timetable(fair) is not None:
        told = request.GET.getlist("d")[:MOST_TOLD]
        troubles = troubles_of(request.user, fair, at=at)
        repairs = fair.timetables.filter(origin=Timetable.Origin.REPAIRED, number__isnull=False)
        context |= {
            "can_repair": True,
            "forms": trouble_forms(fair, told, at),
            "undoings": undoings(fair, troubles),
            "collisions": collisions_now(fair, at=at),
            "repairs": repairs.select_related("published_by").order_by("-number")[:20],
            "preview": reverse("desk_changes_preview", args=[fair.slug]),
        }
    return render(request, "web/desk/changes.html", context)


@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """Show whom the repair would move; on the press, do what was shown."""
    fair = desk_of(request, slug)
    require(may_repair(request.user, fair), request.user)
    asked = request.POST if request.method == "POST" else request.GET
    if request.method == "GET" and asked.get("subject"):
        return redirect(f"{request.path}?{_with_one_more(request)}")
    told = asked.getlist("d")[:MOST_TOLD]
    teller = Teller(fair, clock.now())
    intended = Intended(
        tuple(teller.disturbance(_told(one)) for one in told),
        fills=asked.get("fills", "1") == "1",
        resolves=asked.get("resolves") == "1",
    )
    if request.method == "POST":
        before = published_timetable(fair)
        try:
            version = repair_fair(
                fair,
                intended,
                asked.get("stamp", ""),
                actor=signed_in(request),
                at=clock.now(),
            )
        except ChangedMeanwhile:
            return _foreseen(request, fair, told, intended, outdated=True)
        if version == before:
            messages.success(request, _("저장했습니다. 자리가 바뀌는 상담은 없습니다."))
            return redirect("desk_changes", fair.slug)
        messages.success(request, _("조정했습니다. 바뀐 기업에만 알립니다."))
        return redirect("desk_changes_made", fair.slug, version.number)
    return _foreseen(request, fair, told, intended)


@require_GET
def made(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show what a version changed, by organization, and lead to what has to be printed."""
    fair = desk_of(request, slug)
    version = _version(fair, number)
    done = _changes(version)
    title = _("%(number)s판에서 바뀐 것") % {"number": version.number}
    context = frame(request, fair, title, "desk_changes") | {
        "version": version,
        "changes": done,
        "organizations": by_organization(done, {}),
    }
    return render(request, "web/desk/changes_made.html", context)


@require_GET
def made_export(request: HttpRequest, slug: str, number: int, form: str) -> HttpResponse:
    """Give what a version changed as a file."""
    fair = desk_of(request, slug)
    headings, rows = records(_changes(_version(fair, number)))
    return export_table(headings, rows, form, "changes")


@require_GET
def made_sheets(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Give the timetables of everybody whom a version changed, each on its own page."""
    fair = desk_of(request, slug)
    version = _version(fair, number)
    concerned = fair.participants.filter(code__in=_changes(version).participants).select_related(
        "organization"
    )
    people = list(concerned.order_by("side", "organization__name"))
    if not people:
        raise NotFound
    content = pdf.agendas_pdf(version, agendas_of(version, people))
    return attachment(content, PDF, f"{fair.slug} {number} changed.pdf")


def _foreseen(
    request: HttpRequest,
    fair: Fair,
    told: list[str],
    intended: Intended,
    *,
    outdated: bool = False,
) -> HttpResponse:
    at = clock.now()
    foreseen = foresee_repair(fair, intended, at=at)
    alone = foresee_costs(fair, foreseen.intended, at=at)
    context = frame(request, fair, _("바뀌는 것 미리 보기"), "desk_changes") | {
        "foreseen": foreseen,
        "outdated": outdated,
        "told": told,
        "costs": costs(fair, alone, told),
        "organizations": by_organization(foreseen.changes, foreseen.reasons),
        "fills": "1" if intended.fills else "0",
        "resolves": "1" if intended.resolves else "0",
        "one_population": fair.population == Population.ONE,
        "more": f"{reverse('desk_changes', args=[fair.slug])}?{_query(told)}",
        **_other_ways(request, told, intended, foreseen),
    }
    status = 409 if outdated else 200
    return render(request, "web/desk/changes_preview.html", context, status=status)


def _other_ways(
    request: HttpRequest, told: list[str], intended: Intended, foreseen: Foresight
) -> dict[str, Any]:
    """Return the addresses of the same preview with the other choice."""
    fills, resolves = int(intended.fills), int(intended.resolves)
    return {
        "other_fills": f"{request.path}?{_query(told, fills=1 - fills, resolves=resolves)}",
        "other_resolves": f"{request.path}?{_query(told, fills=fills, resolves=1 - resolves)}",
        "may_resolve": bool(foreseen.collisions) or intended.resolves,
    }


def _with_one_more(request: HttpRequest) -> str:
    """Return the query with what a form says joined to what was told before."""
    said = request.GET
    one = f"{said.get('kind', '')}:{said['subject']}:{said.get('number', '0')}"
    return _query([*said.getlist("d"), one][:MOST_TOLD])


def _query(told: list[str], **choices: int) -> str:
    return urlencode({"d": told, **choices}, doseq=True)


def _told(text: str) -> Told:
    """Read what is told in one word: kind, subject and number with colons in between."""
    kind, _colon, rest = text.partition(":")
    subject, _colon, number = rest.rpartition(":")
    return Told(kind, subject, int(number) if number.isdecimal() and len(number) < 6 else -1)  # noqa: PLR2004 - digits of a slot or of minutes


def _version(fair: Fair, number: int) -> Timetable:
    version = fair.timetables.filter(number=number).select_related("based_on").first()
    if version is None:
        raise NotFound
    return version


def _changes(version: Timetable) -> Changes:
    """Return what the version changed against the one before it."""
    earlier = version.fair.timetables.filter(number=(version.number or 1) - 1).first()
    if earlier is None:
        raise NotPublished
    return changes(earlier, version)
