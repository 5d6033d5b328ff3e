"""bm25s with its numba backend: scores computed when indexing, summed when asked."""

from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from sangsaeng.cli.bench.matching.asking import NOBODY, TOP, Change, Filter
from sangsaeng.cli.bench.matching.collection import Collection, Numbers


def prepare(collection: Collection) -> Any:
    """Lay the terms out as lists of numbers and the vocabulary that goes with them."""
    terms, starts = collection.offer_terms.tolist(), collection.offer_starts.tolist()
    rows = [terms[a:b] for a, b in pairwise(starts)]
    return rows, {str(number): number for number in range(collection.words)}


def build(prepared: Any, folder: Path) -> Any:  # noqa: ARG001 -- one form for every method
    """Index numbers with the weighting that we use ourselves."""
    retriever = _new()
    retriever.index(prepared, show_progress=False, create_empty_token=True)
    return retriever


def keep(built: Any, folder: Path) -> None:
    """Save the scores."""
    built.save(str(folder), show_progress=False)


def open(folder: Path, collection: Collection) -> "Bm25s":  # noqa: A001 -- one form for every method
    """Load the scores into memory, where the numba backend is fastest."""
    retriever = import_module("bm25s").BM25.load(str(folder), mmap=False)
    retriever.backend = "numba"
    return Bm25s(retriever, collection)


def _new() -> Any:
    return import_module("bm25s").BM25(k1=1.2, b=0.75, method="lucene", backend="numba")


class Bm25s:
    """An opened index of bm25s."""

    def __init__(self, retriever: Any, collection: Collection) -> None:
        """Keep the needs at hand."""
        self.retriever, self.collection = retriever, collection

    def batch(self, needs: Sequence[int], threads: int) -> Numbers:
        """Retrieve all needs in one call."""
        return self._retrieve([self.collection.need(row).tolist() for row in needs], threads, None)

    def one(self, need: int, only: Filter | None) -> Sequence[int]:
        """Retrieve one need, with the mask that NumPy makes of the filter."""
        mask = None if only is None else only.mask(self.collection).astype(np.float32)
        (found,) = self._retrieve([self.collection.need(need).tolist()], 1, mask)
        return [int(row) for row in found if row != NOBODY]

    def _retrieve(self, needs: list[list[int]], threads: int, mask: Any) -> Numbers:
        count = min(TOP, self.collection.offers)
        rows, scores = self.retriever.retrieve(
            needs, k=count, n_threads=threads, show_progress=False, weight_mask=mask
        )
        found: Numbers = np.where(scores > 0, rows, NOBODY)
        return found

    def change(self, change: Change) -> bool:
        """Index everything anew: what is indexed cannot be changed."""
        rows, _ = prepare(self.collection)
        for row in change.rows:
            rows[row] = change.terms[row].tolist()
        self.retriever = build((rows, {str(at): at for at in range(change.marker + 1)}), Path())
        found, _ = self.retriever.retrieve([[change.marker]], k=1, show_progress=False)
        return bool(found[0, 0] in change.rows)

    def memory_mb(self) -> float:
        """Nothing runs elsewhere."""
        return 0.0
