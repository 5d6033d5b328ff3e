"""Why an offer was found: the words that tie it to the need, as they stand in both texts."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from sangsaeng.engine.matching.wording.analyzing import Token

Span = tuple[int, int]
_LONGEST_PHRASE, _LONGEST_TEXT = 3, 20
_LEAST_SHARE = 0.05


class Tie(NamedTuple):
    """Words that tie a need to an offer.

    ``words`` is how the offer says them, ``share`` their part of what the terms add to the score,
    ``terms`` what they consist of; the spans tell where those stand in the need and in the offer.
    """

    words: str
    share: float
    terms: tuple[str, ...]
    in_need: tuple[Span, ...]
    in_offer: tuple[Span, ...]


class Why(NamedTuple):
    """Why an offer was found: its score, the ties by share, and the fields that agree."""

    score: float
    ties: tuple[Tie, ...]
    agreed: tuple[str, ...] = ()


class WhyNot(NamedTuple):
    """Why an offer stands where it stands, or nowhere.

    ``reason``: ``filtered`` (``fields`` names the filters that excluded it), ``no_common_word``,
    ``ranked`` (``rank`` counts from 1) or ``behind`` (more than ``rank`` others share more words).
    """

    reason: Literal["filtered", "no_common_word", "ranked", "behind"]
    fields: tuple[str, ...] = ()
    rank: int | None = None


class Told(NamedTuple):
    """A text with its tokens."""

    text: str
    tokens: Sequence[Token]


def ties(need: Told, offer: Told, parts: Mapping[str, float], most: int) -> tuple[Tie, ...]:
    """Return the phrases that tie a need to an offer, the greatest share first.

    Parameters
    ----------
    need, offer : Told
        Both texts with their tokens.
    parts : mapping of str to float
        What each term that both share adds to the score.
    most : int
        How many phrases are returned at most.

    Returns
    -------
    tuple of Tie
        Neighbors in both texts are told as one phrase; what names nothing by itself is left out.

    Notes
    -----
    Takes time in the length of both texts, and in phrases times ``most``.

    Examples
    --------
    >>> from sangsaeng.engine.matching.wording.analyzing import Token
    >>> need = Told("세정 공정", [Token("세정", 0, 2), Token("공정", 3, 5)])
    >>> offer = Told("새 세정 공정", [Token("세정", 2, 4), Token("공정", 5, 7)])
    >>> [tie.words for tie in ties(need, offer, {"세정": 3.0, "공정": 1.0}, 5)]
    ['세정 공정']
    """
    total = sum(parts.values()) or 1.0
    phrases = list(_phrases(need, offer, parts))
    taken: set[str] = set()
    found: list[Tie] = []
    while phrases and len(found) < most:
        worth = [sum(parts[term] for term in set(one.terms) - taken) for one in phrases]
        best = max(range(len(phrases)), key=lambda at: (worth[at], -len(phrases[at].terms), -at))
        if worth[best] < _LEAST_SHARE * total:
            break
        chosen = phrases[best]
        own = frozenset(chosen.terms) - taken
        taken |= own
        spans = (_spans(told, own) for told in (need, offer))
        found.append(Tie(chosen.text, worth[best] / total, chosen.terms, *spans))
        phrases = [one for one in phrases if not taken.issuperset(one.terms)]
    return tuple(found)


def agreeing(one: Mapping[str, object], other: Mapping[str, object]) -> tuple[str, ...]:
    """Return the names of the fields in which two agree: the same value, or one in common."""
    return tuple(
        name for name in one if name in other and _values(one[name]) & _values(other[name])
    )


class _Phrase(NamedTuple):
    text: str
    terms: tuple[str, ...]


def _phrases(need: Told, offer: Told, parts: Mapping[str, float]) -> Iterator[_Phrase]:
    """Yield every run of shared terms in the offer that the need says in the same order."""
    together = {(one.term, two.term) for one, two in pairwise(need.tokens)}
    tokens = offer.tokens
    for first, token in enumerate(tokens):
        if token.term not in parts or not token.names:
            continue
        for last in range(first, len(tokens)):
            if last > first and not _continues(offer.text, tokens, last, together):
                break
            text = " ".join(offer.text[token.start : tokens[last].end].split())
            words = tokens[first : last + 1]
            if len(text) > _LONGEST_TEXT or _count(words) > _LONGEST_PHRASE:
                break
            if len(text) > 1 and tokens[last].names:
                yield _Phrase(text, tuple(dict.fromkeys(word.term for word in words)))


def _continues(text: str, tokens: Sequence[Token], at: int, together: set[tuple[str, str]]) -> bool:
    """Tell whether a token goes on with the one before it, in both texts."""
    before, token = tokens[at - 1], tokens[at]
    if (before.term, token.term) not in together:
        return False
    return text[before.end : token.start] in ("", " ")


def _count(words: Sequence[Token]) -> int:
    """Count the words of a run; pairs of letters that overlap are one."""
    return sum(1 for one, two in pairwise(words) if two.start >= one.end) + 1


def _spans(told: Told, terms: frozenset[str]) -> tuple[Span, ...]:
    """Return where terms stand in a text; what touches is one span."""
    found: list[Span] = []
    for token in told.tokens:
        if token.term not in terms:
            continue
        if found and token.start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], token.end))
        else:
            found.append((token.start, token.end))
    return tuple(found)


def _values(value: object) -> frozenset[object]:
    """Return what a field holds, one or several."""
    if isinstance(value, list | tuple | set | frozenset):
        return frozenset(value)
    return frozenset((value,))
