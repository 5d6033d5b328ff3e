"""Sorted names as two arrays that can be memory-mapped: ids of documents, terms, values."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from sangsaeng.engine.matching.kernels.arrays import Bytes, Longs
from sangsaeng.engine.matching.kernels.names import locate


class Names(NamedTuple):
    """Names in rising order, end to end in UTF-8, whose bytes rise as the names do."""

    text: Bytes
    starts: Longs

    @classmethod
    def of(cls, rising: Sequence[str]) -> "Names":
        """Keep names that rise already."""
        return cls(*_end_to_end(rising))

    @property
    def size(self) -> int:
        """How many names there are."""
        return len(self.starts) - 1

    def name(self, number: int) -> str:
        """Return the name that stands at a place."""
        return (
            self.text[self.starts[number] : self.starts[number + 1]]
            .tobytes()
            .decode(errors="surrogatepass")
        )

    def names(self) -> list[str]:
        """Return all names."""
        text = self.text.tobytes()
        starts = self.starts.tolist()
        return [text[a:b].decode(errors="surrogatepass") for a, b in pairwise(starts)]

    def find(self, names: Iterable[str]) -> Longs:
        """Return the place of each name, -1 where there is none."""
        return locate(self.text, self.starts, *_end_to_end(list(names)))


def _end_to_end(names: Sequence[str]) -> tuple[Bytes, Longs]:
    """Put names end to end."""
    encoded = [name.encode(errors="surrogatepass") for name in names]
    starts = np.zeros(len(encoded) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, encoded), np.int64, len(encoded)), out=starts[1:])
    return np.frombuffer(bytearray(b"".join(encoded)), np.uint8), starts
