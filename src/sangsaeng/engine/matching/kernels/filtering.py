"""Filters over all documents, each in one sweep and without arrays in between."""

from numba import njit

from sangsaeng.engine.matching.kernels.arrays import Flags, Floats, Ints


@njit(cache=True, nogil=True)
def set_flags(flags: Flags, rows: Ints, value: bool) -> None:  # noqa: FBT001 -- kernels take no keywords
    """Set the flags of some documents."""
    for row in rows:
        flags[row] = value


@njit(cache=True, nogil=True)
def keep_within(
    flags: Flags,
    values: Floats,
    least: float,
    most: float,
    missing: bool,  # noqa: FBT001 -- kernels take no keywords
) -> None:
    """Take the flags from documents whose number is outside the limits, or missing if told so."""
    if missing:
        for row in range(len(flags)):
            flags[row] &= not ((values[row] < least) | (values[row] > most))
    else:
        for row in range(len(flags)):
            flags[row] &= (values[row] >= least) & (values[row] <= most)
