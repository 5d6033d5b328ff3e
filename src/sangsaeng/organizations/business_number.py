"""Korean business registration numbers: ten digits, the last of which checks the others."""

import re
import unicodedata
from typing import Final

_WEIGHTS: Final = (1, 3, 7, 1, 3, 7, 1, 3, 5)
_DIGITS: Final = re.compile(r"[0-9]{10}")
_SEPARATORS: Final = re.compile(r"[\s\-‐‑‒–—.]+")


def normalized(text: str) -> str:
    """Return the number without its separators, in plain digits."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))


def check_digit(nine: str) -> int:
    """Return the digit that must follow the first nine."""
    digits = [int(digit) for digit in nine]
    total = sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=True))
    # The ninth product counts once whole and once with its tens.
    return -(total + digits[8] * _WEIGHTS[8] // 10) % 10


def is_valid(number: str) -> bool:
    """Tell whether a normalized number has ten digits and the right last one."""
    if not _DIGITS.fullmatch(number) or number == "0000000000":
        return False
    return check_digit(number[:9]) == int(number[9])


def formatted(number: str | None) -> str:
    """Write the number as people do: 123-45-67890."""
    return f"{number[:3]}-{number[3:5]}-{number[5:]}" if number else ""
