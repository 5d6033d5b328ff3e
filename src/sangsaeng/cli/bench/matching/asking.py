"""What every method can be asked: the one form in which ours and its peers are measured."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from sangsaeng.cli.bench.matching.collection import VIEWERS, Collection, Numbers

TOP = 20
NOBODY = -1
LEAST_LEVEL = 5


@dataclass(frozen=True, slots=True)
class Filter:
    """One of some regions, at least a level of readiness, and not hidden from the viewer."""

    regions: tuple[int, ...]
    readiness: int
    viewer: int

    def mask(self, collection: Collection) -> NDArray[np.bool_]:
        """Mark the offers that pass."""
        allowed = np.zeros(int(collection.region.max()) + 1, dtype=bool)
        allowed[list(self.regions)] = True
        passes: NDArray[np.bool_] = (
            allowed[collection.region]
            & (collection.readiness >= self.readiness)
            & (collection.hidden_from != self.viewer)
        )
        return passes


def filter_of(need: int) -> Filter:
    """Return the filter that a need is asked with: three regions of seventeen, half the levels."""
    regions = tuple(sorted({need % 17, (need + 5) % 17, (need + 11) % 17}))
    return Filter(regions, LEAST_LEVEL, need % VIEWERS)


class Change:
    """A thousand offers that replace others: the last offers in other places, with a new word."""

    def __init__(self, collection: Collection, count: int = 1_000) -> None:
        """Take offers from the end and put them in the place of the first."""
        self.count = min(count, collection.offers // 2)
        self.marker = collection.words
        self.rows = range(self.count)
        last = collection.offers - self.count
        self.terms = [
            np.append(collection.offer(last + row), self.marker).astype(np.int32)
            for row in self.rows
        ]


class Method(Protocol):
    """A method: makes its index of prepared tokens, opens what it kept, and answers."""

    def prepare(self, collection: Collection) -> Any:
        """Bring the tokens into the form the method takes them in; this is not measured."""

    def build(self, prepared: Any, folder: Path) -> Any:
        """Index the tokens; this is measured."""

    def keep(self, built: Any, folder: Path) -> None:
        """Write the index to a folder unless building has done so."""

    def open(self, folder: Path, collection: Collection) -> "Opened":
        """Open what was kept."""


class Opened(Protocol):
    """An opened index."""

    def batch(self, needs: Sequence[int], threads: int) -> Numbers:
        """Return the rows of the best offers of every need, best first, -1 where there are none."""

    def one(self, need: int, only: Filter | None) -> Sequence[int]:
        """Return the rows of the best offers of one need that pass a filter."""

    def change(self, change: Change) -> bool:
        """Put changed offers into the index and say whether a search finds them."""

    def memory_mb(self) -> float:
        """Return the memory that other processes hold for this index."""


def padded(rows: Sequence[Sequence[int]]) -> Numbers:
    """Set lists of rows as one array, short ones filled up with -1."""
    found = np.full((len(rows), TOP), NOBODY, dtype=np.int64)
    for at, row in enumerate(rows):
        found[at, : len(row)] = row[:TOP]
    return found
