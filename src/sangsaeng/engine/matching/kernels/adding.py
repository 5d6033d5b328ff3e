"""Rough sums: for each document of a block a sum that its score cannot exceed.

A query's terms add upper bounds of their contributions into one 16-bit sum for each document,
scaled so that even the sum of all peaks cannot overflow.  Common terms whose peaks together stay
below what a document must reach are not added at all (MaxScore, Turtle and Flood 1995,
https://doi.org/10.1016/0306-4573(95)00020-H): they are looked up for the few documents that could
reach it with them, and only if the document's marks say that it has them.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from sangsaeng.engine.matching.kernels.arrays import (
    BLOCK,
    BLOCK_BITS,
    LENGTH,
    PEAK,
    PEAK_BITS,
    START_BITS,
    Bytes,
    Flags,
    Floats,
    Longs,
    Norm,
    Postings,
    Queries,
    Shorts,
)
from sangsaeng.engine.matching.kernels.gathering import STEPS
from sangsaeng.engine.matching.kernels.scoring import ONE

ROOM = 65_000
MOST_TERMS = 8_192
LANES = 64
FRACTION_BITS = 8
SPARE = 2
AFTER_ALL = 1 << 62
LEFT_OUT = 0.5
WHOLE = BLOCK // 24
GROUP = 16


class Rough(NamedTuple):
    """What the rough sums of a batch need.

    For each query ``units``, what one step of a sum is worth in units of 2 ** -40, and
    ``margins``, by how much a sum may exceed what it stands for.  For each query term ``rates``
    in 256ths, ``cursors`` and ``runs``, its next run, ``bits``, its mark if it is a common term,
    and ``order``, the terms of each query from the one worth least on.
    """

    units: Floats
    margins: Longs
    rates: Longs
    cursors: Longs
    runs: Longs
    bits: Longs
    order: Longs


class Desk(NamedTuple):
    """Room for one block: sums, runs to add, runs left out, and the places that reach enough."""

    sums: Shorts
    runs: Longs
    rates: Longs
    bits: Longs
    left_rates: Longs
    left_bits: Longs
    left_peaks: Longs
    places: Shorts
    heights: Shorts


class Plan(NamedTuple):
    """What to do in one block: how many runs to add, of how many postings, and to leave out.

    ``allowance`` is what a document may owe to all terms that are left out.
    """

    added: int
    postings: int
    left_out: int
    allowance: int


@njit(cache=True, nogil=True)
def empty_desk(queries: Queries) -> Desk:
    """Return a desk for the longest of the queries."""
    most = np.diff(queries.starts).max()
    return Desk(
        np.zeros(BLOCK, np.uint16),
        np.empty(most, np.int64),
        np.empty(most, np.int64),
        np.empty(most, np.int64),
        np.empty(most, np.int64),
        np.empty(most, np.int64),
        np.empty(most, np.int64),
        np.empty(BLOCK, np.uint16),
        np.empty(BLOCK, np.uint16),
    )


@njit(cache=True, nogil=True)
def prepare(postings: Postings, norm: Norm, slack: float, queries: Queries) -> Rough:
    """Scale each query so that the sum of all its peaks fits into 16 bits."""
    count, batch = len(queries.terms), len(queries.starts) - 1
    greatest = (norm.k1 + 1.0) * slack * ONE
    units, margins = np.empty(batch, np.float64), np.zeros(batch, np.int64)
    rates, order = np.empty(count, np.int64), np.empty(count, np.int64)
    bits, runs = np.empty(count, np.int64), np.empty(count, np.int64)
    cursors = postings.term_starts[queries.terms]
    for query in range(batch):
        first, last = queries.starts[query], queries.starts[query + 1]
        gains = queries.gains[first:last]
        units[query] = max(gains.sum() * greatest / (ROOM - 2 * SPARE * (last - first)), 1.0)
        order[first:last] = np.argsort(gains) + first
        for i in range(first, last):
            share = queries.gains[i] * greatest / units[query]
            rates[i] = int(share / STEPS * (1 << FRACTION_BITS)) + 1
            margins[query] += (rates[i] >> FRACTION_BITS) + 2 * SPARE + 1
            runs[i] = _run(postings, queries.terms[i], cursors[i])
            bits[i] = _bit(postings, queries.terms[i])
    return Rough(units, margins, rates, cursors, runs, bits, order)


@njit(cache=True, nogil=True)
def _bit(postings: Postings, term: int) -> int:
    """Return the mark of a common term, -1 for another."""
    bit = int(np.searchsorted(postings.common, term))
    return bit if bit < len(postings.common) and postings.common[bit] == term else -1


@njit(cache=True, nogil=True)
def _run(postings: Postings, term: int, cursor: int) -> int:
    """Return a run of a term, or one that is after all if there is no more."""
    return postings.runs[cursor] if cursor < postings.term_starts[term + 1] else AFTER_ALL


@njit(cache=True, nogil=True)
def open_block(
    postings: Postings,
    queries: Queries,
    rough: Rough,
    desk: Desk,
    where: tuple[int, int],
    least: int,
) -> Plan:
    """Choose the runs of a query that are added in a block; none, if their peaks are too low."""
    block, query = where
    limit = postings.block_starts[block + 1] << START_BITS
    added, size, left_out, allowance, total = 0, 0, 0, 0, 0
    for at in range(queries.starts[query], queries.starts[query + 1]):
        i = rough.order[at]
        run = rough.runs[i]
        if run >= limit:
            continue
        rough.cursors[i] += 1
        rough.runs[i] = _run(postings, queries.terms[i], rough.cursors[i])
        peak = step(rough.rates[i], run & PEAK)
        total += peak
        if rough.bits[i] >= 0 and allowance + peak <= least * LEFT_OUT:
            desk.left_rates[left_out], desk.left_peaks[left_out] = rough.rates[i], peak
            desk.left_bits[left_out] = rough.bits[i]
            left_out, allowance = left_out + 1, allowance + peak
        else:
            desk.runs[added], desk.rates[added], desk.bits[added] = (
                run,
                rough.rates[i],
                rough.bits[i],
            )
            added, size = added + 1, size + (run >> PEAK_BITS & LENGTH)
    return Plan(added if total >= least else 0, size, left_out, allowance)


@njit(cache=True, nogil=True)
def step(rate: int, bound: int) -> int:
    """Return what a term adds to a sum for a bound: never less than the real contribution."""
    return (rate * bound >> FRACTION_BITS) + SPARE


@njit(cache=True, nogil=True)
def add_runs(postings: Postings, block: int, added: int, desk: Desk) -> None:
    """Add the bounds of the chosen terms to the sums of their documents.

    What a common term has in a block is read in one sweep over all documents if it has many.
    """
    first = block << BLOCK_BITS
    for at in range(added):
        run, rate, bit = desk.runs[at], desk.rates[at], desk.bits[at]
        start, length = run >> START_BITS, run >> PEAK_BITS & LENGTH
        if bit >= 0 and length > WHOLE:
            _sweep(postings.rows[bit, first : first + BLOCK], rate, desk.sums)
        else:
            end = start + length
            _add_run(postings.places[start:end], postings.bounds[start:end], rate, desk.sums)


@njit(cache=True, nogil=True)
def _add_run(places: Shorts, bounds: Bytes, rate: int, sums: Shorts) -> None:
    """Add the bounds of one term, document by document."""
    slope = np.uint32(rate)
    for at in range(len(places)):
        stride = (slope * np.uint32(bounds[at]) >> np.uint32(FRACTION_BITS)) + np.uint32(SPARE)
        sums[places[at]] += np.uint16(stride)


@njit(cache=True, nogil=True)
def _sweep(bounds: Bytes, rate: int, sums: Shorts) -> None:
    """Add the bounds of one term over all documents of a block, many at a time."""
    slope = np.uint32(rate)
    for place in range(len(bounds)):
        stride = slope * np.uint32(bounds[place]) >> np.uint32(FRACTION_BITS)
        spare = min(bounds[place], np.uint8(SPARE))
        sums[place] = np.uint16(sums[place] + np.uint16(stride) + np.uint16(spare))


@njit(cache=True, nogil=True)
def kth_height(sums: Shorts, allowed: Flags, k: int) -> int:
    """Return a height, not far below the k-th, that k allowed documents of a block reach.

    It is the k-th of the greatest sums of small groups: as many documents reach it.
    """
    if len(allowed) > 0:
        for place in range(BLOCK):
            if place >= len(allowed) or not allowed[place]:
                sums[place] = 0
    greatest = np.empty(BLOCK // GROUP, np.uint16)
    for group in range(BLOCK // GROUP):
        most = np.uint16(0)
        for height in sums[group * GROUP : (group + 1) * GROUP]:
            most = max(most, height)
        greatest[group] = most
    counts = np.zeros((ROOM >> FRACTION_BITS) + 1, np.int64)
    for most in greatest:
        counts[most >> FRACTION_BITS] += 1
    held = 0
    for height in range(ROOM >> FRACTION_BITS, 0, -1):
        held += counts[height]
        if held >= k:
            return height << FRACTION_BITS
    return 0


@njit(cache=True, nogil=True)
def reach(sums: Shorts, places: Shorts, heights: Shorts, least: int) -> int:
    """List the places whose sums reach the least, and clear all sums; return how many."""
    count, low = 0, np.uint16(max(least, 1))
    for base in range(0, BLOCK, LANES):
        lanes = sums[base : base + LANES]
        some = np.uint16(0)
        for i in range(LANES):
            some |= np.uint16(lanes[i] >= low)
        if some:
            for i in range(LANES):
                if lanes[i] >= low:
                    places[count], heights[count] = base + i, lanes[i]
                    count += 1
    sums[:] = 0
    return count


@njit(cache=True, nogil=True)
def reach_in_runs(postings: Postings, desk: Desk, added: int, least: int) -> int:
    """List the places whose sums reach the least by going once more over what was added."""
    sums, places, heights = desk.sums, desk.places, desk.heights
    count, low = 0, np.uint16(max(least, 1))
    for run in desk.runs[:added]:
        start = run >> START_BITS
        for place in postings.places[start : start + (run >> PEAK_BITS & LENGTH)]:
            if sums[place] >= low:
                places[count], heights[count] = place, sums[place]
                count += 1
            sums[place] = 0
    return count
