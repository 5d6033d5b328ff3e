"""Workers of Dask: processes of this machine, or those of a cluster; loaded only when hired."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from sangsaeng.engine.matching.spreading.indexes import Crew, Here, Place, files_of, mark_of
from sangsaeng.engine.matching.spreading.sent import Sent

Piece = TypeVar("Piece")
Answer = TypeVar("Answer")

AGAIN, AHEAD, PATIENCE = 3, 64, 10


class NoDask(ImportError):
    """Dask is not installed: ``pip install sangsaeng[cluster]``."""


@contextmanager
def hired(workers: int = 2, scheduler: str | None = None) -> Iterator[Crew]:
    """Hire workers for the time of a ``with`` statement.

    Parameters
    ----------
    workers : int
        How many processes to start on this machine, when no scheduler is named.
    scheduler : str or None
        The address of the scheduler of a cluster, for example ``tcp://10.0.0.1:8786``; its
        workers need this version of the package.

    Yields
    ------
    Crew
        Does pieces of work on all workers, one at a time on each.

    Raises
    ------
    NoDask
        If Dask is not installed.
    OSError
        If no scheduler answers at the address within ten seconds.

    Notes
    -----
    A piece whose worker dies is done again by another; Dask starts a new worker in the place of
    the dead one.  A piece that kills one worker after another is given up with an error.

    Examples
    --------
    >>> with hired(workers=1) as crew:  # doctest: +SKIP
    ...     list(crew.each(abs, [-1, 2]))
    [1, 2]
    """
    try:
        distributed = import_module("distributed")
    except ImportError as missing:
        raise NoDask(NoDask.__doc__) from missing
    if scheduler is not None:
        with distributed.Client(scheduler, timeout=PATIENCE, set_as_default=False) as client:
            yield DaskCrew(client)
        return
    cluster = distributed.LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0"
    )
    with cluster, distributed.Client(cluster, set_as_default=False) as client:
        yield DaskCrew(client)


class DaskCrew:
    """A crew whose pieces are done by the workers of a Dask client.

    Examples
    --------
    >>> DaskCrew(client).place(Path("index"))  # doctest: +SKIP
    Here(path='/srv/index', mark='a5')
    """

    def __init__(self, client: Any) -> None:
        """Take the client whose workers do the pieces."""
        self.client = client

    def each(self, do: Callable[[Piece], Answer], pieces: Iterable[Piece]) -> Iterator[Answer]:
        """Yield what comes of each piece, in their order."""
        coming = iter(pieces)
        futures: deque[Any] = deque()
        while True:
            for piece in islice(coming, AHEAD - len(futures)):
                futures.append(self.client.submit(do, piece, pure=False, retries=AGAIN))
            if not futures:
                return
            # Held until it has been read: what a dying worker takes along is done again.
            yield futures[0].result()
            futures.popleft()

    def place(self, folder: Path) -> Place:
        """Let workers read the folder where it is if all of them can, else send it to them."""
        here = Here.of(folder)
        seen = self.client.run(mark_of, here.path).values()
        if all(mark == here.mark for mark in seen):
            return here
        files = {name: path.read_bytes() for name, path in files_of(folder).items()}
        sending = import_module("sangsaeng.engine.matching.spreading.sending")
        self.client.register_plugin(sending.Sending(here.mark, files), name=here.mark)
        return Sent(here.mark)
