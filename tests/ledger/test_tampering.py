"""Whoever owns the server can change rows; each way of doing so is found, and by what.

As measured in advance: the chain alone finds an edited, redated or dropped row, and misses a cut
tail, a restored backup and a ledger written anew. A state signed before and kept elsewhere finds
those: in a party's receipt, or in the public list.
"""

import json
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection
from tests.factories import make_person
from tests.ledger.factories import STREAM, fill, write_down
from tests.unguarded import unguarded

from sangsaeng.ledger.actions import anchor
from sangsaeng.ledger.canonical import NO_EVENT, chained, leaf_of
from sangsaeng.ledger.checking import check_ledger
from sangsaeng.ledger.models import Checkpoint, LedgerEvent, Subtree
from sangsaeng.ledger.publishing import list_path, publish_checkpoints
from sangsaeng.ledger.queries import receipt_of
from sangsaeng.ledger.receipts import Receipt

pytestmark = pytest.mark.django_db
EVENTS = 40


@pytest.fixture
def actor():
    """Who acts in all of this."""
    return make_person("김하늘")


@pytest.fixture
def receipt(actor, at):
    """A ledger of forty events, signed and listed, and a receipt that a party took home."""
    fill(EVENTS - 10, actor=actor)
    anchor(actor=actor, at=at + timedelta(minutes=10))
    fill(10, actor=actor, at=at + timedelta(minutes=11))
    anchor(actor=actor, at=at + timedelta(minutes=20))
    publish_checkpoints()
    form = receipt_of(LedgerEvent.objects.of(STREAM), "가온정밀", at=at)
    return Receipt.from_json(json.loads(json.dumps(form)))


def tamper(*statements):
    """Run statements as somebody who has taken the guards away first."""
    with unguarded("ledger_"), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def forget_anchors():
    """Take away what was signed, in the database and beside it."""
    tamper("DELETE FROM ledger_checkpoint", "DELETE FROM ledger_subtree")
    list_path().unlink()


def write_anew(events):
    """Reckon every hash of the rows anew, as somebody who knows how."""
    tamper("DELETE FROM ledger_ledgerevent")
    prev = NO_EVENT
    for seq, event in enumerate(events):
        event.seq, event.prev = seq, prev.hex()
        leaf = leaf_of(bytes.fromhex(event.salt), event.body)
        prev = chained(prev, leaf)
        event.leaf, event.hash = leaf.hex(), prev.hex()
        event.save(force_insert=True)


def wrong(receipts=()):
    """The kinds of faults that are found."""
    return {finding.code for finding in check_ledger(receipts) if not finding.is_sound}


def test_untouched_ledger_holds(receipt):
    findings = check_ledger([receipt])

    assert [str(finding) for finding in findings if not finding.is_sound] == []
    assert {"events", "list", "root", "signature", "inclusion"} == {one.code for one in findings}


def test_changed_body_is_found_by_the_chain(receipt):
    tamper("UPDATE ledger_ledgerevent SET body = REPLACE(body, '쪽', '장') WHERE seq = 7")

    assert wrong([receipt]) >= {"leaf", "chain", "event_changed", "rewritten"}
    forget_anchors()
    assert wrong() == {"leaf", "chain"}


def test_changed_time_is_found_without_any_hash(receipt, at):
    with unguarded("ledger_"):
        LedgerEvent.objects.filter(seq=7).update(at=at + timedelta(days=1))

    forget_anchors()
    assert wrong() == {"fields"}
    assert receipt.entries


@pytest.mark.usefixtures("receipt")
def test_changed_actor_is_found_without_any_hash():
    with unguarded("ledger_"):
        LedgerEvent.objects.filter(seq=7).update(actor=make_person("김하늘"))

    forget_anchors()
    assert wrong() == {"fields"}


@pytest.mark.usefixtures("receipt")
def test_dropped_row_in_the_middle_is_found_by_the_chain():
    tamper("DELETE FROM ledger_ledgerevent WHERE seq = 7")

    forget_anchors()
    assert wrong() >= {"gap", "chain"}


@pytest.mark.usefixtures("receipt")
def test_salt_that_is_none_is_a_fault_and_no_crash():
    tamper("UPDATE ledger_ledgerevent SET salt = '없음', prev = 'zz' WHERE seq = 7")

    assert wrong() >= {"leaf", "chain"}


