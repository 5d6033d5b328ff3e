"""The real server on a free port, with the memory it takes."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from sangsaeng.cli.running import server_command

PATIENCE = 60.0
TWIN = "sangsaeng.cli.bench.fairday.behind_sessions"


@dataclass(frozen=True)
class Server:
    """A server that answers."""

    port: int
    process: int

    def memory_mb(self) -> float | None:
        """Return what the server and its workers hold together, shared pages counted once."""
        family = self._family()
        if family is None:
            return None
        held: float = sum(one.memory_full_info().pss for one in family) / 1024**2
        return round(held, 1)

    def worked(self) -> float | None:
        """Return how many seconds of a core the server and its workers have used so far."""
        family = self._family()
        if family is None:
            return None
        spent: float = sum(sum(one.cpu_times()[:2]) for one in family)
        return spent

    def _family(self) -> list[Any] | None:
        try:
            import psutil
        except ImportError:
            return None
        mother = psutil.Process(self.process)
        return [mother, *mother.children(recursive=True)]


@contextmanager
def serving(environment: Mapping[str, str], *, twin: bool = False) -> Iterator[Server]:
    """Run the server as `sangsaeng serve` does, or its twin, until the block ends."""
    port = _free_port()
    settings = {"DJANGO_SETTINGS_MODULE": TWIN} if twin else {}
    process = subprocess.Popen(  # noqa: S603 -- our own command line
        server_command("127.0.0.1", port, workers=2), env={**os.environ, **environment, **settings}
    )
    try:
        _wait_for(port)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
                return
        except (URLError, OSError):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
