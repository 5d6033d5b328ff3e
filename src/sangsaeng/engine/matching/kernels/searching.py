"""Exact top-k: rough sums for every document, block by block; exact scores for the few on top."""

from typing import NamedTuple

from numba import njit

from sangsaeng.engine.matching.kernels.adding import (
    Desk,
    Plan,
    Rough,
    add_run,
    empty_desk,
    kth_height,
    look_up,
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
    rough = prepare(shelf.postings, shelf.norm, max(shelf.growth, 1.0) + HAIR, queries)
    pool, desk = empty_pool(len(found.held), found.scores.shape[1]), empty_desk(queries)
    for block in range(len(shelf.postings.block_starts) - 1):
        for query in range(len(found.held)):
            plan = open_block(
                shelf.postings, queries, rough, desk, (block, query), pool.least[query]
            )
            if plan.added > 0:
                for run in range(plan.added):
                    add_run(shelf.postings, desk.runs[run], desk.rates[run], desk.sums)
                _collect(shelf, queries, (rough, desk, plan), pool, found, (block, query))
    for query in range(len(found.held)):
        thin_out(pool, query, found.scores.shape[1])
        score_all(shelf.forward, shelf.norm, queries, pool, found, query)


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
    if needed == 1:
        height = kth_height(desk.sums, allowed[first : first + BLOCK], found.scores.shape[1])
        needed = pool.least[query] = max(int((height - margin) * trust), 1)
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
                run, rate = desk.left_runs[i], desk.left_rates[i]
                most += step(rate, look_up(postings.places, postings.bounds, run, desk.places[at]))
        if most < needed or (len(allowed) > 0 and not allowed[document]):
            continue
        place = pool.sizes[query]
        pool.documents[query, place], pool.most[query, place] = document, most
        pool.least_of[query, place] = int(max(most - margin, 0) * trust)
        pool.sizes[query] = place + 1
        if place + 1 == pool.documents.shape[1]:
            _make_room(shelf, queries, rough, pool, found, query)
            needed = pool.least[query]


@njit(cache=True, nogil=True)
def _make_room(
    shelf: Shelf, queries: Queries, rough: Rough, pool: Pool, found: Found, query: int
) -> None:
    """Send away whom others exceed: by their bounds, and if too many stay, by their scores."""
    thin_out(pool, query, found.scores.shape[1])
    if 2 * pool.sizes[query] > pool.documents.shape[1]:
        score_all(shelf.forward, shelf.norm, queries, pool, found, query)
        let_the_best_wait(pool, found, query, rough.units[query])