def test_cut_tail_is_found_by_the_receipt(receipt):
    tamper(
        "DELETE FROM ledger_ledgerevent WHERE seq >= 30",
        "DELETE FROM ledger_checkpoint WHERE size > 30",
        "DELETE FROM ledger_subtree",
    )

    assert "shrunk" in wrong([receipt])


@pytest.mark.usefixtures("receipt")
def test_cut_tail_is_missed_by_the_chain_alone():
    tamper("DELETE FROM ledger_ledgerevent WHERE seq >= 30")
    forget_anchors()

    assert wrong() == set()


@pytest.mark.usefixtures("receipt")
def test_cut_tail_is_found_by_the_public_list():
    tamper(
        "DELETE FROM ledger_ledgerevent WHERE seq >= 30",
        "DELETE FROM ledger_checkpoint",
        "DELETE FROM ledger_subtree",
    )

    assert wrong() == {"shrunk"}


@pytest.fixture
def restored(actor, at, receipt):
    """An old backup in place of the rows, on which the ledger then went on past the receipt."""
    backup = Checkpoint.objects.get(size=30)
    tamper(
        "DELETE FROM ledger_ledgerevent WHERE seq >= 30",
        "DELETE FROM ledger_checkpoint",
        "DELETE FROM ledger_subtree",
    )
    for seq in range(15):
        write_down({"다른": seq}, actor=actor, at=at + timedelta(days=1))
    anchor(actor=actor, at=at + timedelta(days=1))
    assert backup.size < receipt.note.size < LedgerEvent.objects.count()
    return receipt


def test_restored_backup_is_found_by_the_receipt(restored):
    assert wrong([restored]) >= {"event_changed", "rewritten"}


@pytest.mark.usefixtures("restored")
def test_restored_backup_is_found_by_the_public_list():
    assert wrong() == {"rewritten"}


@pytest.mark.usefixtures("restored")
def test_restored_backup_is_missed_by_the_chain_and_what_is_signed_in_the_database():
    list_path().unlink()
    publish_checkpoints()

    assert wrong() == set()


@pytest.fixture
def rewritten(receipt):
    """One row dropped, all others reckoned anew."""
    events = list(LedgerEvent.objects.exclude(seq=7).order_by("seq"))
    write_anew(events)
    tamper("DELETE FROM ledger_subtree")
    return receipt


def test_dropped_row_with_everything_reckoned_anew_is_found_by_the_receipt(rewritten):
    assert wrong([rewritten]) >= {"shrunk", "event_changed"}


@pytest.mark.usefixtures("rewritten")
def test_dropped_row_with_everything_reckoned_anew_is_missed_without_an_anchor():
    forget_anchors()

    assert wrong() == set()


def test_replaced_row_with_everything_reckoned_anew_is_found_by_the_receipt(receipt):
    events = list(LedgerEvent.objects.order_by("seq"))
    events[7].body = events[8].body
    events[7].at = events[8].at
    write_anew(events)
    forget_anchors()

    assert wrong([receipt]) == {"event_changed", "rewritten"}


@pytest.mark.usefixtures("receipt")
def test_state_signed_with_a_strangers_key_is_found():
    stranger = Ed25519PrivateKey.generate()
    checkpoint = Checkpoint.objects.get(size=EVENTS)
    with unguarded("ledger_"):
        Checkpoint.objects.filter(size=EVENTS).update(
            signature=stranger.sign(checkpoint.note.text).hex()
        )

    assert wrong() == {"list_signature"}


@pytest.mark.usefixtures("receipt")
def test_kept_hash_that_was_changed_is_found():
    with unguarded("ledger_"):
        Subtree.objects.filter(number=1).update(hash="00" * 32)

    assert wrong() == {"subtrees"}


@pytest.mark.usefixtures("receipt")
def test_public_list_that_is_gone_or_spoilt_is_found():
    list_path().write_text("무엇\n")
    assert "list_line" in wrong()

    list_path().unlink()
    assert wrong() == {"list_missing"}


@pytest.mark.usefixtures("receipt")
def test_events_after_the_last_signed_state_are_checked_by_the_chain(actor):
    fill(3, actor=actor)
    assert wrong() == set()

    tamper("UPDATE ledger_ledgerevent SET body = REPLACE(body, '쪽', '장') WHERE seq = 41")
    assert wrong() == {"leaf", "chain"}
