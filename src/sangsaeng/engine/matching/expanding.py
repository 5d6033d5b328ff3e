"""Short queries as they were meant: other names, other spacing, a slip of the hand."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np

from sangsaeng.engine.matching.indexing.index import Index
from sangsaeng.engine.matching.indexing.names import Names
from sangsaeng.engine.matching.kernels.arrays import Longs, Shorts
from sangsaeng.engine.matching.kernels.pairing import Lines, picked
from sangsaeng.engine.matching.kernels.slips import one_edit_away
from sangsaeng.engine.matching.questions import frequencies_of
from sangsaeng.engine.matching.wording.analyzing import Analyzer, Bigrams, Token
from sangsaeng.engine.matching.wording.folding import composed, units
from sangsaeng.engine.matching.wording.texts import pairs_of

_OTHER_NAME: Final = 0.8
_OTHER_SPACING: Final = 0.6
_SLIP: Final = 0.5
_LIKELIEST: Final = 3
_SHORTEST: Final = 4
_LONGEST_RUN: Final = 4
# Who writes more than this writes sentences: what follows is taken as it is written.
_SHORT: Final = 16
_END: Final = "\0"

Aliases = Sequence[Sequence[str]]
NO_ALIASES: Aliases = ()


class Meant(NamedTuple):
    """What a query asks for: terms and pairs with their weights."""

    terms: dict[str, float]
    pairs: dict[int, float]


class Lexicon(NamedTuple):
    """The terms of a vocabulary in single letters (jamo), those of the same length neighbors.

    ``places`` says which term of the vocabulary stands where; ``lengths`` rises.
    """

    vocabulary: Names
    places: Longs
    lines: Lines
    lengths: Longs

    @classmethod
    def of(cls, vocabulary: Names) -> "Lexicon":
        """Spell a vocabulary; its terms are spelled all at once."""
        terms = [term.replace(_END, "") for term in vocabulary.names()]
        letters = _spelled("".join(f"{term}{_END}" for term in terms))
        ends = np.flatnonzero(letters == ord(_END))
        starts = np.concatenate([np.zeros(1, np.int64), ends + 1])
        starts -= np.arange(len(starts))
        lines = Lines(letters[letters != ord(_END)], starts)
        lengths = np.diff(starts)
        order = np.argsort(lengths, kind="stable")
        return cls(vocabulary, order, picked(lines, order), lengths[order])

    def near(self, wanted: Shorts) -> list[str]:
        """Return the terms one letter away from a word."""
        low, high = np.searchsorted(self.lengths, (len(wanted) - 1, len(wanted) + 2))
        found = one_edit_away(*self.lines, int(low), int(high), wanted)
        return [self.vocabulary.name(place) for place in self.places[found].tolist()]


class Lexicons:
    """The lexicons of the indexes that come of each other; each vocabulary is spelled once."""

    def __init__(self) -> None:
        self._spelled: dict[int, Lexicon] = {}

    def of(self, index: Index) -> list[Lexicon]:
        """Return the lexicons of an index, those it shares with the last one as they are."""
        found: dict[int, Lexicon] = {}
        for part in index.parts:
            vocabulary = part.segment.vocabulary
            known = self._spelled.get(id(vocabulary))
            found[id(vocabulary)] = known or Lexicon.of(vocabulary)
        self._spelled = found
        return [*found.values()]


class Expander:
    """Understands short queries by what a collection holds.

    - Other names: each group of aliases that the query names adds its other members.
    - Spacing: neighbors that the collection writes together are sought together too, and a term
      that it does not know is sought as the two that it knows.
    - Slips: what it does not know is sought as the commonest terms one letter (jamo) away.

    What is added weighs less than what was written, and what was written stays.

    Parameters
    ----------
    index : Index
        The collection.
    analyzer : Analyzer
        What its texts were read with.
    lexicons : Lexicons, optional
        What was spelled for an earlier state of the collection.

    Examples
    --------
    >>> from sangsaeng.engine.matching.indexing.documents import Document
    >>> Expander(Index.build([Document("O1", ["배터리"])]), Bigrams()).near("베터리")
    ['배터리']
    """

    def __init__(self, index: Index, analyzer: Analyzer, lexicons: Lexicons | None = None) -> None:
        self._index, self._analyzer = index, analyzer
        self._lexicons = lexicons or Lexicons()

    @cached_property
    def _spelled(self) -> list[Lexicon]:
        return self._lexicons.of(self._index)

    def near(self, word: str) -> list[str]:
        """Return the terms one letter (jamo) away from a word, the commonest few first.

        Terms of documents that are not counted are left out: they must leave no trace.
        """
        wanted = _spelled(word)
        if len(wanted) < _SHORTEST:
            return []
        found = sorted({term for lexicon in self._spelled for term in lexicon.near(wanted)})
        counts = frequencies_of(self._index, found).tolist()
        common = sorted((-count, term) for term, count in zip(found, counts, strict=True) if count)
        return [term for _count, term in common[:_LIKELIEST]]

    def expanded(self, query: str, tokens: Sequence[Token], aliases: Aliases = NO_ALIASES) -> Meant:
        """Return what a query asks for.

        Parameters
        ----------
        query : str
            The query as it was written.
        tokens : sequence of Token
            Its tokens.
        aliases : sequence of sequences of str
            Groups of names that mean the same.

        Returns
        -------
        Meant
            Terms and pairs with their weights: whole for what was written, less for the rest.

        Notes
        -----
        A slip is sought by going through the terms of about the same length: a millisecond or two
        for some hundred thousand.  Spacing and slips are sought in the first
        sixteen terms; every alias is read, so a million of them would be too many.

        Examples
        --------
        >>> from sangsaeng.engine.matching.indexing.documents import Document
        >>> expander = Expander(Index.build([Document("O1", ["전지"])]), Bigrams())
        >>> tokens = Bigrams().tokens("건전")
        >>> expander.expanded("건전", tokens, [("건전", "전지")]).terms
        {'건전': 1, '전지': 0.8}
        """
        terms: Counter[str] = Counter()
        pairs: Counter[int] = Counter()
        terms.update(token.term for token in tokens)
        pairs.update(pairs_of(query))
        meant = Meant({**terms}, {**pairs})
        for other in self._other_names(tokens, aliases):
            words = self._analyzer.terms(other)
            _add(meant, words, _OTHER_NAME / max(len(words), 1))
        if self._analyzer.name != Bigrams.name:
            for words in self._other_spacings(tokens[:_SHORT]):
                _add(meant, words, _OTHER_SPACING)
            for word in self._slips(query, tokens[:_SHORT]):
                _add(meant, [word], _SLIP, pairs_of(word))
        return meant

    def _other_names(self, tokens: Sequence[Token], aliases: Aliases) -> Iterator[str]:
        """Yield the other members of each group of which the query names one."""
        said = [token.term for token in tokens]
        for group in aliases:
            members = [composed(name) for name in group]
            named = [name for name in members if _within(self._analyzer.terms(name), said)]
            if named:
                yield from (name for name in members if name not in named)

    def _other_spacings(self, tokens: Sequence[Token]) -> Iterator[list[str]]:
        """Yield neighbors as one term, and unknown terms as two, where the collection has them."""
        said = [token.term for token in tokens]
        joined = [one + other for one, other in pairwise(said)]
        yield from ([word] for word in self._known(joined))
        for word in dict.fromkeys(said):
            if not self._known([word]):
                halves = [(word[:at], word[at:]) for at in range(1, len(word))]
                both = [list(two) for two in halves if len(self._known(two)) == len(two)]
                yield from both[:1]

    def _slips(self, query: str, tokens: Sequence[Token]) -> Iterator[str]:
        """Yield the terms one letter away from what the collection does not know."""
        for run in _runs(query, tokens):
            whole = query[run[0].start : run[-1].end].lower()
            terms = [token.term for token in run]
            doubtful = len(self._known(terms)) < len(set(terms)) or min(map(len, terms)) == 1
            if doubtful and not self._known([whole]):
                yield from self.near(whole)

    def _known(self, terms: Iterable[str]) -> list[str]:
        """Return those of some terms that counted documents hold."""
        distinct = list(dict.fromkeys(terms))
        counts = frequencies_of(self._index, distinct).tolist()
        return [term for term, count in zip(distinct, counts, strict=True) if count]


def _runs(query: str, tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield every run of tokens without a space between them."""
    for first in range(len(tokens)):
        for last in range(first, min(first + _LONGEST_RUN, len(tokens))):
            run = tokens[first : last + 1]
            if not any(map(str.isspace, query[run[0].start : run[-1].end])):
                yield run


def _add(
    meant: Meant, words: Sequence[str], weight: float, pairs: Mapping[int, float] | None = None
) -> None:
    """Add words, at the greater weight where they are asked for already."""
    for word in words:
        meant.terms[word] = max(meant.terms.get(word, 0.0), weight)
    for code in pairs or ():
        meant.pairs[code] = max(meant.pairs.get(code, 0.0), weight)


def _within(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Tell whether some terms stand one after another within others."""
    return bool(part) and any(
        list(whole[at : at + len(part)]) == list(part) for at in range(len(whole) - len(part) + 1)
    )


def _spelled(word: str) -> Shorts:
    """Return a word in single letters: Hangul in jamo, all else as it is."""
    return units(unicodedata.normalize("NFD", word))
