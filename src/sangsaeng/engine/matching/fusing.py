"""Both shares of a score added: what the terms found, ordered with the pairs of letters."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from typing import NamedTuple

import numpy as np

from sangsaeng.engine.matching.indexing.documents import Hits
from sangsaeng.engine.matching.indexing.where import EVERYTHING, Where
from sangsaeng.engine.matching.questions import Collection, Question
from sangsaeng.engine.matching.taste import LEAST_FACTOR, MOST_FACTOR, Taste
from sangsaeng.engine.matching.wording.texts import Texts

Ranked = list[tuple[str, float]]


class Asking(NamedTuple):
    """What is the same for every text of a batch: how many, under which filter, whose taste."""

    k: int = 20
    where: Where = EVERYTHING
    taste: Taste | None = None
    threads: int = 2


def rank(
    collection: Collection, texts: Texts, questions: Sequence[Question], asking: Asking
) -> list[Ranked]:
    """Return the best of each question: found by terms, ordered by both shares and taste.

    Parameters
    ----------
    collection : Collection
        The index, its statistics and its settings.
    texts : Texts
        The texts whose pairs are read.
    questions : sequence of Question
        What is asked for.
    asking : Asking
        How many, under which filter, by whose taste, on how many threads.

    Returns
    -------
    list of list of (str, float)
        Ids and scores between 0 and 1, best first; equal scores stand by id.

    Notes
    -----
    The terms' search is exact to the depth of the settings; of those, each text is read once.

    Examples
    --------
    >>> from sangsaeng.engine.matching.wording.analyzing import Bigrams
    >>> from sangsaeng.engine.matching.matcher import Entry, Matcher
    >>> matcher = Matcher.build([Entry("O1", "세정 공정"), Entry("O2", "세정")], Bigrams())
    >>> question = matcher.collection.question({"공정": 1.0}, {})
    >>> [[(id_, score)]] = rank(matcher.collection, matcher.texts, [question], Asking())
    >>> id_, 0 < score < 1
    ('O1', True)
    """
    depth = max(asking.k, collection.settings.depth)
    words = [question.words for question in questions]
    hits = collection.index.search_many(words, depth, asking.where, asking.threads)
    every = (repeat(collection), repeat(texts), questions, hits, repeat(asking))
    if asking.threads == 1 or len(questions) == 1:
        return list(map(_best, *every))
    with ThreadPoolExecutor(asking.threads) as pool:
        return list(pool.map(_best, *every))


def fuse(collection: Collection, texts: Texts, question: Question, hits: Hits) -> Ranked:
    """Add the share of the pairs to what the terms found; best first, equal scores by id.

    Parameters
    ----------
    collection : Collection
        The statistics of pairs.
    texts : Texts
        The texts whose pairs are read.
    question : Question
        What is asked for.
    hits : Hits
        What the terms found, with their share of the score.

    Returns
    -------
    list of (str, float)
        The same ids with their scores, ``1 - exp(-sum / ideal)``.

    Notes
    -----
    Takes time in the length of the texts found.

    Examples
    --------
    >>> from sangsaeng.engine.matching.wording.analyzing import Bigrams
    >>> from sangsaeng.engine.matching.matcher import Entry, Matcher
    >>> matcher = Matcher.build([Entry("O1", "세정 공정")], Bigrams())
    >>> question = matcher.collection.question({"공정": 1.0}, {})
    >>> fuse(matcher.collection, matcher.texts, question, Hits([], np.zeros(0)))
    []
    """
    if not hits.ids:
        return []
    pairs = texts.overlap(hits.ids, question.pairs, collection.norm())
    scores = -np.expm1(-(hits.scores + pairs) / question.ideal)
    return sorted(zip(hits.ids, scores.tolist(), strict=True), key=_best_first)


def _best(
    collection: Collection, texts: Texts, question: Question, hits: Hits, asking: Asking
) -> Ranked:
    """Return the best of what the terms of one question found."""
    found = fuse(collection, texts, question, hits)
    if asking.taste is None or not found:
        return found[: asking.k]
    return _tasted(collection, found, asking.k, asking.taste)


def _tasted(collection: Collection, found: Ranked, k: int, taste: Taste) -> Ranked:
    """Reorder by a taste; what it could not bring among the first is not looked at."""
    reach = found[min(k, len(found)) - 1][1] * LEAST_FACTOR / MOST_FACTOR
    moved = [
        (id_, min(score * taste.factor(collection.index.document(id_).terms), 1.0))
        for id_, score in found
        if score >= reach
    ]
    return sorted(moved, key=_best_first)[:k]


def _best_first(found: tuple[str, float]) -> tuple[float, str]:
    return -found[1], found[0]
