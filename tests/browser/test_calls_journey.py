"""A challenge task 혁신형 도전과제, from its post to the answer to an objection."""

from datetime import timedelta

import pytest
from tests.browser.call_hands import (
    accept_and_declare,
    all_judge_all,
    answer,
    choices_become,
    close,
    company,
    decide_by_hand,
    discuss_if_needed,
    enter,
    everything_passes,
    expert,
    follow,
    hand_in,
    moment,
    operator_of_the_house,
    pass_all,
    press,
    program_of,
    rank,
    reads,
    score,
    score_the_rest,
    seat_more,
    typed,
)
from tests.browser.conftest import PHONE

from sangsaeng.kernel import clock
from sangsaeng.organizations.models import Kind
from sangsaeng.programs.models import Call, Entry

pytestmark = pytest.mark.browser


@pytest.fixture
def site(transactional_db, live_server, settings, tmp_path):  # noqa: ARG001 - the database of the server
    """A body that holds programs, and those who want to take part."""
    settings.BASE_URL = live_server.url
    operator = operator_of_the_house()
    company(operator, "예시 상생협력재단", ("officer", "김담당"), kind=Kind.PUBLIC_INSTITUTION)
    company(operator, "대양중공업", ("poster", "이과제"), size_class="large")
    company(operator, "가람센서", ("garam", "박기술"), size_class="sme")
    company(operator, "나루세정", ("naru", "오세정"), size_class="startup")
    return live_server.url, tmp_path


TASK = "대양중공업: 가동 중인 크레인 감속기의 이상을 두 주 전에 알아내기"
OTHER_TASK = "대양중공업: 도장 공정의 용제 회수율을 95%로 올리기"
PROPOSALS = {
    "garam": ("음향 방출로 감속기의 이상을 먼저 듣기", TASK, "7"),
    "naru": ("용제를 냉각 응축으로 되찾는 장치", OTHER_TASK, "5"),
}
GOOD, WEAK = (PROPOSALS[one][0] for one in ("garam", "naru"))


def test_a_challenge_task_from_its_post_to_the_answer_to_an_objection(visit):
    officer, garam, naru, judge = visit(), visit(), visit(PHONE), visit(PHONE)
    officer.sign_in("officer@example.com")
    slug = a_task_is_posted(officer)
    codes = two_firms_propose(garam, naru, slug)
    close(slug)
    documents_are_checked_and_one_supplement_asked(officer, garam, slug, codes["garam"])
    a_small_panel_judges_blind(officer, judge, slug)
    the_others_present_and_are_scored(slug)
    it_is_deliberated_and_decided(officer, slug)
    results_are_read(visit(), garam, slug, codes)
    an_objection_is_answered(officer, naru, slug, codes["naru"])


def a_task_is_posted(officer):
    slug = "challenge-2026"
    program_of(officer, "challenge_task", slug, title="2026년 혁신형 도전과제", round="2026년 1차")
    officer.keep("challenge-01-from-the-template")
    choices_become(officer, slug, "task", (TASK, OTHER_TASK))
    officer.go(f"/calls/{slug}/set-up/frame/")
    typed(
        officer, **{"texts-about": f"대양중공업이 두 과제를 냅니다.\n\n1. {TASK}\n2. {OTHER_TASK}"}
    )
    press(officer, "저장", "form:has([name=texts-about])")
    officer.look()
    officer.go(f"/calls/{slug}/set-up/settings/")
    typed(officer, places="1")
    press(officer, "저장", "main form[data-guard]")
    officer.go(f"/calls/{slug}/run/")
    press(officer, "공고하기")
    officer.look()
    officer.go(f"/calls/{slug}/")
    reads(officer, TASK, OTHER_TASK, "과제 적합성")
    officer.keep("challenge-02-task-posted")
    return slug


