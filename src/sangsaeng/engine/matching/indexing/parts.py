"""A segment as it stands in an index now: which documents are still in it, and what they count."""

from collections.abc import Iterable
from typing import NamedTuple, Self

import numpy as np

from sangsaeng.engine.matching.indexing.segments import Segment
from sangsaeng.engine.matching.indexing.where import Where
from sangsaeng.engine.matching.kernels.arrays import Flags, Longs
from sangsaeng.engine.matching.kernels.counting import count_documents


class Part(NamedTuple):
    """A segment, its documents that have not been removed, and their statistics.

    ``present`` flags the documents that are still there; empty, all are.  ``frequencies`` is in
    how many counted documents each term occurs; ``documents`` and ``terms`` count those
    documents and their lengths.
    """

    segment: Segment
    present: Flags
    frequencies: Longs
    documents: int
    terms: int

    @classmethod
    def of(cls, segment: Segment) -> Self:
        """Take a segment whole."""
        counted = np.flatnonzero(segment.counted)
        return cls(
            segment,
            np.zeros(0, np.bool_),
            count_documents(segment.forward, counted, segment.vocabulary.size),
            len(counted),
            int(segment.forward.lengths[counted].sum(dtype=np.int64)),
        )

    @property
    def size(self) -> int:
        """How many documents are there."""
        return int(self.present.sum()) if len(self.present) else self.segment.ids.size

    def rows(self) -> Longs:
        """Return the documents that are there."""
        if len(self.present):
            return np.flatnonzero(self.present)
        return np.arange(self.segment.ids.size)

    def row(self, id_: str) -> int:
        """Return the row of a document, -1 if it is not there."""
        row = int(self.segment.ids.find([id_])[0])
        return row if row < 0 or not len(self.present) or self.present[row] else -1

    def without(self, ids: Iterable[str]) -> Self:
        """Return the part without some documents; the arrays of the segment are shared."""
        found = self.segment.ids.find(ids)
        rows = np.unique(found[found >= 0])
        rows = rows[self.present[rows]] if len(self.present) else rows
        if not len(rows):
            return self
        present = np.ones(self.segment.ids.size, np.bool_)
        if len(self.present):
            present = self.present.copy()
        present[rows] = False
        gone = rows[self.segment.counted[rows]]
        forward = self.segment.forward
        return self._replace(
            present=present,
            frequencies=self.frequencies
            - count_documents(forward, gone, self.segment.vocabulary.size),
            documents=self.documents - len(gone),
            terms=self.terms - int(forward.lengths[gone].sum(dtype=np.int64)),
        )

    def allowed(self, where: Where) -> Flags:
        """Flag the documents that are there and pass the filter; empty flags mean all."""
        if not where:
            return self.present
        flags = self.segment.columns.allowed(where, self.segment.ids.size)
        if len(self.present):
            flags &= self.present
        return flags
