"""What every page of deciding shows around its content, and who may open one."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from sangsaeng.judging.queries.stages import stages_of
from sangsaeng.judging.rules import is_standing_still, may_decide
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.programs.models import Call, Stage
from sangsaeng.programs.queries.access import get_run_call_for
from sangsaeng.web.views.asking import signed_in


def opened(request: HttpRequest, slug: str) -> tuple[Person, Call]:
    """Return who is looking and the call: only its officers without a case of their own."""
    viewer = signed_in(request)
    call = get_run_call_for(viewer, slug)
    if not may_decide(viewer, call):
        raise NotFound
    return viewer, call


def stage_of(call: Call, position: int) -> Stage:
    """Return the stage at a place, or nothing."""
    found = next((one for one in stages_of(call) if one.position == position), None)
    if found is None:
        raise NotFound
    found.call = call
    return found


def frame(
    call: Call, title: str, here: str, way: tuple[str, str] | None = None
) -> dict[str, object]:
    """Return what is around a page; ``here`` is the tab it belongs to, ``way`` the page above it."""
    above = [{"label": way[0], "url": way[1]}] if way else []
    return {
        "title": title,
        "call": call,
        "breadcrumbs": [
            {"label": call.name, "url": reverse("call_run", args=[call.slug])},
            *above,
            {"label": title, "url": ""},
        ],
        "tabs": [
            {"label": label, "url": reverse(route, args=[call.slug]), "current": route == here}
            for route, label in (
                ("ranking_overview", _("순위")),
                ("decision_minutes", _("심의록")),
                ("decision_overview", _("결정")),
                ("decision_announce", _("발표")),
                ("objection_list", _("이의신청")),
                ("seal_page", _("사고 대응")),
            )
        ],
        "stands_still": is_standing_still(call),
        "sample_data": call.is_sample,
    }
