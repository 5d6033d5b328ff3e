"""The scores of a panel: who gave which entry how many points for what."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

FULL = 100.0

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class InvalidScores(ValueError):
    """Scores that contradict themselves: unknown parties, points above the most, no weights."""


@dataclass(frozen=True, slots=True)
class Scores:
    """The complete reviews of a panel, one row each.

    Attributes
    ----------
    entries, judges : int
        How many there are; a row names them by number from 0.
    entry, judge : ndarray of int, shape (reviews,)
        Whom each review is of and by.
    shares : ndarray of float, shape (reviews, criteria)
        Points as a share of the most a criterion gives, from 0 to 1.
    weights : ndarray of float, shape (criteria,)
        What each criterion weighs; they sum to 1.
    incomplete : int
        Reviews left out because points were missing.
    """

    entries: int
    judges: int
    entry: Ints
    judge: Ints
    shares: Floats
    weights: Floats
    incomplete: int = 0

    def totals(self, weights: Floats | None = None) -> Floats:
        """Each review's total of 100, by its own weights or by others."""
        used = self.weights if weights is None else weights
        found: Floats = FULL * (self.shares @ (used / used.sum()))
        return found

    @property
    def counts(self) -> Ints:
        """How many judges scored each entry."""
        return np.bincount(self.entry, minlength=self.entries)


def scores_from_rows(
    entry: ArrayLike,
    judge: ArrayLike,
    points: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    most: ArrayLike = 1.0,
    shape: tuple[int, int] | None = None,
) -> Scores:
    """Take reviews as rows: a review with a missing point does not count and is told of.

    Parameters
    ----------
    entry : array_like of int, shape (reviews,)
        The number of the entry, from 0.
    judge : array_like of int, shape (reviews,)
        The number of the judge, from 0.
    points : array_like of float, shape (reviews,) or (reviews, criteria)
        The points given; NaN where none were.
    weights : array_like of float, shape (criteria,), optional
        What each criterion weighs, in any unit; alike if omitted.
    most : array_like of float, shape () or (criteria,)
        The most points each criterion gives.
    shape : tuple of int, optional
        How many entries and judges there are; as many as are named if omitted.

    Returns
    -------
    Scores
        The complete reviews.

    Raises
    ------
    InvalidScores
        If lengths differ, a number is out of range, a judge reviews an entry twice, points leave
        the range from 0 to the most, or a weight is negative or all are zero.

    Examples
    --------
    >>> found = scores_from_rows([0, 0, 1], [0, 1, 0], [[8, 6], [9, 7], [5, float("nan")]],
    ...                          weights=[60, 40], most=10)
    >>> found.totals().round(1).tolist(), found.incomplete
    ([72.0, 82.0], 1)
    """
    entry_of, judge_of = np.asarray(entry, dtype=np.int64), np.asarray(judge, dtype=np.int64)
    given = np.asarray(points, dtype=np.float64)
    given = given[:, None] if given.ndim == 1 else given
    if not len(entry_of) == len(judge_of) == len(given):
        raise InvalidScores("entry, judge and points differ in length")
    entries, judges = shape or (_count(entry_of), _count(judge_of))
    _check_numbers(entry_of, judge_of, entries, judges)
    shares = given / np.broadcast_to(np.asarray(most, dtype=np.float64), given.shape[1:])
    complete = ~np.isnan(shares).any(axis=1)
    if ((shares[complete] < 0) | (shares[complete] > 1)).any():
        raise InvalidScores("points below 0 or above the most")
    return Scores(
        entries,
        judges,
        entry_of[complete],
        judge_of[complete],
        shares[complete],
        _weights(weights, given.shape[1]),
        int((~complete).sum()),
    )


def scores_from_table(
    table: ArrayLike, *, weights: ArrayLike | None = None, most: ArrayLike = 1.0
) -> Scores:
    """Take scores as a table of entries, judges and, if there are several, criteria.

    Parameters
    ----------
    table : array_like of float, shape (entries, judges) or (entries, judges, criteria)
        The points; NaN where a judge gave none.
    weights : array_like of float, shape (criteria,), optional
        What each criterion weighs; alike if omitted.
    most : array_like of float, shape () or (criteria,)
        The most points each criterion gives.

    Returns
    -------
    Scores
        The complete reviews.

    Raises
    ------
    InvalidScores
        As `scores_from_rows`.

    Examples
    --------
    >>> scores_from_table([[0.5, 0.7], [0.9, float("nan")]]).counts.tolist()
    [2, 1]
    """
    cube = np.asarray(table, dtype=np.float64)
    cube = cube.reshape(cube.shape[0], cube.shape[1], -1)
    entry, judge = np.nonzero(~np.isnan(cube).all(axis=2))
    return scores_from_rows(
        entry, judge, cube[entry, judge], weights=weights, most=most, shape=cube.shape[:2]
    )


def _count(numbers: Ints) -> int:
    return int(numbers.max()) + 1 if len(numbers) else 0


def _check_numbers(entry: Ints, judge: Ints, entries: int, judges: int) -> None:
    for numbers, count in ((entry, entries), (judge, judges)):
        if len(numbers) and (numbers.min() < 0 or numbers.max() >= count):
            raise InvalidScores("an entry or a judge out of range")
    if len(np.unique(entry * max(judges, 1) + judge)) != len(entry):
        raise InvalidScores("a judge reviews an entry twice")


def _weights(weights: ArrayLike | None, criteria: int) -> Floats:
    found = np.ones(criteria) if weights is None else np.asarray(weights, dtype=np.float64)
    if found.shape != (criteria,) or (found < 0).any() or not found.sum() > 0:
        raise InvalidScores("one weight for each criterion, not all of them zero")
    return np.asarray(found / found.sum())
