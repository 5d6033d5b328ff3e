"""Who judges what: the problem of assigning a panel, and its answer."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sangsaeng.engine.reviewing.scores import Floats, Ints

Pair = tuple[int, int]
# With fewer entries a judge's mildness can hardly be told from the entries' quality.
LEAST_LOAD = 8


class InvalidPanel(ValueError):
    """A panel whose arrays do not fit each other."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Entries that need judges, and judges with room.

    Attributes
    ----------
    need : ndarray of int, shape (entries,)
        The least number of judges of each entry.
    room : ndarray of int, shape (judges,)
        The most entries each judge takes, those already held included.
    forbidden : ndarray of bool, shape (entries, judges)
        Pairs that must not be: conflicts of interest.
    mismatch : ndarray of float, shape (entries, judges)
        How far from the judge's field the entry is, from 0 to 1.
    locked : tuple of pairs
        Entry and judge that stay in any case: reviews already begun or handed in.
    kept : tuple of pairs
        Entry and judge assigned before, to be changed as little as possible.
    seed : int
        Breaks ties, so that pairs mix.
    """

    need: Ints
    room: Ints
    forbidden: NDArray[np.bool_]
    mismatch: Floats
    locked: tuple[Pair, ...] = ()
    kept: tuple[Pair, ...] = ()
    seed: int = 0

    def __post_init__(self) -> None:
        shape = (len(self.need), len(self.room))
        if self.forbidden.shape != shape or self.mismatch.shape != shape:
            raise InvalidPanel("forbidden and mismatch have a row per entry and a column per judge")
        if (self.need < 0).any() or (self.room < 0).any():
            raise InvalidPanel("need and room are not negative")
        if self.mismatch.size and not (0 <= self.mismatch.min() <= self.mismatch.max() <= 1):
            raise InvalidPanel("mismatch lies between 0 and 1")
        for entry, judge in (*self.locked, *self.kept):
            if not (0 <= entry < shape[0] and 0 <= judge < shape[1]):
                raise InvalidPanel("a locked or kept pair names nobody")


@dataclass(frozen=True, slots=True)
class Shortage:
    """An entry that could not get enough judges, and why.

    Attributes
    ----------
    entry : int
        The entry.
    missing : int
        How many judges it lacks.
    free : int
        How many judges of the panel have no conflict with it.
    reason : str
        `too_few_free` if even all of them would not do; `no_room` if their caps are exhausted.
    """

    entry: int
    missing: int
    free: int
    reason: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who judges what.

    Attributes
    ----------
    pairs : tuple of pairs
        Entry and judge, in order; locked ones included.
    added, dropped : tuple of pairs
        What is new, and what was kept before and is no longer.
    shortages : tuple of Shortage
        Entries below their minimum, each with its reason; empty if all have enough.
    loads : tuple of int
        How many entries each judge has.
    thin : tuple of int
        Judges with some entries but fewer than eight.
    groups : int
        In how many parts without a common judge the entries fall; 1 lets all be compared.
    mismatch : float
        The mean mismatch over all pairs.
    """

    pairs: tuple[Pair, ...]
    added: tuple[Pair, ...] = ()
    dropped: tuple[Pair, ...] = ()
    shortages: tuple[Shortage, ...] = ()
    loads: tuple[int, ...] = field(default=())
    thin: tuple[int, ...] = ()
    groups: int = 1
    mismatch: float = 0.0
