"""The officer's side of reviews: who is how far, what was written of an entry, one more look."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sangsaeng.judging.actions.looking import note_look
from sangsaeng.judging.actions.scoring import remind_judge, send_back
from sangsaeng.judging.kinds import Glance
from sangsaeng.judging.queries.access import get_judge_for
from sangsaeng.judging.queries.blind import masked_in
from sangsaeng.judging.queries.scores import (
    get_review_to_check_for,
    judges_named_in,
    points_of,
    progress_for,
    reviews_for,
    total_of,
)
from sangsaeng.judging.rules import may_keep_panel, may_see_reviews
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.programs.models import Call, Entry
from sangsaeng.web.forms_judging import SendBackForm
from sangsaeng.web.panel import Panel
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.judging.frame import kept_private


def reviews_panel(request: HttpRequest, entry: Entry) -> Panel | None:
    """Show what the judges wrote of an entry to an officer who is not of the case."""
    viewer = request.user
    if not isinstance(viewer, Person) or not may_see_reviews(viewer, entry):
        return None
    at = clock.now()
    note_look(entry.call, Glance.ENTRY, entry, actor=viewer, at=at)
    reviews = reviews_for(viewer, entry)
    if reviews:
        note_look(entry.call, Glance.SCORES, entry, actor=viewer, at=at)
    rows = [
        {
            "review": one,
            "points": points_of(one),
            "total": total_of(points_of(one)),
            "named": judges_named_in(one),
            "goes_back": one.state == "submitted" and entry.call.state == "judging",
        }
        for one in reviews
    ]
    context = {"rows": rows, "entry": entry, "masked": masked_in(entry)}
    return Panel("web/judging/_reviews.html", context)


def progress_panel(request: HttpRequest, call: Call) -> Panel | None:
    """Show how far each judge is to an officer without a case in the call."""
    viewer = request.user
    if call.state != "judging" or not may_keep_panel(viewer, call):
        return None
    return Panel("web/judging/_progress.html", {"judges": progress_for(viewer, call)})


@require_http_methods(["GET", "POST"])
def send_back_page(request: HttpRequest, code: str) -> HttpResponse:
    """Ask why a review goes back to its judge, and let it go back."""
    viewer = signed_in(request)
    review = get_review_to_check_for(viewer, code)
    form = SendBackForm(request.POST or None)

    def deed() -> None:
        send_back(review, form.cleaned_data["reason"], actor=viewer, at=clock.now())

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("평가를 돌려보냈습니다. 심사위원에게 까닭을 알립니다."))
        return redirect("review_send_back", code)
    context: dict[str, object] = {
        "title": _("다시 평가하게 하기"),
        "lead": _("점수는 그대로 두고 심사위원이 다시 고칠 수 있게 합니다."),
        "breadcrumbs": [{"label": review.stage.call.name, "url": ""}],
        "review": review,
        "goes_back": review.state == "submitted",
        "sample_data": review.stage.call.is_sample,
    }
    return kept_private(form_page(request, "web/judging/send_back.html", form, context))


@require_POST
def remind(request: HttpRequest, code: str) -> HttpResponse:
    """Remind a judge of what is not in."""
    viewer = signed_in(request)
    judge = get_judge_for(viewer, code)
    if not may_keep_panel(viewer, judge.call):
        raise NotFound
    waiting = remind_judge(judge, actor=viewer, at=clock.now())
    if waiting:
        said = _("%(name)s 위원에게 남은 평가 %(count)s건을 알렸습니다.")
        messages.success(request, said % {"name": judge.person, "count": waiting})
    else:
        messages.info(request, _("남은 평가가 없어 알리지 않았습니다."))
    return redirect("call_run", judge.call.slug)
