"""How well texts of one side fit a text of the other: a score from 0 to 1, with its reasons."""

from collections.abc import Hashable, Mapping
from typing import Final, NamedTuple, TypeVar

from sangsaeng.engine.matching.matcher import Entry, Matcher
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
    # Called by their places, so that names of candidates can not order what fits equally well.
    texts = [Entry(f"{at:09d}", candidates[key]) for at, key in enumerate(keys)]
    if not texts or not subject_text.strip():
        return dict.fromkeys(keys, NO_FIT)
    found = Matcher.build(texts, analyzer()).match(subject_text, k=len(texts))
    fitting = {keys[int(one.id)]: Fit(one.score, one.reasons[:MOST_REASONS]) for one in found}
    return {key: fitting.get(key, NO_FIT) for key in keys}
