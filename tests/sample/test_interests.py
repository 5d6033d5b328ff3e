"""The sample's interest: several states, and one talk that was agreed."""

from collections import Counter

import pytest
from tests.exchange.factories import make_need, make_offer
from tests.factories import MOMENT, make_member, make_organization

from sangsaeng.exchange.models import Admission, Appointment, Interest
from sangsaeng.sample.interests import load_interests

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    parts = ("buyer", "supplier", "member")
    return {name: make_member(make_organization(), role="owner") for name in parts}


def of(person):
    return person.memberships.get().organization


def test_interest_stands_in_several_states(people):
    for _ in range(2):
        make_need(of(people["buyer"]), is_sample=True)
        make_offer(of(people["supplier"]), is_sample=True)

    load_interests(people, at=MOMENT)

    states = Counter(Interest.objects.values_list("state", flat=True))
    assert states == {"accepted": 1, "asked": 2, "expired": 1, "declined": 1}
    talk = Appointment.objects.get()
    assert (talk.state, talk.interest.state) == ("agreed", "accepted")
    assert talk.starts_at > MOMENT
    assert Admission.objects.get().organization == of(people["supplier"])


def test_where_nothing_is_out_nobody_is_interested(people):
    make_need(of(people["buyer"]), is_sample=True, state="draft")
    make_need(of(people["buyer"]))

    assert load_interests(people, at=MOMENT) == []
