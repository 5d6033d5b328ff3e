"""A participant's phone on the day: it renews itself, survives without a network, and forgets."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from tests.browser.conftest import PHONE, Visit
from tests.fairs.factories import make_buyer, make_request
from tests.fairs.personas import make_world

from sangsaeng.fairs.actions.the_day.placing import Place, leave_place, take_place
from sangsaeng.kernel import clock

pytestmark = pytest.mark.browser

CACHES = """async () => {
  const kept = [];
  for (const name of await caches.keys())
    for (const one of await (await caches.open(name)).keys()) kept.push(new URL(one.url).pathname);
  return kept;
}"""


@pytest.fixture
def world(transactional_db, live_server, settings):  # noqa: ARG001 - the database of the server
    settings.BASE_URL = live_server.url
    return make_world()


@pytest.fixture
def phone(chromium, live_server, world):
    """The supplier's phone, signed in."""
    client = Client()
    client.force_login(world.people["supplier_staff"])
    context = chromium.new_context(
        viewport=PHONE, locale="ko-KR", timezone_id="Asia/Seoul", has_touch=True
    )
    context.add_cookies(
        [
            {
                "name": "sessionid",
                "value": client.cookies["sessionid"].value,
                "url": live_server.url,
            }
        ]
    )
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    yield Visit(page, live_server.url, faults)
    context.close()


@pytest.fixture
def timetable(world):
    return f"/fairs/{world.fair.slug}/participants/{world.supplier.code}/timetable/"


def open_and_keep(phone, timetable):
    """Look at the timetable until a copy of it is kept."""
    phone.go(timetable)
    phone.page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    phone.page.wait_for_function(
        """async () => {
          const pages = await (await caches.open("sangsaeng-pages-1")).keys();
          const files = await (await caches.open("sangsaeng-files-1")).keys();
          return pages.length === 1 && files.some((one) => one.url.endsWith("/live.js"));
        }"""
    )


def news(phone, what):
    """Wait until the phone says it."""
    phone.page.locator("[data-part=news]").get_by_text(what).wait_for(timeout=20_000)


def test_next_meeting_is_large_and_the_ticket_is_at_hand(phone, timetable):
    phone.go(timetable)
    phone.keep("phone-timetable")

    assert "한국수력원자력" in phone.page.inner_text("#next")
    assert "10:00–10:30" in phone.page.inner_text("#next")
    assert "에 확인" in phone.page.inner_text("#live")
    phone.page.get_by_text("현장 확인용 QR").first.click()
    phone.look()
    phone.keep("phone-ticket")
    assert phone.page.locator("svg.qr").bounding_box()["width"] > 150


def test_change_shows_within_seconds_and_is_told(phone, timetable, world):
    phone.go(timetable)
    buyer = make_buyer(world.fair, "새만금전자")
    request = make_request(buyer, world.supplier)
    place = Place(world.fair.slots.all()[2], buyer.tables.get())
    take_place(world.fair, request, place, at=clock.now())

    news(phone, "새로 잡힌 상담")
    phone.look()
    phone.keep("phone-news")

    assert "새만금전자" in phone.page.inner_text("[data-part=news]")
    assert phone.page.locator(".agenda-item.is-news").count() == 1
    assert "새만금전자" in phone.page.inner_text("#announcer")


def test_called_off_meeting_goes_and_the_next_one_moves_up(phone, timetable, world):
    phone.go(timetable)
    meeting = world.published.meetings.get(request=world.request)
    leave_place(meeting, world.fair, "called_off", at=clock.now())

    news(phone, "취소된 상담")

    assert phone.page.locator("#live-body [data-key]").count() == 0
    assert phone.page.locator("#next").is_hidden()


def test_without_network_the_last_timetable_stays_readable_and_says_how_old_it_is(phone, timetable):
    open_and_keep(phone, timetable)
    phone.page.context.set_offline(True)
    phone.page.reload()
    phone.page.get_by_text("연결이 끊겼습니다").wait_for()
    phone.keep("phone-offline")

    told = phone.page.inner_text("[data-part=age]")
    assert "에 받은 시간표입니다(0분 전)" in told
    assert "한국수력원자력" in phone.page.inner_text("#next")
    # The looks are kept, too.
    assert (
        phone.page.evaluate("getComputedStyle(document.querySelector('.next')).display") == "grid"
    )

    phone.page.context.set_offline(False)
    phone.page.get_by_text("연결이 끊겼습니다").wait_for(state="hidden", timeout=20_000)


def test_what_changed_meanwhile_comes_with_the_network(phone, timetable, world):
    open_and_keep(phone, timetable)
    phone.page.context.set_offline(True)
    phone.page.reload()
    phone.page.get_by_text("연결이 끊겼습니다").wait_for()
    meeting = world.published.meetings.get(request=world.request)
    leave_place(meeting, world.fair, "absent", at=clock.now())
    phone.page.context.set_offline(False)

    news(phone, "취소된 상담")


def test_after_signing_out_nothing_is_left_on_the_device(phone, timetable):
    open_and_keep(phone, timetable)
    phone.go("/accounts/logout/")
    phone.page.locator("main form button[type=submit]").click()
    phone.page.wait_for_load_state()

    assert phone.page.evaluate(CACHES) == []
    assert phone.page.evaluate("localStorage.length") == 0
    phone.page.go_back()
    phone.page.goto(phone.address + timetable)
    assert "한국수력원자력" not in phone.page.content()


def test_session_that_ended_elsewhere_takes_the_copy_along(phone, timetable):
    open_and_keep(phone, timetable)
    Session.objects.all().delete()
    phone.page.reload()

    assert "/accounts/login/" in phone.page.url
    assert timetable not in phone.page.evaluate(CACHES)


def test_another_person_finds_no_copy_of_the_first(phone, timetable):
    open_and_keep(phone, timetable)
    phone.page.context.clear_cookies()
    phone.go("/accounts/login/")
    phone.page.wait_for_function(
        "async () => !(await caches.has('sangsaeng-pages-1'))", timeout=5_000
    )
    phone.page.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_"):
        phone.page.goto(phone.address + timetable)
