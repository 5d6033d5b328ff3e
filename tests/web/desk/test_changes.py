"""The desk says what went wrong, reads whom it would move, and confirms it."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse
from tests.fairs.factories import (
    FAIR_DAY,
    make_buyer,
    make_desk,
    make_fair,
    make_hall,
    make_published,
    make_request,
    make_slots,
    make_staff,
    make_supplier,
    make_tables,
    put_in_force,
)
from tests.fairs.personas import PERSONAS, make_world
from tests.web.matrix_changes import PRESSES, ROUTES, arguments
from time_machine import travel

from sangsaeng.fairs.actions.the_day.foreseeing import Intended, foresee_repair
from sangsaeng.fairs.models import Participant, Unavailability, Wish
from sangsaeng.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def moment():
    """Five minutes after the first slot of the fair's day began."""
    with travel(f"{FAIR_DAY}T10:05:00+09:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def fair():
    """A buyer meets three suppliers one after the other in four slots; the first has begun."""
    fair = make_fair("상담회")
    fair.made_slots = make_slots(fair, 4)
    fair.buyer = make_buyer(fair, "가전자")
    fair.suppliers = [make_supplier(fair, name) for name in ("다정밀", "라정밀", "마정밀")]
    fair.made_requests = [
        make_request(fair.buyer, one, buyer_wish=Wish.WANT) for one in fair.suppliers
    ]
    make_published(fair, list(zip(fair.made_requests, fair.made_slots, strict=False)))
    return fair


@pytest.fixture
def desk(fair, client):
    client.force_login(make_desk(fair))
    return client


def preview_of(fair, *told, **choices):
    query = urlencode({"d": told, **choices}, doseq=True)
    return f"{reverse('desk_changes_preview', args=[fair.slug])}?{query}"


def confirm(client, fair, *told, stamp=None):
    page = client.get(preview_of(fair, *told))
    body = {"d": told, "fills": "1", "resolves": "0"}
    return client.post(
        reverse("desk_changes_preview", args=[fair.slug]),
        body | {"stamp": stamp or page.context["foreseen"].stamp},
    )


# Who may


@pytest.fixture
def world():
    world = make_world()
    put_in_force(world.draft)
    return world


def sign_in(client, world, persona):
    client.logout()
    if persona in world.people:
        client.force_login(world.people[persona])


@pytest.mark.parametrize("route", ROUTES)
def test_each_persona_gets_the_answer_of_the_matrix(client, world, route):
    url = reverse(route, kwargs=arguments(world)[route])
    answers = {}
    for persona in PERSONAS:
        sign_in(client, world, persona)
        answers[persona] = client.get(url).status_code

    assert answers == ROUTES[route]


@pytest.mark.parametrize("persona", PERSONAS)
def test_each_persona_may_press_only_what_the_matrix_says(client, world, persona):
    route = "desk_changes_preview"
    stamp = foresee_repair(world.fair, Intended(), at=clock.now()).stamp
    sign_in(client, world, persona)

    answer = client.post(reverse(route, kwargs=arguments(world)[route]), {"stamp": stamp})

    assert answer.status_code == PRESSES[route][persona]
    made = world.fair.timetables.filter(origin="repaired").exists()
    assert made == (persona in {"fair_officer", "fair_desk", "operator"})


def test_version_table_or_party_of_another_fair_is_not_found(desk, fair):
    other = make_fair()
    stranger = make_supplier(other)
    [table] = make_tables(other, 1)
    table.label = "Z9"
    table.save()

    assert desk.get(preview_of(fair, f"absent:{stranger.code}:1")).status_code == 422
    assert desk.get(preview_of(fair, "table_lost:Z9:1")).status_code == 422
    assert desk.get(preview_of(fair, f"hall_behind:{make_hall(other).pk}:10")).status_code == 422
    assert desk.get(reverse("desk_changes_made", args=[fair.slug, 7])).status_code == 404
    assert desk.get(reverse("desk_changes", args=[other.slug])).status_code == 403


@pytest.mark.parametrize("told", ["", "late", "late:X", "flood:X:1", "absent:X:99", "late::-1"])
def test_what_cannot_be_read_is_refused_with_what_to_do(desk, fair, told):
    answer = desk.get(preview_of(fair, told))

    assert answer.status_code == 422
    assert "다시 골라 주십시오" in answer.content.decode()


# What they read


def test_page_asks_what_went_wrong_and_offers_only_what_is_still_to_come(desk, fair):
    page = desk.get(reverse("desk_changes", args=[fair.slug])).content.decode()

    assert "늦습니다" in page
    assert "10:30–11:00" in page
    assert "10:00–10:30" not in page


def test_form_leads_to_the_preview_with_what_was_told_before(desk, fair):
    first = f"absent:{fair.suppliers[1].code}:1"
    url = reverse("desk_changes_preview", args=[fair.slug])

    answer = desk.get(url, {"kind": "table_lost", "subject": "01", "number": "3", "d": first})

    assert answer.url == f"{url}?{urlencode({'d': [first, 'table_lost:01:3']}, doseq=True)}"


def test_preview_says_what_changes_for_whom_and_writes_nothing(desk, fair):
    page = desk.get(preview_of(fair, f"absent:{fair.suppliers[1].code}:1")).content.decode()

    assert "라정밀이 오지 않음: 10:30–12:00에 없음" in page
    assert "라정밀 불참 또는 늦음" in page
    assert not Unavailability.objects.exists()
    assert fair.timetables.count() == 1


def test_each_thing_can_be_left_out_again(desk, fair):
    told = [f"absent:{fair.suppliers[1].code}:1", "table_lost:01:3"]

    page = desk.get(preview_of(fair, *told)).content.decode()

    assert f"?d={told[1].replace(':', '%3A')}&" in page


def test_confirmed_repair_leads_to_what_changed_and_what_to_print(desk, fair):
    answer = confirm(desk, fair, f"late:{fair.suppliers[1].code}:3")

    assert answer.url == reverse("desk_changes_made", args=[fair.slug, 2])
    page = desk.get(answer.url).content.decode()
    assert "라정밀" in page
    assert reverse("desk_changes_sheets", args=[fair.slug, 2]) in page
    pdf = desk.get(reverse("desk_changes_sheets", args=[fair.slug, 2]))
    assert pdf.content.startswith(b"%PDF")


def test_confirmed_trouble_that_moves_nobody_leads_back_without_a_new_version(desk, fair):
    here_soon = f"late:{fair.suppliers[2].code}:1"

    response = confirm(desk, fair, here_soon)

    assert response.status_code == 302
    assert response.url == reverse("desk_changes", args=[fair.slug])
    assert fair.timetables.count() == 1
    assert desk.get(response.url).status_code == 200


def test_repair_that_would_do_something_else_by_now_is_shown_anew(desk, fair, moment):
    told = f"absent:{fair.suppliers[1].code}:1"
    stamp = desk.get(preview_of(fair, told)).context["foreseen"].stamp
    moment.move_to(f"{FAIR_DAY}T10:35:00+09:00")

    answer = confirm(desk, fair, told, stamp=stamp)

    assert answer.status_code == 409
    assert "그사이 달라졌습니다" in answer.content.decode()
    assert fair.timetables.count() == 1


def test_what_is_wrong_can_be_undone_from_the_page(desk, fair):
    confirm(desk, fair, f"absent:{fair.suppliers[1].code}:1")

    page = desk.get(reverse("desk_changes", args=[fair.slug])).content.decode()
    assert f"back%3A{fair.suppliers[1].code}%3A0" in page
    confirm(desk, fair, f"back:{fair.suppliers[1].code}:0")

    assert not Unavailability.objects.exists()


def test_changes_can_be_taken_along_as_a_file(desk, fair):
    confirm(desk, fair, f"absent:{fair.suppliers[1].code}:1")

    url = reverse("desk_changes_export", kwargs={"slug": fair.slug, "number": 2, "form": "json"})
    [row] = desk.get(url).json()["changes"]

    assert (row["kind"], row["supplier"], row["after"]) == ("없어짐", "라정밀", "")


def test_preview_takes_the_same_queries_however_many_it_moves(
    desk, fair, django_assert_max_num_queries
):
    for _number in range(4):
        make_request(fair.buyer, make_supplier(fair), buyer_wish=Wish.WANT)

    with django_assert_max_num_queries(45):
        desk.get(preview_of(fair, f"absent:{fair.suppliers[1].code}:1"))


# Sealed


def test_party_reads_its_own_changes_and_nothing_of_the_others(desk, fair, client):
    """Two worlds differ in whom else the repair moved; a party's page is the same in both."""
    confirm(desk, fair, f"absent:{fair.suppliers[1].code}:1")
    staff = make_staff(fair.suppliers[0])
    client.force_login(staff)
    page = reverse("participant_timetable", args=[fair.slug, fair.suppliers[0].code])

    shown = client.get(page).content.decode()

    assert "라정밀" not in shown
    assert "마정밀" not in shown
    assert "불참" not in shown
    assert Participant.objects.get(pk=fair.suppliers[0].pk).revision == 0
