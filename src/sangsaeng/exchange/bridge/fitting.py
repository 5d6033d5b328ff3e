"""How well texts of one side fit a text of the other: a score from 0 to 1, with its reasons."""

import re
from collections import Counter
from collections.abc import Hashable, Mapping
from math import log, sqrt
from typing import NamedTuple, TypeVar

Key = TypeVar("Key", bound=Hashable)
MOST_REASONS = 5
_SHORTEST = 2
_WORDS = re.compile(r"\w+")


class Fit(NamedTuple):
    """How well one candidate fits: 0 means no word in common; the strongest reasons first."""

    score: float
    reasons: tuple[str, ...]


def fits(subject_text: str, candidates: Mapping[Key, str]) -> dict[Key, Fit]:
    """Return how well each candidate's text fits the subject's text.

    What is rare among the candidates ties more than what all of them say. A score says nothing
    beyond this call: it depends on the candidates it is compared with.
    """
    subject = _bigrams(subject_text)
    counted = {key: _bigrams(text) for key, text in candidates.items()}
    said_by = Counter(term for terms in counted.values() for term in terms)
    rarity = {
        term: log(1 + (len(counted) + 1) / (said_by[term] + 0.5)) for term in {*said_by, *subject}
    }
    return {
        key: Fit(_cosine(subject, terms, rarity), _reasons(subject_text, candidates[key], rarity))
        for key, terms in counted.items()
    }


def _bigrams(text: str) -> Counter[str]:
    words = "".join(_WORDS.findall(text.casefold()))
    return Counter(words[at : at + _SHORTEST] for at in range(len(words) - 1))


def _cosine(one: Counter[str], other: Counter[str], rarity: Mapping[str, float]) -> float:
    def length(terms: Counter[str]) -> float:
        return sqrt(sum((sqrt(count) * rarity[term]) ** 2 for term, count in terms.items()))

    shared = sum(sqrt(one[term] * other[term]) * rarity[term] ** 2 for term in one & other)
    return min(1.0, shared / (length(one) * length(other))) if shared else 0.0


def _reasons(subject: str, candidate: str, rarity: Mapping[str, float]) -> tuple[str, ...]:
    there = " ".join(_WORDS.findall(candidate.casefold()))
    found: dict[str, float] = {}
    for word in _WORDS.findall(subject.casefold()):
        for end in range(len(word), _SHORTEST - 1, -1):
            if word[:end] in there:
                found[word[:end]] = sum(rarity[term] for term in _bigrams(word[:end]))
                break
    ordered = sorted(found, key=lambda word: (-found[word], word))
    return tuple(ordered[:MOST_REASONS])
