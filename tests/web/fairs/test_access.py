"""Who may open and press what on the pages that set up a fair."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from tests.fairs.factories import make_buyer, make_fair, make_officer, make_request, make_supplier
from tests.web.matrix_fairs import PERSONAS, PRESSES, ROUTES, make_world

from sangsaeng.kernel.models import AuditEvent

pytestmark = pytest.mark.django_db


def test_each_persona_gets_the_answer_of_the_matrix(client, at):
    world = make_world(at)
    answers = {}
    for route in ROUTES:
        url = reverse(route, kwargs=world.arguments.get(route, {}))
        answers[route] = {}
        for persona in PERSONAS:
            world.sign_in(client, persona)
            answers[route][persona] = client.get(url).status_code

    assert answers == ROUTES


def test_fragment_is_answered_to_nobody_who_may_not_have_its_page(at):
    world = make_world(at)
    client = Client(headers={"HX-Request": "true"})
    for route in ("fair_days", "fair_session_new"):
        url = reverse(route, kwargs=world.arguments[route])
        for persona in PERSONAS:
            world.sign_in(client, persona)
            body = {"part": "day", "preview": "1", "search": "1"}
            assert client.post(url, body).status_code == ROUTES[route][persona]


@pytest.mark.parametrize("route", PRESSES)
def test_each_persona_may_press_only_what_the_matrix_says(client, at, route):
    world = make_world(at)
    url = reverse(route, kwargs=world.arguments[route])
    answers, changed = {}, {}
    for persona in PERSONAS:
        world.sign_in(client, persona)
        before = AuditEvent.objects.count()
        with transaction.atomic():
            answers[persona] = client.post(url, world.bodies.get(route, {})).status_code
            changed[persona] = AuditEvent.objects.count() > before
            transaction.set_rollback(True)

    assert answers == PRESSES[route]
    assert changed == {
        persona: status == 302 and persona != "anonymous"
        for persona, status in PRESSES[route].items()
    }


def test_press_without_its_token_is_refused(at):
    world = make_world(at)
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people["fair_officer"])
    for route in PRESSES:
        url = reverse(route, kwargs=world.arguments[route])
        assert client.post(url, world.bodies.get(route, {})).status_code == 403


def test_request_of_another_fair_is_not_found_under_this_one(client):
    fair, other = make_fair(), make_fair()
    foreign = make_request(make_buyer(other), make_supplier(other))
    client.force_login(make_officer(fair))
    for route in ("fair_request", "fair_request_pin"):
        url = reverse(route, args=[fair.slug, foreign.code])
        answer = client.get(url) if route == "fair_request" else client.post(url)
        assert answer.status_code == 404
    assert (
        client.get(reverse("fair_participant", args=[fair.slug, foreign.buyer.code])).status_code
        == 404
    )


def test_fair_in_preparation_is_seen_by_its_own_people_only(client):
    fair = make_fair(state="preparing")
    url = reverse("fair", args=[fair.slug])

    assert client.get(url).status_code == 404
    assert fair.name not in client.get(reverse("fairs")).content.decode()
    client.force_login(make_officer(fair))
    assert client.get(url).status_code == 200
