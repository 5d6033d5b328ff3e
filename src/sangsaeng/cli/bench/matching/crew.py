"""Our own index spread over two workers of the distributed engine, asked like one process."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sangsaeng.cli.bench.matching.asking import TOP
from sangsaeng.cli.bench.matching.collection import Collection, Numbers
from sangsaeng.cli.bench.matching.named import Named, build, keep, prepare, rows_of
from sangsaeng.cli.bench.matching.ours import query_of
from sangsaeng.engine.matching import Index
from sangsaeng.engine.matching.spreading.indexes import match_in_batches
from sangsaeng.engine.matching.spreading.workers import hired

__all__ = ["build", "keep", "open", "prepare"]

WORKERS = 2


def open(folder: Path, collection: Collection) -> "Crew":  # noqa: A001 -- one form for every method
    """Hire the workers; they map the index into memory with their first batch."""
    return Crew(folder, collection)


class Crew(Named):
    """Workers who have the index open."""

    def __init__(self, folder: Path, collection: Collection) -> None:
        """Hire until this process ends."""
        super().__init__(Index.load(folder), collection)
        self.folder = folder
        self.hiring: Any = hired(WORKERS)
        self.crew = self.hiring.__enter__()

    def batch(self, needs: Sequence[int], threads: int) -> Numbers:  # noqa: ARG002 -- one each
        """Ask all needs, batch by batch."""
        queries = [query_of(self.collection.need(row)) for row in needs]
        found = match_in_batches(self.crew, self.folder, queries, TOP)
        return rows_of([hits.ids for hits in found])
