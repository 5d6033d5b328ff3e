"""Needs and offers matched by their texts: ranked, explained, filtered, changed, saved."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np

from sangsaeng.engine.matching import keeping
from sangsaeng.engine.matching.fusing import Asking, fuse, rank
from sangsaeng.engine.matching.indexing.documents import NO_FIELDS, Document, Field, Hits
from sangsaeng.engine.matching.indexing.index import Index
from sangsaeng.engine.matching.indexing.where import EVERYTHING, Where
from sangsaeng.engine.matching.learning import Judged, Tuning, tune
from sangsaeng.engine.matching.searching import USUAL, Match, Searchable
from sangsaeng.engine.matching.settings import WORDS, Settings
from sangsaeng.engine.matching.wording.analyzing import Analyzer, best_analyzer
from sangsaeng.engine.matching.wording.explaining import Why, WhyNot, agreeing, ties
from sangsaeng.engine.matching.wording.folding import composed
from sangsaeng.engine.matching.wording.texts import Gathering, Texts

_TIES = 12

__all__ = ["Entry", "Match", "Matcher", "UnknownEntry"]


class Entry(NamedTuple):
    """A need or an offer: its text, its typed fields, and whether statistics count it.

    ``terms`` given: they are taken as they are, and the text is not analyzed again.
    """

    id: str
    text: str
    fields: Mapping[str, Field] = NO_FIELDS
    counted: bool = True
    terms: Sequence[str] | None = None


class UnknownEntry(KeyError):
    """There is nothing under this id, or nothing that the filter lets be known."""

    code = "unknown_entry"


@dataclass(frozen=True, eq=False)
class Matcher(Searchable):
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
    >>> from sangsaeng.engine.matching.wording.analyzing import Bigrams
    >>> offers = [Entry("O1", "세정 공정 불량률 개선"), Entry("O2", "도색 로봇")]
    >>> matcher = Matcher.build(offers, Bigrams())
    >>> [found.id for found in matcher.match("세정공정의 불량")]
    ['O1']
    """

    @classmethod
    def build(
        cls,
        entries: Iterable[Entry],
        analyzer: Analyzer | None = None,
        settings: Settings = USUAL,
    ) -> Self:
        """Read and index texts; the later of two with the same id is meant.

        Parameters
        ----------
        entries : iterable of Entry
            Read once, one at a time.
        analyzer : Analyzer, optional
            What reads the texts; Kiwi where it is installed, else pairs of letters.
        settings : Settings
            How the shares of a score are weighed.

        Returns
        -------
        Matcher
            All of them, found by what they say.

        Notes
        -----
        Reading is the slow part: some hundred to two thousand texts a second with Kiwi.

        Examples
        --------
        >>> from sangsaeng.engine.matching.wording.analyzing import Bigrams
        >>> len(Matcher.build([Entry("O1", "세정"), Entry("O1", "공정")], Bigrams()))
        1
        """
        reads = best_analyzer() if analyzer is None else analyzer
        gathering = Gathering()
        index = Index.build(_documents(entries, reads, gathering), WORDS)
        return cls(index, Texts.of(gathering.shelf()), reads, settings)

    def changed(self, added: Iterable[Entry] = (), removed: Iterable[str] = ()) -> Self:
        """Return the matcher with other texts; same ids replace.

        Parameters
        ----------
        added : iterable of Entry
            What is new, or new under its id.
        removed : iterable of str
            Ids of what goes; unknown ones do not matter.

        Returns
        -------
        Matcher
            A new value, found in at once; it answers like one built anew.

        Notes
        -----
        Takes time in what changed and in the distinct pairs of letters, not in all texts.

        Examples
        --------
        >>> from sangsaeng.engine.matching.wording.analyzing import Bigrams
        >>> matcher = Matcher.build([Entry("O1", "세정 공정"), Entry("O2", "도색 로봇")], Bigrams())
        >>> changed = matcher.changed([Entry("O3", "세정 로봇")], removed=["O1"])
        >>> [found.id for found in changed.match("세정")]
        ['O3']
        """
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
        """Return the same matcher rid of what was removed.

        Returns
        -------
        Matcher
            It answers the same, in less memory.

        Examples
        --------
        >>> from sangsaeng.engine.matching.wording.analyzing import Bigrams
        >>> matcher = Matcher.build([Entry("O1", "세정 공정"), Entry("O2", "도색 로봇")], Bigrams())
        >>> len(matcher.changed(removed=["O1"]).compacted())
        1
        """
        index = self.index.compacted()
        ids = [id_ for part in index.parts for id_ in part.segment.ids.names()]
        return replace(self, index=index, texts=self.texts.compacted(ids))

    def why(self, text: str, id_: str, fields: Mapping[str, Field] = NO_FIELDS) -> Why:
        """Return the words that tie a text to an entry, and the fields in which they agree.

        Parameters
        ----------
        text : str
            What was sought.
        id_ : str
            What was found; whoever asks must be allowed to see it.
        fields : mapping of str to Field
            The fields of what was sought.

        Returns
        -------
        Why
            Up to twelve ties by share, with the places to be lit in both texts as composed (NFC).

        Raises
        ------
        UnknownEntry
            If there is nothing under the id.

        Examples
        --------
        >>> from sangsaeng.engine.matching.wording.analyzing import Bigrams
        >>> matcher = Matcher.build([Entry("O1", "세정 공정"), Entry("O2", "도색 로봇")], Bigrams())
        >>> [(tie.words, tie.in_need) for tie in matcher.why("새 세정", "O1").ties]
        [('세정', ((2, 4),))]
        """
        document = self._document(id_)
        told, offer = self.told(text), self.told(self.texts.text(id_))
        question = self.question(told)
        parts = self.index.shares(question.words, id_)
        hits = Hits([id_], np.array([sum(parts.values())]))
        [(_id, score)] = fuse(self.collection, self.texts, question, hits)
        tied = ties(told, offer, parts, _TIES)
        return Why(score, tied, agreeing(fields, document.fields))

    def why_not(self, text: str, id_: str, where: Where = EVERYTHING) -> WhyNot:
        """Return what keeps an entry from being found, or its rank.

        Parameters
        ----------
        text : str
            What is sought.
        id_ : str
            The entry in question.
        where : Where
            The filter.

        Returns
        -------
        WhyNot
            The fields that exclude it, no word in common, its rank, or that it stands behind.

        Raises
        ------
        UnknownEntry
            If there is nothing under the id, or ``none_of`` hides it: both look the same.

        Examples
        --------
        >>> from sangsaeng.engine.matching.wording.analyzing import Bigrams
        >>> matcher = Matcher.build([Entry("O1", "세정 공정"), Entry("O2", "도색 로봇")], Bigrams())
        >>> matcher.why_not("세정", "O2").reason
        'no_common_word'
        """
        fields = self._document(id_).fields
        if Where(none_of=where.none_of).objections(fields):
            raise UnknownEntry(id_)
        objections = where.objections(fields)
        if objections:
            return WhyNot("filtered", tuple(objections))
        question = self.question(self.told(text))
        if not self.index.shares(question.words, id_):
            return WhyNot("no_common_word")
        depth = self.settings.depth
        [best] = rank(self.collection, self.texts, [question], Asking(depth, where, threads=1))
        for place, (found, _score) in enumerate(best, 1):
            if found == id_:
                return WhyNot("ranked", rank=place)
        return WhyNot("behind", rank=depth)

    def tuned(self, accepted: Sequence[Judged], declined: Sequence[Judged]) -> Tuning:
        """Return settings that order pairs of need and offer better, if any within bounds do.

        Parameters
        ----------
        accepted, declined : sequence of (str, str)
            Texts of need and offer that were found to fit, and not to fit.

        Returns
        -------
        Tuning
            The settings, what changed in them, and how the held-out pairs are ordered by both.

        Examples
        --------
        >>> from sangsaeng.engine.matching.wording.analyzing import Bigrams
        >>> matcher = Matcher.build([Entry("O1", "세정 공정"), Entry("O2", "도색 로봇")], Bigrams())
        >>> matcher.tuned([("세정", "세정 공정")], [("세정", "도색")]).changed
        {}
        """
        return tune(self.collection, self.analyzer, accepted, declined)

    def save(self, folder: str | Path) -> None:
        """Save the matcher in a folder, in place of one that may be there.

        Parameters
        ----------
        folder : str or Path
            Made if it is not there; what is saved lies in it whole or not at all.

        Examples
        --------
        >>> from sangsaeng.engine.matching.wording.analyzing import Bigrams
        >>> matcher = Matcher.build([Entry("O1", "세정 공정"), Entry("O2", "도색 로봇")], Bigrams())
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     matcher.save(folder)
        ...     len(Matcher.load(folder))
        2
        """
        keeping.save(Path(folder), self.index, self.texts, self.analyzer.name, self.settings)

    @classmethod
    def load(cls, folder: str | Path, *, mapped: bool = True) -> Self:
        """Load a matcher that was saved, its arrays mapped into memory or copied there.

        Parameters
        ----------
        folder : str or Path
            Where it was saved.
        mapped : bool
            Whether its arrays stay in their files until they are read.

        Returns
        -------
        Matcher
            It answers as the one that was saved.

        Raises
        ------
        UnreadableIndex
            If the folder holds no matcher of this format, or not all of one.
        AnalyzerMissing
            If what its texts were read with is not installed.

        Examples
        --------
        >>> Matcher.load("/nowhere")
        Traceback (most recent call last):
        sangsaeng.engine.matching.indexing.saving.UnreadableIndex: /nowhere holds no matcher
        """
        return cls(*keeping.load(Path(folder), mapped=mapped))

    def _document(self, id_: str) -> Document:
        if id_ not in self.index:
            raise UnknownEntry(id_)
        return self.index.document(id_)


def _documents(
    entries: Iterable[Entry], analyzer: Analyzer, gathering: Gathering
) -> Iterator[Document]:
    """Yield what the index takes of entries, their texts put aside in passing."""
    for entry in entries:
        gathering.add(entry.id, entry.text, counted=entry.counted)
        terms = analyzer.terms(composed(entry.text)) if entry.terms is None else entry.terms
        yield Document(entry.id, terms, entry.fields, entry.counted)
