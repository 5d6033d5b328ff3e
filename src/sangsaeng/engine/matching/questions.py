"""A text as a question to the index: its terms and pairs, each with its weight."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sangsaeng.engine.matching.indexing.index import Index
from sangsaeng.engine.matching.kernels.arrays import Floats, Norm
from sangsaeng.engine.matching.kernels.pairing import Wanted
from sangsaeng.engine.matching.settings import PAIRS, Settings
from sangsaeng.engine.matching.wording.analyzing import Bigrams
from sangsaeng.engine.matching.wording.texts import Tally, wanted

_LOUDEST = float(1 << 19)


class Question(NamedTuple):
    """What is asked for: terms with their weights, what each is worth, pairs, and the measure.

    ``words`` goes to the index, ``gains`` is what a single mention in a text of mean length adds.
    ``ideal`` is the score of a text of mean length that holds everything asked for, said once.
    """

    words: dict[str, float]
    gains: dict[str, float]
    pairs: Wanted
    ideal: float


@dataclass(frozen=True, slots=True)
class Collection:
    """The statistics that a question is weighed by, and how its shares are weighed."""

    index: Index
    tally: Tally
    settings: Settings
    reads_pairs: bool

    @classmethod
    def of(cls, index: Index, tally: Tally, settings: Settings, analyzer: str) -> "Collection":
        """Take an index; terms that are pairs themselves are not counted as pairs again."""
        return cls(index, tally, settings, analyzer != Bigrams.name)

    def question(self, terms: Mapping[str, float], pairs: Mapping[int, float]) -> Question:
        """Weigh what is asked for: rarer terms and pairs more, by the settings."""
        named = list(terms)
        rare = rarity(self.index, named)
        lift = rare**self.settings.rarity
        weights = lift * np.array([terms[term] for term in named])
        gains = weights * rare
        codes = np.array(sorted(pairs) if self.reads_pairs else [], np.uint32)
        rare_pairs = self.tally.rarity(codes)
        repeats = np.array([pairs[code] for code in codes.tolist()])
        worth = self.settings.pairs * repeats * rare_pairs ** (1 + self.settings.rarity)
        ideal = float(gains.sum() + worth.sum()) or 1.0
        # A whole book as a question is asked more quietly; the order of its answers is the same.
        scale = min(1.0, _LOUDEST / ideal)
        return Question(
            dict(zip(named, (scale * weights).tolist(), strict=True)),
            dict(zip(named, (scale * gains).tolist(), strict=True)),
            wanted(dict(zip(codes.tolist(), (scale * worth).tolist(), strict=True))),
            scale * ideal,
        )

    def norm(self) -> Norm:
        """Return BM25 of pairs under the statistics of all texts."""
        return Norm(PAIRS.k1, PAIRS.b, self.tally.mean)


def counted(terms: Sequence[str]) -> dict[str, float]:
    """Return how often each term occurs, as weights."""
    return {term: float(count) for term, count in Counter(terms).items()}


def rarity(index: Index, terms: Sequence[str]) -> Floats:
    """Return the inverse document frequency of each term, as BM25 reckons it."""
    documents = sum(part.documents for part in index.parts)
    frequencies = frequencies_of(index, terms)
    return np.log1p((documents - frequencies + 0.5) / (frequencies + 0.5))


def frequencies_of(index: Index, terms: Sequence[str]) -> Floats:
    """Return in how many counted documents each term occurs."""
    frequencies = np.zeros(len(terms), np.float64)
    for part in index.parts:
        places = part.segment.vocabulary.find(terms)
        known = places >= 0
        frequencies[known] += part.frequencies[places[known]]
    return frequencies
