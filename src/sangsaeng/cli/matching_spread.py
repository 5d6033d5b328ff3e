"""`sangsaeng match` on many workers: processes of this machine, or those of a cluster."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sangsaeng.cli.reporting import refuse
from sangsaeng.engine.matching import Asking, Entry, Match, Matcher
from sangsaeng.engine.matching.analyzing import best_analyzer
from sangsaeng.engine.matching.spreading import Crew
from sangsaeng.engine.matching.spreading_texts import match_texts_in_batches, read_in_batches
from sangsaeng.engine.matching.workers import NoDask, hired

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


def built_by(crew: Crew, offers: Iterable[Entry]) -> Matcher:
    """Read the offers on all workers and index them here."""
    analyzer = best_analyzer()
    return Matcher.build(read_in_batches(crew, offers, analyzer.name), analyzer)


def answered_by(
    crew: Crew, matcher: Matcher, needs: Iterable[str], k: int
) -> Iterator[list[Match]]:
    """Save the matcher for the workers and yield what they find for each need."""
    with tempfile.TemporaryDirectory(prefix="match-") as name:
        yield from match_texts_in_batches(crew, matcher, Path(name), needs, Asking(k))
