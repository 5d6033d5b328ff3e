"""Text as letters and digits alone: no case, no width, no spaces, no signs."""

import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray

Letters = NDArray[np.uint16]
_PLANE = 1 << 16


def composed(text: str) -> str:
    """Return a text with its letters composed (NFC), the form in which all texts are kept.

    Examples
    --------
    >>> len(composed(unicodedata.normalize("NFD", "세정")))
    2
    """
    return unicodedata.normalize("NFC", text)


@cache
def letters() -> Letters:
    """Return what each character of the basic plane counts as, 0 for what does not count.

    Full-width letters are letters and capitals are small; signs, spaces and characters beyond the
    basic plane do not count.
    """
    table = np.zeros(_PLANE, np.uint16)
    for code in range(_PLANE):
        character = chr(code)
        plain = unicodedata.normalize("NFKC", character)
        letter = plain if len(plain) == 1 else character
        small = letter.lower()
        if letter.isalnum():
            table[code] = ord(small) if len(small) == 1 and ord(small) < _PLANE else code
    return table


def units(text: str) -> Letters:
    """Return a text as UTF-16 code units.

    Examples
    --------
    >>> units("세정").tolist()
    [49464, 51221]
    """
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)


def folded(text: str) -> tuple[str, list[int]]:
    """Return a text's letters and digits, and where each of them stands.

    Examples
    --------
    >>> folded("ＡＩ 세정!")
    ('ai세정', [0, 1, 3, 4])
    """
    table = letters()
    places = [at for at, sign in enumerate(text) if ord(sign) < _PLANE and table[ord(sign)]]
    return "".join(chr(table[ord(text[at])]) for at in places), places
