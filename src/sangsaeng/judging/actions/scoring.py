"""Scoring: a judge's points and comments, saved as they are written, and handed in once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from sangsaeng.judging.events import ReviewsAwaited, ReviewSentBack
from sangsaeng.judging.models import Judge, Review, Score
from sangsaeng.judging.refusals import NotBeingJudged, ReviewIsIn, StandsStill
from sangsaeng.judging.rules import (
    is_standing_still,
    may_keep_panel,
    may_read_as_judge,
    may_see_reviews,
)
from sangsaeng.judging.states import REVIEW_STATES
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import ChangedMeanwhile, Invalid, NotFound
from sangsaeng.programs.models import Criterion

JUDGED = frozenset({"submitted", "supplementing"})


@dataclass(frozen=True)
class Given:
    """What a judge gives for one criterion."""

    points: int | None = None
    comment: str = ""


@dataclass(frozen=True)
class Draft:
    """A review as it stands on the judge's page, which page, and of which version it was made."""

    seen: int
    page: str = ""
    given: Mapping[str, Given] = field(default_factory=dict)
    comment: str = ""
    shared_comment: str = ""


@action
def save_review(review: Review, draft: Draft, *, actor: Person, at: datetime) -> Review:
    """Keep what the judge has so far; points may still be missing.

    The last save of a page may be overtaken by the same page's handing in: it finds all kept.
    """
    held = _read_by(actor, review)
    if held.state == "submitted" and _is_own_page(draft, held):
        record(held, unchanged=True)
        return held
    _require_open(held)
    _keep(held, draft, at)
    return held


@action
def submit_review(review: Review, draft: Draft, *, actor: Person, at: datetime) -> Review:
    """Hand the review in, if every criterion has its points."""
    held = _read_by(actor, review)
    _require_open(held)
    _keep(held, draft, at)
    scored = set(held.scores.values_list("criterion", flat=True))
    missing = [one for one in held.stage.criteria.all() if one.pk not in scored]
    if missing:
        said = _("점수를 골라 주십시오. 모든 항목에 점수가 있어야 제출할 수 있습니다.")
        raise Invalid({points_field(one): said for one in missing})
    change(held, state=REVIEW_STATES.after(held.state, "submit"), submitted_at=at, remark="")
    return held


@action
def send_back(review: Review, reason: str, *, actor: Person, at: datetime) -> Review:
    """Let a judge go over a submitted review once more, for a reason told to the judge."""
    require(may_see_reviews(actor, review.entry), actor)
    held = _locked(review)
    _require_running(held)
    if not reason.strip():
        raise Invalid({"reason": _("무엇을 다시 보아야 하는지 적어 주십시오.")})
    following = REVIEW_STATES.after(held.state, "send_back")
    change(
        held,
        state=following,
        submitted_at=None,
        remark=reason.strip(),
        version=held.version + 1,
        page="",
    )
    announce(ReviewSentBack(held, held.remark, actor, at))
    return held


@action
def remind_judge(judge: Judge, *, actor: Person, at: datetime) -> int:
    """Remind a judge of the reviews that are not in; tell how many there are."""
    require(may_keep_panel(actor, judge.call), actor)
    if is_standing_still(judge.call):
        raise StandsStill
    waiting = judge.reviews.filter(state__in=("assigned", "begun")).count()
    record(judge, reminded_of=waiting)
    if waiting:
        announce(ReviewsAwaited(judge, waiting, actor, at))
    return waiting


def points_field(criterion: Criterion) -> str:
    """Return the name under which the points of a criterion travel in a form."""
    return f"points-{criterion.key}"


def _read_by(actor: Person, review: Review) -> Review:
    """Return the review, locked, if it is the actor's to read."""
    held = _locked(review)
    if not may_read_as_judge(actor, held):
        raise NotFound
    return held


def _require_open(held: Review) -> None:
    """Refuse with the reason if the review cannot be written now."""
    if held.state == "submitted":
        raise ReviewIsIn
    _require_running(held)


def _is_own_page(draft: Draft, held: Review) -> bool:
    """Tell whether the page that saves is the one that saved last."""
    return bool(draft.page) and draft.page == held.page


def _locked(review: Review) -> Review:
    rows = Review.objects.select_for_update(of=("self",))
    return rows.select_related("stage__call", "entry__call", "judge").get(pk=review.pk)


def _require_running(review: Review) -> None:
    if is_standing_still(review.stage.call):
        raise StandsStill
    if review.stage.call.state != "judging" or review.entry.state not in JUDGED:
        raise NotBeingJudged


def _keep(held: Review, draft: Draft, at: datetime) -> None:
    """Write points and comments; whoever has not seen the latest version loses nothing of it.

    The trail says that the review was written, never what: others read the trail than reviews.
    """
    if draft.seen != held.version and not _is_own_page(draft, held):
        raise ChangedMeanwhile
    held.unscored = {}
    for criterion in held.stage.criteria.all():
        given = draft.given.get(criterion.key, Given())
        if given.points is None:
            _leave_open(held, criterion, given)
        else:
            _score(held, criterion, given.points, given.comment.strip(), at)
    if held.state == "assigned":
        held.state = REVIEW_STATES.after(held.state, "begin")
    held.comment, held.shared_comment = draft.comment.strip(), draft.shared_comment.strip()
    held.version, held.page = held.version + 1, draft.page
    held.save(update_fields=["state", "comment", "shared_comment", "unscored", "version", "page"])
    record(held, state=held.state, version=held.version)


def _leave_open(held: Review, criterion: Criterion, given: Given) -> None:
    held.scores.filter(criterion=criterion).delete()
    if given.comment.strip():
        held.unscored[criterion.key] = given.comment.strip()


def _score(held: Review, criterion: Criterion, points: int, comment: str, at: datetime) -> None:
    if not 0 <= points <= criterion.most:
        said = _("0점부터 %(most)s점까지 고를 수 있습니다.") % {"most": criterion.most}
        raise Invalid({points_field(criterion): said})
    same = held.scores.filter(criterion=criterion, points=points, comment=comment)
    if not same.exists():
        Score.objects.update_or_create(
            review=held,
            criterion=criterion,
            defaults={"points": points, "comment": comment, "saved_at": at},
        )
