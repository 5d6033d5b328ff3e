"""Whether a plaque's credential is to be believed, told without asking anybody.

What was given decides: the issuer's keys, and the signed list of what was revoked. Nothing here
knows Django.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sangsaeng.honors.bitstring import decoded, is_set
from sangsaeng.honors.proving import Key, Keys, Token

Standing = Literal["valid", "unchecked", "revoked", "altered", "unknown_issuer"]
PURPOSE = "revocation"


@dataclass(frozen=True)
class Verdict:
    """How a credential stands, and why in a word that names the reason."""

    standing: Standing
    reason: str
    token: Token
    # The moment of the list that was looked at
    listed_at: str = ""
    key: Key | None = None


def check(token: Token, keys: Keys, lists: Sequence[Token] = ()) -> Verdict:
    """Say how a credential stands by these keys and lists."""
    key = keys.get(token.key)
    if key is None:
        return Verdict("unknown_issuer", "no_such_key", token)
    if not token.is_signed_with(key):
        return Verdict("altered", "signature", token, key=key)
    if token.issuer != key.owner or token.payload.get("iss", key.owner) != key.owner:
        return Verdict("unknown_issuer", "not_its_key", token, key=key)
    if _is_after(token, key.compromised_at):
        return Verdict("unknown_issuer", "compromised", token, key=key)
    return _by_lists(token, key, [one for one in lists if _is_sound(one, keys, key.owner)])


def told_of(token: Token) -> dict[str, str]:
    """Return what a credential says, for people; of a strange one, only what is plain text."""
    subject = _object(token.payload.get("credentialSubject"))
    achievement = _object(subject.get("achievement"))
    said = {
        "number": subject.get("licenseNumber"),
        "name": achievement.get("name"),
        "holder": _holder(subject),
        "giver": _object(achievement.get("creator")).get("name"),
        "awarded": token.payload.get("validFrom"),
        "issuer": token.issuer,
        "address": token.payload.get("id"),
    }
    return {key: text for key, text in said.items() if isinstance(text, str) and text.isprintable()}


def _by_lists(token: Token, key: Key, lists: Iterable[Token]) -> Verdict:
    entry = _object(token.payload.get("credentialStatus"))
    matching = [one for one in lists if one.payload.get("id") == entry.get("statusListCredential")]
    newest = max(matching, key=_moment_of, default=None)
    if newest is None:
        return Verdict("unchecked", "no_list", token, key=key)
    try:
        bits = decoded(_object(newest.payload.get("credentialSubject")).get("encodedList"))
        revoked = is_set(bits, int(str(entry.get("statusListIndex"))))
    except ValueError:
        return Verdict("unchecked", "list_unreadable", token, key=key)
    standing: Standing = "revoked" if revoked else "valid"
    return Verdict(standing, "listed", token, listed_at=_moment_of(newest), key=key)


def _is_sound(one: Token, keys: Keys, owner: str) -> bool:
    """Tell whether a list is the issuer's own, signed by a key that is still believed."""
    key = keys.get(one.key)
    subject = _object(one.payload.get("credentialSubject"))
    return (
        key is not None
        and key.owner == owner == one.issuer
        and subject.get("statusPurpose") == PURPOSE
        and one.is_signed_with(key)
        and not _is_after(one, key.compromised_at)
    )


def _is_after(token: Token, moment: datetime | None) -> bool:
    """Tell whether it was signed at the moment or later; without a time, it may have been."""
    signed_at = token.payload.get("iat")
    if moment is None:
        return False
    return not isinstance(signed_at, int) or signed_at >= moment.timestamp()


def _moment_of(one: Token) -> str:
    return str(one.payload.get("validFrom", ""))


def _holder(subject: Mapping[str, Any]) -> object:
    known = subject.get("identifier")
    first = known[0] if isinstance(known, list) and known else {}
    return _object(first).get("identityHash")


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
