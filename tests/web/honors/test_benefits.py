"""Pages of benefits and the authority's question, by page and by program."""

import json
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, get_resolver, reverse
from openpyxl import load_workbook
from tests.factories import MOMENT, make_member, make_operator, make_organization, make_person
from tests.honors.factories import make_authority, make_benefit, make_honor, make_key
from tests.programs.factories import call_world, make_program
from tests.web import matrix_api_benefits
from tests.web.matrix_benefits import PERSONAS, PRESSES, ROUTES, arguments, sent
from tests.web.test_matrix import routes
from time_machine import travel

from sangsaeng.honors.actions import authorities
from sangsaeng.honors.actions.benefits import Used, note_use
from sangsaeng.honors.models import AuthorityKey, Benefit, BenefitQuestion
from sangsaeng.kernel.models import AuditEvent
from sangsaeng.organizations.models import OrganizationName
from sangsaeng.organizations.names import name_key

pytestmark = pytest.mark.django_db

API = "/api/v1/benefits/check"


@pytest.fixture
def world():
    """An honor of two, a benefit of the small one, and an authority with a key."""
    world = call_world(state="published")
    world.honor = make_honor(world.program, world.large, world.small, title="세정 공정")
    world.small.business_number = "1248100998"
    world.small.save()
    world.benefit = make_benefit(world.honor.holders.get(organization=world.small))
    used = Used(date(2026, 3, 2), "인천공항", file_name="카드.pdf", file=b"%PDF-1.4 proof")
    world.use = note_use(world.benefit, used, actor=world.small_lead, at=MOMENT)
    world.authority, world.keeper = make_authority()
    OrganizationName.objects.get_or_create(
        organization=world.authority,
        name=world.authority.name,
        defaults={"key": name_key(world.authority.name)},
    )
    world.key, world.token = make_key(world.authority, world.keeper)
    former = make_member(world.authority)
    former.memberships.update(ended_at=MOMENT)
    world.people = {
        "outsider": world.outsider,
        "holder": world.small_lead,
        "other_holder": world.large_lead,
        "officer": world.officer,
        "authority": world.keeper,
        "former_authority": former,
        "operator": make_operator(),
    }
    with travel(MOMENT, tick=False):
        yield world


def sign_in(client, world, persona):
    client.logout()
    if persona in world.people:
        client.force_login(world.people[persona])


@pytest.mark.parametrize("route", ROUTES)
def test_who_may_open(client, world, route):
    url = reverse(route, kwargs=arguments(world)[route])
    answers = {}
    for persona in PERSONAS:
        sign_in(client, world, persona)
        answers[persona] = client.get(url).status_code
        fragment = client.get(url, headers={"HX-Request": "true"}).status_code
        assert fragment == answers[persona]

    assert answers == ROUTES[route]


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("route", PRESSES)
def test_who_may_press(client, world, route, persona):
    url = reverse(route, kwargs=arguments(world)[route])
    sign_in(client, world, persona)
    before = AuditEvent.objects.count()
    answer = client.post(url, sent(world).get(route, {}))
    done = AuditEvent.objects.count() > before

    assert answer.status_code == PRESSES[route][persona]
    assert done is (persona != "anonymous" and answer.status_code in {200, 302})


@pytest.mark.parametrize("persona", PERSONAS)
def test_a_session_opens_nothing_of_the_question_for_programs(client, world, persona):
    sign_in(client, world, persona)
    answer = client.get(API, {"organization": world.small.code, "kind": "immigration"})

    assert answer.status_code == matrix_api_benefits.ROUTES["api:check_benefit"][persona]


def test_the_page_shows_what_is_held_used_and_ends_soon_of_ones_own_alone(client, world):
    make_benefit(world.honor.holders.get(organization=world.large), label="남의 혜택", kind="award")
    world.benefit.ends_on = date(2026, 12, 1)
    world.benefit.save()
    client.force_login(world.small_lead)
    page = client.get("/my/benefits/").content.decode()

    assert "출입국 우대카드" in page
    assert "29일 남음" in page
    assert "인천공항" in page
    assert "남의 혜택" not in page


def test_a_benefit_whose_end_nobody_knows_is_marked(client, world):
    Benefit.objects.update(ends_on=None)
    client.force_login(world.small_lead)

    assert "유효 기간이 알려지지 않음" in client.get("/my/benefits/").content.decode()


def test_who_holds_nothing_is_told_what_to_do(client, world):
    client.force_login(world.outsider)
    page = client.get("/my/benefits/").content.decode()

    assert "받은 혜택이 없습니다" in page
    assert "/calls/" in page


