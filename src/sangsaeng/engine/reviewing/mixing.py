"""The two-way mixed model of a sparse panel: entries and judges are random, the rest is noise.

A total is the panel's level, plus how good the entry is, plus how mild the judge is, plus noise.
How much of the spread each of the three makes is not known; instead of one estimate, a grid of
possible shares is weighed by how likely it makes the scores. So a small panel does not claim to
know more than it does.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sangsaeng.engine.reviewing.scores import Floats, Scores

GRID = 13
ROUNDS = 3
REACH = 7.0
# Grid points whose weight is below this part of the greatest do not count.
NEGLIGIBLE = 1e-3
TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Shares:
    """A possible make-up of the spread: noise in units of entries' and of judges' variance."""

    entry_ratio: float
    judge_ratio: float

    @classmethod
    def at(cls, outside: float, mild: float) -> "Shares":
        """The make-up at two log-odds: of what is not the entry, and of the judge within that."""
        rest, judge = _share(outside), _share(mild)
        return cls(rest * (1 - judge) / (1 - rest), (1 - judge) / judge)


@dataclass(frozen=True, slots=True)
class Solved:
    """The model's equations solved for one make-up, entries absorbed.

    `factor` is the lower Cholesky factor of what remains for the level and the judges; `level`
    holds their solutions in rows, one column for each set of totals.
    """

    shares: Shares
    factor: Floats
    level: Floats
    effects: Floats
    rest: Floats
    log_weight: Floats


class Design:
    """Who scored whom, with the sums that every make-up of the spread needs.

    Parameters
    ----------
    scores : Scores
        The panel's reviews.
    """

    def __init__(self, scores: Scores) -> None:
        self.scores = scores
        self.counts = scores.counts.astype(np.float64)
        self.seen = np.zeros((scores.entries, scores.judges + 1))
        self.seen[:, 0] = self.counts
        self.seen[scores.entry, scores.judge + 1] = 1.0
        self.sizes = np.unique(scores.counts)
        self.grams = [self._gram(size) for size in self.sizes]
        judged = self.seen[:, 1:].sum(axis=0)
        self.whole = np.diag(np.concatenate([[self.counts.sum()], judged]))
        self.whole[0, 1:] = self.whole[1:, 0] = judged

    def _gram(self, size: int) -> Floats:
        rows = self.seen[self.scores.counts == size]
        return np.asarray(rows.T @ rows)

    def sums(self, totals: Floats) -> tuple[Floats, Floats]:
        """The sums of centered totals over entries, and over everything and each judge."""
        by_entry = np.zeros((self.scores.entries, totals.shape[1]))
        np.add.at(by_entry, self.scores.entry, totals)
        by_judge = np.zeros((self.scores.judges + 1, totals.shape[1]))
        np.add.at(by_judge, self.scores.judge + 1, totals)
        by_judge[0] = totals.sum(axis=0)
        return by_entry, by_judge

    def factored(self, shares: Shares) -> Floats:
        """The Cholesky factor of the equations of level and judges."""
        matrix: Floats = self.whole.copy()
        inner = np.arange(1, len(matrix))
        matrix[inner, inner] += shares.judge_ratio
        for size, gram in zip(self.sizes, self.grams, strict=True):
            matrix -= gram / (size + shares.entry_ratio)
        return np.asarray(np.linalg.cholesky(matrix))

    def solve(
        self, shares: Shares, factor: Floats, by: tuple[Floats, Floats]
    ) -> tuple[Floats, Floats, Floats]:
        """Level with judges, entries' effects, and the squares they explain; columns as summed."""
        divisor = (self.counts + shares.entry_ratio)[:, None]
        right = by[1] - self.seen.T @ (by[0] / divisor)
        level = np.linalg.solve(factor.T, np.linalg.solve(factor, right))
        effects = (by[0] - self.seen @ level) / divisor
        return level, effects, (by[0] ** 2 / divisor).sum(axis=0) + (right * level).sum(axis=0)

    def solved(self, shares: Shares, totals: Floats, by: tuple[Floats, Floats]) -> Solved:
        """Solve for one make-up, and weigh it by the restricted likelihood of the totals."""
        factor = self.factored(shares)
        level, effects, explained = self.solve(shares, factor, by)
        squares = (totals**2).sum(axis=0)
        rest = np.maximum(squares - explained, TINY * np.maximum(squares, 1.0))
        size = 2 * np.log(np.diag(factor)).sum() + np.log(self.counts + shares.entry_ratio).sum()
        size -= self.scores.entries * np.log(shares.entry_ratio)
        size -= self.scores.judges * np.log(shares.judge_ratio)
        weight = -0.5 * ((len(totals) - 1) * np.log(rest) + size)
        return Solved(shares, factor, level, effects, rest, weight)


