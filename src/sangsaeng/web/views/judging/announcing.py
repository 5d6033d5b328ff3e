"""Announcing the results: what is still missing, and the one press that makes them known."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sangsaeng.judging.actions.announcing import (
    announce_results,
    chosen_in,
    drop_plan,
    plan_announcement,
    require_announceable,
)
from sangsaeng.judging.models import Announcement
from sangsaeng.judging.refusals import PlacesDiffer
from sangsaeng.kernel import clock
from sangsaeng.kernel.refusals import Refusal
from sangsaeng.programs.models import Call
from sangsaeng.web.forms_deciding import AnnounceForm
from sangsaeng.web.views.asking import form_page, succeeds
from sangsaeng.web.views.judging.deciding_frame import frame, opened


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Announce now or set the moment."""
    viewer, call = opened(request, slug)
    planned = Announcement.objects.filter(call=call).select_related("set_by").first()
    data = request.POST if request.method == "POST" else None
    form = AnnounceForm(data, initial=_as_planned(planned))

    def deed() -> None:
        because = form.cleaned_data["because"]
        moment: datetime | None = form.cleaned_data["planned_for"]
        if moment is None:
            announce_results(call, because, actor=viewer, at=clock.now())
        else:
            plan_announcement(call, moment, because, actor=viewer, at=clock.now())

    if request.method == "POST" and succeeds(form, deed):
        if form.cleaned_data["planned_for"]:
            messages.success(
                request, _("발표할 때를 정했습니다. 그때 모두에게 한꺼번에 발표합니다.")
            )
            return redirect("decision_announce", slug)
        messages.success(request, _("결과를 모두에게 발표했습니다."))
        return redirect("result_page", slug)
    context = {
        **frame(call, _("결과 발표"), "decision_announce"),
        "lead": _("결과는 모든 신청에 한꺼번에 발표되고, 발표한 뒤에는 되돌릴 수 없습니다."),
        "chosen": len(chosen_in(call)),
        "planned": planned,
        "is_out": call.state in {"published", "ended"},
        "missing": _what_is_missing(call, planned),
    }
    return form_page(request, "web/deciding/announce.html", form, context)


@require_POST
def drop(request: HttpRequest, slug: str) -> HttpResponse:
    """Take back the moment that was set."""
    viewer, call = opened(request, slug)
    drop_plan(call, actor=viewer, at=clock.now())
    messages.success(request, _("정한 때를 거두었습니다. 저절로 발표되지 않습니다."))
    return redirect("decision_announce", slug)


def _as_planned(planned: Announcement | None) -> dict[str, object]:
    return {"because": planned.because} if planned else {}


def _what_is_missing(call: Call, planned: Announcement | None) -> str:
    try:
        require_announceable(call, planned.because if planned else "")
    except PlacesDiffer as differs:
        # The form asks for the reason; it holds nothing up.
        return differs.sentence
    except Refusal as refused:
        return refused.sentence
    return ""
