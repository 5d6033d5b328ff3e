"""Programs read the results of a fair as the same person reads them on its page."""

import pytest
from tests.fairs.factories import make_officer, make_staff
from tests.fairs.personas import PERSONAS, make_world
from tests.fairs.queries.results.small_fair import make_small_fair
from tests.web.matrix_results import API

pytestmark = pytest.mark.django_db


@pytest.fixture
def small():
    return make_small_fair()


def read(client, fair, person):
    """The results as the person gets them."""
    client.force_login(person)
    return client.get(f"/api/v1/fairs/{fair.slug}/results").json()


def test_each_persona_is_answered_what_the_matrix_says(client):
    world, answers = make_world(), {}
    for persona in PERSONAS:
        client.logout()
        if persona in world.people:
            client.force_login(world.people[persona])
        url = f"/api/v1/fairs/{world.fair.slug}/results"
        answers[persona] = client.get(url).status_code

    assert answers == API["api:read_results"]


def test_the_fairs_people_read_the_whole(client, small):
    told = read(client, small.fair, make_officer(small.fair))

    assert told["stages"] == {
        "requested": 12,
        "accepted": 9,
        "placed": 7,
        "held": 4,
        "next_step": 2,
    }
    whole = told["whole"]
    assert {"after": "placed", "reason": "absent_supplier", "requests": 1} in whole["losses"]
    assert whole["slots"][2] == {
        "starts_at": "2026-11-25T11:00:00+09:00",
        "ends_at": "2026-11-25T11:30:00+09:00",
        "tables": 3,
        "planned": 1,
        "held": 1,
        "freed": 1,
        "filled": 1,
    }
    assert whole["spread"]["meetings"] == 7
    assert [line["amount"] for line in whole["rungs"] if line["amount"]] == [
        7_000_000,
        50_000_000,
        30_000_000,
    ]


def test_who_took_part_reads_totals_once_it_is_over(client, small):
    person = make_staff(small.public)
    before = read(client, small.fair, person)
    small.fair.state = "ended"
    small.fair.save()
    after = read(client, small.fair, person)

    assert (before["stages"], before["whole"]) == (None, None)
    assert after["whole"] is None
    assert after["stages"] == {
        "requested": 12,
        "accepted": 9,
        "placed": None,
        "held": 4,
        "next_step": None,
    }
    assert after["past_fairs"][1]["requests"] == 924
