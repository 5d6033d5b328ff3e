"""How well texts of one side fit a text of the other: a score from 0 to 1, with its reasons."""

from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple, TypeVar

from sangsaeng.engine.matching.matcher import Entry, Matcher
from sangsaeng.engine.matching.wording.analyzing import Analyzer
from sangsaeng.exchange.bridge.analyzing import analyzer

Key = TypeVar("Key", bound=Hashable)
MOST_REASONS: Final = 5


class Fit(NamedTuple):
    """How well one candidate fits: 0 means no word in common; the strongest reasons first."""

    score: float
    reasons: tuple[str, ...]


NO_FIT: Final = Fit(0.0, ())


def fits(subject_text: str, candidates: Mapping[Key, str]) -> dict[Key, Fit]:
    """Return how well each candidate's text fits the subject's text.

    What is rare among the candidates ties more than what all of them say. A score says nothing
    beyond this call: it depends on the candidates it is compared with.
    """
    keys = list(candidates)
    if not keys or not subject_text.strip():
        return dict.fromkeys(keys, NO_FIT)
    reads: Any = analyzer()  # one object for the whole process, so it can be a key
    collection = _collection(tuple(candidates.values()), reads)
    found = collection.match(subject_text, k=len(keys))
    fitting = {keys[int(one.id)]: Fit(one.score, one.reasons[:MOST_REASONS]) for one in found}
    return {key: fitting.get(key, NO_FIT) for key in keys}


@lru_cache(maxsize=4)
def _collection(texts: tuple[str, ...], reads: Analyzer) -> Matcher:
    """Index texts under their places; whole sides are asked for again by everybody across."""
    entries = (Entry(f"{at:09d}", text) for at, text in enumerate(texts))
    return Matcher.build(entries, reads)
