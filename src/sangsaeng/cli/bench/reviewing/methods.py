"""Ways to turn the scores of a panel into values: ours, and those it is compared with."""

from collections.abc import Callable

import numpy as np

from sangsaeng.cli.bench.reviewing.panels import Floats
from sangsaeng.engine.reviewing import (
    MixedModel,
    Scores,
    is_all_judge,
    plain_means,
    scores_from_rows,
    trimmed_means,
)

OURS, MEAN = "sangsaeng", "raw mean"
PAIR_ROUNDS = 200
# Half a win and half a loss against everybody: else who wins always has no finite strength.
PRIOR_WINS = 0.5


def scores_of(totals: Floats) -> Scores:
    """Take totals of any scale, entries by judges, NaN where a judge did not score."""
    low, high = np.nanmin(totals), np.nanmax(totals)
    entry, judge = np.nonzero(~np.isnan(totals))
    shares = (totals[entry, judge] - low) / max(high - low, 1e-12)
    return scores_from_rows(entry, judge, np.clip(shares, 0, 1), shape=totals.shape)


def ours(totals: Floats) -> Floats:
    """Our policy: the plain mean where all judge all, else the mixed model."""
    scores = scores_of(totals)
    given = scores.totals()
    if is_all_judge(scores):
        return plain_means(scores, given)
    return MixedModel(scores, given).adjusted(given)


def raw_mean(totals: Floats) -> Floats:
    """The mean of each entry's scores."""
    return np.asarray(np.nanmean(totals, axis=1))


def median(totals: Floats) -> Floats:
    """The median of each entry's scores."""
    return np.asarray(np.nanmedian(totals, axis=1))


def standardized(totals: Floats) -> Floats:
    """The mean after each judge's scores are given mean 0 and deviation 1."""
    spread = np.nanstd(totals, axis=0)
    return raw_mean((totals - np.nanmean(totals, axis=0)) / np.where(spread > 0, spread, 1.0))


def centered(totals: Floats) -> Floats:
    """The mean after each judge's own mean is taken away."""
    return raw_mean(totals - np.nanmean(totals, axis=0))


def least_squares(totals: Floats) -> Floats:
    """Entry and judge as fixed effects, without shrinkage."""
    rows, columns = totals.shape
    entry, judge = np.nonzero(~np.isnan(totals))
    design = np.zeros((len(entry), rows + columns))
    design[np.arange(len(entry)), entry] = 1
    design[np.arange(len(entry)), rows + judge] = 1
    found = np.linalg.lstsq(design, totals[entry, judge], rcond=None)[0]
    return np.asarray(found[:rows])


def bradley_terry(totals: Floats) -> Floats:
    """Strengths under which each judge's pairwise preferences are likeliest."""
    wins = (totals[:, None] > totals[None]).sum(axis=2).astype(np.float64)
    wins += 0.5 * (totals[:, None] == totals[None]).sum(axis=2)
    np.fill_diagonal(wins, 0)
    met = wins + wins.T
    strength = np.ones(len(wins))
    for _ in range(PAIR_ROUNDS):
        shares = met / (strength[:, None] + strength)
        strength = (wins.sum(axis=1) + PRIOR_WINS) / (
            shares.sum(axis=1) + 2 * PRIOR_WINS / (strength + 1)
        )
        strength /= np.exp(np.log(strength).mean())
    return np.asarray(np.log(strength))


def dropped(totals: Floats) -> Floats:
    """The mean without each entry's highest and lowest score."""
    scores = scores_of(totals)
    return trimmed_means(scores, scores.totals())


METHODS: dict[str, Callable[[Floats], Floats]] = {
    MEAN: raw_mean,
    OURS: ours,
    "median": median,
    "z-score": standardized,
    "centering": centered,
    "Bradley-Terry": bradley_terry,
    "least squares": least_squares,
}
