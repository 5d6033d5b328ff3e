"""Tokens of documents to the arrays of a segment: terms counted, postings cut into blocks."""

import numpy as np
from numba import njit

from sangsaeng.engine.matching.kernels.arrays import (
    BLOCK,
    BLOCK_BITS,
    MOST_REPEATS,
    PEAK_BITS,
    START_BITS,
    Bytes,
    Forward,
    Ints,
    Longs,
    Norm,
    Postings,
)
from sangsaeng.engine.matching.kernels.scoring import drag

STEPS = 255
MARKS = 64


@njit(cache=True, nogil=True)
def count_terms(starts: Longs, tokens: Ints, chosen: Longs, renumbered: Ints) -> Forward:
    """Count the terms of the chosen documents, in the order of choice, under new numbers."""
    size = 0
    for document in chosen:
        size += starts[document + 1] - starts[document]
    ends = np.zeros(len(chosen) + 1, np.int64)
    lengths = np.zeros(len(chosen), np.int32)
    terms, repeats = np.empty(size, np.int32), np.empty(size, np.uint16)
    end = 0
    for row in range(len(chosen)):
        first, last = starts[chosen[row]], starts[chosen[row] + 1]
        in_order = renumbered[tokens[first:last]]
        in_order.sort()
        before = -1
        for term in in_order:
            if term != before:
                terms[end], repeats[end] = term, 0
                end, before = end + 1, term
            if repeats[end - 1] < MOST_REPEATS:
                repeats[end - 1] += 1
                lengths[row] += 1
        ends[row + 1] = end
    return Forward(ends, terms[:end].copy(), repeats[:end].copy(), lengths)


@njit(cache=True, nogil=True)
def cut_into_blocks(forward: Forward, norm: Norm, vocabulary: int) -> Postings:
    """Turn documents with their terms into terms with their documents, block by block."""
    documents = len(forward.lengths)
    block_runs, run_terms, run_starts, run_of = _lay_runs(forward, vocabulary)
    peaks = np.zeros(len(run_terms), np.uint8)
    places = np.empty(len(forward.terms), np.uint16)
    bounds = np.empty(len(forward.terms), np.uint8)
    ends = run_starts.copy()
    for document in range(documents):
        weakened = drag(norm, forward.lengths[document])
        for at in range(forward.starts[document], forward.starts[document + 1]):
            bound = _bound(forward.repeats[at], weakened)
            run = run_of[at]
            places[ends[run]] = document & (BLOCK - 1)
            bounds[ends[run]] = bound
            ends[run] += 1
            peaks[run] = max(peaks[run], bound)
    term_starts, runs = _by_term(run_terms, run_starts, peaks, vocabulary)
    common, marks, rows = _mark_common(forward, norm, vocabulary)
    return Postings(run_starts[block_runs], term_starts, runs, places, bounds, common, marks, rows)


@njit(cache=True, nogil=True)
def _mark_common(forward: Forward, norm: Norm, vocabulary: int) -> tuple[Ints, Longs, Bytes]:
    """Choose the commonest terms; mark for each document which of them it has, with its bounds."""
    frequencies = np.zeros(vocabulary, np.int64)
    for term in forward.terms:
        frequencies[term] += 1
    common = np.sort(np.argsort(-frequencies)[:MARKS]).astype(np.int32)
    bits = np.full(vocabulary, -1, np.int8)
    for bit in range(len(common)):
        bits[common[bit]] = bit
    marks = np.zeros(len(forward.lengths), np.int64)
    rows = np.zeros((len(common), len(marks)), np.uint8)
    for document in range(len(marks)):
        weakened = drag(norm, forward.lengths[document])
        for at in range(forward.starts[document], forward.starts[document + 1]):
            bit = bits[forward.terms[at]]
            if bit >= 0:
                marks[document] |= np.int64(1) << np.int64(bit)
                rows[bit, document] = _bound(forward.repeats[at], weakened)
    return common, marks, rows


@njit(cache=True, nogil=True)
def _bound(repeats: int, weakened: float) -> int:
    """Return a term's impact in 255ths of the greatest that there can be, rounded up."""
    return min(int(np.ceil(repeats / (repeats + weakened) * STEPS)), STEPS)


@njit(cache=True, nogil=True)
def _lay_runs(forward: Forward, vocabulary: int) -> tuple[Longs, Ints, Longs, Ints]:
    """Give every term of every block a run: its term, its start, and the run of each posting."""
    block_runs = _count_runs(forward, vocabulary)
    run_of = np.empty(len(forward.terms), np.int32)
    latest = np.full(vocabulary, -1, np.int32)
    run_terms = np.empty(block_runs[-1], np.int32)
    run_starts = np.zeros(block_runs[-1] + 1, np.int64)
    run = 0
    for block in range(len(block_runs) - 1):
        first, last = _postings_of_block(forward, block)
        for at in range(first, last):
            term = forward.terms[at]
            if latest[term] < block_runs[block]:
                latest[term], run_terms[run] = run, term
                run += 1
            run_of[at] = latest[term]
            run_starts[latest[term] + 1] += 1
    return block_runs, run_terms, np.cumsum(run_starts), run_of


@njit(cache=True, nogil=True)
def _count_runs(forward: Forward, vocabulary: int) -> Longs:
    """Count the terms of each block; return where the runs of each block begin."""
    blocks = (len(forward.lengths) + BLOCK - 1) >> BLOCK_BITS
    block_runs = np.zeros(blocks + 1, np.int64)
    latest = np.full(vocabulary, -1, np.int32)
    for block in range(blocks):
        block_runs[block + 1] = block_runs[block]
        first, last = _postings_of_block(forward, block)
        for at in range(first, last):
            if latest[forward.terms[at]] != block:
                latest[forward.terms[at]] = block
                block_runs[block + 1] += 1
    return block_runs


@njit(cache=True, nogil=True)
def _postings_of_block(forward: Forward, block: int) -> tuple[int, int]:
    """Return where the terms of a block's documents begin and end."""
    last = min((block + 1) << BLOCK_BITS, len(forward.lengths))
    return forward.starts[block << BLOCK_BITS], forward.starts[last]


@njit(cache=True, nogil=True)
def _by_term(
    run_terms: Ints, run_starts: Longs, peaks: Bytes, vocabulary: int
) -> tuple[Longs, Longs]:
    """List the runs of each term in order, each packed into one number."""
    term_starts = np.zeros(vocabulary + 1, np.int64)
    for term in run_terms:
        term_starts[term + 1] += 1
    term_starts = np.cumsum(term_starts)
    ends = term_starts.copy()
    runs = np.empty(len(run_terms), np.int64)
    for run in range(len(run_terms)):
        length = run_starts[run + 1] - run_starts[run]
        runs[ends[run_terms[run]]] = (
            (run_starts[run] << START_BITS) | (length << PEAK_BITS) | np.int64(peaks[run])
        )
        ends[run_terms[run]] += 1
    return term_starts, runs
