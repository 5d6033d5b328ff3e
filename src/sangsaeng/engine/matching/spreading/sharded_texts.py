"""Texts matched in shards of the offers, none of which sees the others: as one matcher would."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial, reduce
from heapq import nsmallest
from pathlib import Path
from typing import NamedTuple

from sangsaeng.engine.matching.fusing import fuse
from sangsaeng.engine.matching.indexing.where import EVERYTHING, Where
from sangsaeng.engine.matching.matcher import Entry, Match, Matcher
from sangsaeng.engine.matching.spreading.indexes import Crew, Place, batches
from sangsaeng.engine.matching.spreading.statistics import Statistics, added, statistics_of, under
from sangsaeng.engine.matching.spreading.texts import open_matcher, read_in_batches
from sangsaeng.engine.matching.wording.analyzing import analyzer_named
from sangsaeng.engine.matching.wording.texts import Tally

AT_ONCE, REASONS = 2_000, 5


class Everywhere(NamedTuple):
    """What the texts of all shards together come to: their terms, and their pairs of letters.

    Examples
    --------
    >>> Everywhere._fields
    ('terms', 'pairs')
    """

    terms: Statistics
    pairs: Tally


class Candidate(NamedTuple):
    """An offer that a shard proposes: what its terms alone reach, and its score in the end.

    Examples
    --------
    >>> min(Candidate(-2.0, "O2", 0.5), Candidate(-3.0, "O1", 0.4)).id
    'O1'
    """

    by_terms: float
    id: str
    score: float


def cut_texts_into_shards(
    crew: Crew, entries: Iterable[Entry], folder: Path, size: int, analyzer: str
) -> list[Path]:
    """Read texts on all workers and index them in shards, one shard in memory at a time.

    Parameters
    ----------
    crew : Crew
        Who reads.
    entries : iterable of Entry
        Read once, and never all at a time; no id may come twice.
    folder : Path
        Where a folder for each shard is made.
    size : int
        How many texts go into a shard.
    analyzer : str
        The name of the analyzer, which every worker must have.

    Returns
    -------
    list of Path
        The folders of the shards, none if there are no entries.

    Raises
    ------
    ValueError
        If the size is not positive.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from sangsaeng.engine.matching.spreading.indexes import Alone
    >>> offers = [Entry(f"O{n}", "세정 공정") for n in range(5)]
    >>> with TemporaryDirectory() as name:
    ...     len(cut_texts_into_shards(Alone(), offers, Path(name), 2, "bigrams"))
    3
    """
    if size < 1:
        raise ValueError("a shard holds at least one text")
    folders: list[Path] = []
    for held in batches(read_in_batches(crew, entries, analyzer), size):
        folders.append(folder / f"shard-{len(folders):05d}")
        Matcher.build(held, analyzer_named(analyzer)).save(folders[-1])
    return folders


def match_texts_in_shards(
    crew: Crew,
    folders: Sequence[Path],
    texts: Iterable[str],
    k: int = 20,
    where: Where = EVERYTHING,
) -> Iterator[list[Match]]:
    """Match every text with shards of the offers, and merge what each shard proposes.

    Parameters
    ----------
    crew : Crew
        Who asks the shards.
    folders : sequence of Path
        Where the shards are, as `cut_texts_into_shards` leaves them.
    texts : iterable of str
        The needs; read as they are needed.
    k : int
        How many offers to find for each.
    where : Where
        The filter that all texts share.

    Yields
    ------
    list of Match
        What one matcher over all offers would return for each text, the same to the bit.

    Raises
    ------
    UnreadableIndex
        If a folder holds no matcher of this version.

    Notes
    -----
    A matcher looks at the pairs of letters of those offers only that are best by their terms.
    Every shard proposes its own best; of all proposals the best by terms are kept, as many as
    one matcher would look at, and ordered by their scores. Reasons are asked for what is left.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from sangsaeng.engine.matching.spreading.indexes import Alone
    >>> offers = [Entry("O1", "세정 공정 개선"), Entry("O2", "도색 로봇")]
    >>> with TemporaryDirectory() as name:
    ...     shards = cut_texts_into_shards(Alone(), offers, Path(name), 1, "bigrams")
    ...     found = match_texts_in_shards(Alone(), shards, ["로봇으로 도색"])
    ...     [[one.id for one in best] for best in found]
    [['O2']]
    """
    places = [crew.place(folder) for folder in folders]
    known = list(crew.each(_known, places))
    if not known:
        yield from ([] for _ in texts)
        return
    pairs = reduce(lambda one, other: one.with_(other, 1), (tally for _, tally, _ in known))
    everywhere = Everywhere(added(terms for terms, _, _ in known), pairs)
    depth = max(k, known[0][2])
    for some in batches(texts, AT_ONCE):
        propose = partial(_propose, everywhere, some, depth, where)
        proposed = zip(*crew.each(propose, places), strict=True)
        best = [_best(of_shards, depth, k) for of_shards in proposed]
        explain = partial(_explain, everywhere, some, [[one.id for one in held] for held in best])
        reasons = [_all(of_shards) for of_shards in zip(*crew.each(explain, places), strict=True)]
        for held, why in zip(best, reasons, strict=True):
            yield [Match(one.id, one.score, why[one.id]) for one in held]


def _known(place: Place) -> tuple[Statistics, Tally, int]:
    """Return the statistics of a shard, and how deep its matcher looks."""
    matcher = open_matcher(place)
    return statistics_of(matcher.index), matcher.texts.tally, matcher.settings.depth


def _shard(everywhere: Everywhere, place: Place) -> Matcher:
    """Open a shard that weighs as one matcher over all shards would."""
    matcher = open_matcher(place)
    texts = replace(matcher.texts, tally=everywhere.pairs)
    return replace(matcher, index=under(matcher.index, everywhere.terms), texts=texts)


def _propose(
    everywhere: Everywhere, texts: Sequence[str], depth: int, where: Where, place: Place
) -> list[list[Candidate]]:
    """Return the best of a shard by terms, with their scores in the end."""
    matcher = _shard(everywhere, place)
    questions = [matcher.question(matcher.told(text)) for text in texts]
    words = [question.words for question in questions]
    found = []
    for question, hits in zip(
        questions, matcher.index.search_many(words, depth, where, threads=1), strict=True
    ):
        scores = dict(fuse(matcher.collection, matcher.texts, question, hits))
        by_terms = zip(hits.ids, hits.scores.tolist(), strict=True)
        found.append([Candidate(-score, id_, scores[id_]) for id_, score in by_terms])
    return found


def _best(of_shards: Iterable[list[Candidate]], depth: int, k: int) -> list[Candidate]:
    """Return the best by score of those that are best by terms."""
    by_terms = nsmallest(depth, (one for held in of_shards for one in held))
    return nsmallest(k, by_terms, key=lambda one: (-one.score, one.id))


def _explain(
    everywhere: Everywhere, texts: Sequence[str], ids: Sequence[Sequence[str]], place: Place
) -> list[dict[str, tuple[str, ...]]]:
    """Return the reasons of those offers that are in a shard."""
    matcher = _shard(everywhere, place)
    return [
        {
            id_: tuple(tie.words for tie in matcher.why(text, id_).ties[:REASONS])
            for id_ in found
            if id_ in matcher
        }
        for text, found in zip(texts, ids, strict=True)
    ]


def _all(held: Iterable[dict[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    return {id_: reasons for one in held for id_, reasons in one.items()}
