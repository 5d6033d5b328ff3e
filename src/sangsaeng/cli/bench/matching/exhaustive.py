"""The yardstick: every posting of every term of a need scored, in double precision."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sangsaeng.cli.bench.matching.asking import NOBODY, TOP, filter_of
from sangsaeng.cli.bench.matching.collection import Collection, Numbers

K1, B = 1.2, 0.75
# Scores this near to each other are a tie: single precision cannot tell them apart.
TIE = 1e-6


class Exhaustive:
    """BM25 written down once more, as plainly as possible; nothing of the engine is used."""

    def __init__(self, collection: Collection) -> None:
        """Sort all terms into postings with the share of each in its offer."""
        self.collection = collection
        lengths = np.diff(collection.offer_starts)
        offer = np.repeat(np.arange(collection.offers, dtype=np.int64), lengths)
        # One number holds term and offer, so that equal ones are occurrences of the same pair.
        pairs = np.asarray(collection.offer_terms, dtype=np.int64) * collection.offers + offer
        pairs, count = np.unique(pairs, return_counts=True)
        self.offer = (pairs % collection.offers).astype(np.int64)
        self.starts = np.searchsorted(pairs // collection.offers, np.arange(collection.words + 1))
        within = np.diff(self.starts)
        self.idf = np.log1p((collection.offers - within + 0.5) / (within + 0.5))
        norm = K1 * (1 - B + B * lengths / lengths.mean())
        self.share = count / (count + norm[self.offer])

    @property
    def postings(self) -> int:
        """How many pairs of an offer and a term there are."""
        return len(self.offer)

    def touched(self, need: int) -> int:
        """Count the postings that scoring a need exhaustively reads."""
        terms = np.unique(self.collection.need(need))
        return int((self.starts[terms + 1] - self.starts[terms]).sum())

    def scores(self, need: int) -> NDArray[np.float64]:
        """Score all offers for a need; a word said twice counts twice."""
        found = np.zeros(self.collection.offers)
        for term in self.collection.need(need):
            own = slice(self.starts[term], self.starts[term + 1])
            found[self.offer[own]] += self.idf[term] * self.share[own]
        return found


def best(scores: NDArray[np.float64], top: int = TOP) -> NDArray[np.float64]:
    """Return the highest scores above nothing, falling."""
    top = min(top, len(scores))
    found = np.sort(scores[np.argpartition(scores, len(scores) - top)[len(scores) - top :]])[::-1]
    return found[found > 0]


def same_set(scores: NDArray[np.float64], rows: Numbers) -> bool:
    """Tell whether rows are a set of the best, ties counted as equal."""
    rows = rows[rows != NOBODY]
    wanted, got = best(scores), np.sort(scores[rows])[::-1]
    return (
        len(rows) == len(wanted) == len(set(rows.tolist()))
        and bool(np.all(got > 0))
        and np.allclose(got, wanted, rtol=TIE, atol=0.0)
    )


def same_share(scores: NDArray[np.float64], rows: Numbers) -> float:
    """Return which share of the best was found."""
    wanted, rows = best(scores), rows[rows != NOBODY]
    if not len(wanted):
        return 1.0
    return float((scores[rows] >= wanted[-1] * (1 - TIE)).sum() / len(wanted))


def compared(
    data: Path, answers: dict[str, str], sample: Sequence[int], *, filtered: bool
) -> dict[str, Any]:
    """Compare what methods answered, kept as files, with the yardstick on a sample of needs."""
    collection = Collection.load(data)
    yardstick = Exhaustive(collection)
    rows_of = {name: _rows_by_need(Path(path)) for name, path in answers.items()}
    found: dict[str, list[tuple[bool, float]]] = {name: [] for name in answers}
    for need in sample:
        scores = yardstick.scores(need)
        if filtered:
            scores = np.where(filter_of(need).mask(collection), scores, 0.0)
        for name in answers:
            if need in rows_of[name]:
                rows = rows_of[name][need]
                found[name].append((same_set(scores, rows), same_share(scores, rows)))
    return {
        "postings": yardstick.postings,
        "touched": round(float(np.mean([yardstick.touched(need) for need in sample]))),
        "methods": {name: _summed(pairs) for name, pairs in found.items() if pairs},
    }


def _rows_by_need(path: Path) -> dict[int, Numbers]:
    kept = np.load(path)
    return dict(zip(kept["needs"].tolist(), kept["rows"], strict=True))


def _summed(pairs: list[tuple[bool, float]]) -> dict[str, Any]:
    same, shared = np.array(pairs).T
    return {
        "compared": len(pairs),
        "same_sets": float(same.mean()),
        "same_offers": float(shared.mean()),
    }
