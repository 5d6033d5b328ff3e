"""Masking: names and addresses in what a team wrote, replaced by the part their bearer plays.

A name is found however it is spelled: in Latin letters or as they are read in Korean, with or without
its legal form, spaced, with signs between or with signs that nobody sees.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sangsaeng.organizations.names import LETTERS

# Shorter keys are found in one piece only: two syllables meet too easily across a space.
_LOOSE_FROM: Final = 4
_WIDEST_GAP: Final = 2
_SHORTEST: Final = 2
_FORM: Final = r"(?:㈜|\(\s*주\s*\)|주식회사|\(\s*유\s*\)|유한회사|\(\s*재\s*\)|\(\s*사\s*\))"
_FORM_BEFORE: Final = re.compile(rf"{_FORM}\s*$")
_FORM_AFTER: Final = re.compile(rf"^\s*{_FORM}")
_ADDRESSES: Final[tuple[tuple[re.Pattern[str], str | Promise], ...]] = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), _("이메일")),
    (re.compile(r"(?:https?://|www\.)[^\s<>()\"'«»]+", re.IGNORECASE), _("누리집 주소")),
    (
        re.compile(r"\b[\w-]+(?:\.[\w-]+)*\.(?:com|kr|net|org|io|biz)(?:/[^\s<>()«»]*)?", re.ASCII),
        _("누리집 주소"),
    ),
    (re.compile(r"(?<!\d)\d{3}-\d{2}-\d{5}(?!\d)"), _("사업자등록번호")),
    (
        re.compile(r"(?<!\d)(?:\+82[- ]?\d{1,2}|0\d{1,2})[-.) ]\d{3,4}[-. ]\d{4}(?!\d)"),
        _("전화번호"),
    ),
)


@dataclass(frozen=True)
class Alias:
    """The key of a name (see :func:`organizations.names.name_key`) and what stands in its place."""

    key: str
    part: str


@dataclass(frozen=True)
class Masked:
    """A text as it may be shown, and what was taken out of it, as it stood there."""

    text: str
    found: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Span:
    """A stretch of a text, and what stands there instead."""

    start: int
    end: int
    part: str


class Mask:
    """Takes the names of one team, and every address, out of texts."""

    def __init__(self, aliases: Iterable[Alias] = ()) -> None:
        longest_first = sorted(set(aliases), key=lambda one: (-len(one.key), one.key, one.part))
        self._parts: dict[str, str] = {}
        for one in longest_first:
            if len(one.key) >= _SHORTEST:
                self._parts.setdefault(one.key, one.part)

    def of(self, text: str) -> Masked:
        """Return the text without names and addresses; what remains may be nothing at all."""
        plain = "".join(
            sign
            for sign in unicodedata.normalize("NFC", text)
            if unicodedata.category(sign) != "Cf"
        )
        kept, found, place = [], [], 0
        for span in _apart([*_addresses(plain), *self._names(plain)]):
            kept += [plain[place : span.start], f"«{span.part}»"]
            found.append(plain[span.start : span.end])
            place = span.end
        return Masked("".join([*kept, plain[place:]]), tuple(found))

    def value(self, value: Any) -> Any:
        """Return an answer of any form, every text in it masked."""
        if isinstance(value, str):
            return self.of(value).text
        if isinstance(value, list):
            return [self.value(one) for one in value]
        if isinstance(value, dict):
            return {key: self.value(one) for key, one in value.items()}
        return value

    def _names(self, text: str) -> Iterator[_Span]:
        letters, places = _read(text)
        for key, part in self._parts.items():
            at = letters.find(key)
            while at >= 0:
                span = _span(text, places, at, len(key), part)
                if span is not None:
                    yield span
                at = letters.find(key, at + 1)


def found_in(mask: Mask, value: Any) -> tuple[str, ...]:
    """Return what the mask takes out of an answer of any form."""
    if isinstance(value, str):
        return mask.of(value).found
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return tuple(one for each in inner for one in found_in(mask, each))


def _read(text: str) -> tuple[str, list[int]]:
    """Return the text's letters as keys are written, and for each the sign it comes from."""
    letters: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for one in unicodedata.normalize("NFKC", sign).casefold():
            read = LETTERS.get(one) or (one if one.isalnum() else "")
            letters += read
            places += [place] * len(read)
    return "".join(letters), places


def _span(text: str, places: list[int], at: int, length: int, part: str) -> _Span | None:
    """Return where a key stands in the text, unless it only seems to."""
    end = at + length
    first, last = places[at], places[end - 1]
    begins_inside = at > 0 and places[at - 1] == first
    ends_inside = end < len(places) and places[end] == last
    if begins_inside or ends_inside or _is_torn(text, places[at:end]):
        return None
    if _is_latin(text, first) and _is_latin(text, first - 1):
        return None
    if _is_latin(text, last) and _is_latin(text, last + 1):
        return None
    before, after = _FORM_BEFORE.search(text[:first]), _FORM_AFTER.search(text[last + 1 :])
    start = before.start() if before else first
    return _Span(start, last + 1 + (after.end() if after else 0), part)


def _is_torn(text: str, places: list[int]) -> bool:
    """Whether the letters lie too far apart to be one name."""
    loose = len(places) >= _LOOSE_FROM
    for here, following in pairwise(places):
        gap = text[here + 1 : following]
        if gap and (not loose or len(gap) > _WIDEST_GAP or "\n" in gap):
            return True
    return False


def _is_latin(text: str, place: int) -> bool:
    return 0 <= place < len(text) and text[place].isascii() and text[place].isalpha()


def _addresses(text: str) -> Iterator[_Span]:
    for pattern, part in _ADDRESSES:
        for hit in pattern.finditer(text):
            yield _Span(hit.start(), hit.end(), str(part))


def _apart(spans: Iterable[_Span]) -> Iterator[_Span]:
    """Return spans that do not overlap, from left to right, the longest where several begin."""
    place = 0
    for span in sorted(spans, key=lambda one: (one.start, -one.end, one.part)):
        if span.start >= place:
            yield span
            place = span.end
        elif span.end > place:
            yield _Span(place, span.end, span.part)
            place = span.end
