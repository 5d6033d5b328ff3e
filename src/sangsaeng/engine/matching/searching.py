"""A collection of texts as it is asked: what fits a text, what was meant by a query, how many."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from sangsaeng.engine.matching.expanding import NO_ALIASES, Aliases, Expander, Lexicons
from sangsaeng.engine.matching.fusing import Asking, Ranked, rank
from sangsaeng.engine.matching.indexing.index import Index
from sangsaeng.engine.matching.indexing.where import EVERYTHING, Where
from sangsaeng.engine.matching.questions import Collection, Question, counted
from sangsaeng.engine.matching.settings import Settings
from sangsaeng.engine.matching.taste import Taste
from sangsaeng.engine.matching.wording.analyzing import Analyzer
from sangsaeng.engine.matching.wording.explaining import Told, ties
from sangsaeng.engine.matching.wording.folding import composed
from sangsaeng.engine.matching.wording.texts import Texts, pairs_of

_REASONS = 5
USUAL = Settings()


class Match(NamedTuple):
    """What was found: its score between 0 and 1, and the words that tie it, by their share."""

    id: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Searchable:
    """Texts with their index, asked in the ways that people ask; `Matcher` adds the rest."""

    index: Index
    texts: Texts
    analyzer: Analyzer
    settings: Settings = USUAL
    lexicons: Lexicons = field(default_factory=Lexicons, repr=False)

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self.index)

    def __contains__(self, id_: str) -> bool:
        return id_ in self.index

    def match(
        self, text: str, k: int = 20, where: Where = EVERYTHING, taste: Taste | None = None
    ) -> list[Match]:
        """Return what fits a text best, each with the words that tie it.

        Parameters
        ----------
        text : str
            A need where offers are sought, or the other way round.
        k : int
            How many are returned at most.
        where : Where
            The filter, applied inside the search.
        taste : Taste, optional
            An organization's own leanings; without it nothing is reordered.

        Returns
        -------
        list of Match
            The best first, scores between 0 and 1; what shares no term is not found.

        Notes
        -----
        A few milliseconds among a million texts; up to five reasons each, by share.

        Examples
        --------
        >>> from sangsaeng.engine.matching.wording.analyzing import Bigrams
        >>> from sangsaeng.engine.matching.matcher import Entry, Matcher
        >>> matcher = Matcher.build([Entry("O1", "세정 공정"), Entry("O2", "도색 로봇")], Bigrams())
        >>> [(found.id, found.reasons) for found in matcher.match("세정 장비")]
        [('O1', ('세정',))]
        """
        return self.match_many([text], Asking(k, where, taste, threads=1))[0]

    def match_many(self, texts: Sequence[str], asking: Asking | None = None) -> list[list[Match]]:
        """Return what fits each text best, the batch spread over threads.

        Parameters
        ----------
        texts : sequence of str
            The needs, or the offers.
        asking : Asking, optional
            How many, under which filter, by whose taste, on how many threads.

        Returns
        -------
        list of list of Match
            What `match` returns for each text, in their order.

        Notes
        -----
        Reasons read every text that is returned; `rank_many` does without.

        Examples
        --------
        >>> from sangsaeng.engine.matching.wording.analyzing import Bigrams
        >>> from sangsaeng.engine.matching.matcher import Entry, Matcher
        >>> matcher = Matcher.build([Entry("O1", "세정 공정"), Entry("O2", "도색 로봇")], Bigrams())
        >>> [[found.id for found in best] for best in matcher.match_many(["로봇", "세정"])]
        [['O2'], ['O1']]
        """
        asked = asking or Asking()
        told = [self.told(text) for text in texts]
        questions = [self.question(one) for one in told]
        return [
            [Match(id_, score, self._reasons(one, question, id_)) for id_, score in best]
            for one, question, best in zip(
                told, questions, self._ranked(questions, asked), strict=True
            )
        ]

    def rank_many(self, texts: Sequence[str], asking: Asking | None = None) -> list[Ranked]:
        """Return the ids that fit each text best with their scores, without reasons.

        Parameters
        ----------
        texts : sequence of str
            The needs, or the offers.
        asking : Asking, optional
            How many, under which filter, by whose taste, on how many threads.

        Returns
        -------
        list of list of (str, float)
            Ids and scores, best first.

        Examples
        --------
        >>> from sangsaeng.engine.matching.wording.analyzing import Bigrams
        >>> from sangsaeng.engine.matching.matcher import Entry, Matcher
        >>> matcher = Matcher.build([Entry("O1", "세정 공정"), Entry("O2", "도색 로봇")], Bigrams())
        >>> [[id_ for id_, _score in best] for best in matcher.rank_many(["로봇", "?"])]
        [['O2'], []]
        """
        questions = [self.question(self.told(text)) for text in texts]
        return self._ranked(questions, asking or Asking())

    def find(
        self, query: str, k: int = 20, where: Where = EVERYTHING, aliases: Aliases = NO_ALIASES
    ) -> list[Match]:
        """Return what fits a short query best: other names, spacing and slips of the hand too.

        Parameters
        ----------
        query : str
            What somebody typed.
        k : int
            How many are returned at most.
        where : Where
            The filter, applied inside the search.
        aliases : sequence of sequences of str
            Groups of names that mean the same.

        Returns
        -------
        list of Match
            The best first; what was typed weighs more than what may have been meant.

        Notes
        -----
        The first query spells the vocabulary, once for all that comes of this matcher.

        Examples
        --------
        >>> from sangsaeng.engine.matching.matcher import Entry, Matcher
        >>> matcher = Matcher.build([Entry("O1", "배터리 재활용"), Entry("O2", "도색 로봇")])
        >>> [found.id for found in matcher.find("battery", aliases=[("배터리", "battery")])]
        ['O1']
        """
        told = self.told(query)
        question = self._meant(told, aliases)
        [best] = self._ranked([question], Asking(k, where, threads=1))
        return [Match(id_, score, self._reasons(told, question, id_)) for id_, score in best]

    def seek(self, query: str, asking: Asking, aliases: Aliases = NO_ALIASES) -> Ranked:
        """Return what `find` finds, ids with their scores, without reasons.

        Parameters
        ----------
        query : str
            What somebody typed.
        asking : Asking
            How many, under which filter, by whose taste.
        aliases : sequence of sequences of str
            Groups of names that mean the same.

        Returns
        -------
        list of (str, float)
            Ids and scores, best first.

        Examples
        --------
        >>> from sangsaeng.engine.matching.wording.analyzing import Bigrams
        >>> from sangsaeng.engine.matching.matcher import Entry, Matcher
        >>> matcher = Matcher.build([Entry("O1", "전지"), Entry("O2", "로봇")], Bigrams())
        >>> [id_ for id_, _score in matcher.seek("건전", Asking(), [("건전", "전지")])]
        ['O1']
        """
        [best] = self._ranked([self._meant(self.told(query), aliases)], asking)
        return best

    def _meant(self, told: Told, aliases: Aliases) -> Question:
        meant = self.expander.expanded(told.text, told.tokens, aliases)
        return self.collection.question(meant.terms, meant.pairs)

    def counts(self, text: str, where: Where, field: str) -> dict[str, int]:
        """Count what shares a term with the text, by value of a field, its own filter left out.

        Parameters
        ----------
        text : str
            What is sought; an empty text shares with everything.
        where : Where
            The filter; what it chooses of this field does not count, what it hides does.
        field : str
            The field.

        Returns
        -------
        dict of str to int
            The commonest value first.

        Examples
        --------
        >>> from sangsaeng.engine.matching.wording.analyzing import Bigrams
        >>> from sangsaeng.engine.matching.matcher import Entry, Matcher
        >>> matcher = Matcher.build([Entry("O1", "세정 공정"), Entry("O2", "도색 로봇")], Bigrams())
        >>> matcher.counts("세정", Where(), "region")
        {}
        """
        return self.index.counts(self.analyzer.terms(composed(text)), where, field)

    @cached_property
    def expander(self) -> Expander:
        """What understands short queries; its vocabulary is collected at the first use."""
        return Expander(self.index, self.analyzer, self.lexicons)

    @cached_property
    def collection(self) -> Collection:
        """The statistics that questions are weighed by."""
        return Collection.of(self.index, self.texts.tally, self.settings, self.analyzer.name)

    def told(self, text: str) -> Told:
        """Return a text, composed, with its tokens.

        Parameters
        ----------
        text : str
            Any text.

        Returns
        -------
        Told
            What is analyzed, weighed and lit.

        Examples
        --------
        >>> from sangsaeng.engine.matching.wording.analyzing import Bigrams
        >>> from sangsaeng.engine.matching.matcher import Entry, Matcher
        >>> matcher = Matcher.build([Entry("O1", "세정 공정")], Bigrams())
        >>> [token.term for token in matcher.told("세 정").tokens]
        ['세정']
        """
        whole = composed(text)
        return Told(whole, self.analyzer.tokens(whole))

    def question(self, told: Told) -> Question:
        """Return a text as a question, weighed by what the collection holds.

        Parameters
        ----------
        told : Told
            A text with its tokens.

        Returns
        -------
        Question
            Its terms and pairs with their weights.

        Examples
        --------
        >>> from sangsaeng.engine.matching.wording.analyzing import Bigrams
        >>> from sangsaeng.engine.matching.matcher import Entry, Matcher
        >>> matcher = Matcher.build([Entry("O1", "세정 공정")], Bigrams())
        >>> list(matcher.question(matcher.told("세정")).words)
        ['세정']
        """
        terms = counted([token.term for token in told.tokens])
        return self.collection.question(terms, pairs_of(told.text))

    def _ranked(self, questions: Sequence[Question], asking: Asking) -> list[Ranked]:
        return rank(self.collection, self.texts, questions, asking)

    def _reasons(self, told: Told, question: Question, id_: str) -> tuple[str, ...]:
        """Return the words that tie a text to an entry, the greatest share first."""
        offer = self.told(self.texts.text(id_))
        parts = self.index.shares(question.words, id_)
        return tuple(tie.words for tie in ties(told, offer, parts, _REASONS))
