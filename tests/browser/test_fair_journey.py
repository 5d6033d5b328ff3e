"""The fair, from the spreadsheet to a supplier's phone, in a real browser."""

import re

import pytest
from tests.browser.conftest import PHONE

from sangsaeng.sample.sheets import NAME

pytestmark = pytest.mark.browser

FAIR = "/fairs/2023-tech-fair/"


def press(page, name):
    """Press the button with this name in the main part of the page and wait for the answer."""
    page.locator("main").get_by_role("button", name=name).first.click()
    page.wait_for_load_state()


def test_officer_imports_plans_reads_pins_and_publishes_and_a_supplier_sees_it(visit, site):
    officer = visit()
    officer.sign_in("officer@example.com")
    officer.keep("01-my-page")
    officer.go(FAIR)
    officer.keep("02-fair")

    import_requests(officer, site[1] / f"{NAME}.xlsx")
    plan(officer, serial=1)
    read_why_pairs_are_not_placed(officer)
    pin_a_meeting_and_plan_again(officer)
    publish(officer)

    supplier = visit(PHONE)
    supplier.sign_in("supplier@example.com")
    supplier.keep("12-phone-my-page")
    supplier.go(f"{FAIR}timetable/")
    supplier.keep("13-phone-timetable")
    with supplier.page.expect_download() as download:
        supplier.page.get_by_role("link", name="달력 파일 한 번 내려받기").click()
    assert "BEGIN:VTIMEZONE" in download.value.path().read_text()


def import_requests(officer, workbook):
    """The spreadsheet is looked at before it is entered."""
    page = officer.page
    officer.go(f"{FAIR}requests/import/")
    page.set_input_files("input[type=file]", workbook)
    press(page, "올리고 열 맞추기")
    officer.look()
    officer.keep("03-columns")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/preview/")
    officer.look()
    officer.keep("04-preview")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/report/")
    officer.look()

    assert "924" in page.inner_text("main")


def plan(officer, serial):
    """One press, and the proof."""
    officer.go(f"{FAIR}plan/")
    officer.keep(f"05-planning-room-{serial}")
    press(officer.page, "시간표 편성")
    officer.page.wait_for_url(f"**/plan/{serial}/")
    officer.look()
    officer.keep(f"06-draft-{serial}")

    assert "더 나은 시간표는 없음이 증명되었습니다" in officer.page.inner_text("main")


def read_why_pairs_are_not_placed(officer):
    """Every request without a meeting has its reason."""
    officer.go(f"{FAIR}plan/1/unplaced/")
    officer.keep("07-unplaced")

    assert officer.page.locator("main tbody tr").count() > 0


def pin_a_meeting_and_plan_again(officer):
    """A pinned meeting is kept by the next plan."""
    page = officer.page
    officer.go(f"{FAIR}plan/1/")
    meeting = page.locator("main td a").first.get_attribute("href")
    officer.go(meeting)
    officer.keep("08-meeting")
    press(page, "이 시간에 고정")
    officer.look()
    plan(officer, serial=2)

    assert page.locator(f"main a[href*='{meeting.rstrip('/').rsplit('/', 1)[-1]}']").count() > 0
    officer.go(f"{FAIR}plan/2/compare/")
    officer.keep("09-compare")


def publish(officer):
    """The draft becomes version 1."""
    officer.go(f"{FAIR}plan/2/publish/")
    officer.keep("10-publish")
    press(officer.page, re.compile("1판으로 발표"))
    officer.look()
    officer.go(f"{FAIR}timetable/")
    officer.keep("11-published")
