"""One match done by many workers: needs in batches or offers in shards, the same answers."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from hashlib import sha256
from heapq import nsmallest
from itertools import islice
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

import numpy as np

from sangsaeng.engine.matching.indexing.asking import Query
from sangsaeng.engine.matching.indexing.documents import Document, Hits, Weighting
from sangsaeng.engine.matching.indexing.index import BM25, Index
from sangsaeng.engine.matching.indexing.where import EVERYTHING, Where
from sangsaeng.engine.matching.spreading.statistics import Statistics, added, statistics_of, under

Piece = TypeVar("Piece")
Answer = TypeVar("Answer")
Item = TypeVar("Item")

BATCH, BATCH_OF_SHARDS = 250, 10_000
OPEN = 2


class Place(Protocol):
    """Where a worker finds a folder; it can be sent to a worker, and equal places are one."""

    def __call__(self) -> Path:
        """Return the folder on the machine where this is asked."""

    def __hash__(self) -> int:
        """Return the same number for the same folder."""


class Crew(Protocol):
    """Whoever does the pieces of a job, in this process or on other machines."""

    def each(self, do: Callable[[Piece], Answer], pieces: Iterable[Piece]) -> Iterator[Answer]:
        """Yield what came of each piece, in their order; a piece that was lost is done again."""

    def place(self, folder: Path) -> Place:
        """Make a folder of this machine readable where the pieces are done."""


def match_in_batches(
    crew: Crew,
    folder: Path,
    queries: Sequence[Query],
    k: int = 20,
    where: Where = EVERYTHING,
    batch: int = BATCH,
) -> Iterator[Hits]:
    """Match every query with a saved index, batch by batch, each batch by one worker.

    The way to go while every worker can hold the index: nothing is done twice.

    Parameters
    ----------
    crew : Crew
        Who does the batches: `Alone`, or the workers that `workers.hired` yields.
    folder : Path
        Where `Index.save` has put the index; each worker maps it into memory once.
    queries : sequence of Query
        Terms, or weights of terms.
    k : int
        How many documents to find for each query.
    where : Where
        The filter that all queries share.
    batch : int
        How many queries a worker is given at a time.

    Yields
    ------
    Hits
        What ``Index.search_many`` returns for each query, in their order, the same to the bit.

    Raises
    ------
    UnreadableIndex
        If the folder holds no index of this version.

    Notes
    -----
    Costs what one process costs, spread over the workers, and about 1 % to carry queries and
    answers.  A worker that dies loses its batch only, which another does again.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> index = Index.build([Document("O1", ["세정", "공정"]), Document("O2", ["공정"])])
    >>> with TemporaryDirectory() as folder:
    ...     index.save(folder)
    ...     [hits.ids for hits in match_in_batches(Alone(), Path(folder), [["공정"], ["세정"]])]
    [['O2', 'O1'], ['O1']]
    """
    ask = partial(_ask, crew.place(folder), k, where)
    for answers in crew.each(ask, batches(queries, batch)):
        yield from answers


def match_in_shards(
    crew: Crew,
    folders: Sequence[Path],
    queries: Sequence[Query],
    k: int = 20,
    where: Where = EVERYTHING,
) -> Iterator[Hits]:
    """Match every query with shards of the offers, and merge what each shard finds.

    The way to go when no worker can hold the whole index.  Every shard weighs its terms by the
    statistics of all shards together, so that scores do not depend on how offers were cut.

    Parameters
    ----------
    crew : Crew
        Who does the shards: `Alone`, or the workers that `workers.hired` yields.
    folders : sequence of Path
        Where the shards are, as `cut_into_shards` leaves them; no id stands in two.
    queries : sequence of Query
        Terms, or weights of terms.
    k : int
        How many documents to find for each query.
    where : Where
        The filter that all queries share.

    Yields
    ------
    Hits
        What one index over all offers would return for each query, in their order, the same to
        the bit.

    Raises
    ------
    UnreadableIndex
        If a folder holds no index of this version.

    Notes
    -----
    Each batch of queries is asked of every shard, which costs about a third more than asking
    one index.  Statistics are gathered first: the number of counted documents, the sum of their
    lengths, and in how many of them each term occurs.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> offers = [Document("O1", ["세정", "공정"]), Document("O2", ["공정"])]
    >>> with TemporaryDirectory() as folder:
    ...     shards = cut_into_shards(offers, Path(folder), size=1)
    ...     [hits.ids for hits in match_in_shards(Alone(), shards, [["공정"]])]
    [['O2', 'O1']]
    """
    places = [crew.place(folder) for folder in folders]
    everywhere = added(crew.each(_statistics, places))
    for batch in batches(queries, BATCH_OF_SHARDS):
        ask = partial(_ask_shard, everywhere, batch, k, where)
        found = list(crew.each(ask, places))
        yield from (_best(of_shards, k) for of_shards in zip(*found, strict=True))


def cut_into_shards(
    documents: Iterable[Document], folder: Path, size: int, weighting: Weighting = BM25
) -> list[Path]:
    """Index documents in shards, one after another, each small enough for a memory.

    Parameters
    ----------
    documents : iterable of Document
        Read once, and never all at a time; no id may come twice.
    folder : Path
        Where a folder for each shard is made.
    size : int
        How many documents go into a shard.
    weighting : Weighting
        How BM25 weighs terms.

    Returns
    -------
    list of Path
        The folders of the shards, none if there are no documents.

    Raises
    ------
    ValueError
        If the size is not positive.

    Notes
    -----
    Linear in the number of terms.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     offers = (Document(f"O{n}", ["세정"]) for n in range(5))
    ...     len(cut_into_shards(offers, Path(folder), size=2))
    3
    """
    if size < 1:
        raise ValueError("a shard holds at least one document")
    folders: list[Path] = []
    for held in batches(documents, size):
        folders.append(folder / f"shard-{len(folders):05d}")
        Index.build(held, weighting).save(folders[-1])
    return folders


class Alone:
    """The crew of one: every piece is done in this process, one after another.

    Examples
    --------
    >>> list(Alone().each(abs, [-1, 2]))
    [1, 2]
    """

    def each(self, do: Callable[[Piece], Answer], pieces: Iterable[Piece]) -> Iterator[Answer]:
        """Yield what comes of each piece."""
        return map(do, pieces)

    def place(self, folder: Path) -> Place:
        """Return the folder itself."""
        return Here.of(folder)


class Here(NamedTuple):
    """A folder that every worker reads at the same path, and the mark of what is in it.

    Examples
    --------
    >>> Here("/srv/index", "a5")().name
    'index'
    """

    path: str
    mark: str

    @classmethod
    def of(cls, folder: Path) -> "Here":
        """Mark a folder as it is now: written anew, it is another place."""
        path = str(folder.resolve())
        return cls(path, mark_of(path))

    def __call__(self) -> Path:
        """Return the folder."""
        return Path(self.path)


def mark_of(folder: str) -> str:
    """Return a mark of the files in a folder: the names of arrays tell what they hold.

    Examples
    --------
    >>> mark_of("/nowhere")[:8]
    'e3b0c442'
    """
    files = files_of(Path(folder))
    names = "/".join(files)
    contents = (path.read_bytes() for name, path in files.items() if name.endswith(".json"))
    return sha256(names.encode() + b"".join(contents)).hexdigest()


def files_of(folder: Path) -> dict[str, Path]:
    """Return the files in a folder and in the folders within, by name, in order.

    Examples
    --------
    >>> files_of(Path("/nowhere"))
    {}
    """
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path for path in sorted(found)}


@lru_cache(maxsize=OPEN)
def _open(place: Place) -> Index:
    """Map an index into memory, once in each process."""
    return Index.load(place())


def _ask(place: Place, k: int, where: Where, queries: Sequence[Query]) -> list[Hits]:
    """Do one batch; the cores belong to the workers, so each uses one thread."""
    return _open(place).search_many(queries, k, where, threads=1)


def _statistics(place: Place) -> Statistics:
    return statistics_of(_open(place))


def _ask_shard(
    everywhere: Statistics, queries: Sequence[Query], k: int, where: Where, place: Place
) -> list[Hits]:
    """Ask one shard under the statistics of all."""
    return under(_open(place), everywhere).search_many(queries, k, where, threads=1)


def _best(of_shards: Sequence[Hits], k: int) -> Hits:
    """Merge what shards found for one query; equal scores stand by id."""
    every = (
        (-score, id_)
        for hits in of_shards
        for score, id_ in zip(hits.scores.tolist(), hits.ids, strict=True)
    )
    best = nsmallest(k, every)
    return Hits([id_ for _, id_ in best], np.array([-score for score, _ in best], np.float64))


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield items in lists of a size, the last one shorter; they are taken as they are needed.

    Examples
    --------
    >>> list(batches("abc", 2))
    [['a', 'b'], ['c']]
    """
    coming = iter(items)
    while held := list(islice(coming, size)):
        yield held
