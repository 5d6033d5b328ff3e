"""Notices in a real browser: seen at the bell, opened, put aside, and their mail stopped."""

import pytest
from django.test import Client
from tests.browser.conftest import DESKTOP, PHONE, Visit
from tests.factories import MOMENT
from tests.notices.factories import make_notice, make_story, publish_story

from sangsaeng.fairs.events import TimetablePublished
from sangsaeng.kernel.events import announce
from sangsaeng.notices.actions.publishing import tell_what_was_published
from sangsaeng.notices.addresses import leaving_address
from sangsaeng.web.page import THEME_COOKIE

pytestmark = pytest.mark.browser


@pytest.fixture
def story(transactional_db, live_server, settings):  # noqa: ARG001 - the database of the server
    settings.BASE_URL = live_server.url
    story = make_story()
    announce(TimetablePublished(publish_story(story), story.officer, MOMENT))
    tell_what_was_published(at=MOMENT)
    make_notice(story.supplier_person, story.supplier, read_at=MOMENT)
    return story


@pytest.fixture
def reader(chromium, live_server, story):
    """Open a visit of somebody who is signed in, at a screen and in a mode."""
    contexts = []

    def open_visit(screen, mode):
        signed_in = Client()
        signed_in.force_login(story.supplier_person)
        cookies = {"sessionid": signed_in.cookies["sessionid"].value, THEME_COOKIE: mode}
        context = chromium.new_context(viewport=screen, locale="ko-KR", timezone_id="Asia/Seoul")
        context.add_cookies(
            [
                {"name": name, "value": value, "url": live_server.url}
                for name, value in cookies.items()
            ]
        )
        contexts.append(context)
        page, faults = context.new_page(), []
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on(
            "console",
            lambda line: faults.append(line.text) if line.type == "error" else None,
        )
        return Visit(page, live_server.url, faults)

    yield open_visit
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("screen", "mode"), [(PHONE, "dark"), (DESKTOP, "light")], ids=["phone", "desktop"]
)
def test_pages_of_notices_hold_on_every_screen(reader, story, screen, mode):
    visit = reader(screen, mode)
    token = leaving_address(story.supplier_person, "afterward").split("/")[-2]

    for name, path in (
        ("list", "/my/notices/"),
        ("empty", "/my/notices/?group=the_day"),
        ("settings", "/my/notices/settings/"),
        ("off", f"/my/notices/off/{token}/"),
    ):
        visit.go(path)
        visit.keep(f"notices-{name}-{screen['width']}")


def test_notice_is_found_at_the_bell_and_opened_by_keyboard(reader, story):
    visit = reader(PHONE, "light")
    page = visit.page
    visit.go("/fairs/")
    page.get_by_role("link", name="알림 읽지 않음 1").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/my/notices/")

    page.get_by_role("button", name="열기").first.focus()
    page.keyboard.press("Enter")

    page.wait_for_url(f"**/participants/{story.supplier.code}/timetable/")
    visit.look()
    assert page.locator(".bell-count").count() == 0


def test_mail_is_stopped_without_scripts_or_sign_in(chromium, live_server, story):
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False, locale="ko-KR")
    page = context.new_page()
    page.goto(leaving_address(story.supplier_person, "timetable"))

    page.get_by_role("button", name="그만 받기", exact=True).click()

    assert page.get_by_text("메일을 보내지 않도록 했습니다").is_visible()
    assert page.url.startswith(live_server.url)
    context.close()
