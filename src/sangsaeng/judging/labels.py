"""What stands in place of a judge's name: a string drawn for one review, which leads nowhere."""

from collections.abc import Collection
from typing import Final

from sangsaeng.kernel.tokens import new_code

_LENGTH: Final = 5


def new_label(taken: Collection[str] = ()) -> str:
    """Draw a label that no other review of the entry has.

    It is chance alone: not the judge, not their place in a list, not the same for two entries, so
    that nobody can follow a judge from one entry to the next.
    """
    label = new_code(_LENGTH)
    while label in taken:
        label = new_code(_LENGTH)
    return label
