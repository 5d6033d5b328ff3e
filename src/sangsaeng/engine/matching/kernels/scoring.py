"""The score of one document, exact to the bit whatever the order of its terms.

A contribution is rounded to a whole number of 2 ** -40 before it is added, and whole numbers add
up to the same sum in any order: pruned, exhaustive, segmented and rebuilt searches agree exactly.
"""

from numba import njit

from sangsaeng.engine.matching.kernels.arrays import Floats, Forward, Ints, Norm

ONE = 1 << 40


@njit(cache=True, nogil=True)
def drag(norm: Norm, length: int) -> float:
    """Return by how much a document of this length weakens each of its terms."""
    return norm.k1 * (1.0 - norm.b + norm.b * length / norm.mean)


@njit(cache=True, nogil=True)
def contribution(gain: float, repeats: float, k1: float, drag_of_document: float) -> int:
    """Return what one term adds to a score, in units of 2 ** -40; never less than one."""
    impact = repeats * (k1 + 1.0) / (repeats + drag_of_document)
    return max(int(gain * impact * ONE + 0.5), 1)


@njit(cache=True, nogil=True)
def score(forward: Forward, norm: Norm, document: int, terms: Ints, gains: Floats) -> int:
    """Return the score of a document for rising query terms, in units of 2 ** -40."""
    at, end = forward.starts[document], forward.starts[document + 1]
    weakened = drag(norm, forward.lengths[document])
    total = 0
    for i in range(len(terms)):
        while at < end and forward.terms[at] < terms[i]:
            at += 1
        if at == end:
            break
        if forward.terms[at] == terms[i]:
            total += contribution(gains[i], forward.repeats[at], norm.k1, weakened)
    return total
