"""Documents that may still be among the best, with the bounds of their scores.

Scoring a document exactly costs as much as adding hundreds of bounds, because it reads from all
over the memory.  So whoever may be among the best waits in a pool, until the pool is full or all
blocks are done; by then lower bounds alone have ruled most of them out.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from sangsaeng.engine.matching.kernels.arrays import Forward, Ints, Longs, Norm, Queries
from sangsaeng.engine.matching.kernels.keeping import keep, put_in_order
from sangsaeng.engine.matching.kernels.scoring import score


class Found(NamedTuple):
    """The documents kept for each query and their scores, and how many are held."""

    documents: Longs
    scores: Longs
    held: Longs


class Pool(NamedTuple):
    """Rows of documents that wait, how much each reaches at most and at least, in steps of sums.

    ``sizes`` is how many wait for each query; ``least`` what one must reach at most to matter.
    """

    documents: Ints
    most: Ints
    least_of: Ints
    sizes: Longs
    least: Longs


@njit(cache=True, nogil=True)
def empty_pool(queries: int, k: int) -> Pool:
    """Return a pool in which some times as many can wait as are looked for."""
    places = max(6 * k, 128)
    return Pool(
        np.empty((queries, places), np.int32),
        np.empty((queries, places), np.int32),
        np.empty((queries, places), np.int32),
        np.zeros(queries, np.int64),
        np.ones(queries, np.int64),
    )


@njit(cache=True, nogil=True)
def thin_out(pool: Pool, query: int, k: int) -> None:
    """Send away whom k others surely exceed."""
    size = pool.sizes[query]
    if size >= k:
        sure = np.sort(pool.least_of[query, :size])[size - k]
        pool.least[query] = max(pool.least[query], sure)
    stay = 0
    for at in range(size):
        if pool.most[query, at] >= pool.least[query]:
            pool.documents[query, stay] = pool.documents[query, at]
            pool.most[query, stay] = pool.most[query, at]
            pool.least_of[query, stay] = pool.least_of[query, at]
            stay += 1
    pool.sizes[query] = stay


@njit(cache=True, nogil=True)
def score_all(
    forward: Forward, norm: Norm, queries: Queries, pool: Pool, found: Found, query: int
) -> None:
    """Score exactly who waits for a query, and find the best of them."""
    first, last = queries.starts[query], queries.starts[query + 1]
    terms, gains = queries.terms[first:last], queries.gains[first:last]
    scores, documents, held = found.scores[query], found.documents[query], 0
    for at in range(pool.sizes[query]):
        document = pool.documents[query, at]
        exact = score(forward, norm, document, terms, gains)
        held = keep(scores, documents, held, exact, document)
    put_in_order(scores, documents, held)
    found.held[query] = held


@njit(cache=True, nogil=True)
def let_the_best_wait(pool: Pool, found: Found, query: int, unit: float) -> None:
    """Keep only the best that were found; all others are surely exceeded."""
    held = found.held[query]
    for at in range(held):
        reached = found.scores[query, at] / unit
        pool.documents[query, at] = found.documents[query, at]
        pool.most[query, at], pool.least_of[query, at] = int(reached) + 1, int(reached)
    pool.sizes[query] = held
