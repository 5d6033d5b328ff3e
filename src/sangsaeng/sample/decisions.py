"""A sample round of last year, all the way from its entries to published results with feedback."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from functools import cache
from typing import Final

from django.contrib.auth.hashers import make_password

from sangsaeng.judging.actions.announcing import announce_results
from sangsaeng.judging.actions.assigning import assign
from sangsaeng.judging.actions.deciding import decide
from sangsaeng.judging.actions.declaring import declare
from sangsaeng.judging.actions.deliberating import (
    MinutesFacts,
    close_minutes,
    discuss,
    open_minutes,
)
from sangsaeng.judging.actions.panels import (
    JudgeFacts,
    answer_invitation,
    invite_judge,
    name_judge,
    seat_judge,
)
from sangsaeng.judging.actions.ranking import keep_ranking
from sangsaeng.judging.actions.scoring import Draft, Given, submit_review
from sangsaeng.judging.kinds import Verdict
from sangsaeng.judging.models import Judge, Review
from sangsaeng.judging.queries.declaring import organizations_of
from sangsaeng.judging.queries.plans import Wish, proposed
from sangsaeng.judging.queries.stages import across_the_cut, entries_in, gaps_in, stages_of
from sangsaeng.kernel.clock import SEOUL, day_of
from sangsaeng.kernel.house import the_house
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.models import Organization
from sangsaeng.programs.actions.calls import NewCall, write_call
from sangsaeng.programs.actions.entering import Beginning, Typed, begin_entry, save_answer
from sangsaeng.programs.actions.handing_in import hand_in
from sangsaeng.programs.actions.running import announce_call, begin_judging, look_after
from sangsaeng.programs.kinds import StageKind
from sangsaeng.programs.models import Call, Entry, Program, Stage
from sangsaeng.programs.schemes import ready_schemes
from sangsaeng.sample.people import PASSWORD, seat

SCHEME: Final = "association_award"
# How many days ago the round was announced, and after how many days it closed and was decided.
AGO, OPEN, DECIDED = 330, 30, 75
# Title, category, merit and how well the judges found it; all made up.
CASES: Final = (
    ("예시: 공동 금형으로 불량을 줄인 사례", "기술혁신", 9),
    ("예시: 시험 설비를 함께 쓴 사례", "상생협력", 8),
    ("예시: 해외 인증을 함께 받은 사례", "수출", 7),
    ("예시: 야간 교대를 없앤 사례", "일자리", 6),
    ("예시: 포장재를 줄인 사례", "상생협력", 4),
)
PLACES: Final = 3
JUDGES: Final = ("배위원", "서위원", "안위원")
_YES: Final = "예시: 두 기업이 함께 이룬 성과가 뚜렷합니다."
_NO: Final = "예시: 성과의 근거를 더 갖추어 다음 회차에 신청하시기를 권합니다."


def load_decisions(
    program: Program,
    suppliers: Sequence[Organization],
    people: Mapping[str, Person],
    *,
    at: datetime,
) -> Call:
    """Hold last year's round of a program to its end, and return it."""
    officer = people["officer"]
    began = datetime.combine(day_of(at - timedelta(days=AGO)), time(9), SEOUL)
    call = _call(program, officer, began)
    _enter(call, suppliers, began + timedelta(days=5))
    closed = began + timedelta(days=OPEN + 1)
    look_after(call, actor=the_house(), at=closed)
    call.refresh_from_db()
    begin_judging(call, actor=officer, at=closed)
    call.refresh_from_db()
    decided = began + timedelta(days=DECIDED)
    for stage in stages_of(call):
        _judge(stage, officer, decided)
    announce_results(call, actor=officer, at=decided)
    call.refresh_from_db()
    return call


def rank_what_is_in(call: Call | None, officer: Person, *, at: datetime) -> None:
    """Compute the ranking of the evaluations of a round whose reviews are all in."""
    if call is None or call.state != "judging":
        return
    for stage in stages_of(call):
        has_reviews = Review.objects.filter(stage=stage, state="submitted").exists()
        if stage.kind == StageKind.EVALUATION and has_reviews:
            despite = "예시: 나머지 평가를 기다리며 미리 계산" if gaps_in(stage) else ""
            keep_ranking(stage, despite, actor=officer, at=at)


def _call(program: Program, officer: Person, began: datetime) -> Call:
    scheme = next(one for one in ready_schemes() if one.key == SCHEME)
    closes_at = datetime.combine(day_of(began + timedelta(days=OPEN)), time(18), SEOUL)
    year = day_of(began).year
    wanted = NewCall(
        slug=f"{program.slug}-{year}-past",
        title=f"{year}년 예시 {scheme.name}",
        title_en=f"{scheme.name_en} of {year}, a sample",
        round=f"{year}년",
        about="예시로 만든 지난 회차입니다.",
        opens_at=began,
        closes_at=closes_at,
        results_at=began + timedelta(days=DECIDED),
    )
    settings = {**scheme.rules["settings"], "places": PLACES}
    rules = {**scheme.rules, "settings": settings}
    call = write_call(program, wanted, rules, actor=officer, at=began, is_sample=True)
    announce_call(call, actor=officer, at=began)
    call.refresh_from_db()
    return call


