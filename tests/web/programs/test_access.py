"""Every persona gets the answer of the matrix, and a draft is nowhere for whoever does not run it."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories import MOMENT, make_member, make_operator, make_organization, make_person
from tests.programs.factories import DAY, make_call, make_program, officer_of
from tests.web.matrix_calls import DRAFTS, PERSONAS, PRESSES, ROUTES, arguments
from time_machine import travel

from sangsaeng.organizations.models import Kind, Role
from sangsaeng.programs.models import Call
from sangsaeng.programs.models.call import CallQuerySet

pytestmark = pytest.mark.django_db


@pytest.fixture
def program():
    one = make_program()
    officer_of(one)
    return one


@pytest.fixture
def people(program):
    other = make_program(
        "other", host=make_organization("협회", kind=Kind.ASSOCIATION), name="다른"
    )
    host = make_organization("도청", kind=Kind.LOCAL_GOVERNMENT)
    return {
        "anonymous": None,
        "outsider": make_person(),
        "officer": officer_of(program),
        "other_officer": officer_of(other),
        "host_lead": make_member(host, Role.OWNER),
        "operator": make_operator(),
    }


def asked(person):
    """A client of the person."""
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


@pytest.mark.parametrize("name", ROUTES)
def test_each_persona_gets_the_answer_of_the_matrix(name, program, people):
    call = make_call(program)
    url = reverse(name, kwargs=arguments(call)[name])
    with travel(MOMENT + DAY, tick=False):
        answers = {who: asked(people[who]).get(url).status_code for who in PERSONAS}

    assert answers == ROUTES[name]


@pytest.mark.parametrize("name", DRAFTS)
def test_a_draft_is_nowhere_for_others(name, program, people):
    call = make_call(program, state="draft")
    url = reverse(name, kwargs=arguments(call)[name])
    answers = {who: asked(people[who]).get(url).status_code for who in PERSONAS}

    assert answers == DRAFTS[name]


@pytest.mark.parametrize("name", PRESSES)
def test_each_persona_gets_the_answer_to_a_press(name, program, people):
    call = make_call(program)
    url = reverse(name, kwargs=arguments(call)[name])
    with travel(MOMENT + DAY, tick=False):
        answers = {who: asked(people[who]).post(url).status_code for who in PERSONAS}

    assert answers == PRESSES[name]


@pytest.mark.parametrize("name", PRESSES)
def test_a_stranger_is_sent_to_sign_in_and_changes_nothing(name, program):
    call = make_call(program)
    before = call.version
    answer = Client().post(reverse(name, kwargs=arguments(call)[name]))

    assert "login" in answer["Location"]
    assert Call.objects.get().version == before


def test_a_piece_of_another_call_is_not_there(program):
    mine, other = make_call(program), make_call(program, slug="other", state="draft")
    client = asked(officer_of(program))
    question = other.questions.first()
    for name, key in (("questions", question.pk), ("nonsense", 1), ("stages", 10**9)):
        address = reverse("call_piece", args=[mine.slug, name, key])
        assert client.get(address).status_code == 404
    criteria = reverse("call_criteria", args=[mine.slug, other.stages.get().pk])
    assert client.get(criteria).status_code == 404


# What is drawn anew for every answer.
CHANCE = re.compile(r'(nonce|csrfmiddlewaretoken" value|content)="[^"]*"')
PUBLIC = ("call_list", "program_list", "call_feed", "program_page", "call")
QUERIES = ("", "?q=비밀", "?q=윈윈", "?state=draft", "?state=open", "?state=nonsense", "?page=2")


@pytest.mark.parametrize("person", ["anonymous", "outsider", "other_officer"])
def test_two_worlds_that_differ_in_drafts_look_alike(person, program, people, queries_of):
    """A draft changes nothing that others can see: no row, no count, no order, no statement."""
    call = make_call(program)
    addresses = [
        reverse(name, kwargs=arguments(call)[name]) + query for name in PUBLIC for query in QUERIES
    ]
    addresses += [reverse("call_list_export", args=[form]) for form in ("json", "csv")]
    client = asked(people[person])
    with travel(MOMENT + DAY, tick=False):
        before = [queries_of(client, address) for address in addresses]
        make_call(program, slug="secret-2027", state="draft", title="비밀 공고")
        after = [queries_of(client, address) for address in addresses]

    assert before == after


def test_the_twin_of_the_two_worlds(program, queries_of, monkeypatch):
    """With the guard off, the draft shows; so the test above can fail."""
    make_call(program)
    address = reverse("call_list")
    with travel(MOMENT + DAY, tick=False):
        before = queries_of(Client(), address)
        make_call(program, slug="secret-2027", state="draft", title="비밀 공고")
        monkeypatch.setattr(CallQuerySet, "visible_to", lambda rows, _viewer: rows.all())
        after = queries_of(Client(), address)

    assert before != after


@pytest.fixture
def queries_of():
    """How a page answers: its status, its content without what is new each time, its statements."""

    def answered(client, address):
        with CaptureQueriesContext(connection) as caught:
            answer = client.get(address)
        content = CHANCE.sub("", answer.content.decode("utf-8", "replace"))
        return answer.status_code, content, len(caught)

    return answered