def test_the_list_is_given_as_sheets_whose_cells_are_text(client, world):
    Benefit.objects.update(label="=HYPERLINK(1)")
    client.force_login(world.small_lead)
    book = load_workbook(BytesIO(client.get("/my/benefits.xlsx").content))
    cells = [cell for row in book.active.iter_rows() for cell in row]

    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any("HYPERLINK" in str(cell.value) for cell in cells)
    assert json.loads(client.get("/my/benefits.json").content)["count"] == 1


def test_pages_of_one_and_of_three_cost_the_same(client, world, django_assert_num_queries):
    client.force_login(world.small_lead)
    client.get("/my/benefits/")
    with CaptureQueriesContext(connection) as one:
        client.get("/my/benefits/")
    for label in ("둘", "셋"):
        make_benefit(world.benefit.holder, label=label)
    with django_assert_num_queries(len(one)):
        client.get("/my/benefits/")


def test_evidence_is_given_as_a_file_to_be_saved(client, world):
    client.force_login(world.small_lead)
    answer = client.get(f"/benefits/uses/{world.use.pk}/file/")

    assert answer.content == b"%PDF-1.4 proof"
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_refused_use_keeps_what_was_typed(client, world):
    client.force_login(world.small_lead)
    answer = client.post(
        f"/benefits/{world.benefit.code}/use/",
        {"used_on": "2027-01-01", "authority": "김포공항"},
    )

    assert answer.status_code == 422
    assert "그날은 혜택의 기간이 아닙니다" in answer.content.decode()
    assert "김포공항" in answer.content.decode()


def ask_on_page(client, world, **fields):
    fields = {
        "key": world.key.pk,
        "organization": "124-81-00998",
        "kind": "immigration",
        "on": "2026-12-31",
    } | fields
    return client.post("/benefits/check/", fields)


def test_the_page_answers_on_the_last_day_and_not_the_day_after(client, world):
    client.force_login(world.keeper)

    assert "혜택이 있습니다" in ask_on_page(client, world).content.decode()
    assert "혜택이 없습니다" in ask_on_page(client, world, on="2027-01-01").content.decode()


def test_unknown_and_holding_nothing_read_alike(client, world):
    client.force_login(world.keeper)
    world.large.business_number = "2208162517"
    world.large.save()
    known = ask_on_page(client, world, organization="220-81-62517")
    unknown = ask_on_page(client, world, organization="999-99-99999")

    for answer in (known, unknown):
        assert answer.status_code == 200
        assert "혜택이 없습니다" in answer.content.decode()


def test_another_authoritys_key_cannot_be_picked(client, world):
    other, keeper = make_authority("관세청")
    key, _token = make_key(other, keeper)
    client.force_login(world.keeper)

    assert ask_on_page(client, world, key=key.pk).status_code == 422
    assert not BenefitQuestion.objects.exists()


def test_the_asked_organization_reads_who_asked(client, world):
    client.force_login(world.keeper)
    ask_on_page(client, world)
    client.force_login(world.small_lead)
    page = client.get("/my/benefits/").content.decode()

    assert "출입국심사청" in page
    client.force_login(world.large_lead)
    assert "출입국심사청" not in client.get("/my/benefits/").content.decode()


def test_too_many_questions_on_the_page_are_told_to_wait(client, world, monkeypatch):
    monkeypatch.setattr(authorities, "MOST_IN_A_MINUTE", 1)
    client.force_login(world.keeper)
    ask_on_page(client, world)
    answer = ask_on_page(client, world)

    assert answer.status_code == 422
    assert "너무 자주 물었습니다" in answer.content.decode()


def test_a_token_is_shown_once_and_never_kept_by_a_browser(client, world):
    client.force_login(world.people["operator"])
    answer = client.post("/benefits/keys/", sent(world)["benefit_keys"])
    token = answer.context["token"]

    assert token in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert token not in client.get("/benefits/keys/").content.decode()
    assert AuthorityKey.objects.count() == 2


def by_token(client, token, **params):
    params = {"kind": "immigration", "on": "2026-12-31"} | params
    return client.get(API, params, headers={"Authorization": f"Bearer {token}"})


def test_a_program_is_answered_by_number_and_by_code(client, world):
    by_number = by_token(client, world.token, business_number="124-81-00998")
    by_code = by_token(client, world.token, organization=world.small.code)

    assert by_number.status_code == by_code.status_code == 200
    assert by_number.json() == {
        "organization": None,
        "business_number": "124-81-00998",
        "kind": "immigration",
        "on": "2026-12-31",
        "holds": True,
        "since": "2026-01-01",
        "until": "2026-12-31",
    }
    assert by_code.json()["holds"]
    assert BenefitQuestion.objects.count() == 2


