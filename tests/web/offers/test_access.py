"""Each persona gets the answer of the matrix about free places, their offers and walk-ins."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from tests.fairs.factories import FAIR_DAY, make_fair, make_officer
from tests.fairs.floor import make_day
from tests.fairs.personas import PERSONAS
from tests.web.matrix_offers import PRESSES, ROUTES, arguments, bodies
from tests.web.offers_world import make_day_of_personas
from time_machine import travel

from sangsaeng.fairs.models import Offer, Slot
from sangsaeng.kernel.models import AuditEvent
from sangsaeng.web.urls_offers import urlpatterns

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def moment():
    """A minute after the first slot of the fair's day began."""
    with travel(f"{FAIR_DAY}T10:01:00+09:00", tick=False) as clock:
        yield clock


@pytest.fixture
def world(moment):
    del moment
    from sangsaeng.kernel import clock

    return make_day_of_personas(clock.now())


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
def test_each_persona_may_press_only_what_the_matrix_says(client, world, route):
    url, body = reverse(route, kwargs=arguments(world)[route]), bodies(world).get(route, {})
    answers, changed = {}, {}
    for persona in PERSONAS:
        sign_in(client, world, persona)
        before = AuditEvent.objects.count()
        with transaction.atomic():
            answers[persona] = client.post(url, body).status_code
            changed[persona] = AuditEvent.objects.count() > before
            transaction.set_rollback(True)

    assert answers == PRESSES[route]
    assert changed == {
        persona: status == 302 and persona != "anonymous"
        for persona, status in PRESSES[route].items()
    }


def test_matrix_names_every_route_of_these_pages():
    assert {pattern.name for pattern in urlpatterns} == set(ROUTES)


def test_press_without_its_token_is_refused(world):
    client = Client(enforce_csrf_checks=True)
    sign_in(client, world, "fair_desk")
    for route in PRESSES:
        url = reverse(route, kwargs=arguments(world)[route])
        assert client.post(url, bodies(world).get(route, {})).status_code == 403


def test_what_belongs_to_another_fair_is_not_found_under_this_one(client, world):
    other = make_fair()
    client.force_login(make_officer(other))
    for route, place in arguments(world).items():
        if "code" in place:
            url = reverse(route, kwargs=place | {"slug": other.slug})
            answer = client.post(url) if ROUTES[route]["fair_desk"] == 405 else client.get(url)
            assert answer.status_code == 404, route


def test_place_of_another_fair_is_no_place(client, world):
    day = make_day()
    sign_in(client, world, "fair_desk")
    url = reverse("desk_booking", args=[world.fair.slug, world.waiting.code])

    foreign = f"{day.slots[3].pk}-{day.table.pk}"
    for place in (foreign, "", "1", "x-y", "9999999-1"):
        assert client.post(url, {"place": place}).status_code == 404


def test_request_of_another_fair_gets_no_place_here(client, world):
    day = make_day()
    sign_in(client, world, "fair_desk")
    url = reverse("desk_opening_give", args=[world.fair.slug, world.opening.code])

    assert client.post(url, {"request": day.first.code, "how": "book"}).status_code == 404


def test_buyer_reads_the_offer_and_may_only_decline(client, world):
    sign_in(client, world, "buyer_staff")
    url = reverse("fair_offer", args=[world.fair.slug, world.offer.code])

    text = client.get(url).content.decode()
    assert 'value="decline"' in text
    assert 'value="accept"' not in text
    assert client.post(url, {"answer": "decline"}).status_code == 302
    world.offer.refresh_from_db()
    assert world.offer.state == "declined"


def test_answer_that_comes_too_late_is_said_so(client, world, moment):
    sign_in(client, world, "supplier_staff")
    url = reverse("fair_offer", args=[world.fair.slug, world.offer.code])
    moment.shift(timedelta(minutes=5, seconds=1))

    answer = client.post(url, {"answer": "accept"}, follow=True)

    assert "답변 시간이 지나" in answer.content.decode()
    assert Offer.objects.get(pk=world.offer.pk).state == "lapsed"
    assert not Slot.objects.first().meetings.filter(timetable__state="published").exists()
