"""Pairs of neighboring letters, read straight from the texts: counted once, compared when asked.

A pair is two letters that stand next to each other once spaces and signs are left out, as one
number: ``first << 16 | second``.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sangsaeng.engine.matching.kernels.arrays import Floats, Longs, Norm, Shorts

Codes = NDArray[np.uint32]
_FEWEST_SLOTS = 1 << 12
_SPREAD = np.uint64(0x9E3779B97F4A7C15)


class Lines(NamedTuple):
    """Texts end to end in UTF-16: ``starts`` (texts + 1) points into ``units``."""

    units: Shorts
    starts: Longs


class Wanted(NamedTuple):
    """The pairs of a query and what each occurrence is worth, and where to look a pair up.

    ``begins`` flags the letters that begin a pair; ``slots`` holds places in ``codes``, -1 where
    free, in the order of `fill_slots`.
    """

    codes: Codes
    gains: Floats
    begins: NDArray[np.uint8]
    slots: NDArray[np.int32]


@njit(cache=True, nogil=True)
def overlap(lines: Lines, rows: Longs, letters: Shorts, wanted: Wanted, norm: Norm) -> Floats:
    """Return BM25 of a query's pairs over some of the texts."""
    scores = np.zeros(len(rows), np.float64)
    repeats = np.zeros(len(wanted.codes), np.int64)
    for place in range(len(rows)):
        repeats[:] = 0
        length, before = 0, 0
        for at in range(lines.starts[rows[place]], lines.starts[rows[place] + 1]):
            letter = int(letters[lines.units[at]])
            if letter == 0:
                continue
            if before:
                length += 1
                if wanted.begins[before]:
                    found = _place(wanted, before << 16 | letter)
                    if found >= 0:
                        repeats[found] += 1
            before = letter
        weakened = norm.k1 * (1.0 - norm.b + norm.b * length / norm.mean)
        for i in range(len(repeats)):
            if repeats[i]:
                impact = repeats[i] * (norm.k1 + 1.0) / (repeats[i] + weakened)
                scores[place] += wanted.gains[i] * impact
    return scores


@njit(cache=True, nogil=True)
def fill_slots(codes: Codes, slots: NDArray[np.int32]) -> None:
    """Enter each pair into the slots, which are free and at least twice as many."""
    for place in range(len(codes)):
        slot = _spread(codes[place], len(slots))
        while slots[slot] >= 0:
            slot = (slot + 1) & (len(slots) - 1)
        slots[slot] = place


@njit(cache=True, nogil=True)
def _place(wanted: Wanted, code: int) -> int:
    """Return the place of a pair among those asked for, -1 if it is not there."""
    slot = _spread(code, len(wanted.slots))
    while wanted.slots[slot] >= 0:
        place = wanted.slots[slot]
        if wanted.codes[place] == code:
            return int(place)
        slot = (slot + 1) & (len(wanted.slots) - 1)
    return -1


@njit(cache=True, nogil=True)
def _spread(code: int, slots: int) -> int:
    """Return the slot at which the search for a pair begins; slots are a power of two."""
    return int((np.uint64(code) * _SPREAD) >> np.uint64(33)) & (slots - 1)


@njit(cache=True, nogil=True)
def count_pairs(lines: Lines, rows: Longs, letters: Shorts) -> tuple[Codes, Longs, int]:
    """Return the distinct pairs, in how many of the texts each occurs, and all pairs in all."""
    codes = np.zeros(_FEWEST_SLOTS, np.uint32)
    frequencies = np.zeros(_FEWEST_SLOTS, np.int64)
    latest = np.full(_FEWEST_SLOTS, -1, np.int64)
    held, total = 0, 0
    for row in rows:
        before = 0
        for at in range(lines.starts[row], lines.starts[row + 1]):
            letter = int(letters[lines.units[at]])
            if letter == 0:
                continue
            if before:
                total += 1
                code = before << 16 | letter
                slot = _slot(codes, frequencies, code)
                if frequencies[slot] == 0:
                    codes[slot] = code
                    held += 1
                if latest[slot] != row:
                    latest[slot] = row
                    frequencies[slot] += 1
                if 2 * held > len(codes):
                    codes, frequencies, latest = _widened(codes, frequencies, latest)
            before = letter
    used = np.flatnonzero(frequencies)
    return codes[used], frequencies[used], total


@njit(cache=True, nogil=True)
def _slot(codes: Codes, frequencies: Longs, code: int) -> int:
    """Return where a pair is kept, or the free place that it would take."""
    last = len(codes) - 1
    slot = _spread(code, len(codes))
    while frequencies[slot] and codes[slot] != code:
        slot = (slot + 1) & last
    return slot


@njit(cache=True, nogil=True)
def _widened(codes: Codes, frequencies: Longs, latest: Longs) -> tuple[Codes, Longs, Longs]:
    """Return the same counts with twice the room."""
    wide = np.zeros(2 * len(codes), np.uint32)
    counts = np.zeros(len(wide), np.int64)
    rows = np.full(len(wide), -1, np.int64)
    for old in range(len(codes)):
        if frequencies[old]:
            slot = _slot(wide, counts, codes[old])
            wide[slot], counts[slot], rows[slot] = codes[old], frequencies[old], latest[old]
    return wide, counts, rows


@njit(cache=True, nogil=True)
def picked(lines: Lines, rows: Longs) -> Lines:
    """Return some of the texts, in the order given, end to end."""
    starts = np.zeros(len(rows) + 1, np.int64)
    for place in range(len(rows)):
        starts[place + 1] = (
            starts[place] + lines.starts[rows[place] + 1] - lines.starts[rows[place]]
        )
    units = np.empty(starts[-1], np.uint16)
    for place in range(len(rows)):
        first = lines.starts[rows[place]]
        for at in range(starts[place + 1] - starts[place]):
            units[starts[place] + at] = lines.units[first + at]
    return Lines(units, starts)
