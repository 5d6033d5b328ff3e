"""Who scored whom, and the equations of the mixed model that follow from it."""

from dataclasses import dataclass

import numpy as np

from sangsaeng.engine.reviewing.scores import Floats, Scores


@dataclass(frozen=True, slots=True)
class Sums:
    """Totals summed over entries, over judges and over everything, one column for each set."""

    entries: Floats
    judges: Floats
    all: Floats


@dataclass(frozen=True, slots=True)
class Halved:
    """The equations with the entries and the level absorbed, the judges turned to their own axes.

    `entry_ratio` is the noise variance in units of the entries'. What remains for the judges is
    `axes` times `lengths` times its transpose; any ratio of the judges is added to the lengths.
    """

    entry_ratio: float
    divisor: Floats
    pivot: float
    border: Floats
    lengths: Floats
    axes: Floats

    @property
    def log_size(self) -> float:
        """The logarithm of the absorbed part's determinant, the judges' part apart."""
        free = self.divisor > self.entry_ratio
        own = np.log(self.divisor[free] / self.entry_ratio).sum()
        return float(own + np.log(self.pivot))


class Design:
    """Who scored whom.

    Parameters
    ----------
    scores : Scores
        The panel's reviews.
    """

    def __init__(self, scores: Scores) -> None:
        self.scores = scores
        self.counts = scores.counts.astype(np.float64)
        self.seen = np.zeros((scores.entries, scores.judges))
        self.seen[scores.entry, scores.judge] = 1.0
        self.judged = self.seen.sum(axis=0)
        # Entries with equally many judges are absorbed alike, so their products are summed once.
        self.sizes = np.unique(scores.counts)
        self.products = [self._product(size) for size in self.sizes]

    def _product(self, size: int) -> Floats:
        rows = self.seen[self.scores.counts == size]
        return np.asarray(rows.T @ rows)

    def sums(self, totals: Floats) -> Sums:
        """Sum totals, shape (reviews, sets), over entries, judges and everything."""
        entries = np.zeros((self.scores.entries, totals.shape[1]))
        judges = np.zeros((self.scores.judges, totals.shape[1]))
        np.add.at(entries, self.scores.entry, totals)
        np.add.at(judges, self.scores.judge, totals)
        return Sums(entries, judges, entries.sum(axis=0))

    def halved(self, entry_ratio: float) -> Halved:
        """Absorb entries and level for one ratio of the noise to the entries' spread."""
        divisor = self.counts + entry_ratio
        share = self.counts / divisor
        pivot = float(self.counts.sum() - self.counts @ share)
        border = self.judged - self.seen.T @ share
        matrix = np.diag(self.judged) - np.outer(border, border) / pivot
        for size, product in zip(self.sizes, self.products, strict=True):
            matrix -= product / (size + entry_ratio)
        lengths, axes = np.linalg.eigh(matrix)
        return Halved(entry_ratio, divisor, pivot, border, np.maximum(lengths, 0.0), axes)

    def right_sides(self, half: Halved, sums: Sums) -> tuple[Floats, Floats]:
        """The right sides that remain for the level and, on their axes, for the judges."""
        shares = sums.entries / half.divisor[:, None]
        level = sums.all - self.counts @ shares
        judges = sums.judges - self.seen.T @ shares - np.outer(half.border, level / half.pivot)
        return level, half.axes.T @ judges

    def effects(self, half: Halved, sums: Sums, inverse: Floats) -> tuple[Floats, Floats]:
        """Solve for the level and the entries, with the inverse lengths of the judges' axes."""
        level, judges = self.right_sides(half, sums)
        mild = half.axes @ (inverse[:, None] * judges)
        middle = (level - half.border @ mild) / half.pivot
        return middle, self.given_all(half, sums, middle, mild)

    def given_all(self, half: Halved, sums: Sums, middle: Floats, judges: Floats) -> Floats:
        """The entries' effects once level and judges are known."""
        rest = sums.entries - np.outer(self.counts, middle) - self.seen @ judges
        return rest / half.divisor[:, None]
