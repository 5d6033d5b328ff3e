"""The quality of matching on Korean texts with known answers, beside peers given the same tokens."""

import gzip
import json
import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sangsaeng.cli.bench.matching import rankers
from sangsaeng.cli.bench.tables import aligned
from sangsaeng.engine.matching import Asking, Entry, Matcher, best_analyzer

TOP: Final = 10
# A query that is itself among the documents finds itself first; one more is asked for.
ASKED: Final = TOP + 1
DRAWS: Final = 2_000
OURS: Final = "ours"
# Sets whose queries are documents of the collection: their own document is no answer.
OF_THEMSELVES: Final = ("patent_cocite_title",)
Figures = NDArray[np.float64]


@dataclass(frozen=True)
class Judged:
    """A set: documents, queries, and which documents answer which query, how well."""

    name: str
    documents: Mapping[str, str]
    queries: Mapping[str, str]
    answers: Mapping[str, Mapping[str, float]]

    @classmethod
    def read(cls, folder: Path) -> "Judged":
        """Read a set from its three files of JSON lines."""
        answers: dict[str, dict[str, float]] = defaultdict(dict)
        for row in _rows(folder / "qrels.jsonl.gz"):
            answers[row["qid"]][row["did"]] = row["rel"]
        return cls(
            folder.name,
            {row["did"]: row["text"] for row in _rows(folder / "corpus.jsonl.gz")},
            {row["qid"]: row["text"] for row in _rows(folder / "queries.jsonl.gz")},
            answers,
        )

    @cached_property
    def tokens(self) -> tuple[list[list[str]], list[list[str]]]:
        """The terms of documents and of queries, the same for every method."""
        analyzer = best_analyzer()
        both = (self.documents, self.queries)
        documents, queries = ([analyzer.terms(text) for text in some.values()] for some in both)
        return documents, queries

    def quality(self, found: Sequence[Sequence[str]]) -> Figures:
        """Return nDCG@10 of every query for the documents found, best first."""
        return np.array(
            [
                _ndcg([id_ for id_ in ids if not self._is_itself(query, id_)], self.answers[query])
                for query, ids in zip(self.queries, found, strict=True)
            ]
        )

    def _is_itself(self, query: str, document: str) -> bool:
        return self.name in OF_THEMSELVES and query == f"d{document}"


def measured(data: Path) -> dict[str, Any]:
    """Measure every method on every set of a folder.

    Parameters
    ----------
    data : Path
        A folder of sets, each with ``corpus``, ``queries`` and ``qrels`` as ``.jsonl.gz``.

    Returns
    -------
    dict
        ``sets``: queries and documents of each; ``methods``: nDCG@10 by set, the mean over sets,
        and by how much ours is better, with the 95 % interval of a paired bootstrap; a peer that is
        not installed says what is ``missing``.
    """
    sets = [Judged.read(path.parent) for path in sorted(data.glob("*/qrels.jsonl.gz"))]
    methods: dict[str, Callable[[Judged], list[list[str]]]] = {OURS: _ours}
    missing: dict[str, Any] = {}
    for name, ranker in rankers.RANKERS.items():
        if find_spec(ranker.needs) is None:
            missing[name] = {"missing": ranker.needs}
        else:
            methods[name] = partial(_peer, ranker.rank)
    figures = {
        name: {one.name: one.quality(method(one)) for one in sets}
        for name, method in methods.items()
    }
    return {
        "analyzer": best_analyzer().name,
        "sets": {
            one.name: {"queries": len(one.queries), "documents": len(one.documents)} for one in sets
        },
        "methods": {name: _summary(figures[OURS], of) for name, of in figures.items()} | missing,
    }


def table(found: Mapping[str, Any]) -> str:
    """Set the findings in columns, and how far ours is ahead."""
    sets, methods = found["sets"], found["methods"]
    head = ("nDCG@10", *(f"{name} ({of['queries']})" for name, of in sets.items()), "mean", "ours")
    order = (OURS, *(name for name in methods if name != OURS))
    return aligned([head, *(_row(name, methods[name], tuple(sets)) for name in order)])


def _row(name: str, method: Mapping[str, Any], sets: Sequence[str]) -> tuple[str, ...]:
    title = "Sangsaeng" if name == OURS else rankers.RANKERS[name].title
    if "missing" in method:
        return (title, *("–" * (len(sets) + 1)), f"not installed: {method['missing']}")
    figures = tuple(f"{method['sets'][one]:.4f}" for one in sets)
    low, high = method["interval"]
    ahead = "" if name == OURS else f"{method['ahead']:+.4f} [{low:+.4f}, {high:+.4f}]"
    return (title, *figures, f"{method['mean']:.4f}", ahead)


def _summary(ours: Mapping[str, Figures], own: Mapping[str, Figures]) -> dict[str, Any]:
    """Return the means of a method, and how far ours is ahead of it on the same queries."""
    ahead = {name: ours[name] - own[name] for name in own}
    low, high = _interval(list(ahead.values()))
    return {
        "sets": {name: float(figures.mean()) for name, figures in own.items()},
        "mean": float(np.mean([figures.mean() for figures in own.values()])),
        "ahead_by_set": {name: float(figures.mean()) for name, figures in ahead.items()},
        "ahead": float(np.mean([figures.mean() for figures in ahead.values()])),
        "interval": [low, high],
    }


def _interval(differences: Sequence[Figures]) -> tuple[float, float]:
    """Return the 95 % interval of the mean over sets, queries drawn anew within each."""
    rng = np.random.default_rng(0)
    drawn = [
        one[rng.integers(len(one), size=(DRAWS, len(one)))].mean(axis=1) for one in differences
    ]
    low, high = np.percentile(np.mean(drawn, axis=0), (2.5, 97.5))
    return float(low), float(high)


def _ours(one: Judged) -> list[list[str]]:
    """Rank with our matcher."""
    documents, _queries = one.tokens
    pairs = zip(one.documents.items(), documents, strict=True)
    matcher = Matcher.build(Entry(id_, text, terms=terms) for (id_, text), terms in pairs)
    ranked = matcher.rank_many(list(one.queries.values()), Asking(ASKED))
    return [[id_ for id_, _score in best] for best in ranked]


def _peer(rank: rankers.Rank, one: Judged) -> list[list[str]]:
    """Rank with a peer, given the same tokens."""
    documents, queries = one.tokens
    ids = list(one.documents)
    return [[ids[row] for row in rows] for rows in rank(documents, queries, ASKED)]


def _ndcg(found: Sequence[str], answers: Mapping[str, float]) -> float:
    """Return the discounted gain of the first ten over that of the best possible ten."""
    best = _gain(sorted(answers.values(), reverse=True))
    return _gain([answers.get(id_, 0.0) for id_ in found]) / best if best else 0.0


def _gain(grades: Sequence[float]) -> float:
    return math.fsum((2**grade - 1) / math.log2(at + 2) for at, grade in enumerate(grades[:TOP]))


def _rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
