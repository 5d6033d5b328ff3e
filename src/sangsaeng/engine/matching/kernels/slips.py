"""Words one letter away: one changed, one more, one less, or two neighbors exchanged."""

import numpy as np
from numba import njit

from sangsaeng.engine.matching.kernels.arrays import Longs, Shorts


@njit(cache=True, nogil=True)
def one_edit_away(units: Shorts, starts: Longs, low: int, high: int, wanted: Shorts) -> Longs:
    """Return those of the words from low to high that one edit makes of the wanted one.

    The wanted word has three letters at least, so that an edit leaves its first or its last.
    """
    found = np.zeros(high - low, np.int64)
    held = 0
    begins, ends = wanted[0], wanted[-1]
    for word in range(low, high):
        first, after = starts[word], starts[word + 1]
        if first == after or (units[first] != begins and units[after - 1] != ends):
            continue
        if _is_one_edit(units[first:after], wanted):
            found[held] = word
            held += 1
    return found[:held]


@njit(cache=True, nogil=True)
def _is_one_edit(one: Shorts, other: Shorts) -> bool:
    """Whether two words differ by one edit; equal words do not."""
    shorter = min(len(one), len(other))
    same = 0
    while same < shorter and one[same] == other[same]:
        same += 1
    if len(one) == len(other):
        if same == shorter:
            return False
        if _same_from(one, same + 1, other, same + 1):
            return True
        return (
            same + 1 < shorter
            and one[same] == other[same + 1]
            and one[same + 1] == other[same]
            and _same_from(one, same + 2, other, same + 2)
        )
    if len(one) < len(other):
        return _same_from(one, same, other, same + 1)
    return _same_from(one, same + 1, other, same)


@njit(cache=True, nogil=True)
def _same_from(one: Shorts, at: int, other: Shorts, there: int) -> bool:
    """Whether two words end alike from two places on."""
    if len(one) - at != len(other) - there:
        return False
    same = 0
    while at + same < len(one) and one[at + same] == other[there + same]:
        same += 1
    return at + same == len(one)
