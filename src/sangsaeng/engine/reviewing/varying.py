"""Sensitivity: what the places would be if one criterion weighed a fifth more or less."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sangsaeng.engine.reviewing.placing import places_of
from sangsaeng.engine.reviewing.scores import Floats, Ints, Scores

CHANGE = 0.2


@dataclass(frozen=True, slots=True)
class Variation:
    """One changed weight, and what it would change.

    Attributes
    ----------
    criterion : int
        Whose weight changes.
    change : float
        By which part of itself, before all weights are made to sum to 1 again.
    enters, leaves : tuple of int
        Entries that would be placed, or would no longer be.
    farthest : int
        The most places any entry moves.
    mean_move : float
        How many places an entry moves on average.
    """

    criterion: int
    change: float
    enters: tuple[int, ...]
    leaves: tuple[int, ...]
    farthest: int
    mean_move: float


def vary_weights(
    scores: Scores,
    method: Callable[[Floats], Floats],
    places: int | None,
    *,
    change: float = CHANGE,
) -> tuple[tuple[Variation, ...], Ints, Ints]:
    """Change each weight up and down and rank again.

    Parameters
    ----------
    scores : Scores
        The panel's reviews.
    method : callable
        From totals, shape (reviews, variants), to the entries' values, shape (entries, variants).
    places : int, optional
        How many entries are placed; none enters or leaves if omitted.
    change : float
        By which part of itself each weight changes.

    Returns
    -------
    variations : tuple of Variation
        Two for each criterion; none where there is only one criterion.
    best, worst : ndarray of int, shape (entries,)
        Each entry's best and worst place over all variations and the weights as they are.

    Examples
    --------
    >>> from sangsaeng.engine.reviewing import scores_from_table
    >>> from sangsaeng.engine.reviewing.means import plain_means
    >>> found = scores_from_table([[[0.9, 0.5]], [[0.5, 0.9]]], weights=[51, 49])
    >>> varied, best, worst = vary_weights(found, lambda totals: plain_means(found, totals), 1)
    >>> [(one.criterion, one.change, one.enters) for one in varied if one.enters]
    [(0, -0.2, (1,)), (1, 0.2, (1,))]
    >>> best.tolist(), worst.tolist()
    ([1, 1], [2, 2])
    """
    count = len(scores.weights)
    changed = [(k, sign * change) for k in range(count if count > 1 else 0) for sign in (-1, 1)]
    weights = [scores.weights, *(_reweighed(scores.weights, *one) for one in changed)]
    values = method(np.stack([scores.totals(one) for one in weights], axis=1))
    ranks = np.stack([places_of(column)[0] for column in values.T])
    varied = tuple(
        _variation(one, ranks[0], found, places)
        for one, found in zip(changed, ranks[1:], strict=True)
    )
    return varied, ranks.min(axis=0), ranks.max(axis=0)


def _reweighed(weights: Floats, criterion: int, change: float) -> Floats:
    found = weights.copy()
    found[criterion] *= 1 + change
    return found


def _variation(one: tuple[int, float], before: Ints, after: Ints, places: int | None) -> Variation:
    moves = np.abs(after - before)[before > 0]
    was, is_now = (_within(ranks, places) for ranks in (before, after))
    return Variation(
        criterion=one[0],
        change=one[1],
        enters=tuple(np.flatnonzero(is_now & ~was).tolist()),
        leaves=tuple(np.flatnonzero(was & ~is_now).tolist()),
        farthest=int(moves.max(initial=0)),
        mean_move=float(moves.mean()) if len(moves) else 0.0,
    )


def _within(ranks: Ints, places: int | None) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    limit = len(ranks) if places is None else places
    return (ranks > 0) & (ranks <= limit)
