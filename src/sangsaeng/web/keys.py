"""Rows as forms and addresses name them by number."""

from typing import Final

NO_ROW: Final = 0
"""The number that no row has."""

# As many digits as the largest number that a database keeps.
_LONGEST: Final = 18


def key_of(text: str) -> int:
    """Return the number that a text writes in plain digits, or that of no row if it can name none."""
    if not (text.isascii() and text.isdecimal() and len(text) <= _LONGEST):
        return NO_ROW
    return int(text)
