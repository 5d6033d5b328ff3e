"""The interface for programs about panels: the same guard, the same answers."""

import json

import pytest
from django.db import transaction
from tests.factories import MOMENT
from tests.judging.panel_world import panel_world
from tests.web.matrix_api_panels import PRESSES, ROUTES
from tests.web.matrix_panels import PERSONAS
from time_machine import travel

from sangsaeng.judging.models import Review

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """A panel with everybody around it."""
    with travel(MOMENT, tick=False):
        yield panel_world()


def sign_in(client, world, persona):
    client.logout()
    if persona in world.people:
        client.force_login(world.people[persona])


def address(world, route):
    """Where a route lies."""
    stem = f"/api/v1/calls/{world.call.slug}"
    return f"{stem}/panel" if route == "api:list_judges" else f"{stem}/stages/1/assignment"


def post(client, world, body):
    """Send JSON to the assignment."""
    url = address(world, "api:assign_reviews")
    return client.post(url, json.dumps(body), content_type="application/json")


def test_each_persona_gets_the_answer_of_the_matrix(client, world):
    answers = {}
    for route in ROUTES:
        answers[route] = {}
        for persona in PERSONAS:
            sign_in(client, world, persona)
            answers[route][persona] = client.get(address(world, route)).status_code

    assert answers == ROUTES


def test_each_persona_may_press_only_what_the_matrix_says(client, world):
    sign_in(client, world, "officer")
    seen = client.get(address(world, "api:foresee_assignment")).json()["seen"]
    answers = {}
    for persona in PERSONAS:
        sign_in(client, world, persona)
        with transaction.atomic():
            answers[persona] = post(client, world, {"seen": seen}).status_code
            transaction.set_rollback(True)

    assert {"api:assign_reviews": answers} == PRESSES


def test_barred_judge_does_not_come_in_by_this_door(client, world):
    sign_in(client, world, "officer")
    pair = {"judge": world.conflict.judge.code, "entry": world.entry.code}
    answer = post(client, world, {"pairs": [pair]})

    assert (answer.status_code, answer.json()["code"]) == (409, "judging.unfit")
    assert not Review.objects.filter(entry=world.entry).exists()


def test_pairs_are_assigned(client, world):
    sign_in(client, world, "officer")
    pair = {"judge": world.judge.code, "entry": world.entry.code}

    assert post(client, world, {"pairs": [pair]}).json() == {"assigned": 1}


def test_what_is_not_of_the_call_is_not_found(client, world):
    sign_in(client, world, "officer")
    pair = {"judge": "ZZZZZZZZ", "entry": world.entry.code}

    assert post(client, world, {"pairs": [pair]}).status_code == 404
