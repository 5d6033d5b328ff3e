"""The ledger's keys: files outside the database, so that who owns the rows cannot sign them anew.

The private key is made at first use. Beside it lies the public half of every key that was ever
used here: when a key is replaced, what the old one signed can still be checked.
"""

import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings

from sangsaeng.ledger.notes import from_pem, key_id, to_pem

ONLY_OWNER = 0o600
PUBLIC = "ledger-{}.public.pem"


def signing_key() -> Ed25519PrivateKey:
    """Return the key that signs now, making it at first use."""
    path = Path(settings.LEDGER_KEY)
    if not path.exists():
        _create(path, _private_pem(Ed25519PrivateKey.generate()))
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        message = f"{path} holds no Ed25519 key"
        raise TypeError(message)
    _keep_public(key.public_key())
    return key


def public_keys() -> dict[str, Ed25519PublicKey]:
    """Return the public half of every key that was ever used here, by its id."""
    folder = Path(settings.KEYS_ROOT)
    keys = [from_pem(path.read_bytes()) for path in sorted(folder.glob(PUBLIC.format("*")))]
    return {key_id(key): key for key in keys}


def _keep_public(public: Ed25519PublicKey) -> None:
    path = Path(settings.KEYS_ROOT) / PUBLIC.format(key_id(public))
    if not path.exists():
        _create(path, to_pem(public).encode())


def _private_pem(key: Ed25519PrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _create(path: Path, content: bytes) -> None:
    """Write a file whole, unless another process was first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_OWNER), "wb") as out:  # noqa: PTH123 - only this opens a file that nobody else can ever read
        out.write(content)
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
