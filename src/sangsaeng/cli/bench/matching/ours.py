"""Our own index, asked like its peers."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from sangsaeng.cli.bench.matching.asking import NOBODY, TOP, Change, Filter
from sangsaeng.cli.bench.matching.collection import VIEWERS, Collection, Numbers
from sangsaeng.engine.matching import Document, Index, Where

EVERYTHING = Where()


def prepare(collection: Collection) -> Any:
    """Take the terms as they are; ids, words and facts are named."""
    rows = collection.offers
    ids = [name_of(row) for row in range(rows)]
    words = [f"w{term}" for term in range(collection.words)]
    viewers = [f"v{viewer}" for viewer in range(VIEWERS)] + [None]
    fields = {
        "region": [f"r{region}" for region in collection.region.tolist()],
        "readiness": collection.readiness.tolist(),
        "hidden_from": [viewers[viewer] for viewer in collection.hidden_from.tolist()],
    }
    return ids, (collection.offer_starts, collection.offer_terms, words), fields


def build(prepared: Any, folder: Path) -> Any:  # noqa: ARG001 -- one form for every method
    """Index numbers."""
    return Index.from_arrays(*prepared)


def keep(built: Any, folder: Path) -> None:
    """Save the index."""
    built.save(folder)


def open(folder: Path, collection: Collection) -> "Ours":  # noqa: A001 -- one form for every method
    """Map the index into memory."""
    return Ours(Index.load(folder), collection)


def name_of(row: int) -> str:
    """Name an offer so that names rise as rows do."""
    return f"o{row:08d}"


def query_of(terms: Numbers) -> list[str]:
    """Write a need as its words."""
    return [f"w{term}" for term in terms.tolist()]


class Ours:
    """Our opened index."""

    def __init__(self, index: Index, collection: Collection) -> None:
        """Keep the needs at hand."""
        self.index, self.collection = index, collection

    def batch(self, needs: Sequence[int], threads: int) -> Numbers:
        """Ask all needs at once."""
        queries = [query_of(self.collection.need(row)) for row in needs]
        found = self.index.rank_many(queries, TOP, threads=threads).numbers
        # Names rise as rows do, so the index numbers its offers by their rows.
        return np.pad(found, ((0, 0), (0, TOP - found.shape[1])), constant_values=NOBODY)

    def one(self, need: int, only: Filter | None) -> Sequence[int]:
        """Ask one need; the filter is part of the search."""
        where = EVERYTHING if only is None else where_of(only)
        found = self.index.search(query_of(self.collection.need(need)), TOP, where)
        return [int(name[1:]) for name in found.ids]

    def change(self, change: Change) -> bool:
        """Put the offers into a small part beside the large one."""
        words = [query_of(terms) for terms in change.terms]
        documents = [Document(name_of(row), words[row]) for row in change.rows]
        self.index = self.index.changed(documents)
        found = self.index.search([f"w{change.marker}"], TOP).ids
        return bool(found) and int(found[0][1:]) in change.rows

    def memory_mb(self) -> float:
        """Nothing runs elsewhere."""
        return 0.0


def where_of(only: Filter) -> Where:
    """Write the filter as the index takes it."""
    return Where(
        any_of={"region": frozenset(f"r{region}" for region in only.regions)},
        none_of={"hidden_from": frozenset({f"v{only.viewer}"})},
        at_least={"readiness": only.readiness},
    )
