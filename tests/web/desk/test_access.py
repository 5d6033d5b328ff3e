"""Each persona gets the answer of the matrix at the desk."""

import pytest
from django.urls import reverse
from tests.fairs.personas import PERSONAS, make_world
from tests.web.matrix_desk import ROUTES, arguments

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


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
