"""What changes the ledger: an event is appended, a checkpoint is signed. Nothing else."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from sangsaeng.kernel.actions import Unrecorded, acting, action, record
from sangsaeng.kernel.models import Person
from sangsaeng.ledger import merkle
from sangsaeng.ledger.canonical import NO_EVENT, SALT_BYTES, canonical_text, chained, leaf_of
from sangsaeng.ledger.keys import signing_key
from sangsaeng.ledger.merkle import Frontier
from sangsaeng.ledger.models import Checkpoint, LedgerEvent, Subtree
from sangsaeng.ledger.notes import Note, signed
from sangsaeng.ledger.publishing import publish_checkpoints
from sangsaeng.ledger.queries import hashes_over, newest_checkpoint, number_of
from sangsaeng.ledger.refusals import NotSignedYet

SIGN_EVERY = timedelta(minutes=10)
SIGN_AFTER = 256
_TURN = 0x5A1E_D6E2
_AT_ONCE = 1000


def append(
    kind: str, stream: str, body: dict[str, Any], *, actor: Person, at: datetime
) -> LedgerEvent:
    """Write down, for good, what the action under way does.

    It belongs inside another action and in its transaction: what is undone was never written. The
    event is itself the record of who did what and when, so it leaves no second one. Everybody who
    appends waits for the others to finish: append last.
    """
    if acting() is None:
        message = "append() is called inside an action"
        raise Unrecorded(message)
    with transaction.atomic():
        _wait_for_turn()
        last = LedgerEvent.objects.order_by("-seq").only("seq", "hash").first()
        prev = bytes.fromhex(last.hash) if last else NO_EVENT
        text = canonical_text(
            {
                "actor": {"id": actor.pk, "name": actor.name},
                "at": at,
                "facts": body,
                "kind": kind,
                "stream": stream,
            }
        )
        salt = secrets.token_bytes(SALT_BYTES)
        leaf = leaf_of(salt, text)
        return LedgerEvent.objects.create(
            seq=last.seq + 1 if last else 0,
            at=at,
            kind=kind,
            stream=stream,
            actor=actor,
            body=text,
            salt=salt.hex(),
            leaf=leaf.hex(),
            prev=prev.hex(),
            hash=chained(prev, leaf).hex(),
        )


def anchor(*, actor: Person, at: datetime) -> Checkpoint:
    """Return a checkpoint of the whole ledger as it is, signing one if there is something new."""
    newest = newest_checkpoint()
    if newest is not None and not LedgerEvent.objects.filter(seq__gte=newest.size).exists():
        return newest
    return sign_checkpoint(actor=actor, at=at)


@action
def sign_checkpoint(*, actor: Person, at: datetime) -> Checkpoint:
    """Sign the state of the whole ledger, and append it to the public list once it is kept."""
    _wait_for_turn()
    newest = newest_checkpoint()
    previous = newest.size if newest else 0
    last = LedgerEvent.objects.order_by("-seq").only("seq").first()
    if last is None:
        raise NotSignedYet
    if newest is not None and last.seq < newest.size:
        record(newest, unchanged=True)
        return newest
    # Signed times never go back, whoever was first to look at the clock.
    moment = max(at, newest.at) if newest else at
    checkpoint = _signed(previous, last.seq + 1, moment.replace(microsecond=0))
    record(checkpoint, root=checkpoint.root, key=checkpoint.key)
    transaction.on_commit(publish_checkpoints)
    return checkpoint


def _signed(previous: int, size: int, at: datetime) -> Checkpoint:
    frontier = _grow(previous, size)
    draft = Checkpoint(size=size, at=at, origin=settings.LEDGER_ORIGIN, root=frontier.root.hex())
    note: Note = signed(draft.note, signing_key())
    draft.key, draft.signature, draft.previous = note.key, note.signature.hex(), previous
    proof = hashes_over(merkle.consistency_ranges(previous, size))
    draft.consistency = [one.hex() for one in proof]
    draft.save(force_insert=True)
    return draft


def _grow(previous: int, size: int) -> Frontier:
    """Keep the subtrees that the new events complete; return the tree's edge."""
    edge = [
        (place << level, (place + 1) << level) for level, place in merkle.subtrees((0, previous))
    ]
    frontier = Frontier(previous, hashes_over(edge))
    completed = []
    new = LedgerEvent.objects.filter(seq__gte=previous, seq__lt=size).order_by("seq")
    for leaf in new.values_list("leaf", flat=True).iterator():
        completed += frontier.add(bytes.fromhex(leaf))
    Subtree.objects.bulk_create(
        [Subtree(number=number_of(node), hash=whole.hex()) for node, whole in completed],
        batch_size=_AT_ONCE,
    )
    return frontier


def _wait_for_turn() -> None:
    """Let one transaction after the other append; SQLite's writers queue by themselves."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_TURN])
