"""The sample's judges: six for the round that is judged, two in conflict, entries assigned."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from sangsaeng.judging.actions.assigning import apply_plan, plan_of, sign_of
from sangsaeng.judging.actions.deciding import decide
from sangsaeng.judging.actions.declaring import declare
from sangsaeng.judging.actions.panels import (
    JudgeFacts,
    SaidTie,
    answer_invitation,
    invite_judge,
    name_judge,
    seat_judge,
)
from sangsaeng.judging.conflicts.reading import in_play
from sangsaeng.judging.kinds import TieKind, Verdict
from sangsaeng.judging.models import Judge
from sangsaeng.judging.queries.declaring import organizations_of
from sangsaeng.judging.queries.plans import Wish
from sangsaeng.judging.queries.pool import read_pool
from sangsaeng.judging.queries.stages import undecided_in
from sangsaeng.kernel.house import the_house
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.actions import enter_organization, put_in_group
from sangsaeng.organizations.facts import OrganizationFacts
from sangsaeng.organizations.models import Kind, Organization
from sangsaeng.programs.actions.running import begin_judging, look_after
from sangsaeng.programs.models import Call, Entry
from sangsaeng.sample.people import PASSWORD, seat

# Name, address before the @, what they know; the first can be tried at the start.
JUDGES: Final = (
    ("오심사", "judge", "품질 관리, 세정"),
    ("강위원", "judge2", "소재, 화학"),
    ("남위원", "judge3", "기계, 금형"),
    ("도위원", "judge4", "에너지, 안전"),
    ("류위원", "judge5", "소프트웨어, 데이터"),
    ("문위원", "judge6", "유통, 판로"),
)
GROUP, SISTER = "예시그룹", "예시소재"
_MADE_UP: Final = "예시로 만든 기업집단입니다."
_PASSED: Final = Wish(Verdict.PASS, "예시: 서류와 현장에서 확인한 내용이 신청서와 같습니다.")


def load_judges(call: Call, people: Mapping[str, Person], *, at: datetime) -> None:
    """Begin judging the round, and have its first expert evaluation assigned."""
    officer = people["officer"]
    entries = list(in_play(call).order_by("pk"))
    if not entries:
        return
    _begin(call, officer, at)
    experts = _experts()
    _tie_by_group(entries, experts[1], people["operator"], at)
    judges = [
        _judge(call, one, knows, officer, at)
        for one, (_name, _address, knows) in zip(experts, JUDGES, strict=True)
    ]
    relative = _sample_partner(entries[-1:])
    for judge in judges:
        ties = {relative.pk: SaidTie(TieKind.FAMILY, "예시: 가족이 근무")} if relative else {}
        _declare(judge, ties if judge == judges[2] else {}, at)
    stage = call.stages.filter(kind="evaluation").select_related("call__program").first()
    if stage is not None:
        plan = plan_of(read_pool(stage))
        if plan.added:
            apply_plan(stage, sign_of(plan), actor=officer, at=at)


def _begin(call: Call, officer: Person, at: datetime) -> None:
    """Close what the clock has closed, begin, and let everybody through to the experts."""
    if call.state in {"announced", "open"}:
        look_after(call, actor=the_house(), at=at)
    call.refresh_from_db()
    if call.state == "closed":
        begin_judging(call, actor=officer, at=at)
        call.refresh_from_db()
    for stage in call.stages.filter(kind__in=("documents", "field")).select_related(
        "call__program"
    ):
        waiting = undecided_in(stage).values_list("code", flat=True)
        wishes = dict.fromkeys(waiting, _PASSED)
        if wishes:
            decide(stage, wishes, actor=officer, at=at)


def _experts() -> list[Person]:
    secret = make_password(PASSWORD)
    experts = []
    for name, address, _knows in JUDGES:
        email = f"{address}@example.com"
        known = {"name": name, "is_sample": True, "password": secret}
        person, _is_new = Person.objects.get_or_create(email=email, defaults=known)
        EmailAddress.objects.get_or_create(
            user=person, email=email, defaults={"verified": True, "primary": True}
        )
        experts.append(person)
    return experts


def _judge(call: Call, person: Person, knows: str, officer: Person, at: datetime) -> Judge:
    facts = JudgeFacts(affiliation="예시대학교", expertise=knows)
    judge = name_judge(call, person.email, person.name, facts, actor=officer, at=at)
    experts = call.stages.filter(kind__in=("evaluation", "deliberation"))
    seat_judge(judge, experts, actor=officer, at=at)
    judge = invite_judge(judge, lambda one: f"/judging/{one.code}/", actor=officer, at=at)
    return answer_invitation(judge, "accept", actor=person, at=at)


def _declare(judge: Judge, ties: Mapping[int, SaidTie], at: datetime) -> None:
    shown = organizations_of(judge.call).values_list("pk", flat=True)
    said = {organization: ties.get(organization) for organization in shown}
    declare(judge, said, actor=judge.person, at=at)


def _tie_by_group(entries: Sequence[Entry], expert: Person, operator: Person, at: datetime) -> None:
    """Let one expert work for a company of the same group as a partner; both are made up."""
    partner = _sample_partner(entries)
    if partner is None:
        return
    facts = OrganizationFacts(SISTER, kind=Kind.COMPANY, source="예시로 만든 기업입니다.")
    sister = enter_organization(facts, actor=operator, at=at, is_sample=True)
    seat(expert, sister, at=at)
    for one in (partner, sister):
        put_in_group(one, GROUP, _MADE_UP, actor=operator, at=at)


def _sample_partner(entries: Sequence[Entry]) -> Organization | None:
    """Return an organization of these entries that is made up; nothing is said of real ones."""
    teams = Organization.objects.filter(entries__entry__in=entries, is_sample=True)
    return teams.order_by("pk").first()
