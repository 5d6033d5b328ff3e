"""tantivy: an index on disk with block-max pruning, asked through threads."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any

from sangsaeng.cli.bench.matching.asking import TOP, Change, Filter, padded
from sangsaeng.cli.bench.matching.collection import Collection, Numbers, written

HEAP = 512_000_000
SPLIT = "by_space"


def prepare(collection: Collection) -> Any:
    """Write the terms as words between spaces, each offer a document with its facts."""
    tantivy = import_module("tantivy")
    texts = enumerate(collection.texts(range(collection.offers)))
    return [_document(tantivy, collection, row, text) for row, text in texts]


def _document(tantivy: Any, collection: Collection, row: int, text: str) -> Any:
    return tantivy.Document(
        row=row,
        body=text,
        region=int(collection.region[row]),
        readiness=int(collection.readiness[row]),
        hidden_from=int(collection.hidden_from[row]),
    )


def build(prepared: Any, folder: Path) -> Any:
    """Write all documents with both threads, commit, and wait for merges."""
    index = _index(import_module("tantivy"), folder)
    writer = index.writer(HEAP, 2)
    for document in prepared:
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    return index


def keep(built: Any, folder: Path) -> None:
    """Building has written it."""


def open(folder: Path, collection: Collection) -> "Tantivy":  # noqa: A001 -- one form for every method
    """Open the index on disk."""
    tantivy = import_module("tantivy")
    return Tantivy(tantivy, _index(tantivy, folder), collection)


def _index(tantivy: Any, folder: Path) -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("body", stored=False, tokenizer_name=SPLIT, index_option="freq")
    builder.add_integer_field("row", stored=False, indexed=True, fast=True)
    for fact in ("region", "readiness", "hidden_from"):
        builder.add_integer_field(fact, stored=False, indexed=True, fast=True)
    index = tantivy.Index(builder.build(), str(folder))
    splitting = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(SPLIT, splitting)
    return index


class Tantivy:
    """An opened index of tantivy."""

    def __init__(self, tantivy: Any, index: Any, collection: Collection) -> None:
        """Take one searcher for all questions."""
        self.tantivy, self.index, self.collection = tantivy, index, collection
        self.searcher = index.searcher()

    def batch(self, needs: Sequence[int], threads: int) -> Numbers:
        """Ask need after need in each thread; the interpreter's lock is free meanwhile."""
        with ThreadPoolExecutor(threads) as pool:
            return padded(list(pool.map(lambda need: self.one(need, None), needs)))

    def one(self, need: int, only: Filter | None) -> Sequence[int]:
        """Ask for any of the words, and the filter as clauses that score nothing."""
        query = self.index.parse_query(written(self.collection.need(need)), ["body"])
        if only is not None:
            query = self._narrowed(query, only)
        return self._rows(query)

    def _rows(self, query: Any) -> list[int]:
        found = self.searcher.search(query, limit=TOP, count=False)
        places = [place for _, place in found.hits]
        rows: list[int] = self.searcher.fast_field_values("row", places)
        return rows

    def _narrowed(self, query: Any, only: Filter) -> Any:
        """Add the filter in the form that was fastest of six that were tried."""
        made, schema, occur = self.tantivy.Query, self.index.schema, self.tantivy.Occur
        terms = [made.term_query(schema, "region", region, "basic") for region in only.regions]
        regions = made.boolean_query([(occur.Should, term) for term in terms])
        kind = self.tantivy.FieldType.Integer
        below = made.range_query(schema, "readiness", kind, 0, only.readiness - 1)
        hidden = made.term_query(schema, "hidden_from", only.viewer)
        clauses = [
            (occur.Must, query),
            (occur.Must, made.const_score_query(regions, 0.0)),
            (occur.MustNot, below),
            (occur.MustNot, hidden),
        ]
        return made.boolean_query(clauses)

    def change(self, change: Change) -> bool:
        """Delete the old, add the new, commit and look again."""
        writer = self.index.writer(HEAP, 1)
        for row in change.rows:
            writer.delete_documents_by_term("row", row)
            document = _document(self.tantivy, self.collection, row, written(change.terms[row]))
            writer.add_document(document)
        writer.commit()
        self.index.reload()
        self.searcher = self.index.searcher()
        found = self._rows(self.index.parse_query(f"w{change.marker}", ["body"]))
        return bool(found) and found[0] in change.rows

    def memory_mb(self) -> float:
        """Nothing runs elsewhere."""
        return 0.0
