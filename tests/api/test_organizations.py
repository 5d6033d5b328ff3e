"""Programs find, read, enter and describe organizations under the same rules as people."""

import pytest
from django.db import transaction
from tests.factories import make_member, make_operator, make_person
from tests.web.matrix_api_organizations import PRESSES, ROUTES
from tests.web.matrix_organizations import PERSONAS, make_world

from sangsaeng.organizations.actions import add_credential, enter_organization
from sangsaeng.organizations.facts import CredentialFacts, OrganizationFacts
from sangsaeng.organizations.models import Organization, Role

pytestmark = pytest.mark.django_db

BASE = "/api/v1/organizations"
JSON = "application/json"


@pytest.fixture
def operator():
    return make_operator()


@pytest.fixture
def enter(operator, at):
    def entered(name, **facts):
        return enter_organization(OrganizationFacts(name, **facts), actor=operator, at=at)

    return entered


def test_list_is_narrowed_and_comes_in_pages(client, enter):
    for name in ("가온정밀", "나래전자", "다솜건설"):
        enter(name, size_class="sme")
    enter("삼성전자", size_class="large")

    first = client.get(BASE, {"size_class": "sme", "limit": 2}).json()
    rest = client.get(BASE, {"size_class": "sme", "limit": 2, "after": first["next"]}).json()

    assert [each["name"] for each in first["items"]] == ["가온정밀", "나래전자"]
    assert ([each["name"] for each in rest["items"]], rest["next"]) == (["다솜건설"], None)


@pytest.mark.parametrize("route", ["", "/resolve?name=나래", "/{code}/credentials"])
def test_reading_asks_as_often_for_three_rows_as_for_one(
    client, enter, operator, at, django_assert_max_num_queries, route
):
    organization = enter("가온정밀")
    for year in (2022, 2023, 2024):
        facts = CredentialFacts("award", year, "표창", "https://a.example")
        add_credential(organization, facts, actor=operator, at=at)
    for name in ("나래전자", "다솜건설"):
        enter(name)

    with django_assert_max_num_queries(4):
        client.get(BASE + route.format(code=organization.code))


def test_name_is_resolved_or_only_proposed(client, enter):
    organization = enter("롯데웰푸드")

    certain = client.get(f"{BASE}/resolve", {"name": "㈜롯데웰푸드"}).json()
    proposed = client.get(f"{BASE}/resolve", {"name": "롯대웰푸드"}).json()

    assert (certain["certainty"], certain["organization"]["code"]) == ("certain", organization.code)
    assert (proposed["certainty"], proposed["organization"]) == ("proposed", None)
    assert proposed["candidates"][0]["reason"] == "mistyped"


def test_entering_needs_a_person_and_refuses_what_is_known(client, enter):
    enter("가온정밀")
    assert client.post(BASE, {"name": "나래전자"}, JSON).status_code == 401
    client.force_login(make_person())

    assert client.post(BASE, {"name": "나래전자"}, JSON).status_code == 201
    refused = client.post(BASE, {"name": "㈜가온정밀"}, JSON)
    assert (refused.status_code, refused.json()["code"]) == (409, "organization.already_known")
    assert refused.headers["Content-Type"] == "application/problem+json"


def test_describing_follows_the_rules_and_the_version(client, enter):
    organization = enter("가온정밀")
    url, body = f"{BASE}/{organization.code}", {"name": "가온정밀", "region": "jeju", "version": 1}
    client.force_login(make_person())
    assert client.put(url, body, JSON).status_code == 403
    client.force_login(make_member(organization, Role.MANAGER))

    assert client.put(url, body, JSON).json()["version"] == 2
    assert client.put(url, {**body, "region": "seoul"}, JSON).status_code == 409
    assert Organization.objects.get().region == "jeju"


def test_unknown_code_is_not_found(client):
    assert client.get(f"{BASE}/ZZZZZZZZ").status_code == 404


@pytest.mark.parametrize("route", [*ROUTES, *PRESSES])
def test_each_persona_gets_the_answer_of_the_matrix(client, at, route):
    world = make_world(at)
    url = f"{BASE}/{world.arguments['organization']['code']}"
    asked = {
        "api:list_organizations": ("get", BASE, {}),
        "api:resolve_name": ("get", f"{BASE}/resolve", {"name": "가온"}),
        "api:read_organization": ("get", url, {}),
        "api:list_credentials": ("get", f"{url}/credentials", {}),
        "api:enter_organization": ("post", BASE, {"name": "새로정밀"}),
        "api:edit_organization": (
            "put",
            url,
            {"name": "가온정밀", "size_class": "sme", "region": "jeju", "version": 1},
        ),
    }
    method, address, given = asked[route]
    answers = {}
    for persona in PERSONAS:
        world.sign_in(client, persona)
        with transaction.atomic():
            call = getattr(client, method)
            answer = call(address, given) if method == "get" else call(address, given, JSON)
            answers[persona] = answer.status_code
            transaction.set_rollback(True)

    assert answers == (ROUTES | PRESSES)[route]
