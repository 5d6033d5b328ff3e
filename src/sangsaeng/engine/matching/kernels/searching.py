"""Exact top-k: rough sums for every document, block by block; exact scores for the few on top."""

from typing import NamedTuple

import numpy as np
from numba import njit

from sangsaeng.engine.matching.kernels.adding import (
    Desk,
    Plan,
    Rough,
    add_runs,
    empty_desk,
    kth_height,
    open_block,
    prepare,
    reach,
    reach_in_runs,
    step,
)
from sangsaeng.engine.matching.kernels.arrays import (
    BLOCK,
    BLOCK_BITS,
    Flags,
    Forward,
    Longs,
    Norm,
    Postings,
    Queries,
)
from sangsaeng.engine.matching.kernels.keeping import keep, put_in_order
from sangsaeng.engine.matching.kernels.pooling import (
    Found,
    Pool,
    empty_pool,
    let_the_best_wait,
    score_all,
    thin_out,
    wait,
)
from sangsaeng.engine.matching.kernels.scoring import score

HAIR = 1e-9
SPARSE = BLOCK // 8


class Shelf(NamedTuple):
    """All that a search reads: the arrays of a segment under the statistics of the whole index.

    ``growth`` is the mean length now as a multiple of the one the bounds were written for.
    ``allowed`` flags the documents that may be found; empty, all may.
    """

    postings: Postings
    forward: Forward
    norm: Norm
    growth: float
    allowed: Flags


@njit(cache=True, nogil=True)
def search_blocks(shelf: Shelf, queries: Queries, found: Found) -> None:
    """Find the best documents of every query, best first; equal scores in order of documents.

    Bounds were written for another mean length: impacts have grown by at most the growth of the
    mean, and shrunk by at most its inverse.
    """
    rough, pool = _go_through(shelf, queries, found, _hopeful(shelf, found.scores.shape[1]))
    for query in range(len(found.held)):
        if pool.hoped[query] > 1 and not _came_true(pool, rough, found, query):
            begin, end = queries.starts[query], queries.starts[query + 1]
            _go_through(
                shelf,
                Queries(
                    np.array([0, end - begin]), queries.terms[begin:end], queries.gains[begin:end]
                ),
                Found(
                    found.documents[query : query + 1],
                    found.scores[query : query + 1],
                    found.held[query : query + 1],
                ),
                found.scores.shape[1],
            )


@njit(cache=True, nogil=True)
def _hopeful(shelf: Shelf, k: int) -> int:
    """Return how many of the k best, at three deviations more than the mean, a block may hold."""
    mean = k / max(len(shelf.postings.block_starts) - 1, 1)
    return min(int(np.ceil(mean + 3.0 * np.sqrt(mean))), k)


@njit(cache=True, nogil=True)
def _came_true(pool: Pool, rough: Rough, found: Found, query: int) -> bool:
    """Whether as many as were looked for reach what was hoped for: then no other is as good."""
    k = found.scores.shape[1]
    hoped = pool.hoped[query] * rough.units[query]
    return bool(found.held[query] == k and found.scores[query, k - 1] >= hoped)


@njit(cache=True, nogil=True)
def _go_through(shelf: Shelf, queries: Queries, found: Found, hopeful: int) -> tuple[Rough, Pool]:
    """Go through all blocks, looking only for what reaches the height of so many in the first."""
    rough = prepare(shelf.postings, shelf.norm, max(shelf.growth, 1.0) + HAIR, queries)
    pool, desk = empty_pool(len(found.held), found.scores.shape[1]), empty_desk(queries)
    for block in range(len(shelf.postings.block_starts) - 1):
        for query in range(len(found.held)):
            plan = open_block(
                shelf.postings, queries, rough, desk, (block, query), pool.least[query]
            )
            if plan.added > 0:
                add_runs(shelf.postings, block, plan.added, desk)
                if pool.least[query] == 1:
                    _hope(shelf, (rough, desk), pool, (block, query), hopeful)
                _collect(shelf, queries, (rough, desk, plan), pool, found, (block, query))
    for query in range(len(found.held)):
        thin_out(pool, query)
        score_all(shelf.forward, shelf.norm, queries, pool, found, query)
    return rough, pool


@njit(cache=True, nogil=True)
def search_rows(shelf: Shelf, rows: Longs, queries: Queries, found: Found) -> None:
    """Find the best documents of every query among the given rows, by scoring each of them."""
    for query in range(len(found.held)):
        first, last = queries.starts[query], queries.starts[query + 1]
        terms, gains = queries.terms[first:last], queries.gains[first:last]
        scores, documents, held = found.scores[query], found.documents[query], 0
        for row in rows:
            exact = score(shelf.forward, shelf.norm, row, terms, gains)
            if exact > 0:
                held = keep(scores, documents, held, exact, row)
        put_in_order(scores, documents, held)
        found.held[query] = held


@njit(cache=True, nogil=True)
def _hope(
    shelf: Shelf, work: tuple[Rough, Desk], pool: Pool, where: tuple[int, int], hopeful: int
) -> None:
    """Expect of the best that they reach what some documents of a block reach."""
    (rough, desk), (block, query) = work, where
    trust, first = min(shelf.growth, 1.0 / shelf.growth) - HAIR, block << BLOCK_BITS
    height = kth_height(desk.sums, shelf.allowed[first : first + BLOCK], hopeful)
    pool.least[query] = max(int((height - rough.margins[query]) * trust), 1)
    if hopeful < pool.sure.shape[1]:
        pool.hoped[query] = pool.least[query]


@njit(cache=True, nogil=True)
def _collect(
    shelf: Shelf,
    queries: Queries,
    work: tuple[Rough, Desk, Plan],
    pool: Pool,
    found: Found,
    where: tuple[int, int],
) -> None:
    """Let wait whoever may be among the best by the sums of a block."""
    (rough, desk, plan), (block, query) = work, where
    allowed, marks, postings = shelf.allowed, shelf.postings.marks, shelf.postings
    trust, margin = min(shelf.growth, 1.0 / shelf.growth) - HAIR, rough.margins[query]
    needed, first = pool.least[query], block << BLOCK_BITS
    if plan.postings < SPARSE:
        reached = reach_in_runs(postings, desk, plan.added, needed - plan.allowance)
    else:
        reached = reach(desk.sums, desk.places, desk.heights, needed - plan.allowance)
    for at in range(reached):
        document, most = first + desk.places[at], int(desk.heights[at])
        owed = 0
        for i in range(plan.left_out):
            owed += desk.left_peaks[i] & -(marks[document] >> desk.left_bits[i] & 1)
        if most + owed < needed:
            continue
        for i in range(plan.left_out):
            if marks[document] >> desk.left_bits[i] & 1:
                most += step(desk.left_rates[i], postings.rows[desk.left_bits[i], document])
        if most < needed or (len(allowed) > 0 and not allowed[document]):
            continue
        wait(pool, query, document, most, int(max(most - margin, 0) * trust))
        if pool.sizes[query] == pool.documents.shape[1]:
            _make_room(shelf, queries, rough, pool, found, query)
        needed = pool.least[query]


@njit(cache=True, nogil=True)
def _make_room(
    shelf: Shelf, queries: Queries, rough: Rough, pool: Pool, found: Found, query: int
) -> None:
    """Send away whom others exceed: by their bounds, and if too many stay, by their scores."""
    thin_out(pool, query)
    if 2 * pool.sizes[query] > pool.documents.shape[1]:
        score_all(shelf.forward, shelf.norm, queries, pool, found, query)
        let_the_best_wait(pool, found, query, rough.units[query])
