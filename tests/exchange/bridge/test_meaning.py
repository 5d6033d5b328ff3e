"""What a search finds beyond its words: other names, words of the trade, slips of the hand."""

import pytest
from tests.exchange.factories import make_need
from tests.factories import MOMENT, make_operator, make_person

from sangsaeng.exchange.bridge.searching import found
from sangsaeng.exchange.queries.looking import Looking
from sangsaeng.organizations.actions import add_name, enter_organization
from sangsaeng.organizations.facts import OrganizationFacts
from sangsaeng.organizations.queries import going_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def company():
    operator = make_operator()
    entered = enter_organization(OrganizationFacts("한국수력원자력"), actor=operator, at=MOMENT)
    add_name(entered, "한수원", actor=operator, at=MOMENT)
    return entered


def titles(words):
    return [one.listing.title for one in found(make_person(), Looking.of("need", {"q": words}))[:9]]


def test_a_company_is_meant_by_each_of_its_names(company):
    need = make_need(company, title="배관 누설 감지", abstract="배관", is_anonymous=False)
    make_need(title="도색 로봇", abstract="도색")

    assert titles("한수원")[0] == need.title
    assert titles("한수원 누설")[0] == need.title


def test_words_of_the_trade_stand_for_one_another():
    make_need(title="이차전지 셀 검사", abstract="전극 두께")
    make_need(title="도색 로봇", abstract="도색")

    assert titles("battery")[0] == "이차전지 셀 검사"


def test_an_unnamed_owner_is_not_found_under_its_names(company):
    make_need(company, title="도색 장비", abstract="도색", is_anonymous=True)

    assert titles("한수원") == []


def test_names_are_groups_of_those_that_are_named(company):
    assert going_by(make_person(), "한수원 밸브") == [("한국수력원자력", "한수원")]
    assert going_by(make_person(), "밸브") == []
    assert company.names.count() == 2
