"""`sangsaeng match` on many workers: processes of this machine, or those of a cluster."""

import itertools
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from sangsaeng.cli.reporting import refuse
from sangsaeng.engine.matching import Asking, Entry, Match, Matcher
from sangsaeng.engine.matching.spreading.indexes import Alone, Crew, batches
from sangsaeng.engine.matching.spreading.sharded_texts import (
    cut_texts_into_shards,
    match_texts_in_shards,
)
from sangsaeng.engine.matching.spreading.texts import match_texts_in_batches, read_in_batches
from sangsaeng.engine.matching.spreading.workers import NoDask, hired
from sangsaeng.engine.matching.wording.analyzing import best_analyzer

AT_ONCE = 256
Answering = Callable[[Iterable[str], int], Iterator[list[Match]]]
NO_DASK = (
    "여러 프로세스나 컴퓨터로 나누려면 Dask가 있어야 합니다. pip install 'sangsaeng[cluster]'를 "
    "실행하십시오 / spreading needs Dask: run pip install 'sangsaeng[cluster]'"
)
NO_SCHEDULER = "스케줄러에 닿지 않습니다. 주소와 dask scheduler가 실행 중인지 확인하십시오 / no scheduler there"


@contextmanager
def crew_of(workers: int | None, scheduler: str | None) -> Iterator[Crew | None]:
    """Hire the workers that were asked for, or refuse with what to do; nobody if none were."""
    with ExitStack() as hiring:
        none = workers is None and scheduler is None
        yield None if none else _hire(hiring, workers, scheduler)


def _hire(hiring: ExitStack, workers: int | None, scheduler: str | None) -> Crew:
    try:
        return hiring.enter_context(hired(workers or 1, scheduler))
    except NoDask:
        refuse([NO_DASK])
    except (OSError, ValueError) as error:
        if scheduler is None:
            raise
        refuse([f"{scheduler}: {NO_SCHEDULER} ({error})"])


def prepared(
    crew: Crew | None, offers: Iterable[Entry], shard: int | None, folder: Path
) -> tuple[int, Answering]:
    """Read and index the offers; return how many there are, and what answers needs."""
    if shard is not None:
        return _in_shards(crew or Alone(), offers, shard, folder)
    if crew is None:
        matcher = Matcher.build(offers)
        return len(matcher), partial(_answered_here, matcher)
    analyzer = best_analyzer()
    read = read_in_batches(crew, offers, analyzer.name)
    matcher = Matcher.build(read, analyzer)
    return len(matcher), partial(_answered_by, crew, matcher, folder)


def _answered_here(matcher: Matcher, needs: Iterable[str], k: int) -> Iterator[list[Match]]:
    for some in batches(needs, AT_ONCE):
        yield from matcher.match_many(some, Asking(k))


def _answered_by(
    crew: Crew, matcher: Matcher, folder: Path, needs: Iterable[str], k: int
) -> Iterator[list[Match]]:
    return match_texts_in_batches(crew, matcher, folder, needs, Asking(k))


def _in_shards(
    crew: Crew, offers: Iterable[Entry], shard: int, folder: Path
) -> tuple[int, Answering]:
    """Cut the offers, counting them as they pass."""
    count = itertools.count()
    passing = (offer for offer, _ in zip(offers, count, strict=False))
    shards = cut_texts_into_shards(crew, passing, folder, shard, best_analyzer().name)
    return next(count), partial(match_texts_in_shards, crew, shards)
