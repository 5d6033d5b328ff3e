"""The second part of a round of honors: a panel without conflicts, blind scores, decisions, results."""

from tests.browser.hands import follow, press
from tests.browser.honors_round import (
    DASOM,
    ENTRANTS,
    IN_THE_GROUP,
    JUDGES,
    LARGE,
    OTHERS,
    PHONE_JUDGE,
    SHARED,
    SISTER,
    SLUG,
    TITLES,
    WATER,
    window,
)


def documents_are_checked(officer):
    """The officer reads what was handed in, and lets everybody through to the experts."""
    officer.go(f"/calls/{SLUG}/entries/")
    officer.keep("honors-16-entries-handed-in")
    follow(officer, TITLES[WATER])
    officer.look()
    press(officer, "서류에 문제가 없음")
    officer.look()
    officer.keep("honors-17-documents-checked")
    officer.go(f"/calls/{SLUG}/run/")
    press(officer, "심사 시작")
    officer.look()
    officer.keep("honors-18-judging-begins")
    decide_by_hand(officer, "서류 검토", "pass", "서류가 모두 갖추어졌습니다.")


def decide_by_hand(officer, stage, verdict, reason, picture=""):
    """Tick what stands in the stage, see what would happen, and confirm."""
    officer.go(f"/calls/{SLUG}/decisions/")
    follow(officer, f". {stage}")
    officer.look()
    page = officer.page
    for box in page.locator("[name=codes]").all():
        box.check()
    page.select_option("[name=verdict]", verdict)
    page.locator("form:has([name=codes]) [name=reason]").fill(reason)
    press(officer, "고른 신청이 어떻게 되는지 보기")
    officer.look()
    if picture:
        officer.keep(picture)
    press(officer, "이대로 결정")
    officer.look()


def panel_is_named(officer):
    """Before one is invited, the house tells whose entry they could not judge."""
    page = officer.page
    officer.go(f"/calls/{SLUG}/panel/check/")
    page.fill("[name=affiliation]", SISTER)
    press(officer, "확인")
    officer.look()
    assert "누리그룹" in page.inner_text("#found")
    assert TITLES[LARGE] in page.inner_text("#found")
    officer.keep("honors-19-conflict-found-before-the-invitation")
    for judge in JUDGES:
        _name, email, expertise = judge
        page.goto(f"{officer.address}/calls/{SLUG}/panel/")
        page.fill("[name=email]", email)
        page.fill("[name=expertise]", expertise)
        page.fill("[name=affiliation]", SISTER if judge is IN_THE_GROUP else "")
        for box in page.locator("#name [name=stages]").all():
            box.check()
        press(officer, "정하기", "#name")
        press(officer, "초대")
        if judge is IN_THE_GROUP:
            officer.look()
            assert "누리그룹" in page.inner_text("#conflicts")
            officer.keep("honors-20-judge-invited")
    officer.go(f"/calls/{SLUG}/panel/")
    officer.keep("honors-21-panel")


def judge_declares_on_a_phone(judge):
    """Nothing of an entry is shown before the judge has spoken of every organization."""
    judge.sign_in(PHONE_JUDGE[1])
    judge.go("/judging/")
    assert not any(title in judge.page.content() for title in TITLES.values())
    follow(judge, "초대 보기")
    judge.look()
    judge.keep("honors-22-invited-on-a-phone")
    press(judge, "수락")
    judge.look()
    page = judge.page
    page.get_by_label(OTHERS[1][0]).check()
    judge.keep("honors-23-declaring-on-a-phone")
    press(judge, "다음")
    judge.look()
    page.select_option("[name^=kind-]", "advice")
    page.check("[name=has_read]")
    press(judge, "이대로 밝히기")
    judge.look()
    judge.keep("honors-24-declared-on-a-phone")


def entries_are_assigned(officer):
    page = officer.page
    officer.go(f"/calls/{SLUG}/conflicts/")
    said = page.inner_text("main")
    assert IN_THE_GROUP[0] in said
    assert PHONE_JUDGE[0] in said
    officer.keep("honors-25-conflicts")
    follow(officer, "배정: 1차 전문가 평가", "")
    officer.look()
    assert "충족" in page.inner_text("#entries")
    officer.keep("honors-26-assignment-tried")
    press(officer, "이대로 배정")
    officer.look()
    assert "모든 신청에 최소 인원이 배정되었습니다" in page.inner_text("main")
    officer.keep("honors-27-assigned")


