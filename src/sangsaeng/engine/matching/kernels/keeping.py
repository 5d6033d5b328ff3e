"""The best documents so far: a heap whose head is the one to lose its place first."""

from numba import njit

from sangsaeng.engine.matching.kernels.arrays import Longs


@njit(cache=True, nogil=True)
def worse(scores: Longs, documents: Longs, one: int, other: int) -> bool:
    """Whether the one place holds less than the other: a lower score, or a later document."""
    if scores[one] != scores[other]:
        return bool(scores[one] < scores[other])
    return bool(documents[one] > documents[other])


@njit(cache=True, nogil=True)
def keep(scores: Longs, documents: Longs, held: int, score: int, document: int) -> int:
    """Offer a document; return how many are held."""
    if held < len(scores):
        scores[held], documents[held] = score, document
        _rise(scores, documents, held)
        return held + 1
    if score > scores[0] or (score == scores[0] and document < documents[0]):
        scores[0], documents[0] = score, document
        _sink(scores, documents, held)
    return held


@njit(cache=True, nogil=True)
def put_in_order(scores: Longs, documents: Longs, held: int) -> None:
    """Turn the heap into a list, best first."""
    for last in range(held - 1, 0, -1):
        _exchange(scores, documents, 0, last)
        _sink(scores, documents, last)


@njit(cache=True, nogil=True)
def _exchange(scores: Longs, documents: Longs, one: int, other: int) -> None:
    """Exchange two places."""
    scores[one], scores[other] = scores[other], scores[one]
    documents[one], documents[other] = documents[other], documents[one]


@njit(cache=True, nogil=True)
def _rise(scores: Longs, documents: Longs, place: int) -> None:
    """Let what was put at the end find its place."""
    while place > 0:
        above = (place - 1) >> 1
        if not worse(scores, documents, place, above):
            return
        _exchange(scores, documents, place, above)
        place = above


@njit(cache=True, nogil=True)
def _sink(scores: Longs, documents: Longs, held: int) -> None:
    """Let what was put at the head find its place."""
    place = 0
    while True:
        below = 2 * place + 1
        if below >= held:
            return
        if below + 1 < held and worse(scores, documents, below + 1, below):
            below += 1
        if not worse(scores, documents, below, place):
            return
        _exchange(scores, documents, place, below)
        place = below
