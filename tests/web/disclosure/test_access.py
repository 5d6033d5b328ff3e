"""Who may open and press what about technical material."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import override_settings
from django.urls import reverse
from tests.disclosure.factories import (
    PICTURE,
    WITHIN,
    holders_of,
    known_by_name,
    make_material,
    make_world,
    signed,
)
from tests.factories import MOMENT, make_member, make_operator, make_person
from tests.web.matrix_disclosure import PERSONAS, PRESSES, ROUTES, arguments
from time_machine import travel

from sangsaeng.disclosure.actions.demanding import ask_about_secrecy
from sangsaeng.disclosure.actions.materials import list_title
from sangsaeng.disclosure.actions.naming import Named, propose_holder
from sangsaeng.kernel.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """An agreement in force, on a day of its period."""
    world = make_world()
    former = make_member(world.receiver, "staff", name="전직원")
    signed(world, holders=holders_of(world.holder, former))
    former.memberships.update(ended_at=MOMENT)
    ask_about_secrecy(world.demand, actor=world.buyer, at=MOMENT)
    world.listed = list_title(world.material, world.receiver, actor=world.supplier, at=MOMENT)
    known_by_name(world.outsider.memberships.get().organization)
    named = Named("신입사원", "new@example.org")
    world.change = propose_holder(world.demand, named, actor=world.buyer, at=MOMENT)
    world.people = {
        "outsider": make_person(),
        "other_company": world.outsider,
        "owner_lead": world.supplier,
        "owner_staff": world.supplier_staff,
        "receiver_lead": world.buyer,
        "holder": world.holder,
        "colleague": world.colleague,
        "former_holder": former,
        "operator": make_operator(),
    }
    with travel(WITHIN, tick=False):
        yield world


def sign_in(client, world, persona):
    client.logout()
    if persona in world.people:
        client.force_login(world.people[persona])


def bodies(world):
    """What is entered where."""
    return {
        "material_edit": lambda: {"title": "새 이름", "kind": "drawing", "classification": "top"},
        "material_version_add": lambda: {
            "label": "v2",
            "file": SimpleUploadedFile("x.png", PICTURE),
        },
        "material_title": lambda: {"organization": "다른전자"},
        "disclosure_hold": lambda: {"reason": "분쟁"},
        "disclosure_secrecy": lambda: {"is_kept": "yes", "answer": "잠금 보관"},
        "disclosure_holders": lambda: {"name": "둘째", "email": "second@example.org"},
        "disclosure_certificate": lambda: {
            "method": "파쇄",
            "done_on": "2026-12-01",
            "title": "책임",
        },
        "disclosure_decline": lambda: {"reason": "늦음"},
        "disclosure_agree": lambda: {"seen": "2"},
        "disclosure_sign": lambda: {
            "has_read": "on",
            "name": "이름",
            "title": "대표",
            "sha256": world.agreement.document.sha256,
        },
        "disclosure_certificate_back": lambda: {"reason": ""},
    }


def test_each_persona_gets_the_answer_of_the_matrix(client, world):
    given = arguments(world, world.listed, world.change)
    answers = {}
    for route in ROUTES:
        url = reverse(route, kwargs=given[route])
        answers[route] = {}
        for persona in PERSONAS:
            sign_in(client, world, persona)
            answers[route][persona] = client.get(url).status_code

    assert answers == ROUTES


@pytest.mark.parametrize("route", PRESSES)
def test_each_persona_may_press_only_what_the_matrix_says(client, world, route):
    url = reverse(route, kwargs=arguments(world, world.listed, world.change)[route])
    body = bodies(world).get(route, dict)
    answers, changed = {}, {}
    for persona in PERSONAS:
        sign_in(client, world, persona)
        before = AuditEvent.objects.count()
        with transaction.atomic():
            answers[persona] = client.post(url, body()).status_code
            changed[persona] = AuditEvent.objects.count() > before
            transaction.set_rollback(True)

    assert answers == PRESSES[route]
    assert changed == {
        persona: status == 302 and persona != "anonymous"
        for persona, status in PRESSES[route].items()
    }


def test_ids_of_another_disclosure_are_not_found_under_this_one(client, world):
    mine, other = world.demand.code, make_world()
    signed(other)
    foreign_holder = other.agreement.holders.get()
    foreign = make_material(other.owner, other.supplier, title="남의 자료")
    client.force_login(world.buyer)
    remove = reverse("disclosure_holder_remove", args=[mine, foreign_holder.pk])
    assert client.post(remove).status_code == 404
    client.force_login(world.supplier)
    for url in (
        reverse("disclosure", args=[other.demand.code]),
        reverse("disclosure_view", args=[other.demand.code, 1]),
        reverse("disclosure_view", args=[mine, 2]),
        reverse("disclosure_document", args=[mine, 99]),
        reverse("material", args=[foreign.code]),
        reverse("material_original", args=[world.material.code, 2]),
    ):
        assert client.get(url).status_code == 404
    end = reverse("material_title_end", args=[foreign.code, world.listed.pk])
    assert client.post(end).status_code == 404


def as_read(answer, code):
    """A page without its form's token and without the address that was asked for."""
    page = answer.content.decode().replace(code, "")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"|X-CSRFToken[^}]+', "", page)


@pytest.mark.parametrize("route", ["disclosure", "disclosure_view", "material"])
def test_what_is_forbidden_answers_like_what_is_missing(client, world, route):
    given = arguments(world, world.listed, world.change)[route]
    client.force_login(world.outsider)
    forbidden = client.get(reverse(route, kwargs=given))
    missing = client.get(reverse(route, kwargs=given | {"code": "ZZZZZZZZ"}))

    assert forbidden.status_code == missing.status_code == 404
    assert as_read(forbidden, given["code"]) == as_read(missing, "ZZZZZZZZ")


@override_settings(DEBUG=False)
def test_operator_learns_nothing_of_anybodys_material(client, world):
    client.force_login(world.people["operator"])
    for route in ("materials", "disclosures"):
        page = client.get(reverse(route)).content.decode()
        assert world.material.title not in page
        assert world.demand.number not in page
