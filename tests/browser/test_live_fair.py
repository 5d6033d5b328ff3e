"""A whole fair with several people at once: asked, answered, planned, and its day as it comes."""

import re
from datetime import UTC, timedelta

import pytest
from allauth.account.models import EmailAddress
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_fair_journey import press
from tests.fairs.factories import (
    make_buyer,
    make_desk,
    make_fair,
    make_hall,
    make_officer,
    make_pin,
    make_request,
    make_staff,
    make_supplier,
)

from sangsaeng.fairs.models import Day, Request, Slot, Unavailability, Wish
from sangsaeng.kernel import clock
from sangsaeng.sample.people import PASSWORD

pytestmark = pytest.mark.browser

SLUG = "live"
FAIR = f"/fairs/{SLUG}/"
TABLET = {"width": 1024, "height": 768}
SLOTS, MINUTES = 15, 20
WITHIN_SECONDS = 30


@pytest.fixture
def site(transactional_db, live_server, settings, tmp_path):  # noqa: ARG001 - the database of the server
    """A fair whose first slot has just begun, with its people, and requests but for one."""
    settings.BASE_URL = live_server.url
    fair = make_fair("오늘의 상담회", slug=SLUG, state="collecting")
    slots = make_slots_from_now(fair)
    halls = [make_hall(fair, "A홀"), make_hall(fair, "B홀")]
    welcoming = make_buyer(fair, "한빛전자", hall=halls[0])
    late = make_buyer(fair, "대륙중공업", hall=halls[0])
    punctual = make_buyer(fair, "누리통신", hall=halls[1])
    only_at(welcoming, slots, [2])
    absent = make_supplier(fair, "가람정밀")
    for number in range(6):
        waiting = make_supplier(fair, f"다온소재{number + 1}")
        make_pin(make_request(late, waiting, **MUTUAL), slots[number + 2])
        account(f"waiting{number + 1}@example.com", make_staff(waiting))
    first = make_supplier(fair, "새길로보틱스")
    make_pin(make_request(punctual, first, **MUTUAL), slots[0])
    account("officer@example.com", make_officer(fair))
    account("desk@example.com", make_desk(fair))
    account("buyer@example.com", make_staff(welcoming))
    account("punctual@example.com", make_staff(punctual))
    account("supplier@example.com", make_staff(absent))
    account("first@example.com", make_staff(first))
    return live_server.url, tmp_path


MUTUAL = {"buyer_wish": Wish.WANT, "supplier_wish": Wish.MUST, "state": "accepted"}


def make_slots_from_now(fair):
    """Slots one after another, the first one under way for a few minutes."""
    begins = clock.now().astimezone(UTC).replace(second=0, microsecond=0) - timedelta(minutes=4)
    day = Day.objects.create(fair=fair, date=begins.astimezone(fair.tz).date())
    length = timedelta(minutes=MINUTES)
    return [
        Slot.objects.create(
            fair=fair,
            day=day,
            starts_at=begins + number * length,
            ends_at=begins + (number + 1) * length,
        )
        for number in range(SLOTS)
    ]


def only_at(participant, slots, numbers):
    """The participant can meet in these slots alone."""
    Unavailability.objects.bulk_create(
        Unavailability(participant=participant, slot=slot)
        for number, slot in enumerate(slots)
        if number not in numbers
    )


def account(email, person):
    """A log-in for the person."""
    person.email = email
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)


def test_a_fair_is_asked_for_answered_planned_repaired_and_told(visit):
    supplier, buyer = visit(PHONE), visit()
    supplier_asks(supplier)
    buyer_answers(buyer)
    officer = visit()
    officer_plans_and_publishes(officer)

    phones = {"waiting1": visit(PHONE), "buyer": visit(PHONE)}
    for name, phone in phones.items():
        phone.sign_in(f"{name}@example.com")
        phone.go(f"{FAIR}timetable/")
        phone.keep(f"live-04-phone-{name}")
    desk = visit(TABLET)
    desk.sign_in("desk@example.com")
    desk_checks_in(desk)
    supplier_does_not_come(desk)
    walk_in_takes_the_place(desk)
    shows_within_seconds(
        phones["buyer"], lambda phone: "해솔바이오" in phone.page.inner_text("main")
    )
    phones["buyer"].look()
    phones["buyer"].keep("live-09-phone-shows-the-walk-in")

    before = hours_on(phones["waiting1"])
    buyer_is_late(desk)
    shows_within_seconds(phones["waiting1"], lambda phone: hours_on(phone) not in {"", before})
    phones["waiting1"].look()
    phones["waiting1"].keep("live-13-phone-shows-the-new-hour")

    both_sides_note(visit)
    the_funnel_tells_it(officer)


def hours_on(phone):
    """The hours of the next meeting as the phone shows them."""
    found = re.search(r"\d\d:\d\d–\d\d:\d\d", phone.page.inner_text("main"))
    return found[0] if found else ""


def shows_within_seconds(phone, is_shown):
    """The phone renews itself; nobody touches it."""
    for _half_second in range(WITHIN_SECONDS * 2):
        if is_shown(phone):
            return
        phone.page.wait_for_timeout(500)
    pytest.fail(f"not within {WITHIN_SECONDS} s: {phone.page.inner_text('main')}")


