"""The mixed model against its textbook form, written out with full matrices."""

import numpy as np
import pytest
from tests.engine.reviewing.panels import drawn_scores

from sangsaeng.engine.reviewing import MixedModel

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def scores():
    return drawn_scores(seed=5, entries=14, judges=6)[0]


def written_out(scores, totals, entry_ratio, judge_ratio):
    """-2 log restricted likelihood but for a constant, and the entries' effects, from V itself."""
    entries, judges = np.eye(scores.entries)[scores.entry], np.eye(scores.judges)[scores.judge]
    spread = entries @ entries.T / entry_ratio + judges @ judges.T / judge_ratio
    inverse = np.linalg.inv(spread + np.eye(len(totals)))
    ones = np.ones(len(totals))
    level = ones @ inverse @ totals / (ones @ inverse @ ones)
    rest = totals - level
    squares = rest @ inverse @ rest
    size = -np.linalg.slogdet(inverse)[1] + np.log(ones @ inverse @ ones)
    return (
        size + (len(totals) - 1) * np.log(squares),
        entries.T @ inverse @ rest / entry_ratio,
        level,
    )


def test_weights_are_the_restricted_likelihood(scores):
    model, totals = MixedModel(scores, scores.totals()), scores.totals()
    found, expected = [], []
    for entry_ratio in (0.2, 1.5, 30.0):
        column = model.weighed(entry_ratio, np.array([0.1, 2.0, 50.0]))
        found += (-2 * column.weights).tolist()
        expected += [written_out(scores, totals, entry_ratio, one)[0] for one in (0.1, 2.0, 50.0)]

    assert np.array(found) - found[0] == pytest.approx(np.array(expected) - expected[0], abs=1e-6)


def test_adjusted_values_are_the_average_of_the_textbooks(scores):
    model, totals = MixedModel(scores, scores.totals()), scores.totals()
    expected = np.zeros(scores.entries)
    for column in model.columns:
        for ratio, weight in zip(column.judge_ratios, column.weights, strict=True):
            _, effects, level = written_out(scores, totals, column.half.entry_ratio, ratio)
            expected += weight * (effects + level)

    assert model.adjusted(totals) == pytest.approx(expected, abs=1e-6)


def test_draws_spread_around_the_adjusted_values(scores):
    model, totals = MixedModel(scores, scores.totals()), scores.totals()
    drawn = list(model.draws(20_000, np.random.default_rng(1)))
    means = np.concatenate([one.effects for one in drawn], axis=1).mean(axis=1)
    adjusted = model.adjusted(totals)

    assert means - means.mean() == pytest.approx(adjusted - adjusted.mean(), abs=0.3)


def test_draws_spread_as_the_textbook_says(scores):
    model, totals = MixedModel(scores, scores.totals()), scores.totals()
    column = max(model.columns, key=lambda one: one.weights.max())
    which = column.weights.argmax()
    ratio, half = column.judge_ratios[which], column.half
    alone = type(column)(half, column.judge_ratios[[which]], np.ones(1), column.rest[[which]])
    drawn = model.drawn_of(alone, 40_000, np.random.default_rng(2)).effects
    entries, judges = np.eye(scores.entries)[scores.entry], np.eye(scores.judges)[scores.judge]
    rows = np.hstack([np.ones((len(totals), 1)), judges, entries])
    penalty = np.diag([0.0] + [ratio] * scores.judges + [half.entry_ratio] * scores.entries)
    inner = np.linalg.inv(rows.T @ rows + penalty)[-scores.entries :, -scores.entries :]
    noise = column.rest[which] / (model.freedom - 2)

    assert np.cov(drawn) == pytest.approx(noise * inner, abs=0.06 * noise * inner.max())


def test_several_sets_of_totals_at_once_are_each_of_their_own(scores):
    model, totals = MixedModel(scores, scores.totals()), scores.totals()
    both = model.adjusted(np.stack([totals, 2 * totals + 5], axis=1))

    assert both[:, 0] == pytest.approx(model.adjusted(totals))
    assert both[:, 1] == pytest.approx(2 * both[:, 0] + 5)
