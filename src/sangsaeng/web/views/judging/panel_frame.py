"""What every page of a panel shows around its content, and for whom it opens."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from sangsaeng.judging.rules import is_standing_still, may_keep_panel
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.programs.models import Call
from sangsaeng.programs.queries.access import get_run_call_for
from sangsaeng.web.views.asking import signed_in


def kept(request: HttpRequest, slug: str) -> tuple[Person, Call]:
    """Return who is looking and the call whose panel they keep; others learn nothing of it."""
    viewer = signed_in(request)
    call = get_run_call_for(viewer, slug)
    require(may_keep_panel(viewer, call), viewer)
    return viewer, call


def frame(call: Call, title: str, here: str = "", above: str = "") -> dict[str, Any]:
    """Return what is around a page of the panel; ``here`` is the tab, ``above`` where it lies below."""
    panel = reverse("panel", args=[call.slug])
    way = [{"label": call.name, "url": reverse("call_run", args=[call.slug])}]
    if above:
        way.append({"label": _("심사위원"), "url": panel})
    return {
        "title": title,
        "call": call,
        "breadcrumbs": [*way, {"label": title, "url": ""}],
        "tabs": tabs(call, here),
        "stands_still": is_standing_still(call),
        "sample_data": call.is_sample,
    }


def tabs(call: Call, here: str) -> list[dict[str, object]]:
    """Return the panel, its conflicts, and the assignment of every stage."""
    pages = [
        ("panel", _("심사위원"), reverse("panel", args=[call.slug])),
        ("check", _("초대 전 확인"), reverse("panel_check", args=[call.slug])),
        ("conflicts", _("이해충돌"), reverse("panel_conflicts", args=[call.slug])),
    ]
    pages += [
        (
            f"stage{stage.position}",
            _("배정: %(stage)s") % {"stage": stage.name},
            reverse("panel_assignment", args=[call.slug, stage.position]),
        )
        for stage in call.stages.filter(kind="evaluation")
    ]
    return [{"label": label, "url": url, "current": key == here} for key, label, url in pages]
