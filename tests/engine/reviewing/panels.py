"""Panels for tests: drawn from the model, or by hand."""

from itertools import combinations, product

import numpy as np

from sangsaeng.engine.reviewing import Panel, scores_from_rows, scores_from_table

NONE = float("nan")


def drawn_scores(seed=1, entries=30, judges=8, per_entry=3, spread=(12.0, 6.0, 6.0)):
    """A sparse panel of known make-up, and the truth of its entries."""
    generator = np.random.default_rng(seed)
    good = generator.normal(0, spread[0], entries)
    mild = generator.normal(0, spread[1], judges)
    entry = np.repeat(np.arange(entries), per_entry)
    judge = np.concatenate(
        [generator.choice(judges, per_entry, replace=False) for _ in range(entries)]
    )
    noise = generator.normal(0, spread[2], len(entry))
    points = np.clip((60 + good[entry] + mild[judge] + noise) / 100, 0, 1)
    return scores_from_rows(entry, judge, points, shape=(entries, judges)), good


def drawn_table(seed=1, entries=12, judges=5, criteria=2):
    """A panel in which all judges scored all entries, with points of ten."""
    generator = np.random.default_rng(seed)
    good = generator.normal(6, 1.5, (entries, 1, criteria))
    table = np.rint(good + generator.normal(0, 1, (entries, judges, criteria)))
    return np.clip(table, 0, 10)


def crossed(table, **settings):
    """Scores of a table with points of ten."""
    return scores_from_table(table, most=10, **settings)


def drawn_panel(seed=1, entries=6, judges=4, **fields):
    """A panel to assign, with conflicts and mismatches drawn."""
    generator = np.random.default_rng(seed)
    found = {
        "need": np.full(entries, 2),
        "room": np.full(judges, entries),
        "forbidden": generator.random((entries, judges)) < 0.2,
        "mismatch": generator.random((entries, judges)).round(2),
    }
    return Panel(**(found | fields))


def every_assignment(panel):
    """Every allowed assignment of a tiny panel in which no entry has more than its minimum."""
    choices = []
    for entry, need in enumerate(panel.need):
        free = np.flatnonzero(~panel.forbidden[entry])
        choices.append(
            [chosen for size in range(need + 1) for chosen in combinations(free.tolist(), size)]
        )
    for chosen in product(*choices):
        loads = np.bincount([j for one in chosen for j in one], minlength=len(panel.room))
        if (loads <= panel.room).all():
            yield chosen
