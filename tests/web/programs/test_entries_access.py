"""Every address of entries × everybody, while one is written and once it was handed in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from tests.web.matrix_entries import (
    HANDED_IN,
    HANDED_IN_PRESSES,
    PRESSES,
    ROUTES,
    arguments,
)
from tests.web.programs.world import entries_world

pytestmark = pytest.mark.django_db
SIGN_IN = "/accounts/login/"
SENT = {
    "entry_title": {"title": "새 제목", "seen": "CANARY-TITLE 세정"},
    "entry_answer": {"q-problem": "새 답", "overwrite": "1"},
    "entry_file_remove": {},
    "entry_partner_ask": {},
    "entry_hand_in": {"key": "press"},
    "entry_check_supplement": {"wanted": "증빙을 더해 주십시오.", "due_at": "2099-01-01T18:00"},
    "entry_check_screen": {"reason": "대상이 아닙니다."},
    "entry_check_reopen": {"due_at": "2099-01-01T18:00"},
}


def answers_of(client, world, route, *, post=False, data=None):
    """What each persona is answered; a press is undone before the next."""
    address = reverse(route, kwargs=arguments(world)[route])
    answers = {}
    for name, person in world.people.items():
        client.logout()
        if person is not None:
            client.force_login(person)
        with transaction.atomic():
            response = client.post(address, data() if data else {}) if post else client.get(address)
            transaction.set_rollback(True)
        answers[name] = response.status_code
        if response.status_code == 302:
            asked_in = response.headers["Location"].startswith(SIGN_IN)
            assert asked_in is (name == "anonymous"), (name, response.headers["Location"])
    return answers


@pytest.mark.parametrize("route", ROUTES)
def test_each_is_answered_by_the_matrix_while_it_is_written(client, route):
    assert answers_of(client, entries_world(), route) == ROUTES[route]


@pytest.mark.parametrize("route", HANDED_IN)
def test_each_is_answered_by_the_matrix_once_it_is_handed_in(client, route):
    assert answers_of(client, entries_world(handed_in=True), route) == HANDED_IN[route]


@pytest.mark.parametrize("route", PRESSES)
def test_each_press_is_answered_by_the_matrix(client, route):
    world = entries_world()

    def data():
        if route == "entry_file_add":
            return {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4")}
        if route == "entry_partner_ask":
            name, seat = world.calls.other_small.name, world.call.seats.get(key="supply").pk
            return {"organization": name, "seat": seat}
        return SENT.get(route, {})

    assert answers_of(client, world, route, post=True, data=data) == PRESSES[route]


@pytest.mark.parametrize("route", HANDED_IN_PRESSES)
def test_each_officers_press_is_answered_by_the_matrix(client, route):
    world = entries_world(handed_in=True)

    def data():
        return SENT.get(route, {})

    assert answers_of(client, world, route, post=True, data=data) == HANDED_IN_PRESSES[route]


def test_a_kept_answer_brings_what_is_left_up_to_date(client):
    world = entries_world()
    client.force_login(world.people["lead"])
    address = reverse("entry_answer", args=[world.entry.code, "problem"])

    kept = client.post(address, {"q-problem": "", "overwrite": "1"}, headers={"HX-Request": "true"})
    told = kept.content.decode()

    assert '<div id="what-is-next" hx-swap-oob="true">' in told
    assert "2가지 남았습니다" in told
    assert '<div id="filled" hx-swap-oob="true">' in told
    assert "hx-swap-oob" not in client.get(f"/entries/{world.entry.code}/").content.decode()
