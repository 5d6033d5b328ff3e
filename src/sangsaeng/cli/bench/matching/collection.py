"""What every method is given: offers and needs as term numbers, drawn from a seed or read."""

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.integer]

WORDS, TOPICS, TOPIC_WORDS = 200_000, 1_000, 300
# Zipf's law after Mandelbrot: content words have no head as heavy as particles have.
FLAT, TOPIC_FLAT, TOPICAL = 2.0, 3.0, 0.35
OFFER_LENGTH, NEED_LENGTH, SPREAD = 27.3, 13.9, 0.45
REGIONS, LEVELS, VIEWERS, HIDDEN = 17, 9, 100, 0.02
CHUNK = 200_000


@dataclass(frozen=True, slots=True)
class Collection:
    """Offers and needs in rows of term numbers, repeats and all, and what offers are filtered by.

    Row ``i`` of the offers is ``offer_terms[offer_starts[i]:offer_starts[i + 1]]``. An offer has a
    region, a level of readiness and at most one viewer it is hidden from (-1: nobody).
    """

    offer_starts: Numbers
    offer_terms: Numbers
    need_starts: Numbers
    need_terms: Numbers
    region: Numbers
    readiness: Numbers
    hidden_from: Numbers

    @property
    def offers(self) -> int:
        """How many offers there are."""
        return len(self.offer_starts) - 1

    @property
    def needs(self) -> int:
        """How many needs there are."""
        return len(self.need_starts) - 1

    @property
    def words(self) -> int:
        """How many numbers terms may have."""
        most = (int(terms.max(initial=0)) for terms in (self.offer_terms, self.need_terms))
        return max(most) + 1

    def offer(self, row: int) -> Numbers:
        """Return the terms of one offer."""
        return self.offer_terms[self.offer_starts[row] : self.offer_starts[row + 1]]

    def need(self, row: int) -> Numbers:
        """Return the terms of one need."""
        return self.need_terms[self.need_starts[row] : self.need_starts[row + 1]]

    def texts(self, rows: Iterable[int]) -> Iterator[str]:
        """Write offers as words between spaces, for engines that take texts only."""
        for row in rows:
            yield written(self.offer(row))

    def save(self, folder: Path) -> None:
        """Keep every array as a file."""
        for field in fields(self):
            np.save(folder / f"{field.name}.npy", getattr(self, field.name))

    @classmethod
    def load(cls, folder: Path) -> "Collection":
        """Map what was kept into memory."""
        names = (field.name for field in fields(cls))
        return cls(*(np.load(folder / f"{name}.npy", mmap_mode="r") for name in names))


def written(terms: Numbers) -> str:
    """Write term numbers as words between spaces."""
    return " ".join([f"w{term}" for term in terms.tolist()])


def drawn(offers: int, needs: int, seed: int) -> Collection:
    """Draw offers of about 26 different terms and needs of about half as many from a seed.

    Two in five terms come from the 300 words of the text's topic, the others from all words, both
    by a flattened Zipf law. At 1,000,000 offers there are about 26 million postings, and scoring
    a need exhaustively touches about 383,000 of them, as on the Korean texts of the study.
    """
    rng = np.random.default_rng(seed)
    topics = rng.integers(0, WORDS, size=(TOPICS, TOPIC_WORDS))
    offer_starts, offer_terms = _texts(offers, OFFER_LENGTH, topics, rng)
    need_starts, need_terms = _texts(needs, NEED_LENGTH, topics, rng)
    return Collection(offer_starts, offer_terms, need_starts, need_terms, *_facts(offers, rng))


def _facts(offers: int, rng: np.random.Generator) -> tuple[Numbers, Numbers, Numbers]:
    """Draw the region, the readiness and the viewer from whom an offer is hidden."""
    region = rng.integers(0, REGIONS, offers).astype(np.int16)
    readiness = rng.integers(1, LEVELS + 1, offers).astype(np.int16)
    hidden = np.where(rng.random(offers) < HIDDEN, rng.integers(0, VIEWERS, offers), -1)
    return region, readiness, hidden.astype(np.int16)


def _texts(
    count: int, length: float, topics: Numbers, rng: np.random.Generator
) -> tuple[Numbers, Numbers]:
    """Draw texts of lognormal length, chunk by chunk, so that memory stays small."""
    lengths = np.clip(np.rint(length * rng.lognormal(-(SPREAD**2) / 2, SPREAD, count)), 2, 400)
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    terms = np.empty(starts[-1], dtype=np.int32)
    of_all, of_topic = _law(WORDS, FLAT), _law(TOPIC_WORDS, TOPIC_FLAT)
    for first in range(0, count, CHUNK):
        rows = slice(first, min(first + CHUNK, count))
        topic = np.repeat(rng.integers(0, TOPICS, rows.stop - first), lengths[rows].astype(int))
        general = np.searchsorted(of_all, rng.random(len(topic)))
        topical = topics[topic, np.searchsorted(of_topic, rng.random(len(topic)))]
        own = rng.random(len(topic)) < TOPICAL
        terms[starts[rows.start] : starts[rows.stop]] = np.where(own, topical, general)
    return starts, terms


def _law(words: int, flat: float) -> NDArray[np.float64]:
    """Return the cumulated chances of words by their rank."""
    chance = np.cumsum(1.0 / (np.arange(words) + 1.0 + flat))
    shares: NDArray[np.float64] = np.minimum(chance / chance[-1], 1.0)
    return shares


def read(folder: Path, offers: int, needs: int, seed: int) -> Collection:
    """Read `corpus.jsonl.gz` and `queries.jsonl.gz` as character pairs without spaces."""
    numbers: dict[str, int] = {}
    rows = [
        [[numbers.setdefault(pair, len(numbers)) for pair in _pairs(text)] for text in texts]
        for texts in (
            _lines(folder / "corpus.jsonl.gz", offers),
            _lines(folder / "queries.jsonl.gz", needs),
        )
    ]
    rng = np.random.default_rng(seed)
    return Collection(*_packed(rows[0]), *_packed(rows[1]), *_facts(len(rows[0]), rng))


def _lines(path: Path, most: int) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line, _ in zip(lines, range(most), strict=False):
            yield json.loads(line)["text"]


def _pairs(text: str) -> Iterator[str]:
    joined = "".join(text.split())
    return (joined[at : at + 2] for at in range(len(joined) - 1))


def _packed(texts: list[list[int]]) -> tuple[Numbers, Numbers]:
    starts = np.concatenate([[0], np.cumsum([len(text) for text in texts])]).astype(np.int64)
    return starts, np.fromiter(chain.from_iterable(texts), dtype=np.int32, count=starts[-1])
