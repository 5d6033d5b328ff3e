"""A participant's own page as its phone reads it: what comes next, the ticket, how it stays fresh."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.fairs.factories import (
    make_buyer,
    make_fair,
    make_published,
    make_request,
    make_slots,
    make_staff,
    make_supplier,
    make_timetable,
)
from tests.fairs.personas import make_world
from time_machine import travel

from sangsaeng.web.tickets import arrival_address, ticket_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def morning(world):
    """Half an hour before the first meeting."""
    return world.fair.slots.all()[0].starts_at - timedelta(minutes=30)


def page(client, world, moment, persona="supplier_staff", **query):
    client.force_login(world.people[persona])
    address = reverse("participant_timetable", args=[world.fair.slug, world.supplier.code])
    with travel(moment, tick=False):
        return client.get(address, query).content.decode()


def next_meeting(content):
    (card,) = re.findall(r'<section id="next".*?</section>', content, re.DOTALL)
    return card


def test_next_meeting_says_when_where_and_with_whom(client, world, morning):
    card = next_meeting(page(client, world, morning))

    assert "30분 뒤" in card.replace("\xa0", " ").replace("30 분", "30분")
    assert "10:00–10:30" in card
    assert "한국수력원자력" in card
    assert "상담장 1 · 테이블 01" in card
    assert "hidden" not in card.split(">")[0]


def test_running_meeting_is_next_until_it_ends(client, world, morning):
    assert "진행 중 · 10:30까지" in next_meeting(
        page(client, world, morning + timedelta(minutes=45))
    )


def test_after_the_last_meeting_it_says_that_all_is_over(client, world, morning):
    content = page(client, world, morning + timedelta(hours=2))

    assert "hidden" in next_meeting(content).split(">")[0]
    assert "잡힌 상담이 모두 끝났습니다." in content


def test_hall_that_runs_late_is_told_and_its_meeting_is_not_over(client, world, morning):
    world.fair.halls.update(behind_minutes=20)
    card = next_meeting(page(client, world, morning + timedelta(minutes=65)))

    assert "상담장이 20분 늦습니다. 10:20쯤 시작합니다." in card
    assert "진행 중 · 10:50까지" in card


def test_page_tells_the_script_what_to_ask_for_and_what_it_has(client, world, morning):
    world.supplier.revision = 7
    world.supplier.save()
    content = page(client, world, morning)

    assert f'data-address="/live/{world.supplier.live_code}"' in content
    assert 'data-revision="7"' in content
    assert "09:30에 확인" in content


def test_copy_is_kept_on_the_phones_of_its_own_people_only(client, world, morning):
    kept = re.compile(r"\sdata-keep\s")

    assert kept.search(page(client, world, morning))
    assert not kept.search(page(client, world, morning, "fair_desk"))


def test_draft_does_not_renew_itself_and_has_no_ticket(client, world, morning):
    content = page(client, world, morning, "fair_officer", serial=world.draft.serial)

    assert "data-address" not in content
    assert "live.js" not in content
    assert 'class="qr"' not in content


def test_page_that_waits_for_its_timetable_renews_itself_when_it_comes(client, at):
    fair = make_fair()
    supplier = make_supplier(fair)
    client.force_login(make_staff(supplier))
    with travel(at, tick=False):
        content = client.get(reverse("participant_timetable", args=[fair.slug, supplier.code]))

    assert f"/live/{supplier.live_code}" in content.content.decode()


def test_ticket_leads_the_desk_to_the_arrival_of_this_participant(client, world, morning, settings):
    settings.BASE_URL = "https://fair.example.kr"
    ticket = ticket_of(world.supplier)

    assert ticket.address == (
        f"https://fair.example.kr/fairs/{world.fair.slug}/desk/arrive/{world.supplier.code}/"
    )
    assert ticket.path in page(client, world, morning)


def test_ticket_is_a_square_of_dark_modules_with_a_quiet_margin(world):
    ticket = ticket_of(world.supplier)
    bars = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", ticket.path)

    assert "".join(f"M{x} {y}h{length}v1h-{back}z" for x, y, length, back in bars) == ticket.path
    assert all(length == back for _x, _y, length, back in bars)
    assert min(int(x) for x, *_ in bars) == min(int(y) for _x, y, *_ in bars) == 4
    assert max(int(x) + int(length) for x, _y, length, _b in bars) == ticket.size - 4
    # The first row begins with the seven modules of the finder.
    assert bars[0] == ("4", "4", "7", "7")


def test_tickets_of_two_participants_differ(world):
    assert arrival_address(world.fair.slug, world.buyer.code) != ticket_of(world.supplier).address
    assert ticket_of(world.buyer).path != ticket_of(world.supplier).path


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return asked.captured_queries


@pytest.mark.parametrize("others", [0, 12])
def test_page_costs_the_same_however_many_others_there_are(client, others):
    fair = make_fair()
    slots = make_slots(fair)
    supplier, buyer = make_supplier(fair), make_buyer(fair)
    placed = [(make_request(buyer, supplier), slots[0])]
    placed += [
        (make_request(make_buyer(fair), make_supplier(fair)), slots[1]) for _one in range(others)
    ]
    make_published(fair, placed)
    client.force_login(make_staff(supplier))
    asked = queries_of(client, reverse("participant_timetable", args=[fair.slug, supplier.code]))

    assert len(asked) <= 18
    # Whoever reads by the version walks through everybody's meetings.
    by_version = [one for one in asked if 'WHERE "fairs_meeting"."timetable_id" =' in one["sql"]]
    assert all('"fairs_meeting"."id" IN' in one["sql"] for one in by_version)


def test_own_meetings_of_other_versions_and_drafts_are_not_mixed_in(client, world, morning):
    slots = world.fair.slots.all()
    make_timetable(world.fair, [(world.request, slots[3])])
    content = page(client, world, morning)

    assert content.count("data-key=") == 1
    assert "10:00" in content
