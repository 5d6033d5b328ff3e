"""Needs and offers matched by their texts: ranked, explained, filtered, changed, saved."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import repeat
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np

from sangsaeng.engine.matching import keeping
from sangsaeng.engine.matching.analyzing import Analyzer, best_analyzer
from sangsaeng.engine.matching.documents import NO_FIELDS, Document, Field, Hits
from sangsaeng.engine.matching.expanding import NO_ALIASES, Aliases, Expander, Lexicons
from sangsaeng.engine.matching.explaining import Told, Why, WhyNot, agreeing, ties
from sangsaeng.engine.matching.folding import composed
from sangsaeng.engine.matching.index import Index
from sangsaeng.engine.matching.learning import Judged, Tuning, tune
from sangsaeng.engine.matching.questions import Collection, Question, counted
from sangsaeng.engine.matching.settings import WORDS, Settings
from sangsaeng.engine.matching.taste import LEAST_FACTOR, MOST_FACTOR, Taste
from sangsaeng.engine.matching.texts import Gathering, Texts, pairs_of
from sangsaeng.engine.matching.where import EVERYTHING, Where

_REASONS, _TIES = 5, 12
_USUAL = Settings()


class Entry(NamedTuple):
    """A need or an offer: its text, its typed fields, and whether statistics count it.

    ``terms`` given: they are taken as they are, and the text is not analyzed again.
    """

    id: str
    text: str
    fields: Mapping[str, Field] = NO_FIELDS
    counted: bool = True
    terms: Sequence[str] | None = None


class Match(NamedTuple):
    """What was found: its score between 0 and 1, and the words that tie it, by their share."""

    id: str
    score: float
    reasons: tuple[str, ...]


class UnknownEntry(KeyError):
    """There is nothing under this id, or nothing that the filter lets be known."""

    code = "unknown_entry"


class Asking(NamedTuple):
    """What is the same for every text of a batch: how many, under which filter, whose taste."""

    k: int = 20
    where: Where = EVERYTHING
    taste: Taste | None = None
    threads: int = 2


@dataclass(frozen=True, eq=False)
class Matcher:
    """A collection of texts that answers which of them fit a text best, and why.

    The index finds the best by terms, exactly; their pairs of letters, spaces removed, are then
    read from the texts themselves and added.  Both shares are BM25 with rarer terms lifted, so a
    score is a sum, the same whatever else is in the answer: ``1 - exp(-sum / ideal)``, where the
    ideal is a text of mean length that says once everything asked for.

    Parameters
    ----------
    index : Index
        The terms.
    texts : Texts
        The texts under the same ids.
    analyzer : Analyzer
        What reads texts.
    settings : Settings
        How the shares are weighed.
    lexicons : Lexicons
        What has been spelled of the vocabulary; it goes with the matcher from change to change.

    Notes
    -----
    The matcher is a value: `changed` gives a new one that shares all it can with the old.

    Examples
    --------
    >>> from sangsaeng.engine.matching.analyzing import Bigrams
    >>> offers = [Entry("O1", "세정 공정 불량률 개선"), Entry("O2", "도색 로봇")]
    >>> matcher = Matcher.build(offers, Bigrams())
    >>> [found.id for found in matcher.match("세정공정의 불량")]
    ['O1']
    """

    index: Index
    texts: Texts
    analyzer: Analyzer
    settings: Settings = _USUAL
    lexicons: Lexicons = field(default_factory=Lexicons, repr=False)

    @classmethod
    def build(
        cls,
        entries: Iterable[Entry],
        analyzer: Analyzer | None = None,
        settings: Settings = _USUAL,
    ) -> Self:
        """Read and index texts; the later of two with the same id is meant."""
        reads = best_analyzer() if analyzer is None else analyzer
        gathering = Gathering()
        index = Index.build(_documents(entries, reads, gathering), WORDS)
        return cls(index, Texts.of(gathering.shelf()), reads, settings)

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self.index)

    def __contains__(self, id_: str) -> bool:
        return id_ in self.index

    def changed(self, added: Iterable[Entry] = (), removed: Iterable[str] = ()) -> Self:
        """Return the matcher with other texts; same ids replace."""
        new = list({entry.id: entry for entry in added}.values())
        touched = dict.fromkeys([*(entry.id for entry in new), *removed])
        gone = [id_ for id_ in touched if id_ in self.index]
        documents = list(_documents(new, self.analyzer, Gathering()))
        given = [(entry.id, entry.text, entry.counted) for entry in new]
        return replace(
            self,
            index=self.index.changed(documents, removed),
            texts=self.texts.changed(given, gone),
        )

    def compacted(self) -> Self:
        """Return the same matcher rid of what was removed."""
        index = self.index.compacted()
        ids = [id_ for part in index.parts for id_ in part.segment.ids.names()]
        return replace(self, index=index, texts=self.texts.compacted(ids))

    def match(
        self, text: str, k: int = 20, where: Where = EVERYTHING, taste: Taste | None = None
    ) -> list[Match]:
        """Return what fits a text best, each with the words that tie it."""
        return self.match_many([text], Asking(k, where, taste, threads=1))[0]

    def match_many(self, texts: Sequence[str], asking: Asking | None = None) -> list[list[Match]]:
        """Return what fits each text best, the batch spread over threads."""
        asked = asking or Asking()
        told = [self._told(text) for text in texts]
        questions = [self._question(one) for one in told]
        return [
            [Match(id_, score, self._reasons(one, question, id_)) for id_, score in best]
            for one, question, best in zip(
                told, questions, self._ranked(questions, asked), strict=True
            )
        ]

    def rank_many(
        self, texts: Sequence[str], asking: Asking | None = None
    ) -> list[list[tuple[str, float]]]:
        """Return the ids that fit each text best with their scores, without reasons."""
        questions = [self._question(self._told(text)) for text in texts]
        return self._ranked(questions, asking or Asking())

    def find(
        self, query: str, k: int = 20, where: Where = EVERYTHING, aliases: Aliases = NO_ALIASES
    ) -> list[Match]:
        """Return what fits a short query best: other names, spacing and slips of the hand too."""
        told = self._told(query)
        meant = self.expander.expanded(told.text, told.tokens, aliases)
        question = self.collection.question(meant.terms, meant.pairs)
        [best] = self._ranked([question], Asking(k, where, threads=1))
        return [Match(id_, score, self._reasons(told, question, id_)) for id_, score in best]

    def counts(self, text: str, where: Where, field: str) -> dict[str, int]:
        """Count what shares a term with the text, by value of a field, its own filter left out."""
        return self.index.counts(self.analyzer.terms(composed(text)), where, field)

    def why(self, text: str, id_: str, fields: Mapping[str, Field] = NO_FIELDS) -> Why:
        """Return the words that tie a text to an entry, and the fields in which they agree."""
        document = self._document(id_)
        told, offer = self._told(text), self._told(self.texts.text(id_))
        question = self._question(told)
        parts = self.index.shares(question.words, id_)
        hits = Hits([id_], np.array([sum(parts.values())]))
        [(_id, score)] = self._fused(question, hits, None)
        tied = ties(told, offer, parts, _TIES)
        return Why(score, tied, agreeing(fields, document.fields))

    def why_not(self, text: str, id_: str, where: Where = EVERYTHING) -> WhyNot:
        """Return what keeps an entry from being found, or its rank.

        What ``none_of`` hides is as unknown as what is not there.
        """
        fields = self._document(id_).fields
        if Where(none_of=where.none_of).objections(fields):
            raise UnknownEntry(id_)
        objections = where.objections(fields)
        if objections:
            return WhyNot("filtered", tuple(objections))
        question = self._question(self._told(text))
        if not self.index.shares(question.words, id_):
            return WhyNot("no_common_word")
        depth = self.settings.depth
        [best] = self._ranked([question], Asking(depth, where, threads=1))
        for rank, (found, _score) in enumerate(best, 1):
            if found == id_:
                return WhyNot("ranked", rank=rank)
        return WhyNot("behind", rank=depth)

    def tuned(self, accepted: Sequence[Judged], declined: Sequence[Judged]) -> Tuning:
        """Return settings that order pairs of need and offer better, if any within bounds do."""
        return tune(self.collection, self.analyzer, accepted, declined)

    def save(self, folder: str | Path) -> None:
        """Save the matcher in a folder, in place of one that may be there."""
        keeping.save(Path(folder), self.index, self.texts, self.analyzer.name, self.settings)

    @classmethod
    def load(cls, folder: str | Path, *, mapped: bool = True) -> Self:
        """Load a matcher that was saved, its arrays mapped into memory or copied there."""
        return cls(*keeping.load(Path(folder), mapped=mapped))

    @cached_property
    def expander(self) -> Expander:
        """What understands short queries; its vocabulary is collected at the first use."""
        return Expander(self.index, self.analyzer, self.lexicons)

    @cached_property
    def collection(self) -> Collection:
        """The statistics that questions are weighed by."""
        return Collection.of(self.index, self.texts.tally, self.settings, self.analyzer.name)

    def _told(self, text: str) -> Told:
        whole = composed(text)
        return Told(whole, self.analyzer.tokens(whole))

    def _question(self, told: Told) -> Question:
        terms = counted([token.term for token in told.tokens])
        return self.collection.question(terms, pairs_of(told.text))

    def _document(self, id_: str) -> Document:
        if id_ not in self.index:
            raise UnknownEntry(id_)
        return self.index.document(id_)

    def _ranked(
        self, questions: Sequence[Question], asking: Asking
    ) -> list[list[tuple[str, float]]]:
        """Return the best of each question: found by terms, ordered by both shares and taste."""
        depth = max(asking.k, self.settings.depth)
        words = [question.words for question in questions]
        hits = self.index.search_many(words, depth, asking.where, asking.threads)
        if asking.threads == 1 or len(questions) == 1:
            return list(map(self._fused, questions, hits, repeat(asking)))
        with ThreadPoolExecutor(asking.threads) as pool:
            return list(pool.map(self._fused, questions, hits, repeat(asking)))

    def _fused(
        self, question: Question, hits: Hits, asking: Asking | None
    ) -> list[tuple[str, float]]:
        """Add the pairs' share to what the terms found; keep the best, equal scores by id."""
        if not hits.ids:
            return []
        pairs = self.texts.overlap(hits.ids, question.pairs, self.collection.norm())
        scores = -np.expm1(-(hits.scores + pairs) / question.ideal)
        found = sorted(zip(hits.ids, scores.tolist(), strict=True), key=_best_first)
        if asking is None or asking.taste is None:
            return found[: asking.k if asking else None]
        return self._tasted(found, asking.k, asking.taste)

    def _tasted(
        self, found: list[tuple[str, float]], k: int, taste: Taste
    ) -> list[tuple[str, float]]:
        """Reorder by a taste; what it could not bring among the first is not looked at."""
        reach = found[min(k, len(found)) - 1][1] * LEAST_FACTOR / MOST_FACTOR
        moved = [
            (id_, min(score * taste.factor(self.index.document(id_).terms), 1.0))
            for id_, score in found
            if score >= reach
        ]
        return sorted(moved, key=_best_first)[:k]

    def _reasons(self, told: Told, question: Question, id_: str) -> tuple[str, ...]:
        """Return the words that tie a text to an entry, the greatest share first."""
        offer = self._told(self.texts.text(id_))
        parts = self.index.shares(question.words, id_)
        return tuple(tie.words for tie in ties(told, offer, parts, _REASONS))


def _documents(
    entries: Iterable[Entry], analyzer: Analyzer, gathering: Gathering
) -> Iterator[Document]:
    """Yield what the index takes of entries, their texts put aside in passing."""
    for entry in entries:
        gathering.add(entry.id, entry.text, counted=entry.counted)
        terms = analyzer.terms(composed(entry.text)) if entry.terms is None else entry.terms
        yield Document(entry.id, terms, entry.fields, entry.counted)


def _best_first(found: tuple[str, float]) -> tuple[float, str]:
    return -found[1], found[0]
