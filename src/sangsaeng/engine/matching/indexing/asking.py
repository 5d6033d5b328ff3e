"""Queries as they are asked, turned into what every term of them is worth."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from sangsaeng.engine.matching.indexing.parts import Part
from sangsaeng.engine.matching.kernels.arrays import Floats, Longs, Queries

Query = Sequence[str] | Mapping[str, float]
GREATEST_GAIN = 1 << 20


class Asked(NamedTuple):
    """A batch of queries: their distinct terms, and which of them each query names how heavily.

    ``starts`` (queries + 1) points into ``numbers`` (places in ``terms``) and ``weights``.
    """

    terms: list[str]
    starts: Longs
    numbers: Longs
    weights: Floats


def ask(queries: Sequence[Query]) -> Asked:
    """Collect the terms of a batch; repeated terms weigh as often as they are named."""
    places: dict[str, int] = {}
    starts, numbers, weights = [0], [], []
    for query in queries:
        for term, weight in _weighed(query).items():
            numbers.append(places.setdefault(term, len(places)))
            weights.append(weight)
        starts.append(len(numbers))
    return Asked(
        list(places),
        np.array(starts, np.int64),
        np.array(numbers, np.int64),
        np.array(weights, np.float64),
    )


def _weighed(query: Query) -> Mapping[str, float]:
    """Return the weight of each term of a query, above nought only."""
    if isinstance(query, str):
        raise TypeError("a query is a list of terms, not a text")
    if not isinstance(query, Mapping):
        return Counter(query)
    for term, weight in query.items():
        if not math.isfinite(weight) or weight < 0:
            raise ValueError(f"the weight of {term!r} must be finite and not negative")
    return {term: weight for term, weight in query.items() if weight > 0}


def gains(asked: Asked, parts: Sequence[Part]) -> tuple[Floats, list[Longs]]:
    """Return what each named term is worth (weight x idf), and its number in each part.

    Raises
    ------
    ValueError
        If the weights of a query are so great that its scores could not be told exactly.
    """
    documents = sum(part.documents for part in parts)
    frequencies = np.zeros(len(asked.terms), np.int64)
    located = []
    for part in parts:
        found = part.segment.vocabulary.find(asked.terms)
        known = found >= 0
        frequencies[known] += part.frequencies[found[known]]
        located.append(found[asked.numbers])
    rarity = np.log1p((documents - frequencies + 0.5) / (frequencies + 0.5))
    worth = asked.weights * rarity[asked.numbers]
    totals = np.add.reduceat(np.append(worth, 0.0), asked.starts[:-1]) if len(worth) else worth
    if totals.max(initial=0.0) > GREATEST_GAIN:
        raise ValueError("the weights of a query are too great")
    return worth, located


def for_part(asked: Asked, worth: Floats, located: Longs) -> Queries:
    """Return the queries in the numbers of one part, the terms of each rising."""
    query = np.repeat(np.arange(len(asked.starts) - 1), np.diff(asked.starts))
    known = np.flatnonzero(located >= 0)
    order = known[np.lexsort((located[known], query[known]))]
    starts = np.zeros(len(asked.starts), np.int64)
    np.cumsum(np.bincount(query[known], minlength=len(starts) - 1), out=starts[1:])
    return Queries(starts, located[order].astype(np.int32), worth[order])