def two_firms_propose(garam, naru, slug):
    codes = {}
    for name, firm in (("garam", garam), ("naru", naru)):
        title, task, readiness = PROPOSALS[name]
        firm.sign_in(f"{name}@example.com")
        codes[name] = enter(
            firm,
            slug,
            title,
            {
                "task": task,
                "solution": "이미 있는 설비에 붙여 쓰며, 값을 한 달 동안 모아 기준을 정합니다.",
                "novelty": "지금은 한 해에 한 번 멈추고 봅니다. 우리는 멈추지 않습니다.",
                "readiness": readiness,
                "proof": "한 대에서 석 달, 이어서 다섯 대에서 석 달 동안 실증합니다.",
                "owns_rights": "yes",
            },
        )
        firm.keep(f"challenge-0{3 if name == 'garam' else 4}-proposal-of-{name}")
        hand_in(firm, codes[name])
    garam.keep("challenge-05-receipt")
    return codes


def documents_are_checked_and_one_supplement_asked(officer, garam, slug, code):
    officer.go(f"/calls/{slug}/run/")
    officer.keep("challenge-06-closed")
    officer.go(f"/calls/{slug}/entries/")
    follow(officer, GOOD)
    officer.page.locator("summary", has_text="보완 요청하기").click()
    typed(
        officer,
        wanted="실증할 감속기의 대수와 기준 값을 정하는 방법을 더 적어 주십시오.",
        due_at=moment(clock.now() + timedelta(days=3)),
    )
    officer.page.get_by_label("실증 계획").check()
    press(officer, "보완 요청", "form[action$='/check/supplement/']")
    officer.look()
    officer.keep("challenge-07-supplement-asked")
    garam.go(f"/entries/{code}/")
    reads(garam, "보완 요청", "보완 기한")
    answer(garam, "proof", "감속기 다섯 대에서 석 달, 정상 값은 첫 두 주의 상위 1%로 정합니다.")
    # Only what was asked for is open again.
    assert garam.page.locator("#q-solution textarea").count() == 0
    garam.keep("challenge-08-supplement-on-time")
    typed(garam, "#supplement", answer="대수와 기준을 더했습니다.")
    press(garam, "보완 제출", "#supplement")
    garam.look()
    garam.keep("challenge-09-supplement-handed-in")
    officer.go(f"/entries/{code}/check/")
    reads(officer, "보완 제출됨", "상위 1%")


def a_small_panel_judges_blind(officer, judge, slug):
    people = [expert(f"judge{number}", f"{name}위원") for number, name in enumerate("강남도", 1)]
    one_is_invited(officer, slug)
    call = Call.objects.get(slug=slug)
    own, boss = call.judges.get(), call.program.officers.get().person
    judge.sign_in("judge1@example.com")
    accept_and_declare(judge, own, "challenge-11-declaring-on-a-phone")
    seat_more(call, list(call.stages.exclude(kind="documents")), boss, people[1:])
    everything_passes(officer, slug, 1, "요건을 갖추었습니다.", "challenge-12-documents-decided")
    officer.go(f"/calls/{slug}/assignment/2/")
    press(officer, "이대로 배정")
    officer.look()
    officer.keep("challenge-13-assigned")
    one_scores_on_a_phone(judge, own.reviews.get(entry__title=GOOD))
    score_the_rest(call.stages.get(position=2), {GOOD: 9, WEAK: 5})
    officer.go(f"/calls/{slug}/ranking/2/")
    press(officer, "지금 점수로 순위 계산")
    officer.look()
    officer.keep("challenge-16-ranking")


def one_is_invited(officer, slug):
    officer.go(f"/calls/{slug}/panel/")
    typed(officer, "#name", email="judge1@example.com", name="강위원", affiliation="예시대학교")
    for box in officer.page.locator("#name [name=stages]").all():
        box.check()
    press(officer, "정하기", "#name")
    officer.look()
    press(officer, "초대")
    officer.look()
    officer.keep("challenge-10-judge-invited")
    officer.go(f"/calls/{slug}/run/")
    press(officer, "심사 시작")
    officer.look()


