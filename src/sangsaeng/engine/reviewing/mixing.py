"""The two-way mixed model of a panel: entries and judges are random, the rest is noise.

A total is the panel's level, plus how good the entry is, plus how mild the judge is, plus noise.
How much of the spread each of the three makes is not known; instead of one estimate, a grid of
possible make-ups is weighed by how likely each makes the scores. So a small panel does not claim
to know more than it does.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sangsaeng.engine.reviewing.design import Design, Halved
from sangsaeng.engine.reviewing.scores import Floats, Scores

GRID = 13
ROUNDS = 3
# The logarithms of both ratios lie between these.
REACH = 9.0
# Make-ups whose weight is below this part of the greatest do not count.
NEGLIGIBLE = 1e-3
TINY = 1e-12
# How much the prior expects of the judges' share, where entries and noise have 1 each. A small
# panel can hardly tell mildness from noise; expecting as much of it as of the others made such
# panels take noise for mildness, and agree less with held-out judges than the plain mean.
PRIOR_JUDGES = 0.1


@dataclass(frozen=True, slots=True)
class Column:
    """All make-ups that share one ratio of the noise to the entries' spread.

    For each of the judges' ratios in `judge_ratios` there are its weight and, in `rest`, the sum
    of squares it leaves to noise.
    """

    half: Halved
    judge_ratios: Floats
    weights: Floats
    rest: Floats

    @property
    def inverse(self) -> Floats:
        """The inverse lengths of the judges' axes, averaged over the ratios by weight."""
        lengths = self.half.lengths + self.judge_ratios[:, None]
        return np.asarray(self.weights @ (1 / lengths))


@dataclass(frozen=True, slots=True)
class Draws:
    """Some possible truths: entries' effects in columns, the judges' and the noise's deviation."""

    effects: Floats
    judge: Floats
    noise: Floats