def _enter(call: Call, suppliers: Sequence[Organization], at: datetime) -> None:
    seat_of_lead = call.seats.get(key="lead")
    for number, (lead, (title, part, _worth)) in enumerate(zip(suppliers, CASES, strict=False), 1):
        person = _person(f"entrant{number}@example.com", f"예시대표{number}")
        seat(person, lead, at=at)
        beginning = Beginning(call, lead, seat_of_lead, title, is_sample=True)
        entry = begin_entry(beginning, actor=person, at=at)
        said = {
            "part": part,
            "merit": "예시로 적은 공적입니다. 실제 기업의 이야기가 아닙니다.",
            "figures": [{"metric": "불량률", "value": "1.2", "unit": "%"}],
        }
        for question in call.questions.filter(key__in=said):
            save_answer(entry, question, Typed(said[question.key]), actor=person, at=at)
        hand_in(entry, key=f"sample-{entry.code}", actor=person, at=at)


def _judge(stage: Stage, officer: Person, at: datetime) -> None:
    """Hold one stage: let all through, have it scored, or deliberate."""
    if stage.kind == StageKind.EVALUATION:
        _have_scored(stage, officer, at)
        keep_ranking(stage, actor=officer, at=at)
        _meet(stage, list(across_the_cut(stage)), officer, at)
        wishes = proposed(stage, len(CASES) - 1, _YES, _NO)
    elif stage.kind == StageKind.DELIBERATION:
        _meet(stage, list(entries_in(stage)), officer, at)
        wishes = proposed(stage, PLACES, _YES, _NO)
    else:
        codes = entries_in(stage).values_list("code", flat=True)
        wishes = dict.fromkeys(codes, Wish(Verdict.PASS, "예시: 서류가 갖추어졌습니다."))
    decide(stage, wishes, actor=officer, at=at)


def _have_scored(stage: Stage, officer: Person, at: datetime) -> None:
    judges = [
        _judge_named(stage, name, number, officer, at) for number, name in enumerate(JUDGES, 1)
    ]
    entries = list(entries_in(stage).order_by("pk"))
    pairs = [(judge, entry) for judge in judges for entry in entries]
    assign(stage, pairs, actor=officer, at=at)
    worth = {title: points for title, _part, points in CASES}
    for review in Review.objects.filter(stage=stage).select_related("entry", "judge__person"):
        submit_review(review, _draft(review, worth), actor=review.judge.person, at=at)


def _judge_named(stage: Stage, name: str, number: int, officer: Person, at: datetime) -> Judge:
    person = _person(f"past-judge{number}@example.com", name)
    facts = JudgeFacts(affiliation="예시대학교", expertise="예시")
    judge = name_judge(stage.call, person.email, name, facts, actor=officer, at=at)
    seat_judge(judge, [stage], actor=officer, at=at)
    judge = invite_judge(judge, lambda one: f"/judging/{one.code}/", actor=officer, at=at)
    judge = answer_invitation(judge, "accept", actor=person, at=at)
    shown = organizations_of(stage.call).values_list("pk", flat=True)
    declare(judge, dict.fromkeys(shown), actor=person, at=at)
    return judge


def _draft(review: Review, worth: Mapping[str, int]) -> Draft:
    """Score near what the case is worth, each judge a little differently."""
    mild = JUDGES.index(review.judge.person.name) - 1
    given = {
        one.key: Given(max(0, min(one.most, worth[review.entry.title] + mild)))
        for one in review.stage.criteria.all()
    }
    return Draft(
        seen=review.version,
        given=given,
        comment="예시: 위원회에 남기는 의견",
        shared_comment="예시: 수치의 기준 시점을 밝히면 더 설득력이 있습니다.",
    )


def _meet(stage: Stage, entries: Sequence[Entry], officer: Person, at: datetime) -> None:
    facts = MinutesFacts(
        at,
        "예시 회의실",
        ", ".join(JUDGES),
        "예시: 경계에 있는 신청의 점수 차이를 함께 살폈습니다.",
    )
    minutes = open_minutes(stage, facts, actor=officer, at=at)
    for entry in entries:
        discuss(
            minutes, entry, "예시: 근거 자료를 다시 보고 순위를 확인했습니다.", actor=officer, at=at
        )
    close_minutes(minutes, minutes.version, actor=officer, at=at)


def _person(email: str, name: str) -> Person:
    known = {"name": name, "is_sample": True, "password": _secret()}
    person, _is_new = Person.objects.get_or_create(email=email, defaults=known)
    return person


@cache
def _secret() -> str:
    """Return the sample's password as it is kept: made once, as making it is slow on purpose."""
    return make_password(PASSWORD)
