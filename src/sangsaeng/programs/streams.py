"""Under which name an entry is told on the ledger."""

from typing import Final

from sangsaeng.programs.models import Entry

PREFIX: Final = "entry"


def stream_of(entry: Entry) -> str:
    """Return the stream of the ledger on which an entry is told."""
    return f"{PREFIX}:{entry.code}"
