"""Two people at one need or offer in the same moment: one is first, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from django.db import connections
from tests.exchange.factories import make_listing
from tests.exchange.stories import FACTS, make_story
from tests.factories import make_operator, make_organization

from sangsaeng.exchange.actions.admitting import let_in
from sangsaeng.exchange.actions.checking import check, send_back
from sangsaeng.exchange.actions.writing import edit_listing
from sangsaeng.exchange.facts import ListingFacts
from sangsaeng.exchange.models import Listing
from sangsaeng.kernel.models import AuditEvent
from sangsaeng.kernel.refusals import ChangedMeanwhile, WrongState

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """Do the deeds at the same moment, each with a connection of its own; return how each ended."""
    start = Barrier(len(deeds))

    def do(deed):
        start.wait()
        try:
            deed()
        except (ChangedMeanwhile, WrongState) as refused:
            return type(refused)
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(len(deeds)) as hands:
        return sorted(map(str, hands.map(do, deeds)))


def read(listing):
    """The row as one hand read it before."""
    return Listing.objects.select_related("owner", "checker").get(pk=listing.pk)


def test_of_two_who_save_what_they_read_one_wins(at):
    story = make_story()
    listing = make_listing(owner=story.owner, state="draft", **FACTS.as_fields)
    said = ListingFacts.of(listing)

    def save(person, title):
        row = read(listing)
        return lambda: edit_listing(
            row, replace(said, title=title), actor=person, at=at, seen_version=1
        )

    ended = at_once(save(story.staff, "하나"), save(story.manager, "둘"))

    assert ended == sorted(["None", str(ChangedMeanwhile)])
    assert read(listing).version == 2
    assert AuditEvent.objects.filter(action__endswith="edit_listing").count() == 1


def test_of_two_who_answer_one_wins(at):
    story = make_story()
    listing = make_listing(
        owner=story.owner, state="submitted", **FACTS.as_fields | {"author": story.staff}
    )
    other = make_operator()
    first, second = read(listing), read(listing)

    ended = at_once(
        lambda: check(first, actor=story.operator, at=at),
        lambda: send_back(second, "수치를 더해 주십시오", actor=other, at=at),
    )

    assert ended == sorted(["None", str(WrongState)])


def test_who_is_let_in_by_two_at_once_is_let_in_once(at):
    story = make_story()
    listing = make_listing(owner=story.owner, **FACTS.as_fields)
    guest = make_organization()
    rows = [read(listing), read(listing)]

    ended = at_once(
        *(lambda row=row: let_in(row, guest, actor=story.manager, at=at) for row in rows)
    )

    assert ended == ["None", "None"]
    assert listing.admissions.count() == 1
