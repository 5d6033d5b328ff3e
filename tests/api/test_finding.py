"""Programs find, read and match needs and offers under the same rules as people."""

import pytest
from django.urls import reverse
from tests.exchange.factories import make_need, make_offer
from tests.factories import make_member, make_organization
from tests.web.matrix_api_finding import PERSONAS, ROUTES, arguments
from tests.web.matrix_finding import World

pytestmark = pytest.mark.django_db
OFFERS = "/api/v1/offers"


def test_each_persona_gets_the_answer_of_the_matrix(client):
    world, answers = World(), {}
    for route in ROUTES:
        url = reverse(route, kwargs=arguments(world, route))
        answers[route] = {}
        for persona in PERSONAS:
            client.logout()
            if persona != "anonymous":
                client.force_login(world.people[persona])
            answers[route][persona] = client.get(url).status_code

    assert answers == ROUTES


def pages(client, **query):
    """The titles of every page, and how many pages there were."""
    titles, after, number = [], {}, 0
    while True:
        answer = client.get(OFFERS, query | after).json()
        titles += [one["title"] for one in answer["items"]]
        number += 1
        if answer["next"] is None:
            return titles, number
        after = {"after": answer["next"]}


def test_offers_come_in_pages_with_and_without_words(client):
    for number in range(5):
        make_offer(title=f"배터리 검사 {number}", region="seoul" if number % 2 else "busan")

    assert pages(client, limit=2) == ([f"배터리 검사 {n}" for n in range(5)], 3)
    found, number = pages(client, limit=2, q="배터리 검사")
    assert (sorted(found), number) == ([f"배터리 검사 {n}" for n in range(5)], 3)
    assert pages(client, q="검사", region="seoul")[0] == ["배터리 검사 1", "배터리 검사 3"]
    assert client.get(OFFERS, {"q": "검사", "after": "NTHNG222"}).status_code == 404


def test_words_say_why_and_filters_outside_the_list_are_refused(client):
    make_offer(title="배터리 검사", readiness=7)

    (one,) = client.get(OFFERS, {"q": "배터리", "readiness": 5}).json()["items"]
    assert (one["reasons"], 0 < one["score"] <= 1, one["detail"]) == (["배터리"], True, None)
    (plain,) = client.get(OFFERS).json()["items"]
    assert (plain["reasons"], plain["score"]) == ([], None)
    assert client.get(OFFERS, {"region": "atlantis"}).status_code == 422
    assert client.get(OFFERS, {"readiness": 12}).status_code == 422


def test_owner_reads_the_ranked_matches(client):
    need = make_need(title="배터리 검사")
    close = make_offer(title="배터리 검사기", region="seoul")
    make_offer(title="배터리 셀", abstract="여러 가지", region="busan")
    make_offer(need.owner, title="우리 배터리 검사")
    client.force_login(make_member(need.owner))
    url = f"/api/v1/listings/{need.code}/matches"

    assert client.get(url).json()[0]["code"] == close.code
    assert len(client.get(url).json()) == 2
    assert len(client.get(url, {"limit": 1}).json()) == 1
    assert len(client.get(url, {"region": "busan"}).json()) == 1


@pytest.mark.parametrize("query", [{}, {"q": "배터리"}])
def test_reading_asks_as_often_for_three_rows_as_for_one(
    client, django_assert_max_num_queries, query
):
    client.force_login(make_member(make_organization()))
    make_offer(title="배터리")
    client.get(OFFERS, query)
    with django_assert_max_num_queries(12) as asked:
        client.get(OFFERS, query)
        once = len(asked)
    for _ in range(2):
        make_offer(title="배터리")
    client.get(OFFERS, query)

    with django_assert_max_num_queries(once):
        client.get(OFFERS, query)
