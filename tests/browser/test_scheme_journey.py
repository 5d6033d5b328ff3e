"""An officer makes a scheme of one's own from the screen, without code, and copies it a year on."""

import pytest
from tests.browser.call_hands import (
    company,
    follow,
    operator_of_the_house,
    press,
    reads,
    typed,
    window_from_now,
)
from tests.browser.conftest import PHONE

from sangsaeng.organizations.models import Kind
from sangsaeng.programs.models import Call

pytestmark = pytest.mark.browser


@pytest.fixture
def site(transactional_db, live_server, settings, tmp_path):  # noqa: ARG001 - the database of the server
    """A body that holds programs, and those who want to take part."""
    settings.BASE_URL = live_server.url
    operator = operator_of_the_house()
    company(operator, "예시 상생협력재단", ("officer", "김담당"), kind=Kind.PUBLIC_INSTITUTION)
    return live_server.url, tmp_path


SCHEME = "공급망 탄소 줄이기 짝꿍"
SEATS = (("큰 기업", ("large",), "no"), ("협력 중소기업", ("sme", "startup", "micro"), "yes"))
QUESTIONS = (
    ("사례", "줄인 방법", "text", {"limit": "1500"}, True),
    ("사례", "줄인 온실가스(톤)", "number", {}, True),
    ("사례", "분야", "choice", {"choices": "공정\n운송\n포장"}, True),
    ("근거", "달마다 잰 값", "rows", {"columns": "달 | 날짜\n값 | 숫자\n잰 곳 | 함께한 곳"}, False),
)
CRITERIA = (("줄인 양", "50"), ("함께한 정도", "30"), ("다른 곳에서도 쓸 수 있는지", "20"))


def test_an_officer_makes_an_eleventh_scheme_without_code_and_copies_it(visit):
    officer = visit()
    officer.sign_in("officer@example.com")
    slug = a_program_of_no_template(officer)
    seats_are_made(officer, slug)
    questions_are_made(officer, slug)
    a_stage_with_criteria_is_made(officer, slug)
    a_benefit_is_promised(officer, slug)
    it_is_previewed_and_announced(officer, slug)
    everybody_reads_it(visit(PHONE), slug)
    last_years_is_copied(officer, slug)


def a_program_of_no_template(officer):
    officer.go("/programs/new/")
    assert officer.page.locator("main .card").count() >= 10
    officer.keep("scheme-01-ten-ready-schemes")
    officer.go("/programs/new/?scheme=")
    typed(
        officer,
        name=SCHEME,
        slug="carbon-partners",
        summary="큰 기업과 협력 중소기업이 함께 온실가스를 줄인 사례를 뽑습니다.",
    )
    press(officer, "만들기")
    officer.look()
    typed(officer, title=f"2026년 {SCHEME}", slug="carbon-2026", round="2026년")
    window_from_now(officer)
    officer.keep("scheme-02-first-call")
    press(officer, "초안 만들기")
    officer.look()
    reads(officer, "공고하려면 아직 채울 것이 있습니다")
    officer.keep("scheme-03-what-is-missing")
    return "carbon-2026"


def piece(officer, slug, name, fill):
    """Add a piece of the call."""
    officer.go(f"/calls/{slug}/set-up/{name}/")
    follow(officer, "더하기")
    fill(officer.page)
    press(officer, "저장", "main form[data-guard]")
    officer.look()
    reads(officer, "저장했습니다")


def seats_are_made(officer, slug):
    for label, sizes, may_lead in SEATS:

        def fill(page, label=label, sizes=sizes, may_lead=may_lead):
            page.fill("[name=label]", label)
            page.check("[name=kinds][value=company]")
            for size in sizes:
                page.check(f"[name=sizes][value={size}]")
            page.set_checked("[name=may_lead]", may_lead == "yes")

        piece(officer, slug, "seats", fill)
    officer.keep("scheme-04-own-seats")


