"""Texts read and matched by many workers; what comes out is what one process would give."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path

from sangsaeng.engine.matching.fusing import Asking
from sangsaeng.engine.matching.matcher import Entry, Match, Matcher
from sangsaeng.engine.matching.spreading.indexes import OPEN, Crew, Place, batches
from sangsaeng.engine.matching.wording.analyzing import Analyzer, analyzer_named
from sangsaeng.engine.matching.wording.folding import composed

READ, ASKED = 500, 100


def read_in_batches(crew: Crew, entries: Iterable[Entry], analyzer: str) -> Iterator[Entry]:
    """Read the texts of entries on all workers, so that building a matcher need not.

    Parameters
    ----------
    crew : Crew
        Who reads: `Alone`, or the workers that `workers.hired` yields.
    entries : iterable of Entry
        Read as it is needed, never all at a time; terms that are given are kept.
    analyzer : str
        The name of the analyzer, which every worker must have.

    Yields
    ------
    Entry
        The same entries in the same order, with the terms that the analyzer finds.

    Raises
    ------
    AnalyzerMissing
        If a worker does not have the analyzer.

    Notes
    -----
    Reading Korean morphemes takes longer than all else: this is what more workers are for.

    Examples
    --------
    >>> from sangsaeng.engine.matching.spreading.indexes import Alone
    >>> [one.terms for one in read_in_batches(Alone(), [Entry("O1", "세정 공정")], "bigrams")]
    [['세정', '정공', '공정']]
    """
    for read in crew.each(partial(_read, analyzer), batches(entries, READ)):
        yield from read


def match_texts_in_batches(
    crew: Crew, matcher: Matcher, folder: Path, texts: Iterable[str], asking: Asking
) -> Iterator[list[Match]]:
    """Match every text, batch by batch, each batch by one worker.

    Parameters
    ----------
    crew : Crew
        Who does the batches.
    matcher : Matcher
        What matches.
    folder : Path
        Where the matcher is saved for the workers, each of which maps it into memory once.
    texts : iterable of str
        The needs; read as they are needed.
    asking : Asking
        How many to find, under which filter and by whose taste.

    Yields
    ------
    list of Match
        What ``Matcher.match_many`` returns for each text, in their order, the same to the bit.

    Raises
    ------
    OSError
        If the folder cannot be written.

    Notes
    -----
    A worker that dies loses its batch only, which another does again.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from sangsaeng.engine.matching.spreading.indexes import Alone
    >>> offers = [Entry("O1", "세정 공정 개선"), Entry("O2", "도색 로봇")]
    >>> with TemporaryDirectory() as name:
    ...     matcher = Matcher.build(offers, analyzer_named("bigrams"))
    ...     found = match_texts_in_batches(Alone(), matcher, Path(name), ["로봇"], Asking(k=1))
    ...     [[one.id for one in best] for best in found]
    [['O2']]
    """
    matcher.save(folder)
    ask = partial(_match, crew.place(folder), asking._replace(threads=1))
    for answers in crew.each(ask, batches(texts, ASKED)):
        yield from answers


@lru_cache(maxsize=1)
def _analyzer(name: str) -> Analyzer:
    """Make an analyzer once in each process: it remembers the words it has read."""
    return analyzer_named(name)


def _read(analyzer: str, entries: Sequence[Entry]) -> list[Entry]:
    reads = _analyzer(analyzer)
    return [
        one if one.terms is not None else one._replace(terms=reads.terms(composed(one.text)))
        for one in entries
    ]


@lru_cache(maxsize=OPEN)
def open_matcher(place: Place) -> Matcher:
    """Map a matcher into memory, once in each process."""
    return Matcher.load(place())


def _match(place: Place, asking: Asking, texts: Sequence[str]) -> list[list[Match]]:
    return open_matcher(place).match_many(texts, asking)
