"""Calls through the interface: what everybody reads, and a draft nowhere."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories import MOMENT, make_member, make_operator, make_organization, make_person
from tests.programs.factories import make_call, make_program, officer_of
from tests.web.matrix_api_calls import DRAFT, ROUTES
from tests.web.matrix_calls import PERSONAS

from sangsaeng.organizations.models import Kind, Role
from sangsaeng.programs.freezing import fingerprint, rules_of

pytestmark = pytest.mark.django_db

LIST = "/api/v1/calls"


@pytest.fixture
def program():
    one = make_program()
    officer_of(one)
    return one


def clients(program):
    """A client for each persona."""
    other = make_program("other", host=make_organization("협회", kind=Kind.ASSOCIATION))
    host = make_organization("도청", kind=Kind.LOCAL_GOVERNMENT)
    people = {
        "anonymous": None,
        "outsider": make_person(),
        "officer": officer_of(program),
        "other_officer": officer_of(other),
        "host_lead": make_member(host, Role.OWNER),
        "operator": make_operator(),
    }
    made = {}
    for who in PERSONAS:
        made[who] = Client()
        if people[who] is not None:
            made[who].force_login(people[who])
    return made


@pytest.mark.parametrize("route", ROUTES)
def test_each_persona_gets_the_answer_of_the_matrix(route, program):
    call = make_call(program)
    url = reverse(route, args=[call.slug] if route == "api:read_call" else [])

    assert {who: client.get(url).status_code for who, client in clients(program).items()} == ROUTES[
        route
    ]


def test_a_draft_is_there_for_its_officers_alone(program):
    call = make_call(program, state="draft")
    answers = {}
    for who, client in clients(program).items():
        answers[who] = client.get(f"{LIST}/{call.slug}").status_code
        assert bool(client.get(LIST).json()["items"]) == (answers[who] == 200)

    assert answers == DRAFT


def test_a_call_is_read_with_its_rules_and_editions(program):
    call = make_call(program)
    read = Client().get(f"{LIST}/{call.slug}").json()

    assert read["editions"][0]["sha256"] == fingerprint(rules_of(call))
    assert [one["key"] for one in read["rules"]["questions"]] == ["problem", "effort", "contact"]
    assert read["opens_at"].startswith(MOMENT.strftime("%Y-%m-%dT"))


def test_a_list_is_narrowed_and_goes_on(program):
    for turn in range(3):
        make_call(program, slug=f"call-{turn}")
    make_call(program, slug="closed", state="closed")
    first = Client().get(LIST, {"state": "open", "limit": 2}).json()
    rest = Client().get(LIST, {"state": "open", "limit": 2, "after": first["next"]}).json()

    assert [one["slug"] for one in first["items"] + rest["items"]] == ["call-0", "call-1", "call-2"]
    assert rest["next"] is None
    assert Client().get(LIST, {"state": "nonsense"}).status_code == 422


def test_a_list_takes_as_many_queries_for_three_calls_as_for_one(program):
    counted = []
    for turn in range(3):
        make_call(program, slug=f"call-{turn}")
        with CaptureQueriesContext(connection) as caught:
            Client().get(LIST)
        counted.append(len(caught))

    assert counted[0] == counted[2]
