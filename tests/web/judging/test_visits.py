"""Who may open and press what about field checks, and what their pages say."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from tests.factories import MOMENT, make_person
from tests.programs.factories import make_stage
from tests.web.documents.materials import jpg
from tests.web.judging.worlds import judging_world, signed_in_as
from tests.web.matrix_visits import PERSONAS, PRESSES, ROUTES
from time_machine import travel

from sangsaeng.judging.actions.visiting import Found, Plan, add_photo, plan_visit, write_visit
from sangsaeng.judging.models import Visit
from sangsaeng.judging.papers import items_of
from sangsaeng.kernel.models import AuditEvent

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)


@pytest.fixture
def world():
    world = judging_world()
    world.field = make_stage(world.call, 2, "field", "현장 확인")
    visitor, other = make_person("확인자하나"), make_person("확인자둘")
    for entry, who in ((world.entry, visitor), (world.rival, other)):
        visit = plan_visit(world.field, entry, Plan(who, DAY), actor=world.officer, at=MOMENT)
        findings = tuple((key, True, "보았음") for key, _label in items_of(visit))
        found = Found(DAY, "1공장", "공장장", findings, "모두 확인")
        write_visit(visit, found, actor=who, at=MOMENT)
    world.visit = Visit.objects.get(entry=world.entry)
    add_photo(world.visit, "a.jpg", jpg(), actor=visitor, at=MOMENT)
    world.visit.refresh_from_db()
    world.people |= {
        "team_staff": world.large_staff,
        "visitor": visitor,
        "other_visitor": other,
    }
    with travel(MOMENT, tick=False):
        yield world


def arguments(world):
    code = {"code": world.visit.code}
    of = {
        "visits": {},
        "visit_plan": {"code": world.entry.code},
        "visit_photo": code | {"number": 1},
        "visit_sign": code | {"side": "visited"},
    }
    return {route: of.get(route, code) for route in ROUTES}


def bodies(world):
    form = {"visited_on": "2026-11-02", "place": "2공장", "met": "공장장"}
    for key, _label in items_of(world.visit):
        form[f"holds-{key}"] = "no"
    return {
        "visit_plan": {
            "stage": world.field.pk,
            "visitor": make_person().email,
            "planned_on": "2026-11-20",
        },
        "visit_write": form,
        "visit_photo_add": {"photo": SimpleUploadedFile("b.jpg", jpg())},
        "visit_sign": {"has_read": "on", "name": "한빛대표", "seen": world.visit.sha256},
    }


def sign_in(client, world, persona):
    client.logout()
    if persona in world.people:
        client.force_login(world.people[persona])


def test_each_persona_gets_the_answer_of_the_matrix(client, world):
    answers = {}
    for route in ROUTES:
        url = reverse(route, kwargs=arguments(world)[route])
        answers[route] = {}
        for persona in PERSONAS:
            sign_in(client, world, persona)
            answers[route][persona] = client.get(url).status_code

    assert answers == ROUTES


@pytest.mark.parametrize("route", PRESSES)
def test_each_persona_may_press_only_what_the_matrix_says(client, world, route):
    url = reverse(route, kwargs=arguments(world)[route])
    answers, changed = {}, {}
    for persona in PERSONAS:
        sign_in(client, world, persona)
        body = bodies(world).get(route, {})
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


def test_photos_and_signatures_of_another_visit_are_not_found_under_this_one(world):
    browser = signed_in_as(world.people["visitor"])
    other = Visit.objects.get(entry=world.rival)
    assert browser.get(reverse("visit_photo", args=[world.visit.code, 2])).status_code == 404
    assert browser.get(reverse("visit_photo", args=[other.code, 1])).status_code == 404
    assert browser.post(reverse("visit_sign", args=[world.visit.code, "x"])).status_code in {
        403,
        404,
    }


def test_the_page_shows_the_form_its_digest_and_what_comes_next(world):
    page = signed_in_as(world.large_lead).get(reverse("visit", args=[world.visit.code]))
    text = page.content.decode()

    assert "1공장" in text
    assert world.visit.sha256 in text
    assert "서명하기" in text


def test_the_form_is_refused_with_what_is_missing(world):
    url = reverse("visit_write", args=[world.visit.code])
    answer = signed_in_as(world.people["visitor"]).post(url, {"visited_on": "2026-11-02"})

    assert answer.status_code == 422
    assert "1공장" not in answer.content.decode().partition("<form")[0]


def test_the_list_is_the_visitors_own(world):
    mine = signed_in_as(world.people["visitor"]).get(reverse("visits")).content.decode()
    nobodys = signed_in_as(make_person()).get(reverse("visits")).content.decode()

    assert world.visit.code in mine
    assert Visit.objects.get(entry=world.rival).code not in mine
    assert "맡은 현장 확인이 없습니다" in nobodys
