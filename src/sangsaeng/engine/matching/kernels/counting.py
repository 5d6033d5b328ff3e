"""Which documents share a term with a query, and what their fields hold."""

import numpy as np
from numba import njit

from sangsaeng.engine.matching.kernels.arrays import (
    BLOCK_BITS,
    LENGTH,
    PEAK_BITS,
    START_BITS,
    Flags,
    Forward,
    Ints,
    Longs,
    Postings,
)


@njit(cache=True, nogil=True)
def sharing(postings: Postings, terms: Ints, documents: int) -> Flags:
    """Flag the documents in which at least one of the terms occurs."""
    found = np.zeros(documents, np.bool_)
    for term in terms:
        block = 0
        for at in range(postings.term_starts[term], postings.term_starts[term + 1]):
            start = postings.runs[at] >> START_BITS
            while postings.block_starts[block + 1] <= start:
                block += 1
            for place in range(start, start + (postings.runs[at] >> PEAK_BITS & LENGTH)):
                found[(block << BLOCK_BITS) + postings.places[place]] = True
    return found


@njit(cache=True, nogil=True)
def count_codes(starts: Longs, codes: Ints, chosen: Flags, values: int) -> Longs:
    """Count how many of the chosen documents hold each value."""
    found = np.zeros(values, np.int64)
    for document in range(len(chosen)):
        if chosen[document]:
            for at in range(starts[document], starts[document + 1]):
                found[codes[at]] += 1
    return found


@njit(cache=True, nogil=True)
def count_documents(forward: Forward, chosen: Longs, vocabulary: int) -> Longs:
    """Count in how many of the chosen documents each term occurs."""
    found = np.zeros(vocabulary, np.int64)
    for document in chosen:
        for at in range(forward.starts[document], forward.starts[document + 1]):
            found[forward.terms[at]] += 1
    return found
