"""Amounts of money in whole won, as Koreans write them: «3억 6,000만 원», «3억 6천만», «360,000,000»."""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

MOST: Final = 2**53 - 1
"""The largest amount: beyond it numbers in browsers and spreadsheets are no longer exact."""

LONGEST: Final = 60
"""No amount takes more signs than this."""

MYRIAD: Final = 10_000
_LARGE: Final = {"조": MYRIAD**3, "억": MYRIAD**2, "만": MYRIAD}
_SMALL: Final = {"천": 1000, "백": 100, "십": 10}
_SPOKEN: Final = {sign: value for value, sign in enumerate("영일이삼사오육칠팔구")}

_SIGNS_BEFORE: Final = re.compile(r"^(?:일금|금|₩|￦|KRW)", re.IGNORECASE)
_SIGNS_AFTER: Final = re.compile(r"(?:원정|원|KRW)$", re.IGNORECASE)
_NUMBER: Final = r"\d{1,3}(?:,\d{3})+|\d+"
_TOKEN: Final = re.compile(
    rf"(?P<number>(?:{_NUMBER})(?:\.\d+)?)|(?P<spoken>[영일이삼사오육칠팔구])"
    r"|(?P<small>[천백십])|(?P<large>[조억만])"
)


class NotAnAmount(ValueError):
    """The text is no amount, or one that can be read in two ways."""


def write_won(amount: int) -> str:
    """Write an amount exactly, in myriads: ``360000000`` as ``3억 6,000만 원``.

    Parameters
    ----------
    amount : int
        Whole won, not negative.

    Returns
    -------
    str
        The amount, which :func:`read_won` reads back.
    """
    if amount < 0:
        message = "an amount of money is not negative"
        raise ValueError(message)
    parts, rest = [], amount
    for unit, worth in _LARGE.items():
        count, rest = divmod(rest, worth)
        if count:
            parts.append(f"{count:,}{unit}")
    if rest or not parts:
        return " ".join([*parts, f"{rest:,}원"])
    return " ".join([*parts, "원"])


def read_won(text: str) -> int:
    """Read an amount as people write it, or raise.

    ``3억 6천`` is refused: people mean 36 thousand myriads by it and the words say six thousand won.

    Parameters
    ----------
    text : str
        The amount, with or without ``원``.

    Returns
    -------
    int
        Whole won, at most :data:`MOST`.
    """
    if len(text) > LONGEST:
        raise NotAnAmount(text)
    plain = unicodedata.normalize("NFKC", text)
    plain = _SIGNS_BEFORE.sub("", re.sub(r"\s+", "", plain))
    amount = _SIGNS_AFTER.sub("", plain)
    value = _Reading(says_won=amount != plain).of(amount)
    if value.denominator != 1 or value > MOST:
        raise NotAnAmount(text)
    return int(value)


@dataclass
class _Reading:
    """An amount on the way: what is complete, the myriad being read, and the number before a unit."""

    says_won: bool
    total: Fraction = Fraction(0)
    group: Fraction = Fraction(0)
    number: Fraction | None = None
    digits: str = ""
    last_large: str = ""
    last_small: int = MYRIAD
    has_unit: bool = False

    def of(self, text: str) -> Fraction:
        place = 0
        while place < len(text):
            token = _TOKEN.match(text, place)
            if token is None:
                raise NotAnAmount(text)
            self._take(token)
            place = token.end()
        if not text:
            raise NotAnAmount(text)
        return self.total + self._rest(text)

    def _take(self, token: re.Match[str]) -> None:
        sign = token.group()
        if token.lastgroup == "number":
            self._count(Fraction(sign.replace(",", "")))
        elif token.lastgroup == "spoken":
            self._count(Fraction(_SPOKEN[sign]))
        elif token.lastgroup == "small":
            self._small(_SMALL[sign])
        else:
            self._large(sign)

    def _count(self, number: Fraction) -> None:
        if self.number is not None:
            raise NotAnAmount
        self.number = number

    def _small(self, worth: int) -> None:
        if worth >= self.last_small:
            raise NotAnAmount
        self.group += (1 if self.number is None else self.number) * worth
        self.number, self.last_small, self.has_unit = None, worth, True

    def _large(self, unit: str) -> None:
        order = "조억만"
        if self.last_large and order.index(unit) <= order.index(self.last_large):
            raise NotAnAmount
        group = self.group + (self.number or 0)
        if self.number is None and not self.has_unit:
            group = Fraction(0 if self.last_large else 1)
        if self.last_large and not 0 < group < MYRIAD:
            raise NotAnAmount
        self.total += group * _LARGE[unit]
        self.group, self.number, self.last_large = Fraction(0), None, unit
        self.last_small, self.has_unit = MYRIAD, False

    def _rest(self, text: str) -> Fraction:
        """Return what follows the last myriad; after 조 and 억 only if it cannot mean anything else."""
        rest = self.group + (self.number or 0)
        is_empty = self.number is None and not self.has_unit
        if (
            self.last_large in {"조", "억"}
            and not is_empty
            and (self.has_unit or not self.says_won)
        ):
            raise NotAnAmount(text)
        if self.last_large and rest >= MYRIAD:
            raise NotAnAmount(text)
        return rest
