"""A collection's own weights, learned from the pairs that its members accepted and declined."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from typing import Final, NamedTuple

import numpy as np

from sangsaeng.engine.matching.indexing.ranking import norm_of
from sangsaeng.engine.matching.kernels.pairing import Lines, overlap
from sangsaeng.engine.matching.questions import Collection, counted
from sangsaeng.engine.matching.settings import LEAST, MOST, Settings
from sangsaeng.engine.matching.wording.analyzing import Analyzer
from sangsaeng.engine.matching.wording.folding import composed, letters, units
from sangsaeng.engine.matching.wording.texts import pairs_of

FEWEST_PAIRS: Final = 20
FEWEST_OF_A_KIND: Final = 5
_STEPS: Final = (LEAST, 0.7, 1.0, 1.4, MOST)
_EVERY: Final = 3
_WORTH_CHANGING: Final = 0.005

Judged = tuple[str, str]


class Tuning(NamedTuple):
    """What was learned: the settings, and how well they and the old ones order pairs.

    ``before`` and ``after`` are the chance that an accepted pair scores above a declined one,
    among the third of the pairs that was held out from learning; not a number where there were
    too few.  ``changed`` names each setting that moved, with its old and its new value.
    """

    settings: Settings
    pairs: int
    before: float
    after: float
    changed: dict[str, tuple[float, float]]


class Seen(NamedTuple):
    """A judged pair, read once."""

    need: str
    terms: Counter[str]
    pairs: dict[int, int]
    offer: Counter[str]
    lines: Lines


def tune(
    collection: Collection,
    analyzer: Analyzer,
    accepted: Sequence[Judged],
    declined: Sequence[Judged],
) -> Tuning:
    """Return settings that order accepted pairs above declined ones, if any do better.

    Parameters
    ----------
    collection : Collection
        The statistics that pairs are scored by, and the settings of now.
    analyzer : Analyzer
        What reads texts.
    accepted, declined : sequence of (str, str)
        Texts of need and offer.

    Returns
    -------
    Tuning
        The settings of now, unless others within the bounds are better on two thirds of the
        pairs and on the third that was held out.

    Notes
    -----
    Twenty-five settings are tried: half, twice and between, around the defaults.  Every third
    pair of either kind, in the order given, is held out; nothing is drawn by chance.  Pairs of
    the same need are compared where a need has both kinds, else all with all.  Fewer than 20
    pairs, or 5 of a kind, change nothing.  Takes 25 scores for each pair.

    Examples
    --------
    >>> from sangsaeng.engine.matching.wording.analyzing import Bigrams
    >>> from sangsaeng.engine.matching.matcher import Entry, Matcher
    >>> matcher = Matcher.build([Entry("O1", "세정 공정")], Bigrams())
    >>> matcher.tuned([("세정", "세정 공정")], []).settings == matcher.settings
    True
    """
    pairs = len(accepted) + len(declined)
    if pairs < FEWEST_PAIRS or min(len(accepted), len(declined)) < FEWEST_OF_A_KIND:
        return Tuning(collection.settings, pairs, np.nan, np.nan, {})
    kinds = [[read_pair(pair, analyzer) for pair in some] for some in (accepted, declined)]
    learned = [[one for at, one in enumerate(some) if at % _EVERY != 1] for some in kinds]
    held_out = [some[1::_EVERY] for some in kinds]

    def quality(settings: Settings, judged: list[list[Seen]]) -> float:
        changed = replace(collection, settings=settings)
        yes, no = ([(one.need, score_of(changed, one)) for one in some] for some in judged)
        return _order(yes, no)

    now = collection.settings
    best = max(_candidates(now), key=lambda one: (quality(one, learned), one == now))
    gained = quality(best, learned) - quality(now, learned)
    before, after = quality(now, held_out), quality(best, held_out)
    if gained < _WORTH_CHANGING or after <= before:
        return Tuning(now, pairs, before, before, {})
    return Tuning(best, pairs, before, after, _moved(now, best))


def _candidates(now: Settings) -> list[Settings]:
    """Return the settings that are tried: those of now, and steps around the defaults."""
    usual = Settings()
    steps = [
        replace(now, pairs=usual.pairs * pairs, rarity=usual.rarity * rarity)
        for pairs, rarity in product(_STEPS, _STEPS)
    ]
    return [now, *steps]


def _moved(old: Settings, new: Settings) -> dict[str, tuple[float, float]]:
    """Return what differs between two settings."""
    names = ("pairs", "rarity")
    both = {name: (getattr(old, name), getattr(new, name)) for name in names}
    return {name: (one, other) for name, (one, other) in both.items() if one != other}


def read_pair(pair: Judged, analyzer: Analyzer) -> Seen:
    """Read a pair."""
    need, offer = (composed(text) for text in pair)
    line = units(offer)
    return Seen(
        need,
        Counter(analyzer.terms(need)),
        pairs_of(need),
        Counter(analyzer.terms(offer)),
        Lines(line, np.array([0, len(line)], np.int64)),
    )


def score_of(collection: Collection, seen: Seen) -> float:
    """Return the score of a pair, whether the offer is indexed or not."""
    question = collection.question(counted(list(seen.terms.elements())), seen.pairs)
    norm = norm_of(collection.index.parts, collection.index.weighting)
    length = seen.offer.total()
    weakened = norm.k1 * (1 - norm.b + norm.b * length / norm.mean)
    total = sum(
        gain * (norm.k1 + 1) * seen.offer[term] / (seen.offer[term] + weakened)
        for term, gain in question.gains.items()
    )
    row = np.zeros(1, np.int64)
    total += overlap(seen.lines, row, letters(), question.pairs, collection.norm())[0]
    return float(-np.expm1(-total / question.ideal))


def _order(yes: list[tuple[str, float]], no: list[tuple[str, float]]) -> float:
    """Return the chance that an accepted pair scores above a declined one, ties as half."""
    needs = {need for need, _score in yes} & {need for need, _score in no}
    compared = [
        (score > other) + 0.5 * (score == other)
        for need, score in yes
        for rival, other in no
        if not needs or (need == rival and need in needs)
    ]
    return float(np.mean(compared))
