"""Exact top-k: a rough sum that is never too low for every document, the exact score for few.

Blocks of neighboring documents have one 16-bit sum for each document, small enough for the
processor's first cache.  A query's terms add upper bounds of their contributions, scaled so that
even the sum of all peaks cannot overflow; only documents whose sum reaches the worst score kept
so far are scored exactly, from the forward index.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from sangsaeng.engine.matching.kernels.arrays import (
    BLOCK,
    BLOCK_BITS,
    Flags,
    Floats,
    Forward,
    Longs,
    Norm,
    Postings,
    Queries,
    Shorts,
)
from sangsaeng.engine.matching.kernels.gathering import STEPS
from sangsaeng.engine.matching.kernels.keeping import keep, put_in_order
from sangsaeng.engine.matching.kernels.scoring import ONE, score

ROOM = 65_535
MOST_TERMS = 8_192
LANES = 64
FRACTION_BITS = 8
SPARE = 2
SAFE = 1.0 - 1e-9


class Shelf(NamedTuple):
    """All that a search reads: the arrays of a segment under the statistics of the whole index.

    ``slack`` is by what factor bounds have grown since they were written, because the mean
    length has.  ``allowed`` flags the documents that may be found; empty, all may.
    """

    postings: Postings
    forward: Forward
    norm: Norm
    slack: float
    allowed: Flags


class Found(NamedTuple):
    """The documents kept for each query and their scores, and how many are held."""

    documents: Longs
    scores: Longs
    held: Longs


class Rough(NamedTuple):
    """What the rough sums need: rates of terms in 256ths, their next runs, and room for a block.

    ``units`` is what one step of a sum is worth in units of 2 ** -40, for each query.
    """

    rates: Longs
    units: Floats
    cursors: Longs
    sums: Shorts


@njit(cache=True, nogil=True)
def search_blocks(shelf: Shelf, queries: Queries, found: Found) -> None:
    """Find the best documents of every query, best first; equal scores in order of documents."""
    rough = _prepare(shelf, queries)
    for block in range(len(shelf.postings.block_runs) - 1):
        for query in range(len(found.held)):
            least = _least(found, rough, query)
            if _add_up(shelf.postings, queries, rough, (block, query), least):
                _keep_best(shelf, queries, found, rough, (block, query))
    for query in range(len(found.held)):
        put_in_order(found.scores[query], found.documents[query], found.held[query])


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
def _prepare(shelf: Shelf, queries: Queries) -> Rough:
    """Scale each query so that the sum of all its peaks fits into 16 bits."""
    norm, postings = shelf.norm, shelf.postings
    greatest = (norm.k1 + 1.0) * shelf.slack * ONE
    rates = np.empty(len(queries.terms), np.int64)
    units = np.empty(len(queries.starts) - 1, np.float64)
    cursors = np.empty(len(queries.terms), np.int64)
    for query in range(len(units)):
        first, last = queries.starts[query], queries.starts[query + 1]
        room = ROOM - 2 * SPARE * (last - first)
        units[query] = max(queries.gains[first:last].sum() * greatest / room, 1.0)
        for i in range(first, last):
            share = queries.gains[i] * greatest / units[query]
            rates[i] = int(share / STEPS * (1 << FRACTION_BITS)) + 1
            cursors[i] = postings.term_starts[queries.terms[i]]
    return Rough(rates, units, cursors, np.zeros(BLOCK, np.uint16))


@njit(cache=True, nogil=True)
def _least(found: Found, rough: Rough, query: int) -> int:
    """Return the sum that a document must reach to be worth its exact score."""
    if found.held[query] < found.scores.shape[1]:
        return 1
    return max(int(found.scores[query, 0] / rough.units[query] * SAFE), 1)


@njit(cache=True, nogil=True)
def _add_up(
    postings: Postings, queries: Queries, rough: Rough, where: tuple[int, int], least: int
) -> bool:
    """Add the bounds of a query's terms in one block, unless their peaks stay below the least."""
    block, query = where
    first, last = queries.starts[query], queries.starts[query + 1]
    end, peaks = postings.block_runs[block + 1], 0
    for i in range(first, last):
        if _has_run(postings, rough, queries.terms[i], i, end):
            run = postings.term_runs[rough.cursors[i]]
            peaks += (rough.rates[i] * postings.run_peaks[run] >> FRACTION_BITS) + SPARE
    enough = peaks >= least
    for i in range(first, last):
        if _has_run(postings, rough, queries.terms[i], i, end):
            if enough:
                _add_run(postings, postings.term_runs[rough.cursors[i]], rough.rates[i], rough.sums)
            rough.cursors[i] += 1
    return enough


@njit(cache=True, nogil=True)
def _has_run(postings: Postings, rough: Rough, term: int, at: int, end: int) -> bool:
    """Whether the next run of a term stands before the end of the block."""
    cursor = rough.cursors[at]
    return bool(cursor < postings.term_starts[term + 1] and postings.term_runs[cursor] < end)


@njit(cache=True, nogil=True)
def _add_run(postings: Postings, run: int, rate: int, sums: Shorts) -> None:
    """Add the bounds of one term to the sums of its documents."""
    for at in range(postings.run_starts[run], postings.run_starts[run + 1]):
        step = (rate * postings.bounds[at] >> FRACTION_BITS) + SPARE
        sums[postings.places[at]] += step


@njit(cache=True, nogil=True)
def _keep_best(
    shelf: Shelf, queries: Queries, found: Found, rough: Rough, where: tuple[int, int]
) -> None:
    """Score the documents of a block whose sums reach the least, and clear the sums."""
    block, query = where
    least, sums = np.uint16(_least(found, rough, query)), rough.sums
    for base in range(0, BLOCK, LANES):
        top = np.uint16(0)
        for i in range(base, base + LANES):
            top = max(top, sums[i])
        if top >= least:
            for i in range(base, base + LANES):
                if sums[i] >= least:
                    _score_one(shelf, queries, found, query, (block << BLOCK_BITS) + i)
                    least = np.uint16(_least(found, rough, query))
        if top > 0:
            sums[base : base + LANES] = 0


@njit(cache=True, nogil=True)
def _score_one(shelf: Shelf, queries: Queries, found: Found, query: int, document: int) -> None:
    """Score one document and keep it if it is among the best."""
    if len(shelf.allowed) > 0 and not shelf.allowed[document]:
        return
    first, last = queries.starts[query], queries.starts[query + 1]
    terms, gains = queries.terms[first:last], queries.gains[first:last]
    exact = score(shelf.forward, shelf.norm, document, terms, gains)
    found.held[query] = keep(
        found.scores[query], found.documents[query], found.held[query], exact, document
    )
