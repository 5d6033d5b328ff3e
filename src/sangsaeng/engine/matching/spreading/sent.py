"""Where a worker has put the folders that were sent to it."""

from pathlib import Path
from typing import NamedTuple

SENT: dict[str, Path] = {}


class Sent(NamedTuple):
    """A folder that was sent to every worker, named by what is in it.

    Examples
    --------
    >>> Sent("a5").mark
    'a5'
    """

    mark: str

    def __call__(self) -> Path:
        """Return where this worker has put it."""
        return SENT[self.mark]
