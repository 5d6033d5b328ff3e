"""The published facts load with their sources, once, and as they were published."""

from collections import Counter
from datetime import date

import pytest
from tests.factories import make_operator

from sangsaeng.kernel.models import AuditEvent
from sangsaeng.organizations.models import Credential, Organization
from sangsaeng.organizations.resolving import proposed_duplicates, resolve
from sangsaeng.sample.organizations import facts, fair2023_buyers, load_organizations

pytestmark = pytest.mark.django_db


@pytest.fixture
def organizations(at):
    return load_organizations(make_operator(), at)


def test_fair_has_the_39_listed_buyers_though_its_text_says_40(organizations):
    buyers = fair2023_buyers(organizations)
    figures = {fact["figure"]: fact["value"] for fact in facts("fair2023")}

    assert len(set(buyers)) == int(figures["demand_side_listed"]) == 39
    assert figures["demand_side_in_text"] == "40"
    assert Counter(each.size_class or each.kind for each in buyers) == {
        "large": 25,
        "midsize": 6,
        "public_institution": 8,
    }


def test_every_fact_has_a_source_that_can_be_looked_up(organizations):
    sources = {credential.source for credential in Credential.objects.all()}
    sources |= {each.source for each in organizations.values()}

    assert all(each.startswith(("http", "중소벤처기업부 보도자료")) for each in sources)


def test_loading_twice_changes_nothing(organizations, at):
    before = (Organization.objects.count(), Credential.objects.count(), AuditEvent.objects.count())

    again = load_organizations(make_operator(), at)

    assert again == organizations
    assert before == (
        Organization.objects.count(),
        Credential.objects.count(),
        AuditEvent.objects.count(),
    )


def test_misprint_is_corrected_and_kept_as_a_published_name(organizations):
    found = resolve("롯대웰푸드")

    assert found.organization == organizations["롯데웰푸드"]
    assert found.organization.names.get(name="롯대웰푸드").use == "published"


def test_published_spellings_resolve_to_one_organization(organizations):
    published = {
        "에스케이(SK)실트론": "SK실트론",
        "디엘(DL)이앤씨": "DL이앤씨",
        "삼성에스디아이(SDI)": "삼성SDI",
        "케이티": "KT",
        "기아자동차": "기아",
        "코트라": "대한무역투자진흥공사",
    }

    assert {spelling: resolve(spelling).organization for spelling in published} == {
        spelling: organizations[name] for spelling, name in published.items()
    }


def test_uncertain_identity_is_proposed_and_not_merged(organizations):
    pair = (organizations["CNS"], organizations["LG CNS"])

    assert pair in [(each.first, each.second) for each in proposed_duplicates()]
    assert pair[0].merged_into is None


def test_honors_of_september_2025_carry_the_true_day(organizations):
    honor = organizations["LG이노텍"].credentials.get(kind="win_win_honors")

    assert honor.awarded_on == date(2025, 9, 25)
