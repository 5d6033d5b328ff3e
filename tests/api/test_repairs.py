"""Programs foresee a repair and do it, with the same answers as the desk's pages."""

import pytest
from tests.fairs.factories import FAIR_DAY
from tests.fairs.personas import PERSONAS, make_world
from tests.web.matrix_api_repairs import PRESSES
from time_machine import travel

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _moment():
    with travel(f"{FAIR_DAY}T09:00:00+09:00", tick=False):
        yield


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def ask(world, client):
    """Ask for a repair as a persona, and return status and body."""

    def asked(persona, **body):
        client.logout()
        if persona != "anonymous":
            client.force_login(world.people[persona])
        url = f"/api/v1/fairs/{world.fair.slug}/repairs"
        answer = client.post(url, body, content_type="application/json")
        return answer.status_code, answer.json()

    return asked


def absent(party, number=0):
    return [{"kind": "absent", "subject": party.code, "number": number}]


def test_each_persona_gets_the_answer_of_the_matrix(ask):
    answers = {persona: ask(persona)[0] for persona in PERSONAS}

    assert answers == PRESSES["api:repair"]


def test_dry_run_says_what_changes_and_writes_nothing(ask, world):
    status, body = ask("fair_desk", disturbances=absent(world.supplier))

    assert (status, body["number"]) == (200, 1)
    assert [one["supplier"] for one in body["cancelled"]] == [world.supplier.code]
    assert world.fair.timetables.filter(origin="repaired").count() == 0


def test_press_with_the_stamp_of_the_dry_run_repairs(ask, world):
    stamp = ask("fair_desk", disturbances=absent(world.supplier))[1]["stamp"]

    status, body = ask("fair_desk", disturbances=absent(world.supplier), dry_run=False, stamp=stamp)

    assert (status, body["number"]) == (200, 2)
    assert world.fair.timetables.get(number=2).origin == "repaired"


def test_press_without_having_looked_is_refused(ask, world):
    status, body = ask("fair_officer", disturbances=absent(world.supplier), dry_run=False)

    assert (status, body["code"]) == (409, "changed_meanwhile")
    assert world.fair.timetables.filter(origin="repaired").count() == 0


def test_what_is_not_of_the_fair_is_refused(ask, world):
    stranger = [{"kind": "absent", "subject": "NOBODY", "number": 0}]

    assert ask("fair_desk", disturbances=stranger)[1]["code"] == "fair.disturbance_unknown"
    far = absent(world.supplier, 9_999)
    assert ask("fair_desk", disturbances=far)[1]["code"] == "fair.disturbance_unknown"
