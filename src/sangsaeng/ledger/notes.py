"""Signed checkpoints: the state of the whole ledger in one hash, signed outside the database.

What is signed is a checkpoint of a transparency log (c2sp.org/tlog-checkpoint): four lines with
the ledger's name, its size, its root and the time. Nothing here knows Django.
"""

import binascii
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Self

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

from sangsaeng.ledger.merkle import HASH_BYTES

Keys = Mapping[str, Ed25519PublicKey]
KEY_ID_SIGNS = 16


class Unreadable(ValueError):
    """What should be a checkpoint, a key or a receipt is not one; the text says why."""


@dataclass(frozen=True)
class Note:
    """A checkpoint with its signature."""

    origin: str
    size: int
    root: bytes
    time: str
    key: str = ""
    signature: bytes = b""

    @property
    def text(self) -> bytes:
        """Exactly the bytes that are signed."""
        return (
            f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n{self.time}\n".encode()
        )

    def holds(self, keys: Keys) -> bool:
        """Tell whether one of the keys, the one it names, has signed it."""
        if self.key not in keys:
            return False
        try:
            keys[self.key].verify(self.signature, self.text)
        except InvalidSignature:
            return False
        return True

    def to_json(self) -> dict[str, Any]:
        """Return it as it stands in receipts and lists."""
        return {
            "origin": self.origin,
            "size": self.size,
            "root": self.root.hex(),
            "time": self.time,
            "key": self.key,
            "signature": self.signature.hex(),
        }

    @classmethod
    def from_json(cls, form: Any) -> Self:
        """Read it back, or say what is wrong with it."""
        try:
            root, signature = bytes.fromhex(form["root"]), bytes.fromhex(form["signature"])
            note = cls(form["origin"], form["size"], root, form["time"], form["key"], signature)
        except (KeyError, TypeError, ValueError) as fault:
            raise Unreadable("checkpoint") from fault
        note.require_sound()
        return note

    def require_sound(self) -> None:
        """Raise unless every part is of its kind, whatever the file said it was."""
        texts: list[object] = [self.origin, self.time, self.key]
        size: object = self.size
        if not all(map(is_plain_text, texts)):
            raise Unreadable("checkpoint")
        if type(size) is not int or size < 0 or len(self.root) != HASH_BYTES:
            raise Unreadable("checkpoint")


@dataclass(frozen=True)
class Step:
    """A checkpoint in the public list, proved to go on from the one before it."""

    note: Note
    previous: int
    proof: tuple[bytes, ...]

    def to_line(self) -> str:
        """Return its line: name, size, root, time, key, signature, size before, proof."""
        note = self.note
        proof = ",".join(_base64(one) for one in self.proof) or "-"
        root, signature = _base64(note.root), _base64(note.signature)
        return f"{note.origin} {note.size} {root} {note.time} {note.key} {signature} {self.previous} {proof}"

    @classmethod
    def from_line(cls, line: str) -> Self:
        """Read a line back, or say that it is none."""
        try:
            origin, size, root, time, key, signature, previous, proof = line.split()
            hashes = () if proof == "-" else tuple(_bytes(one) for one in proof.split(","))
            note = Note(origin, int(size), _bytes(root), time, key, _bytes(signature))
            step = cls(note, int(previous), hashes)
        except (ValueError, binascii.Error) as fault:
            raise Unreadable("line") from fault
        step.note.require_sound()
        return step

    def to_json(self) -> dict[str, Any]:
        """Return it as it stands in the list for programs."""
        proof = [one.hex() for one in self.proof]
        return {**self.note.to_json(), "previous": self.previous, "consistency": proof}


def signed(note: Note, private: Ed25519PrivateKey) -> Note:
    """Sign a checkpoint."""
    public = private.public_key()
    return Note(
        note.origin, note.size, note.root, note.time, key_id(public), private.sign(note.text)
    )


def is_plain_text(value: object) -> bool:
    """Tell whether it is text without signs that nobody sees.

    What a stranger's file says is told on a terminal, where such signs could hide or rewrite what
    the check says; and one line of what is signed must not pass for two.
    """
    return isinstance(value, str) and value.isprintable()


def raw(public: Ed25519PublicKey) -> bytes:
    """Return the 32 bytes of a public key."""
    return public.public_bytes(Encoding.Raw, PublicFormat.Raw)


def key_id(public: Ed25519PublicKey) -> str:
    """Return the short name of a key: the beginning of its fingerprint."""
    return sha256(raw(public)).hexdigest()[:KEY_ID_SIGNS]


def to_pem(public: Ed25519PublicKey) -> str:
    """Return the key as the text that is handed on."""
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def from_pem(text: str | bytes) -> Ed25519PublicKey:
    """Read a public key, or say that it is none."""
    content = text.encode() if isinstance(text, str) else text
    try:
        key = load_pem_public_key(content)
    except (ValueError, UnsupportedAlgorithm) as fault:
        raise Unreadable("key") from fault
    if not isinstance(key, Ed25519PublicKey):
        raise Unreadable("key")
    return key


def _base64(value: bytes) -> str:
    return b64encode(value).decode()


def _bytes(value: str) -> bytes:
    return b64decode(value, validate=True)
