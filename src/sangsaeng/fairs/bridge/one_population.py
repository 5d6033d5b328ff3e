"""A fair in which anybody may meet anybody, at tables that belong to nobody."""

from collections.abc import Sequence
from dataclasses import dataclass

from sangsaeng.fairs.bridge.rows import FairRows


@dataclass(frozen=True)
class OnePopulation:
    """The rows of a one-population fair and the engine problem made of them."""

    rows: FairRows
    digest: str

    @classmethod
    def of(cls, rows: FairRows) -> "OnePopulation":
        """Make the engine problem of the rows, or refuse with the first contradiction in words."""
        raise NotImplementedError
