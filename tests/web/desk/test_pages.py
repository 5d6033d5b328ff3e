"""The desk's pages and the batches its devices hand in."""

import csv
import io
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from pypdf import PdfReader
from tests.fairs.factories import make_fair, make_officer, make_supplier
from tests.fairs.personas import make_world
from time_machine import travel

from sangsaeng.fairs.models import Mark, Opening

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture(autouse=True)
def now(world):
    """Five minutes into the first slot."""
    at = world.fair.slots.first().starts_at + timedelta(minutes=5)
    with travel(at, tick=False):
        yield at


@pytest.fixture
def desk(client, world):
    """The desk's own browser."""
    client.force_login(world.people["fair_desk"])
    return client


def address(world, route, *more):
    return reverse(route, args=[world.fair.slug, *more])


def batch(*marks, **fields):
    return {
        "data": json.dumps({"device": "t", "marks": marks} | fields),
        "content_type": "application/json",
    }


def mark(world, now, kind="arrived", **fields):
    usual = {
        "key": str(uuid4()),
        "participant": world.supplier.code,
        "request": "",
        "kind": kind,
        "at": now.isoformat(),
    }
    return usual | fields


def test_board_names_both_sides_of_the_running_slot_with_their_buttons(desk, world):
    page = desk.get(address(world, "desk")).content.decode()

    assert "10:00–10:30" in page
    for party in (world.buyer, world.supplier):
        assert f'value="present {party.code} {world.request.code}"' in page
        assert f'value="arrived {party.code} "' in page


def test_search_without_the_script_narrows_the_people(desk, world):
    page = desk.get(address(world, "desk"), {"q": "한빛"}).content.decode()

    assert f'data-guest="{world.supplier.code}"' in page
    assert f'data-guest="{world.buyer.code}"' not in page


def test_fragment_is_sent_only_when_something_is_new(desk, world, now):
    first = desk.get(address(world, "desk_now"))
    stamp = first.context["stamp"]

    assert desk.get(address(world, "desk_now"), {"seen": stamp}).status_code == 204
    desk.post(address(world, "desk_marks"), **batch(mark(world, now)))
    assert desk.get(address(world, "desk_now"), {"seen": stamp}).status_code == 200


def test_fragment_is_new_when_the_next_slot_begins(desk, world, now):
    stamp = desk.get(address(world, "desk_now")).context["stamp"]

    with travel(now + timedelta(minutes=30), tick=False):
        assert desk.get(address(world, "desk_now"), {"seen": stamp}).status_code == 200


def test_batch_says_of_each_mark_whether_it_was_taken(desk, world, now):
    good = mark(world, now)
    foreign = mark(world, now, participant=make_supplier(make_fair()).code)
    unreadable = [
        mark(world, now, kind="danced"),
        mark(world, now, at="yesterday"),
        mark(world, now, at="2026-11-25T10:00:00"),
        mark(world, now, at="0001-01-01T00:00:00+14:00"),
        mark(world, now, participant="\x00"),
        mark(world, now, request=["x"]),
        mark(world, now, kind=None),
        {"key": "not a key"},
    ]

    answer = desk.post(address(world, "desk_marks"), **batch(good, foreign, *unreadable, 7))

    said = answer.json()
    refused = {one["key"]: one["code"] for one in said["refused"]}
    assert said["taken"] == [good["key"]]
    assert refused.pop(foreign["key"]) == "fair.not_of_this_fair"
    assert set(refused) == {str(one["key"]) for one in unreadable} | {"None"}
    assert set(refused.values()) == {"fair.mark_unreadable"}
    assert all(one["reason"] for one in said["refused"])


@pytest.mark.parametrize("body", ["", "[]", "{", '{"marks": 1}', '{"marks": {}}', '"x"'])
def test_body_that_is_no_batch_is_refused_whole(desk, world, body):
    answer = desk.post(address(world, "desk_marks"), body, content_type="application/json")

    assert (answer.status_code, answer.json()["code"]) == (400, "fair.marks_unreadable")


def test_body_nested_too_deeply_is_refused_like_any_other(desk, world):
    body = "[" * 200_000
    answer = desk.post(address(world, "desk_marks"), body, content_type="application/json")

    assert (answer.status_code, answer.json()["code"]) == (400, "fair.marks_unreadable")


def test_body_larger_than_any_batch_is_refused_whole(desk, world, now):
    answer = desk.post(
        address(world, "desk_marks"), **batch(mark(world, now), device="x" * 10_000_000)
    )

    assert (answer.status_code, answer.json()["code"]) == (400, "fair.marks_unreadable")
    assert not Mark.objects.exists()


def test_batch_of_too_many_is_refused_whole(desk, world, now):
    answer = desk.post(address(world, "desk_marks"), **batch(*[mark(world, now)] * 201))

    assert answer.status_code == 400
    assert not Mark.objects.exists()


def test_batch_of_a_stranger_is_answered_with_a_status_not_a_page(client, world, now):
    answer = client.post(address(world, "desk_marks"), **batch(mark(world, now)))

    assert (answer.status_code, answer.json()["code"]) == (401, "sign_in_needed")


