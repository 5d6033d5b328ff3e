"""What an organization has accepted and declined, as a small re-ranking that can be read."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Self

from sangsaeng.engine.matching.wording.analyzing import Analyzer

STRONGEST: Final = 0.15
LEAST_FACTOR, MOST_FACTOR = 1 - STRONGEST, 1 + STRONGEST
# So many texts with a term must have been judged until half of what they say is believed.
_DOUBT: Final = 4.0
_FEWEST_TEXTS: Final = 2


@dataclass(frozen=True, slots=True)
class Taste:
    """How an organization's own accepts and declines lean, term by term.

    A score changes by at most 15 % up or down, so a taste reorders what fits about equally well
    and never hides anything.  No taste (``None``) is the switch that turns it off.

    Parameters
    ----------
    leanings : mapping of str to float
        Log-odds of each term among accepted against declined texts, shrunk towards nothing.

    Examples
    --------
    >>> Taste({"세정": 9.0}).factor(["세정", "공정"]) <= 1.15
    True
    >>> Taste({}).factor(["세정"])
    1.0
    """

    leanings: Mapping[str, float]

    @classmethod
    def learned(cls, accepted: Iterable[str], declined: Iterable[str], analyzer: Analyzer) -> Self:
        """Learn from the texts that an organization accepted and declined.

        Parameters
        ----------
        accepted, declined : iterable of str
            The texts of the other side.
        analyzer : Analyzer
            What reads them: the one of the collection.

        Returns
        -------
        Taste
            Terms of at least two texts, each with its leaning; empty without both kinds of texts.

        Notes
        -----
        Log-odds with half a text added everywhere, times n / (n + 4) for n judged texts with the
        term: Monroe, Colaresi and Quinn, "Fightin' Words" (2008),
        https://doi.org/10.1093/pan/mpn018, in its simplest form.

        Examples
        --------
        >>> from sangsaeng.engine.matching.wording.analyzing import Bigrams
        >>> taste = Taste.learned(["세정"] * 3, ["도색"] * 3, Bigrams())
        >>> [(term, share > 0) for term, share in taste.readable()]
        [('도색', False), ('세정', True)]
        """
        liked, likes = _texts_with(accepted, analyzer)
        left, leaves = _texts_with(declined, analyzer)
        if not likes or not leaves:
            return cls({})
        found = {}
        for term in sorted(liked.keys() | left.keys()):
            judged = liked[term] + left[term]
            odds = _log_odds(liked[term], likes) - _log_odds(left[term], leaves)
            if judged >= _FEWEST_TEXTS and odds:
                found[term] = odds * judged / (judged + _DOUBT)
        return cls(found)

    def factor(self, terms: Iterable[str]) -> float:
        """Return by what a score is multiplied for a text with these terms, 0.85 to 1.15.

        Parameters
        ----------
        terms : iterable of str
            The terms of the text; repetition does not matter.

        Returns
        -------
        float
            One where nothing leans.

        Examples
        --------
        >>> Taste({"세정": 1.0, "도색": -1.0}).factor(["세정", "도색", "공정"])
        1.0
        """
        lean = math.fsum(self.leanings.get(term, 0.0) for term in set(terms))
        return 1.0 + STRONGEST * math.tanh(lean / 4.0)

    def readable(self, most: int = 10) -> list[tuple[str, float]]:
        """Return the strongest terms and how far each alone would move a score.

        Parameters
        ----------
        most : int
            How many are returned at most.

        Returns
        -------
        list of (str, float)
            Terms and shares between -0.15 and 0.15, the strongest first.

        Examples
        --------
        >>> [(term, round(share, 3)) for term, share in Taste({"세정": 1.0}).readable()]
        [('세정', 0.037)]
        """
        ordered = sorted(self.leanings.items(), key=lambda pair: (-abs(pair[1]), pair[0]))
        return [(term, self.factor([term]) - 1.0) for term, _lean in ordered[:most]]


def _texts_with(texts: Iterable[str], analyzer: Analyzer) -> tuple[Counter[str], int]:
    """Count in how many texts each term occurs, and the texts."""
    found: Counter[str] = Counter()
    count = 0
    for text in texts:
        found.update(set(analyzer.terms(text)))
        count += 1
    return found, count


def _log_odds(texts_with: int, texts: int) -> float:
    """Return the log-odds that a text has the term, half a text added on either side."""
    return math.log((texts_with + 0.5) / (texts - texts_with + 0.5))
