"""The first part of a round of honors: opened by an officer, entered by teams, recommended."""

import re

from tests.browser.hands import follow, press, verify
from tests.browser.honors_round import (
    ASSOCIATION,
    DASOM,
    LARGE,
    SLUG,
    SMALL,
    TITLES,
    WATER,
    case_of,
    evidence,
    window,
)


def officer_opens_a_round(officer):
    officer.sign_in("officer@example.com")
    officer.go("/programs/")
    follow(officer, "사업 만들기")
    officer.look()
    officer.keep("honors-01-ready-templates")
    follow(officer, "윈윈 아너스")
    officer.look()
    page = officer.page
    assert page.input_value("[name=name]") == "윈윈 아너스"
    press(officer, "사업 만들기")
    begins, ends = window()
    for field, words in {
        "title": "2026년 2차 윈윈 아너스",
        "slug": SLUG,
        "round": "2026년 2차",
        "opens_at": begins,
        "closes_at": ends,
    }.items():
        page.fill(f"[name={field}]", words)
    officer.keep("honors-02-new-round")
    press(officer, "초안 만들기")
    officer.look()
    officer.keep("honors-03-set-up-from-the-template")


def officer_previews_and_announces(officer):
    """This round chooses two, after one evaluation by at least five judges."""
    page = officer.page
    officer.go(f"/calls/{SLUG}/set-up/settings/")
    page.fill("[name=places]", "2")
    press(officer, "저장")
    officer.go(f"/calls/{SLUG}/set-up/stages/")
    for name in ("현장 확인", "2차 전문가 평가"):
        with page.expect_navigation():
            page.click(f"main button[aria-label*='{name}'][aria-label*='지우기']")
    follow(officer, "1차 전문가 평가")
    page.fill("[name=keeps]", "2")
    page.fill("[name=least_judges]", "5")
    press(officer, "저장")
    officer.look()
    officer.keep("honors-04-stages")
    officer.go(f"/calls/{SLUG}/set-up/preview/")
    assert "중요하고 어려웠던 점" in page.inner_text("main")
    officer.keep("honors-05-preview")
    officer.go(f"/calls/{SLUG}/set-up/")
    press(officer, "공고하기")
    officer.look()
    assert "접수 중" in page.inner_text("main")
    officer.keep("honors-06-announced")


def team_begins(water):
    """The public institution begins, and asks the small company into the team."""
    water.sign_in("water@example.com")
    water.go(f"/calls/{SLUG}/")
    water.keep("honors-07-public-call")
    follow(water, "신청하기")
    water.look()
    press(water, "신청서 열기")
    water.look()
    page = water.page
    page.fill("#title [name=title]", TITLES[WATER])
    press(water, "제목 저장")
    page.click("#team summary")
    page.fill("#team [name=organization]", DASOM)
    page.select_option("#team [name=seat]", label="협력기업(중소·창업기업·소상공인)")
    press(water, "참여 요청")
    water.look()
    water.keep("honors-08-partner-asked")
    return re.search(r"/entries/(\w+)/", page.url)[1]


def partner_confirms_and_writes_on_a_phone(dasom, entry):
    dasom.sign_in("dasom@example.com")
    dasom.go("/my/entries/")
    dasom.keep("honors-09-asked-on-a-phone")
    dasom.go(f"/entries/{entry}/")
    press(dasom, "참여 확인")
    dasom.look()
    answers = case_of(WATER, DASOM)
    for key in ("problem", "difficulty", "contributions", "outcomes"):
        type_answer(dasom, key, answers[key])
    dasom.keep("honors-10-saved-as-typed-on-a-phone")
    dasom.go(f"/entries/{entry}/")
    assert dasom.page.input_value("[name=q-problem]") == answers["problem"]


