"""Phones that poll: one query, no session, nothing but a number."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories import make_person
from tests.fairs.factories import make_fair, make_supplier
from tests.fairs.personas import PERSONAS, make_world
from tests.web import matrix_live

from sangsaeng.fairs.actions.announcing import raise_revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair():
    return make_fair()


@pytest.fixture
def supplier(fair):
    return make_supplier(fair)


def address(participant):
    return reverse("live", args=[participant.live_code])


def test_poll_tells_the_revision_and_nothing_else(client, supplier):
    answer = client.get(address(supplier))

    assert answer.content == b'{"revision":0}'
    assert answer["Content-Type"] == "application/json"
    assert answer["Cache-Control"] == "no-cache"
    assert answer["ETag"] == '"0"'


def test_change_for_the_participant_gives_another_number(client, fair, supplier):
    raise_revision(fair, [supplier.pk])

    assert client.get(address(supplier)).json() == {"revision": 1}


def test_change_for_others_is_not_seen(client, fair, supplier):
    before = client.get(address(supplier))
    raise_revision(fair, [make_supplier(fair).pk])
    after = client.get(address(supplier))

    assert (after.content, after.headers) == (before.content, before.headers)


def test_phone_that_knows_the_revision_gets_an_empty_answer(client, fair, supplier):
    raise_revision(fair, [supplier.pk])

    known = client.get(address(supplier), headers={"If-None-Match": '"1"'})
    weakened = client.get(address(supplier), headers={"If-None-Match": 'W/"1"'})
    outdated = client.get(address(supplier), headers={"If-None-Match": '"0"'})

    assert (known.status_code, known.content, known["ETag"]) == (304, b"", '"1"')
    assert weakened.status_code == 304
    assert outdated.status_code == 200


def test_unknown_code_is_missing_and_as_cheap(client, supplier):
    with CaptureQueriesContext(connection) as known:
        client.get(address(supplier))
    with CaptureQueriesContext(connection) as unknown:
        answer = client.get(reverse("live", args=["NOBODYHASTHISONE"]))

    assert (answer.status_code, answer.content) == (404, b"")
    assert len(known) == len(unknown) == 1


@pytest.mark.parametrize("code", ["", "x/y", "é", "A" * 500])
def test_code_that_cannot_be_one_is_missing(client, supplier, code):  # noqa: ARG001 - somebody has one
    assert client.get(f"/live/{code}").status_code == 404


def test_only_reading_is_answered(client, supplier):
    assert client.post(address(supplier)).status_code == 405


def test_the_query_uses_an_index(supplier):
    with connection.cursor() as cursor, CaptureQueriesContext(connection) as asked:
        from sangsaeng.fairs.queries.live import revision_of

        revision_of(supplier.live_code)
        if connection.vendor == "sqlite":
            cursor.execute("EXPLAIN QUERY PLAN " + asked.captured_queries[0]["sql"])
            (plan,) = cursor.fetchall()

            assert "USING INDEX" in plan[-1]
        assert "organization" not in asked.captured_queries[0]["sql"]


def test_session_is_neither_read_nor_written_even_with_its_cookie(client, supplier):
    client.force_login(make_person())
    kept = Session.objects.get()

    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address(supplier), headers={"Accept-Language": "en"})

    assert [query["sql"] for query in asked if "participant" not in query["sql"]] == []
    assert len(asked) == 1
    assert Session.objects.get() == kept
    assert answer.cookies == {}
    assert not answer.has_header("Vary")


def test_the_same_poll_behind_the_session_would_read_it(client, supplier):
    """The twin: with the guard off, the session, the user and the language are looked at."""
    chain = [one for one in settings.MIDDLEWARE if not one.endswith("PhonesFirst")]
    client.force_login(make_person())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "MIDDLEWARE", chain)
        client.handler.load_middleware()
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address(supplier))

    assert any("django_session" in query["sql"] for query in asked)
    assert answer.has_header("Vary")


def test_signed_in_or_not_the_answer_is_the_same(client, supplier):
    before = client.get(address(supplier))
    client.force_login(make_person())
    after = client.get(address(supplier))

    assert (after.content, after.headers) == (before.content, before.headers)


@pytest.mark.parametrize("route", matrix_live.ROUTES)
def test_each_persona_gets_the_answer_of_the_matrix(client, route):
    world = make_world()
    url = reverse(route, kwargs=matrix_live.arguments(world)[route])
    answers = {}
    for persona in PERSONAS:
        client.logout()
        if persona in world.people:
            client.force_login(world.people[persona])
        answers[persona] = client.get(url).status_code

    assert answers == matrix_live.ROUTES[route]


def test_program_that_keeps_the_copy_is_asked_for_each_time_and_may_serve_the_whole_site(client):
    answer = client.get("/sw.js")

    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in answer["Content-Security-Policy"]


def test_signing_out_takes_everything_off_the_device(client):
    client.force_login(make_person())

    answer = client.post(reverse("account_logout"))

    assert answer["Clear-Site-Data"] == '"cache", "storage"'


def test_other_pages_leave_the_device_alone(client):
    client.force_login(make_person())

    assert not client.get(reverse("my")).has_header("Clear-Site-Data")
    assert not client.get("/").has_header("Clear-Site-Data")


def test_number_does_not_tell_how_much_happened_to_others(client, fair, supplier):
    others = [make_supplier(fair).pk for _ in range(3)]
    for other in others:
        raise_revision(fair, [other])
    raise_revision(fair, [supplier.pk])

    assert client.get(address(supplier)).json() == {"revision": 1}


@pytest.mark.parametrize("code", ["%00", "A%00B", "%EF%BF%BD"])
def test_code_that_no_database_looks_up_is_missing(client, code):
    assert client.get(f"/live/{code}").status_code == 404