def test_without_a_day_the_question_is_about_today_in_seoul(client, world):
    # Three in the afternoon in London is midnight in Seoul: the year is over there.
    with travel(MOMENT.replace(month=12, day=31, hour=14, minute=59), tick=False):
        assert (
            by_token(client, world.token, organization=world.small.code, on="").status_code == 422
        )
        query = {"kind": "immigration", "organization": world.small.code}
        header = {"Authorization": f"Bearer {world.token}"}
        assert client.get(API, query, headers=header).json()["holds"]
    with travel(MOMENT.replace(month=12, day=31, hour=15), tick=False):
        answer = client.get(API, query, headers=header).json()
        assert (answer["on"], answer["holds"]) == ("2027-01-01", False)


def test_unknown_and_holding_nothing_are_answered_alike_to_a_program(client, world):
    known = by_token(client, world.token, organization=world.large.code).json()
    unknown = by_token(client, world.token, organization="ZZZZZZZZ").json()

    assert {**known, "organization": ""} == {**unknown, "organization": ""}


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"organization": "AAAA", "business_number": "1248100998"},
        {"business_number": "12"},
        {"organization": "x" * 40},
    ],
)
def test_a_question_about_nobody_or_about_two_is_refused(client, world, params):
    answer = by_token(client, world.token, **params)

    assert answer.status_code == 422
    assert not BenefitQuestion.objects.exists()


def test_the_token_opens_its_kinds_alone(client, world):
    answer = by_token(client, world.token, organization=world.small.code, kind="survey_exemption")

    assert answer.status_code == 403
    assert answer.json()["code"] == "honors.kind_not_opened"


@pytest.mark.parametrize("fault", ["expired", "ended", "left", "inactive", "wrong", "digest"])
def test_a_token_that_is_over_is_no_token(client, world, fault):
    token = world.token
    if fault == "expired":
        AuthorityKey.objects.update(expires_on=date(2026, 11, 1))
    elif fault == "ended":
        AuthorityKey.objects.update(ended_at=MOMENT)
    elif fault == "left":
        world.keeper.memberships.update(ended_at=MOMENT)
    elif fault == "inactive":
        world.keeper.is_active = False
        world.keeper.save()
    else:
        token = {"wrong": f"{token}x", "digest": world.key.digest}[fault]
    answer = by_token(client, token, organization=world.small.code)

    assert answer.status_code == 401
    assert not BenefitQuestion.objects.exists()


def test_the_same_question_is_answered_while_nothing_is_over(client, world):
    """The twin: with none of these faults the token opens."""
    assert by_token(client, world.token, organization=world.small.code).status_code == 200


def test_the_token_opens_no_other_address_of_the_interface(client, world):
    """Each address answers the bearer as it answers a stranger."""
    header = {"Authorization": f"Bearer {world.token}"}
    tried = 0
    for name in sorted(set(routes(get_resolver().url_patterns))):
        if not name.startswith("api:") or name in {"api:check_benefit", "api:api-root"}:
            continue
        try:
            url = reverse(name)
        except NoReverseMatch:
            # An address with parts; it stands behind the same guard.
            continue
        tried += 1
        stranger, bearer = client.get(url), client.get(url, headers=header)
        assert (bearer.status_code, bearer.content) == (stranger.status_code, stranger.content)
    assert tried > 5
    for page in ("/my/benefits/", "/benefits/check/", "/benefits/keys/", "/my/"):
        assert client.get(page, headers=header).status_code == 302


def test_too_many_questions_say_when_to_come_back(client, world, monkeypatch):
    monkeypatch.setattr(authorities, "MOST_IN_A_MINUTE", 2)
    for _again in range(2):
        by_token(client, world.token, organization=world.small.code)
    with travel(MOMENT + timedelta(seconds=20), tick=False):
        answer = by_token(client, world.token, organization=world.small.code)

    assert answer.status_code == 429
    assert answer["Retry-After"] == "40"
    assert answer.json()["code"] == "honors.asked_too_often"


def test_an_officer_of_another_program_reads_nothing(client, world):
    other = make_program(slug="other", host=make_organization("다른재단"), officer=make_person())
    client.force_login(other.officers.get().person)

    for url in (
        f"/benefits/of/{world.honor.code}/",
        f"/benefits/{world.benefit.code}/stop/",
        f"/benefits/uses/{world.use.pk}/file/",
    ):
        assert client.get(url).status_code == 404
