"""Who may open and press what on the pages of interest."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from tests.exchange.factories import make_competitor
from tests.factories import MOMENT
from tests.web.matrix_interest import BODIES, PERSONAS, PRESSES, ROUTES, World
from time_machine import travel

from sangsaeng.kernel.models import AuditEvent

pytestmark = pytest.mark.django_db


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


def body_of(world, route):
    if route == "listing_interest":
        return {"organization": world.guest.code, "message": "관심 있습니다"}
    return BODIES.get(route, {})


def shut(world, persona, route):
    """The quiet list closes the text to strangers, too, so only the rival meets it here."""
    if persona == "rival" and route == "listing_interest":
        make_competitor(world.owner, world.rival)


def test_each_persona_gets_the_answer_of_the_matrix(client, world):
    answers = {}
    for route in ROUTES:
        url = reverse(route, kwargs=world.arguments(route))
        answers[route] = {}
        for persona in PERSONAS:
            sign_in(client, world, persona)
            with transaction.atomic():
                shut(world, persona, route)
                answers[route][persona] = client.get(url).status_code
                transaction.set_rollback(True)

    assert answers == ROUTES


@pytest.mark.parametrize("route", PRESSES)
def test_each_persona_may_press_only_what_the_matrix_says(client, world, route):
    url = reverse(route, kwargs=world.arguments(route))
    answers, changed = {}, {}
    for persona in PERSONAS:
        sign_in(client, world, persona)
        with transaction.atomic():
            shut(world, persona, route)
            before = AuditEvent.objects.count()
            answers[persona] = client.post(url, body_of(world, route)).status_code
            changed[persona] = AuditEvent.objects.count() > before
            transaction.set_rollback(True)

    assert answers == PRESSES[route]
    assert changed == {
        persona: status == 302 and persona != "anonymous"
        for persona, status in PRESSES[route].items()
    }


def test_press_without_its_token_is_refused(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people["guest"])
    for route in PRESSES:
        url = reverse(route, kwargs=world.arguments(route))
        assert client.post(url, body_of(world, route)).status_code == 403
