"""Patents that are given away: from the list to the license an authority asks about."""

import pytest
from tests.browser.call_hands import (
    all_judge_all,
    answer,
    choices_become,
    close,
    company,
    day,
    discuss_if_needed,
    enter,
    everything_passes,
    expert,
    follow,
    hand_in,
    operator_of_the_house,
    press,
    program_of,
    reads,
    score_the_rest,
    seat_more,
    typed,
)
from tests.browser.conftest import PHONE

from sangsaeng.organizations.models import Kind
from sangsaeng.programs.models import Call, Entry

pytestmark = pytest.mark.browser


@pytest.fixture
def site(transactional_db, live_server, settings, tmp_path):  # noqa: ARG001 - the database of the server
    """A research institute that holds patents, three firms, and a ministry that asks."""
    settings.BASE_URL = live_server.url
    boss = operator_of_the_house()
    institute, ministry = Kind.PUBLIC_INSTITUTION, Kind.MINISTRY
    company(boss, "예시 정밀연구원", ("holder", "한특허"), kind=institute)
    company(boss, "가람센서", ("garam", "박기술"), size_class="sme", business_number=NUMBER)
    company(boss, "나루세정", ("naru", "오세정"), size_class="startup")
    company(boss, "다솜포장", ("dasom", "서포장"), size_class="micro")
    company(boss, "예시 특허부", ("ministry", "조확인"), kind=ministry)
    return live_server.url, tmp_path


PATENTS = (
    "특허 제10-0000001호: 세정액을 되쓰는 장치",
    "특허 제10-0000002호: 저전력 센서 회로",
    "특허 제10-0000003호: 포장재 두께를 줄이는 방법",
)
WANTED = {
    "garam": ("저전력 센서 회로로 배관 진단기 만들기", PATENTS[1]),
    "naru": ("세정액을 되쓰는 작은 세정기 만들기", PATENTS[0]),
    "dasom": ("얇은 포장재로 원가 줄이기", PATENTS[2]),
}
NUMBER = "124-81-00998"


def test_patents_are_given_away_and_the_license_is_answered_to_an_authority(visit):
    holder, garam, naru, dasom = visit(), visit(PHONE), visit(), visit()
    operator, authority = visit(), visit()
    operator.sign_in("operator@example.com")
    holder.sign_in("holder@example.com")
    slug = a_list_is_opened(holder)
    codes = firms_apply(garam, naru, dasom, slug)
    one_is_withdrawn_and_reopened(garam, codes["garam"])
    close(slug)
    one_is_screened_out(holder, slug, codes["dasom"])
    plans_are_scored_and_decided(holder, slug)
    results_are_announced_and_the_licenses_given(holder, visit(PHONE), slug)
    the_benefit_is_held(garam)
    an_authority_asks(operator, authority, garam)


def a_list_is_opened(holder):
    slug = "patents-2026"
    program_of(holder, "patent_transfer", slug, title="2026년 무료 특허 이전", round="2026년 1차")
    choices_become(holder, slug, "patent", PATENTS)
    holder.go(f"/calls/{slug}/set-up/settings/")
    typed(holder, places="2")
    press(holder, "저장", "main form[data-guard]")
    holder.go(f"/calls/{slug}/set-up/preview/")
    reads(holder, "받으려는 특허", "특허의 무료 이전")
    holder.keep("patents-01-preview")
    holder.go(f"/calls/{slug}/run/")
    press(holder, "공고하기")
    holder.look()
    holder.go(f"/calls/{slug}/")
    reads(holder, *PATENTS)
    holder.keep("patents-02-list-opened")
    return slug


def firms_apply(garam, naru, dasom, slug):
    codes = {}
    for name, firm in (("garam", garam), ("naru", naru), ("dasom", dasom)):
        title, patent = WANTED[name]
        firm.sign_in(f"{name}@example.com")
        codes[name] = enter(
            firm,
            slug,
            title,
            {
                "patent": patent,
                "use": "지금 만드는 제품에 넣어 이듬해 상반기에 팝니다.",
                "ability": "생산 설비와 인증을 갖추었습니다.",
                "sales": "300000000",
                "pays_upkeep": "yes",
                "contact": "02-000-0000",
            },
        )
        if name == "garam":
            firm.keep("patents-03-applying-on-a-phone")
        hand_in(firm, codes[name])
    return codes


def one_is_withdrawn_and_reopened(garam, code):
    garam.page.locator("summary", has_text="신청 철회").click()
    typed(garam, "#withdraw", reason="다른 특허도 살펴보려 합니다.")
    press(garam, "철회하기", "#withdraw")
    garam.look()
    reads(garam, "철회")
    garam.keep("patents-04-withdrawn-on-a-phone")
    press(garam, "다시 작성하기", "#again")
    garam.look()
    answer(garam, "ability", "생산 설비와 인증을 갖추었고 살 곳 두 곳과 이야기하고 있습니다.")
    hand_in(garam, code)
    garam.keep("patents-05-handed-in-again")
    assert Entry.objects.get(code=code).submissions.count() == 2


