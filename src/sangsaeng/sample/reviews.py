"""The sample's reviews: some handed in, some half done, some not begun; one visit signed by both."""

from datetime import datetime
from typing import Final

from sangsaeng.judging.actions.scoring import Draft, Given, save_review, submit_review
from sangsaeng.judging.actions.visiting import Found, Plan, plan_visit, sign_visit, write_visit
from sangsaeng.judging.models import Review, Visit, VisitSignature
from sangsaeng.judging.papers import items_of
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.models import Membership
from sangsaeng.organizations.rules import LEADING
from sangsaeng.programs.models import Call

VISITOR: Final = ("박확인", "visitor@example.org")
# Of each four reviews: two are in, one is under way, one has not been begun.
_ROUND: Final = 4
_NOT_BEGUN, _UNDER_WAY = 3, 2


def load_reviews(call: Call, officer: Person, *, at: datetime) -> None:
    """Let the judges of the round review, and one team be visited."""
    reviews = Review.objects.filter(stage__call=call, state="assigned", judge__state="accepted")
    for number, review in enumerate(reviews.select_related("stage", "judge__person")):
        _review(review, number, at)
    stage = call.stages.filter(kind="field").first()
    for entry in call.entries.filter(state="submitted").select_related("call", "lead"):
        leads = Membership.objects.running().filter(organization=entry.lead, role__in=LEADING)
        place = leads.select_related("person").first()
        if stage is not None and place is not None:
            visitor = Person.objects.enter(VISITOR[1], VISITOR[0], is_sample=True)
            visit = plan_visit(
                stage, entry, Plan(visitor, day_of(at), "예시 공장"), actor=officer, at=at
            )
            _visit(visit, place.person, at)
            return


def _review(review: Review, number: int, at: datetime) -> None:
    """Write one review, further along for some than for others."""
    turn = number % _ROUND
    if turn == _NOT_BEGUN:
        return
    given = {}
    for place, criterion in enumerate(review.stage.criteria.all()):
        points = criterion.most * (6 + (number * 3 + place * 2) % 5) // 10
        is_open = turn == _UNDER_WAY and place > 0
        given[criterion.key] = Given(None if is_open else points)
    draft = Draft(
        review.version,
        "",
        given,
        "예시: 두 기업의 역할이 분명하고 성과를 확인할 자료가 있습니다.",
        "예시: 성과를 다른 공정으로 넓힐 계획을 더 구체적으로 적으면 좋겠습니다.",
    )
    deed = save_review if turn == _UNDER_WAY else submit_review
    deed(review, draft, actor=review.judge.person, at=at)


def _visit(visit: Visit, visited: Person, at: datetime) -> None:
    """Write down what was found, and let both sides sign it."""
    findings = tuple((key, True, "예시: 자료와 현장을 보았음") for key, _label in items_of(visit))
    found = Found(day_of(at), "예시 공장", "예시 공장장", findings, "예시: 신청서와 같습니다.")
    visit = write_visit(visit, found, actor=visit.visitor, at=at)
    for side, person in (
        (VisitSignature.Side.VISITOR, visit.visitor),
        (VisitSignature.Side.VISITED, visited),
    ):
        visit = sign_visit(visit, side, person.name, visit.sha256, actor=person, at=at)
