"""Korean business registration numbers: ten digits, the last of which checks the others."""

import re
import unicodedata
from typing import Final

from sangsaeng.kernel.sheets.values import is_business_number

_SEPARATORS: Final = re.compile(r"[\s\-‐‑‒–—.]+")
_NOBODY: Final = "0000000000"


def normalized(text: str) -> str:
    """Return the number without its separators, in plain digits."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))


def is_valid(number: str) -> bool:
    """Tell whether a normalized number has ten digits and the right last one."""
    return number != _NOBODY and is_business_number(number)


def formatted(number: str | None) -> str:
    """Write the number as people do: 123-45-67890."""
    return f"{number[:3]}-{number[3:5]}-{number[5:]}" if number else ""
