"""The pages of free places: what stands on them, what a press does, how they end."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories import make_organization
from tests.fairs.factories import make_buyer, make_meeting, make_request, make_supplier
from tests.fairs.floor import make_day, make_day_of_one_population
from time_machine import travel

from sangsaeng.fairs.models import Meeting, Offer, Participant
from sangsaeng.organizations.models import Organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    return make_day()


@pytest.fixture(autouse=True)
def clock(day):
    with travel(day.at, tick=False) as moved:
        yield moved


@pytest.fixture
def desk(client, day):
    client.force_login(day.desk)
    return client


def page(client, route, day, *rest):
    answer = client.get(reverse(route, args=[day.fair.slug, *rest]))
    assert answer.status_code == 200
    return answer.content.decode()


def press(client, route, day, *rest, **body):
    return client.post(reverse(route, args=[day.fair.slug, *rest]), body, follow=True)


def test_without_a_free_place_the_page_says_what_will_bring_one(desk, day):
    text = page(desk, "desk_openings", day)

    assert "비어 있는 자리가 없습니다" in text
    assert "아직 바뀐 것이 없습니다" in text


def test_free_place_tells_whom_it_is_offered_to_until_when_and_why(desk, day):
    opening = day.vacate()

    text = page(desk, "desk_openings", day)

    assert "10:00–10:30 · 상담장 1 01" in text
    assert "한빛전자 – 나래소재" in text
    assert "10:06:00까지 답변" in text
    assert f'data-until="{opening.offers.get().until.astimezone(day.fair.tz).isoformat()}"' in text
    assert "희망도 60" in text
    assert "오늘 상담이 하나도 없음" in text


def test_looking_at_the_page_moves_an_offer_on_whose_time_is_over(desk, day, clock):
    opening = day.vacate()
    clock.shift(timedelta(minutes=6))

    text = page(desk, "desk_openings", day)

    assert [one.state for one in opening.offers.all()] == ["lapsed", "open"]
    assert "한빛전자 – 다솔화학" in text


def test_polled_part_is_sent_only_when_something_changed(desk, day):
    opening = day.vacate()
    url = reverse("desk_openings", args=[day.fair.slug])
    seen = desk.get(url).context["stamp"]
    part = {"headers": {"HX-Request": "true"}}

    assert desk.get(url, {"seen": seen}, **part).status_code == 204
    press(desk, "desk_offer", day, opening.offers.get().code, answer="decline")
    answer = desk.get(url, {"seen": seen}, **part)
    assert answer.status_code == 200
    assert "<html" not in answer.content.decode()


@pytest.mark.parametrize(
    ("answer", "states"),
    [
        ("accept", ["accepted"]),
        ("decline", ["declined", "open"]),
        ("take_back", ["taken_back", "open"]),
    ],
)
def test_desk_settles_an_offer_with_one_press(desk, day, answer, states):
    opening = day.vacate()

    press(desk, "desk_offer", day, opening.offers.get().code, answer=answer)

    assert [one.state for one in opening.offers.all()] == states


def test_desk_sees_who_waits_in_order_and_who_cannot_come_and_why(desk, day):
    opening = day.vacate()
    day.first.supplier.limit = 0
    day.first.supplier.save()

    text = page(desk, "desk_opening", day, opening.code)

    assert "한빛전자 – 다솔화학" in text
    assert "나래소재가 상담 한도를 채웠습니다" in text


@pytest.mark.parametrize("how", ["offer", "book"])
def test_desk_gives_the_place_to_another(desk, day, how):
    opening = day.vacate()

    press(desk, "desk_opening_give", day, opening.code, request=day.second.code, how=how)

    assert opening.offers.first().state == "taken_back"
    assert Meeting.objects.filter(request=day.second).exists() == (how == "book")


def test_place_that_was_given_away_meanwhile_is_said_so(desk, day):
    opening = day.vacate()
    press(desk, "desk_offer", day, opening.offers.get().code, answer="accept")

    answer = press(desk, "desk_opening_give", day, opening.code, request=day.second.code)

    assert "이미 채워졌거나 시간이 끝난 빈자리" in answer.content.decode()


def test_waiting_pairs_are_found_by_name_and_put_into_a_place(desk, day):
    text = desk.get(reverse("desk_waiting", args=[day.fair.slug]), {"q": "나래"}).content.decode()
    assert "나래소재" in text
    assert "다솔화학" not in text
    url = reverse("desk_booking", args=[day.fair.slug, day.first.code])
    assert "11/25 10:30–11:00" in desk.get(url).content.decode()

    answer = desk.post(url, {"place": f"{day.slots[1].pk}-{day.table.pk}"}, follow=True)

    assert "시간표에 넣었습니다" in answer.content.decode()
    assert Meeting.objects.get(request=day.first).slot == day.slots[1]


def test_meeting_of_the_timetable_is_found_by_name_and_called_off_from_there(desk, day):
    url = reverse("desk_waiting", args=[day.fair.slug])
    off = reverse("desk_call_off", args=[day.fair.slug, day.absent.code])

    assert off in desk.get(url, {"q": "가온"}).content.decode()
    assert off not in desk.get(url, {"q": "나래"}).content.decode()
    assert off not in desk.get(url).content.decode()


def test_nobody_found_leads_to_the_walk_in(desk, day):
    answer = desk.get(reverse("desk_waiting", args=[day.fair.slug]), {"q": "없는기업"})

    assert reverse("desk_walk_in", args=[day.fair.slug]) in answer.content.decode()


def test_pair_without_a_place_reads_why(desk, day):
    day.first.supplier.limit = 0
    day.first.supplier.save()

    assert "나래소재가 상담 한도를 채웠습니다" in page(desk, "desk_booking", day, day.first.code)


def test_meeting_is_called_off_after_a_question(desk, day):
    text = page(desk, "desk_call_off", day, day.absent.code)
    assert "기다리는 기업에 제안합니다" in text

    press(desk, "desk_call_off", day, day.absent.code)

    assert Offer.objects.get().request == day.first


def test_meeting_that_is_not_there_cannot_be_called_off(desk, day):
    url = reverse("desk_call_off", args=[day.fair.slug, day.first.code])

    assert desk.get(url).status_code == 404


def test_walk_in_has_a_place_in_three_presses(desk, day):
    url = reverse("desk_walk_in", args=[day.fair.slug])
    body = {"name": "새길테크", "wanted": day.buyer.pk, "purpose": "purchase", "topic": "밸브"}

    shown = desk.post(url, body, follow=True)
    place = f"{day.slots[1].pk}-{day.table.pk}"
    request = Participant.objects.get(organization__name="새길테크").requests_as_supplier.get()
    assert f'value="{place}"' in shown.content.decode()
    answer = press(
        desk, "desk_booking", day, request.code, place=place, walk_in=request.supplier.code
    )

    assert Meeting.objects.get(request=request).slot == day.slots[1]
    assert answer.redirect_chain[-1][0] == reverse(
        "desk_walk_in_places", args=[day.fair.slug, request.supplier.code]
    )
    assert "시간표에 있는 상담" in answer.content.decode()


def test_name_that_may_mean_somebody_known_is_asked_about(desk, day):
    known = make_organization("새길테크(주)부산")
    known.names.create(name="새길테크", key="새길테크", use="alias")
    other = make_organization("새길테크 서울")
    other.names.create(name="새길테크", key="새길테크", use="alias")
    url = reverse("desk_walk_in", args=[day.fair.slug])
    body = {"name": "새길테크", "wanted": day.buyer.pk, "purpose": "other"}

    asked = desk.post(url, body)
    assert asked.status_code == 422
    assert "어느 기업입니까?" in asked.content.decode()
    answer = desk.post(url, body | {"who": known.code}, follow=True)

    assert answer.status_code == 200
    assert Participant.objects.filter(organization=known).exists()
    assert not Participant.objects.filter(organization=other).exists()


def test_business_number_tells_which_one_is_meant(desk, day):
    known = make_organization("가람산업", business_number="1248100998")
    url = reverse("desk_walk_in", args=[day.fair.slug])

    desk.post(
        url,
        {
            "name": "가람 산업 주식회사",
            "business_number": "124-81-00998",
            "wanted": day.buyer.pk,
            "purpose": "other",
        },
    )

    assert Participant.objects.filter(organization=known).exists()


def test_walk_in_without_a_wish_or_with_a_wrong_number_is_told(desk, day):
    url = reverse("desk_walk_in", args=[day.fair.slug])
    before = Organization.objects.count()

    nobody = desk.post(url, {"name": "새길테크", "purpose": "other"})
    wrong = desk.post(
        url,
        {"name": "새길", "business_number": "1", "wanted": day.buyer.pk, "purpose": "other"},
    )

    assert "만나려는 기업을 한 곳 이상" in nobody.content.decode()
    assert (nobody.status_code, wrong.status_code) == (422, 422)
    assert "검증 숫자" in wrong.content.decode()
    assert Organization.objects.count() == before


def test_one_population_walks_in_too(client):
    day = make_day_of_one_population()
    client.force_login(day.desk)
    url = reverse("desk_walk_in", args=[day.fair.slug])

    answer = client.post(
        url, {"name": "새길테크", "wanted": day.buyer.pk, "purpose": "other"}, follow=True
    )

    assert "새길테크" in answer.content.decode()
    assert answer.status_code == 200


def test_who_is_asked_reads_where_and_when_and_says_yes(client, day):
    opening = day.vacate()
    client.force_login(day.people["first"])

    text = page(client, "fair_offer", day, opening.offers.get().code)
    assert all(word in text for word in ("한빛전자", "11/25 10:00–10:30", "상담하겠습니다"))
    answer = press(client, "fair_offer", day, opening.offers.get().code, answer="accept")

    assert "상담이 정해졌습니다" in answer.content.decode()
    assert Meeting.objects.get(request=day.first).slot == day.slots[0]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("accepted", "상담이 정해졌습니다"),
        ("declined", "거절한 제안입니다"),
        ("lapsed", "답변 시간이 지났습니다"),
        ("taken_back", "더는 쓸 수 없는 제안입니다"),
    ],
)
def test_offer_that_is_settled_says_so_and_asks_nothing(client, day, state, words):
    opening = day.vacate()
    opening.offers.update(state=state)
    client.force_login(day.people["first"])

    text = page(client, "fair_offer", day, opening.offers.get().code)

    assert words in text
    assert 'name="answer"' not in text


def test_changes_of_the_day_are_given_as_files(desk, day):
    opening = day.vacate()
    press(desk, "desk_offer", day, opening.offers.get().code, answer="accept")

    rows = desk.get(f"/fairs/{day.fair.slug}/desk/openings.json").json()["changes"]
    csv = desk.get(f"/fairs/{day.fair.slug}/desk/openings.csv").content.decode("utf-8-sig")
    sheet = desk.get(f"/fairs/{day.fair.slug}/desk/openings.xlsx")

    assert [(row["kind"], row["supplier"]) for row in rows] == [
        ("booked", "나래소재"),
        ("accepted", "나래소재"),
        ("open", "나래소재"),
        ("opened", "가온정밀"),
    ]
    assert "자리를 제안함" in csv
    assert sheet.status_code == 200


def test_fair_that_is_over_keeps_its_history_and_offers_no_press(desk, day):
    day.vacate()
    day.fair.state = "ended"
    day.fair.save()

    text = page(desk, "desk_openings", day)

    assert "지금은 자리를 채울 수 없습니다" in text
    assert 'name="answer"' not in text


@pytest.mark.parametrize("route", ["desk_openings", "desk_waiting"])
def test_more_places_and_pairs_take_no_more_queries(desk, day, route):
    day.vacate()
    url = reverse(route, args=[day.fair.slug])
    desk.get(url)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert desk.get(url).status_code == 200
        return len(caught)

    few = queries()
    for slot in day.slots[1:3]:
        buyer = make_buyer(day.fair)
        gone = make_request(buyer, make_supplier(day.fair))
        make_request(buyer, make_supplier(day.fair))
        make_meeting(day.fair.timetables.get(), gone, slot)
        day.vacate(gone)

    assert queries() == few
