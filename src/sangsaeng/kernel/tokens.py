"""Secrets that travel in links: only their digest is kept."""

import secrets
from hashlib import sha256

_UNAMBIGUOUS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new_token() -> str:
    """Return a secret with 256 bits of chance."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Return what is kept of a token."""
    return sha256(token.encode()).hexdigest()


def new_code(length: int = 8) -> str:
    """Return a public code that can be read aloud; it names a thing and opens nothing."""
    return "".join(secrets.choice(_UNAMBIGUOUS) for _ in range(length))
