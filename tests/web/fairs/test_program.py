"""The program of a fair: open to all, seats and checklists to those whose they are."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from tests.fairs.factories import make_fair, make_session, make_slots
from tests.fairs.personas import PERSONAS, make_world
from tests.web.matrix_briefings import PRESSES, ROUTES
from time_machine import travel

from sangsaeng.fairs.actions.briefing import Upload, add_material, set_checklist, set_talks
from sangsaeng.fairs.models import KeptItem
from sangsaeng.kernel.models import AuditEvent

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 sample"
ROWS = {
    "talks-TOTAL_FORMS": "2",
    "talks-INITIAL_FORMS": "0",
    "talks-0-begins": "10:10",
    "talks-0-topic": "수소 배관",
    "talks-0-speaker": "김상생",
    "items-TOTAL_FORMS": "1",
    "items-INITIAL_FORMS": "0",
    "items-0-text": "납세증명",
}


@pytest.fixture(autouse=True)
def moment(at):
    with travel(at, tick=False):
        yield


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def session(world, at):
    officer = world.people["fair_officer"]
    session = make_session(
        world.fair,
        signs_up_until=at + timedelta(days=300),
        seats=2,
        starts_at=world.fair.slots.all()[3].starts_at,
        ends_at=world.fair.slots.all()[3].ends_at,
    )
    set_talks(session, [{"topic": "미래 전지", "speaker": "박협력"}], actor=officer, at=at)
    set_checklist(session, [{"text": "신용평가서", "how": "B+ 이상"}], actor=officer, at=at)
    add_material(session, "구매 안내", Upload("안내.pdf", PDF), actor=officer, at=at)
    return session


@pytest.fixture
def places(world, session):
    one = {"slug": world.fair.slug, "key": session.pk}
    return {
        **dict.fromkeys(ROUTES, one),
        "program": {"slug": world.fair.slug},
        "program_export": {"slug": world.fair.slug, "form": "json"},
        "program_material": {**one, "material": session.materials.get().pk},
        "program_keep": {**one, "item": session.checklist.get().pk},
        "checklists": {},
        "session_attendees": {**one, "form": "json"},
        "session_material_remove": {**one, "material": session.materials.get().pk},
    }


def sign_in(client, world, persona):
    client.logout()
    if persona in world.people:
        client.force_login(world.people[persona])


@pytest.mark.parametrize("route", ROUTES)
def test_each_persona_gets_the_answer_of_the_matrix(client, world, places, route):
    answers = {}
    for persona in PERSONAS:
        sign_in(client, world, persona)
        answers[persona] = client.get(reverse(route, kwargs=places[route])).status_code

    assert answers == ROUTES[route]


@pytest.mark.parametrize("route", PRESSES)
def test_each_persona_may_press_only_what_the_matrix_says(client, world, places, route):
    answers, changed = {}, {}
    for persona in PERSONAS:
        sign_in(client, world, persona)
        body = {
            "participant": world.supplier.code,
            "organization": world.supplier.organization.code,
            "ready": "yes",
            **ROWS,
        }
        if route == "session_material_add":
            body["file"] = SimpleUploadedFile("새.pdf", PDF)
        before = AuditEvent.objects.count()
        with transaction.atomic():
            answer = client.post(reverse(route, kwargs=places[route]), body)
            answers[persona] = answer.status_code
            changed[persona] = AuditEvent.objects.count() > before
            transaction.set_rollback(True)

    assert answers == PRESSES[route]
    assert {one for one in PERSONAS if changed[one]} <= {
        one for one in PERSONAS if one != "anonymous" and answers[one] == 302
    }


@pytest.mark.parametrize(
    "route", [route for route in ROUTES if route.startswith(("program_s", "session"))]
)
def test_session_of_another_fair_is_not_found(client, world, places, route):
    other = make_fair()
    make_slots(other)
    stranger = make_session(other)
    client.force_login(world.people["operator"])
    url = reverse(route, kwargs={**places[route], "key": stranger.pk})

    assert client.get(url).status_code in {404, 405}


def test_page_tells_who_speaks_on_what_and_how_many_seats_are_left(client, world, session):
    session.attendees.add(world.buyer)

    page = client.get(reverse("program_session", args=[world.fair.slug, session.pk]))

    text = page.content.decode()
    for told in ("미래 전지", "박협력", "신용평가서", "B+ 이상", "2석 가운데 1석 남음"):
        assert told in text
    assert "한국수력원자력</td>" not in text


def test_seat_is_taken_and_given_back_on_the_page(client, world, session):
    client.force_login(world.people["supplier_staff"])
    url = reverse("program_seat", args=[world.fair.slug, session.pk])

    client.post(url, {"participant": world.supplier.code})
    assert list(session.attendees.all()) == [world.supplier]
    client.post(url, {"participant": world.supplier.code, "leave": "1"})
    assert not session.attendees.exists()


def test_ticked_item_waits_on_the_organizations_own_page(client, world, session):
    client.force_login(world.people["supplier_staff"])
    item = session.checklist.get()
    url = reverse("program_keep", args=[world.fair.slug, session.pk, item.pk])
    body = {"organization": world.supplier.organization.code, "ready": "yes"}

    fragment = client.post(url, body, headers={"HX-Request": "true"})

    assert "1가지 가운데 1가지 준비됨" in fragment.content.decode()
    assert "신용평가서" in client.get(reverse("checklists")).content.decode()
    assert reverse("checklists") in client.get(reverse("my")).content.decode()
    assert KeptItem.objects.get().is_ready


def test_officer_writes_talks_and_checklist_on_one_page(client, world, session):
    client.force_login(world.people["fair_officer"])
    url = reverse("session_content", args=[world.fair.slug, session.pk])

    assert client.post(url, ROWS).status_code == 302
    begins = [talk.starts_at.astimezone(world.fair.tz).hour for talk in session.talks.all()]
    assert (begins, [item.text for item in session.checklist.all()]) == ([10], ["납세증명"])
    refused = client.post(url, {**ROWS, "talks-1-speaker": "이름만"})
    assert refused.status_code == 422
    assert session.talks.count() == 1


def test_material_is_saved_under_its_own_name(client, world, session):
    client.force_login(world.people["supplier_staff"])
    place = {"slug": world.fair.slug, "key": session.pk, "material": session.materials.get().pk}

    answer = client.get(reverse("program_material", kwargs=place))

    assert answer.content == PDF
    assert "%EC%95%88%EB%82%B4.pdf" in answer["Content-Disposition"]


@pytest.mark.parametrize("number", [1, 3])
def test_program_asks_the_database_as_often_for_many_sessions_as_for_one(
    client, world, number, django_assert_max_num_queries
):
    for _number in range(number):
        make_session(world.fair)

    with django_assert_max_num_queries(10):
        client.get(reverse("program", args=[world.fair.slug]))
