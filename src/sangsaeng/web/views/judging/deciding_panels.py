"""What deciding puts on the pages of calls and entries."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from sangsaeng.judging.models import Decision, Objection
from sangsaeng.judging.queries.results import OUT, figures_of, result_for
from sangsaeng.judging.rules import may_decide, may_object, may_read_result, may_seal
from sangsaeng.kernel.clock import day_of, now
from sangsaeng.kernel.models import Person
from sangsaeng.programs.models import Call, Entry
from sangsaeng.web.panel import Panel


def results_panel(request: HttpRequest, call: Call) -> Panel | None:  # noqa: ARG001 - a panel's form
    """Lead everybody to the results once they are out."""
    if call.state not in OUT:
        return None
    return Panel("web/deciding/_results_panel.html", {"call": call, "figures": figures_of(call)})


def deciding_panel(request: HttpRequest, call: Call) -> Panel | None:
    """Lead officers to ranking, minutes, decisions and the announcement; all of them to the seal."""
    viewer = request.user
    if not isinstance(viewer, Person) or call.state not in {"closed", "judging", *OUT}:
        return None
    routes = []
    if may_decide(viewer, call):
        routes += [
            ("ranking_overview", _("순위")),
            ("decision_minutes", _("심의록")),
            ("decision_overview", _("결정")),
            ("decision_announce", _("결과 발표")),
            ("objection_list", _("이의신청")),
        ]
    if may_seal(viewer, call):
        routes.append(("seal_page", _("사고 대응")))
    links = [(label, reverse(route, args=[call.slug])) for route, label in routes]
    return Panel("web/deciding/_run_panel.html", {"links": links}) if links else None


def result_panel(request: HttpRequest, entry: Entry) -> Panel | None:
    """Show a team its result with the reason, the judges' words, and the way to object."""
    viewer = request.user
    is_concluded = entry.state in {"selected", "not_selected"}
    if not isinstance(viewer, Person) or not is_concluded or not may_read_result(viewer, entry):
        return None
    result = result_for(viewer, entry)
    until = result.objections_until
    objection = Objection.objects.filter(entry=entry).first()
    is_open = until is not None and day_of(now()) <= until and may_object(viewer, entry)
    context = {
        "entry": entry,
        "result": result,
        "objection": objection,
        "may_object": objection is None and is_open,
    }
    return Panel("web/deciding/_team_result.html", context)


def decision_panel(request: HttpRequest, entry: Entry) -> Panel | None:
    """Show officers without a case what was decided of an entry."""
    viewer = request.user
    if not isinstance(viewer, Person) or not may_decide(viewer, entry.call):
        return None
    decided = Decision.objects.filter(entry=entry).select_related("stage")
    found = list(decided.order_by("stage__position"))
    return Panel("web/deciding/_decisions_panel.html", {"decisions": found}) if found else None
