"""An event is written for good, in one chain without gaps, with all that it claims in its hash."""

import json
from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import DatabaseError, connection, transaction
from tests.factories import make_person
from tests.ledger.factories import STREAM, fill, write_down

from sangsaeng.kernel.actions import Unrecorded
from sangsaeng.ledger.actions import anchor, append
from sangsaeng.ledger.canonical import NotCanonical
from sangsaeng.ledger.models import Checkpoint, LedgerEvent, Subtree

pytestmark = pytest.mark.django_db
AGAIN = "INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1"


def test_events_are_numbered_from_zero_and_each_follows_the_one_before():
    first, second, third = fill(3)

    assert [first.seq, second.seq, third.seq] == [0, 1, 2]
    assert (first.prev, second.prev, third.prev) == ("00" * 32, first.hash, second.hash)


def test_what_is_hashed_is_what_the_documentation_says(at):
    event = write_down({"목적": "시제품 검토"}, actor=make_person("김하늘"), at=at)

    leaf = sha256(b"\x00" + bytes.fromhex(event.salt) + event.body.encode()).hexdigest()
    assert event.leaf == leaf
    assert event.hash == sha256(b"\x01" + bytes(32) + bytes.fromhex(leaf)).hexdigest()


def test_body_claims_who_when_what_and_where(at):
    actor = make_person("김하늘")
    event = write_down({"목적": "시제품 검토"}, actor=actor, at=at)

    assert json.loads(event.body) == {
        "actor": {"id": actor.pk, "name": "김하늘"},
        "at": "2026-11-02T00:00:00.000000Z",
        "facts": {"목적": "시제품 검토"},
        "kind": "disclosure.viewed",
        "stream": STREAM,
    }
    assert event.facts == {"목적": "시제품 검토"}


def test_equal_events_have_unequal_leaves(at):
    actor = make_person()

    one, other = (write_down({"쪽": 1}, actor=actor, at=at) for _time in range(2))

    assert one.body == other.body
    assert one.leaf != other.leaf


def test_event_of_an_action_that_is_undone_was_never_written(at):
    actor = make_person()
    with transaction.atomic():
        write_down({}, actor=actor, at=at)
        transaction.set_rollback(True)

    assert write_down({}, actor=actor, at=at).seq == 0


def test_outside_an_action_nothing_is_written(at):
    with pytest.raises(Unrecorded):
        append("disclosure.viewed", STREAM, {}, actor=make_person(), at=at)


@pytest.mark.parametrize(
    "facts", [{"양": 0.5}, {"것": object()}, {1: "하나"}, {"가": 1, "\u1100\u1161": 2}]
)
def test_what_has_no_canonical_text_is_refused(facts, at):
    with pytest.raises(NotCanonical):
        write_down(facts, actor=make_person(), at=at)


def test_events_of_a_stream_are_told_in_their_order():
    fill(2)
    fill(2, stream="disclosure:EFGH")
    fill(1)

    assert [event.seq for event in LedgerEvent.objects.of(STREAM)] == [0, 1, 4]


@pytest.fixture
def signed(at):
    """A ledger with a row in every table."""
    events = fill(5)
    return anchor(actor=events[0].actor, at=at + timedelta(hours=1))


@pytest.mark.usefixtures("signed")
@pytest.mark.parametrize("model", [LedgerEvent, Checkpoint, Subtree])
@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET {}={}", "DELETE FROM {}", "TRUNCATE {} CASCADE"]
)
def test_database_refuses_to_change_or_take_away_a_row(model, statement):
    if statement.startswith("TRUNCATE") and connection.vendor == "sqlite":
        pytest.skip("SQLite has no such statement; it deletes")
    column = model._meta.pk.column
    words = statement.format(model._meta.db_table, column, column)
    # Checked only later, a reference of this transaction would refuse before the guard does.
    connection.check_constraints()
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        connection.cursor().execute(words)


@pytest.mark.usefixtures("signed")
@pytest.mark.parametrize("model", [LedgerEvent, Checkpoint, Subtree])
def test_database_refuses_a_row_in_the_place_of_another(model):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite replaces rows")
    table = model._meta.db_table
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        connection.cursor().execute(AGAIN.format(table=table))


@pytest.mark.usefixtures("signed")
def test_database_refuses_a_gap():
    event = LedgerEvent.objects.get(seq=4)
    event.seq, event.prev = 6, "ff" * 32
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        event.save(force_insert=True)
