"""What can be read of the ledger: its signed states, which are public, and proofs about them."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from sangsaeng.kernel.clock import SEOUL
from sangsaeng.ledger import merkle
from sangsaeng.ledger.canonical import moment_text
from sangsaeng.ledger.keys import public_keys
from sangsaeng.ledger.merkle import Node, Range
from sangsaeng.ledger.models import Checkpoint, LedgerEvent, Subtree
from sangsaeng.ledger.notes import to_pem
from sangsaeng.ledger.receipts import FORMAT
from sangsaeng.ledger.refusals import NoSuchSize, NotSignedYet

MOST_EARLIER = 200
"""How many earlier states a receipt proves itself to go on from, at most."""


def checkpoints() -> QuerySet[Checkpoint]:
    """Return every signed state, the latest first; they are public."""
    return Checkpoint.objects.order_by("-size")


def newest_checkpoint() -> Checkpoint | None:
    """Return the latest signed state, if anything was signed so far."""
    return checkpoints().first()


def hashes_over(ranges: Sequence[Range]) -> list[bytes]:
    """Return the hash over each range of events, from few rows."""
    parts = [merkle.subtrees(span) for span in ranges]
    nodes = {node for part in parts for node in part}
    leaves = LedgerEvent.objects.only("leaf").in_bulk([i for level, i in nodes if level == 0])
    inner = Subtree.objects.in_bulk([number_of(node) for node in nodes if node[0]])

    def hash_of(node: Node) -> bytes:
        level, place = node
        return bytes.fromhex(inner[number_of(node)].hash if level else leaves[place].leaf)

    return [merkle.joined([hash_of(node) for node in part]) for part in parts]


def number_of(node: Node) -> int:
    """Return the number under which a subtree is kept."""
    level, place = node
    return ((2 * place + 1) << level) - 1


def consistency_between(old: int, new: int) -> dict[str, Any]:
    """Return the proof that the ledger of the new size begins with all of the old one."""
    newest = newest_checkpoint()
    if newest is None or not 1 <= old <= new <= newest.size:
        raise NoSuchSize
    proof = hashes_over(merkle.consistency_ranges(old, new))
    before, after = hashes_over([(0, old), (0, new)])
    return {
        "from": old,
        "to": new,
        "from_root": before.hex(),
        "to_root": after.hex(),
        "consistency": [one.hex() for one in proof],
    }


def receipt_of(
    events: LedgerEvent | Sequence[LedgerEvent], for_whom: str, *, at: datetime
) -> dict[str, Any]:
    """Return what a party keeps: the events, and the proof that the signed ledger holds them.

    The caller has asked its own rules whether the party may read the events. Nothing is written:
    events that no checkpoint covers are refused (``actions.anchor`` signs one at once).
    """
    chosen = [events] if isinstance(events, LedgerEvent) else list(events)
    newest = newest_checkpoint()
    if newest is None or not chosen or max(event.seq for event in chosen) >= newest.size:
        raise NotSignedYet
    return {
        "format": FORMAT,
        "for": for_whom,
        "made_at": moments(at),
        "events": [
            _with_proof(event, proof)
            for event, proof in zip(chosen, _inclusions(chosen, newest.size), strict=True)
        ],
        "checkpoint": newest.note.to_json(),
        "earlier": _earlier(chosen, newest),
        "key": {
            "id": newest.key,
            "algorithm": "Ed25519",
            "public": to_pem(public_keys()[newest.key]),
        },
        "how_to_check": {
            "command": "sangsaeng verify FILE",
            "ko": "이 파일만으로 인터넷 없이 확인할 수 있습니다. 열쇠 지문을 원장 공개 화면과 비교하십시오.",
            "en": "This file can be checked off-line. Compare the key's fingerprint with the ledger's public page.",
        },
    }


def moments(at: datetime) -> dict[str, str]:
    """Return a moment as the world and as Korea write it."""
    return {
        "utc": moment_text(at),
        "kst": at.astimezone(SEOUL).isoformat(),
    }


def _inclusions(events: Sequence[LedgerEvent], size: int) -> list[list[bytes]]:
    ranges = [merkle.inclusion_ranges(event.seq, size) for event in events]
    hashes = iter(hashes_over([span for one in ranges for span in one]))
    return [[next(hashes) for _span in one] for one in ranges]


def _with_proof(event: LedgerEvent, proof: Sequence[bytes]) -> dict[str, Any]:
    return {
        "seq": event.seq,
        "kind": event.kind,
        "stream": event.stream,
        "at": moments(event.at),
        "body": event.body,
        "salt": event.salt,
        "inclusion": [one.hex() for one in proof],
    }


def _earlier(events: Sequence[LedgerEvent], newest: Checkpoint) -> list[dict[str, Any]]:
    """Prove that the ledger goes on from the states that first held each event.

    A party that took a receipt after each event can then compare any two of them without asking
    anybody.
    """
    places = sorted(event.seq for event in events)[-MOST_EARLIER:]
    since = Checkpoint.objects.filter(size__gt=places[0]).order_by("size")
    sizes = list(since.values_list("size", flat=True))
    held = {sizes[bisect_right(sizes, place)] for place in places} - {newest.size}
    proofs = {size: merkle.consistency_ranges(size, newest.size) for size in sorted(held)}
    hashes = iter(hashes_over([span for ranges in proofs.values() for span in ranges]))
    return [
        {"size": size, "consistency": [next(hashes).hex() for _span in ranges]}
        for size, ranges in proofs.items()
    ]
