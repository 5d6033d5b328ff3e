"""The desk on tablets: two that lose the network lose no mark, whatever each of them saw."""

from itertools import groupby

import pytest
from tests.browser.conftest import PHONE

from sangsaeng.fairs.models import Fair, Mark, Meeting
from sangsaeng.fairs.queries.the_day.marks import attendance_of
from sangsaeng.sample.live_day import SLUG

pytestmark = pytest.mark.browser

DESK = f"/fairs/{SLUG}/desk/"
TABLET = {"width": 1024, "height": 768}
UPRIGHT = {"width": 768, "height": 1024}


@pytest.fixture
def tablet(visit):
    """Open a tablet at the desk, or at one slot of it."""

    def open_tablet(screen=TABLET, slot=None):
        one = visit(screen)
        one.sign_in("desk@example.com")
        # The board goes on to the next slot by itself; a test that takes long stays at its own.
        one.go(f"{DESK}?slot={slot}" if slot else DESK)
        return one

    return open_tablet


@pytest.fixture
def meetings(site):  # noqa: ARG001 - the sample is loaded into it
    """Two meetings of one slot."""
    by_slot = groupby(coming(), key=lambda meeting: meeting.slot_id)
    return next(two for _slot, met in by_slot if len(two := list(met)[:2]) == 2)


def coming():
    """The meetings that nobody was seen at yet, in their order."""
    fair = Fair.objects.get(slug=SLUG)
    seen = Mark.objects.filter(fair=fair, request__isnull=False).values("request")
    meetings = Meeting.objects.filter(timetable__fair=fair, timetable__state="published")
    return list(meetings.exclude(request__in=seen).select_related("request", "supplier", "buyer"))


def stands_on(one, meeting):
    """Whether the tablet shows the meeting."""
    button = f"#present-{meeting.supplier.code}-{meeting.request.code}"
    return one.page.locator(button).count() == 1


def press(one, kind, party, request):
    """Press one side's button."""
    one.page.locator(f"#{kind}-{party.code}-{request.code}").click()


def until(one, wanted):
    """Wait until the tablet says so."""
    one.page.wait_for_selector(f"#desk-line[data-state={wanted}]")


def test_two_tablets_off_line_merge_without_losing_a_mark(tablet, meetings):
    same, other = meetings
    first, second = tablet(slot=same.slot_id), tablet(UPRIGHT, slot=same.slot_id)
    first.keep("desk-tablet")
    second.keep("desk-tablet-upright")
    for one in (first, second):
        one.page.context.set_offline(True)
    before = Mark.objects.count()

    press(first, "present", same.supplier, same.request)
    press(first, "late", same.buyer, same.request)
    press(second, "present", same.buyer, same.request)
    press(second, "present", other.supplier, other.request)
    until(first, "offline")
    first.keep("desk-offline")

    assert "2건" in first.page.inner_text("#desk-line")
    assert Mark.objects.count() == before
    for one in (second, first):
        one.page.context.set_offline(False)
        until(one, "saved")
    attendance = attendance_of(Fair.objects.get(slug=SLUG))
    at_same = attendance.at_meeting(same.request.pk)
    assert Mark.objects.count() == before + 4
    assert at_same.is_held
    assert at_same.sides[same.supplier.pk].kind == "present"
    # The second tablet saw the buyer later than the first.
    assert at_same.sides[same.buyer.pk].kind == "present"
    assert attendance.at_meeting(other.request.pk).sides[other.supplier.pk].kind == "present"


