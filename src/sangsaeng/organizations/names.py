"""Which spellings of a Korean organization's name are one name."""

import re
import unicodedata
from typing import Final

_READINGS: Final = (
    "에이 비 씨 디 이 에프 지 에이치 아이 제이 케이 엘 엠 "
    "엔 오 피 큐 알 에스 티 유 브이 더블유 엑스 와이 제트 앤"
)
LETTERS: Final = dict(zip("abcdefghijklmnopqrstuvwxyz&", _READINGS.split(), strict=True))

_READ: Final = str.maketrans(LETTERS)
_SIGNS: Final = re.compile(r"[\W_]+")

_FORMS: Final = (
    "농업회사법인",
    "어업회사법인",
    "유한책임회사",
    "주식회사",
    "유한회사",
    "합자회사",
    "합명회사",
    "재단법인",
    "사단법인",
)
_SHORT_FORMS: Final = frozenset("주유사재합학의복株")
_ENGLISH_FORM: Final = re.compile(
    r"(?<=[\w.)])[\s,]+(?:co|company|corp|corporation|inc|incorporated|ltd|limited|llc|plc)"
    r"(?=[\s.,]*$)[\s.,]*$"
)
_BRACKETED: Final = re.compile(
    r"[(\[{〔【<〈《「『]([^()\[\]{}〔〕【】<>〈〉《》「」『』]*)[)\]}〕】>〉》」』]"
)
_HALF_BRACKET: Final = re.compile(r"^\(?(?:주|유|사|재)\)|\((?:주|유|사|재)\)?$")
_LETTER: Final = "|".join(sorted(LETTERS.values(), key=len, reverse=True))
_GROUPS: Final = tuple(re.compile(f"(?:{_LETTER}){{{count}}}") for count in (2, 3))
_NATION: Final = ("한국", "대한")

# In letters of the alphabet, not syllables: «삼성전자» has eleven.
_SHORT: Final = 8
_LONG: Final = 24


def name_key(name: str) -> str:
    """Return the key under which all spellings of one name meet.

    Legal forms, spacing, signs and case do not count, and a Latin letter is the same as its Korean
    reading: ``㈜에스케이(SK)실트론``, ``SK실트론 주식회사`` and ``에스케이 실트론`` have one key.
    Bracketed divisions count: two divisions of one company are graded apart.
    """
    text = unicodedata.normalize("NFKC", _printable(name)).casefold().strip()
    text = _without_english_forms(text)
    compact = _without_forms(_without_repeats(text))
    return compact or _letters(text)


def letters(text: str, gap: str = "") -> str:
    """Return a text as the keys of names are written, what is neither letter nor digit as ``gap``.

    A name occurs in a text when its key occurs in this.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _SIGNS.sub(gap, plain.translate(_READ))


def unbracketed_keys(name: str) -> tuple[str, ...]:
    """Return the keys of a name's parts: without its brackets, and each bracket alone."""
    text = unicodedata.normalize("NFKC", _printable(name))
    parts = [_BRACKETED.sub(" ", text), *(found.group(1) for found in _BRACKETED.finditer(text))]
    keys = (name_key(part) for part in parts)
    return tuple(dict.fromkeys(key for key in keys if len(key) > 1 and key != name_key(name)))


def shorter_keys(key: str) -> tuple[str, ...]:
    """Return what remains of a key without a nation or a group's initials in front of it."""
    cuts = [len(nation) for nation in _NATION if key.startswith(nation)]
    cuts += [found.end() for group in _GROUPS if (found := group.match(key))]
    return tuple(dict.fromkeys(key[cut:] for cut in cuts if len(key) - cut > 1))


def looks_mistyped(key: str, other: str) -> bool:
    """Tell whether two keys differ so little that one may be a misprint of the other."""
    first, second = (unicodedata.normalize("NFD", each) for each in (key, other))
    longest = max(len(first), len(second))
    allowed = 0 if longest < _SHORT else 1 if longest < _LONG else 2
    if first == second or abs(len(first) - len(second)) > allowed:
        return False
    return _differences(first, second, allowed) <= allowed


def _printable(name: str) -> str:
    return "".join(
        " " if sign.isspace() else sign
        for sign in name
        if unicodedata.category(sign)[0] != "C" or sign.isspace()
    )


def _without_english_forms(text: str) -> str:
    while (shorter := _ENGLISH_FORM.sub("", text)) != text:
        text = shorter
    return text


def _without_repeats(text: str) -> str:
    """Drop brackets that hold a legal form or repeat what stands beside them."""

    def kept(found: re.Match[str]) -> str:
        inside = _letters(found.group(1))
        before, after = _letters(text[: found.start()]), _letters(text[found.end() :])
        if inside in _SHORT_FORMS or inside in _FORMS or not inside:
            return " "
        return " " if before.endswith(inside) or after.startswith(inside) else found.group(1)

    return _letters(_HALF_BRACKET.sub("", _BRACKETED.sub(kept, text)))


def _without_forms(compact: str) -> str:
    for form in _FORMS:
        bare = compact.removeprefix(form).removesuffix(form)
        if bare and bare != compact:
            return _without_forms(bare)
    return compact


def _letters(text: str) -> str:
    """Return the letters and digits of a text, Latin letters as they are read in Korean."""
    return "".join(LETTERS.get(sign, sign) for sign in text if sign.isalnum() or sign in LETTERS)


def _differences(first: str, second: str, enough: int) -> int:
    """Count the fewest insertions, deletions and replacements, giving up beyond ``enough``."""
    row = list(range(len(second) + 1))
    for place, sign in enumerate(first, 1):
        diagonal, row[0] = row[0], place
        for other, mark in enumerate(second, 1):
            diagonal, row[other] = (
                row[other],
                min(row[other] + 1, row[other - 1] + 1, diagonal + (sign != mark)),
            )
        if min(row) > enough:
            return enough + 1
    return row[-1]
