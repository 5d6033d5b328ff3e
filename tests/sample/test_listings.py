"""The sample's needs and offers: of every kind, marked, and as good as anybody's."""

from collections import Counter

import pytest
from tests.factories import make_member, make_operator, make_organization

from sangsaeng.exchange.facts import ListingFacts
from sangsaeng.exchange.identity import identity_of
from sangsaeng.exchange.kinds import KINDS_OF, Side
from sangsaeng.exchange.models import Competitor, Listing
from sangsaeng.notices.models import Notice
from sangsaeng.sample.listings import load_listings

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(at):
    buyer = make_organization("한국수력원자력", kind="public_institution")
    suppliers = [make_organization(f"예시 회사 {number}", is_sample=True) for number in range(45)]
    people = {
        "operator": make_operator(is_sample=True),
        "buyer": make_member(buyer, is_sample=True),
        "supplier": make_member(suppliers[0], is_sample=True),
    }
    load_listings(buyer, suppliers, people, at=at)
    return people


@pytest.mark.usefixtures("loaded")
def test_it_has_every_kind_on_both_sides_in_every_state_one_meets_first():
    for side in Side:
        held = set(Listing.objects.filter(side=side).values_list("kind", flat=True))
        assert held == set(KINDS_OF[side])
    states = Counter(Listing.objects.values_list("state", flat=True))
    assert set(states) == {"draft", "submitted", "published"}
    assert states["published"] > 120


@pytest.mark.usefixtures("loaded")
def test_all_of_it_is_marked_as_a_sample():
    assert not Listing.objects.filter(is_sample=False).exists()


@pytest.mark.usefixtures("loaded")
def test_unnamed_owners_are_not_told_and_one_keeps_a_quiet_list():
    unnamed = Listing.objects.filter(is_anonymous=True)
    assert unnamed.count() == 2
    for one in unnamed:
        assert identity_of(one.owner).found_in(ListingFacts.of(one).public_texts) == []
    assert Competitor.objects.count() == 1


def test_nobody_is_flooded(loaded):
    assert Notice.objects.filter(person=loaded["operator"]).count() < 40
