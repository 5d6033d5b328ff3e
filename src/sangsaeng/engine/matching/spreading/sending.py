"""A folder on its way to the workers of a cluster that share no disk; needs Dask."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from distributed.diagnostics.plugin import WorkerPlugin

from sangsaeng.engine.matching.spreading.sent import SENT


class Sending(WorkerPlugin):
    """Puts the files on each worker, also on those that come later or in the place of a dead one.

    Examples
    --------
    >>> sorted(Sending("a5", {"index.json": b"{}"}).files)
    ['index.json']
    """

    def __init__(self, name: str, files: Mapping[str, bytes]) -> None:
        """Take the files, by name."""
        self.name, self.files = name, files

    def setup(self, worker: Any) -> None:
        """Write the files where the worker keeps what it may lose."""
        folder = Path(worker.local_directory) / self.name
        for name, content in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        SENT[self.name] = folder
