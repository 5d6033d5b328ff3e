"""Our own index in one process, answering by the names of offers, as other processes must."""

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import numpy as np

from sangsaeng.cli.bench.matching.asking import TOP, padded
from sangsaeng.cli.bench.matching.collection import Collection, Numbers
from sangsaeng.cli.bench.matching.ours import Ours, build, keep, prepare, query_of
from sangsaeng.engine.matching import Index

__all__ = ["build", "keep", "open", "prepare"]


def open(folder: Path, collection: Collection) -> "Named":  # noqa: A001 -- one form for every method
    """Map the index into memory."""
    return Named(Index.load(folder), collection)


class Named(Ours):
    """Our opened index, asked for names."""

    def batch(self, needs: Sequence[int], threads: int) -> Numbers:
        """Ask all needs at once."""
        queries = [query_of(self.collection.need(row)) for row in needs]
        found = self.index.search_many(queries, TOP, threads=threads)
        return rows_of([hits.ids for hits in found])


def rows_of(ids: Sequence[Sequence[str]]) -> Numbers:
    """Read the rows of offers from their names."""
    found = padded([[]] * len(ids))
    lengths = np.array([len(names) for names in ids], dtype=np.int64)
    rows = np.fromiter((int(name[1:]) for name in chain.from_iterable(ids)), dtype=np.int64)
    found[np.arange(TOP) < lengths[:, None]] = rows
    return found