def one_scores_on_a_phone(judge, review):
    judge.go("/judging/")
    judge.keep("challenge-14-desk-of-a-judge")
    judge.go(f"/judging/reviews/{review.code}/")
    shown = judge.page.content()
    assert "가람센서" not in shown
    assert "박기술" not in shown
    score(judge, {"fit": 9, "novelty": 8, "feasible": 9}, "실증할 대수가 알맞습니다.")
    judge.keep("challenge-15-scoring-on-a-phone")
    judge.page.click("#submit-review")
    judge.page.wait_for_load_state()
    judge.look()


def the_others_present_and_are_scored(slug):
    """The second evaluation repeats the first, so it is held without the screens."""
    call = Call.objects.get(slug=slug)
    boss = call.program.officers.get().person
    paper, presented = (call.stages.get(position=one) for one in (2, 3))
    discuss_if_needed(paper, boss)
    pass_all(paper, boss)
    all_judge_all(presented, boss)
    score_the_rest(presented, {GOOD: 9, WEAK: 6})
    rank(presented, boss)
    discuss_if_needed(presented, boss)
    pass_all(presented, boss)


def it_is_deliberated_and_decided(officer, slug):
    officer.go(f"/calls/{slug}/minutes/")
    follow(officer, "심의록 열기", "#stage-4")
    typed(
        officer,
        held_at=moment(clock.now()),
        place="예시 상생협력재단 회의실",
        attendees="강위원, 남위원, 도위원",
        text="두 제안의 실증 계획을 견주었습니다.",
    )
    press(officer, "심의록", "main form[data-guard]")
    officer.look()
    officer.page.select_option("[name=entry]", label=GOOD)
    typed(officer, "#said", text="기준 값을 정하는 방법이 보완되어 실증할 수 있다고 보았습니다.")
    press(officer, "논의 적기", "#said")
    officer.look()
    officer.page.locator("summary", has_text="심의록 마치기").click()
    officer.keep("challenge-17-minutes")
    press(officer, "심의록 마치기", "main details")
    officer.look()
    decide_by_hand(officer, slug, 4, GOOD, ("select", "과제에 가장 맞고 실증할 수 있습니다."))
    decide_by_hand(
        officer,
        slug,
        4,
        WEAK,
        ("pass_over", "회수율의 근거가 모자랍니다."),
        "challenge-18-decided-with-reasons",
    )
    officer.go(f"/calls/{slug}/decisions/announce/")
    officer.keep("challenge-19-about-to-announce")
    press(officer, "발표")
    officer.look()


def results_are_read(somebody, garam, slug, codes):
    somebody.go(f"/calls/{slug}/results/")
    reads(somebody, GOOD, "가람센서", TASK)
    assert "나루세정" not in somebody.page.content()
    assert WEAK not in somebody.page.content()
    somebody.keep("challenge-20-results")
    garam.go(f"/entries/{codes['garam']}/")
    reads(garam, "선정되었습니다", "과제에 가장 맞고", "실증할 대수가 알맞습니다.")
    garam.keep("challenge-21-selected")


def an_objection_is_answered(officer, naru, slug, code):
    naru.go(f"/entries/{code}/")
    reads(naru, "선정되지 않았습니다", "회수율의 근거가 모자랍니다.")
    naru.keep("challenge-22-not-selected-on-a-phone")
    follow(naru, "이의신청", "#result")
    typed(naru, text="회수율의 근거는 설명 자료의 셋째 쪽에 있습니다.")
    press(naru, "이의신청", "main form[data-guard]")
    naru.look()
    officer.go(f"/calls/{slug}/decisions/objections/")
    follow(officer, WEAK)
    officer.page.check("[name=upholds][value=no]")
    typed(officer, "#answer", answer="셋째 쪽을 다시 보았으나 잰 조건이 적혀 있지 않습니다.")
    officer.keep("challenge-23-objection")
    press(officer, "답변 보내기", "#answer")
    officer.look()
    naru.go(f"/entries/{code}/objection/")
    reads(naru, "셋째 쪽을 다시 보았으나")
    naru.keep("challenge-24-objection-answered-on-a-phone")
    assert Entry.objects.get(code=code).state == "not_selected"
