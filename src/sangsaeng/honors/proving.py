"""Signed tokens and the keys that sign them: VC-JWT with Ed25519 (RFC 7515, RFC 8037, RFC 9864).

A key is named by its thumbprint (RFC 7638) below the issuer's did:web. Nothing here knows Django.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Self
from urllib.parse import quote, urlsplit

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

ALGORITHM: Final = "Ed25519"
TYPE: Final = "vc+jwt"
MEDIA_TYPE: Final = f"application/{TYPE}"
_PARTS: Final = 3


class Unreadable(ValueError):
    """What should be a credential, a key or a list is not one; the text says which."""


@dataclass(frozen=True)
class Token:
    """A credential as it is handed on: read, and not yet believed."""

    text: str
    header: Mapping[str, Any]
    payload: Mapping[str, Any]

    @classmethod
    def read(cls, text: str) -> Self:
        """Take a token apart without checking it, or say that it is none."""
        text = text.strip()
        if text.count(".") != _PARTS - 1:
            raise Unreadable("token")
        try:
            found = jws.extract_compact(text.encode("ascii"))
            header, payload = found.headers(), json.loads(found.payload)
        except (JoseError, ValueError, RecursionError) as fault:
            raise Unreadable("token") from fault
        if not isinstance(payload, dict) or not isinstance(header, dict):
            raise Unreadable("token")
        return cls(text, header, payload)

    @property
    def key(self) -> str:
        """The name of the key that it says has signed it."""
        return str(self.header.get("kid", ""))

    @property
    def issuer(self) -> str:
        """Who it says has issued it."""
        issuer = self.payload.get("issuer", "")
        return str(issuer.get("id", "") if isinstance(issuer, dict) else issuer)

    def is_signed_with(self, key: "Key") -> bool:
        """Tell whether the key has signed exactly these bytes, as we sign."""
        if self.header.get("alg") != ALGORITHM or self.header.get("typ") != TYPE:
            return False
        try:
            jws.deserialize_compact(self.text, OKPKey.import_key(dict(key.jwk)), [ALGORITHM])
        except (JoseError, ValueError):
            return False
        return True


@dataclass(frozen=True)
class Key:
    """A public key, whose it is, and since when it is not to be believed."""

    owner: str
    jwk: Mapping[str, str]
    retired_at: datetime | None = None
    compromised_at: datetime | None = None

    @property
    def thumbprint(self) -> str:
        """The name of the key, which follows from its bytes."""
        return thumbprint(self.jwk)

    @property
    def name(self) -> str:
        """The name of the key with whose it is."""
        return f"{self.owner}#{self.thumbprint}"


Keys = Mapping[str, Key]


def did_of(address: str) -> str:
    """Return the did:web of a site."""
    return f"did:web:{quote(urlsplit(address).netloc, safe='.-_')}"


def new_private_key() -> OKPKey:
    """Make a key that can sign."""
    return OKPKey.generate_key("Ed25519")


def public_jwk(key: OKPKey) -> dict[str, str]:
    """Return the public half."""
    shown = key.as_dict(private=False)
    return {part: str(shown[part]) for part in ("kty", "crv", "x")}


def thumbprint(jwk: Mapping[str, str]) -> str:
    """Return the name that follows from the bytes of a key."""
    return OKPKey.import_key({part: jwk[part] for part in ("kty", "crv", "x")}).thumbprint()


def signed(payload: Mapping[str, Any], private: OKPKey, owner: str) -> str:
    """Sign a credential and return its token."""
    header = {
        "alg": ALGORITHM,
        "typ": TYPE,
        "cty": "vc",
        "kid": f"{owner}#{thumbprint(public_jwk(private))}",
    }
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    return jws.serialize_compact(header, text.encode(), private, [ALGORITHM])


def did_document(owner: str, keys: Iterable[Key]) -> dict[str, Any]:
    """Return what a site says of its keys, in the form of did:web."""
    known = list(keys)
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/jwk/v1"],
        "id": owner,
        "verificationMethod": [_method(key) for key in known],
        "assertionMethod": [key.name for key in known if key.compromised_at is None],
    }


def key_set(keys: Iterable[Key]) -> dict[str, Any]:
    """Return the same keys as a set for libraries that know nothing of did:web."""
    return {
        "keys": [
            {**key.jwk, "kid": key.name, "alg": ALGORITHM, "use": "sig", **_ends(key)}
            for key in keys
        ]
    }


def keys_in(form: object) -> dict[str, Key]:
    """Read the keys of a did.json or of a key set, or say that it is neither."""
    try:
        found = list(_keys(form))
    except (KeyError, TypeError, AttributeError, ValueError, JoseError) as fault:
        raise Unreadable("keys") from fault
    if not found:
        raise Unreadable("keys")
    return {key.name: key for key in found}


def _keys(form: Any) -> Iterable[Key]:
    if "verificationMethod" in form:
        for one in form["verificationMethod"]:
            if one.get("publicKeyJwk", {}).get("crv") == ALGORITHM:
                yield _key(str(form["id"]), one["publicKeyJwk"], one)
        return
    for one in form["keys"]:
        if one.get("crv") == ALGORITHM:
            yield _key(str(one["kid"]).partition("#")[0], one, one)


def _key(owner: str, jwk: Mapping[str, Any], ends: Mapping[str, Any]) -> Key:
    public = {part: str(jwk[part]) for part in ("kty", "crv", "x")}
    thumbprint(public)
    return Key(owner, public, _moment(ends.get("expires")), _moment(ends.get("revoked")))


def _method(key: Key) -> dict[str, Any]:
    return {
        "id": key.name,
        "type": "JsonWebKey",
        "controller": key.owner,
        "publicKeyJwk": {**key.jwk, "kid": key.thumbprint, "alg": ALGORITHM},
        **_ends(key),
    }


def _ends(key: Key) -> dict[str, str]:
    ends = {"expires": key.retired_at, "revoked": key.compromised_at}
    return {name: moment_text(at) for name, at in ends.items() if at is not None}


def moment_text(at: datetime) -> str:
    """Write a moment as credentials do."""
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def _moment(text: object) -> datetime | None:
    return datetime.fromisoformat(str(text)) if text else None
