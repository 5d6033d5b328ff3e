"""Typed fields of documents as columns, and the filters that read them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Self

import numpy as np

from sangsaeng.engine.matching.indexing.documents import Field
from sangsaeng.engine.matching.indexing.names import Names
from sangsaeng.engine.matching.indexing.where import Where, number
from sangsaeng.engine.matching.kernels.arrays import Flags, Floats, Ints, Longs
from sangsaeng.engine.matching.kernels.filtering import keep_within, set_flags


class Texts(NamedTuple):
    """A field of texts, read both ways: each document's values, and each value's documents.

    ``starts`` (documents + 1) points into ``codes``, the numbers of ``values``;
    ``value_starts`` (values + 1) points into ``rows``, the documents that hold the value.
    """

    values: Names
    starts: Longs
    codes: Ints
    value_starts: Longs
    rows: Ints

    @classmethod
    def of(cls, rows: Sequence[int] | Ints, texts: Sequence[str], documents: int) -> Self:
        """Make the column of texts that stand in rows."""
        values = sorted(set(texts))
        numbers = {value: number for number, value in enumerate(values)}
        codes = np.fromiter(map(numbers.__getitem__, texts), np.int32, len(texts))
        pairs = np.asarray(rows, np.int64) * max(len(values), 1) + codes
        kept = np.sort(np.unique(pairs, return_index=True)[1])
        row, code = np.asarray(rows, np.int32)[kept], codes[kept]
        by_row, by_value = np.argsort(row, kind="stable"), np.lexsort((row, code))
        return cls(
            Names.of(values),
            _starts(row, documents),
            code[by_row],
            _starts(code, len(values)),
            row[by_value],
        )

    def held_by(self, values: Iterable[str]) -> list[Ints]:
        """Return the documents of each of the values."""
        found = self.values.find(values)
        at = self.value_starts
        return [self.rows[at[code] : at[code + 1]] for code in found if code >= 0]


class Columns(NamedTuple):
    """All fields of a segment's documents: texts, and numbers (not a number where missing)."""

    texts: Mapping[str, Texts]
    numbers: Mapping[str, Floats]

    @classmethod
    def of(cls, fields: Iterable[Mapping[str, Field]], documents: int) -> Self:
        """Make columns of the fields of each document."""
        texts: dict[str, tuple[list[int], list[str]]] = defaultdict(lambda: ([], []))
        numbers: dict[str, Floats] = {}
        for row, of_document in enumerate(fields):
            for name, value in of_document.items():
                if isinstance(value, int | float):
                    if name not in numbers:
                        numbers[name] = np.full(documents, np.nan)
                    numbers[name][row] = number(value)
                else:
                    listed = [value] if isinstance(value, str) else value
                    texts[name][0].extend([row] * len(listed))
                    texts[name][1].extend(listed)
        return cls({name: Texts.of(*held, documents) for name, held in texts.items()}, numbers)

    def fields(self, row: int) -> dict[str, Field]:
        """Return the fields of one document; a single text stands alone, several as a tuple."""
        found: dict[str, Field] = {}
        for name, column in self.texts.items():
            codes = column.codes[column.starts[row] : column.starts[row + 1]].tolist()
            held = tuple(map(column.values.name, codes))
            if held:
                found[name] = held[0] if len(held) == 1 else held
        for name, values in self.numbers.items():
            if not np.isnan(values[row]):
                found[name] = float(values[row])
        return found

    def allowed(self, where: Where, documents: int) -> Flags:
        """Flag the documents that a filter lets pass."""
        flags = np.ones(documents, np.bool_)
        for name, values in where.any_of.items():
            having = np.zeros(documents, np.bool_)
            for rows in self.texts[name].held_by(values) if name in self.texts else ():
                set_flags(having, rows, True)
            flags &= having
        for name, values in where.none_of.items():
            for rows in self.texts[name].held_by(values) if name in self.texts else ():
                set_flags(flags, rows, False)
        for name, limit in where.at_least.items():
            self._limit(flags, where, name, (limit, np.inf))
        for name, limit in where.at_most.items():
            self._limit(flags, where, name, (-np.inf, limit))
        return flags

    def _limit(self, flags: Flags, where: Where, name: str, limits: tuple[float, float]) -> None:
        """Take the flags from documents whose number is outside the limits."""
        if name not in self.numbers:
            flags &= where.missing
            return
        least, most = limits
        keep_within(flags, self.numbers[name], float(least), float(most), where.missing)


def merged(held: Sequence[tuple[Columns, Longs]], documents: int) -> Columns:
    """Put chosen rows of several columns one after the other."""
    places = np.cumsum([0, *(len(rows) for _, rows in held)])
    texts: dict[str, tuple[list[Ints], list[str]]] = defaultdict(lambda: ([], []))
    numbers: dict[str, Floats] = defaultdict(lambda: np.full(documents, np.nan))
    for (columns, rows), place in zip(held, places, strict=False):
        for name, values in columns.numbers.items():
            numbers[name][place : place + len(rows)] = values[rows]
        for name, column in columns.texts.items():
            sizes = np.diff(column.starts)[rows]
            codes = column.codes[spread(column.starts[rows], sizes)]
            texts[name][0].append(np.repeat(np.arange(len(rows), dtype=np.int32), sizes) + place)
            texts[name][1].extend(map(column.values.names().__getitem__, codes.tolist()))
    return Columns(
        {name: Texts.of(np.concatenate(at), of, documents) for name, (at, of) in texts.items()},
        dict(numbers),
    )


def spread(starts: Longs, sizes: Longs) -> Longs:
    """Return the places of several stretches, one after the other."""
    before = np.cumsum(sizes) - sizes
    return np.repeat(starts - before, sizes) + np.arange(sizes.sum())


def _starts(numbers: Ints, count: int) -> Longs:
    """Return where each number's entries begin when they are in order."""
    starts = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(numbers, minlength=count), out=starts[1:])
    return starts
