"""Needs and offers for programs: written, changed, and taken through their steps by their own."""

import json

import pytest
from tests.exchange.factories import make_listing
from tests.exchange.stories import FACTS, make_story
from tests.web.matrix_api_own_listings import PRESSES, ROUTES
from tests.web.matrix_own_listings import PERSONAS

from sangsaeng.exchange.models import Listing

pytestmark = pytest.mark.django_db
URL = "/api/v1/my/listings"


@pytest.fixture
def story():
    return make_story()


@pytest.fixture
def listing(story):
    return make_listing(owner=story.owner, **FACTS.as_fields | {"author": story.staff})


def call(client, method, path, body=None):
    data = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
    return getattr(client, method)(f"{URL}{path}", **data)


def new(story, **said):
    return {
        "owner": story.owner.code,
        "side": "need",
        "kind": "technology",
        "title": "찾습니다",
    } | said


@pytest.mark.parametrize("persona", PERSONAS)
def test_each_persona_gets_the_answer_of_the_matrix(client, story, listing, persona):
    if persona != "anonymous":
        client.force_login(story.people[persona])
    one = f"/{listing.code}"
    answers = {
        "api:list_own": call(client, "get", ""),
        "api:read_own": call(client, "get", one),
        "api:write": call(client, "post", "", new(story)),
        "api:change": call(client, "patch", one, {"version": 1, "region": "busan"}),
        "api:take_step": call(client, "post", f"{one}/renew", {}),
    }

    for route, answer in answers.items():
        assert answer.status_code == (ROUTES | PRESSES)[route][persona], route


def test_a_program_writes_and_hands_in(client, story):
    client.force_login(story.staff)
    said = {"abstract": "요약", "particulars": {"problem": "문제 1", "budget": 3_000_000}}

    written = call(client, "post", "", new(story, **said)).json()
    waiting = call(client, "post", f"/{written['code']}/submit", {}).json()

    assert (written["state"], waiting["state"]) == ("draft", "submitted")
    assert written["particulars"] == said["particulars"]
    assert [one["code"] for one in call(client, "get", "?state=submitted").json()["items"]] == [
        written["code"]
    ]


def test_what_is_left_out_stays_and_what_is_stale_is_refused(client, story, listing):
    client.force_login(story.staff)

    changed = call(client, "patch", f"/{listing.code}", {"version": 1, "readiness": 7})
    stale = call(client, "patch", f"/{listing.code}", {"version": 1, "readiness": 8})

    assert (changed.status_code, changed.json()["version"]) == (200, 2)
    assert (changed.json()["title"], changed.json()["state"]) == (FACTS.title, "published")
    assert (stale.status_code, stale.json()["code"]) == (409, "changed_meanwhile")


def test_what_does_not_fit_is_named_field_by_field(client, story):
    client.force_login(story.staff)

    answer = call(client, "post", "", new(story, kind="dead_stock", sector="없음"))

    assert answer.status_code == 422
    assert {fault["field"] for fault in answer.json()["faults"]} == {"kind", "sector"}
    assert not Listing.objects.exists()


def test_a_listing_of_another_is_as_missing_as_none(client, story):
    client.force_login(story.other)
    theirs = make_listing(owner=story.owner)

    found = [call(client, "get", f"/{code}") for code in (theirs.code, "AAAAAAAA")]

    assert found[0].status_code == found[1].status_code == 404
    assert found[0].content == found[1].content
