"""Programs read and do what the same person may read and do on the pages, and no more."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories import make_person
from tests.fairs.factories import (
    make_buyer,
    make_fair,
    make_forbidden,
    make_published,
    make_request,
    make_supplier,
)
from tests.fairs.personas import PERSONAS, make_world
from tests.web.matrix_api_fairs import PRESSES, ROUTES

from sangsaeng.fairs.models import Request, Wish

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def ask(world, client):
    """Ask for an address below the world's fair as a persona, and return status and body."""

    def asked(persona, path="", body=None):
        client.logout()
        if persona != "anonymous":
            client.force_login(world.people[persona])
        url = f"/api/v1/fairs/{world.fair.slug}{path}"
        if body is None:
            response = client.get(url)
        else:
            response = client.post(url, body, content_type="application/json")
        return response.status_code, response.json()

    return asked


@pytest.fixture
def collecting(world):
    """The world while its fair takes requests, with a buyer nobody has asked yet."""
    world.fair.state = "collecting"
    world.fair.save()
    world.free_buyer = make_buyer(world.fair, "포스코")
    return world


def wanted(world, **fields):
    return {"asking": world.supplier.code, "asked": world.free_buyer.code, "wish": "must"} | fields


def test_announced_fairs_are_public_and_told_in_both_languages(world, client):
    make_fair(state="preparing")

    items = client.get("/api/v1/fairs").json()["items"]

    assert world.fair.slug in [fair["slug"] for fair in items]
    assert all(fair["state"] != "preparing" for fair in items)
    assert items[0]["name"] == {"ko": "기술협력 상담회", "en": "기술협력 상담회"}


def test_fair_tells_its_slots_with_offset(ask):
    status, fair = ask("anonymous")

    assert status == 200
    assert fair["slots"][0] == {
        "number": 0,
        "date": "2026-11-25",
        "starts_at": "2026-11-25T10:00:00+09:00",
        "ends_at": "2026-11-25T10:30:00+09:00",
    }


def address(name, world):
    """The address of a route of the matrix in the world's fair."""
    fair = {"slug": world.fair.slug}
    plan = fair | {"serial": world.draft.serial}
    arguments = {
        "api:api-root": {},
        "api:openapi-json": {},
        "api:list_fairs": {},
        "api:refuse_address": {"rest": "nothing/here"},
        "api:list_counterparts": fair | {"code": world.supplier.code},
        "api:read_agenda": fair | {"code": world.supplier.code},
        "api:read_request": fair | {"code": world.request.code},
        "api:set_wish": fair | {"code": world.request.code},
        "api:read_plan": plan,
        "api:list_plan_meetings": plan,
        "api:list_unplaced": plan,
    }
    return reverse(name, kwargs=arguments.get(name, fair))


def test_every_persona_is_answered_what_the_matrix_says(collecting, client):
    answered = {}
    for persona in PERSONAS:
        client.logout()
        if persona != "anonymous":
            client.force_login(collecting.people[persona])
        for name in ROUTES:
            status = client.get(address(name, collecting)).status_code
            answered.setdefault(name, {})[persona] = status

    assert answered == ROUTES


@pytest.mark.parametrize("persona", PERSONAS)
def test_every_persona_may_do_what_the_matrix_says(persona, collecting, client):
    if persona != "anonymous":
        client.force_login(collecting.people[persona])
    bodies = {
        "api:create_request": wanted(collecting),
        "api:set_wish": {"side": "supplier", "wish": "must"},
    }

    answered = {
        name: client.post(
            address(name, collecting), body, content_type="application/json"
        ).status_code
        for name, body in bodies.items()
    }

    assert answered == {name: statuses[persona] for name, statuses in PRESSES.items()}


def test_lists_hold_ones_own_and_to_the_fairs_people_all(world, ask):
    def codes(persona, path):
        return [one["request"] for one in ask(persona, path)[1]["items"]]

    assert codes("supplier_staff", "/timetable/meetings") == [world.request.code]
    assert (
        codes("outsider", "/timetable/meetings") == codes("ex_member", "/timetable/meetings") == []
    )
    assert len(codes("fair_desk", "/timetable/meetings")) == 2
    assert len(ask("fair_officer", "/participants")[1]["items"]) == 3
    assert len(ask("supplier_staff", "/participants")[1]["items"]) == 1


def test_the_other_sides_wish_is_sealed(world, ask):
    Request.objects.update(buyer_wish=Wish.MUST, supplier_wish=Wish.POSSIBLE)

    def wishes(persona):
        _status, said = ask(persona, f"/requests/{world.request.code}")
        return said["buyer_wish"], said["supplier_wish"]

    assert wishes("supplier_staff") == (None, "possible")
    assert wishes("buyer_staff") == ("must", None)
    assert wishes("fair_officer") == ("must", "possible")
    assert ask("other_supplier", f"/requests/{world.request.code}")[0] == 404


def test_figures_and_drafts_are_the_officers(ask):
    assert ask("supplier_staff", "/timetable")[1]["bound"] is None
    assert ask("fair_officer", "/timetable")[1]["bound"] == {
        "suppliers_met": 2,
        "weight": 120.0,
        "gaps": 0,
    }
    assert [one["serial"] for one in ask("fair_officer", "/plans")[1]] == [2, 1]


