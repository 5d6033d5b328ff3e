"""What BM25 must know of all documents, gathered from shards that never meet in one memory."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from sangsaeng.engine.matching.indexing.columns import Columns
from sangsaeng.engine.matching.indexing.index import Index
from sangsaeng.engine.matching.indexing.parts import Part
from sangsaeng.engine.matching.indexing.segments import Collection, Segment
from sangsaeng.engine.matching.kernels.arrays import Longs


class Statistics(NamedTuple):
    """How many counted documents there are, the sum of their lengths, and in how many each word is.

    Examples
    --------
    >>> Statistics(2, 3, ["공정", "세정"], np.array([2, 1])).documents
    2
    """

    documents: int
    terms: int
    words: Sequence[str]
    frequencies: Longs


def statistics_of(index: Index) -> Statistics:
    """Return the statistics of an index, those of its documents that are counted.

    Examples
    --------
    >>> from sangsaeng.engine.matching.indexing.documents import Document
    >>> statistics_of(Index.build([Document("O1", ["세정", "공정"])])).terms
    2
    """
    return added(
        Statistics(part.documents, part.terms, part.segment.vocabulary.names(), part.frequencies)
        for part in index.parts
    )


def added(several: Iterable[Statistics]) -> Statistics:
    """Add the statistics of documents that are not the same.

    Examples
    --------
    >>> one = Statistics(2, 3, ["공정", "세정"], np.array([2, 1]))
    >>> added([one, Statistics(1, 1, ["도금"], np.array([1]))]).words
    ['공정', '도금', '세정']
    """
    held = list(several)
    return _sum([(1, one) for one in held])


def under(index: Index, everywhere: Statistics) -> Index:
    """Return the index of a shard, weighing terms as one index over all shards would.

    What the other shards hold is added as a part without documents, that only counts.  The
    index that is returned is for asking, not for changing.

    Examples
    --------
    >>> from sangsaeng.engine.matching.indexing.documents import Document
    >>> one, other = (Index.build([Document(name, ["세정", "공정"])]) for name in ("O1", "O2"))
    >>> everywhere = added(map(statistics_of, (one, other)))
    >>> bool(under(one, everywhere).search(["세정"]).scores < one.search(["세정"]).scores)
    True
    """
    elsewhere = _sum([(1, everywhere), (-1, statistics_of(index))])
    nothing = Collection(
        [],
        np.zeros(1, np.int64),
        np.zeros(0, np.int32),
        elsewhere.words,
        Columns({}, {}),
        np.zeros(0, np.bool_),
    )
    counting = Part(
        Segment.of(nothing, index.weighting),
        np.zeros(0, np.bool_),
        elsewhere.frequencies,
        elsewhere.documents,
        elsewhere.terms,
    )
    return Index(index.weighting, (*index.parts, counting))


def _sum(signed: Sequence[tuple[int, Statistics]]) -> Statistics:
    """Add or take away, and leave out words that no document has."""
    total: Counter[str] = Counter()
    for sign, one in signed:
        for word, frequency in zip(one.words, one.frequencies.tolist(), strict=True):
            total[word] += sign * frequency
    words = sorted(word for word, frequency in total.items() if frequency)
    return Statistics(
        sum(sign * one.documents for sign, one in signed),
        sum(sign * one.terms for sign, one in signed),
        words,
        np.fromiter(map(total.__getitem__, words), np.int64, len(words)),
    )
