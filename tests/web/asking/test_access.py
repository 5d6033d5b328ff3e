"""Who may open and press what on the pages on which both sides ask and answer."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from tests.fairs.factories import (
    FULL_PROFILE,
    make_buyer,
    make_fair,
    make_fair_role,
    make_officer,
    make_request,
    make_staff,
    make_supplier,
)
from tests.web import matrix_fairs
from tests.web.matrix_asking import PERSONAS, PRESSES, ROUTES

from sangsaeng.fairs.models import FairRole
from sangsaeng.kernel.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(at):
    """The world of the fair's matrix, with what its addresses here point to."""
    made = matrix_fairs.make_world(at)
    one = {"slug": made.arguments["fair"]["slug"]}
    supplier = {**one, "code": made.arguments["fair_participant"]["code"]}
    other = {**one, "code": made.arguments["fair_participant_remove"]["code"]}
    exports = {name: {**one, "form": "json"} for name in ROUTES if name.endswith("_export")}
    made.arguments = {
        **dict.fromkeys(ROUTES, one),
        **exports,
        "fair_profile": supplier,
        "fair_profile_edit": supplier,
        "fair_profile_send_back": supplier,
        "fair_profile_ask": other,
        "fair_request_answer": made.arguments["fair_request"],
    }
    made.bodies = {
        "fair_profile_ask": {"wish": "want", "purpose": "other"},
        "fair_profile_send_back": {"note": "실적을 적어 주십시오."},
        "fair_profiles_send_back": {"note": "소개를 채워 주십시오."},
        "fair_request_answer": {"wish": "want", "side": "buyer"},
        "fair_profile_edit": {**FULL_PROFILE, "complete": "1"},
        "fair_asking": {"part": "limits", "buyer_quota": "3"},
    }
    return made


def test_desk_person_who_also_belongs_to_another_party_does_not_answer(client):
    fair = make_fair(state="collecting")
    request = make_request(make_buyer(fair), make_supplier(fair), asking_side="supplier")
    desk = make_staff(make_supplier(fair))
    make_fair_role(fair, FairRole.Role.DESK, desk)
    client.force_login(desk)

    answer = client.post(
        reverse("fair_request_answer", args=[fair.slug, request.code]), {"wish": "want"}
    )

    assert answer.status_code == 403


def test_each_persona_gets_the_answer_of_the_matrix(client, world):
    answers = {}
    for route in ROUTES:
        url = reverse(route, kwargs=world.arguments[route])
        answers[route] = {}
        for persona in PERSONAS:
            world.sign_in(client, persona)
            answers[route][persona] = client.get(url).status_code

    assert answers == ROUTES


@pytest.mark.parametrize("route", PRESSES)
def test_each_persona_may_press_only_what_the_matrix_says(client, world, route):
    url = reverse(route, kwargs=world.arguments[route])
    answers, changed = {}, {}
    for persona in PERSONAS:
        world.sign_in(client, persona)
        before = AuditEvent.objects.count()
        with transaction.atomic():
            answers[persona] = client.post(url, world.bodies[route]).status_code
            changed[persona] = AuditEvent.objects.count() > before
            transaction.set_rollback(True)

    assert answers == PRESSES[route]
    assert changed == {
        persona: status == 302 and persona != "anonymous"
        for persona, status in PRESSES[route].items()
    }


def test_press_without_its_token_is_refused(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people["fair_officer"])
    for route in PRESSES:
        url = reverse(route, kwargs=world.arguments[route])
        assert client.post(url, world.bodies[route]).status_code == 403


def test_what_belongs_to_another_fair_is_not_found_under_this_one(client):
    fair, other = make_fair(state="collecting"), make_fair(state="collecting")
    supplier = make_supplier(fair)
    foreign = make_request(make_buyer(other), make_supplier(other))
    for person in (make_officer(fair), make_staff(supplier)):
        client.force_login(person)
        for route, code, body in (
            ("fair_profile", foreign.buyer.code, None),
            ("fair_profile_edit", foreign.supplier.code, None),
            ("fair_profile_ask", foreign.buyer.code, {"wish": "want", "purpose": "other"}),
            ("fair_request_answer", foreign.code, {"wish": "want"}),
        ):
            url = reverse(route, args=[fair.slug, code])
            answer = client.get(url) if body is None else client.post(url, body)
            assert answer.status_code == 404, route


def test_competitors_do_not_read_each_others_profiles(client):
    fair = make_fair(state="collecting")
    supplier, competitor, buyer = make_supplier(fair), make_supplier(fair), make_buyer(fair)
    client.force_login(make_staff(supplier))

    assert client.get(reverse("fair_profile", args=[fair.slug, competitor.code])).status_code == 404
    assert client.get(reverse("fair_profile", args=[fair.slug, buyer.code])).status_code == 200
    assert client.get(reverse("fair_profile", args=[fair.slug, supplier.code])).status_code == 200
