"""Receipts as a party holds them: read from JSON, checked with nothing but what they carry.

Nothing here knows Django, a database or the site's settings.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sangsaeng.ledger.canonical import SALT_BYTES, fingerprint, leaf_of
from sangsaeng.ledger.findings import Finding, fails, holds
from sangsaeng.ledger.merkle import inclusion_holds
from sangsaeng.ledger.notes import Keys, Note, Unreadable, from_pem, is_plain_text, key_id, raw

FORMAT = "sangsaeng-receipt/1"


@dataclass(frozen=True)
class Entry:
    """One event of a receipt with the proof that the ledger holds it."""

    seq: int
    kind: str
    stream: str
    at: str
    in_korea: str
    body: str
    leaf: bytes
    inclusion: tuple[bytes, ...]

    @classmethod
    def from_json(cls, form: Any) -> Self:
        """Read it, or say that it is none."""
        salt = bytes.fromhex(form["salt"])
        told = (form["kind"], form["stream"], form["at"]["utc"], form["at"]["kst"])
        if len(salt) != SALT_BYTES or type(form["seq"]) is not int:
            raise Unreadable("event")
        if not all(map(is_plain_text, told)):
            raise Unreadable("event")
        return cls(
            form["seq"],
            *told,
            form["body"],
            leaf_of(salt, form["body"]),
            tuple(bytes.fromhex(one) for one in form["inclusion"]),
        )

    @property
    def says_what_was_hashed(self) -> bool:
        """Whether the fields beside the body say what the body says."""
        try:
            body = json.loads(self.body)
            written = (body["kind"], body["stream"], body["at"])
            same_moment = datetime.fromisoformat(self.in_korea) == datetime.fromisoformat(self.at)
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
            return False
        return same_moment and bool(written == (self.kind, self.stream, self.at))


@dataclass(frozen=True)
class Receipt:
    """A receipt as it was handed in; nothing of it is believed yet."""

    entries: tuple[Entry, ...]
    note: Note
    key: Ed25519PublicKey
    earlier: dict[int, tuple[bytes, ...]]

    @classmethod
    def from_json(cls, form: Any) -> Self:
        """Read it, or say that it is none."""
        if not isinstance(form, dict) or form.get("format") != FORMAT:
            raise Unreadable("format")
        try:
            receipt = cls(
                tuple(Entry.from_json(one) for one in form["events"]),
                Note.from_json(form["checkpoint"]),
                from_pem(form["key"]["public"]),
                {
                    one["size"]: tuple(bytes.fromhex(part) for part in one["consistency"])
                    for one in form.get("earlier", ())
                },
            )
        except (KeyError, TypeError, ValueError, AttributeError) as fault:
            raise Unreadable(f"receipt: {fault}") from fault
        if not receipt.entries:
            raise Unreadable("receipt: no events")
        return receipt

    @property
    def own_key(self) -> Keys:
        """The key that the receipt itself carries."""
        return {key_id(self.key): self.key}


def check_receipt(receipt: Receipt, keys: Keys | None = None) -> list[Finding]:
    """Say what holds of a receipt; with keys, only their signatures count."""
    return [_signature(receipt, keys), *(_entry(receipt, entry) for entry in receipt.entries)]


def _signature(receipt: Receipt, keys: Keys | None) -> Finding:
    note = receipt.note
    if keys is not None and note.key not in keys:
        return fails(
            "wrong_key",
            f"체크포인트가 넘겨받은 열쇠가 아닌 다른 열쇠({note.key})로 서명되었습니다",
            f"the checkpoint was signed with another key ({note.key}) than the one given",
        )
    if not note.holds(receipt.own_key if keys is None else keys):
        return fails(
            "signature", "체크포인트의 서명이 맞지 않습니다", "the checkpoint's signature is wrong"
        )
    if keys is not None:
        return holds(
            "signature",
            f"체크포인트의 서명이 넘겨받은 열쇠와 맞습니다 (기록 {note.size}개, {note.time})",
            f"the given key signed the checkpoint ({note.size} events, {note.time})",
        )
    print_of_key = fingerprint(raw(receipt.key))
    return holds(
        "signature",
        f"체크포인트의 서명이 영수증에 든 열쇠와 맞습니다 (기록 {note.size}개, {note.time}). "
        f"이 열쇠가 원장의 것인지 {note.origin}/ 에 공개된 지문과 비교하십시오: {print_of_key}",
        f"the receipt's own key signed the checkpoint ({note.size} events, {note.time}); "
        f"compare its fingerprint with the one shown at {note.origin}/",
    )


def _entry(receipt: Receipt, entry: Entry) -> Finding:
    note = receipt.note
    if not entry.says_what_was_hashed:
        return fails(
            "fields",
            f"{entry.seq}번 기록: 적힌 종류·묶음·시각이 해시된 내용과 다릅니다",
            f"event {entry.seq}: its kind, stream or time differ from what was hashed",
        )
    if not inclusion_holds((entry.seq, note.size), entry.leaf, entry.inclusion, note.root):
        return fails(
            "inclusion",
            f"{entry.seq}번 기록: 내용이 바뀌었거나 서명된 원장에 이 내용으로 들어 있지 않습니다",
            f"event {entry.seq}: was changed, or is not in the signed ledger with this content",
        )
    return holds(
        "inclusion",
        f"{entry.seq}번 기록 {entry.kind} ({entry.at}): 서명된 원장에 이 내용 그대로 들어 있습니다",
        f"event {entry.seq} {entry.kind} ({entry.at}): is in the signed ledger with this content",
    )
