"""Fairs drawn from a seed, in the three sizes that the engine is measured on."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sangsaeng.engine.timetable.problem import Buyer, Problem, Request, Supplier


@dataclass(frozen=True, slots=True)
class Size:
    """How large a drawn fair is."""

    buyers: int
    suppliers: int
    requests: int
    slots: int


SIZES: Mapping[str, Size] = {
    "S": Size(40, 147, 924, 12),
    "M": Size(400, 1_470, 9_240, 16),
    "L": Size(4_000, 14_700, 92_400, 24),
}

BUYER_SKEW = 0.6
SUPPLIER_SKEW = 0.3
TABLE_SHARES = (0.5, 0.35, 0.15)
FIRST_TIMER_SHARE = 0.3


def fair_instance(size: str | Size, seed: int, away: float = 0.15) -> Problem:
    """Draw a fair of a size from a seed.

    Parameters
    ----------
    size : str or Size
        ``"S"`` (40 x 147, 924 requests, 12 slots: the size of the 2023 technology fair), ``"M"``
        (400 x 1,470, 9,240, 16), ``"L"`` (4,000 x 14,700, 92,400, 24) or a size of one's own.
    seed : int
        The same seed draws the same fair.
    away : float
        The share of (participant, slot) cells in which the participant is not available.

    Returns
    -------
    Problem
        A valid problem of one day, with no locks and nothing forbidden.

    Notes
    -----
    What is drawn, each draw independent of the others:

    - every supplier asks once; the other requests fall on pairs with a chance proportional to
      ``rank ** -0.6`` of the buyer times ``rank ** -0.3`` of the supplier, without repeats;
    - a weight is a whole number of hundredths, uniform from 0.01 to 100.00;
    - a buyer has 1, 2 or 3 tables (50, 35, 15 %), and at most 60 to 100 % of the meetings that
      its tables could hold;
    - a supplier has at most 2 to 5 meetings (uniform); three in ten are first-timers;
    - each participant misses each slot with the chance ``away``, and keeps at least one slot.

    Runs in time linear in the number of requests.

    Examples
    --------
    >>> fair = fair_instance("S", seed=1)
    >>> len(fair.buyers), len(fair.suppliers), len(fair.requests), fair.slots
    (40, 147, 924, 12)
    """
    shape = SIZES[size] if isinstance(size, str) else size
    rng = np.random.default_rng(seed)
    pairs = _draw_pairs(shape, rng)
    weights = rng.integers(1, 10_001, size=len(pairs)) / 100
    return Problem(
        slots=shape.slots,
        buyers=_draw_buyers(shape, away, rng),
        suppliers=_draw_suppliers(shape, away, rng),
        requests=tuple(
            Request(f"B{pair // shape.suppliers:04d}", f"S{pair % shape.suppliers:05d}", weight)
            for pair, weight in zip(pairs.tolist(), weights.tolist(), strict=True)
        ),
    )


def _draw_pairs(shape: Size, rng: np.random.Generator) -> NDArray[np.int64]:
    buyer_chance = _skewed(shape.buyers, BUYER_SKEW)
    supplier_chance = _skewed(shape.suppliers, SUPPLIER_SKEW)
    first_wish = rng.choice(shape.buyers, size=shape.suppliers, p=buyer_chance)
    pairs = first_wish * shape.suppliers + np.arange(shape.suppliers)
    while len(pairs) < shape.requests:
        missing = shape.requests - len(pairs)
        buyer = rng.choice(shape.buyers, size=missing, p=buyer_chance)
        supplier = rng.choice(shape.suppliers, size=missing, p=supplier_chance)
        pairs = np.unique(np.concatenate([pairs, buyer * shape.suppliers + supplier]))
    return pairs


def _skewed(count: int, skew: float) -> NDArray[np.float64]:
    share = np.arange(1, count + 1, dtype=np.float64) ** -skew
    chance: NDArray[np.float64] = share / share.sum()
    return chance


def _draw_buyers(shape: Size, away: float, rng: np.random.Generator) -> tuple[Buyer, ...]:
    tables = rng.choice([1, 2, 3], size=shape.buyers, p=TABLE_SHARES)
    share = rng.uniform(0.6, 1.0, size=shape.buyers)
    limits = np.ceil(share * tables * shape.slots).astype(int)
    slots = _draw_availability(shape.buyers, shape.slots, away, rng)
    drawn = zip(tables.tolist(), limits.tolist(), slots, strict=True)
    return tuple(
        Buyer(f"B{index:04d}", tables=count, available=available, max_meetings=limit)
        for index, (count, limit, available) in enumerate(drawn)
    )


def _draw_suppliers(shape: Size, away: float, rng: np.random.Generator) -> tuple[Supplier, ...]:
    limits = rng.integers(2, 6, size=shape.suppliers)
    first = rng.random(shape.suppliers) < FIRST_TIMER_SHARE
    slots = _draw_availability(shape.suppliers, shape.slots, away, rng)
    drawn = zip(limits.tolist(), first.tolist(), slots, strict=True)
    return tuple(
        Supplier(f"S{index:05d}", available=available, max_meetings=limit, first_timer=first_timer)
        for index, (limit, first_timer, available) in enumerate(drawn)
    )


def _draw_availability(
    count: int, slots: int, away: float, rng: np.random.Generator
) -> list[frozenset[int]]:
    present = rng.random((count, slots)) >= away
    present[np.arange(count), rng.integers(0, slots, size=count)] = True
    return [frozenset(np.flatnonzero(row).tolist()) for row in present]
