"""Places: who stands before whom, who shares a place, and what a declared tie rule settles."""

import numpy as np

from sangsaeng.engine.reviewing.scores import Floats, Ints

# Means of the same points in another order differ in their last bits; that is a tie.
SAME = 1e-9


def places_of(values: Floats, breakers: Floats | None = None) -> tuple[Ints, Ints]:
    """Return the place of each entry and how many share it.

    Parameters
    ----------
    values : ndarray of float, shape (entries,)
        The higher, the better; NaN for an entry without a value, which gets place 0.
    breakers : ndarray of float, shape (entries, rules), optional
        What the declared tie rule looks at, the most important first; the higher, the better.

    Returns
    -------
    places : ndarray of int, shape (entries,)
        From 1; entries that nothing tells apart share the best place of theirs.
    sharing : ndarray of int, shape (entries,)
        How many stand on that place, 1 where there is no tie.

    Examples
    --------
    >>> places, sharing = places_of(np.array([80.0, 90.0, 80.0, 70.0]))
    >>> places.tolist(), sharing.tolist()
    ([2, 1, 2, 4], [2, 1, 2, 1])
    >>> places_of(np.array([80.0, 80.0]), np.array([[7.0], [9.0]]))[0].tolist()
    [2, 1]
    """
    kept = np.flatnonzero(~np.isnan(values))
    keys = values[kept, None]
    if breakers is not None:
        keys = np.hstack([keys, np.nan_to_num(breakers[kept], nan=-np.inf)])
    keys = np.round(keys / SAME)
    order = np.lexsort(-keys.T[::-1])
    ranked = keys[order]
    starts = np.ones(len(kept), dtype=bool)
    starts[1:] = (ranked[1:] != ranked[:-1]).any(axis=1)
    first = np.flatnonzero(starts)
    group = np.cumsum(starts) - 1
    places, sharing = np.zeros(len(values), dtype=np.int64), np.zeros(len(values), dtype=np.int64)
    places[kept[order]] = first[group] + 1 if len(kept) else 0
    sharing[kept[order]] = np.bincount(group)[group] if len(kept) else 0
    return places, sharing


def ranks_of_draws(draws: Floats) -> Ints:
    """Return the rank of each row within each column, 1 for the greatest.

    Parameters
    ----------
    draws : ndarray of float, shape (entries, draws)
        Possible values, one set in each column.

    Returns
    -------
    ndarray of int, shape (entries, draws)
        The ranks; equal values are put in an order without meaning.

    Examples
    --------
    >>> ranks_of_draws(np.array([[1.0, 5.0], [2.0, 3.0]])).tolist()
    [[2, 1], [1, 2]]
    """
    order = np.argsort(-draws, axis=0)
    ranks = np.empty(draws.shape, dtype=np.int64)
    np.put_along_axis(ranks, order, np.arange(1, len(draws) + 1)[:, None], axis=0)
    return ranks
