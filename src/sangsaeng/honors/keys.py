"""The issuer's private keys: files outside the database, so that who owns the rows cannot sign.

Beside each lies its public half. What the site says of its keys comes from these files, and only
when a key ended from the rows: a key that somebody writes into the rows is never told to anybody.
"""

import json
import os
import secrets
from pathlib import Path
from typing import Final

from django.conf import settings
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from sangsaeng.honors.addresses import issuer
from sangsaeng.honors.models import IssuerKey
from sangsaeng.honors.proving import Key, new_private_key, public_jwk, thumbprint
from sangsaeng.honors.refusals import KeyMissing

ONLY_OWNER: Final = 0o600
_PRIVATE, _PUBLIC = "issuer-{}.pem", "issuer-{}.public.json"


def make_private_key() -> dict[str, str]:
    """Make a key, keep its private half in a file nobody else can read, and return the public one."""
    key = new_private_key()
    jwk = public_jwk(key)
    name = thumbprint(jwk)
    _create(_folder() / _PRIVATE.format(name), key.as_pem(private=True))
    _create(_folder() / _PUBLIC.format(name), json.dumps(jwk).encode())
    return jwk


def private_key(row: IssuerKey) -> OKPKey:
    """Return the key that signs, or refuse when its file is not here or is another's."""
    path = _folder() / _PRIVATE.format(row.kid)
    try:
        key = OKPKey.import_key(path.read_bytes())
    except (OSError, ValueError, JoseError) as fault:
        raise KeyMissing from fault
    if thumbprint(public_jwk(key)) != row.kid:
        raise KeyMissing
    return key


def public_keys() -> dict[str, Key]:
    """Return every key that ever signed here, by its name, with when it ended."""
    owner = issuer()
    found = [
        Key(owner, jwk, row.retired_at, row.compromised_at)
        for row in IssuerKey.objects.all()
        if (jwk := _public_half(row.kid)) is not None
    ]
    return {key.name: key for key in found}


def _public_half(name: str) -> dict[str, str] | None:
    path = _folder() / _PUBLIC.format(name)
    if not path.exists():
        return None
    jwk: dict[str, str] = json.loads(path.read_bytes())
    return jwk if thumbprint(jwk) == name else None


def _folder() -> Path:
    return Path(settings.ISSUER_KEYS)


def _create(path: Path, content: bytes) -> None:
    """Write a file whole and only for its owner."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_OWNER), "wb") as out:  # noqa: PTH123 - only this opens a file that nobody else can ever read
        out.write(content)
    draft.rename(path)
