"""Means of an entry's scores: the plain one, and the one without its highest and lowest."""

import numpy as np

from sangsaeng.engine.reviewing.scores import Floats, Scores

# A panel counts as «all judges scored all» from these shares on: of all its pairs, and of the
# judges of its least scored entry. Below, who was judged by whom would decide.
ALL_PAIRS = 0.95
ALL_OF_ENTRY = 0.75
LEAST_TO_DROP = 5


def is_all_judge(scores: Scores) -> bool:
    """Say whether nearly all judges scored all entries, so that the plain mean is fair.

    Parameters
    ----------
    scores : Scores
        The panel's reviews. Judges and entries without any are not counted.

    Returns
    -------
    bool
        Whether at least nineteen in twenty of all pairs were scored, and every entry by at least three
        in four of the judges: a few conflicts do not change the method, two of three judges do.

    Examples
    --------
    >>> from sangsaeng.engine.reviewing import scores_from_table
    >>> nan = float("nan")
    >>> is_all_judge(scores_from_table([[0.1, 0.2, 0.3]] * 4))
    True
    >>> is_all_judge(scores_from_table([[0.1, 0.2, nan], [nan, 0.2, 0.3], [0.1, nan, 0.3]]))
    False
    """
    counts = scores.counts
    scored = counts[counts > 0]
    judges = len(np.unique(scores.judge))
    if not judges:
        return True
    filled = len(scores.entry) / (len(scored) * judges)
    return bool(filled >= ALL_PAIRS and scored.min() >= ALL_OF_ENTRY * judges)


def plain_means(scores: Scores, totals: Floats) -> Floats:
    """Return each entry's mean over its judges.

    Parameters
    ----------
    scores : Scores
        Whose totals they are.
    totals : ndarray of float, shape (reviews,) or (reviews, variants)
        The totals, possibly under several weights at once.

    Returns
    -------
    ndarray of float, shape (entries,) or (entries, variants)
        The means; NaN for an entry nobody scored.

    Examples
    --------
    >>> from sangsaeng.engine.reviewing import scores_from_table
    >>> found = scores_from_table([[0.5, 0.7], [0.9, 0.8]])
    >>> plain_means(found, found.totals()).round(6).tolist()
    [60.0, 85.0]
    """
    sums = np.zeros((scores.entries, *totals.shape[1:]))
    np.add.at(sums, scores.entry, totals)
    counts = scores.counts.astype(np.float64).reshape(-1, *(1,) * (totals.ndim - 1))
    return np.divide(sums, counts, out=np.full_like(sums, np.nan), where=counts > 0)


def trimmed_means(scores: Scores, totals: Floats) -> Floats:
    """Return each entry's mean without its highest and lowest total, from five judges on.

    Parameters
    ----------
    scores : Scores
        Whose totals they are.
    totals : ndarray of float, shape (reviews,) or (reviews, variants)
        The totals, possibly under several weights at once.

    Returns
    -------
    ndarray of float, shape (entries,) or (entries, variants)
        The means; the plain mean for an entry with fewer than five judges.

    Examples
    --------
    >>> from sangsaeng.engine.reviewing import scores_from_table
    >>> found = scores_from_table([[0.1, 0.5, 0.6, 0.7, 1.0], [0.2, 0.3, 0.4, 0.5, 0.6]])
    >>> trimmed_means(found, found.totals()).round(6).tolist()
    [60.0, 40.0]
    """
    flat = totals.reshape(len(totals), -1)
    counts = scores.counts
    sums, highest = np.zeros((scores.entries, flat.shape[1])), np.full(flat.shape[1], -np.inf)
    high, low = np.tile(highest, (scores.entries, 1)), np.tile(-highest, (scores.entries, 1))
    np.add.at(sums, scores.entry, flat)
    np.maximum.at(high, scores.entry, flat)
    np.minimum.at(low, scores.entry, flat)
    enough = (counts >= LEAST_TO_DROP)[:, None]
    with np.errstate(invalid="ignore", divide="ignore"):
        kept = (sums - high - low) / (counts - 2)[:, None]
    means = plain_means(scores, flat)
    return np.where(enough, kept, means).reshape(scores.entries, *totals.shape[1:])
