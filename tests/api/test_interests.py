"""Programs show interest, answer it and arrange a talk as the same person does on the pages."""

import pytest
from django.db import transaction
from django.urls import reverse
from tests.exchange.factories import make_competitor, make_interest, make_need
from tests.factories import MOMENT
from tests.web.matrix_api_interests import PRESSES, ROUTES
from tests.web.matrix_interest import PERSONAS, World
from time_machine import travel

pytestmark = pytest.mark.django_db
TALK = {
    "starts_at": "2026-11-20T10:00:00+09:00",
    "ends_at": "2026-11-20T11:00:00+09:00",
    "place": "화성 본사",
}


@pytest.fixture(autouse=True)
def moment():
    with travel(MOMENT, tick=False):
        yield


@pytest.fixture
def world():
    return World()


def sign_in(client, world, persona):
    client.logout()
    if persona != "anonymous":
        client.force_login(world.people[persona])


def press_of(world, route):
    """Where a press goes and what it says."""
    said = {
        "api:press_interest": (
            None,
            {"listing": world.free.code, "organization": world.guest.code},
        ),
        "api:answer_interest": (world.asked, {"accepts": True, "answer": "반갑습니다"}),
        "api:take_interest_back": (world.asked, {}),
        "api:propose_talk": (world.accepted, TALK),
        "api:answer_talk": (world.talking, {"verb": "agree"}),
    }
    interest, body = said[route]
    return reverse(route, kwargs={"code": interest.code} if interest else {}), body


@pytest.mark.parametrize("route", ROUTES)
def test_each_persona_reads_what_the_matrix_says(client, world, route):
    url = reverse(route, kwargs={"code": world.asked.code} if "read" in route else {})
    answers = {}
    for persona in PERSONAS:
        sign_in(client, world, persona)
        answers[persona] = client.get(url).status_code

    assert answers == ROUTES[route]


@pytest.mark.parametrize("route", PRESSES)
def test_each_persona_may_press_what_the_matrix_says(client, world, route):
    url, body = press_of(world, route)
    answers = {}
    for persona in PERSONAS:
        sign_in(client, world, persona)
        with transaction.atomic():
            if persona == "rival":
                make_competitor(world.owner, world.rival)
            answers[persona] = client.post(url, body, content_type="application/json").status_code
            transaction.set_rollback(True)

    assert answers == PRESSES[route]


def test_unnamed_owner_has_no_code_until_it_accepts(client, world):
    interest = make_interest(make_need(world.owner, is_anonymous=True), world.guest)
    url = reverse("api:read_interest", kwargs={"code": interest.code})
    sign_in(client, world, "guest")
    assert client.get(url).json()["owner"] is None

    sign_in(client, world, "owner")
    answer = reverse("api:answer_interest", kwargs={"code": interest.code})
    client.post(answer, {"accepts": True}, content_type="application/json")

    sign_in(client, world, "guest")
    assert client.get(url).json()["owner"] == world.owner.code


def test_refusals_are_problem_details(client, world):
    sign_in(client, world, "guest")
    url, body = press_of(world, "api:press_interest")
    assert client.post(url, body, content_type="application/json").status_code == 200

    again = client.post(url, body, content_type="application/json")

    assert (again.status_code, again.json()["code"]) == (409, "exchange.interest_runs")


@pytest.mark.parametrize(
    "change",
    [
        {"starts_at": "2026-11-20T10:00:00"},
        {"starts_at": "9999-12-31T23:59:59-23:59", "ends_at": "9999-12-31T23:59:59-23:59"},
        {"starts_at": "0001-01-01T00:00:00+23:59"},
        {"place": " "},
    ],
)
def test_talk_that_makes_no_sense_is_refused(client, world, change):
    sign_in(client, world, "guest")
    url, body = press_of(world, "api:propose_talk")

    answer = client.post(url, body | change, content_type="application/json")

    assert answer.status_code == 422