def test_stand_in_is_kept_without_what_cannot_be_printed(desk, world, now):
    about = {"request": world.request.code, "stand_in": "김\x00대\u202e리"}
    desk.post(address(world, "desk_marks"), **batch(mark(world, now, "present", **about)))

    assert Mark.objects.get().stand_in == "김대리"


def test_desk_is_told_what_followed_from_an_absence(desk, world, now):
    about = {"request": world.request.code}
    absent = mark(world, now, "absent", **about)
    back = mark(world, now + timedelta(seconds=5), "unmarked", **about)

    first = desk.post(address(world, "desk_marks"), **batch(absent)).json()
    second = desk.post(address(world, "desk_marks"), **batch(back)).json()

    assert first["told"] == ["한국수력원자력 – 한빛정밀 상담의 자리를 비웠습니다."]
    assert second["told"] == ["한국수력원자력 – 한빛정밀 상담을 원래 자리에 되돌렸습니다."]
    assert not Opening.objects.open().exists()


def test_form_marks_without_the_script_and_leads_back(desk, world):
    press = {"mark": f"late {world.supplier.code} {world.request.code}"}

    board = desk.post(address(world, "desk_mark"), press)
    visit = desk.post(address(world, "desk_mark"), press | {"back": "visit"})

    assert Mark.objects.filter(kind="late").count() == 2
    assert board.url == address(world, "desk")
    assert visit.url == address(world, "desk_arrive", world.supplier.code)


@pytest.mark.parametrize("press", ["", "late", "late ZZZZ ZZZZ", "\x00 \x00 \x00"])
def test_form_that_says_nothing_is_refused(desk, world, press):
    answer = desk.post(address(world, "desk_mark"), {"mark": press})

    assert answer.status_code in {409, 422}
    assert not Mark.objects.exists()


def test_ticket_page_shows_who_it_is_and_confirms_with_one_press(desk, world):
    url = address(world, "desk_arrive", world.supplier.code)

    before = desk.get(url).content.decode()
    after = desk.post(url, follow=True).content.decode()

    assert "한빛정밀 도착 확인" in before
    assert "10:00 상담장 1 01번 – 한국수력원자력" in before
    assert "이미 도착했습니다" in after
    assert Mark.objects.get().kind == "arrived"


def test_ticket_page_takes_an_arrival_back(desk, world, now):
    url = address(world, "desk_arrive", world.supplier.code)
    desk.post(url)

    with travel(now + timedelta(seconds=3), tick=False):
        page = desk.post(url, {"kind": "unmarked"}, follow=True).content.decode()

    assert "한빛정밀 도착 확인" in page


def test_ticket_page_marks_nothing_it_does_not_offer(desk, world):
    desk.post(address(world, "desk_arrive", world.supplier.code), {"kind": "absent"})

    assert not Mark.objects.exists()


def test_fallback_sheet_has_every_pair_that_is_not_over(desk, world, now):
    answer = desk.get(address(world, "desk_sheet"))
    later = now + timedelta(minutes=30)
    with travel(later, tick=False):
        second = desk.get(address(world, "desk_sheet"))

    def text(response):
        pages = PdfReader(io.BytesIO(response.content)).pages
        return " ".join(page.extract_text() for page in pages)

    assert answer["Content-Type"] == "application/pdf"
    assert all(name in text(answer) for name in ("한빛정밀", "나래소재", "한국수력원자력"))
    assert "한빛정밀" not in text(second)


def test_fallback_sheet_of_a_fair_without_slots_says_so(client):
    fair = make_fair()
    client.force_login(make_officer(fair))

    answer = client.get(reverse("desk_sheet", args=[fair.slug]))

    assert (
        "남은 상담 시간이 없습니다" in PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    )


def test_record_of_the_day_is_a_sheet(desk, world, now):
    about = {"request": world.request.code, "stand_in": "김대리"}
    desk.post(address(world, "desk_marks"), **batch(mark(world, now, "present", **about)))

    answer = desk.get(address(world, "desk_export", "csv")).content.decode("utf-8-sig")

    first, second = csv.DictReader(io.StringIO(answer))
    assert first["공급기업 이름"] == "한빛정밀"
    assert (first["공급기업 참석"], first["공급기업 대신 온 사람"]) == ("참석", "김대리")
    assert (first["상담함"], second["공급기업 참석"]) == ("아니오", "")


def test_fair_without_slots_has_an_empty_desk_that_leads_on(client):
    fair = make_fair()
    client.force_login(make_officer(fair))

    page = client.get(reverse("desk", args=[fair.slug])).content.decode()

    assert "아직 상담 시간이 없습니다" in page
    assert reverse("fair", args=[fair.slug]) in page


def test_look_that_finds_nothing_new_is_cheap(desk, world, django_assert_max_num_queries):
    stamp = desk.get(address(world, "desk_now")).context["stamp"]

    with django_assert_max_num_queries(9):
        desk.get(address(world, "desk_now"), {"seen": stamp})
