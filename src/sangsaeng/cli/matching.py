"""`sangsaeng match`: the offers that fit each need best, with their reasons, without a site."""

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import click

from sangsaeng.cli.matching_files import (
    LINES,
    MOST_ROWS,
    Given,
    as_line,
    as_table,
    check_out,
    read_entries,
)
from sangsaeng.cli.matching_spread import crew_of, prepared
from sangsaeng.cli.reporting import refuse, write_whole
from sangsaeng.engine.matching import Match


@click.command("match")
@click.argument("needs", metavar="NEEDS", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("offers", metavar="OFFERS", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "-k", "k", default=20, show_default=True, type=click.IntRange(1, 1_000), help="수요마다 몇 건"
)
@click.option(
    "-o",
    "out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="쓸 파일(.jsonl, .xlsx, .csv); 없으면 화면에 JSON 줄로",
)
@click.option("--workers", type=click.IntRange(1, 256), help="이 컴퓨터의 프로세스 몇 개로 나눌지")
@click.option("--scheduler", help="여러 컴퓨터로 나눌 때 Dask 스케줄러, 예: tcp://10.0.0.1:8786")
@click.option(
    "--shard", type=click.IntRange(1), help="제안을 몇 건씩 나눌지(메모리에 다 들어가지 않을 때)"
)
def match(  # noqa: PLR0913 -- the command's options
    *,
    needs: Path,
    offers: Path,
    k: int,
    out: Path | None,
    workers: int | None,
    scheduler: str | None,
    shard: int | None,
) -> None:
    """Rank the OFFERS that fit each of the NEEDS (.jsonl, .xlsx or .csv), with reasons."""
    check_out(out)
    asked, given = _read(needs, offers)
    with crew_of(workers, scheduler) as crew, tempfile.TemporaryDirectory(prefix="match-") as name:
        began = time.perf_counter()
        held, answering = prepared(crew, given, shard, Path(name))
        indexed = time.perf_counter()
        found = answering((need.text for need in asked), k)
        answers = list(zip((need.id for need in asked), found, strict=True))
    _put(out, answers)
    click.echo(
        f"수요 {len(answers):,} · 제안 {held:,} · "
        f"읽기 {indexed - began:.1f}초 · 찾기 {time.perf_counter() - indexed:.1f}초",
        err=True,
    )


def _read(needs: Path, offers: Path) -> tuple[Given, Given]:
    """Read both files, or refuse with every fault of both."""
    (asked, faults), (given, more) = read_entries(needs), read_entries(offers)
    if asked is None or given is None:
        refuse([*faults, *more])
    return asked, given


def _put(out: Path | None, answers: Sequence[tuple[str, Sequence[Match]]]) -> None:
    """Write the answers: lines or a table by the ending of the file, lines on the screen."""
    if out is None:
        for need, offers in answers:
            click.echo(as_line(need, offers), nl=False)
    elif out.suffix.lower() in LINES:
        write_whole(out, "".join(as_line(*answer) for answer in answers).encode())
    elif sum(len(offers) for _need, offers in answers) > MOST_ROWS:
        refuse(
            [
                f"{out}: 한 시트에 담기에 너무 많습니다. .jsonl로 쓰십시오 / too many rows for a sheet"
            ]
        )
    else:
        write_whole(out, as_table(answers, out.suffix))
