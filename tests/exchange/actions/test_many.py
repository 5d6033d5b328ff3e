"""The same with many: all of them or none, guarded as a single one is."""

from dataclasses import replace

import pytest
from tests.exchange.factories import make_listing
from tests.exchange.stories import FACTS, PERSONAS, make_story

from sangsaeng.exchange.actions.many import (
    change_many,
    check_many,
    close_many,
    publish_many,
    renew_many,
    submit_many,
)
from sangsaeng.exchange.models import Listing
from sangsaeng.exchange.refusals.listing import NothingChosen, SomeCannot, SomeNotReady
from sangsaeng.exchange.states import LISTING_STATES
from sangsaeng.kernel.models import AuditEvent
from sangsaeng.kernel.refusals import ChangedMeanwhile, Invalid, NotAllowed

pytestmark = pytest.mark.django_db
PEOPLE, LEADS = {"staff", "manager"}, {"manager"}
CHECKERS = {"association_lead", "operator"}
DEEDS = {
    "submit": ("draft", submit_many, PEOPLE),
    "check": ("submitted", check_many, CHECKERS),
    "publish": ("checked", publish_many, LEADS),
    "renew": ("expired", renew_many, LEADS),
    "close": ("published", close_many, LEADS),
}


@pytest.fixture
def story():
    return make_story()


def make_ready(story, state="draft", **fields):
    said = replace(FACTS, checker=story.association).as_fields | {"author": story.staff} | fields
    return make_listing(owner=story.owner, state=state, **said)


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("verb", DEEDS)
def test_many_are_guarded_as_one_is(story, verb, persona, at):
    state, deed, allowed = DEEDS[verb]
    rows = [make_ready(story, state) for _ in range(3)]

    if persona not in allowed:
        with pytest.raises(NotAllowed):
            deed(rows, actor=story.people[persona], at=at)
        return
    assert deed(rows, actor=story.people[persona], at=at) == 3
    after = LISTING_STATES.after(state, verb)
    assert set(Listing.objects.values_list("state", "touched_at")) == {(after, at)}
    assert AuditEvent.objects.filter(subject_type="exchange.listing").count() == 3


@pytest.mark.parametrize("verb", DEEDS)
def test_one_in_a_wrong_state_keeps_all_as_they_were(story, verb, at):
    state, deed, allowed = DEEDS[verb]
    fits = make_ready(story, state)
    wrong = make_ready(story, "draft" if state != "draft" else "published", title="걸리는 것")

    with pytest.raises(SomeCannot) as refused:
        deed([fits, wrong], actor=story.people[min(allowed)], at=at)

    assert "걸리는 것" in refused.value.sentence
    fits.refresh_from_db()
    assert fits.state == state


def test_one_that_is_not_ready_keeps_all_as_they_were_and_is_named(story, at):
    rows = [make_ready(story), make_ready(story, title="요약 없음", abstract="")]

    with pytest.raises(SomeNotReady) as refused:
        submit_many(rows, actor=story.staff, at=at)

    assert "요약 없음" in refused.value.sentence
    assert not Listing.objects.filter(state="submitted").exists()


def test_a_row_of_another_owner_among_many_stops_all(story, at):
    with pytest.raises(NotAllowed):
        submit_many([make_ready(story), make_listing(state="draft")], actor=story.staff, at=at)
    assert not Listing.objects.filter(state="submitted").exists()


def test_a_checker_does_not_check_an_own_text_among_many(story, at):
    own = make_ready(story, "submitted", author=story.operator)

    with pytest.raises(NotAllowed):
        check_many([make_ready(story, "submitted"), own], actor=story.operator, at=at)


def test_what_changed_since_it_was_read_is_not_checked(story, at):
    rows = [make_ready(story, "submitted") for _ in range(2)]
    seen = {rows[0].code: 1, rows[1].code: 0}

    with pytest.raises(ChangedMeanwhile):
        check_many(rows, seen_versions=seen, actor=story.operator, at=at)


def test_nothing_chosen_is_said(story, at):
    with pytest.raises(NothingChosen):
        submit_many([], actor=story.staff, at=at)


def test_audience_and_region_change_without_another_check(story, at):
    rows = [make_ready(story, "published") for _ in range(2)]

    change_many(rows, audience="members", region="jeju", actor=story.staff, at=at)

    said = set(Listing.objects.values_list("state", "audience", "region", "touched_at"))
    assert said == {("published", "members", "jeju", at)}
    with pytest.raises(Invalid):
        change_many(rows, region="atlantis", actor=story.staff, at=at)


@pytest.mark.parametrize("verb", ["submit", "check"])
def test_a_hundred_take_no_more_statements_than_three(
    story, verb, at, django_assert_max_num_queries
):
    state, deed, allowed = DEEDS[verb]
    rows = [make_ready(story, state) for _ in range(100)]

    with django_assert_max_num_queries(30):
        deed(rows, actor=story.people[min(allowed)], at=at)
