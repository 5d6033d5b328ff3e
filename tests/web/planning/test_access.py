"""Each persona gets the answer of the matrix, and learns nothing that is hidden from it."""

import re

import pytest
from django.db import transaction
from django.urls import reverse
from tests.fairs.factories import (
    make_buyer,
    make_forbidden,
    make_request,
    make_supplier,
    make_timetable,
    put_in_force,
)
from tests.fairs.personas import PERSONAS, make_world
from tests.web.matrix_planning import PRESSES, ROUTES, arguments
from time_machine import travel

from sangsaeng.fairs.actions.planning import PLANNING
from sangsaeng.fairs.models import Unplaced, Wish
from sangsaeng.kernel import jobs
from sangsaeng.kernel.models import AuditEvent
from sangsaeng.web.urls_planning import urlpatterns

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def moment(at):
    with travel(at, tick=False):
        yield


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def places(world, at):
    job = jobs.ask(PLANNING, world.fair, actor=world.people["fair_officer"], at=at)
    return arguments(world, job)


def sign_in(client, world, persona):
    client.logout()
    if persona in world.people:
        client.force_login(world.people[persona])


def spot_of(world, number):
    slot, table = world.fair.slots.all()[number], world.buyer.tables.get()
    return f"{slot.pk}-{table.pk}"


@pytest.mark.parametrize("route", ROUTES)
def test_each_persona_gets_the_answer_of_the_matrix(client, world, places, route):
    url = reverse(route, kwargs=places[route])
    query = {"spot": spot_of(world, 3)} if route == "plan_move" else {}
    answers = {}
    for persona in PERSONAS:
        sign_in(client, world, persona)
        answers[persona] = client.get(url, query).status_code

    assert answers == ROUTES[route]


@pytest.mark.parametrize("route", PRESSES)
def test_each_persona_may_press_only_what_the_matrix_says(client, world, places, route):
    url = reverse(route, kwargs=places[route])
    if route == "plan_allow":
        make_forbidden(world.buyer, world.supplier)
    body = {"spot": spot_of(world, 3), "note": "오후 늦게", "reason": "경쟁 관계"}
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


def test_unknown_timetable_request_or_participant_is_missing(client, world, places):
    sign_in(client, world, "fair_officer")
    wrong = {"serial": 99, "code": "ZZZZZZZZ", "number": 99}

    for route in ("plan_draft", "plan_meeting", "timetable_version", "participant_timetable"):
        for name in places[route].keys() & wrong.keys():
            url = reverse(route, kwargs=places[route] | {name: wrong[name]})
            assert client.get(url).status_code == 404, (route, name)


def without_tokens(pages):
    return [
        (status, re.sub(rb'(csrfmiddlewaretoken" value=|nonce=)"[^"]*"', b"", content))
        for status, content in pages
    ]


def hide_something(world):
    """Change what a party must not learn: rulings, the other side's mind, third parties' affairs."""
    third, fourth = make_buyer(world.fair, "제삼전자"), make_supplier(world.fair, "제사정밀")
    elsewhere = make_request(third, fourth)
    slots = world.fair.slots.all()
    world.request.buyer_wish = Wish.NO_THANKS
    world.request.save()
    make_forbidden(third, world.supplier, "비밀 사유")
    make_timetable(world.fair, [(elsewhere, slots[0])], [(world.request, "forbidden")])
    Unplaced.objects.filter(timetable=world.published).update(
        reason="outranked", detail={"meetings": [{"buyer": third.code, "supplier": fourth.code}]}
    )
    world.published.meetings.exclude(supplier=world.supplier).delete()


@pytest.mark.parametrize("persona", ["anonymous", "outsider", "supplier_staff", "ex_member"])
def test_what_is_hidden_changes_nothing_on_the_pages_of_others(client, world, places, persona):
    left = make_request(make_buyer(world.fair, "나머지전자"), world.supplier)
    Unplaced.objects.create(timetable=world.published, request=left, reason="buyer_full")
    urls = [
        reverse(route, kwargs=places[route])
        for route in ("my", "timetable", "timetable_version", "participant_timetable")
    ]
    sign_in(client, world, persona)

    def seen():
        return without_tokens(
            [(answer.status_code, answer.content) for answer in map(client.get, urls)]
        )

    one_world = seen()
    hide_something(world)

    assert seen() == one_world


def test_the_same_comparison_sees_the_difference_for_an_officer(client, world, places):
    sign_in(client, world, "fair_officer")
    url = reverse("timetable", kwargs=places["timetable"])
    one_world = client.get(url).content

    hide_something(world)

    assert client.get(url).content != one_world


def test_draft_is_shown_to_nobody_but_its_officers(client, world, places):
    url = reverse("participant_timetable", kwargs=places["participant_timetable"])
    draft_hour, published_hour = b">11:00<", b">10:00<"
    sign_in(client, world, "supplier_staff")

    shown = client.get(url, {"serial": world.draft.serial}).content
    assert published_hour in shown
    assert draft_hour not in shown

    sign_in(client, world, "fair_officer")
    assert draft_hour in client.get(url, {"serial": world.draft.serial}).content


def test_earlier_version_is_replaced_on_the_personal_page_with_what_changed(client, world, places):
    put_in_force(world.draft)
    sign_in(client, world, "supplier_staff")

    page = client.get(reverse("participant_timetable", kwargs=places["participant_timetable"]))

    assert "1판에서 달라진 상담 1건" in page.content.decode()
