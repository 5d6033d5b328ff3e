"""Programs at the desk and in the hand of who is asked: the same answers as on the pages."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories import make_organization
from tests.fairs.factories import FAIR_DAY, make_offer, make_opening, make_request, make_supplier
from tests.fairs.personas import PERSONAS
from tests.web.matrix_api_free_places import PRESSES, ROUTES
from tests.web.offers_world import make_day_of_personas
from time_machine import travel

from sangsaeng.fairs.models import Meeting, Offer
from sangsaeng.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _moment():
    with travel(f"{FAIR_DAY}T10:01:00+09:00", tick=False):
        yield


@pytest.fixture
def world():
    return make_day_of_personas(clock.now())


@pytest.fixture
def ask(world, client):
    """Ask for an address below the world's fair as a persona, and return status and body."""

    def asked(persona, path, body=None):
        client.logout()
        if persona != "anonymous":
            client.force_login(world.people[persona])
        url = f"/api/v1/fairs/{world.fair.slug}{path}"
        answer = (
            client.get(url)
            if body is None
            else client.post(url, body, content_type="application/json")
        )
        return answer.status_code, answer.json()

    return asked


def place_of(world, route):
    """The address of a route in the world, and what is said there."""
    named = {
        "api:read_opening": world.opening.code,
        "api:make_offer": world.opening.code,
        "api:read_offer": world.offer.code,
        "api:settle_offer": world.offer.code,
        "api:list_places": world.waiting.code,
        "api:book": world.waiting.code,
        "api:cancel": world.placed.code,
    }
    said = {
        "api:make_offer": {"request": world.waiting.code},
        "api:settle_offer": {"answer": "accept"},
        "api:book": {"slot": 2, "table": world.buyer.tables.get().label},
        "api:cancel": {},
        "api:welcome": {"name": "새길테크", "wanted": [world.buyer.code]},
    }
    args = [world.fair.slug, named[route]] if route in named else [world.fair.slug]
    return reverse(route, args=args), said.get(route)


@pytest.mark.parametrize("route", [*ROUTES, *PRESSES])
def test_each_persona_gets_the_answer_of_the_matrix(client, world, route):
    url, body = place_of(world, route)
    answers = {}
    for persona in PERSONAS:
        client.logout()
        if persona in world.people:
            client.force_login(world.people[persona])
        with transaction.atomic():
            answer = (
                client.get(url)
                if route in ROUTES
                else client.post(url, body, content_type="application/json")
            )
            answers[persona] = answer.status_code
            transaction.set_rollback(True)

    assert answers == (ROUTES | PRESSES)[route]


def test_desk_reads_who_waits_and_why(ask, world):
    status, opening = ask("fair_desk", f"/openings/{world.opening.code}")

    assert status == 200
    assert (opening["cause"], opening["starts_at"]) == ("late", "2026-11-25T10:00:00+09:00")
    assert [one["request"] for one in opening["waiting"]] == [world.waiting.code]
    assert opening["waiting"][0]["reasons"][0] == {"code": "weight", "number": 20}
    assert [one["state"] for one in opening["offers"]] == ["open"]


def test_offer_tells_neither_cause_nor_opening(ask, world):
    _status, offer = ask("supplier_staff", f"/offers/{world.offer.code}")

    assert set(offer) == {
        "code",
        "request",
        "buyer",
        "supplier",
        "starts_at",
        "ends_at",
        "hall",
        "table",
        "state",
        "made_at",
        "until",
    }


def test_offer_whose_time_is_over_reads_as_lapsed(ask, world):
    with travel(f"{FAIR_DAY}T10:06:30+09:00", tick=False):
        assert ask("supplier_staff", f"/offers/{world.offer.code}")[1]["state"] == "lapsed"
        status, problem = ask(
            "supplier_staff", f"/offers/{world.offer.code}/answer", {"answer": "accept"}
        )

    assert (status, problem["code"]) == (409, "fair.offer_over")


def test_yes_takes_the_place(ask, world):
    status, offer = ask(
        "supplier_staff", f"/offers/{world.offer.code}/answer", {"answer": "accept"}
    )

    assert (status, offer["state"]) == (200, "accepted")
    assert Meeting.objects.filter(request=world.request, booked_at__isnull=False).exists()


def test_only_the_desk_takes_back(ask, world):
    path = f"/offers/{world.offer.code}/answer"

    assert ask("supplier_staff", path, {"answer": "take_back"})[0] == 403
    assert ask("fair_desk", path, {"answer": "take_back"})[1]["state"] == "taken_back"


def test_places_are_booked_by_slot_number_and_table(ask, world):
    _status, places = ask("fair_desk", f"/requests/{world.waiting.code}/places")
    assert [one["slot"] for one in places] == [0, 2, 3]
    assert places[0]["is_offered"]

    path = f"/requests/{world.waiting.code}/booking"
    status, meeting = ask("fair_desk", path, {"slot": 3, "table": places[0]["table"]})

    assert (status, meeting["starts_at"]) == (201, "2026-11-25T11:30:00+09:00")
    assert ask("fair_desk", path, {"slot": 99, "table": places[0]["table"]})[0] == 404
    assert ask("fair_desk", path, {"slot": 2, "table": places[0]["table"]})[0] == 409


def test_walk_in_by_code_by_name_and_in_doubt(ask, world):
    known = make_organization("새길테크")
    for name in ("새길테크", "새길테크 서울"):
        make_organization(name).names.create(name="새길테크", key="새길테크", use="alias")
    wanted = {"wanted": [world.buyer.code]}

    status, welcomed = ask("fair_desk", "/walk-ins", wanted | {"organization": known.code})
    assert (status, len(welcomed["requests"])) == (201, 1)
    status, problem = ask("fair_desk", "/walk-ins", wanted | {"name": "새길테크"})
    assert (status, problem["code"]) == (422, "invalid")
    assert ask("fair_desk", "/walk-ins", wanted | {"name": "처음산업"})[0] == 201
    assert ask("fair_desk", "/walk-ins", {"wanted": ["ZZZZ9999"], "name": "처음"})[0] == 404


@pytest.mark.parametrize("path", ["/openings", "/offers"])
def test_list_takes_no_more_queries_for_more_rows(ask, world, path):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert ask("fair_desk", path)[0] == 200
        return len(caught)

    queries()
    few = queries()
    for slot in world.fair.slots.all()[2:4]:
        request = make_request(world.buyer, make_supplier(world.fair))
        opening = make_opening(world.fair, slot, world.buyer.tables.get(), request)
        make_offer(opening, request)
    assert Offer.objects.count() == 3

    assert queries() == few
