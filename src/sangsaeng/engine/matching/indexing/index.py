"""The index: a value that answers which documents fit a query best."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from sangsaeng.engine.matching.indexing.asking import Query, ask, gains
from sangsaeng.engine.matching.indexing.collecting import Fields, collect, collect_arrays
from sangsaeng.engine.matching.indexing.documents import Document, Hits, Ranking, Weighting
from sangsaeng.engine.matching.indexing.parts import Part
from sangsaeng.engine.matching.indexing.ranking import Search, ids_of, norm_of, rank
from sangsaeng.engine.matching.indexing.saving import read_index, write_index
from sangsaeng.engine.matching.indexing.segments import Segment, merge
from sangsaeng.engine.matching.indexing.where import EVERYTHING, Where
from sangsaeng.engine.matching.kernels.counting import count_codes, sharing
from sangsaeng.engine.matching.kernels.scoring import ONE, score

NO_FIELDS: Fields = {}
BM25 = Weighting()


@dataclass(frozen=True, eq=False)
class Index:
    """An inverted index over documents, with exact BM25, filters inside the search and changes.

    A score is the sum, over the terms that query and document share, of ``weight x
    ln(1 + (N - n + 0.5) / (n + 0.5)) x f (k1 + 1) / (f + k1 (1 - b + b l / mean))``, each part
    rounded to a multiple of 2 ** -40 (and at least that), so that sums are the same to the bit
    in any order.  The best document has the greatest score; equal scores stand by id.  ``N``,
    ``n`` and ``mean`` know only documents that are ``counted``.

    Notes
    -----
    The index is a value: `changed` gives a new one that shares all it can with the old.
    Weighting: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond"
    (2009), https://doi.org/10.1561/1500000019.

    Examples
    --------
    >>> index = Index.build([Document("O1", ["세정", "공정"]), Document("O2", ["공정"])])
    >>> index.search(["세정"]).ids
    ['O1']
    """

    weighting: Weighting
    parts: tuple[Part, ...]

    def __post_init__(self) -> None:
        """Refuse constants under which scores mean nothing."""
        k1, b = self.weighting
        if not (0 <= k1 < np.inf and 0 <= b <= 1):
            raise ValueError("k1 must be finite and not negative, b between 0 and 1")

    @classmethod
    def build(cls, documents: Iterable[Document], weighting: Weighting = BM25) -> Self:
        """Index documents; the later of two with the same id is meant."""
        return cls(weighting, (Part.of(Segment.of(collect(documents), weighting)),))

    @classmethod
    def from_arrays(
        cls,
        ids: Sequence[str],
        terms: tuple[ArrayLike, ArrayLike, Sequence[str]],
        fields: Fields = NO_FIELDS,
        counted: ArrayLike | None = None,
        weighting: Weighting = BM25,
    ) -> Self:
        """Index documents whose terms are numbers already."""
        collection = collect_arrays(ids, terms, fields, counted)
        return cls(weighting, (Part.of(Segment.of(collection, weighting)),))

    def __len__(self) -> int:
        """How many documents there are."""
        return sum(part.size for part in self.parts)

    def __contains__(self, id_: str) -> bool:
        return any(part.row(id_) >= 0 for part in self.parts)

    def document(self, id_: str) -> Document:
        """Return a document as it was given, its terms in order."""
        place, row = self._place(id_)
        return self.parts[place].segment.document(row)

    def search(self, query: Query, k: int = 20, where: Where = EVERYTHING) -> Hits:
        """Return the best documents of a query."""
        return self.search_many([query], k, where, threads=1)[0]

    def search_many(
        self, queries: Sequence[Query], k: int = 20, where: Where = EVERYTHING, threads: int = 2
    ) -> list[Hits]:
        """Return the best documents of each query."""
        ranking = self.rank_many(queries, k, where, threads)
        found = (ranking.numbers >= 0).sum(axis=1).tolist()
        ids = iter(self.ids_of(ranking.numbers[ranking.numbers >= 0]))
        return [
            Hits([next(ids) for _ in range(held)], scores[:held])
            for held, scores in zip(found, ranking.scores, strict=True)
        ]

    def rank_many(
        self, queries: Sequence[Query], k: int = 20, where: Where = EVERYTHING, threads: int = 2
    ) -> Ranking:
        """Return the best documents of each query as arrays of numbers and scores."""
        return rank(self.parts, self.weighting, queries, Search(k, where, threads))

    def ids_of(self, numbers: ArrayLike) -> list[str]:
        """Return the ids of documents by their numbers."""
        return ids_of(self.parts, np.asarray(numbers, np.int64).ravel())

    def counts(self, query: Query, where: Where, field: str) -> dict[str, int]:
        """Count the documents that share a term with the query, by value of a field."""
        found: dict[str, int] = {}
        for part in self.parts:
            column = part.segment.columns.texts.get(field)
            if column is None:
                continue
            documents = part.segment.ids.size
            chosen = np.ones(documents, np.bool_)
            if len(query):
                known = part.segment.vocabulary.find(ask([query]).terms)
                terms = known[known >= 0].astype(np.int32)
                chosen = sharing(part.segment.postings, terms, documents)
            allowed = part.allowed(where.without(field))
            if len(allowed):
                chosen &= allowed
            counted = count_codes(column.starts, column.codes, chosen, column.values.size)
            for code in np.flatnonzero(counted).tolist():
                value = column.values.name(code)
                found[value] = found.get(value, 0) + int(counted[code])
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))

    def shares(self, query: Query, id_: str) -> dict[str, float]:
        """Return what each term that query and document share adds to the score."""
        place, row = self._place(id_)
        asked = ask([query])
        worth, located = gains(asked, self.parts)
        norm, forward = norm_of(self.parts, self.weighting), self.parts[place].segment.forward
        numbers = located[place].astype(np.int32)
        found = {
            term: score(forward, norm, row, numbers[i : i + 1], worth[i : i + 1]) / ONE
            for i, term in enumerate(asked.terms)
        }
        return {term: share for term, share in found.items() if share}

    def changed(self, added: Iterable[Document] = (), removed: Iterable[str] = ()) -> Self:
        """Return the index without some documents and with others; same ids replace."""
        collection = collect(added)
        gone = {*collection.ids, *removed}
        parts = [part.without(gone) for part in self.parts]
        if collection.ids:
            parts.append(Part.of(Segment.of(collection, self.weighting)))
        return type(self)(self.weighting, _folded(parts, self.weighting))

    def compacted(self) -> Self:
        """Return the same index as one segment, rid of what was removed."""
        return type(self)(self.weighting, (_fold(self.parts, self.weighting),))

    def save(self, folder: str | Path) -> None:
        """Save the index."""
        write_index(self.parts, self.weighting, Path(folder))

    @classmethod
    def load(cls, folder: str | Path, *, mapped: bool = True) -> Self:
        """Load an index that was saved."""
        return cls(*read_index(Path(folder), mapped=mapped))

    def _place(self, id_: str) -> tuple[int, int]:
        """Return in which part a document stands, and in which row."""
        for place, part in enumerate(self.parts):
            row = part.row(id_)
            if row >= 0:
                return place, row
        raise KeyError(id_)


def _folded(parts: list[Part], weighting: Weighting) -> tuple[Part, ...]:
    """Merge the latest parts while each is not much smaller than the one before; never the first."""
    first, *later = parts
    while later[1:] and later[-2].segment.ids.size < 2 * later[-1].segment.ids.size:
        later[-2:] = [_fold(later[-2:], weighting)]
    return (first, *later)


def _fold(parts: Sequence[Part], weighting: Weighting) -> Part:
    """Merge parts into one, without what was removed from them."""
    return Part.of(merge([(part.segment, part.rows()) for part in parts], weighting))
