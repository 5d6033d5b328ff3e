"""Under which name a disclosure is told on the ledger."""

from typing import Final

from sangsaeng.disclosure.models import Demand

PREFIX: Final = "disclosure"


def stream_of(demand: Demand) -> str:
    """Return the stream of the ledger on which a disclosure is told."""
    return f"{PREFIX}:{demand.code}"
