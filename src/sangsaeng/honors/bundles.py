"""What people hand over to be checked: a token, our package of one, or the PDF of a plaque.

Nothing here knows Django.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final

from sangsaeng.honors.proving import Key, Token, Unreadable, keys_in

FORMAT: Final = "sangsaeng-plaque-1"
ATTACHED: Final = ".jwt"
_TOKEN: Final = re.compile(rb"\s*[\w-]+\.[\w-]+\.[\w-]+\s*\Z")
_LARGEST: Final = 64 * 1024 * 1024


@dataclass(frozen=True)
class Bundle:
    """The credentials in a file, and what came with them."""

    tokens: list[Token]
    keys: dict[str, Key] = field(default_factory=dict)
    lists: list[Token] = field(default_factory=list)


def bundle(token: str, keys: Mapping[str, Any], status_list: str) -> dict[str, Any]:
    """Put a credential, its issuer's keys and the present list into one file."""
    return {
        "format": FORMAT,
        "credential": token,
        "content": Token.read(token).payload,
        "keys": keys,
        "status_list": status_list,
    }


def is_plaque(content: bytes) -> bool:
    """Tell whether the file looks like one of ours, by its content."""
    if content.startswith(b"%PDF-") or _TOKEN.match(content):
        return True
    try:
        form = json.loads(content)
    except (ValueError, RecursionError):
        return False
    return isinstance(form, dict) and form.get("format") == FORMAT


def read_bundle(content: bytes) -> Bundle:
    """Read the credentials of a file, or say that there are none."""
    if len(content) > _LARGEST:
        raise Unreadable("file")
    if content.startswith(b"%PDF-"):
        return Bundle([Token.read(one) for one in _attached(content)])
    if _TOKEN.match(content):
        return Bundle([Token.read(content.decode("ascii"))])
    try:
        form = json.loads(content)
        return Bundle(
            [Token.read(str(form["credential"]))],
            keys_in(form["keys"]) if form.get("keys") else {},
            [Token.read(str(form["status_list"]))] if form.get("status_list") else [],
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise Unreadable("file") from fault


def _attached(content: bytes) -> Iterable[str]:
    """Return the credentials attached to a PDF."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        attached = PdfReader(BytesIO(content)).attachments
        found = [
            text.decode("ascii")
            for name, texts in attached.items()
            if name.endswith(ATTACHED)
            for text in texts
        ]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise Unreadable("file") from fault
    if not found:
        raise Unreadable("file")
    return found
