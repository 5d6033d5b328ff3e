"""A batch of queries over the parts of an index: what each part finds, and the best of all."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from sangsaeng.engine.matching.indexing.asking import Query, ask, for_part, gains
from sangsaeng.engine.matching.indexing.documents import Ranking, Weighting
from sangsaeng.engine.matching.indexing.parts import Part
from sangsaeng.engine.matching.indexing.segments import mean_length
from sangsaeng.engine.matching.indexing.where import Where
from sangsaeng.engine.matching.kernels.adding import MOST_TERMS
from sangsaeng.engine.matching.kernels.arrays import Flags, Longs, Norm, Queries
from sangsaeng.engine.matching.kernels.pooling import Found
from sangsaeng.engine.matching.kernels.scoring import ONE
from sangsaeng.engine.matching.kernels.searching import Shelf, search_blocks, search_rows

SELECTIVE = 4_096
AT_ONCE = 256


class Search(NamedTuple):
    """What is searched for, apart from the queries: how many, under which filter, how fast."""

    k: int
    where: Where
    threads: int


def norm_of(parts: Sequence[Part], weighting: Weighting) -> Norm:
    """Return BM25 under the statistics of all parts."""
    documents = sum(part.documents for part in parts)
    terms = sum(part.terms for part in parts)
    return Norm(float(weighting.k1), float(weighting.b), mean_length(documents, terms))


def rank(
    parts: Sequence[Part], weighting: Weighting, queries: Sequence[Query], search: Search
) -> Ranking:
    """Return the best documents of each query; numbers run through the parts in their order."""
    asked = ask(queries)
    worth, located = gains(asked, parts)
    norm = norm_of(parts, weighting)
    answers = [
        _search_part(part, for_part(asked, worth, places), norm, search)
        for part, places in zip(parts, located, strict=True)
    ]
    documents, scores = _best_of(parts, answers, search.k)
    return Ranking(documents, np.maximum(scores, 0) / ONE)


def _search_part(part: Part, queries: Queries, norm: Norm, search: Search) -> Found:
    """Return what one part finds for every query."""
    segment, count = part.segment, len(queries.starts) - 1
    depth = min(search.k, part.size)
    found = Found(
        np.full((count, depth), -1, np.int64),
        np.full((count, depth), -1, np.int64),
        np.zeros(count, np.int64),
    )
    if not depth or not len(queries.terms):
        return found
    allowed = part.allowed(search.where)
    growth = norm.mean / segment.mean
    shelf = Shelf(segment.postings, segment.forward, norm, growth, allowed)
    few = len(allowed) > 0 and np.count_nonzero(allowed) <= SELECTIVE
    many_terms = np.diff(queries.starts).max() > MOST_TERMS
    one_by_one = few or many_terms
    rows = _rows(allowed, segment.ids.size if one_by_one else 0)

    def answer(some: tuple[Queries, Found]) -> None:
        if one_by_one:
            search_rows(shelf, rows, *some)
        else:
            search_blocks(shelf, *some)

    if search.threads > 1 and count > 1:
        with ThreadPoolExecutor(search.threads) as pool:
            list(pool.map(answer, _cut(queries, found, search.threads)))
    else:
        list(map(answer, _cut(queries, found, 1)))
    return found


def _rows(allowed: Flags, documents: int) -> Longs:
    """List those of the documents that may be found."""
    return np.flatnonzero(allowed[:documents]) if len(allowed) else np.arange(documents)


def _cut(queries: Queries, found: Found, threads: int) -> Iterator[tuple[Queries, Found]]:
    """Cut a batch into pieces that share what the processor has read."""
    count = len(found.held)
    size = max(min(AT_ONCE, -(-count // threads)), 1)
    for first in range(0, count, size):
        last = min(first + size, count)
        begin, end = queries.starts[first], queries.starts[last]
        piece = Queries(
            queries.starts[first : last + 1] - begin,
            queries.terms[begin:end],
            queries.gains[begin:end],
        )
        yield piece, Found(*(array[first:last] for array in found))


def _best_of(parts: Sequence[Part], answers: Sequence[Found], k: int) -> tuple[Longs, Longs]:
    """Return the best of what all parts found; equal scores stand by id."""
    offsets = np.cumsum([0, *(part.segment.ids.size for part in parts)])
    documents = np.hstack(
        [
            np.where(found.documents >= 0, found.documents + offset, -1)
            for found, offset in zip(answers, offsets, strict=False)
        ]
    )
    scores = np.hstack([found.scores for found in answers])
    if len(parts) == 1:
        return documents, scores
    order = np.argsort(-scores, axis=1, kind="stable")
    documents = np.take_along_axis(documents, order, axis=1)
    scores = np.take_along_axis(scores, order, axis=1)
    _settle_ties(parts, offsets, documents, scores)
    return documents[:, :k], scores[:, :k]


def _settle_ties(parts: Sequence[Part], offsets: Longs, documents: Longs, scores: Longs) -> None:
    """Put equal scores of different parts in order of their ids."""
    part = np.searchsorted(offsets, documents, side="right")
    tied = (scores[:, 1:] == scores[:, :-1]) & (part[:, 1:] != part[:, :-1]) & (scores[:, 1:] >= 0)
    for row in np.flatnonzero(tied.any(axis=1)):
        held = int((scores[row] >= 0).sum())
        ids = ids_of(parts, documents[row, :held])
        order = sorted(range(held), key=lambda at: (-int(scores[row, at]), ids[at]))
        documents[row, :held] = documents[row, :held][order]


def ids_of(parts: Sequence[Part], numbers: Longs) -> list[str]:
    """Return the ids of documents that have a number."""
    offsets = np.cumsum([0, *(part.segment.ids.size for part in parts)])
    place = np.searchsorted(offsets, numbers, side="right") - 1
    rows = numbers - offsets[place]
    return [
        parts[at].segment.ids.name(row)
        for at, row in zip(place.tolist(), rows.tolist(), strict=True)
        if row >= 0
    ]
