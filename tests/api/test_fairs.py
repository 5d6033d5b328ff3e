"""Programs read and do what the same person may read and do on the pages, and no more."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import make_person
from tests.fairs.factories import (
    make_buyer,
    make_fair,
    make_forbidden,
    make_published,
    make_request,
    make_supplier,
)
from tests.fairs.personas import make_world

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


@pytest.mark.parametrize(
    ("path", "statuses"),
    [
        ("/participants", {"anonymous": 401, "outsider": 200, "fair_desk": 200}),
        ("/requests", {"anonymous": 401, "outsider": 200}),
        ("/timetable", {"anonymous": 200}),
        ("/timetable/meetings", {"anonymous": 401, "ex_member": 200}),
        ("/plans", {"anonymous": 401, "supplier_staff": 403, "fair_desk": 403, "operator": 200}),
        ("/plans/2", {"supplier_staff": 403, "other_officer": 403, "fair_officer": 200}),
        ("/plans/2/meetings", {"buyer_staff": 403, "fair_officer": 200}),
        ("/plans/2/unplaced", {"buyer_staff": 403, "fair_officer": 200}),
        ("/plans/9", {"fair_officer": 404}),
        ("/nothing/here", {"fair_officer": 404, "anonymous": 404}),
    ],
)
def test_each_persona_is_answered_what_it_may_read(path, statuses, ask):
    assert {persona: ask(persona, path)[0] for persona in statuses} == statuses


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


@pytest.fixture
def collecting(world):
    """The world while its fair takes requests, with a buyer nobody has asked yet."""
    world.fair.state = "collecting"
    world.fair.save()
    world.free_buyer = make_buyer(world.fair, "포스코")
    return world


def wanted(world, **fields):
    return {"asking": world.supplier.code, "asked": world.free_buyer.code, "wish": "must"} | fields


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
