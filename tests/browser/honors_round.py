"""A round of Win-Win Honors for the browser: who is there, and what would be endless repetition on screens."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import typst
from tests.browser.call_hands import account
from tests.factories import MOMENT, make_member, make_operator, make_person

from sangsaeng.judging.actions.declaring import declare
from sangsaeng.judging.actions.panels import answer_invitation
from sangsaeng.judging.actions.scoring import Draft, Given, submit_review
from sangsaeng.judging.models import Judge, Review
from sangsaeng.judging.queries.declaring import organizations_of
from sangsaeng.kernel import clock
from sangsaeng.organizations.actions import enter_organization, put_in_group
from sangsaeng.organizations.facts import OrganizationFacts
from sangsaeng.organizations.models import Kind, Role, SizeClass
from sangsaeng.programs.actions.attaching import Upload, add_file
from sangsaeng.programs.actions.entering import Beginning, Typed, begin_entry, save_answer
from sangsaeng.programs.actions.handing_in import hand_in
from sangsaeng.programs.actions.team import answer_partner, ask_partner
from sangsaeng.programs.models import Call, Entry
from sangsaeng.programs.teams import members_of, names_of

SLUG = "honors-2026-2"
HOST, WATER, DASOM = "상생협력재단", "한빛수자원공사", "다솜정밀"
LARGE, SMALL, SISTER = "누리전자", "가온소재", "누리시스템"
ASSOCIATION = "부품산업협회"
OTHERS = (("하늘조선", "바다기공"), ("도담화학", "새솔분석"))
# Who entered, and so what no judge may read anywhere.
ENTRANTS = (WATER, DASOM, LARGE, SMALL, *OTHERS[0], *OTHERS[1])
TITLES = {
    WATER: "정수장 밸브의 새는 곳을 함께 찾은 센서",
    LARGE: "촉매 재생 공정을 함께 고친 3년",
    "하늘조선": "용접 흄을 줄인 공동 개선",
    "도담화학": "시험 장비를 함께 쓴 분석실",
}
JUDGES = (
    ("강위원", "judge1@example.com", "품질 관리"),
    ("남위원", "judge2@example.com", "소재"),
    ("도위원", "judge3@example.com", "기계"),
    ("류위원", "judge4@example.com", "에너지"),
    ("문위원", "judge5@example.com", "안전"),
    ("배위원", "judge6@example.com", "유통"),
)
IN_THE_GROUP, PHONE_JUDGE = JUDGES[0], JUDGES[1]
# What each entry is worth to everybody; how a judge differs is added to it.
WORTH = {WATER: 9, LARGE: 7, "하늘조선": 7, "도담화학": 4}
# Two entries come so close that chance may have put one before the other, whoever judges which:
# by judge, how much kinder or harder they are on the one in everything, and in its results.
WAVERS = {LARGE: ((0, 0), (1, 0), (-1, 1), (1, 1), (-1, 0), (0, 0))}
SHARED = "성과를 잰 기간이 짧습니다. 한 해의 값을 더해 다시 신청해 주십시오."


def enter_the_cast():
    """Enter the host, the teams, the association, the judges, and the group that ties one of them."""
    operator = make_operator(name="한운영")
    there = {}

    def organization(name, kind, size="", email="", person=""):
        facts = OrganizationFacts(name, kind=kind, size_class=size)
        there[name] = enter_organization(facts, actor=operator, at=MOMENT)
        if email:
            account(email, make_member(there[name], Role.OWNER, name=person))

    company = Kind.COMPANY
    organization(HOST, Kind.PUBLIC_INSTITUTION, "", "officer@example.com", "서담당")
    organization(WATER, Kind.PUBLIC_INSTITUTION, "", "water@example.com", "윤상생")
    organization(DASOM, company, SizeClass.SME, "dasom@example.com", "박다솜")
    organization(ASSOCIATION, Kind.ASSOCIATION, "", "association@example.com", "최협회")
    organization(LARGE, company, SizeClass.LARGE, "nuri@example.com", "정누리")
    organization(SMALL, company, SizeClass.SME, "gaon@example.com", "임가온")
    organization(SISTER, company, SizeClass.LARGE)
    for number, (large, small) in enumerate(OTHERS):
        organization(large, company, SizeClass.MIDSIZE, f"large{number}@example.com", f"큰{number}")
        organization(small, company, SizeClass.SME, f"small{number}@example.com", f"작은{number}")
    for name in (LARGE, SISTER):
        put_in_group(there[name], "누리그룹", "공시", actor=operator, at=MOMENT)
    for name, email, _expertise in JUDGES:
        account(email, make_person(name=name))
    return SimpleNamespace(organizations=there, operator=operator)


def evidence(author):
    """A page of evidence that names its author, in its text and in its properties."""
    source = f'#set document(author: "{author}")\n{author} 성적서: 누설 0.3 kg/h'
    return typst.compile({"main": source.encode()}, format="pdf")


def case_of(lead, partner):
    """Answers for a whole entry, by the keys of the template's questions."""
    return {
        "relation": "거래하는 협력사",
        "began_on": "2025-01-06",
        "is_running": "yes",
        "problem": f"{partner}에서 새는 곳을 찾는 데 열두 시간이 걸렸습니다.",
        "difficulty": "가동을 멈추지 않고 재야 했습니다.",
        "contributions": [
            {"side": lead, "did": "시험할 곳을 내주고 비용을 댐", "spent": "120,000,000"},
            {"side": partner, "did": "센서를 만들고 시험함", "spent": "30,000,000"},
        ],
        "continued": "yes",
        "unit": f"{lead} 상생협력팀",
        "outcomes": [
            {"side": lead, "metric": "점검 시간", "before": "12", "after": "1", "unit": "시간"},
            {"side": partner, "metric": "매출", "before": "20", "after": "34", "unit": "억원"},
        ],
        "continuity": "다른 사업장으로 넓히고, 도면을 표준으로 냅니다.",
        "law_checked": "yes",
        "contact": "상생협력팀 02-555-0199",
    }


