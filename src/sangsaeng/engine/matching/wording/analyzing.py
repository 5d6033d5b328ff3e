"""Korean text into terms: morphemes by Kiwi, or pairs of neighboring letters without it."""

import re
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from itertools import islice
from threading import Lock
from typing import Any, NamedTuple, Protocol

from sangsaeng.engine.matching.wording.folding import folded

_WORD = re.compile(r"\S+")
_NOUNS = frozenset(("NNG", "NNP", "NR", "XR", "SL", "SN", "SH", "W_SERIAL"))
_KEPT = _NOUNS | {"NNB", "VV", "VA", "MAG"}
_PREFIX, _SUFFIX = "XPN", "XSN"
_LONGEST_KEPT = 40


class Token(NamedTuple):
    """One term of a text and where it stands; ``names`` tells whether it names something.

    The place reaches over a suffix that belongs to the word: «불량» in «불량률을» is lit as «불량률».
    """

    term: str
    start: int
    end: int
    names: bool = True


class Analyzer(Protocol):
    """What turns a text into terms; the same text always gives the same terms."""

    @property
    def name(self) -> str:
        """The name under which an index remembers how its texts were read."""

    def terms(self, text: str) -> list[str]:
        """Return the terms of a text, in order."""

    def tokens(self, text: str) -> list[Token]:
        """Return the terms of a text with their places."""


class KiwiWords:
    """Content morphemes by the analyzer Kiwi, each spaced word analyzed by itself and remembered.

    Analyzing word by word loses nothing in quality and is many times faster, since most words of
    a text have been met before.  Kiwi is loaded at the first use, once, whichever thread comes
    first.  What is remembered is bounded: when full, the older half is forgotten.

    Parameters
    ----------
    remembered : int
        How many words are remembered at most.

    Notes
    -----
    Kiwi: https://github.com/bab2min/kiwipiepy, Minchul Lee, "Kiwi: Developing a Korean
    Morphological Analyzer Based on Statistical Language Models and Skip-Bigram" (2024),
    https://doi.org/10.23287/KJDH.2024.1.1.6.

    Examples
    --------
    >>> KiwiWords().terms("세정 공정의 불량률을 낮춥니다")
    ['세정', '공정', '불량', '낮추']
    """

    name = "kiwi"

    def __init__(self, remembered: int = 1 << 17) -> None:
        if remembered < 1:
            raise ValueError("at least one word must be remembered")
        self.remembered = remembered
        self._known: dict[str, tuple[Token, ...]] = {}
        self._lock = Lock()
        self._kiwi: Any = None

    def __len__(self) -> int:
        """How many words are remembered."""
        return len(self._known)

    @property
    def is_loaded(self) -> bool:
        """Whether Kiwi has been loaded."""
        return self._kiwi is not None

    def __reduce__(self) -> tuple[type["KiwiWords"], tuple[int]]:
        """Travel to another process as the promise to load there."""
        return type(self), (self.remembered,)

    def terms(self, text: str) -> list[str]:
        """Return the content morphemes of a text, in order."""
        return [token.term for word in text.split() for token in self._of(word)]

    def tokens(self, text: str) -> list[Token]:
        """Return the content morphemes of a text with their places."""
        return [
            Token(term, at + start, at + end, names)
            for found in _WORD.finditer(text)
            for at in (found.start(),)
            for term, start, end, names in self._of(found[0])
        ]

    def _of(self, word: str) -> tuple[Token, ...]:
        known = self._known.get(word)
        return self._learn(word) if known is None else known

    def _learn(self, word: str) -> tuple[Token, ...]:
        with self._lock:
            if self._kiwi is None:
                from kiwipiepy import Kiwi

                self._kiwi = Kiwi(num_workers=1)
            tokens = tuple(_content(self._kiwi.tokenize(word)))
            if len(word) <= _LONGEST_KEPT:
                if len(self._known) >= self.remembered:
                    for old in list(islice(self._known, (self.remembered + 1) // 2)):
                        del self._known[old]
                self._known[word] = tokens
        return tokens


def _content(morphemes: Sequence[Any]) -> list[Token]:
    """Return the morphemes that carry content, each over the prefix and suffix that are its own."""
    found: list[Token] = []
    prefix: int | None = None
    for one in morphemes:
        kind = one.tag.split("-")[0]
        end = one.start + one.len
        if kind in _KEPT:
            start = one.start if prefix is None else prefix
            found.append(Token(one.form.lower(), start, end, kind in _NOUNS))
        elif kind == _SUFFIX and found and found[-1].end == one.start:
            found[-1] = found[-1]._replace(end=end)
        prefix = one.start if kind == _PREFIX else None
    return found


class Bigrams:
    """Pairs of neighboring letters, spaces and signs removed: no dictionary, nothing to install.

    Examples
    --------
    >>> Bigrams().terms("세정 공정")
    ['세정', '정공', '공정']
    """

    name = "bigrams"

    def terms(self, text: str) -> list[str]:
        """Return the pairs of a text; of a single letter, that letter."""
        plain, _places = folded(text)
        return [plain[at : at + 2] for at in range(max(len(plain) - 1, min(len(plain), 1)))]

    def tokens(self, text: str) -> list[Token]:
        """Return the pairs of a text with their places."""
        plain, places = folded(text)
        if len(plain) == 1:
            return [Token(plain, places[0], places[0] + 1)]
        return [
            Token(plain[at : at + 2], places[at], places[at + 1] + 1)
            for at in range(len(plain) - 1)
        ]


class AnalyzerMissing(LookupError):
    """What the texts of an index were read with is not installed."""

    code = "analyzer_missing"


@cache
def best_analyzer() -> Analyzer:
    """Return Kiwi where it is installed, else pairs of letters; one for the whole process.

    Returns
    -------
    Analyzer
        The analyzer that new indexes are built with.

    Examples
    --------
    >>> best_analyzer().name in ("kiwi", "bigrams")
    True
    """
    return KiwiWords() if _has_kiwi() else Bigrams()


def analyzer_named(name: str) -> Analyzer:
    """Return the analyzer with which an index says that its texts were read.

    Parameters
    ----------
    name : str
        The name that an analyzer gave.

    Returns
    -------
    Analyzer
        The one that reads texts in the same way.

    Raises
    ------
    AnalyzerMissing
        If it is unknown, or not installed here.

    Examples
    --------
    >>> analyzer_named("bigrams").terms("세정")
    ['세정']
    """
    best = best_analyzer()
    if name == best.name:
        return best
    if name == Bigrams.name:
        return Bigrams()
    raise AnalyzerMissing(f"the texts were read with {name!r}, which is not installed")


def _has_kiwi() -> bool:
    """Tell whether Kiwi and its model can be imported."""
    try:
        return all(find_spec(name) is not None for name in ("kiwipiepy", "kiwipiepy_model"))
    except (ImportError, ValueError):
        return False
