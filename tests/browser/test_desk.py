"""The desk on tablets: two that lose the network lose no mark, whatever each of them saw."""

import re

import pytest

from sangsaeng.fairs.models import Fair, Mark, Meeting
from sangsaeng.fairs.queries.marks import attendance_of
from sangsaeng.sample.live_day import SLUG

pytestmark = pytest.mark.browser

DESK = f"/fairs/{SLUG}/desk/"
TABLET = {"width": 1024, "height": 768}
UPRIGHT = {"width": 768, "height": 1024}
OFFLINE = re.compile("ERR_INTERNET_DISCONNECTED")


@pytest.fixture
def tablet(visit):
    """Open a tablet at the desk."""

    def open_tablet(screen=TABLET):
        one = visit(screen)
        one.sign_in("desk@example.com")
        one.go(DESK)
        return one

    return open_tablet


@pytest.fixture
def meetings(site):  # noqa: ARG001 - the sample is loaded into it
    """Two meetings of the slot that runs, or of the next one."""
    return coming()[:2]


def coming():
    """The meetings that nobody was seen at yet, in their order."""
    fair = Fair.objects.get(slug=SLUG)
    seen = Mark.objects.filter(fair=fair, request__isnull=False).values("request")
    meetings = Meeting.objects.filter(timetable__fair=fair, timetable__state="published")
    return list(meetings.exclude(request__in=seen).select_related("request", "supplier", "buyer"))


def press(one, kind, party, request):
    """Press one side's button."""
    one.page.locator(f"#{kind}-{party.code}-{request.code}").click()


def state(one):
    """How the tablet stands with the server."""
    return one.page.get_attribute("#desk-line", "data-state")


def until(one, wanted):
    """Wait until the tablet says so."""
    one.page.wait_for_selector(f"#desk-line[data-state={wanted}]")


def test_two_tablets_off_line_merge_without_losing_a_mark(tablet, meetings):
    first, second = tablet(), tablet(UPRIGHT)
    same, other = meetings
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
