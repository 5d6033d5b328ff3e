"""Rows as forms and addresses name them by number."""

from typing import Final

# As many digits as the largest number that a database keeps.
_LONGEST: Final = 18


def key_of(text: str) -> int | None:
    """Return the number that a text writes in plain digits; nothing when it can name no row."""
    if not (text.isascii() and text.isdecimal() and len(text) <= _LONGEST):
        return None
    return int(text)
