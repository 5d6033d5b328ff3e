"""What goes into an index and what comes out: documents, their weighting, and hits."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Field = str | float | Sequence[str]
NO_FIELDS: Mapping[str, Field] = {}


class Weighting(NamedTuple):
    """How BM25 weighs a term: ``k1`` for repetition, ``b`` for the length of the document.

    Examples
    --------
    >>> Weighting().b
    0.75
    """

    k1: float = 1.2
    b: float = 0.75


class Document(NamedTuple):
    """One document: its terms in any order, its typed fields, and whether statistics count it.

    ``counted=False``: found like any other, but no part of the statistics, so that nobody who
    may not see it can feel it in the scores of what they see.

    Examples
    --------
    >>> Document("O1", ["세정", "공정"], {"region": "서울", "readiness": 7}).id
    'O1'
    """

    id: str
    terms: Sequence[str]
    fields: Mapping[str, Field] = NO_FIELDS
    counted: bool = True


class Hits(NamedTuple):
    """The documents of one answer, best first, and their scores; equal scores stand by id."""

    ids: list[str]
    scores: NDArray[np.float64]


class Ranking(NamedTuple):
    """The answers of a batch: a row of document numbers for each query, best first, -1 after.

    ``Index.ids_of`` gives the ids of numbers; they hold for the index that gave them.
    """

    numbers: NDArray[np.int64]
    scores: NDArray[np.float64]
