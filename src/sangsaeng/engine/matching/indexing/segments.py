"""A segment: documents in order of their ids, indexed once and never changed after."""

from collections.abc import Sequence
from itertools import pairwise
from operator import lt
from typing import NamedTuple, Self

import numpy as np

from sangsaeng.engine.matching.indexing.columns import Columns, merged, spread
from sangsaeng.engine.matching.indexing.documents import Document, Weighting
from sangsaeng.engine.matching.indexing.names import Names
from sangsaeng.engine.matching.kernels.arrays import Flags, Forward, Ints, Longs, Norm, Postings
from sangsaeng.engine.matching.kernels.counting import count_documents
from sangsaeng.engine.matching.kernels.gathering import count_terms, cut_into_blocks


class Collection(NamedTuple):
    """Documents to be indexed, in any order: the later of two with the same id is meant.

    ``starts`` (documents + 1) points into ``tokens``, the numbers of words in ``vocabulary``.
    """

    ids: Sequence[str]
    starts: Longs
    tokens: Ints
    vocabulary: Sequence[str]
    columns: Columns
    counted: Flags


class Segment(NamedTuple):
    """Indexed documents in order of their ids.  ``mean`` is the length the bounds were made for."""

    ids: Names
    vocabulary: Names
    forward: Forward
    postings: Postings
    columns: Columns
    counted: Flags
    mean: float

    @classmethod
    def of(cls, collection: Collection, weighting: Weighting) -> Self:
        """Index a collection."""
        chosen = _latest_by_id(collection.ids)
        words = collection.vocabulary
        rising = sorted(range(len(words)), key=words.__getitem__)
        renumbered = np.empty(len(words), np.int32)
        renumbered[rising] = np.arange(len(words), dtype=np.int32)
        forward = count_terms(collection.starts, collection.tokens, chosen, renumbered)
        counted = collection.counted[chosen]
        mean = mean_length(int(counted.sum()), int(forward.lengths[counted].sum(dtype=np.int64)))
        as_they_stand = np.array_equal(chosen, np.arange(len(collection.ids)))
        return cls(
            Names.of([collection.ids[row] for row in chosen.tolist()]),
            Names.of([words[number] for number in rising]),
            forward,
            cut_into_blocks(forward, Norm(*weighting, mean), len(words)),
            collection.columns
            if as_they_stand
            else merged([(collection.columns, chosen)], len(chosen)),
            counted,
            mean,
        )

    def document(self, row: int) -> Document:
        """Return one document as it was given, its terms in order."""
        first, last = self.forward.starts[row], self.forward.starts[row + 1]
        terms = np.repeat(self.forward.terms[first:last], self.forward.repeats[first:last])
        return Document(
            self.ids.name(row),
            tuple(map(self.vocabulary.name, terms.tolist())),
            self.columns.fields(row),
            bool(self.counted[row]),
        )


def mean_length(documents: int, terms: int) -> float:
    """Return the mean length of documents, one where there is nothing to measure."""
    return terms / documents if terms else 1.0


def merge(held: Sequence[tuple[Segment, Longs]], weighting: Weighting) -> Segment:
    """Index chosen documents of several segments as one segment."""
    numbers: dict[str, int] = {}
    tokens, sizes = zip(*(_tokens(segment, rows, numbers) for segment, rows in held), strict=True)
    ids = [id_ for segment, rows in held for id_ in _ids(segment, rows)]
    collection = Collection(
        ids,
        np.concatenate([np.zeros(1, np.int64), np.cumsum(np.concatenate(sizes))]),
        np.concatenate(tokens),
        list(numbers),
        merged([(segment.columns, rows) for segment, rows in held], len(ids)),
        np.concatenate([segment.counted[rows] for segment, rows in held]),
    )
    return Segment.of(collection, weighting)


def _tokens(segment: Segment, rows: Longs, numbers: dict[str, int]) -> tuple[Ints, Longs]:
    """Return the tokens of chosen documents under common numbers, and how many each has."""
    forward = segment.forward
    names = segment.vocabulary.names()
    used = count_documents(forward, rows, len(names)) > 0
    renumbered = np.full(len(names), -1, np.int32)
    for word in np.flatnonzero(used).tolist():
        renumbered[word] = numbers.setdefault(names[word], len(numbers))
    at = spread(forward.starts[rows], np.diff(forward.starts)[rows])
    tokens = np.repeat(renumbered[forward.terms[at]], forward.repeats[at])
    return tokens, forward.lengths[rows].astype(np.int64)


def _ids(segment: Segment, rows: Longs) -> list[str]:
    """Return the ids of chosen documents."""
    ids = segment.ids.names()
    return [ids[row] for row in rows.tolist()]


def _latest_by_id(ids: Sequence[str]) -> Longs:
    """Return the rows in order of their ids, the last row of each id."""
    if all(map(lt, ids, ids[1:])):
        return np.arange(len(ids), dtype=np.int64)
    order = sorted(range(len(ids)), key=ids.__getitem__)
    last = [row for row, after in pairwise(order) if ids[row] != ids[after]]
    return np.array([*last, *order[-1:]], np.int64)
