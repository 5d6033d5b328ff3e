"""A review: the entry beside the rubric, saved as it is written, handed in once."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sangsaeng.judging.actions.looking import note_look
from sangsaeng.judging.actions.scoring import save_review, submit_review
from sangsaeng.judging.kinds import Glance
from sangsaeng.judging.models import Review
from sangsaeng.judging.queries.access import get_review_for
from sangsaeng.judging.queries.blind import file_for, shown_for
from sangsaeng.judging.queries.scores import others_of, own_names_in, points_of, total_of
from sangsaeng.judging.rules import is_standing_still, may_score
from sangsaeng.kernel import clock
from sangsaeng.kernel.files import open_stored
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import ChangedMeanwhile, NotFound, Refusal
from sangsaeng.kernel.tokens import new_code
from sangsaeng.web.forms_judging import ReviewForm
from sangsaeng.web.views.asking import signed_in, succeeds
from sangsaeng.web.views.disclosure.viewing import SANDBOX
from sangsaeng.web.views.judging.frame import kept_private, way

SHOWN_INLINE = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg"}


@require_GET
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Show the entry and the rubric."""
    viewer, review = _opened(request, code)
    return _page(request, viewer, review, ReviewForm(review=review, page=new_code(16)))


@require_POST
def save(request: HttpRequest, code: str) -> HttpResponse:
    """Keep what is written so far; as a fragment, tell only how that went."""
    viewer, review = _opened(request, code)
    form = ReviewForm(request.POST, review=review)
    is_fragment = "HX-Request" in request.headers

    def deed() -> Review:
        return save_review(review, form.draft, actor=viewer, at=clock.now())

    if is_fragment:
        return _saved(request, form, deed)
    if succeeds(form, deed):
        messages.success(request, _("저장했습니다. 언제든 이어서 쓸 수 있습니다."))
        return redirect("review", code)
    return _page(request, viewer, review, form)


@require_POST
def submit(request: HttpRequest, code: str) -> HttpResponse:
    """Hand the review in."""
    viewer, review = _opened(request, code)
    form = ReviewForm(request.POST, review=review)

    def deed() -> None:
        submit_review(review, form.draft, actor=viewer, at=clock.now())

    if succeeds(form, deed):
        messages.success(request, _("평가를 제출했습니다. 다른 심사위원의 의견을 볼 수 있습니다."))
        return redirect("review", code)
    return _page(request, viewer, review, form)


@require_GET
def file(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Give the clean copy of a file under its neutral name."""
    viewer, review = _opened(request, code)
    shown = file_for(review, number)
    if shown is None or shown.copy is None:
        raise NotFound
    at = clock.now()
    note_look(review.stage.call, Glance.FILE, review.entry, detail=shown.name, actor=viewer, at=at)
    kind = shown.copy.kind
    with open_stored(shown.copy) as stored:
        content = stored.read()
    response = HttpResponse(
        content, content_type=SHOWN_INLINE.get(kind, "application/octet-stream")
    )
    form = "inline" if kind in SHOWN_INLINE else "attachment"
    response["Content-Disposition"] = f'{form}; filename="{code}-{number}.{kind}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    return kept_private(response)


def _opened(request: HttpRequest, code: str) -> tuple[Person, Review]:
    viewer = signed_in(request)
    return viewer, get_review_for(viewer, code)


def _page(request: HttpRequest, viewer: Person, review: Review, form: ReviewForm) -> HttpResponse:
    call, at = review.stage.call, clock.now()
    shown, others = shown_for(review), others_of(review)
    note_look(call, Glance.ENTRY, review.entry, actor=viewer, at=at)
    if others:
        note_look(call, Glance.SCORES, review.entry, actor=viewer, at=at)
    context = {
        "title": shown.head.title or shown.head.label,
        "breadcrumbs": way(shown.head.label),
        "review": review,
        "call": call,
        "entry": shown,
        "form": form,
        "others": others,
        "points": points_of(review),
        "total": total_of(points_of(review)),
        "own_names": own_names_in(review, review.comment, review.shared_comment),
        "is_standing_still": is_standing_still(call),
        "may_score": may_score(viewer, review) and call.state == "judging",
        "sample_data": call.is_sample,
    }
    status = 422 if form.is_bound and form.errors else 200
    return kept_private(render(request, "web/judging/review.html", context, status=status))


def _saved(request: HttpRequest, form: ReviewForm, deed: Callable[[], Review]) -> HttpResponse:
    """Answer a save in passing: when, how many points are there, and whether a name slipped in."""
    fault, held = "", None
    if form.is_valid():
        try:
            held = deed()
        except ChangedMeanwhile:
            fault = _(
                "다른 창에서 이 평가를 고쳤습니다. 여기에 쓴 내용을 따로 옮겨 두고 새로고침하십시오."
            )
        except Refusal as refused:
            fault = refused.sentence
    else:
        fault = _("저장하지 못했습니다. 표시된 항목을 고쳐 주십시오.")
    points = points_of(held) if held else ()
    context = {
        "fault": fault,
        "at": clock.now(),
        "total": total_of(points),
        "missing": sum(one.points is None for one in points),
        "own_names": own_names_in(held, held.comment, held.shared_comment) if held else (),
    }
    status = 422 if fault else 200
    return kept_private(render(request, "web/judging/_saved.html", context, status=status))
