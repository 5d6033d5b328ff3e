"""sparse_dot_topn: the product of two sparse matrices, of which only the best are kept."""

from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from sangsaeng.cli.bench.matching.asking import TOP, Change, Filter, padded
from sangsaeng.cli.bench.matching.collection import Collection, Numbers

K1, B = 1.2, 0.75
LEAST = 0.0


def prepare(collection: Collection) -> Any:
    """Take the terms as they are."""
    return collection


def build(prepared: Any, folder: Path) -> Any:  # noqa: ARG001 -- one form for every method
    """Weigh every word of every offer and turn the matrix: a row for each word."""
    return _weighed(prepared.offer_starts, prepared.offer_terms, prepared.words)


def _weighed(starts: Numbers, terms: Numbers, words: int) -> Any:
    sparse = import_module("scipy.sparse")
    offers, lengths = len(starts) - 1, np.diff(starts)
    ones = np.ones(len(terms), dtype=np.float32)
    matrix = sparse.csr_matrix((ones, np.array(terms), np.array(starts)), shape=(offers, words))
    matrix.sum_duplicates()
    within = np.bincount(matrix.indices, minlength=words)
    idf = np.log1p((offers - within + 0.5) / (within + 0.5)).astype(np.float32)
    norm = (K1 * (1 - B + B * lengths / lengths.mean())).astype(np.float32)
    norms = np.repeat(norm, np.diff(matrix.indptr))
    matrix.data = idf[matrix.indices] * matrix.data / (matrix.data + norms)
    return matrix.T.tocsr()


def keep(built: Any, folder: Path) -> None:
    """Save the matrix."""
    import_module("scipy.sparse").save_npz(folder / "weights.npz", built, compressed=False)


def open(folder: Path, collection: Collection) -> "Product":  # noqa: A001 -- one form for every method
    """Load the matrix."""
    weights = import_module("scipy.sparse").load_npz(folder / "weights.npz")
    return Product(weights, collection)


class Product:
    """An opened matrix of weights."""

    def __init__(self, weights: Any, collection: Collection) -> None:
        """Keep the needs at hand."""
        self.weights, self.collection = weights, collection

    def batch(self, needs: Sequence[int], threads: int) -> Numbers:
        """Multiply all needs at once."""
        return self._product([self.collection.need(row) for row in needs], threads)

    def _product(self, needs: list[Numbers], threads: int) -> Numbers:
        sparse = import_module("scipy.sparse")
        starts = np.concatenate([[0], np.cumsum([len(need) for need in needs])])
        terms = np.concatenate(needs)
        ones = np.ones(len(terms), dtype=np.float32)
        shape = (len(needs), self.weights.shape[0])
        asked = sparse.csr_matrix((ones, terms, starts), shape=shape)
        asked.sum_duplicates()
        multiply = import_module("sparse_dot_topn").sp_matmul_topn
        found = multiply(asked, self.weights, TOP, LEAST, sort=True, n_threads=threads)
        return padded([found.indices[a:b] for a, b in pairwise(found.indptr)])

    def one(self, need: int, only: Filter | None) -> Sequence[int]:
        """Multiply one need; there is no place for a filter."""
        if only is not None:
            raise NotImplementedError
        found = self._product([self.collection.need(need)], 1)[0]
        return [int(row) for row in found if row >= 0]

    def change(self, change: Change) -> bool:
        """Weigh everything anew: what is weighed cannot be changed."""
        rows = [*change.terms, self.collection.offer_terms[self._after(change) :]]
        lengths = np.diff(self.collection.offer_starts).copy()
        lengths[: change.count] = [len(terms) for terms in change.terms]
        starts = np.concatenate([[0], np.cumsum(lengths)])
        self.weights = _weighed(starts, np.concatenate(rows), change.marker + 1)
        found = self._product([np.array([change.marker], dtype=np.int32)], 1)
        return int(found[0, 0]) in change.rows

    def _after(self, change: Change) -> int:
        return int(self.collection.offer_starts[change.count])

    def memory_mb(self) -> float:
        """Nothing runs elsewhere."""
        return 0.0