def judge_scores_on_a_phone(judge):
    """Whoever entered cannot be read anywhere on the judge's pages."""
    page = judge.page
    judge.go("/judging/")
    assert not any(name in page.content() for name in ENTRANTS)
    assert TITLES["도담화학"] not in page.content()
    judge.keep("honors-28-judging-on-a-phone")
    with page.expect_navigation():
        page.locator("tr", has_text=TITLES[WATER]).get_by_role("link").first.click()
    judge.look()
    assert not any(name in page.content() for name in ENTRANTS)
    judge.keep("honors-29-blind-on-a-phone")
    for key, points in {"difficulty": 9, "effort": 8, "result": 9, "continuity": 8}.items():
        page.check(f"[name=points-{key}][value='{points}']", force=True)
        page.fill(f"[name=comment-{key}]", "근거가 분명합니다.")
    page.fill("[name=shared_comment]", "다른 정수장으로 넓혀 주십시오.")
    page.keyboard.press("Tab")
    page.locator("#saved", has_text="저장함").wait_for()
    judge.keep("honors-30-scored-on-a-phone")
    press(judge, "평가 제출")
    judge.look()
    assert "평가 제출" in page.inner_text("main")
    assert not any(name in page.content() for name in ENTRANTS)
    judge.keep("honors-31-review-handed-in")


def ranking_is_computed(officer):
    officer.go(f"/calls/{SLUG}/ranking/")
    follow(officer, "1차 전문가 평가")
    press(officer, "지금 점수로 순위 계산")
    officer.look()
    officer.keep("honors-32-ranking-with-intervals")
    said = officer.page.inner_text("main")
    assert "경계에 걸친 신청은 점수만으로 가르지 않습니다" in said


def the_cut_is_discussed(officer):
    follow(officer, "심의록으로")
    cases = {
        TITLES[LARGE]: ("pass", "두 해의 성적서가 있어 성과가 확인되었습니다."),
        TITLES["하늘조선"]: ("fail", "성과를 잰 기간이 석 달뿐입니다."),
    }
    minutes_are_held(officer, cases)
    officer.keep("honors-33-minutes-closed")


def minutes_are_held(officer, cases):
    """Hold the minutes of the stage in which something is left to be discussed."""
    page = officer.page
    follow(officer, "심의록 열기", "section:has(:text('논의가 남은 신청'))")
    officer.look()
    page.fill("[name=held_at]", window()[0])
    page.fill("[name=place]", "재단 회의실")
    page.fill("[name=attendees]", "\n".join(name for name, _email, _knows in JUDGES))
    page.fill("[name=text]", "경계에 걸친 사례를 성과의 증빙을 중심으로 견주었습니다.")
    press(officer, "심의록 열기")
    officer.look()
    for title, (verdict, words) in cases.items():
        page.select_option("#said [name=entry]", label=option(page, title))
        page.fill("#said [name=text]", words)
        page.select_option("#said [name=verdict]", verdict)
        press(officer, "논의 적기")
    page.click("summary:has-text('심의록 마치기')")
    press(officer, "심의록 마치기")
    officer.look()


def option(page, title):
    """The whole label of the choice that begins with this title."""
    labels = page.locator("#said [name=entry] option").all_inner_texts()
    return next(label for label in labels if title in label)


def decisions_are_made_in_bulk(officer):
    officer.go(f"/calls/{SLUG}/decisions/")
    follow(officer, "1차 전문가 평가")
    officer.look()
    page = officer.page
    page.click("#propose summary")
    page.fill("[name=most]", "2")
    page.fill("[name=yes]", "양쪽의 성과가 증빙되었습니다.")
    page.fill("[name=no]", "성과의 증빙이 모자랍니다.")
    press(officer, "어떻게 되는지 보기", "#propose")
    officer.look()
    officer.keep("honors-34-decisions-tried")
    press(officer, "이대로 결정")
    officer.look()
    officer.keep("honors-35-decided")
    officer.go(f"/calls/{SLUG}/minutes/")
    minutes_are_held(officer, {TITLES[LARGE]: ("select", "나란히 선정하기로 뜻을 모았습니다.")})
    picture = "honors-36-selection-tried"
    decide_by_hand(officer, "심의", "select", "두 사례를 선정합니다.", picture)


def results_are_announced(officer, guest):
    """Before that moment nobody reads a result; from then on everybody does."""
    before = guest.page.request.get(f"{guest.address}/calls/{SLUG}/results/")
    assert before.status == 404
    officer.go(f"/calls/{SLUG}/decisions/announce/")
    officer.keep("honors-37-about-to-announce")
    press(officer, "발표")
    officer.look()
    guest.go(f"/calls/{SLUG}/results/")
    said = guest.page.inner_text("main")
    assert TITLES[WATER] in said
    assert TITLES[LARGE] in said
    assert DASOM in said
    assert not any(name in said for name in (*OTHERS[0], *OTHERS[1]))
    guest.keep("honors-38-results")


def not_chosen_reads_feedback(team):
    team.sign_in("large0@example.com")
    team.go("/my/entries/")
    follow(team, TITLES["하늘조선"])
    team.look()
    said = team.page.inner_text("#result")
    assert "선정되지 않았습니다" in said
    assert SHARED in said
    assert not any(name in team.page.content() for name, _email, _knows in JUDGES)
    team.keep("honors-39-feedback-on-a-phone")
