"""Trials on panels: order against held-out judges, a judge who cheats, honest chances."""

from collections.abc import Callable, Iterator

import numpy as np

from sangsaeng.cli.bench.reviewing.methods import MEAN, METHODS, dropped, raw_mean, scores_of
from sangsaeng.cli.bench.reviewing.panels import Floats, JudgedPanel, worsened
from sangsaeng.engine.reviewing import Policy, rank

# Names and what is added to the real scores: judges' mildness and noise, in entries' deviations
CONDITIONS = {
    "as they are": (0.0, 0.0),
    "mildness 0.5": (0.5, 0.0),
    "mildness 1.0": (1.0, 0.0),
    "noise 1.1": (0.0, 1.1),
}
POOL, TRUTH, PER_ENTRY = 6, 3, 3
RESAMPLES = 2000
TOP = 0.2
BINS = 10


def kendall(first: Floats, second: Floats) -> float:
    """Return Kendall's τ-b of two lists of values."""
    upper = np.triu_indices(len(first), 1)
    one = np.sign(np.round(first[:, None] - first, 9))[upper]
    two = np.sign(np.round(second[:, None] - second, 9))[upper]
    scale = np.sqrt((one != 0).sum() * (two != 0).sum())
    return float((one * two).sum() / scale) if scale else 0.0


def order_trials(
    panels: list[JudgedPanel], repeats: int, seed: int
) -> dict[str, dict[str, list[float]]]:
    """Return by condition and method how each panel agrees with three held-out judges.

    Three of six judges score each entry; the crossed design gives all entries the same three.
    """
    found: dict[str, dict[str, list[float]]] = {}
    for name, added in CONDITIONS.items():
        for design in ("sparse", "crossed"):
            if design == "crossed" and added[0]:
                continue
            rows = [
                _panel_order(panel.totals, added, design, repeats, [seed, number])
                for number, panel in enumerate(panels)
            ]
            found[f"{design}, {name}"] = {
                method: [row[method] for row in rows] for method in METHODS
            }
    return found


def _panel_order(
    totals: Floats, added: tuple[float, float], design: str, repeats: int, seed: list[int]
) -> dict[str, float]:
    generator = np.random.default_rng(seed)
    taus: dict[str, list[float]] = {method: [] for method in METHODS}
    for _ in range(repeats):
        shuffled = totals[:, generator.permutation(totals.shape[1])]
        truth = shuffled[:, POOL : POOL + TRUTH].mean(axis=1)
        pool = worsened(shuffled[:, :POOL], *added, generator)
        seen = pool[:, :PER_ENTRY] if design == "crossed" else sparse(pool, PER_ENTRY, generator)
        for method, value_of in METHODS.items():
            taus[method].append(kendall(value_of(seen), truth))
    return {method: float(np.mean(each)) for method, each in taus.items()}


def sparse(pool: Floats, per_entry: int, generator: np.random.Generator) -> Floats:
    """Leave each entry so many scores, the judges' loads as even as chance lets them."""
    seen = np.full(pool.shape, np.nan)
    loads = np.zeros(pool.shape[1])
    for entry in generator.permutation(len(pool)):
        order = np.argsort(loads + generator.random(len(loads)))[:per_entry]
        seen[entry, order] = pool[entry, order]
        loads[order] += 1
    return seen


def differences(found: dict[str, list[float]], seed: int) -> dict[str, dict[str, float]]:
    """Return each method's mean τ, and beside the raw mean with its 95 % interval over panels."""
    generator = np.random.default_rng(seed)
    base = np.array(found[MEAN])
    picks = generator.integers(0, len(base), (RESAMPLES, len(base)))
    told = {}
    for method, values in found.items():
        apart = np.array(values) - base
        low, high = np.quantile(apart[picks].mean(axis=1), (0.025, 0.975))
        told[method] = {
            "tau": float(np.mean(values)),
            "against_mean": float(apart.mean()),
            "low": float(low),
            "high": float(high),
        }
    return told


def cheating_trials(
    panels: list[JudgedPanel], repeats: int, seed: int
) -> dict[str, dict[str, float]]:
    """Return what dropping extremes changes: Kendall's τ and the share of the top fifth kept.

    Five judges score everything and four held-out ones are the truth. The one who cheats gives
    an entry of the middle the best score and buries the first three.
    """
    told: dict[str, dict[str, float]] = {}
    for name, cheats in (("honest", False), ("one cheats", True)):
        for noise_name, noise in (("as they are", 0.0), ("noise 1.1", 1.1)):
            rows: list[list[float]] = []
            for number, panel in enumerate(panels):
                generator = np.random.default_rng([seed, number])
                rows += [
                    _cheated(panel.totals, noise, generator, cheats=cheats) for _ in range(repeats)
                ]
            means = np.mean(rows, axis=0)
            told[f"{name}, {noise_name}"] = dict(
                zip(
                    ("mean_tau", "dropped_tau", "mean_top", "dropped_top"),
                    means.tolist(),
                    strict=True,
                )
            )
    return told


