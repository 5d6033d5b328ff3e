"""The pages of organizations: who sees what, and what is found, counted and taken back."""

import json
from io import BytesIO

import pytest
from django.db import transaction
from django.urls import get_resolver, reverse
from openpyxl import load_workbook
from tests.factories import make_member, make_operator, make_person
from tests.web.matrix_organizations import BODIES, PERSONAS, PRESSES, ROUTES, make_world
from time_machine import travel

from sangsaeng.kernel.models import AuditEvent, Invitation
from sangsaeng.organizations.actions import (
    add_credential,
    enter_organization,
    invite_member,
    merge_organizations,
)
from sangsaeng.organizations.facts import CredentialFacts, OrganizationFacts
from sangsaeng.organizations.models import Membership, Organization, Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def moment(at):
    with travel(at, tick=False):
        yield


@pytest.fixture
def enter(at):
    actor = make_operator()

    def entered(name, *names, **facts):
        return enter_organization(OrganizationFacts(name, **facts), actor=actor, at=at, names=names)

    return entered


@pytest.fixture
def operator(client):
    person = make_operator()
    client.force_login(person)
    return person


@pytest.mark.parametrize("route", ROUTES)
def test_each_persona_gets_the_answer_of_the_matrix(client, at, route):
    world = make_world(at)
    url = reverse(route, kwargs=world.arguments.get(route, {}))
    answers = {}
    for persona in PERSONAS:
        world.sign_in(client, persona)
        answers[persona] = client.get(url).status_code

    assert answers == ROUTES[route]


@pytest.mark.parametrize("route", PRESSES)
def test_each_persona_may_press_only_what_the_matrix_says(client, at, route):
    world = make_world(at)
    url = reverse(route, kwargs=world.arguments[route])
    answers, changed = {}, {}
    for persona in PERSONAS:
        world.sign_in(client, persona)
        before = AuditEvent.objects.count()
        with transaction.atomic():
            answers[persona] = client.post(url, BODIES.get(route, {})).status_code
            changed[persona] = AuditEvent.objects.count() > before
            transaction.set_rollback(True)

    assert answers == PRESSES[route]
    assert changed == {
        persona: status == 302 and persona != "anonymous"
        for persona, status in PRESSES[route].items()
    }


def test_matrix_names_every_route_of_these_pages():
    from sangsaeng.web.urls_organizations import urlpatterns

    assert {pattern.name for pattern in urlpatterns} == set(ROUTES)
    assert set(ROUTES) <= {key for key in get_resolver().reverse_dict if isinstance(key, str)}


@pytest.mark.parametrize("persona", ["anonymous", "outsider", "other_member", "ex_member"])
def test_who_belongs_to_an_organization_changes_nothing_for_others(client, at, persona):
    world = make_world(at)
    code = world.arguments["organization"]["code"]
    urls = [
        reverse("organizations"),
        reverse("organizations-export", args=["json"]),
        reverse("organization", args=[code]),
        reverse("organization-json", args=[code]),
        reverse("organization-people", args=[code]),
    ]
    world.sign_in(client, persona)

    def seen():
        return [(answer.status_code, answer.content) for answer in map(client.get, urls)]

    one_world = seen()
    make_member(Organization.objects.get(code=code), Role.OWNER, name="김비밀")
    other_world = seen()

    assert without_tokens(one_world) == without_tokens(other_world)


def test_the_same_comparison_sees_the_difference_for_a_member(client, at):
    world = make_world(at)
    code = world.arguments["organization"]["code"]
    world.sign_in(client, "member_staff")
    url = reverse("organization-people", args=[code])
    one_world = client.get(url).content
    make_member(Organization.objects.get(code=code), Role.OWNER, name="김비밀")

    assert one_world != client.get(url).content
    assert "김비밀" in client.get(url).content.decode()


def without_tokens(answers):
    """Answers without what differs from request to request."""
    return [
        (status, b"".join(line for line in body.splitlines() if b"csrfmiddleware" not in line))
        for status, body in answers
    ]


def test_list_finds_any_spelling_and_counts_honestly(client, enter):
    enter("SK실트론", size_class="large")
    enter("현대건설", size_class="large")

    page = client.get(reverse("organizations"), {"q": "㈜에스케이(SK)실트론"})

    assert [row["organization"].name for row in page.context["rows"]] == ["SK실트론"]
    assert "모두 <b>1</b>건" in page.content.decode()


def test_list_is_narrowed_by_kind_size_and_region(client, enter):
    enter("가", size_class="sme", region="jeju")
    enter("나", size_class="large", region="jeju")
    enter("다", kind="public_institution", region="jeju")

    def names(**asked):
        rows = client.get(reverse("organizations"), asked).context["rows"]
        return [row["organization"].name for row in rows]

    assert names(size_class="sme") == ["가"]
    assert names(kind="company", region="jeju") == ["가", "나"]
    assert names(kind="'; drop table") == ["가", "나", "다"]


@pytest.mark.parametrize(
    "route", ["organizations", "organizations-export", "credentials-export", "operations-trail"]
)
def test_list_asks_as_often_for_three_rows_as_for_one(
    client, enter, operator, at, django_assert_num_queries, route
):
    url = reverse(route, args=["json"] if route.endswith("export") else [])
    award = CredentialFacts("index_grade", 2024, "최우수", "https://example.org")
    add_credential(enter("가"), award, actor=operator, at=at)
    client.get(url)
    with CountedQueries() as once:
        client.get(url)
    for name in ("나", "다"):
        add_credential(enter(name), award, actor=operator, at=at)

    with django_assert_num_queries(once.count):
        client.get(url)


class CountedQueries:
    """How many queries a block makes."""

    def __enter__(self):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        self._captured = CaptureQueriesContext(connection)
        self._captured.__enter__()
        return self

    def __exit__(self, *fault):
        self._captured.__exit__(*fault)
        self.count = len(self._captured)