def one_is_screened_out(holder, slug, code):
    holder.go(f"/calls/{slug}/entries/")
    holder.keep("patents-06-entries")
    for name in ("garam", "naru"):
        holder.go(f"/calls/{slug}/entries/")
        follow(holder, WANTED[name][0])
        press(holder, "서류에 문제가 없음")
        holder.look()
    holder.go(f"/entries/{code}/check/")
    holder.page.locator("summary", has_text="대상에서 제외하기").click()
    typed(holder, "form[action$='/screen-out/']", reason="같은 특허의 실시권을 이미 갖고 있습니다.")
    holder.keep("patents-07-screening")
    press(holder, "제외", "form[action$='/screen-out/']")
    holder.look()
    reads(holder, "대상 아님")


def plans_are_scored_and_decided(holder, slug):
    holder.go(f"/calls/{slug}/run/")
    press(holder, "심사 시작")
    holder.look()
    call = Call.objects.get(slug=slug)
    boss, plan = call.program.officers.get().person, call.stages.get(position=2)
    people = [expert(f"patent{number}", f"{name}위원") for number, name in enumerate("류문배", 1)]
    seat_more(call, [plan], boss, people)
    everything_passes(holder, slug, 1, "요건을 갖추었습니다.", "patents-08-documents-decided")
    all_judge_all(plan, boss)
    score_the_rest(plan, {WANTED["garam"][0]: 9, WANTED["naru"][0]: 7})
    holder.go(f"/calls/{slug}/ranking/2/")
    press(holder, "지금 점수로 순위 계산")
    holder.look()
    holder.keep("patents-09-ranking")
    discuss_if_needed(plan, boss)
    holder.go(f"/calls/{slug}/decisions/2/")
    holder.page.locator("summary", has_text="순위에서 고르기").click()
    typed(
        holder,
        "#propose",
        most="2",
        yes="쓸 곳과 계획이 뚜렷합니다.",
        no="계획을 더 다듬어 다음에 신청하시기를 권합니다.",
    )
    press(holder, "어떻게 되는지 보기", "#propose")
    holder.look()
    holder.keep("patents-10-dry-run")
    press(holder, "이대로 결정")
    holder.look()


def results_are_announced_and_the_licenses_given(holder, somebody, slug):
    holder.go(f"/calls/{slug}/decisions/announce/")
    press(holder, "발표")
    holder.look()
    somebody.go(f"/calls/{slug}/results/")
    reads(somebody, "가람센서", "나루세정", PATENTS[1])
    assert "다솜포장" not in somebody.page.content()
    somebody.keep("patents-11-results-on-a-phone")
    holder.go(f"/calls/{slug}/run/")
    follow(holder, "포상과 기념패", "#honors")
    holder.keep("patents-12-giving")
    typed(holder, "#planned", awarded_on=day())
    press(holder, "2건 모두 수여", "#planned")
    holder.look()
    holder.keep("patents-13-given")


def the_benefit_is_held(garam):
    garam.go("/my/benefits/")
    reads(garam, "특허의 무료 이전", "가람센서")
    garam.keep("patents-14-benefit-on-a-phone")


def an_authority_asks(operator, authority, garam):
    operator.go("/benefits/keys/")
    typed(
        operator,
        "#new",
        authority="예시 특허부",
        keeper="ministry@example.com",
        purpose="특허 이전 확인",
        expires_on=day(90),
    )
    operator.page.check("#new [name=kinds][value=license]")
    press(operator, "만들기", "#new")
    operator.look()
    operator.keep("patents-15-key-made")
    token = operator.page.input_value("#token")
    authority.sign_in("ministry@example.com")
    authority.go("/benefits/check/")
    typed(authority, organization=NUMBER, on=day())
    authority.page.select_option("[name=kind]", "license")
    press(authority, "확인하기")
    authority.look()
    reads(authority, "혜택이 있습니다", "가람센서")
    authority.keep("patents-16-authority-answered")
    told = asked(authority, token, NUMBER)
    assert told.json()["holds"] is True
    assert asked(authority, token, "220-81-62517").json()["holds"] is False
    assert asked(authority, "wrong", NUMBER).status == 401
    garam.go("/my/benefits/")
    reads(garam, "우리를 조회한 기록", "예시 특허부")
    garam.keep("patents-17-who-asked-on-a-phone")


def asked(authority, token, number):
    """Ask as a program does."""
    return authority.page.request.get(
        f"{authority.address}/api/v1/benefits/check?business_number={number}&kind=license&on={day()}",
        headers={"Authorization": f"Bearer {token}"},
    )
