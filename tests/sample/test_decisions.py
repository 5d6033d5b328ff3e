"""The sample's round of last year: held by the real actions, to the end."""

import pytest
from tests.factories import MOMENT, make_operator, make_organization, make_person

from sangsaeng.judging.models import Announcement, Minutes, Ranking
from sangsaeng.judging.queries.results import result_for
from sangsaeng.programs.models import Entry
from sangsaeng.programs.queries.shown import all_shown_in_public
from sangsaeng.sample.decisions import CASES, PLACES, load_decisions
from sangsaeng.sample.programs import load_programs

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    people = {"operator": make_operator(), "officer": make_person(name="김담당")}
    made = load_programs(people, at=MOMENT)
    suppliers = [make_organization(f"예시기업{number}", is_sample=True) for number in range(5)]
    return load_decisions(made.programs["association_award"], suppliers, people, at=MOMENT)


def test_round_ends_with_published_results_and_feedback(call):
    chosen = Entry.objects.filter(call=call, state="selected")
    missed = Entry.objects.filter(call=call, state="not_selected").first()
    said = result_for(missed.begun_by, missed)

    assert call.state == "published"
    assert chosen.count() == len(all_shown_in_public(call)) == PLACES
    assert Announcement.objects.get(call=call).figures["entered"] == len(CASES)
    assert Ranking.objects.filter(stage__call=call).count() == 1
    assert not Minutes.objects.exclude(state="closed").exists()
    assert said.reason
    assert len(said.comments) == 3


def test_everything_of_it_is_marked_as_a_sample(call):
    assert call.is_sample
    assert not Entry.objects.filter(call=call, is_sample=False).exists()
    assert all("예시" in one.title for one in Entry.objects.filter(call=call))
