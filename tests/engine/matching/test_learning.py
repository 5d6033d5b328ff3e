"""A collection learns its weights from its own pairs, within bounds, or not at all."""

import numpy as np
import pytest

from sangsaeng.engine.matching import BOUNDS, Bigrams, Entry, Matcher, Settings
from sangsaeng.engine.matching.learning import FEWEST_PAIRS, read_pair, score_of

pytestmark = pytest.mark.engine

COMMON = " 장비 기술 개발 공정"
RARE = [f"{first}{second}" for first in "갈널덜렬몰볼" for second in "각낙닥락막박"]


def collection():
    """Offers of which half hold four common words, and each of them a rare one of its own."""
    entries = [Entry(f"O{i}", rare + COMMON * (i % 2)) for i, rare in enumerate(RARE)]
    return Matcher.build(entries, Bigrams(), Settings(rarity=0.15))


def judged():
    """Accepted: the rare word agrees.  Declined: only the common ones do, but all of them."""
    accepted = [(rare + COMMON, f"{rare} 도색 로봇 물류") for rare in RARE]
    declined = [(rare + COMMON, COMMON) for rare in RARE]
    return accepted, declined


def test_weights_that_order_better_are_taken():
    matcher = collection()
    tuning = matcher.tuned(*judged())

    assert tuning.settings.rarity > matcher.settings.rarity
    assert tuning.after > tuning.before
    assert tuning.pairs == 2 * len(RARE)
    assert tuning.changed["rarity"] == (0.15, tuning.settings.rarity)


def test_the_same_pairs_teach_the_same():
    assert collection().tuned(*judged()) == collection().tuned(*judged())


def test_learned_weights_stay_within_bounds():
    accepted, declined = judged()
    for pairs in ((accepted, declined), (declined, accepted)):
        settings = collection().tuned(*pairs).settings
        for name, (least, most) in BOUNDS.items():
            assert least <= getattr(settings, name) <= most


def test_too_few_pairs_teach_nothing():
    matcher = collection()
    accepted, declined = judged()
    few = FEWEST_PAIRS // 2 - 1
    for pairs in ((accepted[:few], declined[:few]), (accepted, declined[:4]), (accepted, [])):
        tuning = matcher.tuned(*pairs)
        assert tuning.settings == matcher.settings
        assert tuning.changed == {}
        assert np.isnan(tuning.after)


def test_pairs_that_tell_nothing_teach_nothing():
    matcher = collection()
    accepted, _declined = judged()
    tuning = matcher.tuned(accepted, accepted)

    assert tuning.settings == matcher.settings
    assert tuning.before == tuning.after


def test_a_pair_scores_the_same_whether_learned_from_or_found():
    matcher = collection()
    [best] = matcher.match(RARE[0], k=1)
    seen = read_pair((RARE[0], matcher.texts.text(best.id)), matcher.analyzer)

    assert score_of(matcher.collection, seen) == pytest.approx(best.score)
