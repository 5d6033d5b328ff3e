"""The pages of what people follow, and the feeds that follow the exchange."""

from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.exchange.factories import make_competitor, make_need
from tests.factories import MOMENT, make_member, make_operator, make_organization, make_person
from tests.web.matrix_following import PERSONAS, PRESSES, ROUTES
from time_machine import travel

from sangsaeng.exchange.actions import following
from sangsaeng.exchange.models import SavedSearch, Watch

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def moment(at):
    with travel(at, tick=False):
        yield


@pytest.fixture
def follower():
    return make_member(make_organization())


@pytest.fixture
def need():
    """One for members only, whose owner shows nothing to a competitor."""
    return make_need(audience="members", title="밸브 누설을 미리 아는 기술")


@pytest.fixture
def search(follower):
    return keep(follower)


@pytest.fixture
def people(follower, need):
    rival = make_organization()
    make_competitor(need.owner, rival)
    return {
        "outsider": make_person(),
        "follower": follower,
        "colleague": make_member(follower.memberships.get().organization),
        "competitor": make_member(rival),
        "operator": make_operator(),
    }


def keep(person, name="누설"):
    return following.save_search(name, "need", {"q": "누설"}, actor=person, at=MOMENT)


def address(name, search, need):
    kwargs = {
        "listing_feed": {"side": "need"},
        "saved_search": {"code": search.code},
        "search_pace": {"code": search.code},
        "search_forget": {"code": search.code},
        "listing_watch": {"code": need.code},
        "saved_searches_export": {"form": "xlsx"},
        "watches_export": {"form": "json"},
    }
    return reverse(name, kwargs=kwargs.get(name))


def signed_in_as(client, people, persona):
    if persona != "anonymous":
        client.force_login(people[persona])


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("name", ROUTES)
def test_each_persona_gets_the_answer_of_the_matrix(client, people, search, need, name, persona):
    signed_in_as(client, people, persona)

    assert client.get(address(name, search, need)).status_code == ROUTES[name][persona]


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("name", PRESSES)
def test_each_persona_presses_as_the_matrix_says(client, people, search, need, name, persona):
    signed_in_as(client, people, persona)

    answer = client.post(address(name, search, need), {"pace": "never", "side": "need"})

    assert answer.status_code == PRESSES[name][persona]


def test_a_search_is_kept_with_its_words_and_filters(client, follower):
    client.force_login(follower)

    asked = {"side": "need", "q": " 누설  감지 ", "region": "busan", "name": "", "pace": "at_once"}
    client.post("/my/searches/new/", asked)

    search = SavedSearch.objects.get()
    assert (search.name, search.query, search.pace) == (
        "누설 감지",
        {"q": "누설 감지", "region": "busan"},
        "at_once",
    )
    leads_to = client.get(f"/my/searches/{search.code}/")["Location"]
    assert leads_to.startswith("/needs/?q=")
    assert leads_to.endswith("&region=busan")


def test_a_name_that_is_taken_leads_back_with_the_reason(client, follower, search):
    client.force_login(follower)

    answer = client.post(
        "/my/searches/new/", {"side": "need", "q": "누설", "name": search.name}, follow=True
    )

    assert "이미 있습니다" in answer.content.decode()
    assert SavedSearch.objects.count() == 1


@pytest.mark.parametrize("path", ["/my/searches/", "/my/searches.json", "/my/watches/"])
def test_lists_take_as_many_statements_for_three_as_for_one(client, follower, path):
    client.force_login(follower)
    counts = []
    for names in (["하나"], ["둘", "셋"]):
        for name in names:
            keep(follower, name)
            following.watch(make_need(), actor=follower, at=MOMENT)
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_what_may_be_read_no_more_leaves_the_watched_list_and_can_be_let_go(client, follower, need):
    client.force_login(follower)
    client.post(f"/listings/{need.code}/watch/")
    make_competitor(need.owner, follower.memberships.get().organization)

    assert need.title not in client.get("/my/watches/").content.decode()
    assert need.title not in client.get("/my/watches.csv").content.decode()
    client.post(f"/listings/{need.code}/watch/", {"stop": "1"})
    assert not Watch.objects.exists()


def test_a_feed_gives_everybody_what_strangers_may_read(client, people, need):
    owner = make_organization("한빛정밀화학")
    public = make_need(title="모두에게 보이는 수요")
    unnamed = make_need(owner, title="이름 없는 수요", is_anonymous=True)
    bodies = set()
    for persona in PERSONAS:
        client.logout()
        signed_in_as(client, people, persona)
        bodies.add(client.get("/needs/feed.xml").content)

    (body,) = bodies
    titles = [one.findtext(f"{ATOM}title") for one in ET.fromstring(body).iter(f"{ATOM}entry")]  # noqa: S314 - our own feed
    assert set(titles) == {public.title, unnamed.title}
    assert need.title not in body.decode()
    assert owner.name not in body.decode()
    assert public.owner.name in body.decode()