def supplier_asks(supplier):
    """A supplier finds a buyer and asks for a meeting, on its phone."""
    supplier.sign_in("supplier@example.com")
    supplier.go(f"{FAIR}directory/")
    supplier.keep("live-01-directory")
    supplier.page.get_by_role("link", name="한빛전자").first.click()
    supplier.page.wait_for_load_state()
    supplier.look()
    supplier.page.fill("main input[name=topic], main textarea[name=topic]", "정밀 가공품")
    press(supplier.page, "신청하기")
    supplier.look()

    assert Request.objects.get(supplier__organization__name="가람정밀").state == "asked"


def buyer_answers(buyer):
    """The buyer reads why requests stand in their order, and accepts."""
    buyer.sign_in("buyer@example.com")
    buyer.go(f"{FAIR}received/")
    buyer.keep("live-02-received")
    buyer.page.get_by_role("button", name="가람정밀 신청 수락: 꼭").click()
    buyer.page.get_by_text("우리의 답").wait_for()
    buyer.look()

    assert Request.objects.get(supplier__organization__name="가람정밀").state == "accepted"


def officer_plans_and_publishes(officer):
    """One press plans, one publishes."""
    officer.sign_in("officer@example.com")
    officer.go(f"{FAIR}plan/")
    press(officer.page, "시간표 편성")
    officer.page.wait_for_url("**/plan/1/")
    officer.go(f"{FAIR}plan/1/publish/")
    press(officer.page, re.compile("1판으로 발표"))
    officer.go(f"{FAIR}timetable/")
    officer.keep("live-03-published")


def desk_checks_in(desk):
    """Both sides of the running meeting are there."""
    desk.go(f"{FAIR}desk/")
    for name in ("누리통신", "새길로보틱스"):
        side = desk.page.get_by_role("group", name=name)
        side.get_by_role("button", name="참석").click()
        side.locator("[data-press=present][aria-pressed=true]").wait_for()
    desk.page.locator("#desk-line[data-state=saved]").wait_for()
    desk.look()
    desk.keep("live-05-desk")


def supplier_does_not_come(desk):
    """A press marks the absence, and the place is free."""
    slot = Request.objects.get(supplier__organization__name="가람정밀").meetings.get().slot
    begins = f"{slot.starts_at.astimezone(slot.fair.tz):%H:%M}"
    desk.page.locator(".desk-choose").get_by_role("link", name=begins).first.click()
    side = desk.page.get_by_role("group", name="가람정밀")
    side.wait_for()
    side.get_by_role("button", name="불참").click()
    desk.page.locator("#desk-line[data-state=saved]").wait_for()
    desk.go(f"{FAIR}desk/openings/")
    desk.keep("live-06-opening")

    assert "가람정밀" in desk.page.inner_text("main")


def walk_in_takes_the_place(desk):
    """A company that nobody expected is entered and gets the place, in few presses."""
    desk.go(f"{FAIR}desk/walk-ins/")
    desk.page.fill("input[name=name]", "해솔바이오")
    desk.page.get_by_label("한빛전자").check()
    desk.keep("live-07-walk-in")
    press(desk.page, "등록하고 자리 보기")
    desk.look()
    desk.keep("live-08-places")
    desk.page.locator("main button[name=place]").first.click()
    desk.page.wait_for_load_state()
    desk.look()

    assert Request.objects.get(supplier__organization__name="해솔바이오").meetings.count() == 1


def buyer_is_late(desk):
    """The repair shows whom it would move; six meetings move and nothing that has begun."""
    desk.go(f"{FAIR}desk/changes/")
    desk.keep("live-10-changes")
    form = desk.page.locator("#late form")
    form.locator("select").first.select_option(label="대륙중공업 · 수요기업")
    form.locator("select").nth(1).select_option("8")
    form.get_by_role("button", name="미리 보기").click()
    desk.page.wait_for_load_state()
    desk.look()
    desk.keep("live-11-whom-it-moves")
    told = desk.page.inner_text("main")
    press(desk.page, "이대로 조정")
    desk.look()
    desk.keep("live-12-changed")

    assert re.search(r"옮겨짐\s*6\s*건", told)


def both_sides_note(visit):
    """Each side tells how far the meeting came; the two notes stand side by side."""
    code = Request.objects.get(supplier__organization__name="새길로보틱스").code
    for name, screen in (("punctual", DESKTOP), ("first", PHONE)):
        side = visit(screen)
        side.sign_in(f"{name}@example.com")
        side.go(f"{FAIR}results/mine/")
        side.page.get_by_role("link", name=re.compile("상담 결과 적기")).first.click()
        side.page.wait_for_load_state()
        side.page.select_option("select[name=rung]", "quoted")
        side.page.fill("input[name=amount]", "3억 6천만")
        side.page.fill("[name=next_step]", "시제품 시험")
        press(side.page, "상담 결과 저장")
        side.look()
        side.keep(f"live-14-note-{name}")
    assert Request.objects.get(code=code).notes.count() == 2


def the_funnel_tells_it(officer):
    """From nine requests to the one next step."""
    officer.go(f"{FAIR}results/")
    officer.keep("live-15-results")
    told = officer.page.inner_text("main")

    for stage, count in (("신청", 9), ("상담 배정", 9), ("상담 진행", 1), ("다음 단계", 1)):
        assert re.search(rf"{stage}\s+{count}\s*건", told), (stage, told[:600])