def enter_by_actions(call, there, large, small):
    """A whole entry of two, through the same actions as the pages."""
    at = clock.now()
    lead, partner = there[large], there[small]
    actor, other = (one.memberships.get().person for one in (lead, partner))
    seats = {seat.key: seat for seat in call.seats.all()}
    entry = begin_entry(Beginning(call, lead, seats["demand"], TITLES[large]), actor=actor, at=at)
    asked = ask_partner(entry, partner, seats["supply"], actor=actor, at=at)
    answer_partner(asked, joins=True, actor=other, at=at)
    answers = case_of(large, small)
    keys = {name: key for key, name in names_of(members_of(entry)).items()}
    for row in (*answers["contributions"], *answers["outcomes"]):
        row["side"] = keys[row["side"]]
    for question in call.questions.all():
        if question.form == "file":
            upload = Upload("evidence.pdf", evidence(large))
            add_file(entry, question, upload, actor=actor, at=at)
        elif question.key in answers:
            save_answer(entry, question, Typed(answers[question.key]), actor=actor, at=at)
    hand_in(Entry.objects.get(pk=entry.pk), key=f"key-{large}", actor=actor, at=at)


def answer_by_actions(call, emails):
    """Judges accept, and declare that nothing ties them to anybody."""
    at = clock.now()
    for email in emails:
        judge = Judge.objects.get(call=call, person__email=email)
        judge = answer_invitation(judge, "accept", actor=judge.person, at=at)
        said = dict.fromkeys(organizations_of(call).values_list("pk", flat=True))
        declare(judge, said, actor=judge.person, at=at)


def score_by_actions(call):
    """Everybody else scores what they were assigned, each a little kinder or harder."""
    at = clock.now()
    places = {email: number for number, (_name, email, _knows) in enumerate(JUDGES)}
    waiting = Review.objects.filter(stage__call=call, state__in=("assigned", "begun"))
    for review in waiting.select_related("entry__lead", "judge__person", "stage"):
        lead = review.entry.lead.name
        by_judge = WAVERS.get(lead, ((0, 0),) * len(JUDGES))
        kinder, convinced = by_judge[places[review.judge.person.email]]
        given = {
            one.key: Given(
                WORTH[lead] + kinder + (convinced if one.key == "result" else 0),
                "근거를 읽었습니다.",
            )
            for one in review.stage.criteria.all()
        }
        shared = SHARED if lead == "하늘조선" else ""
        draft = Draft(review.version, "", given, "위원회에 남깁니다.", shared)
        submit_review(review, draft, actor=review.judge.person, at=at)


def window():
    """From an hour ago for three days, as the forms take it."""
    now = clock.now().astimezone(clock.SEOUL)
    return [
        f"{moment:%Y-%m-%dT%H:%M}" for moment in (now - timedelta(hours=1), now + timedelta(days=3))
    ]


def call_of(slug):
    """The call as it stands."""
    return Call.objects.get(slug=slug)


def after_the_window(call) -> datetime:
    """A moment at which the call takes no more entries."""
    return call.closes_at + timedelta(minutes=1)
