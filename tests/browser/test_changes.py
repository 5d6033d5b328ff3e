"""The desk repairs the day on a tablet: what went wrong, whom it moves, and what to print."""

import pytest
from tests.browser.conftest import DESKTOP, PHONE

from sangsaeng.sample.live_day import SLUG

pytestmark = pytest.mark.browser

CHANGES = f"/fairs/{SLUG}/desk/changes/"


@pytest.mark.parametrize(("screen", "name"), [(PHONE, "390"), (DESKTOP, "1440")])
def test_somebody_who_comes_no_more_is_foreseen_confirmed_and_shown(visit, screen, name):
    desk = visit(screen)
    desk.sign_in("desk@example.com")
    desk.go(CHANGES)
    desk.keep(f"changes-{name}")

    desk.page.select_option("#absent_subject", index=0)
    desk.page.click("#absent button[type=submit]")
    desk.page.wait_for_url("**/preview/?d=absent**")
    desk.look()
    desk.keep(f"changes-preview-{name}")
    assert desk.page.locator("#moves .card").count() > 0

    desk.page.click("main form[method=post] button[type=submit]")
    desk.page.wait_for_url("**/desk/changes/*/")
    desk.look()
    desk.keep(f"changes-made-{name}")
    assert desk.page.locator("main .card").count() > 0
