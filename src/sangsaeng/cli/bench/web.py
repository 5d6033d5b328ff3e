"""`sangsaeng bench web`: the site under the load of a fair's day, beside its twin behind sessions."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from sangsaeng.cli.bench.fairday.installation import Installation, installed
from sangsaeng.cli.bench.fairday.rounds import ROUNDS, Round, run
from sangsaeng.cli.bench.fairday.server import Server, serving
from sangsaeng.cli.bench.measuring import machine, versions
from sangsaeng.cli.bench.tables import aligned

HEAD = ("round", "kind", "asked", "/s", "p50 ms", "p95 ms", "p99 ms", "max ms", "errors", "")
SERVED_BY = ("django", "gunicorn", "psycopg")
FEWEST = 50
FIVE = 5


@click.command()
@click.option(
    "--fair", is_flag=True, required=True, help="상담회 당일: 2,000대의 휴대전화와 데스크"
)
@click.option(
    "--json", "json_out", type=click.Path(path_type=Path, dir_okay=False), help="JSON으로"
)
@click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), help="설치할 폴더(남겨 둠)"
)
@click.option(
    "--database",
    type=click.Choice(["sqlite", "postgresql"]),
    default="sqlite",
    show_default=True,
)
@click.option("--phones", default=2_000, show_default=True, type=click.IntRange(FEWEST))
@click.option("--seconds", default=30.0, show_default=True, help="한 회의 시간(초)")
@click.option("--rounds", default=",".join(one.name for one in ROUNDS), show_default=True)
def web(  # noqa: PLR0913 -- the command's options
    *,
    fair: bool,  # noqa: ARG001 -- says what is measured; other days may follow
    json_out: Path | None,
    data: Path | None,
    database: str,
    phones: int,
    seconds: float,
    rounds: str,
) -> None:
    """Put a published fair on a real server and let its phones and its desk ask."""
    if phones % FIVE:
        raise click.BadParameter("5의 배수 / a multiple of five", param_hint="--phones")
    chosen = _chosen(rounds)
    findings: dict[str, Any] = {
        "machine": machine() | {"versions": versions(("sangsaeng", *SERVED_BY))},
        "database": database,
        "phones": phones,
        "seconds": seconds,
    }
    _tell(json.dumps(findings, ensure_ascii=False))
    with installed(phones, database, data) as installation:
        findings["rounds"] = measure(installation, chosen, seconds, _tell)
    click.echo(table(findings["rounds"]))
    if json_out:
        json_out.write_text(json.dumps(findings, ensure_ascii=False, indent=1), encoding="utf-8")


def measure(
    installation: Installation,
    chosen: list[Round],
    seconds: float,
    tell: Callable[[str], None],
) -> dict[str, Any]:
    """Run the rounds, those of one kind of server one after another on the same one."""
    found: dict[str, Any] = {}
    for twin in (False, True):
        own = [one for one in chosen if one.twin == twin]
        if not own:
            continue
        with serving(installation.environment, twin=twin) as server:
            for one in own:
                tell(f"{one.name}: {one.about}")
                found[one.name] = _measured(one, server, seconds, installation.crowd)
                tell(json.dumps(found[one.name], ensure_ascii=False))
    return found


def _measured(
    one: Round, server: Server, seconds: float, crowd: Mapping[str, Any]
) -> dict[str, Any]:
    load, before = os.getloadavg(), server.worked()
    kinds = run(one, server.port, seconds, crowd)
    after = server.worked()
    return {
        "about": one.about,
        "load_before": [round(one, 2) for one in load],
        "kinds": kinds,
        # Waiting for a core that others use makes an answer late, but costs the server nothing.
        "server_seconds": None if before is None or after is None else round(after - before, 2),
        "memory_mb": server.memory_mb(),
    }


def table(found: Mapping[str, Any]) -> str:
    """Set the findings: a line for each kind of request in each round."""
    rows = [HEAD]
    for name, one in found.items():
        remark = (
            f"{one['server_seconds']} s of a core, {one['memory_mb']} MB, "
            f"load before {one['load_before'][0]}"
        )
        if "failed" in one["kinds"]:
            rows.append((name, *("–" * 8), one["kinds"]["failed"]))
            continue
        for kind, figures in one["kinds"].items():
            rows.append((name, kind, *_figures(figures), remark))
            name = remark = ""  # noqa: PLW2901 -- said once for a round
    return aligned(rows)


def _figures(figures: Mapping[str, Any]) -> tuple[str, ...]:
    times = (f"{figures[key]:,.1f}" for key in ("p50", "p95", "p99", "max"))
    return (
        f"{figures['asked']:,}",
        f"{figures['per_second']:,.1f}",
        *times,
        str(figures["errors"]),
    )


def _chosen(text: str) -> list[Round]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    known = {one.name: one for one in ROUNDS}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise click.BadParameter(
            f"{', '.join(unknown)} ({', '.join(known)})", param_hint="--rounds"
        )
    return [known[name] for name in names]


def _tell(line: str) -> None:
    click.echo(line, err=True)
