"""Recommending: somebody names a cooperation; the organization itself enters, or declines."""

from dataclasses import dataclass
from datetime import datetime

from sangsaeng.kernel.actions import action, change, record, record_each
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import SignInNeeded
from sangsaeng.organizations.models import Kind, Membership, Organization
from sangsaeng.programs.actions.entering import Beginning, read_line, start
from sangsaeng.programs.events import RecommendationAnswered, RecommendationSent
from sangsaeng.programs.forms import read
from sangsaeng.programs.kinds import QuestionForm, RecommenderKind
from sangsaeng.programs.models import Call, CallSeat, Entry, Question, Recommendation
from sangsaeng.programs.queries.window import is_taking
from sangsaeng.programs.refusals import (
    CallNotOpen,
    MayNotRecommend,
    OwnRecommendation,
    ReasonMissing,
    RecommendedAlready,
)
from sangsaeng.programs.rules import may_answer_recommendation, may_recommend_for
from sangsaeng.programs.states import RECOMMENDATION_STATES


@dataclass(frozen=True)
class Recommended:
    """Who is recommended for what, in whose name; a citizen speaks in their own."""

    organization: Organization
    title: str
    reason: str
    recommender: Organization | None = None
    is_sample: bool = False

    @property
    def kind(self) -> RecommenderKind:
        """As what the recommender speaks."""
        if self.recommender is None:
            return RecommenderKind.CITIZEN
        is_association = self.recommender.kind == Kind.ASSOCIATION
        return RecommenderKind.ASSOCIATION if is_association else RecommenderKind.COMPANY


@action
def recommend(
    call: Call, recommended: Recommended, *, actor: Person, at: datetime
) -> Recommendation:
    """Send a recommendation to the organization it names, and to the call's officers."""
    if recommended.recommender is not None:
        require(may_recommend_for(actor, recommended.recommender), actor)
    if not actor.is_active:
        raise SignInNeeded
    if not is_taking(call, at):
        raise CallNotOpen
    _require_welcome(call, recommended, actor)
    title, reason = read_line(recommended.title), _long(recommended.reason)
    if not title or not reason:
        raise ReasonMissing
    sent, is_new = Recommendation.objects.get_or_create(
        call=call,
        recommended_by=actor,
        organization=recommended.organization,
        title=title[:160],
        defaults={
            "kind": recommended.kind,
            "recommender": recommended.recommender,
            "reason": reason[:2000],
            "sent_at": at,
            "is_sample": recommended.is_sample,
        },
    )
    if not is_new:
        raise RecommendedAlready
    record(sent, call=call, organization=recommended.organization)
    announce(RecommendationSent(sent, actor, at))
    return sent


@action
def take_up(
    recommendation: Recommendation, seat: CallSeat, *, actor: Person, at: datetime
) -> Entry:
    """Begin the recommended entry; the organization writes and hands it in itself."""
    there = _answerable(recommendation, actor)
    state = RECOMMENDATION_STATES.after(there.state, "take_up")
    beginning = Beginning(
        there.call, there.organization, seat, title=there.title, is_sample=there.is_sample
    )
    entry = start(beginning, actor, at)
    change(there, state=state, entry=entry, answered_at=at)
    recommendation.refresh_from_db()
    announce(RecommendationAnswered(there, actor, at))
    return entry


@action
def decline_recommendation(recommendation: Recommendation, *, actor: Person, at: datetime) -> None:
    """Say that the organization does not enter."""
    there = _answerable(recommendation, actor)
    change(there, state=RECOMMENDATION_STATES.after(there.state, "decline"), answered_at=at)
    recommendation.refresh_from_db()
    announce(RecommendationAnswered(there, actor, at))


@action
def lapse_recommendations(call: Call, *, actor: Person, at: datetime) -> None:
    """End the recommendations nobody answered before the call closed."""
    waiting = list(call.recommendations.filter(state="sent"))
    record(call, lapsed=len(waiting))
    for one in waiting:
        one.state = RECOMMENDATION_STATES.after(one.state, "lapse")
        one.answered_at = at
    Recommendation.objects.bulk_update(waiting, ["state", "answered_at"])
    record_each((one, {"state": "sent"}, {"state": one.state}) for one in waiting)


def _require_welcome(call: Call, recommended: Recommended, actor: Person) -> None:
    if recommended.kind not in call.recommenders:
        raise MayNotRecommend
    own = Membership.objects.organizations_of(actor)
    if recommended.organization.pk in own:
        raise OwnRecommendation


def _answerable(recommendation: Recommendation, actor: Person) -> Recommendation:
    require(may_answer_recommendation(actor, recommendation), actor)
    rows = Recommendation.objects.select_for_update(of=("self",))
    return rows.select_related("call", "organization").get(pk=recommendation.pk)


def _long(text: str) -> str:
    return read(Question(form=QuestionForm.TEXT), text) or ""
