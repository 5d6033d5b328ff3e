"""The arrays of a segment, as the compiled loops see them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Shorts = NDArray[np.uint16]
Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

BLOCK_BITS = 16
BLOCK = 1 << BLOCK_BITS
MOST_REPEATS = 65_535
PEAK_BITS = 8
LENGTH_BITS = 17
START_BITS = PEAK_BITS + LENGTH_BITS
PEAK = (1 << PEAK_BITS) - 1
LENGTH = (1 << LENGTH_BITS) - 1


class Forward(NamedTuple):
    """Each document's terms, rising, with their repeats, and its length in terms.

    ``starts`` (documents + 1) points into ``terms`` and ``repeats`` (postings).  What a
    document repeats beyond 65,535 times is not read.
    """

    starts: Longs
    terms: Ints
    repeats: Shorts
    lengths: Ints


class Postings(NamedTuple):
    """Each term's documents, cut into blocks of neighboring documents.

    A run is what one term has in one block: ``places`` (the document's place in its block) and
    ``bounds`` (its impact in 255ths, rounded up).  They stand block by block; ``block_starts``
    (blocks + 1) tells where each begins.  ``runs`` lists the runs of each term in order, from
    ``term_starts[term]`` on, each packed into one number: start, length, greatest bound.
    ``common`` are the (at most 64) commonest terms, rising; ``marks`` has a bit for each of them
    in each document, and ``rows`` (common terms, documents) their bounds, nought where a document
    does not have one.
    """

    block_starts: Longs
    term_starts: Longs
    runs: Longs
    places: Shorts
    bounds: Bytes
    common: Ints
    marks: Longs
    rows: Bytes


class Norm(NamedTuple):
    """BM25 for one state of the statistics: its constants and the mean length of documents."""

    k1: float
    b: float
    mean: float


class Queries(NamedTuple):
    """Queries as numbers: rising terms of each, and what each occurrence is worth (idf x weight).

    ``starts`` (queries + 1) points into ``terms`` and ``gains``.
    """

    starts: Longs
    terms: Ints
    gains: Floats
