"""Officers who give at the same moment give once, and numbers have neither gap nor twin."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connections
from tests.factories import MOMENT, make_member
from tests.programs.factories import call_world, make_entry

from sangsaeng.honors.actions.giving import Award, give_honor, give_honors
from sangsaeng.honors.models import Honor, IssuerKey, Plaque
from sangsaeng.honors.refusals import HonorGivenAlready, NothingToGive
from sangsaeng.programs.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)
HANDS = 4
AWARD = Award(date(2026, 11, 20))


@pytest.fixture
def world():
    made = call_world(state="published")
    made.entries = [made.entry, made.rival]
    made.entries += [make_entry(made.call, made.large, made.other_small) for _one in range(2)]
    Entry.objects.update(state="selected")
    for entry in made.entries:
        entry.refresh_from_db()
    made.officers = [make_member(made.host) for _hand in range(HANDS)]
    for officer in made.officers:
        made.program.officers.create(person=officer, began_at=MOMENT)
    return made


def together(work):
    """Let every hand do the work at the same moment; return what came of each."""
    start = Barrier(HANDS)

    def hand(number):
        start.wait()
        try:
            return work(number)
        except (HonorGivenAlready, NothingToGive) as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(HANDS) as pool:
        return list(pool.map(hand, range(HANDS)))


def test_the_same_case_given_by_four_at_once_is_given_once(world):
    done = together(
        lambda hand: give_honor(world.entry, AWARD, actor=world.officers[hand], at=MOMENT)
    )
    assert [type(one) for one in done].count(Honor) == 1
    assert [type(one) for one in done].count(HonorGivenAlready) == HANDS - 1
    assert (Honor.objects.count(), Plaque.objects.count()) == (1, 2)


def test_four_who_give_different_cases_number_them_without_gaps_under_one_key(world):
    together(
        lambda hand: give_honor(world.entries[hand], AWARD, actor=world.officers[hand], at=MOMENT)
    )
    assert sorted(Honor.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
    assert IssuerKey.objects.count() == 1


def test_giving_all_at_once_by_four_gives_each_case_once(world):
    done = together(
        lambda hand: give_honors(world.call, AWARD, actor=world.officers[hand], at=MOMENT)
    )
    assert sum(isinstance(one, list) for one in done) == 1
    assert sorted(Honor.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
    places = list(Plaque.objects.values_list("status_list", "status_index"))
    assert len(set(places)) == len(places) == 8
