"""The pages of interest: the press, the inbox, the thread, and what follows."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar
from tests.exchange.factories import make_appointment, make_interest, make_need, make_offer
from tests.factories import MOMENT, make_member, make_organization, make_person
from tests.fairs.factories import make_buyer, make_fair, make_supplier
from time_machine import travel

from sangsaeng.exchange.models import Appointment, Interest
from sangsaeng.fairs.models import Request
from sangsaeng.web.views.exchange.interest_panel import interest_panel

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def moment():
    with travel(MOMENT, tick=False):
        yield


@pytest.fixture
def guest():
    return make_organization("한빛정밀")


def test_one_press_leads_to_the_thread(client, guest):
    need, offer = make_need(), make_offer(guest, title="비전 검사 장비")
    client.force_login(make_member(guest))
    url = reverse("listing_interest", args=[need.code])

    assert "비전 검사 장비" in client.get(url).content.decode()
    answer = client.post(
        url, {"organization": guest.code, "message": "맞습니다", "answering": offer.code}
    )

    interest = Interest.objects.get()
    assert answer.headers["Location"] == reverse("interest", args=[interest.code])
    assert (interest.organization, interest.answering) == (guest, offer)
    page = client.get(answer.headers["Location"]).content.decode()
    assert "맞습니다" in page
    assert "비전 검사 장비" in page


def test_what_is_refused_is_said_beside_the_form(client, guest):
    need = make_need()
    make_interest(need, guest)
    client.force_login(make_member(guest))

    answer = client.post(
        reverse("listing_interest", args=[need.code]), {"organization": guest.code}
    )

    assert answer.status_code == 422
    assert "이미 관심을 보낸 글입니다" in answer.content.decode()


def test_inbox_is_narrowed_and_taken_along(client, guest):
    owner = make_organization("가온전자")
    first = make_interest(make_need(owner, title="셀 검사"), guest, message="검사 장비가 있습니다")
    make_interest(make_offer(guest, title="협동 로봇"), owner, state="declined")
    client.force_login(make_member(guest))

    def titles(query):
        answer = client.get(f"/my/interests.json{query}")
        return [row["title"] for row in json.loads(answer.content)["interests"]]

    assert set(titles("")) == {"셀 검사", "협동 로봇"}
    assert titles("?box=sent") == ["셀 검사"]
    assert titles("?box=received") == ["협동 로봇"]
    assert titles("?state=declined") == ["협동 로봇"]
    assert titles("?q=검사+장비") == ["셀 검사"]
    assert titles("?q=없는말") == []
    page = client.get("/my/interests/?box=sent").content.decode()
    assert reverse("interest", args=[first.code]) in page
    assert "협동 로봇" not in page
    for form in ("xlsx", "csv"):
        assert client.get(f"/my/interests.{form}").status_code == 200


def queries_of(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_inbox_takes_as_many_statements_for_three_as_for_one(client, guest):
    owner = make_organization()

    def add():
        need = make_need(owner, is_anonymous=True)
        one = make_interest(need, guest, state="accepted", answering=make_offer(guest))
        make_appointment(one)

    add()
    client.force_login(make_member(guest))
    queries_of(client, "/my/interests/")
    counts = {queries_of(client, url) for url in ("/my/interests/",)}
    files = {queries_of(client, "/my/interests.json")}
    add()
    add()

    assert {queries_of(client, "/my/interests/")} == counts
    assert {queries_of(client, "/my/interests.json")} == files


def test_owner_answers_on_the_page_and_the_other_reads_it(client, guest):
    interest = make_interest(make_need(is_anonymous=True), guest)
    owner = interest.listing.owner
    client.force_login(make_member(owner))
    url = reverse("interest", args=[interest.code])
    assert "이름이 상대에게 보입니다" in client.get(url).content.decode()

    client.post(
        reverse("interest_answer", args=[interest.code]),
        {"verb": "accept", "answer": "다음 주에 뵙겠습니다", "lets_in": "on"},
    )

    client.force_login(make_member(guest))
    page = client.get(url).content.decode()
    assert "다음 주에 뵙겠습니다" in page
    assert owner.name in page


def test_talk_is_proposed_agreed_and_put_into_a_calendar(client, guest):
    interest = make_interest(make_need(), guest, state="accepted")
    owner, asking = make_member(interest.listing.owner), make_member(guest)
    client.force_login(owner)
    press = reverse("interest_talk", args=[interest.code])
    sent = {"starts_at": "2026-11-20T10:00", "ends_at": "2026-11-20T09:00", "place": "화성 본사"}

    assert client.post(press, sent).status_code == 422
    client.post(press, sent | {"ends_at": "2026-11-20T11:00"})
    talk = Appointment.objects.get()
    # Ten in Seoul is one at night in UTC.
    assert talk.starts_at.isoformat() == "2026-11-20T01:00:00+00:00"

    client.force_login(asking)
    assert (
        "이 시간에 만나기" in client.get(reverse("interest", args=[interest.code])).content.decode()
    )
    client.post(reverse("interest_talk_answer", args=[interest.code]), {"verb": "agree"})
    entry = Calendar.from_ical(
        client.get(reverse("interest_calendar", args=[interest.code])).content
    ).walk("VEVENT")[0]

    assert (str(entry["STATUS"]), str(entry["LOCATION"])) == ("CONFIRMED", "화성 본사")
    assert entry["DTSTART"].dt.isoformat() == "2026-11-20T10:00:00+09:00"


def test_called_off_talk_stays_in_the_calendar_as_cancelled(client, guest):
    interest = make_interest(make_need(), guest, state="accepted")
    make_appointment(interest, state="agreed")
    client.force_login(make_member(guest))

    client.post(reverse("interest_talk_answer", args=[interest.code]), {"verb": "call_off"})
    entry = Calendar.from_ical(
        client.get(reverse("interest_calendar", args=[interest.code])).content
    ).walk("VEVENT")[0]

    assert (str(entry["STATUS"]), entry["SEQUENCE"]) == ("CANCELLED", 1)


def test_interest_leads_to_a_meeting_at_a_fair_of_both(client, guest):
    interest = make_interest(make_need(title="셀 검사 기술"), guest, state="accepted")
    fair = make_fair("기술 상담회", slug="both", state="collecting")
    buyer = make_buyer(fair, organization=interest.listing.owner)
    supplier = make_supplier(fair, organization=guest)
    make_supplier(make_fair("남의 상담회", slug="one-side", state="collecting"), organization=guest)
    client.force_login(make_member(guest))
    page = client.get(reverse("interest", args=[interest.code])).content.decode()
    assert "기술 상담회" in page
    assert "남의 상담회" not in page

    client.post(reverse("interest_fair", args=[interest.code]), {"fair": "both"})

    made = Request.objects.get()
    assert (made.buyer, made.supplier, made.interest) == (buyer, supplier, interest)
    assert (made.asking_side, made.purpose, made.topic) == (
        "supplier",
        "technology",
        "셀 검사 기술",
    )
    again = client.post(reverse("interest_fair", args=[interest.code]), {"fair": "both"})
    assert again.status_code == 404
    linked = reverse("fair_request", args=["both", made.code])
    assert linked in client.get(reverse("interest", args=[interest.code])).content.decode()


@pytest.mark.parametrize("hidden", [{"is_anonymous": True}, {"audience": "members"}])
def test_officers_read_no_title_that_is_not_in_the_open(client, guest, hidden):
    interest = make_interest(make_need(title="비밀 수요", **hidden), guest, state="accepted")
    fair = make_fair(slug="both", state="collecting")
    make_buyer(fair, organization=interest.listing.owner)
    make_supplier(fair, organization=guest)
    client.force_login(make_member(guest))

    client.post(reverse("interest_fair", args=[interest.code]), {"fair": "both"})

    assert Request.objects.get().topic == ""


def test_fair_that_takes_no_requests_any_more_is_not_offered(client, guest):
    interest = make_interest(make_need(), guest, state="accepted")
    over = make_fair("늦은 상담회", state="collecting", answer_by=MOMENT - timedelta(days=1))
    closed = make_fair("끝난 상담회", state="ended")
    for fair in (over, closed):
        make_buyer(fair, organization=interest.listing.owner)
        make_supplier(fair, organization=guest)
    client.force_login(make_member(guest))

    page = client.get(reverse("interest", args=[interest.code])).content.decode()

    assert "늦은 상담회" not in page
    assert "끝난 상담회" not in page


def panel_for(viewer, listing):
    request = RequestFactory().get("/needs/x/")
    request.user = viewer
    panel = interest_panel(request, listing)
    return panel and panel.context


def test_panel_offers_the_press_to_whom_it_is_for(guest):
    need = make_need()
    owner, asking = make_member(need.owner), make_member(guest)

    assert panel_for(owner, need) == {"is_own": True}
    assert panel_for(make_person(), need)["form"] is None
    assert panel_for(asking, need)["may_ask"]
    make_interest(need, guest)
    assert not panel_for(asking, need)["may_ask"]
    assert panel_for(owner, make_need(need.owner, state="closed")) is None


def test_own_page_leads_to_what_waits(client, guest):
    interest = make_interest(make_need(), guest)
    owner = make_member(interest.listing.owner)
    client.force_login(owner)
    assert "답을 기다리는 관심 1건" in client.get("/my/").content.decode()

    client.force_login(make_member(guest))
    page = client.get("/my/").content.decode()
    assert "답을 기다리는 관심" not in page
    assert reverse("my_interests") in page


@pytest.mark.parametrize("side", ["need", "offer"])
def test_page_of_a_text_holds_the_press(client, guest, side):
    listing = make_need() if side == "need" else make_offer()
    client.force_login(make_member(guest))

    page = client.get(f"/{side}s/{listing.code}/").content.decode()

    assert f'action="{reverse("listing_interest", args=[listing.code])}"' in page
    client.logout()
    assert "로그인하고 관심 보내기" in client.get(f"/{side}s/{listing.code}/").content.decode()