def test_officer_reads_why_and_a_party_only_its_own_side(world, ask):
    _status, left = ask("fair_officer", "/plans/2/unplaced")
    assert left["items"][0]["label"] == "다른 상담이 앞섬"
    assert left["items"][0]["sentence"].endswith(".")

    make_request(world.buyer, late := make_supplier(world.fair, "다솜"))
    before = ask("fair_officer", f"/participants/{late.code}/timetable")
    make_forbidden(world.buyer, late)
    assert ask("fair_officer", f"/participants/{late.code}/timetable") == before
    assert [one["code"] for one in before[1]["unplaced"]] == ["no_place"]


def test_agenda_is_told_to_its_own_people(world, ask):
    status, agenda = ask("supplier_staff", f"/participants/{world.supplier.code}/timetable")

    assert (status, agenda["number"]) == (200, 1)
    assert [(one["kind"], one["title"]) for one in agenda["entries"]] == [
        ("meeting", "한국수력원자력"),
        ("free", ""),
    ]
    assert ask("other_supplier", f"/participants/{world.supplier.code}/timetable")[0] == 404


def test_party_asks_for_a_meeting_with_its_own_wish(collecting, ask):
    counterparts = f"/participants/{collecting.supplier.code}/counterparts"
    assert [one["code"] for one in ask("supplier_staff", counterparts)[1]] == [
        collecting.free_buyer.code
    ]

    status, entered = ask("supplier_staff", "/requests", wanted(collecting, topic="밸브"))

    request = Request.objects.get(code=entered["code"])
    assert status == 201
    assert (request.buyer, request.supplier_wish, request.topic) == (
        collecting.free_buyer,
        "must",
        "밸브",
    )
    assert (entered["buyer_wish"], entered["supplier_wish"]) == (None, "must")


@pytest.mark.parametrize(
    ("persona", "change", "status", "code"),
    [
        ("anonymous", {}, 401, "sign_in_needed"),
        ("other_supplier", {}, 404, "not_found"),
        ("ex_member", {}, 404, "not_found"),
        ("fair_desk", {}, 403, "not_allowed"),
        ("supplier_staff", {"asked": "UNKNWN"}, 404, "not_found"),
        ("supplier_staff", {"asked": "own"}, 422, "fair.sides_do_not_meet"),
        ("supplier_staff", {"asked": "buyer"}, 409, "fair.already_requested"),
        ("supplier_staff", {"wish": "no_thanks"}, 422, "invalid"),
        ("supplier_staff", {"topic": "줄\n바꿈"}, 422, "invalid"),
        ("supplier_staff", {"asked": None}, 422, "invalid"),
    ],
)
def test_request_is_refused_with_a_code(persona, change, status, code, collecting, ask):
    codes = {"own": collecting.supplier.code, "buyer": collecting.buyer.code}
    change = {name: codes.get(value, value) for name, value in change.items()}

    answered, said = ask(persona, "/requests", wanted(collecting, **change))

    assert (answered, said["code"], said["status"]) == (status, code, status)
    assert said["title"]


def test_party_cannot_ask_when_requests_are_closed(world, ask):
    status, said = ask(
        "supplier_staff", "/requests", {"asking": world.supplier.code, "asked": world.buyer.code}
    )

    assert (status, said["code"]) == (403, "not_allowed")


def test_side_states_its_own_wish_and_not_the_others(collecting, ask):
    path = f"/requests/{collecting.request.code}/wish"

    own = ask("supplier_staff", path, {"side": "supplier", "wish": "no_thanks"})
    others = ask("supplier_staff", path, {"side": "buyer", "wish": "must"})

    assert (own[0], own[1]["supplier_wish"], others[0]) == (200, "no_thanks", 403)


def test_list_goes_on_where_a_page_ends(world, client):
    client.force_login(world.people["fair_officer"])
    url = f"/api/v1/fairs/{world.fair.slug}/participants"

    first = client.get(url, {"limit": 2}).json()
    rest = client.get(url, {"limit": 2, "after": first["next"]}).json()

    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (2, 1, None)
    assert client.get(url, {"after": "NOBODY"}).status_code == 404
    assert client.get(url, {"limit": 2**70}).status_code == 422


def test_refusal_is_problem_details_even_for_unknown_addresses_and_broken_bodies(world, client):
    client.force_login(world.people["fair_officer"])
    url = f"/api/v1/fairs/{world.fair.slug}/requests"

    broken = client.post(url, "{", content_type="application/json")
    unknown = client.get("/api/v1/unknown")

    assert (broken.status_code, broken.json()["code"]) == (400, "unreadable")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "not_found")
    assert broken["Content-Type"] == unknown["Content-Type"] == "application/problem+json"


def test_form_from_elsewhere_is_refused(world):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people["supplier_staff"])
    body = {"asking": world.supplier.code, "asked": world.buyer.code}

    response = client.post(
        f"/api/v1/fairs/{world.fair.slug}/requests", body, content_type="application/json"
    )

    assert (response.status_code, response.json()["code"]) == (403, "not_allowed")


@pytest.mark.parametrize("path", ["/requests", "/timetable/meetings", "/participants", "/plans"])
@pytest.mark.parametrize("persona", ["fair_officer", "buyer_staff"])
def test_lists_take_as_many_queries_for_many_as_for_few(path, persona, world, client):
    client.force_login(world.people[persona])

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/api/v1/fairs/{world.fair.slug}{path}")
        return len(captured)

    few = queries()
    slots = list(world.fair.slots.all())
    placed = [(make_request(world.buyer, make_supplier(world.fair)), slot) for slot in slots]
    make_published(world.fair, placed)

    assert queries() == few


def test_stranger_gets_no_hint_of_a_fair_that_is_being_prepared(client):
    fair = make_fair(state="preparing")
    client.force_login(make_person())

    assert client.get(f"/api/v1/fairs/{fair.slug}").status_code == 404
