"""Who sees a need or an offer, and how much of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.exchange.factories import let_in, make_competitor, make_need
from tests.factories import MOMENT, make_member, make_operator, make_organization, make_person

from sangsaeng.exchange.models import Listing
from sangsaeng.exchange.queries.shown import shown_to

pytestmark = pytest.mark.django_db
STRANGER = AnonymousUser()


def sees(viewer, listing):
    return Listing.objects.visible_to(viewer).filter(pk=listing.pk).exists()


@pytest.mark.parametrize("state", ["draft", "submitted", "checked", "closed", "expired"])
def test_only_its_own_people_and_operators_see_what_is_not_out(state):
    need = make_need(state=state)

    assert not sees(STRANGER, need)
    assert not sees(make_member(make_organization()), need)
    assert sees(make_member(need.owner), need)
    assert sees(make_operator(), need)


def test_everybody_sees_what_is_out():
    need = make_need()

    assert sees(STRANGER, need)
    assert sees(make_person(), need)


def test_a_text_for_members_is_closed_to_strangers_and_to_people_without_an_organization():
    need = make_need(audience="members")

    assert not sees(STRANGER, need)
    assert not sees(make_person(), need)
    assert sees(make_member(make_organization()), need)


def test_a_competitor_sees_nothing_signed_in_or_out():
    need = make_need()
    rival, neutral = make_organization(), make_organization()
    make_competitor(need.owner, rival)

    assert not sees(make_member(rival), need)
    assert not sees(STRANGER, need)
    assert not sees(make_person(), need)
    assert sees(make_member(neutral), need)


def test_a_checker_sees_what_waits_for_the_association_only():
    association = make_organization(kind="association")
    waiting = make_need(state="submitted", checker=association)
    draft = make_need(state="draft", checker=association)
    person = make_member(association)

    assert sees(person, waiting)
    assert not sees(person, draft)


def test_an_unnamed_owner_is_shown_to_its_own_people_and_whom_it_let_in():
    need = make_need(is_anonymous=True)
    guest = make_organization()
    let_in(need, guest)

    for viewer, named in ((STRANGER, False), (make_member(make_organization()), False)):
        (shown,) = shown_to(viewer, [need])
        assert (shown.owner is not None) is named
        assert shown.detail is None
    for viewer in (make_member(need.owner), make_member(guest)):
        (shown,) = shown_to(viewer, [need])
        assert shown.owner == need.owner
        assert shown.detail == need.detail


def test_showing_many_takes_as_many_statements_as_showing_one(django_assert_num_queries):
    viewer = make_member(make_organization())
    rows = [make_need() for _ in range(3)]
    listings = Listing.objects.select_related("owner")

    with django_assert_num_queries(4):
        shown_to(viewer, listings.filter(pk=rows[0].pk))
    with django_assert_num_queries(4):
        shown_to(viewer, listings.all())


def test_moment_of_an_unnamed_text_does_not_tie_it_to_a_named_one_put_out_by_the_same_press():
    owner, friend = make_organization(), make_organization()
    pressed = MOMENT + timedelta(hours=3, seconds=14, microseconds=159265)
    named = make_need(owner, published_at=pressed)
    unnamed = make_need(owner, published_at=pressed, is_anonymous=True)
    let_in(unnamed, friend)

    (open_one, closed_one) = shown_to(STRANGER, [named, unnamed])

    assert open_one.published_at == pressed
    assert closed_one.published_at.isoformat() == "2026-11-02T00:00:00+09:00"
    assert shown_to(make_member(friend), [unnamed])[0].published_at == pressed


def test_day_of_an_unnamed_text_is_the_day_in_seoul():
    late = datetime(2026, 11, 2, 15, 0, 1, tzinfo=UTC)

    (shown,) = shown_to(STRANGER, [make_need(published_at=late, is_anonymous=True)])

    assert shown.published_at.date() == date(2026, 11, 3)


def test_text_that_is_not_out_has_no_day():
    (shown,) = shown_to(STRANGER, [make_need(state="draft", is_anonymous=True)])

    assert shown.published_at is None
