"""Who may open and press what after a fair."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from tests.fairs.factories import FAIR_DAY, make_officer, make_staff
from tests.fairs.factories_after import AFTER, make_met, make_no_show, make_note
from tests.fairs.personas import PERSONAS, make_world
from tests.web.matrix_after import BODIES, PRESSES, ROUTES, arguments
from time_machine import travel

from sangsaeng.fairs.models import MeetingNote
from sangsaeng.kernel.models import AuditEvent

pytestmark = pytest.mark.django_db

TOLD = {"was_held": "yes", "rung": "quoted", "amount": "3억 6천만", "result": "도면 전달"}


@pytest.fixture
def world():
    """A fair that is over, with a note of the supplier and an absence of it."""
    world = make_world()
    world.fair.state = "ended"
    world.fair.save()
    make_note(world.request, next_step="견적 회신", due_on=FAIR_DAY)
    world.absence = make_no_show(world.supplier, world.request)
    with travel(AFTER + timedelta(days=2), tick=False):
        yield world


def bodies():
    """What is entered where."""
    note = MeetingNote.objects.get()
    return BODIES | {
        "results_meeting": {
            "supplier_staff": TOLD | {"seen": note.written_at.isoformat()},
            "buyer_staff": TOLD,
        }
    }


def sign_in(client, world, persona):
    client.logout()
    if persona in world.people:
        client.force_login(world.people[persona])


def test_each_persona_gets_the_answer_of_the_matrix(client, world):
    given = arguments(world, world.absence)
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
    url = reverse(route, kwargs=arguments(world, world.absence)[route])
    body = bodies().get(route, {})
    answers, changed = {}, {}
    for persona in PERSONAS:
        sign_in(client, world, persona)
        before = AuditEvent.objects.count()
        with transaction.atomic():
            answers[persona] = client.post(url, body.get(persona, body)).status_code
            changed[persona] = AuditEvent.objects.count() > before
            transaction.set_rollback(True)

    assert answers == PRESSES[route]
    assert changed == {
        persona: status == 302 and persona != "anonymous"
        for persona, status in PRESSES[route].items()
    }


def test_meeting_of_another_fair_is_not_found_under_this_one(client, world):
    foreign = make_met()
    client.force_login(make_officer(world.fair))
    for route in ("results_meeting", "results_done"):
        url = reverse(route, args=[world.fair.slug, foreign.code])
        answer = client.get(url) if route == "results_meeting" else client.post(url)
        assert answer.status_code == 404


def test_absence_of_another_fair_or_organization_is_not_found(client, world):
    foreign = make_no_show(make_met().supplier)
    client.force_login(make_officer(world.fair))
    excuse = reverse("no_show_excuse", args=[world.fair.slug, foreign.code])
    assert client.post(excuse).status_code == 404

    client.force_login(make_staff(world.supplier))
    own = world.supplier.organization.code
    answer = reverse("organization-no-show-answer", args=[own, foreign.code])
    assert client.post(answer, {"answer": "…"}).status_code == 404


def test_step_is_reminded_of_under_its_own_meeting_only(client, world):
    foreign = make_met()
    client.force_login(make_officer(world.fair))
    for code, party in [
        (foreign.code, world.supplier.code),
        (world.request.code, world.buyer.code),
        (world.request.code, foreign.supplier.code),
    ]:
        url = reverse("results_remind", args=[world.fair.slug, code, party])
        assert client.post(url).status_code == 404
