"""A written name is resolved when certain, proposed when likely, and never guessed."""

import pytest
from tests.factories import make_operator, make_organization

from sangsaeng.organizations.actions import enter_organization
from sangsaeng.organizations.facts import OrganizationFacts
from sangsaeng.organizations.resolving import proposed_duplicates, resolve, resolve_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def enter(at):
    actor = make_operator()

    def entered(name, *names, **facts):
        return enter_organization(OrganizationFacts(name, **facts), actor=actor, at=at, names=names)

    return entered


@pytest.mark.parametrize(
    "spelling", ["SK실트론", "㈜에스케이(SK)실트론", "에스케이 실트론 주식회사", "sk실트론(주)"]
)
def test_resolve_finds_the_one_organization_under_any_spelling(enter, spelling):
    siltron = enter("SK실트론")

    found = resolve(spelling)

    assert (found.organization, found.certainty, found.candidates) == (siltron, "certain", ())


def test_resolve_finds_by_an_other_name(enter):
    kotra = enter("대한무역투자진흥공사", "코트라", kind="public_institution")

    assert resolve("코트라").organization == kotra


def test_resolve_returns_both_of_two_with_the_same_name(enter):
    one = enter("대성", business_number="1248100998")
    other = enter("(주)대성", business_number="2208162517")

    found = resolve("대성")

    assert (found.organization, found.certainty) == (None, "ambiguous")
    assert [each.organization for each in found.candidates] == [one, other]


@pytest.mark.parametrize(
    ("known", "written", "reason"),
    [
        ("롯데웰푸드", "롯대웰푸드", "mistyped"),
        ("삼성전자", "상성전자", "mistyped"),
        ("LG CNS", "씨엔에스(CNS)", "shortened"),
        ("한국남동발전", "남동발전", "shortened"),
        ("GS리테일", "GS리테일(GS25)", "bracketed"),
    ],
)
def test_resolve_proposes_but_does_not_choose_a_likely_organization(enter, known, written, reason):
    organization = enter(known)

    found = resolve(written)

    assert (found.organization, found.certainty) == (None, "proposed")
    assert [(each.organization, each.reason) for each in found.candidates] == [
        (organization, reason)
    ]


@pytest.mark.parametrize(
    ("known", "written"),
    [("삼성SDI", "삼성SDS"), ("KT", "KG"), ("현대건설", "현대제철"), ("효성", "효성중공업")],
)
def test_resolve_does_not_propose_another_company(enter, known, written):
    enter(known)

    assert resolve(written).certainty == "unknown"


def test_resolve_all_asks_as_often_for_many_names_as_for_few(enter, django_assert_num_queries):
    for name in ("삼성전자", "LG전자", "한국전력공사"):
        enter(name)

    with django_assert_num_queries(3):
        resolve_all(["삼성전자", "상성전자"])
    with django_assert_num_queries(3):
        resolve_all(["삼성전자", "엘지전자", "한국전력공사", "상성전자", "한국전럭공사", "모름"])


def test_duplicates_are_proposed_with_their_reason(enter):
    cns, lg = enter("CNS"), enter("LG CNS")
    enter("현대건설")

    assert [(each.first, each.second, each.reason) for each in proposed_duplicates()] == [
        (cns, lg, "shortened")
    ]


def test_an_organization_without_a_name_row_is_not_found():
    make_organization("이름없음")

    assert resolve("이름없음").certainty == "unknown"
