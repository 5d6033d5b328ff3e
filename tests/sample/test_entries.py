"""The sample's entries: a whole round handed in through the real actions, others on their way."""

import pytest
from tests.factories import MOMENT

from sangsaeng.organizations.models import Organization
from sangsaeng.programs.contents import is_whole
from sangsaeng.programs.models import Entry, Recommendation, Submission
from sangsaeng.sample.entries import CASES, load_entries
from sangsaeng.sample.loading import _load_suppliers
from sangsaeng.sample.people import load_people, seat
from sangsaeng.sample.programs import load_programs

pytestmark = pytest.mark.django_db


def test_a_whole_round_is_handed_in_and_others_are_on_their_way():
    people = load_people()
    suppliers = _load_suppliers(people["operator"], MOMENT)
    seat(people["supplier"], suppliers[0], at=MOMENT)
    made = load_programs(people, at=MOMENT)

    entries = load_entries(made, suppliers, people, at=MOMENT)

    made.judged.refresh_from_db()
    assert made.judged.state == "closed"
    assert {one.state for one in Entry.objects.filter(call=made.judged)} == {"submitted"}
    assert len(entries) == len(CASES)
    assert all(is_whole(one) for one in Submission.objects.all())
    states = set(Entry.objects.exclude(call=made.judged).values_list("state", flat=True))
    assert states == {"draft", "supplementing"}
    assert Recommendation.objects.get().organization == suppliers[0]
    assert not Entry.objects.filter(is_sample=False).exists()
    assert Organization.objects.filter(name=CASES[0][0], is_sample=True).exists()
