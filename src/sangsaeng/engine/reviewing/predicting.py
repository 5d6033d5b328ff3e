"""Another panel: which entries it would place, judging by the same method.

Other judges, no better and no worse, see the same entries in the same design. Their mildness and
their noise are drawn as the mixed model found them; then they rank as the call says. Drawing the
panel's own judges again instead would claim far too much: they agree with themselves.
"""

from collections.abc import Callable

import numpy as np

from sangsaeng.engine.reviewing.mixing import Draws, MixedModel
from sangsaeng.engine.reviewing.scores import Floats, Scores

# Totals of other panels held at once: some tens of megabytes
AT_ONCE = 3_000_000

Method = Callable[[Floats], Floats]


def chances(
    model: MixedModel,
    drawn: list[Draws],
    method: Method,
    places: int,
    generator: np.random.Generator,
) -> Floats:
    """Return how probable it is that another panel places each entry.

    Parameters
    ----------
    model : MixedModel
        The panel seen through the mixed model.
    drawn : list of Draws
        Possible truths.
    method : callable
        From totals, shape (reviews, panels), to the entries' values, shape (entries, panels).
    places : int
        How many entries are placed.
    generator : numpy.random.Generator
        Where chance comes from.

    Returns
    -------
    ndarray of float, shape (entries,)
        The share of drawn panels that place the entry.
    """
    scores = model.scores
    placed, panels = np.zeros(scores.entries), 0
    for batch in drawn:
        step = max(1, AT_ONCE // max(len(scores.entry), 1))
        for start in range(0, batch.effects.shape[1], step):
            part = slice(start, start + step)
            values = method(_totals(scores, batch, part, generator))
            placed += _placed(values, places)
            panels += values.shape[1]
    return placed / panels


def _totals(scores: Scores, batch: Draws, part: slice, generator: np.random.Generator) -> Floats:
    effects, noise = batch.effects[:, part], batch.noise[part]
    judges = batch.judge[part] * generator.standard_normal((scores.judges, len(noise)))
    totals = noise * generator.standard_normal((len(scores.entry), len(noise)))
    totals += effects[scores.entry]
    totals += judges[scores.judge]
    return totals


def _placed(values: Floats, places: int) -> Floats:
    found = np.nan_to_num(values, nan=-np.inf)
    if places >= len(found):
        return np.full(len(found), float(found.shape[1]))
    cut = np.partition(found, len(found) - places, axis=0)[len(found) - places]
    return np.asarray((found >= cut).sum(axis=1), dtype=np.float64)
