"""Programs read entries as the same person does on the pages."""

import pytest
from django.urls import reverse
from tests.web.matrix_api_entries import PERSONAS, ROUTES
from tests.web.programs.world import entries_world

pytestmark = pytest.mark.django_db


def address(world, route):
    of = {
        "api:read_own_entry": {"code": world.entry.code},
        "api:list_run_entries": {"slug": world.call.slug},
        "api:read_run_entry": {"slug": world.call.slug, "code": world.entry.code},
    }
    return reverse(route, kwargs=of.get(route))


@pytest.mark.parametrize("route", ROUTES)
def test_each_persona_reads_what_the_matrix_says(client, route):
    world = entries_world(handed_in=True)
    answers = {}
    for persona in PERSONAS:
        client.logout()
        if world.people[persona] is not None:
            client.force_login(world.people[persona])
        answers[persona] = client.get(address(world, route)).status_code

    assert answers == ROUTES[route]


def test_a_sealed_officer_lists_every_entry_but_their_own_case(client):
    world = entries_world(handed_in=True)
    listed = {}
    for persona in ("officer", "sealed_officer"):
        client.force_login(world.people[persona])
        listed[persona] = {
            one["code"] for one in client.get(address(world, "api:list_run_entries")).json()
        }

    # The factories' first entry is of the sealed officer's organization, too.
    assert listed["officer"] - listed["sealed_officer"] == {
        world.entry.code,
        world.calls.entry.code,
    }
    assert listed["sealed_officer"] == {world.calls.rival.code}
