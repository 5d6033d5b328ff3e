"""Two organizations turn out to be one: what each put up, was let into, hid and asked for is kept."""

import pytest
from tests.exchange.factories import let_in, make_competitor, make_interest, make_listing, make_need
from tests.factories import make_operator, make_organization

from sangsaeng.exchange.models import Competitor
from sangsaeng.organizations.actions import merge_organizations

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    return make_organization("가온정밀"), make_organization("가온정밀공업")


def merge(pair, at):
    return merge_organizations(*pair, actor=make_operator(), at=at)


def test_needs_offers_and_what_is_to_be_checked_move_and_are_looked_at_again(pair, later):
    into, duplicate = pair
    own, checked = make_need(duplicate), make_need(checker=duplicate)

    merge(pair, later)

    own.refresh_from_db()
    checked.refresh_from_db()
    assert (own.owner, checked.checker) == (into, into)
    assert own.touched_at == checked.touched_at == later


def test_nobody_is_let_in_twice_nor_to_their_own(pair, at):
    into, duplicate = pair
    both, own = make_listing(), make_need(into)
    first, second = let_in(both, into), let_in(both, duplicate)
    inside = let_in(own, duplicate)

    merge(pair, at)

    assert list(both.admissions.filter(ended_at__isnull=True)) == [first]
    for one in (second, inside):
        one.refresh_from_db()
        assert one.ended_at == at


def test_quiet_lists_join_and_nobody_competes_with_themselves(pair, at):
    into, duplicate = pair
    rival, other = make_organization(), make_organization()
    make_competitor(into, duplicate)
    make_competitor(into, rival)
    make_competitor(duplicate, rival)
    make_competitor(duplicate, other)
    make_competitor(rival, duplicate)

    merge(pair, at)

    named = set(Competitor.objects.values_list("owner", "competitor"))
    assert named == {(into.pk, rival.pk), (into.pk, other.pk), (rival.pk, into.pk)}


@pytest.mark.parametrize(
    ("kept", "moved", "after"),
    [
        ("asked", "asked", "withdrawn"),
        ("accepted", "asked", "withdrawn"),
        ("asked", "accepted", "accepted"),
    ],
)
def test_of_two_interests_the_one_further_on_stays(pair, kept, moved, after, at):
    into, duplicate = pair
    listing = make_listing()
    mine = make_interest(listing, into, state=kept)
    theirs = make_interest(listing, duplicate, state=moved)

    merge(pair, at)

    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (theirs.organization, theirs.state) == (into, after)
    assert mine.state == (kept if after == "withdrawn" else "withdrawn")


def test_interest_in_what_is_now_ones_own_is_withdrawn(pair, at):
    into, duplicate = pair
    interest = make_interest(make_listing(owner=into), duplicate)

    merge(pair, at)

    interest.refresh_from_db()
    assert interest.state == "withdrawn"
