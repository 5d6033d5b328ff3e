"""Needs and offers: who is told what, and nobody else anything."""

from dataclasses import replace

import pytest
from tests.exchange.factories import make_listing
from tests.exchange.stories import FACTS, make_story
from tests.factories import make_member, make_organization
from tests.notices.factories import told, words

from sangsaeng.exchange.actions.admitting import let_in
from sangsaeng.exchange.actions.checking import check, send_back, submit
from sangsaeng.exchange.actions.many import check_many, submit_many
from sangsaeng.exchange.actions.publishing import close
from sangsaeng.exchange.tasks import end_what_is_over, remind_of_the_end
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.house import Tick
from sangsaeng.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return make_story()


def make_ready(story, state="draft", checker=None, **fields):
    said = replace(FACTS, checker=checker).as_fields | {"author": story.staff} | fields
    return make_listing(owner=story.owner, state=state, **said)


def readers(kind):
    return {one.person for one in Notice.objects.filter(kind=kind)}


def test_the_named_association_is_told_what_waits_and_only_those_who_check(story, at):
    listing = make_ready(story, checker=story.association)

    submit(listing, actor=story.staff, at=at)

    assert readers("listings_to_check") == {story.association_lead}
    (text,) = told(story.association_lead)
    assert "1건" in text.title
    assert listing.title in words(text)
    assert Notice.objects.get().path == "/checking/"


def test_editors_are_told_where_no_association_is_named(story, at):
    submit(make_ready(story), actor=story.staff, at=at)

    assert readers("listings_to_check") == {story.operator}


def test_who_checks_is_told_once_of_all_that_was_handed_in_together(story, at):
    rows = [make_ready(story) for _ in range(5)]

    submit_many(rows, actor=story.staff, at=at)

    (text,) = told(story.operator)
    assert "5건" in text.title


def test_the_owners_people_read_what_to_add(story, at):
    listing = make_ready(story, "submitted")

    send_back(listing, "수치를 더해 주십시오", actor=story.operator, at=at)

    assert readers("listing_sent_back") == {story.staff, story.manager}
    assert "수치를 더해 주십시오" in words(told(story.staff)[0])


def test_the_owners_people_are_told_what_was_checked_one_or_many(story, at):
    check(make_ready(story, "submitted"), actor=story.operator, at=at)
    check_many([make_ready(story, "submitted") for _ in range(3)], actor=story.operator, at=at)

    titles = [text.title for text in told(story.manager)]
    assert ["1건" in titles[0], "3건" in titles[1]] == [True, True]
    assert readers("listings_checked") == {story.staff, story.manager}


def test_the_end_is_told_fourteen_days_before_and_when_it_comes_once_for_all(story, at):
    day = day_of(at)
    soon = [make_ready(story, "published", expires_on=day.replace(day=16)) for _ in range(3)]
    make_ready(story, "published", expires_on=day.replace(day=17))
    make_ready(story, "published", expires_on=day.replace(day=1))

    remind_of_the_end(Tick(at))
    end_what_is_over(Tick(at))
    remind_of_the_end(Tick(at))
    end_what_is_over(Tick(at))

    assert [text.title for text in told(story.manager)] == [
        "11월 16일(월요일)에 공개 기한이 끝나는 수요·제안이 3건 있습니다",
        "수요·제안 1건의 공개 기한이 끝났습니다",
    ]
    soon[0].refresh_from_db()
    assert soon[0].reminded_on == day


def test_who_closes_knows(story, at):
    close(make_ready(story, "published"), actor=story.manager, at=at)

    assert not Notice.objects.exists()


def test_who_is_let_in_is_told_and_nobody_else(story, at):
    listing = make_ready(story, "published", is_anonymous=True)
    guest = make_organization("손님정밀")
    reader = make_member(guest)

    let_in(listing, guest, actor=story.manager, at=at)
    let_in(listing, guest, actor=story.manager, at=at)

    assert readers("let_in") == {reader}
    assert Notice.objects.get().path == f"/offers/{listing.code}/"
