"""`sangsaeng bench timetable`: our timetables beside those of our peers, all in one run."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from sangsaeng.cli.bench.measuring import cold_start_seconds, machine, measure_apart, medians
from sangsaeng.cli.bench.methods import OURS, PEERS
from sangsaeng.cli.bench.published import compare_published
from sangsaeng.cli.bench.tables import published_table, size_table
from sangsaeng.engine.timetable.instances import SIZES, fair_instance

AWAY = 0.15
OUR_LIMIT = 600.0


@click.command()
@click.option(
    "--json", "json_out", type=click.Path(path_type=Path, dir_okay=False), help="JSON으로"
)
@click.option(
    "--instances",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="공개된 상담회(.dzn) 폴더",
)
@click.option("--sizes", default="S,M,L", show_default=True, help="S, M, L")
@click.option("--seeds", default=5, show_default=True, type=click.IntRange(1), help="시드 수")
@click.option("--limit", default=120.0, show_default=True, help="다른 방법의 시간 한도(초)")
@click.option("--peers", default=",".join(PEERS), show_default=True, help="견줄 방법")
def timetable(
    json_out: Path | None,
    instances: Path | None,
    sizes: str,
    seeds: int,
    limit: float,
    peers: str,
) -> None:
    """Plan drawn fairs of three sizes, or published ones, with our engine and with its peers."""
    chosen = _listed(peers, PEERS, "--peers")
    findings: dict[str, Any] = {"machine": machine()}
    _tell(json.dumps(findings["machine"], ensure_ascii=False))
    if instances:
        findings["instances"] = compare_published(instances, limit, _tell)
        click.echo(published_table(findings["instances"]))
    else:
        findings["sizes"] = {}
        for size in _listed(sizes, SIZES, "--sizes"):
            found = compare_size(size, seeds, dict.fromkeys(chosen, limit), _tell)
            findings["sizes"][size] = found
            click.echo(f"\n{size}: {SIZES[size]}, away {AWAY:.0%}, medians over {seeds} seeds")
            click.echo(size_table(found["medians"]))
    if json_out:
        json_out.write_text(json.dumps(findings, ensure_ascii=False, indent=1), encoding="utf-8")


def compare_size(
    size: str, seeds: int, limits: dict[str, float], tell: Callable[[str], None]
) -> dict[str, Any]:
    """Measure every method on the fairs of one size: each run, and the medians over the seeds."""
    methods = [OURS, *(name for name in limits if size in PEERS[name].sizes)]
    runs: dict[str, list[dict[str, Any]]] = {method: [] for method in methods}
    for seed in range(1, seeds + 1):
        for method in methods:
            tell(f"{size}, seed {seed}: {method}")
            limit = limits.get(method, OUR_LIMIT)
            task = {"method": method, "size": size, "seed": seed, "away": AWAY, "limit": limit}
            runs[method].append(measure_apart(task, limit))
            tell(json.dumps(runs[method][-1], ensure_ascii=False))
    if size == "S":
        for seed, run in enumerate(runs[OURS], start=1):
            run["cold_seconds"] = cold_start_seconds(fair_instance("S", seed, AWAY))
    return {"runs": runs, "medians": {method: medians(found) for method, found in runs.items()}}


def _listed(text: str, known: Any, option: str) -> list[str]:
    """Read a list of names separated by commas, and refuse unknown ones."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise click.BadParameter(f"{', '.join(unknown)} ({', '.join(known)})", param_hint=option)
    return names


def _tell(line: str) -> None:
    click.echo(line, err=True)