def test_mark_made_off_line_survives_a_reload_and_an_expired_session(tablet):
    one = tablet()  # Only the board without a choice of slot is kept for times without a network.
    meeting, other = [meeting for meeting in coming() if stands_on(one, meeting)][:2]
    one.page.evaluate("navigator.serviceWorker.ready.then(() => fetch(location.pathname))")
    one.page.reload()
    before = Mark.objects.count()
    one.page.context.set_offline(True)
    press(one, "present", meeting.supplier, meeting.request)

    one.page.reload()
    until(one, "offline")
    press(one, "present", meeting.buyer, meeting.request)

    pressed = one.page.locator(f"#present-{meeting.supplier.code}-{meeting.request.code}")
    assert pressed.get_attribute("aria-pressed") == "true"
    assert "2건" in one.page.inner_text("#desk-line")
    one.page.context.clear_cookies(name="sessionid")
    one.page.context.set_offline(False)
    until(one, "signed_out")
    press(one, "late", other.supplier, other.request)
    assert Mark.objects.count() == before
    one.keep("desk-signed-out")
    one.page.goto(one.address + "/")
    one.faults.clear()  # The browser writes down each refusal that was meant to happen.
    one.sign_in("desk@example.com")
    one.page.goto(one.address + DESK)
    until(one, "saved")
    assert Mark.objects.count() == before + 3


def test_desk_is_worked_by_keyboard_and_scanner_alone(tablet):
    here = Mark.objects.filter(kind=Mark.Kind.ARRIVED).values_list("participant", flat=True)
    meeting = next(one for one in coming() if one.supplier_id not in set(here))
    one = tablet()
    one.go(f"{DESK}?slot={meeting.slot_id}")
    keys = one.page.keyboard
    ticket = f"{one.address}{DESK}arrive/{meeting.supplier.code}/"
    keys.press("/")
    keys.type(ticket)
    keys.press("Enter")
    until(one, "saved")
    keys.press("Escape")
    row = one.page.locator(f"#present-{meeting.buyer.code}-{meeting.request.code}")
    row.focus()
    keys.press("a")
    told = one.page.locator("#desk-told li")
    told.first.wait_for()
    assert not Meeting.objects.filter(
        request=meeting.request, timetable__state="published"
    ).exists()

    keys.press("Control+z")
    told.nth(1).wait_for()
    row.focus()
    keys.press("s")
    keys.type("김대리")
    keys.press("Enter")
    one.page.wait_for_selector(".desk-instead:text('김대리')")
    until(one, "saved")

    kinds = Mark.objects.filter(device__startswith="web-").order_by("recorded_at", "at")
    assert list(kinds.values_list("kind", flat=True)) == [
        "arrived",
        "absent",
        "unmarked",
        "present",
    ]
    assert Meeting.objects.filter(request=meeting.request, timetable__state="published").exists()
    one.look()


def test_phone_camera_opens_the_ticket_and_one_press_confirms(visit, meetings):
    phone, [meeting, _other] = visit(PHONE), meetings
    phone.sign_in("desk@example.com")
    Mark.objects.filter(participant=meeting.supplier).delete()
    phone.go(f"{DESK}arrive/{meeting.supplier.code}/")
    phone.keep("desk-ticket-phone")

    phone.page.get_by_role("button", name="도착 확인").click()
    phone.page.wait_for_load_state()

    phone.look()
    assert "이미 도착했습니다" in phone.page.inner_text("main")
    assert Mark.objects.get(participant=meeting.supplier).kind == "arrived"


def test_mark_on_which_the_server_stumbles_holds_up_no_other(tablet, meetings):
    first, second = meetings
    one = tablet(slot=first.slot_id)
    before = Mark.objects.count()

    def stumble(route):
        if '"late"' in route.request.post_data:
            route.fulfill(status=500, body="")
        else:
            route.continue_()

    one.page.route("**/desk/marks/", stumble)
    one.page.context.set_offline(True)
    press(one, "late", first.supplier, first.request)
    press(one, "present", first.buyer, first.request)
    press(one, "present", second.buyer, second.request)
    one.page.context.set_offline(False)
    one.page.wait_for_selector("#desk-line-text:has-text('표시 1건')")
    assert Mark.objects.count() == before + 2

    one.page.unroute("**/desk/marks/")
    one.page.click("#desk-send")
    until(one, "saved")
    assert Mark.objects.count() == before + 3