def _cheated(
    totals: Floats, noise: float, generator: np.random.Generator, *, cheats: bool
) -> list[float]:
    shuffled = totals[:, generator.permutation(totals.shape[1])]
    truth = shuffled[:, 5:9].mean(axis=1)
    seen = worsened(shuffled[:, :5], 0.0, noise, generator)
    if cheats:
        order = np.argsort(-seen[:, 1:].mean(axis=1))
        seen[order[len(order) // 2], 0] = seen.max()
        seen[order[:3], 0] = seen.min()
    top = max(1, round(TOP * len(truth)))
    values = (raw_mean(seen), dropped(seen))
    taus = [kendall(one, truth) for one in values]
    return taus + [_overlap(one, truth, top) for one in values]


def _overlap(first: Floats, second: Floats, top: int) -> float:
    return len(set(np.argsort(-first)[:top]) & set(np.argsort(-second)[:top])) / top


def chance_trials(
    panels: list[JudgedPanel], repeats: int, seed: int
) -> dict[str, dict[str, list[tuple[float, bool]]]]:
    """Return pairs of a told chance and whether another panel of four did place the entry.

    Four judges tell, four others answer, both in the same design and by the same method: all of
    them score all entries, or three of four score each.
    """
    found: dict[str, dict[str, list[tuple[float, bool]]]] = {}
    for design in ("crossed", "sparse"):
        for name in ("as they are", "noise 1.1"):
            pairs: dict[str, list[tuple[float, bool]]] = {"sangsaeng": [], "resampled judges": []}
            for number, panel in enumerate(panels):
                for repeat in range(repeats):
                    stream = np.random.default_rng([seed, number, repeat])
                    for method, told in _told(panel.totals, CONDITIONS[name][1], design, stream):
                        pairs[method] += told
            found[f"{design}, {name}"] = pairs
    return found


def _told(
    totals: Floats, noise: float, design: str, generator: np.random.Generator
) -> Iterator[tuple[str, list[tuple[float, bool]]]]:
    shuffled = worsened(totals[:, generator.permutation(totals.shape[1])], 0.0, noise, generator)
    first, other = shuffled[:, :4], shuffled[:, 4:8]
    if design == "sparse":
        gaps = sparse(np.ones(first.shape), 3, generator)
        first, other = first * gaps, other * gaps
    top = max(1, round(TOP * len(totals)))
    value_of = METHODS["sangsaeng"]
    placed = np.zeros(len(totals), dtype=bool)
    placed[np.argsort(-value_of(other))[:top]] = True
    policy = Policy(places=top, seed=int(generator.integers(1 << 31)), draws=1000)
    chances = {one.entry: one.chance for one in rank(scores_of(first), policy).standings}
    yield "sangsaeng", [(chances[k], bool(placed[k])) for k in range(len(totals))]
    naive = resampled_chances(first, top, generator, raw_mean)
    yield "resampled judges", list(zip(naive.tolist(), placed.tolist(), strict=True))


def resampled_chances(
    totals: Floats, top: int, generator: np.random.Generator, value_of: Callable[[Floats], Floats]
) -> Floats:
    """Return how often each entry is placed when the panel's own judges are drawn again."""
    placed, rounds = np.zeros(len(totals)), 400
    for _ in range(rounds):
        again = totals[:, generator.integers(0, totals.shape[1], totals.shape[1])]
        values = np.where(np.isnan(again).all(axis=1), -np.inf, 0.0)
        some = values == 0
        values[some] = value_of(again[some])
        placed[np.argsort(-values)[:top]] += 1
    return placed / rounds


def calibration(pairs: list[tuple[float, bool]]) -> dict[str, float]:
    """Return the calibration error over ten bins, the Brier score, and the last bin's figures."""
    told, came = np.array(pairs, dtype=np.float64).T
    bins = np.minimum((told * BINS).astype(int), BINS - 1)
    error = 0.0
    for number in range(BINS):
        inside = bins == number
        if inside.any():
            error += inside.mean() * abs(told[inside].mean() - came[inside].mean())
    sure = bins == BINS - 1
    return {
        "ece": float(error),
        "brier": float(((told - came) ** 2).mean()),
        "sure_told": float(told[sure].mean()) if sure.any() else 0.0,
        "sure_came": float(came[sure].mean()) if sure.any() else 0.0,
        "sure": int(sure.sum()),
        "pairs": len(pairs),
    }
