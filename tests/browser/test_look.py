"""The style guide holds on every screen, in both modes, and by keyboard."""

import pytest

from sangsaeng.web.page import THEME_COOKIE

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 640}
TABLET = {"width": 800, "height": 1100}
DESKTOP = {"width": 1440, "height": 900}


@pytest.mark.parametrize(
    ("mode", "screens"),
    [("light", (DESKTOP, NARROW)), ("dark", (PHONE, TABLET)), ("high-contrast", (DESKTOP,))],
)
def test_style_guide_has_no_fault(visit, mode, screens):
    guest = visit(DESKTOP)
    choice = {"name": THEME_COOKIE, "value": mode, "url": guest.address}
    guest.page.context.add_cookies([choice])

    for screen in screens:
        guest.page.set_viewport_size(screen)
        guest.go("/styleguide/")
        guest.keep(f"styleguide-{mode}-{screen['width']}")

    assert guest.page.locator("html").get_attribute("data-krds-mode") == mode


def test_choice_of_mode_is_kept(visit):
    guest = visit(PHONE)
    guest.go("/styleguide/")

    guest.page.click(".site-tools summary")
    guest.page.click("button[value=dark]")
    guest.go("/styleguide/")

    assert guest.page.locator("html").get_attribute("data-krds-mode") == "dark"


def test_menu_and_dialog_give_the_focus_back(visit):
    guest = visit(DESKTOP)
    guest.go("/styleguide/")
    menu = guest.page.locator(".site-tools summary").first
    opener = guest.page.locator("[data-opens=sample-dialog]")

    menu.click()
    guest.look()
    guest.page.keyboard.press("Escape")
    focus_after_menu = menu.evaluate("menu => document.activeElement === menu")
    opener.click()
    guest.look()
    guest.page.keyboard.press("Escape")
    focus_after_dialog = opener.evaluate("opener => document.activeElement === opener")

    assert (focus_after_menu, focus_after_dialog) == (True, True)


def test_page_needs_no_script(visit):
    guest = visit(DESKTOP, java_script_enabled=False)

    response = guest.page.goto(f"{guest.address}/styleguide/")
    guest.page.click(".site-tools summary")
    guest.page.click("button[value=light]")

    assert response.status == 200
    assert guest.page.locator("html").get_attribute("data-krds-mode") == "light"
