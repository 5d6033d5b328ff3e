"""Lookup in sorted names that stand end to end in one array of bytes."""

import numpy as np
from numba import njit

from sangsaeng.engine.matching.kernels.arrays import Bytes, Longs


@njit(cache=True, nogil=True)
def locate(text: Bytes, starts: Longs, wanted: Bytes, wanted_starts: Longs) -> Longs:
    """Return the place of each wanted name among the sorted names, -1 if it is not there."""
    found = np.full(len(wanted_starts) - 1, -1, np.int64)
    for one in range(len(found)):
        name = wanted[wanted_starts[one] : wanted_starts[one + 1]]
        low, high = 0, len(starts) - 1
        while low < high:
            middle = (low + high) >> 1
            order = _compare(text[starts[middle] : starts[middle + 1]], name)
            if order == 0:
                found[one] = middle
                break
            if order < 0:
                low = middle + 1
            else:
                high = middle
    return found


@njit(cache=True, nogil=True)
def _compare(one: Bytes, other: Bytes) -> int:
    """Return less than, equal to or more than nought, as the one stands to the other."""
    for i in range(min(len(one), len(other))):
        if one[i] != other[i]:
            return 1 if one[i] > other[i] else -1
    return len(one) - len(other)
