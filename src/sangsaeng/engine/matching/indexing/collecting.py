"""Documents, or arrays of their terms, gathered into a collection to be indexed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import numpy as np
from numpy.typing import ArrayLike

from sangsaeng.engine.matching.indexing.columns import Columns
from sangsaeng.engine.matching.indexing.documents import Document, Field
from sangsaeng.engine.matching.indexing.segments import Collection

Fields = Mapping[str, Sequence[Field | None]]


def collect(documents: Iterable[Document]) -> Collection:
    """Gather documents."""
    held = list(documents)
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    starts = np.zeros(len(held) + 1, np.int64)
    np.cumsum([len(document.terms) for document in held], out=starts[1:])
    every_term = chain.from_iterable(document.terms for document in held)
    tokens = np.fromiter(map(numbers.__getitem__, every_term), np.int32, int(starts[-1]))
    return Collection(
        [document.id for document in held],
        starts,
        tokens,
        list(numbers),
        Columns.of((document.fields for document in held), len(held)),
        np.fromiter((document.counted for document in held), np.bool_, len(held)),
    )


def collect_arrays(
    ids: Sequence[str],
    terms: tuple[ArrayLike, ArrayLike, Sequence[str]],
    fields: Fields,
    counted: ArrayLike | None,
) -> Collection:
    """Gather arrays, and refuse those that do not fit together."""
    starts, tokens, vocabulary = np.asarray(terms[0]), np.asarray(terms[1]), terms[2]
    if len(starts) != len(ids) + 1 or starts[0] != 0 or starts[-1] != len(tokens):
        raise ValueError("starts must run from 0 to the number of terms, one more than documents")
    if (np.diff(starts) < 0).any():
        raise ValueError("starts must not fall")
    if len(tokens) and not 0 <= tokens.min() <= tokens.max() < len(vocabulary):
        raise ValueError("a term has no word in the vocabulary")
    if len(set(vocabulary)) != len(vocabulary):
        raise ValueError("a word stands twice in the vocabulary")
    flags = np.ones(len(ids), np.bool_) if counted is None else np.asarray(counted, np.bool_)
    if any(len(values) != len(ids) for values in (flags, *fields.values())):
        raise ValueError("every field needs one value for each document")
    return Collection(
        ids,
        np.ascontiguousarray(starts, np.int64),
        np.ascontiguousarray(tokens, np.int32),
        vocabulary,
        Columns.of(_by_document(fields, len(ids)), len(ids)),
        np.ascontiguousarray(flags),
    )


def _by_document(fields: Fields, documents: int) -> Iterable[Mapping[str, Field]]:
    """Return what each document holds; nothing where a field has no value."""
    for row in range(documents if fields else 0):
        values = ((name, of_field[row]) for name, of_field in fields.items())
        yield {name: value for name, value in values if value is not None}
