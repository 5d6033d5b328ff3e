"""Korean particles that follow the sound of the word before them: 이/가, 은/는, 을/를, 과/와, 으로/로."""

import re
from typing import Final

_PAIRS: Final = {
    "이(가)": ("이", "가"),
    "은(는)": ("은", "는"),
    "을(를)": ("을", "를"),
    "와(과)": ("과", "와"),
    "과(와)": ("과", "와"),
    "(으)로": ("으로", "로"),
}
_OPEN_FORMS: Final = re.compile("|".join(re.escape(form) for form in _PAIRS))
_UNSPOKEN: Final = re.compile(r"[\s\"'’”»』」》〉)\]}.,·…]+$")
_LAST_LATIN: Final = re.compile(r"[A-Za-z]+$")
# Letters are read by name, digits as numbers; ㄹ matters to 으로/로 alone.
_LETTERS_CLOSED: Final = "LMNR"
_DIGITS_CLOSED: Final = "013678"
_SOUNDS_OF_RIEUL: Final = "LR178"
# Words in small letters are read as words: line, mobile, apple, tech-park, net, lab.
_WORD_CLOSED: Final = re.compile(
    r"(?:[lmn]|ng|[^aeiou]le|[aeiou][lmn]e|ck|(?<![aeiou])[aeiou][bcpt])$", re.IGNORECASE
)
_FIRST_SYLLABLE, _LAST_SYLLABLE, _FINALS = 0xAC00, 0xD7A3, 28
_RIEUL = 8


def settled(sentence: str) -> str:
    """Return the sentence with each open particle, such as ``이(가)``, as it is spoken."""
    parts: list[str] = []
    end = 0
    for form in _OPEN_FORMS.finditer(sentence):
        parts.append(sentence[end : form.start()])
        parts.append(particle(parts[-1], form.group()))
        end = form.end()
    return "".join([*parts, sentence[end:]])


def particle(word: str, form: str) -> str:
    """Return the particle that follows the word, ``form`` being one such as ``은(는)``."""
    after_consonant, after_vowel = _PAIRS[form]
    closed, rieul = _ending(word)
    if form == "(으)로" and rieul:
        return after_vowel
    return after_consonant if closed else after_vowel


def _ending(word: str) -> tuple[bool, bool]:
    """Tell whether the word is spoken with a consonant at its end, and whether that is ㄹ."""
    spoken = _UNSPOKEN.sub("", word)
    last = spoken[-1:]
    if not last:
        return False, False
    if _FIRST_SYLLABLE <= ord(last) <= _LAST_SYLLABLE:
        final = (ord(last) - _FIRST_SYLLABLE) % _FINALS
        return final != 0, final == _RIEUL
    latin = _LAST_LATIN.search(spoken)
    if latin is not None and not latin.group().isupper():
        return _WORD_CLOSED.search(latin.group()) is not None, last in "lL" or spoken.endswith("le")
    return last in _LETTERS_CLOSED + _DIGITS_CLOSED, last in _SOUNDS_OF_RIEUL
