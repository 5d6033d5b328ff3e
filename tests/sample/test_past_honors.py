"""The real winners of Win-Win Honors stand as published, with their source, and are no samples."""

from datetime import date

import pytest
from tests.factories import make_member, make_operator
from tests.programs.factories import make_program

from sangsaeng.honors.models import Honor, Plaque
from sangsaeng.sample.organizations import load_organizations
from sangsaeng.sample.past_honors import load_past_honors

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(at):
    known = load_organizations(make_operator(), at)
    program = make_program()
    officer = make_member(program.host)
    program.officers.create(person=officer, began_at=at)
    load_past_honors(program, known, officer, at=at)
    return program, known, officer


def test_every_published_case_is_there_once(loaded, at):
    program, known, officer = loaded
    assert Honor.objects.count() == 31
    load_past_honors(program, known, officer, at=at)
    assert Honor.objects.count() == 31


@pytest.mark.usefixtures("loaded")
def test_each_is_a_fact_with_a_source_two_holders_and_no_plaque():
    for honor in Honor.objects.prefetch_related("holders"):
        assert honor.source.startswith("https://"), honor
        assert not honor.is_sample
        assert honor.number is None
        assert honor.holders.count() >= 2
    assert not Plaque.objects.exists()


@pytest.mark.usefixtures("loaded")
def test_the_first_round_of_2025_was_held_in_september_not_april():
    held = set(Honor.objects.filter(round="2025 1차").values_list("awarded_on", flat=True))
    assert held == {date(2025, 9, 25)}


@pytest.mark.usefixtures("loaded")
def test_what_is_estimated_or_incomplete_says_so():
    assert all("추정" in one.note for one in Honor.objects.filter(round__startswith="2025"))
    assert all("일부" in one.note for one in Honor.objects.filter(round="2024 2차"))
    assert Honor.objects.filter(round="2024 2차").count() == 3


def test_one_case_has_three_holders(loaded):
    _program, known, _officer = loaded
    honor = Honor.objects.get(holders__organization=known["인천항만공사"])
    assert honor.name == "인천항만공사 · 넥스트이엔엠 · 씨케이유"
