"""The panels that methods are compared on: public score sheets, or drawn ones."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SHEETS = "*_protocol.json"
FEWEST_ENTRIES = 6
JUDGES = 9
MOST = 10.0
DRAWN_PANELS = 90
# As deviations of the entries' own: what was seen on the public score sheets
DRAWN_MILDNESS, DRAWN_NOISE = 0.17, 0.35


@dataclass(frozen=True, slots=True)
class JudgedPanel:
    """One panel in which every judge scored every entry: totals of 100, entries by judges."""

    name: str
    totals: Floats


def read_panels(folder: Path) -> list[JudgedPanel]:
    """Read figure-skating protocols as BuzzFeedNews/figure-skating-scores keeps them.

    One JSON file holds a competition, each of its performances the five components that nine
    judges marked from 0 to 10; a program of a competition is a panel. The marks for single
    elements are left out: they have no common scale. Their data are licensed CC BY 4.0.
    """
    sheets = sorted(folder.rglob(SHEETS))
    if not sheets:
        raise click.BadParameter(f"no {SHEETS} in {folder}", param_hint="--data")
    found: dict[str, list[Floats]] = {}
    for path in sheets:
        for one in json.loads(path.read_text(encoding="utf-8"))["performances"]:
            told = one["metadata"]
            name = f"{told['competition']} · {told['program']}"
            found.setdefault(name, []).append(_marks(one["components"]))
    panels = [JudgedPanel(name, np.stack(rows)) for name, rows in found.items() if _fits(rows)]
    if not panels:
        raise click.BadParameter(f"no panel of nine judges in {folder}", param_hint="--data")
    return panels


def _marks(components: list[dict[str, Any]]) -> Floats:
    names = [f"J{number}" for number in range(1, JUDGES + 1)]
    rows = [[one.get(name, np.nan) for name in names] for one in components]
    return np.asarray(np.mean(np.array(rows, dtype=np.float64), axis=0) * 100 / MOST)


def _fits(rows: list[Floats]) -> bool:
    return len(rows) >= FEWEST_ENTRIES and not np.isnan(np.stack(rows)).any()


def draw_panels(seed: int, count: int = DRAWN_PANELS) -> list[JudgedPanel]:
    """Draw panels of nine judges and six to thirty entries, made up as the public ones."""
    generator = np.random.default_rng(seed)
    panels = []
    for number in range(count):
        entries = int(generator.integers(FEWEST_ENTRIES, 31))
        good = generator.normal(0, 10, (entries, 1))
        mild = generator.normal(0, 10 * DRAWN_MILDNESS, JUDGES)
        noise = generator.normal(0, 10 * DRAWN_NOISE, (entries, JUDGES))
        panels.append(JudgedPanel(f"drawn {number + 1}", 70 + good + mild + noise))
    return panels


def make_up(panels: list[JudgedPanel]) -> dict[str, float]:
    """Say how the panels' spread is made up, as the mean over them of deviations in points.

    From the mean squares of the two-way table without repetition.
    """
    found = []
    for panel in panels:
        rows, columns = panel.totals.shape
        entry, judge = panel.totals.mean(axis=1), panel.totals.mean(axis=0)
        rest = panel.totals - entry[:, None] - judge + panel.totals.mean()
        noise = (rest**2).sum() / ((rows - 1) * (columns - 1))
        parts = (entry.var(ddof=1) - noise / columns, judge.var(ddof=1) - noise / rows, noise)
        found.append(np.sqrt(np.maximum(parts, 0)))
    means = np.mean(found, axis=0)
    return dict(zip(("entries", "judges", "noise"), means.round(3).tolist(), strict=True))


def worsened(
    totals: Floats, mildness: float, noise: float, generator: np.random.Generator
) -> Floats:
    """Add judges' mildness and noise, in units of the entries' own spread."""
    spread = totals.mean(axis=1).std(ddof=1)
    mild = generator.normal(0, mildness * spread, totals.shape[1])
    worse: Floats = totals + mild + generator.normal(0, noise * spread, totals.shape)
    return worse
