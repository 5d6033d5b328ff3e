"""Who may open and press what about honors and plaques."""

import pytest
from django.db import transaction
from django.urls import reverse
from tests.factories import MOMENT, make_operator
from tests.honors.factories import given_honor
from tests.programs.factories import make_entry
from tests.web.matrix_honors import PERSONAS, PRESSES, ROUTES, arguments
from time_machine import travel

from sangsaeng.honors.models import Honor, IssuerKey, Plaque

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """An honor with plaques, and another selected case that waits for its own."""
    world, honor = given_honor(MOMENT)
    world.honor, world.plaque = honor, Plaque.objects.order_by("pk").first()
    world.waiting = make_entry(
        world.call, world.other, world.other_small, state="selected", title="기다리는 사례"
    )
    world.people = {
        "outsider": world.outsider,
        "large_lead": world.large_lead,
        "small_lead": world.small_lead,
        "rival_lead": world.other_lead,
        "officer": world.officer,
        "operator": make_operator(),
    }
    with travel(MOMENT, tick=False):
        yield world


def sign_in(client, world, persona):
    client.logout()
    if persona in world.people:
        client.force_login(world.people[persona])


BODIES = {
    "honor_give": {"awarded_on": "2026-11-20", "title": "함께 고친 공정"},
    "honor_give_all": {"awarded_on": "2026-11-20"},
    "honor_past": {
        "round": "2023 1차",
        "awarded_on": "2023-11-07",
        "organizations": "누리화학",
        "source": "https://example.org/",
    },
    "honor_revoke": {"reason": "허위 실적"},
    "plaque_anew": {"reason": "이름을 바로잡음"},
    "honor_key_stolen": {"since": "2026-11-01T09:00"},
}


@pytest.mark.parametrize("route", ROUTES)
def test_each_persona_gets_the_answer_of_the_matrix(client, world, route):
    url, answers = reverse(route, kwargs=arguments(world)[route]), {}
    for persona in PERSONAS:
        sign_in(client, world, persona)
        answers[persona] = client.get(url).status_code
    assert answers == ROUTES[route]


@pytest.mark.parametrize("route", PRESSES)
def test_each_persona_may_press_only_what_the_matrix_says(client, world, route):
    from sangsaeng.organizations.models import OrganizationName

    OrganizationName.objects.create(
        organization=world.other, name="누리화학", key="누리화학", use="official"
    )
    url, answers, done = reverse(route, kwargs=arguments(world)[route]), {}, {}
    for persona in PERSONAS:
        sign_in(client, world, persona)
        with transaction.atomic():
            answer = client.post(url, BODIES.get(route, {}))
            answers[persona] = answer.status_code
            done[persona] = not answer.headers.get("Location", "/accounts/").startswith(
                "/accounts/"
            )
            transaction.set_rollback(True)
    assert answers == PRESSES[route]
    assert {who for who, is_done in done.items() if is_done} == {
        who for who, status in PRESSES[route].items() if status == 302 and who != "anonymous"
    }


def test_what_does_not_exist_is_not_found(client, world):
    client.force_login(world.officer)
    for route, given in (
        ("honor", {"code": "NOTHING9"}),
        ("honor_json", {"code": "NOTHING9"}),
        ("honor_revoke", {"code": "NOTHING9"}),
        ("plaque_verify", {"code": "NOTHING9NOTH"}),
        ("plaque_jwt", {"code": "NOTHING9NOTH"}),
        ("plaque_json", {"code": "NOTHING9NOTH"}),
        ("plaque_pdf", {"code": "NOTHING9NOTH"}),
        ("honor_status", {"number": 2}),
        ("honor_giving", {"slug": "nothing"}),
        ("honor_past", {"slug": "nothing"}),
        ("honor_give", {"slug": world.call.slug, "code": world.entry.code}),
        ("honor_give", {"slug": world.call.slug, "code": world.rival.code}),
    ):
        assert client.get(reverse(route, kwargs=given)).status_code == 404, (route, given)


def test_a_revoked_plaque_is_not_printed(client, world):
    client.force_login(world.officer)
    client.post(reverse("honor_revoke", args=[world.honor.code]), BODIES["honor_revoke"])
    assert client.get(reverse("plaque_pdf", args=[world.plaque.code])).status_code == 404
    assert client.get(reverse("honor_print_run", args=[world.call.slug])).status_code == 404


def test_an_officer_of_another_program_has_no_say(client, world):
    from tests.programs.factories import make_program

    make_program(slug="other", officer=world.outsider)
    client.force_login(world.outsider)
    assert client.get(reverse("honor_giving", args=[world.call.slug])).status_code == 404
    assert client.post(reverse("honor_revoke", args=[world.honor.code])).status_code == 403
    assert (Honor.objects.count(), IssuerKey.objects.count()) == (1, 1)