def questions_are_made(officer, slug):
    for section, label, form, more, is_required in QUESTIONS:

        def fill(page, said=(section, label, form, more, is_required)):
            section, label, form, more, is_required = said
            page.fill("[name=section]", section)
            page.fill("[name=label]", label)
            page.select_option("[name=form]", form)
            page.set_checked("[name=is_required]", is_required)
            for name, text in more.items():
                page.fill(f"[name={name}]", text)

        piece(officer, slug, "questions", fill)
    officer.keep("scheme-05-own-questions")


def a_stage_with_criteria_is_made(officer, slug):
    def fill(page):
        page.select_option("[name=kind]", "evaluation")
        page.fill("[name=label]", "전문가 평가")
        page.fill("[name=least_judges]", "3")

    piece(officer, slug, "stages", fill)
    follow(officer, "평가 항목과 배점")
    page = officer.page
    for place, (label, weight) in enumerate(CRITERIA[:2]):
        page.fill(f"[name=criteria-{place}-label]", label)
        page.fill(f"[name=criteria-{place}-weight]", weight)
    press(officer, "저장", "main form[data-guard]")
    officer.look()
    # The page says that the weights do not add up yet, and offers room for more.
    reads(officer, "배점의 합이 80%입니다")
    officer.keep("scheme-06-weights-that-do-not-add-up")
    for place, (label, weight) in enumerate(CRITERIA):
        page.fill(f"[name=criteria-{place}-label]", label)
        page.fill(f"[name=criteria-{place}-weight]", weight)
    press(officer, "저장", "main form[data-guard]")
    officer.look()
    reads(officer, *(f"{label} {weight}%" for label, weight in CRITERIA))
    officer.keep("scheme-07-criteria")


def a_benefit_is_promised(officer, slug):
    def fill(page):
        page.select_option("[name=kind]", "evaluation")
        page.fill("[name=label]", "동반성장 평가 우대")
        page.fill("[name=months]", "12")

    piece(officer, slug, "benefits", fill)
    officer.go(f"/calls/{slug}/set-up/settings/")
    officer.page.check("[name=own_entry]")
    typed(officer, places="2")
    press(officer, "저장", "main form[data-guard]")
    officer.look()


def it_is_previewed_and_announced(officer, slug):
    officer.go(f"/calls/{slug}/set-up/preview/")
    reads(
        officer, *(one[1] for one in QUESTIONS), *(one[0] for one in CRITERIA), "동반성장 평가 우대"
    )
    officer.keep("scheme-08-preview")
    officer.go(f"/calls/{slug}/set-up/")
    reads(officer, "공고할 수 있습니다")
    press(officer, "공고하기")
    officer.look()
    officer.keep("scheme-09-announced")
    assert Call.objects.get(slug=slug).state == "open"


def everybody_reads_it(somebody, slug):
    somebody.go(f"/calls/{slug}/")
    reads(somebody, SCHEME, "큰 기업", "협력 중소기업", "동반성장 평가 우대")
    somebody.keep("scheme-10-public-on-a-phone")


def last_years_is_copied(officer, slug):
    officer.go(f"/calls/{slug}/run/")
    follow(officer, "다음 회차로 복사")
    assert officer.page.input_value("[name=closes_at]").startswith("2027")
    typed(officer, title=f"2027년 {SCHEME}", slug="carbon-2027", round="2027년")
    officer.keep("scheme-11-copy")
    press(officer, "복사")
    officer.look()
    reads(officer, "공고할 수 있습니다")
    officer.keep("scheme-12-next-round")
    old, new = (Call.objects.get(slug=one) for one in (slug, "carbon-2027"))
    assert [one.label for one in new.questions.all()] == [one.label for one in old.questions.all()]
    criteria = new.stages.get().criteria.values_list("label", "weight")
    assert list(criteria) == [(label, int(weight)) for label, weight in CRITERIA]
