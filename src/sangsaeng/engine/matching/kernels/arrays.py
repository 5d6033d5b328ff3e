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

BLOCK_BITS = 14
BLOCK = 1 << BLOCK_BITS
MOST_REPEATS = 65_535


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
    ``bounds`` (its impact in 255ths, rounded up) from ``run_starts[run]`` on.  Runs stand block
    by block: ``block_runs`` (blocks + 1) tells where each block's begin.  ``term_runs`` lists
    the runs of each term in order, from ``term_starts[term]`` on; ``run_peaks`` is the greatest
    bound of each run.
    """

    run_starts: Longs
    run_peaks: Bytes
    block_runs: Longs
    term_starts: Longs
    term_runs: Ints
    places: Shorts
    bounds: Bytes


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
