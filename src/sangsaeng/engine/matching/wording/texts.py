"""The texts themselves, kept compactly: for pairs of letters, for reasons, for what is lit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, Self

import numpy as np

from sangsaeng.engine.matching.indexing.names import Names
from sangsaeng.engine.matching.kernels.arrays import Flags, Floats, Longs, Norm
from sangsaeng.engine.matching.kernels.pairing import (
    Codes,
    Lines,
    Wanted,
    count_pairs,
    fill_slots,
    overlap,
    picked,
)
from sangsaeng.engine.matching.wording.folding import composed, folded, letters, units

_LETTERS = 1 << 16
Given = tuple[str, str, bool]


class Shelf(NamedTuple):
    """Texts in order of their ids; ``counted`` flags those that statistics know."""

    ids: Names
    lines: Lines
    counted: Flags

    def text(self, row: int) -> str:
        """Return a text as it is kept."""
        line = self.lines.units[self.lines.starts[row] : self.lines.starts[row + 1]]
        return line.tobytes().decode("utf-16-le", "surrogatepass")

    def given(self, without: frozenset[str] = frozenset()) -> Iterable[Given]:
        """Return what was kept, some left out."""
        for row, id_ in enumerate(self.ids.names()):
            if id_ not in without:
                yield id_, self.text(row), bool(self.counted[row])


class Gathering:
    """Takes texts one by one, in little memory; the later of two with the same id is meant."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._text = bytearray()
        self._ends = [0]
        self._counted: list[bool] = []

    def add(self, id_: str, text: str, *, counted: bool) -> None:
        """Take a text under an id."""
        self._places[id_] = len(self._counted)
        self._text += units(composed(text)).tobytes()
        self._ends.append(len(self._text) // 2)
        self._counted.append(counted)

    def shelf(self) -> Shelf:
        """Return what was taken, in order of the ids."""
        ids = sorted(self._places)
        rows = np.array([self._places[id_] for id_ in ids], np.int64)
        lines = Lines(np.frombuffer(self._text, np.uint16), np.array(self._ends, np.int64))
        counted = np.array(self._counted, np.bool_)
        return Shelf(Names.of(ids), picked(lines, rows), counted[rows])


def shelved(given: Iterable[Given]) -> Shelf:
    """Keep texts: id, text, and whether statistics count it."""
    gathering = Gathering()
    for id_, text, counted in given:
        gathering.add(id_, text, counted=counted)
    return gathering.shelf()


class Tally(NamedTuple):
    """In how many of the counted texts each pair occurs; rising pairs, all texts, all pairs."""

    codes: Codes
    frequencies: Longs
    documents: int
    pairs: int

    @classmethod
    def of(cls, shelf: Shelf, rows: Longs) -> Self:
        """Count some texts of a shelf."""
        codes, frequencies, pairs = count_pairs(shelf.lines, rows, letters())
        order = np.argsort(codes)
        return cls(codes[order], frequencies[order], len(rows), int(pairs))

    @property
    def mean(self) -> float:
        """The mean length of a text in pairs."""
        return max(self.pairs / self.documents, 1.0) if self.documents else 1.0

    def with_(self, other: Self, sign: int) -> Self:
        """Return the counts with those of another added, or taken away by a sign of -1."""
        places = np.searchsorted(self.codes, other.codes)
        known = np.zeros(len(places), np.bool_)
        inside = places < len(self.codes)
        known[inside] = self.codes[places[inside]] == other.codes[inside]
        new = ~known
        frequencies = self.frequencies.copy()
        frequencies[places[known]] += sign * other.frequencies[known]
        codes = np.insert(self.codes, places[new], other.codes[new])
        frequencies = np.insert(frequencies, places[new], sign * other.frequencies[new])
        held = frequencies > 0
        return type(self)(
            codes[held],
            frequencies[held],
            self.documents + sign * other.documents,
            self.pairs + sign * other.pairs,
        )

    def rarity(self, codes: Codes) -> Floats:
        """Return the inverse document frequency of each pair, as BM25 reckons it."""
        frequencies = np.zeros(len(codes), np.int64)
        if len(self.codes):
            places = np.minimum(np.searchsorted(self.codes, codes), len(self.codes) - 1)
            known = self.codes[places] == codes
            frequencies[known] = self.frequencies[places[known]]
        return np.log1p((self.documents - frequencies + 0.5) / (frequencies + 0.5))


@dataclass(frozen=True, eq=False)
class Texts:
    """The texts of all documents, and how common each pair of letters is among them.

    Later shelves replace what earlier ones hold under the same id; what was removed stays where
    it is until `compacted`, but counts no longer.
    """

    shelves: tuple[Shelf, ...]
    tally: Tally

    @classmethod
    def of(cls, shelf: Shelf) -> Self:
        """Take one shelf and count its pairs."""
        return cls((shelf,), Tally.of(shelf, np.flatnonzero(shelf.counted)))

    def text(self, id_: str) -> str:
        """Return the text of a document."""
        for shelf in reversed(self.shelves):
            row = int(shelf.ids.find([id_])[0])
            if row >= 0:
                return shelf.text(row)
        raise KeyError(id_)

    def overlap(self, ids: Sequence[str], wanted: Wanted, norm: Norm) -> Floats:
        """Return BM25 of a query's pairs over the documents named."""
        scores = np.zeros(len(ids), np.float64)
        left = np.arange(len(ids))
        for shelf in reversed(self.shelves):
            rows = shelf.ids.find([ids[place] for place in left.tolist()])
            here = rows >= 0
            scores[left[here]] = overlap(shelf.lines, rows[here], letters(), wanted, norm)
            left = left[~here]
        return scores

    def changed(self, added: Sequence[Given], gone: Iterable[str]) -> Self:
        """Return the texts with others; ``gone`` names what was there and is replaced or removed."""
        tally = self.tally
        left = list(gone)
        replaced = frozenset(left)
        for shelf in reversed(self.shelves):
            rows = shelf.ids.find(left)
            counted = rows[rows >= 0]
            counted = counted[shelf.counted[counted]]
            tally = tally.with_(Tally.of(shelf, counted), -1)
            left = [id_ for id_, row in zip(left, rows.tolist(), strict=True) if row < 0]
        if added:
            fresh = shelved(added)
            tally = tally.with_(Tally.of(fresh, np.flatnonzero(fresh.counted)), 1)
        delta = self.shelves[1].given(replaced) if len(self.shelves) > 1 else ()
        return type(self)((self.shelves[0], shelved([*delta, *added])), tally)

    def compacted(self, ids: Iterable[str]) -> Self:
        """Return the texts of these documents alone, as one shelf."""
        there = set(ids)
        latest: dict[str, Given] = {}
        for shelf in self.shelves:
            latest.update((one[0], one) for one in shelf.given() if one[0] in there)
        return type(self)((shelved(latest.values()),), self.tally)


def pairs_of(text: str) -> dict[int, int]:
    """Return the pairs of a text as numbers, with how often each occurs.

    Examples
    --------
    >>> pairs_of("AAA").values()
    dict_values([2])
    """
    plain, _places = folded(composed(text))
    found: dict[int, int] = {}
    for first, second in pairwise(plain):
        code = ord(first) << 16 | ord(second)
        found[code] = found.get(code, 0) + 1
    return found


def wanted(gains: Mapping[int, float]) -> Wanted:
    """Return pairs and what each is worth, as the compiled comparison reads them."""
    codes = np.array(sorted(gains), np.uint32)
    begins = np.zeros(_LETTERS, np.uint8)
    begins[codes >> 16] = 1
    worth = np.array([gains[code] for code in codes.tolist()], np.float64)
    slots = np.full(1 << (2 * len(codes) + 1).bit_length(), -1, np.int32)
    fill_slots(codes, slots)
    return Wanted(codes, worth, begins, slots)