def type_answer(visit, key, answer):
    """Type an answer, go on, and see that it was saved by itself."""
    page, name = visit.page, f"q-{key}"
    if isinstance(answer, list):
        for place, row in enumerate(answer):
            for column, words in row.items():
                cell = f"[name={name}-{place}-{column}]"
                if column == "side":
                    page.select_option(cell, label=words)
                else:
                    page.fill(cell, words)
    elif answer in {"yes", "no"}:
        page.check(f"[name={name}][value={answer}]")
    elif page.locator(f"select[name={name}]").count():
        page.select_option(f"[name={name}]", label=answer)
    else:
        page.fill(f"[name={name}]", answer)
    page.keyboard.press("Tab")
    page.locator(f"#state-{key}", has_text="저장됨").wait_for()


def team_hands_in(water, entry, folder):
    water.go(f"/entries/{entry}/")
    page = water.page
    for key, answer in case_of(WATER, DASOM).items():
        if key not in {"problem", "difficulty", "contributions", "outcomes"}:
            type_answer(water, key, answer)
    file = folder / "evidence.pdf"
    file.write_bytes(evidence(DASOM))
    page.set_input_files("#q-evidence [name=file]", str(file))
    press(water, "파일 올리기", "#q-evidence")
    water.look()
    water.keep("honors-11-eligibility")
    water.go(f"/entries/{entry}/hand-in/")
    assert "제출할 준비가 되었습니다" in page.inner_text("main")
    water.keep("honors-12-look-through")
    press(water, "제출하기")
    water.look()
    assert "접수되었습니다" in page.inner_text("main")
    water.keep("honors-13-handed-in")


def receipt_is_verified(water, entry, folder):
    given = water.page.request.get(f"{water.address}/entries/{entry}/receipts/1.json")
    assert given.status == 200
    receipt = folder / "receipt.json"
    receipt.write_bytes(given.body())
    assert verify(receipt).returncode == 0
    changed = folder / "changed.json"
    changed.write_text(given.text().replace("윤상생", "남의손"))
    assert changed.read_text() != receipt.read_text()
    assert verify(changed).returncode == 1


def association_recommends(association):
    association.sign_in("association@example.com")
    association.go(f"/calls/{SLUG}/recommend/")
    page = association.page
    page.select_option("[name=recommender]", label=ASSOCIATION)
    page.fill("[name=organization]", LARGE)
    page.fill("[name=title]", TITLES[LARGE])
    page.fill("[name=reason]", "회원사가 3년 동안 함께 고친 공정이 업계의 본보기가 되었습니다.")
    press(association, "추천 보내기")
    association.look()
    association.keep("honors-14-recommended")


def recommended_completes(nuri, gaon):
    """The recommended company finds the recommendation and writes the entry itself."""
    nuri.sign_in("nuri@example.com")
    nuri.go("/my/entries/")
    nuri.keep("honors-15-recommendation-received")
    follow(nuri, TITLES[LARGE])
    page = nuri.page
    page.select_option("[name=seat]", label="대기업·중견기업·공공기관")
    press(nuri, "신청서 쓰기")
    entry = re.search(r"/entries/(\w+)/", page.url)[1]
    page.click("#team summary")
    page.fill("#team [name=organization]", SMALL)
    page.select_option("#team [name=seat]", label="협력기업(중소·창업기업·소상공인)")
    press(nuri, "참여 요청")
    gaon.sign_in("gaon@example.com")
    gaon.page.goto(f"{gaon.address}/entries/{entry}/")
    press(gaon, "참여 확인")
    nuri.page.reload()
    for key, answer in case_of(LARGE, SMALL).items():
        type_answer(nuri, key, answer)
    page.set_input_files(
        "#q-evidence [name=file]",
        {"name": "e.pdf", "mimeType": "application/pdf", "buffer": evidence(SMALL)},
    )
    press(nuri, "파일 올리기", "#q-evidence")
    page.goto(f"{nuri.address}/entries/{entry}/hand-in/")
    press(nuri, "제출하기")
    assert "접수되었습니다" in page.inner_text("main")
