"""Who may open and press what where needs and offers are found."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from tests.web.matrix_finding import BODIES, PERSONAS, PRESSES, ROUTES, World

from sangsaeng.kernel.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def sign_in(client, world, persona):
    client.logout()
    if persona != "anonymous":
        client.force_login(world.people[persona])


def test_each_persona_gets_the_answer_of_the_matrix(client, world):
    answers = {}
    for route in ROUTES:
        url = reverse(route, kwargs=world.arguments(route))
        answers[route] = {}
        for persona in PERSONAS:
            sign_in(client, world, persona)
            answers[route][persona] = client.get(url).status_code

    assert answers == ROUTES


@pytest.mark.parametrize("route", PRESSES)
def test_each_persona_may_press_only_what_the_matrix_says(client, world, route):
    url = reverse(route, kwargs=world.arguments(route))
    answers, changed = {}, {}
    for persona in PERSONAS:
        sign_in(client, world, persona)
        with transaction.atomic():
            before = AuditEvent.objects.count()
            answers[persona] = client.post(url, BODIES[route]).status_code
            changed[persona] = AuditEvent.objects.count() > before
            transaction.set_rollback(True)

    assert answers == PRESSES[route]
    assert changed == {
        persona: status == 302 and persona != "anonymous"
        for persona, status in PRESSES[route].items()
    }


def test_press_without_its_token_is_refused(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people["owner_lead"])
    for route in PRESSES:
        url = reverse(route, kwargs=world.arguments(route))
        assert client.post(url, BODIES[route]).status_code == 403
