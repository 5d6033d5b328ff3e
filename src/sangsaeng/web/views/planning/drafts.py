"""One timetable: its figures and proof, its wall chart, each participant's part, and putting it away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sangsaeng.fairs.actions.publishing import discard, note
from sangsaeng.fairs.models import Timetable
from sangsaeng.fairs.queries.timetables import fairness, wall_chart
from sangsaeng.fairs.states import TIMETABLE_STATES
from sangsaeng.kernel import clock
from sangsaeng.kernel.particles import settled
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.planning.adapting import difference_of, offer_of
from sangsaeng.web.views.planning.charts import shown
from sangsaeng.web.views.planning.exports import of_timetable
from sangsaeng.web.views.planning.figures import figures_of, proof_of, seconds
from sangsaeng.web.views.planning.frames import (
    frame,
    label_of,
    meeting_url,
    room,
    tabs,
    timetable_to_run,
    url_of,
)

NOTE_LENGTH = 200


@require_GET
def show(request: HttpRequest, slug: str, serial: int) -> HttpResponse:
    """Show what a timetable reaches, what is proved, whom it serves, and its wall chart."""
    timetable = timetable_to_run(request, slug, serial)
    served = fairness(timetable)
    requests = timetable.meeting_count + timetable.unplaced.count()
    asked = sum(one.requests > 0 for one in served.suppliers)
    context = frame_of(timetable, "plan_draft") | {
        "figures": figures_of(timetable, requests, asked),
        "proof": proof_of(timetable),
        "difference": difference_of(timetable),
        "offer": offer_of(timetable),
        "seconds": seconds(timetable.milliseconds),
        "served": served,
        "spread": _spread(served.per_supplier),
        "chart": shown(
            wall_chart(timetable), request.GET, lambda code: meeting_url(timetable, code)
        ),
    }
    return render(request, "web/planning/draft.html", context)


@require_GET
def parties(request: HttpRequest, slug: str, serial: int) -> HttpResponse:
    """Show how many meetings each participant asked for and has."""
    timetable = timetable_to_run(request, slug, serial)
    served = fairness(timetable)
    side = request.GET.get("side", "")
    listed = served.buyers if side == "buyer" else served.suppliers
    if request.GET.get("none"):
        listed = tuple(one for one in listed if not one.meetings)
    context = frame_of(timetable, "plan_parties") | {
        "served": served,
        "side": side,
        "parties": sorted(listed, key=lambda one: (one.meetings, one.name)),
    }
    return render(request, "web/planning/parties.html", context)


@require_POST
def put_away(request: HttpRequest, slug: str, serial: int) -> HttpResponse:
    """Discard a draft."""
    timetable = timetable_to_run(request, slug, serial)
    discard(timetable, actor=signed_in(request), at=clock.now())
    told = _("%(name)s을(를) 버렸습니다.") % {"name": label_of(timetable)}
    messages.success(request, settled(told))
    return redirect("plan", slug)


@require_POST
def annotate(request: HttpRequest, slug: str, serial: int) -> HttpResponse:
    """Keep a note that tells this timetable from the others."""
    timetable = timetable_to_run(request, slug, serial)
    text = request.POST.get("note", "").strip()[:NOTE_LENGTH]
    note(timetable, text, actor=signed_in(request), at=clock.now())
    return redirect(url_of(timetable))


def frame_of(timetable: Timetable, current: str) -> dict[str, object]:
    """Return what the pages about one timetable have in common."""
    fair = timetable.fair
    return frame(fair, label_of(timetable), room(fair)) | {
        "timetable": timetable,
        "tabs": tabs(timetable, current),
        "exports": of_timetable(timetable),
        "state_tone": {"published": "success", "draft": "info"}.get(timetable.state, "neutral"),
        "may_publish": TIMETABLE_STATES.allows(timetable.state, "publish"),
    }


def _spread(distribution: tuple[tuple[int, int], ...]) -> list[dict[str, object]]:
    most = max((count for _meetings, count in distribution), default=1)
    return [
        {
            "label": _("상담 %(number)s건") % {"number": meetings},
            "value": count,
            "max": most,
            "tone": "warning" if not meetings and count else "info",
        }
        for meetings, count in distribution
    ]
