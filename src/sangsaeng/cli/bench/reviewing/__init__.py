"""`sangsaeng bench reviewing`: our ranking of panels beside others, on held-out judges."""

import json
from pathlib import Path
from typing import Any

import click

from sangsaeng.cli.bench.measuring import machine, versions
from sangsaeng.cli.bench.reviewing import speed
from sangsaeng.cli.bench.reviewing.methods import OURS
from sangsaeng.cli.bench.reviewing.panels import draw_panels, make_up, read_panels
from sangsaeng.cli.bench.reviewing.trials import (
    calibration,
    chance_trials,
    cheating_trials,
    differences,
    order_trials,
)
from sangsaeng.cli.bench.tables import aligned

__all__ = ["reviewing"]

VERSIONS = ("sangsaeng", "numpy", "ortools", "scipy", "networkx")
PARTS = ("order", "cheating", "chance", "speed")
MOST_ERROR = 0.02
# Below, intervals over panels say little.
FEWEST_PANELS = 20


@click.command()
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="공개된 채점표(*_protocol.json) 폴더; 없으면 뽑은 심사",
)
@click.option(
    "--json", "json_out", type=click.Path(path_type=Path, dir_okay=False), help="JSON으로"
)
@click.option("--repeats", default=20, show_default=True, type=click.IntRange(1), help="되풀이")
@click.option("--seed", default=1, show_default=True, help="뽑는 시드")
@click.option("--parts", default=",".join(PARTS), show_default=True, help="잴 것")
def reviewing(
    data: Path | None, json_out: Path | None, repeats: int, seed: int, parts: str
) -> None:
    """Rank real or drawn panels by our policy and by others, and see whom other judges agree with."""
    wanted = [part.strip() for part in parts.split(",")]
    if unknown := set(wanted) - set(PARTS):
        raise click.BadParameter(", ".join(sorted(unknown)), param_hint="--parts")
    panels = read_panels(data) if data else draw_panels(seed)
    findings: dict[str, Any] = {
        "machine": machine() | {"versions": versions(VERSIONS)},
        "panels": _panels(panels, "read" if data else "drawn"),
    }
    click.echo(json.dumps(findings["panels"], ensure_ascii=False))
    if "order" in wanted:
        found = order_trials(panels, repeats, seed)
        findings["order"] = {name: differences(each, seed) for name, each in found.items()}
        _show_order(findings["order"], len(panels))
    if "cheating" in wanted:
        findings["cheating"] = cheating_trials(panels, repeats, seed)
        _show_cheating(findings["cheating"])
    if "chance" in wanted:
        told = chance_trials(panels, repeats, seed)
        findings["chance"] = {
            name: {method: calibration(pairs) for method, pairs in each.items()}
            for name, each in told.items()
        }
        _show_chance(findings["chance"], len(panels))
    if "speed" in wanted:
        findings["speed"] = speed.measure(seed, lambda line: click.echo(line, err=True))
        _show_speed(findings["speed"])
    if json_out:
        json_out.write_text(json.dumps(findings, ensure_ascii=False, indent=1), encoding="utf-8")


def _panels(panels: list[Any], origin: str) -> dict[str, Any]:
    return {
        "origin": origin,
        "panels": len(panels),
        "entries": sum(len(panel.totals) for panel in panels),
        "deviations": make_up(panels),
    }


def _show_order(found: dict[str, dict[str, dict[str, float]]], panels: int) -> None:
    """Set how each method agrees with held-out judges, beside the raw mean."""
    for name, methods in found.items():
        rows = [("method", "tau", "- mean", "95 %", "")]
        for method, one in methods.items():
            band = f"{one['low']:+.3f} … {one['high']:+.3f}"
            verdict = "worse" if one["high"] < 0 else "better" if one["low"] > 0 else ""
            rows.append((method, f"{one['tau']:.3f}", f"{one['against_mean']:+.4f}", band, verdict))
        click.echo(f"\n{name}: Kendall's tau with three held-out judges\n{aligned(rows)}")
    worse = [name for name, methods in found.items() if methods[OURS]["high"] < 0]
    click.echo(
        f"\naim: no worse than the raw mean anywhere – {_verdict(not worse, panels)} {worse or ''}"
    )


def _show_cheating(found: dict[str, dict[str, float]]) -> None:
    rows = [("five judges, four held out", "tau", "dropped", "top fifth", "dropped", "")]
    for name, one in found.items():
        cells = (
            f"{one[key]:.3f}" for key in ("mean_tau", "dropped_tau", "mean_top", "dropped_top")
        )
        rows.append((name, *cells, ""))  # type: ignore[arg-type]  # six cells
    click.echo(f"\n{aligned(rows)}")


def _show_chance(found: dict[str, dict[str, dict[str, float]]], panels: int) -> None:
    rows = [
        (
            "would another panel place it",
            "method",
            "ECE",
            "Brier",
            "told ≥ 0.9",
            "came",
            "pairs",
            "",
        )
    ]
    for name, methods in found.items():
        for method, one in methods.items():
            cells = (f"{one[key]:.3f}" for key in ("ece", "brier", "sure_told", "sure_came"))
            sure = f"{one['sure']:.0f}"
            rows.append((name, method, *cells, sure, ""))  # type: ignore[arg-type]  # eight cells
    click.echo(f"\n{aligned(rows)}")
    errors = {name: round(methods[OURS]["ece"], 4) for name, methods in found.items()}
    reached = max(errors.values()) <= MOST_ERROR
    click.echo(
        f"aim: calibration error at most {MOST_ERROR} – {_verdict(reached, panels)} {errors}"
    )


def _show_speed(found: dict[str, dict[str, Any]]) -> None:
    for one in found.values():
        click.echo(
            f"\n{one['entries']} entries × 3 among {one['judges']} judges ({one['method']}), "
            f"seconds by the clock (of a core):\n"
            f"  ranked in {one['rank_seconds']:.2f} ({one['rank_core_seconds']:.2f}), "
            f"assigned in {one['assign_seconds']:.2f} ({one['assign_core_seconds']:.2f}), "
            f"{one['missing']} missing, {one['violations']} violations, {one['groups']} part(s)"
        )
        for name, peer in one["flow"].items():
            click.echo(f"  the same flow by {name}: {_peer(peer)}")


def _peer(found: dict[str, Any]) -> str:
    if "cost" not in found:
        return next(f"{why}: {what}" for why, what in found.items())
    return f"{found['seconds']:.2f} ({found['core_seconds']:.2f}), cost {found['cost']}"


def _verdict(reached: bool, panels: int) -> str:  # noqa: FBT001 -- one question, one answer
    if panels < FEWEST_PANELS:
        return f"{panels} panels are too few to say"
    return "reached" if reached else "NOT reached"
