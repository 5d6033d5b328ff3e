"""The sample's benefits: past ones by their notice, one that ends soon, a ceremony with seats."""

from datetime import date, timedelta

import pytest
from tests.factories import MOMENT, make_operator
from tests.honors.factories import make_honor
from tests.programs.factories import call_world

from sangsaeng.honors.models import AuthorityKey, Benefit, Ceremony, Guest
from sangsaeng.kernel.clock import day_of
from sangsaeng.sample.benefits import (
    NOTICE,
    load_authority,
    load_benefits,
    load_past_benefits,
)

pytestmark = pytest.mark.django_db


def test_only_the_rounds_whose_notice_says_so_have_benefits_with_its_source():
    world = call_world()
    for round_, day in (("2023 1차", date(2023, 11, 7)), ("2025 1차", date(2025, 9, 25))):
        make_honor(world.program, world.large, world.small, round=round_, awarded_on=day)

    assert load_past_benefits(world.program, world.officer, at=MOMENT) == 4
    assert set(Benefit.objects.values_list("source", flat=True)) == {NOTICE}
    survey = Benefit.objects.filter(kind="survey_exemption").first()
    assert (survey.starts_on, survey.ends_on) == (date(2023, 11, 7), date(2025, 11, 7))
    assert set(Benefit.objects.filter(kind="immigration").values_list("ends_on", flat=True)) == {
        None
    }


def test_a_published_round_of_the_sample_is_honored_seated_and_ends_soon():
    world = call_world(state="published", is_sample=True)
    world.entry.state = "selected"
    world.entry.save()
    load_benefits(world.officer, at=MOMENT)

    soon = Benefit.objects.filter(ends_on=day_of(MOMENT) + timedelta(days=40))
    assert {one.holder.organization for one in soon} == {world.large, world.small}
    assert Ceremony.objects.get().call == world.call
    assert not Guest.objects.filter(row=None).exists()
    assert Guest.objects.filter(receives=True).count() == 2


def test_a_round_that_is_no_sample_is_left_alone():
    world = call_world(state="published")
    load_benefits(world.officer, at=MOMENT)

    assert not Ceremony.objects.exists()


def test_an_authority_of_the_sample_may_ask_on_its_page():
    world = call_world()
    load_authority(world.host, world.officer, make_operator(), MOMENT)

    assert AuthorityKey.objects.open_on(day_of(MOMENT)).get().keeper == world.officer
