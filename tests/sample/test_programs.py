"""The sample shows a program of every ready scheme."""

from datetime import timedelta

import pytest
from tests.factories import MOMENT, make_operator, make_person

from sangsaeng.programs.actions.running import look_after
from sangsaeng.programs.freezing import stands_as_announced
from sangsaeng.programs.models import Call, Officer, Program
from sangsaeng.programs.queries.window import is_taking
from sangsaeng.programs.schemes import ready_schemes
from sangsaeng.sample.programs import load_programs

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    people = {"operator": make_operator(), "officer": make_person("김담당")}
    return load_programs(people, at=MOMENT)


def test_every_ready_scheme_has_a_program_with_a_call(made):
    assert set(made.calls) == {scheme.key for scheme in ready_schemes()}
    assert Program.objects.filter(is_sample=True).count() == 10
    assert Call.objects.filter(is_sample=False).count() == 0


def test_most_take_entries_now_one_is_to_come_and_one_is_a_draft(made):
    states = [call.state for call in made.calls.values()]

    assert states.count("open") == 8
    assert states.count("announced") == 1
    assert states.count("draft") == 1
    assert all(is_taking(call, MOMENT) for call in made.calls.values() if call.state == "open")


def test_what_is_announced_stands_as_announced(made):
    announced = [call for call in made.calls.values() if call.announced_at]

    assert all(stands_as_announced(call) for call in announced)


def test_the_officer_runs_them_and_nobody_else(made):
    assert set(Officer.objects.running().values_list("person", flat=True)) == {made.officer.pk}


def test_an_earlier_round_took_entries_back_then_and_closes_by_the_clock(made):
    call = made.judged

    assert is_taking(call, MOMENT - timedelta(days=50))
    assert not is_taking(call, MOMENT)
    look_after(call, actor=made.officer, at=MOMENT)
    assert call.state == "closed"
