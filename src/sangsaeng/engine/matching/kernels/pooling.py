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
    ``hoped`` is what ``least`` was raised to without being sure that enough documents reach it.
    ``sure`` holds, as a heap whose head is the least, the greatest that documents surely reach.
    """

    documents: Ints
    most: Ints
    least_of: Ints
    sizes: Longs
    least: Longs
    hoped: Longs
    sure: Ints


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
        np.ones(queries, np.int64),
        np.zeros((queries, k), np.int32),
    )


@njit(cache=True, nogil=True)
def wait(pool: Pool, query: int, document: int, most: int, least: int) -> None:
    """Let a document wait, and raise what others must reach if it surely reaches more."""
    place = pool.sizes[query]
    pool.documents[query, place], pool.most[query, place] = document, most
    pool.least_of[query, place] = least
    pool.sizes[query] = place + 1
    _be_sure(pool, query, least)


@njit(cache=True, nogil=True)
def _be_sure(pool: Pool, query: int, least: int) -> None:
    """Put what a document surely reaches in the place of the least of the greatest."""
    sure, place = pool.sure[query], 0
    if least <= sure[0]:
        return
    while 2 * place + 1 < len(sure):
        below = 2 * place + 1
        if below + 1 < len(sure) and sure[below + 1] < sure[below]:
            below += 1
        if sure[below] >= least:
            break
        sure[place], place = sure[below], below
    sure[place] = least
    pool.least[query] = max(pool.least[query], sure[0])


@njit(cache=True, nogil=True)
def thin_out(pool: Pool, query: int) -> None:
    """Send away whom enough others surely exceed."""
    stay = 0
    for at in range(pool.sizes[query]):
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
    pool.sizes[query], pool.sure[query] = 0, 0
    for at in range(found.held[query]):
        reached = int(found.scores[query, at] / unit)
        wait(pool, query, found.documents[query, at], reached + 1, reached)