class MixedModel:
    """A panel's totals seen through the mixed model, over all likely make-ups of the spread.

    Parameters
    ----------
    scores : Scores
        The panel's reviews; at least two.
    totals : ndarray of float, shape (reviews,)
        Their totals.

    Notes
    -----
    Henderson's equations with the entries absorbed leave one row for each judge, so that a make-up
    costs one Cholesky factor of that size: O(judges³), whatever the number of entries. The prior
    is uniform over the three shares of the spread and 1/σ² for its size, both of which leave the
    restricted likelihood (REML) to decide; the noise variance integrates out exactly.

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
        self.center = float(totals.mean())
        centered = (totals - self.center)[:, None]
        by = self.design.sums(centered)
        self.points, self.weights = self._weigh(centered, by)
        self.freedom = max(len(totals) - 1, 1)

    def _weigh(self, totals: Floats, by: tuple[Floats, Floats]) -> tuple[list[Solved], Floats]:
        box = np.array([[-REACH, REACH], [-REACH, REACH]])
        points, weights = self._weigh_box(box, totals, by)
        for _ in range(ROUNDS - 1):
            box = _narrowed(box, weights)
            points, weights = self._weigh_box(box, totals, by)
        kept = np.flatnonzero(weights >= NEGLIGIBLE)
        return [points[k] for k in kept], weights[kept] / weights[kept].sum()

    def _weigh_box(
        self, box: Floats, totals: Floats, by: tuple[Floats, Floats]
    ) -> tuple[list[Solved], Floats]:
        places = _grid(box).tolist()
        points = [self.design.solved(Shares.at(*place), totals, by) for place in places]
        priors = [_log_prior(*place) for place in places]
        logs = np.array([point.log_weight[0] for point in points]) + priors
        return points, np.exp(logs - logs.max())

    @property
    def likeliest(self) -> Solved:
        """The most likely make-up."""
        return self.points[int(self.weights.argmax())]

    def deviations(self) -> dict[str, float]:
        """The standard deviations of entries, judges and noise, in points of 100."""
        noise = np.array([point.rest[0] / self.freedom for point in self.points])
        entry = noise / [point.shares.entry_ratio for point in self.points]
        judge = noise / [point.shares.judge_ratio for point in self.points]
        means = {"entries": entry, "judges": judge, "noise": noise}
        return {key: float(np.sqrt(self.weights @ value)) for key, value in means.items()}

    def adjusted(self, totals: Floats) -> Floats:
        """Each entry's value as if all judges had scored it, drawn to the middle by its doubt.

        The make-ups keep the weights they have under the model's own totals, so that the answer
        is linear in the totals; several sets of totals stand in columns.
        """
        columns = totals.reshape(len(totals), -1)
        centers = columns.mean(axis=0)
        by = self.design.sums(columns - centers)
        found = np.zeros((self.scores.entries, columns.shape[1]))
        for point, weight in zip(self.points, self.weights, strict=True):
            level, effects, _ = self.design.solve(point.shares, point.factor, by)
            found += weight * (effects + level[0] + centers)
        return found.reshape(self.scores.entries, *totals.shape[1:])

    def adjusted_by_likeliest(self, totals: Floats) -> Floats:
        """As `adjusted`, by the likeliest make-up alone; for many totals at once."""
        point, centers = self.likeliest, totals.mean(axis=0)
        by = self.design.sums(totals - centers)
        return self.design.solve(point.shares, point.factor, by)[1]

    def draws(self, count: int, generator: np.random.Generator) -> Iterator["Draws"]:
        """Draw what the truth may be, in batches of one make-up each."""
        batches = generator.multinomial(count, self.weights)
        for point, size in zip(self.points, batches, strict=True):
            if size:
                yield self._drawn(point, int(size), generator)

    def _drawn(self, point: Solved, size: int, generator: np.random.Generator) -> "Draws":
        noise = np.sqrt(point.rest[0] / generator.chisquare(self.freedom, size))
        loose = generator.standard_normal((len(point.factor), size))
        shift = np.linalg.solve(point.factor.T, loose)
        divisor = (self.design.counts + point.shares.entry_ratio)[:, None]
        effects = point.effects - noise * (self.design.seen @ shift) / divisor
        effects = effects + noise * generator.standard_normal(effects.shape) / np.sqrt(divisor)
        judge = noise / np.sqrt(point.shares.judge_ratio)
        return Draws(effects, judge, noise)


@dataclass(frozen=True, slots=True)
class Draws:
    """Some possible truths: entries' effects in columns, the judges' and the noise's deviation."""

    effects: Floats
    judge: Floats
    noise: Floats


def _share(log_odds: float) -> float:
    return float(1 / (1 + np.exp(-log_odds)))


def _grid(box: Floats) -> Floats:
    first, second = (np.linspace(low, high, GRID) for low, high in box)
    return np.stack([np.repeat(first, GRID), np.tile(second, GRID)], axis=1)


def _log_prior(outside: float, mild: float) -> float:
    """Uniform over the three shares, in the coordinates of the grid."""
    rest, judge = _share(outside), _share(mild)
    return float(np.log(rest**2 * (1 - rest) * judge * (1 - judge)))


def _narrowed(box: Floats, weights: Floats) -> Floats:
    """The part of the grid that has weight, and one step around it."""
    likely = _grid(box)[weights >= NEGLIGIBLE]
    step = (box[:, 1] - box[:, 0]) / (GRID - 1)
    low, high = likely.min(axis=0) - step, likely.max(axis=0) + step
    return np.stack([np.maximum(low, -REACH), np.minimum(high, REACH)], axis=1)
