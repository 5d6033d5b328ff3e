"""Each persona gets the answer of the matrix at the desk, and another fair's things are missing."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from tests.fairs.factories import make_fair, make_hall, make_slots, make_supplier
from tests.fairs.personas import PERSONAS, make_world
from tests.web.matrix_desk import PRESSES, ROUTES, arguments, body
from time_machine import travel

from sangsaeng.fairs.models import Mark
from sangsaeng.web.urls_desk import urlpatterns

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture(autouse=True)
def moment(world):
    """Five minutes into the first slot."""
    at = world.fair.slots.first().starts_at + timedelta(minutes=5)
    with travel(at, tick=False):
        yield at


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


@pytest.mark.parametrize("route", PRESSES)
def test_each_persona_may_press_only_what_the_matrix_says(client, world, route, moment):
    url = reverse(route, kwargs=arguments(world)[route])
    answers, changed = {}, {}
    for persona in PERSONAS:
        sign_in(client, world, persona)
        with transaction.atomic():
            answers[persona] = client.post(url, **body(route, world, moment)).status_code
            changed[persona] = Mark.objects.exists()
            transaction.set_rollback(True)

    assert answers == PRESSES[route]
    assert changed == {
        persona: status in {200, 302} and persona != "anonymous"
        for persona, status in PRESSES[route].items()
    }


def test_matrix_names_every_route_of_these_pages():
    assert {pattern.name for pattern in urlpatterns} == set(ROUTES)


def test_press_without_its_token_is_refused(world, moment):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people["fair_desk"])
    for route in PRESSES:
        url = reverse(route, kwargs=arguments(world)[route])

        assert client.post(url, **body(route, world, moment)).status_code == 403

    assert not Mark.objects.exists()


def test_another_fairs_participant_slot_and_hall_are_missing(client, world):
    elsewhere = make_fair()
    stranger, [slot], hall = (
        make_supplier(elsewhere),
        make_slots(elsewhere, 1),
        make_hall(elsewhere),
    )
    sign_in(client, world, "fair_desk")
    desk = reverse("desk", args=[world.fair.slug])

    answers = [
        client.get(reverse("desk_arrive", args=[world.fair.slug, stranger.code])),
        client.get(desk, {"slot": slot.pk}),
        client.get(desk, {"hall": hall.pk}),
        client.get(desk, {"slot": "first"}),
        client.get(desk, {"slot": "9" * 40}),
    ]

    assert [answer.status_code for answer in answers] == [404] * 5