@pytest.mark.parametrize("form", ["xlsx", "csv", "json"])
def test_list_is_exported_with_the_filter_of_its_page(client, enter, form):
    enter("현대건설", size_class="large", region="seoul")
    enter("작은회사", size_class="sme")

    answer = client.get(reverse("organizations-export", args=[form]), {"size_class": "large"})

    assert names_in(form, answer.content) == ["현대건설"]


def names_in(form, content):
    if form == "json":
        return [each["name"] for each in json.loads(content)["organizations"]]
    if form == "csv":
        lines = content.decode("utf-8-sig").splitlines()
        return [line.split(",")[0].strip('"') for line in lines[1:]]
    rows = load_workbook(BytesIO(content)).worksheets[0].iter_rows(min_row=2, values_only=True)
    return [row[0] for row in rows]


def test_page_shows_each_fact_with_its_source_as_a_link(client, enter, operator, at):
    organization = enter("가온정밀", source="https://example.org/list")
    facts = CredentialFacts("index_grade", 2023, "우수", "https://news.example.org/1")
    add_credential(organization, facts, actor=operator, at=at)

    text = client.get(reverse("organization", args=[organization.code])).content.decode()

    assert '<a href="https://example.org/list"' in text
    assert '<a href="https://news.example.org/1"' in text


def test_page_shows_hostile_text_as_text(client, enter):
    organization = enter("<script>alert(1)</script>상사", source="javascript:alert(1)")

    text = client.get(reverse("organization", args=[organization.code])).content.decode()

    assert "<script>alert" not in text
    assert 'href="javascript' not in text


def test_address_of_a_merged_organization_leads_to_the_one_it_became(client, enter, operator, at):
    kept, other = enter("LG CNS"), enter("CNS")
    merge_organizations(kept, other, actor=operator, at=at)

    answer = client.get(reverse("organization", args=[other.code]))

    assert answer.headers["Location"] == reverse("organization", args=[kept.code])


def test_form_changes_only_the_fields_it_shows(client, enter):
    organization = enter("가온정밀")
    client.force_login(make_member(organization, Role.MANAGER))
    sent = {
        "profile": "소개",
        "version": "1",
        "name": "삼성전자",
        "kind": "ministry",
        "business_number": "124-81-00998",
        "code": "ZZZZZZZZ",
        "is_sample": "on",
        "merged_into": "1",
    }

    client.post(reverse("organization-edit", args=[organization.code]), sent)

    after = Organization.objects.get(pk=organization.pk)
    assert after.profile == "소개"
    for field in ("name", "kind", "business_number", "code", "is_sample", "merged_into_id"):
        assert getattr(after, field) == getattr(organization, field)


@pytest.mark.usefixtures("operator")
def test_form_names_the_field_that_is_wrong(client, enter):
    organization = enter("가온정밀")
    sent = {"name": "가온정밀", "kind": "company", "business_number": "124-81-00999"}

    answer = client.post(reverse("organization-edit", args=[organization.code]), sent)

    assert answer.status_code == 422
    assert "business_number" in answer.context["form"].errors


@pytest.mark.usefixtures("operator")
def test_form_does_not_overwrite_what_somebody_else_changed(client, enter):
    organization = enter("가온정밀")
    url = reverse("organization-edit", args=[organization.code])
    sent = {"name": "가온정밀", "kind": "company", "version": "1"}
    client.post(url, {**sent, "profile": "먼저"})

    answer = client.post(url, {**sent, "profile": "나중"})

    assert answer.status_code == 422
    assert Organization.objects.get(pk=organization.pk).profile == "먼저"


class TestInvitation:
    """A link shows by a visit and gives its place only by a press, once, to its address."""

    @pytest.fixture
    def token(self, enter, at):
        kept = []
        organization = enter("가온정밀")
        owner = make_member(organization, Role.OWNER)
        invite_member(organization, "new@example.org", "manager", kept.append, actor=owner, at=at)
        return kept[0]

    def test_visits_take_nothing(self, client, token):
        client.force_login(make_person(email="new@example.org"))
        for _visit in range(3):
            client.get(reverse("invitation-open", args=[token]), follow=True)

        assert Invitation.objects.get().accepted_at is None

    def test_press_gives_the_place_once(self, client, token):
        person = make_person(email="new@example.org")
        client.force_login(person)
        client.get(reverse("invitation-open", args=[token]))

        pressed = client.post(reverse("invitation"))
        again = client.get(reverse("invitation-open", args=[token]))

        assert (pressed.status_code, again.status_code) == (302, 410)
        assert [each.role for each in Membership.objects.filter(person=person)] == ["manager"]

    def test_another_person_is_refused(self, client, token):
        client.force_login(make_person())
        client.get(reverse("invitation-open", args=[token]))

        assert client.post(reverse("invitation")).status_code == 403
        assert Invitation.objects.get().accepted_at is None

    def test_stranger_is_asked_to_sign_in_and_finds_the_invitation_again(self, client, token):
        client.get(reverse("invitation-open", args=[token]))
        pressed = client.post(reverse("invitation"))
        client.force_login(make_person(email="new@example.org"))

        assert pressed.headers["Location"].startswith(reverse("account_login"))
        assert client.get(reverse("invitation")).context["is_for_viewer"]

    def test_secret_is_on_no_page_and_in_no_later_address(self, client, token):
        opened = client.get(reverse("invitation-open", args=[token]), follow=True)
        pressed = client.post(reverse("invitation"))

        assert token not in opened.content.decode()
        assert token not in opened.redirect_chain[-1][0] + pressed.headers["Location"]
        assert "no-store" in opened.headers["Cache-Control"]
