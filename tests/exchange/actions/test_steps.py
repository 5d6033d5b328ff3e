"""Every step of a need or an offer, by everybody."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from tests.exchange.factories import make_listing
from tests.exchange.stories import FACTS, PERSONAS, make_story

from sangsaeng.exchange.actions.checking import check, send_back, submit
from sangsaeng.exchange.actions.publishing import close, publish, renew
from sangsaeng.exchange.actions.stepping import LONGEST_LIFE, USUAL_LIFE
from sangsaeng.exchange.actions.writing import edit_listing, rework, write_listing
from sangsaeng.exchange.facts import ListingFacts
from sangsaeng.exchange.models import Listing
from sangsaeng.exchange.refusals.listing import (
    LifeOutOfBounds,
    NotComplete,
    NoteNeeded,
    TellsWhoItIs,
)
from sangsaeng.exchange.states import LISTING_STATES
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.models import AuditEvent
from sangsaeng.kernel.refusals import ChangedMeanwhile, NotAllowed, WrongState
from sangsaeng.organizations.models import Role

pytestmark = pytest.mark.django_db

PEOPLE = {"staff", "manager"}
LEADS = {"manager"}
CHECKERS = {"association_lead", "operator"}
STEPS = {
    "submit": ("draft", submit, PEOPLE),
    "send_back": (
        "submitted",
        lambda one, **by: send_back(one, "수치를 더해 주십시오", **by),
        CHECKERS,
    ),
    "check": ("submitted", check, CHECKERS),
    "rework": ("checked", rework, PEOPLE),
    "publish": ("checked", publish, LEADS),
    "renew": ("published", renew, LEADS),
    "close": ("published", close, LEADS),
}


@pytest.fixture
def story():
    return make_story()


def make_ready(story, state="draft", **fields):
    """What FACTS say, in a state."""
    said = replace(FACTS, checker=story.association).as_fields | {"author": story.staff} | fields
    return make_listing(owner=story.owner, state=state, **said)


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("verb", STEPS)
def test_each_step_is_taken_by_those_alone_who_may(story, verb, persona, at):
    state, step, allowed = STEPS[verb]
    listing = make_ready(story, state)
    actor = story.people[persona]

    if persona in allowed:
        step(listing, actor=actor, at=at)
        listing.refresh_from_db()
        assert listing.state == LISTING_STATES.after(state, verb)
        assert listing.touched_at == at
        assert AuditEvent.objects.filter(actor=actor).exists()
    else:
        with pytest.raises(NotAllowed):
            step(listing, actor=actor, at=at)
        listing.refresh_from_db()
        assert listing.state == state


@pytest.mark.parametrize("verb", STEPS)
def test_no_step_starts_from_a_state_the_table_does_not_name(story, verb, at):
    _state, step, allowed = STEPS[verb]
    actor = story.people[min(allowed)]
    for state in LISTING_STATES.states:
        if LISTING_STATES.allows(state, verb):
            continue
        with pytest.raises(WrongState):
            step(make_ready(story, state), actor=actor, at=at)


def test_what_was_said_becomes_a_draft_of_the_owner(story, at):
    listing = write_listing(story.owner, FACTS, actor=story.staff, at=at)

    assert (listing.state, listing.owner, listing.author) == ("draft", story.owner, story.staff)
    assert ListingFacts.of(listing) == FACTS


def test_nobody_writes_for_an_organization_that_is_not_theirs(story, at):
    for persona in set(PERSONAS) - PEOPLE:
        with pytest.raises(NotAllowed):
            write_listing(story.owner, FACTS, actor=story.people[persona], at=at)


def test_nobody_checks_what_they_wrote_even_where_they_may_check(story, at):
    association = story.association
    association.memberships.create(person=story.manager, role=Role.OWNER, began_at=at)
    listing = make_ready(story, "submitted", author=story.association_lead)

    with pytest.raises(NotAllowed):
        check(listing, actor=story.association_lead, at=at)
    with pytest.raises(NotAllowed):
        check(listing, actor=story.manager, at=at)


def test_the_database_refuses_a_check_by_the_author_and_would_not_without_its_guard(story):
    listing = make_ready(story, "submitted")
    found = Listing.objects.filter(pk=listing.pk)
    guard = next(
        one for one in Listing._meta.constraints if one.name == "listing_checked_by_another"
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        found.update(checked_by=listing.author)
    if connection.vendor != "sqlite":
        # What waits for the end of the transaction is looked at now: a table in use is not altered.
        connection.check_constraints()
        with connection.schema_editor() as editor:
            editor.remove_constraint(Listing, guard)
        assert found.update(checked_by=listing.author) == 1


def test_submitting_names_all_that_is_missing(story, at):
    listing = make_ready(story, abstract="", particulars={})

    with pytest.raises(NotComplete) as refused:
        submit(listing, actor=story.staff, at=at)
    assert "공개 요약" in refused.value.sentence
    assert "풀려는 문제" in refused.value.sentence
    assert listing.state == "draft"


def test_an_unnamed_owner_may_not_be_told_by_what_is_public(story, at):
    telling = make_ready(
        story, is_anonymous=True, abstract="가온 누설진단은 1990년부터 일했습니다."
    )
    named = make_ready(story, abstract="가온누설진단은 1990년부터 일했습니다.")
    hidden = make_ready(story, is_anonymous=True, detail="가온누설진단 설비팀 류관리")

    with pytest.raises(TellsWhoItIs) as refused:
        submit(telling, actor=story.staff, at=at)
    assert "가온누설진단" in refused.value.sentence
    submit(named, actor=story.staff, at=at)
    submit(hidden, actor=story.staff, at=at)


def test_sending_back_says_what_is_to_be_added(story, at):
    listing = make_ready(story, "submitted")

    with pytest.raises(NoteNeeded):
        send_back(listing, "  ", actor=story.operator, at=at)
    send_back(listing, "수치를 더해 주십시오", actor=story.operator, at=at)
    assert listing.sent_back_with == "수치를 더해 주십시오"
    submit(listing, actor=story.staff, at=at)
    assert listing.sent_back_with == ""


def test_being_out_lasts_the_usual_time_or_until_a_day_within_bounds(story, at):
    today = day_of(at)
    usual, wished, endless = (make_ready(story, "checked") for _ in range(3))

    publish(usual, actor=story.manager, at=at)
    publish(wished, today + timedelta(days=30), actor=story.manager, at=at)
    assert usual.expires_on == today + USUAL_LIFE
    assert wished.expires_on == today + timedelta(days=30)
    for day in (today, today + LONGEST_LIFE + timedelta(days=1)):
        with pytest.raises(LifeOutOfBounds):
            publish(endless, day, actor=story.manager, at=at)
    assert endless.state == "checked"


def test_what_ended_is_out_again_after_renewal_and_is_reminded_of_anew(story, at, later):
    listing = make_ready(story, "expired", reminded_on=day_of(at))

    renew(listing, actor=story.manager, at=later)

    assert (listing.state, listing.published_at) == ("published", later)
    assert listing.expires_on == day_of(later) + USUAL_LIFE
    assert listing.reminded_on is None


def test_renewal_looks_again_at_what_tells_who_it_is(story, at):
    listing = make_ready(story, "expired", is_anonymous=True, keywords="누설, 마루소리")
    story.owner.names.create(name="마루소리", key="마루소리", use="alias")

    with pytest.raises(TellsWhoItIs):
        renew(listing, actor=story.manager, at=at)


@pytest.mark.parametrize(
    ("state", "after"),
    [
        ("draft", "draft"),
        ("submitted", "draft"),
        ("checked", "draft"),
        ("published", "submitted"),
        ("closed", "draft"),
        ("expired", "draft"),
    ],
)
def test_another_public_text_is_looked_at_again(story, state, after, at):
    listing = make_ready(story, state)
    facts = replace(ListingFacts.of(listing), abstract="누설을 열로 찾습니다.")

    assert edit_listing(listing, facts, actor=story.staff, at=at)
    assert listing.state == after


@pytest.mark.parametrize("state", ["draft", "submitted", "checked", "published"])
def test_a_new_date_region_detail_or_contact_is_not(story, state, at):
    listing = make_ready(story, state)
    small = {
        "wanted_by": day_of(at),
        "region": "busan",
        "detail": "새 상세",
        "contact": "02-000-0000",
        "readiness": 7,
    }
    facts = replace(ListingFacts.of(listing), **small)
    facts = replace(facts, particulars={**facts.particulars, "budget": 10_000_000})

    edit_listing(listing, facts, actor=story.staff, at=at)

    assert listing.state == state
    assert listing.contact == "02-000-0000"


def test_what_is_out_does_not_lose_what_it_needs(story, at):
    listing = make_ready(story, "published")

    with pytest.raises(NotComplete):
        edit_listing(
            listing, replace(ListingFacts.of(listing), abstract=""), actor=story.staff, at=at
        )
    listing.refresh_from_db()
    assert (listing.state, listing.abstract) == ("published", FACTS.abstract)


def test_of_two_who_edit_the_second_is_told(story, at):
    listing = make_ready(story)
    mine, theirs = Listing.objects.get(pk=listing.pk), Listing.objects.get(pk=listing.pk)
    facts = ListingFacts.of(listing)

    edit_listing(
        mine, replace(facts, title="먼저 고친 제목"), actor=story.staff, at=at, seen_version=1
    )
    with pytest.raises(ChangedMeanwhile):
        edit_listing(
            theirs, replace(facts, title="나중"), actor=story.manager, at=at, seen_version=1
        )
    listing.refresh_from_db()
    assert (listing.title, listing.version) == ("먼저 고친 제목", 2)


def test_without_the_seen_version_the_second_would_win(story, at):
    """The twin: it is the version that guards."""
    listing = make_ready(story)
    theirs = Listing.objects.get(pk=listing.pk)
    facts = ListingFacts.of(listing)

    edit_listing(listing, replace(facts, title="먼저"), actor=story.staff, at=at, seen_version=1)
    edit_listing(theirs, replace(facts, title="나중"), actor=story.manager, at=at)

    listing.refresh_from_db()
    assert listing.title == "나중"


def test_a_checker_checks_only_what_was_read(story, at):
    listing = make_ready(story, "submitted")
    facts = replace(ListingFacts.of(listing), region="busan")
    edit_listing(listing, facts, actor=story.staff, at=at)

    with pytest.raises(ChangedMeanwhile):
        check(listing, actor=story.operator, at=at, seen_version=1)
    check(listing, actor=story.operator, at=at, seen_version=2)
    assert listing.state == "checked"


def test_saying_the_same_changes_nothing(story, at):
    listing = make_ready(story, "published")

    assert not edit_listing(listing, ListingFacts.of(listing), actor=story.staff, at=at)
    assert (listing.state, listing.version) == ("published", 1)
