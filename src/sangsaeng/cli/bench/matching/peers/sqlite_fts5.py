"""SQLite FTS5: a full-text table, ranked by its own bm25()."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sangsaeng.cli.bench.matching.asking import TOP, Change, Filter, padded
from sangsaeng.cli.bench.matching.collection import Collection, Numbers, written

TABLES = """
PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -262144;
CREATE TABLE offer (row INTEGER PRIMARY KEY, region INT, readiness INT, hidden_from INT);
CREATE VIRTUAL TABLE words USING fts5(
    body, content='', tokenize='unicode61'
);
"""
ASK = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?"
TAKE_OUT = "INSERT INTO words (words, rowid, body) VALUES ('delete', ?, ?)"
NARROWED = """
SELECT words.rowid FROM words JOIN offer ON offer.row = words.rowid
WHERE words MATCH ? AND region IN ({}) AND readiness >= ? AND hidden_from != ?
ORDER BY rank LIMIT ?
"""


def prepare(collection: Collection) -> Any:
    """Write the terms as words between spaces, and the facts beside them."""
    facts = zip(
        range(collection.offers),
        collection.region.tolist(),
        collection.readiness.tolist(),
        collection.hidden_from.tolist(),
        strict=True,
    )
    return list(facts), list(enumerate(collection.texts(range(collection.offers))))


def build(prepared: Any, folder: Path) -> Any:
    """Fill both tables in one transaction and merge the index."""
    facts, texts = prepared
    base = sqlite3.connect(folder / "offers.sqlite3")
    base.executescript(TABLES)
    with base:
        base.executemany("INSERT INTO offer VALUES (?, ?, ?, ?)", facts)
        base.executemany("INSERT INTO words (rowid, body) VALUES (?, ?)", texts)
    with base:
        base.execute("INSERT INTO words (words) VALUES ('optimize')")
    return base


def keep(built: Any, folder: Path) -> None:  # noqa: ARG001 -- one form for every method
    """Building has written it."""
    built.close()


def open(folder: Path, collection: Collection) -> "Fts5":  # noqa: A001 -- one form for every method
    """Open the file."""
    base = sqlite3.connect(folder / "offers.sqlite3")
    base.execute("PRAGMA cache_size = -262144")
    return Fts5(base, collection)


class Fts5:
    """An opened table."""

    def __init__(self, base: sqlite3.Connection, collection: Collection) -> None:
        """Keep the needs at hand."""
        self.base, self.collection = base, collection

    def batch(self, needs: Sequence[int], threads: int) -> Numbers:  # noqa: ARG002 -- it has one
        """Ask need after need."""
        return padded([self.one(need, None) for need in needs])

    def one(self, need: int, only: Filter | None) -> Sequence[int]:
        """Ask for any of the words; the filter is a join."""
        words = " OR ".join(dict.fromkeys(written(self.collection.need(need)).split()))
        if only is None:
            rows = self.base.execute(ASK, (words, TOP))
        else:
            query = NARROWED.format(", ".join("?" * len(only.regions)))
            rows = self.base.execute(
                query, (words, *only.regions, only.readiness, only.viewer, TOP)
            )
        return [row for (row,) in rows]

    def change(self, change: Change) -> bool:
        """Take the old texts out and put the new ones in, in one transaction."""
        old = enumerate(self.collection.texts(change.rows))
        new = [(row, written(change.terms[row])) for row in change.rows]
        with self.base:
            self.base.executemany(TAKE_OUT, old)
            self.base.executemany("INSERT INTO words (rowid, body) VALUES (?, ?)", new)
        found = self.base.execute(ASK, (f"w{change.marker}", 1)).fetchall()
        return bool(found) and found[0][0] in change.rows

    def memory_mb(self) -> float:
        """Nothing runs elsewhere."""
        return 0.0
