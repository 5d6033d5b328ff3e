"""One search over everything the viewer may see, and nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.exchange.factories import make_competitor, make_interest, make_need, make_offer
from tests.factories import MOMENT, make_member, make_operator, make_organization, make_person
from tests.fairs.factories import make_fair
from tests.web.matrix_search import PERSONAS, ROUTES

from sangsaeng.organizations.actions import add_name, enter_organization
from sangsaeng.organizations.facts import OrganizationFacts
from sangsaeng.web.views.search.shelves import shelves

pytestmark = pytest.mark.django_db


def enter(name):
    """An organization that is known by its name."""
    return enter_organization(OrganizationFacts(name), actor=make_operator(), at=MOMENT)


def titles(viewer, words):
    return {one.title for shelf in shelves(viewer, words) for one in shelf.results}


@pytest.fixture
def people():
    """Everybody who may search, beside an owner who shows a competitor nothing."""
    owner, rival = enter("가람밸브"), enter("나루밸브")
    return {
        "owner": make_member(owner),
        "competitor": make_member(rival),
        "member": make_member(make_organization("다솜정공")),
        "outsider": make_person(),
        "operator": make_operator(),
    }


def organization_of(person):
    return person.memberships.get().organization


@pytest.mark.parametrize("persona", PERSONAS)
def test_everybody_may_search(client, people, persona):
    if persona != "anonymous":
        client.force_login(people[persona])

    assert client.get("/search/?q=밸브").status_code == ROUTES["search"][persona]


def test_everything_is_found_in_one_place(people):
    make_need(title="밸브 누설 감지", abstract="원전 밸브")
    make_offer(title="밸브 진단 센서", abstract="음향 센서")
    make_fair("밸브 산업 상담회", state="collecting")

    found = titles(people["member"], "밸브")

    assert found == {"밸브 누설 감지", "밸브 진단 센서", "가람밸브", "나루밸브", "밸브 산업 상담회"}


def test_a_company_is_found_under_its_other_names(people, at):
    company = enter("한국수력원자력")
    add_name(company, "한수원", actor=people["operator"], at=at)

    assert titles(people["outsider"], "한수원") == {"한국수력원자력"}
    assert titles(people["outsider"], "㈜ 한국 수력원자력") == {"한국수력원자력"}


def test_whole_names_stand_before_beginnings_and_those_before_the_rest():
    for name in ("새한빛정밀", "한빛", "한빛정밀"):
        enter(name)

    (shelf,) = shelves(make_person(), "한빛")

    assert [one.title for one in shelf.results] == ["한빛", "한빛정밀", "새한빛정밀"]


def test_ones_own_drafts_and_interest_are_found_by_oneself_alone(people):
    mine = organization_of(people["owner"])
    make_need(mine, title="아직 쓰는 밸브 글", state="draft")
    need = make_need(title="남의 밸브 수요")
    make_interest(need, mine)

    assert {"아직 쓰는 밸브 글", "남의 밸브 수요"} <= titles(people["owner"], "밸브")
    for persona in ("competitor", "member", "outsider"):
        assert "아직 쓰는 밸브 글" not in titles(people[persona], "밸브")


def worlds_of(client, people, persona, words="밸브 감지"):
    """What the persona is answered: the page, its fragment and the statements they take."""
    client.logout()
    if persona != "anonymous":
        client.force_login(people[persona])
    client.get(f"/search/?q={words}")
    with CaptureQueriesContext(connection) as captured:
        page = client.get(f"/search/?q={words}")
        fragment = client.get(f"/search/?q={words}", headers={"HX-Target": "found"})
    mask = page.context.get("csrf_token", "")
    return page.content.decode().replace(str(mask), ""), fragment.content, len(captured)


@pytest.mark.parametrize("persona", ["anonymous", "outsider", "competitor"])
def test_two_worlds_that_differ_in_what_is_hidden_give_the_same_answer(client, people, persona):
    for number in range(4):
        make_need(title=f"밸브 감지 {number}", abstract=f"밸브 {number}")
    before = worlds_of(client, people, persona)
    owner = organization_of(people["owner"])
    make_competitor(owner, organization_of(people["competitor"]))
    for number in range(9):
        make_need(owner, title=f"밸브 감지 비밀 {number}", abstract="밸브 감지 감지")
        make_offer(owner, title=f"밸브 감지 초안 {number}", state="draft")

    assert worlds_of(client, people, persona) == before


def test_the_fragment_is_the_pages_list(client, people):
    make_need(title="밸브 누설 감지")
    client.force_login(people["member"])

    fragment = client.get("/search/?q=밸브", headers={"HX-Target": "found"}).content.decode()

    assert "밸브 누설 감지" in fragment
    assert "<html" not in fragment


def test_no_words_find_nothing_and_odd_words_do_no_harm(client):
    for words in ("", "   ", "\0", "%", "'\"", "🙂", "가" * 5000):
        answer = client.get("/search/", {"q": words})

        assert answer.status_code == 200


def test_as_many_statements_for_three_results_as_for_one(client, people):
    client.force_login(people["member"])
    counts = []
    for number in (1, 2):
        for more in range(number):
            make_need(title=f"밸브 {number}{more}")
            enter(f"밸브{number}{more}")
        client.get("/search/?q=밸브")
        with CaptureQueriesContext(connection) as captured:
            client.get("/search/?q=밸브")
        counts.append(len(captured))

    assert counts[0] == counts[1]
