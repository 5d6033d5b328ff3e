"""What is hashed, byte for byte: the canonical text of an event, its leaf, its link in the chain.

Nothing here knows Django, so that a receipt can be checked anywhere.
"""

import json
import unicodedata
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from sangsaeng.ledger.merkle import HASH_BYTES, leaf_hash, node_hash

SALT_BYTES = 16
NO_EVENT = bytes(HASH_BYTES)
"""What stands in place of the hash before the first event."""


class NotCanonical(TypeError):
    """The value has no canonical text: an error of the programmer."""


def canonical_text(value: Any) -> str:
    """Return JSON with sorted keys, composed (NFC) text and no blanks; floats are refused."""
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def moment_text(at: datetime) -> str:
    """Return a moment as UTC, always with six decimals: 2026-11-02T00:00:00.000000Z."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def leaf_of(salt: bytes, body: str) -> bytes:
    """Return SHA-256(0x00 ‖ salt ‖ body): the event's leaf in the tree."""
    if len(salt) != SALT_BYTES:
        message = f"a salt has {SALT_BYTES} bytes"
        raise ValueError(message)
    return leaf_hash(salt + body.encode())


def chained(prev: bytes, leaf: bytes) -> bytes:
    """Return SHA-256(0x01 ‖ prev ‖ leaf): the event's link to all before it."""
    return node_hash(prev, leaf)


def fingerprint(key: bytes) -> str:
    """Return the SHA-256 of a raw public key, in groups that can be read aloud."""
    digest = sha256(key).hexdigest().upper()
    return " ".join(digest[place : place + 4] for place in range(0, len(digest), 4))


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return _object(value)
    message = f"{type(value).__name__} has no canonical text"
    raise NotCanonical(message)


def _object(value: dict[Any, Any]) -> dict[str, Any]:
    if not all(isinstance(key, str) for key in value):
        message = "a key is text"
        raise NotCanonical(message)
    plain = {_text(key): _plain(one) for key, one in value.items()}
    if len(plain) != len(value):
        message = "two keys have the same canonical text"
        raise NotCanonical(message)
    return plain


def _text(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError as fault:
        message = "text with half a character"
        raise NotCanonical(message) from fault
    return unicodedata.normalize("NFC", value)