class MixedModel:
    """A panel's totals seen through the mixed model, over all likely make-ups of the spread.

    Parameters
    ----------
    scores : Scores
        The panel's reviews; at least one.
    totals : ndarray of float, shape (reviews,)
        Their totals.

    Notes
    -----
    Henderson's equations with entries and level absorbed leave one row for each judge. Turned to
    their own axes they serve for every ratio of the judges' spread at once, so that a grid of
    make-ups costs one decomposition of that size for each ratio of the entries': O(judges³),
    whatever the number of entries. The prior is Dirichlet(1, 0.1, 1) over the shares of entries,
    judges and noise and 1/σ² for the size of the spread, so that the restricted likelihood (REML)
    decides where there is much to decide by; σ² integrates out exactly.

    References
    ----------
    C. R. Henderson: Best linear unbiased estimation and prediction under a selection model.
    Biometrics 31 (1975). https://doi.org/10.2307/2529430
    H. Rue, S. Martino, N. Chopin: Approximate Bayesian inference for latent Gaussian models.
    J. R. Statist. Soc. B 71 (2009). https://doi.org/10.1111/j.1467-9868.2008.00700.x
    """

    def __init__(self, scores: Scores, totals: Floats) -> None:
        self.scores = scores
        self.design = Design(scores)
        self.freedom = max(len(totals) - 1, 1)
        centered = (totals - totals.mean())[:, None]
        self.sums = self.design.sums(centered)
        self.squares = float((centered**2).sum())
        self.columns = self._weigh()

    def _weigh(self) -> list[Column]:
        box = np.array([[-REACH, REACH], [-REACH, REACH]])
        columns, logs = self._columns(box)
        for _ in range(ROUNDS - 1):
            box = _narrowed(box, np.exp(logs - logs.max()))
            columns, logs = self._columns(box)
        weights = np.exp(logs - logs.max())
        weights[weights < NEGLIGIBLE] = 0.0
        weights /= weights.sum()
        found = zip(columns, weights, strict=True)
        return [
            Column(one.half, one.judge_ratios, own, one.rest) for one, own in found if own.any()
        ]

    def _columns(self, box: Floats) -> tuple[list[Column], Floats]:
        entry_logs, judge_logs = (np.linspace(low, high, GRID) for low, high in box)
        columns = [self.weighed(float(np.exp(one)), np.exp(judge_logs)) for one in entry_logs]
        priors = [_log_prior(one, judge_logs) for one in entry_logs]
        return columns, np.stack([one.weights for one in columns]) + np.stack(priors)

    def weighed(self, entry_ratio: float, judge_ratios: Floats) -> Column:
        """Return the make-ups that share one ratio of the entries, weights still as logarithms."""
        half = self.design.halved(entry_ratio)
        level, judges = self.design.right_sides(half, self.sums)
        lengths = half.lengths + judge_ratios[:, None]
        explained = (self.sums.entries[:, 0] ** 2 / half.divisor).sum() + level[0] ** 2 / half.pivot
        rest = self.squares - explained - (judges[:, 0] ** 2 / lengths).sum(axis=1)
        rest = np.maximum(rest, TINY * max(self.squares, 1.0))
        size = half.log_size + np.log(lengths / judge_ratios[:, None]).sum(axis=1)
        return Column(half, judge_ratios, -0.5 * (self.freedom * np.log(rest) + size), rest)

    def deviations(self) -> dict[str, float]:
        """Return how far entries, judges and noise spread, as standard deviations of the totals."""
        sums = dict.fromkeys(("entries", "judges", "noise"), 0.0)
        for one in self.columns:
            noise = one.weights * one.rest / self.freedom
            sums["entries"] += float(noise.sum() / one.half.entry_ratio)
            sums["judges"] += float((noise / one.judge_ratios).sum())
            sums["noise"] += float(noise.sum())
        return {key: float(np.sqrt(value)) for key, value in sums.items()}

    def adjusted(self, totals: Floats) -> Floats:
        """Return each entry's value as if all judges had scored it, drawn in by its doubt.

        The make-ups keep the weights they have under the model's own totals, so that the answer
        is linear in the totals; several sets of totals stand in columns.
        """
        columns = totals.reshape(len(totals), -1)
        centers = columns.mean(axis=0)
        sums = self.design.sums(columns - centers)
        found = np.zeros((self.scores.entries, columns.shape[1])) + centers
        for one in self.columns:
            weight = one.weights.sum()
            level, effects = self.design.effects(one.half, sums, one.inverse / weight)
            found += weight * (level + effects)
        return np.asarray(found).reshape(self.scores.entries, *totals.shape[1:])

    def adjusted_by_likeliest(self, totals: Floats) -> Floats:
        """Return the entries' effects by the likeliest make-up alone; for many totals at once."""
        best = max(self.columns, key=lambda one: float(one.weights.max()))
        inverse = 1 / (best.half.lengths + best.judge_ratios[best.weights.argmax()])
        sums = self.design.sums(totals - totals.mean(axis=0))
        return self.design.effects(best.half, sums, inverse)[1]

    def draws(self, count: int, generator: np.random.Generator) -> Iterator[Draws]:
        """Draw what the truth may be, in batches that share a ratio of the entries."""
        sizes = generator.multinomial(count, [one.weights.sum() for one in self.columns])
        for one, size in zip(self.columns, sizes, strict=True):
            if size:
                yield self.drawn_of(one, int(size), generator)

    def drawn_of(self, one: Column, size: int, generator: np.random.Generator) -> Draws:
        """Draw possible truths of the make-ups that share one ratio of the entries."""
        half, normal = one.half, generator.standard_normal
        which = generator.choice(len(one.weights), size, p=one.weights / one.weights.sum())
        noise = np.sqrt(one.rest[which] / generator.chisquare(self.freedom, size))
        lengths = half.lengths[:, None] + one.judge_ratios[which]
        level, sides = self.design.right_sides(half, self.sums)
        loose = normal(lengths.shape)
        judges = half.axes @ (sides / lengths + noise * loose / np.sqrt(lengths))
        middle = (level - half.border @ judges) / half.pivot
        middle = middle + noise * normal(size) / np.sqrt(half.pivot)
        effects = self.design.given_all(half, self.sums, middle, judges)
        effects += noise * normal(effects.shape) / np.sqrt(half.divisor)[:, None]
        return Draws(effects, noise / np.sqrt(one.judge_ratios[which]), noise)


def _log_prior(entry_log: float, judge_logs: Floats) -> Floats:
    """Dirichlet over the three shares of the spread, in the logarithms of both ratios."""
    both = np.log1p(np.exp(-entry_log) + np.exp(-judge_logs))
    found: Floats = -entry_log - PRIOR_JUDGES * judge_logs - (2 + PRIOR_JUDGES) * both
    return found


def _narrowed(box: Floats, weights: Floats) -> Floats:
    """The part of the grid that has weight, and one step around it."""
    step = (box[:, 1] - box[:, 0]) / (GRID - 1)
    likely = np.argwhere(weights >= NEGLIGIBLE)
    low = box[:, 0] + step * (likely.min(axis=0) - 1)
    high = box[:, 0] + step * (likely.max(axis=0) + 1)
    return np.stack([np.maximum(low, -REACH), np.minimum(high, REACH)], axis=1)
