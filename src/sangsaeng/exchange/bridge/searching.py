"""Needs and offers found by words and filters, for whom may see them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, overload

from sangsaeng.engine.matching.fusing import Asking
from sangsaeng.engine.matching.indexing.where import Where
from sangsaeng.engine.matching.matcher import Matcher
from sangsaeng.exchange.bridge.entries import EVERYTHING, LEVEL, entry_id
from sangsaeng.exchange.bridge.live import live, warm_up
from sangsaeng.exchange.bridge.meaning import names_meant
from sangsaeng.exchange.bridge.seeing import where_for
from sangsaeng.exchange.kinds import Side
from sangsaeng.exchange.models import Listing, ListingQuerySet
from sangsaeng.exchange.queries.counting import Counts, by_level, counts_of
from sangsaeng.exchange.queries.looking import FILTERS, Looking, narrowed
from sangsaeng.kernel.permissions import Viewer

# So many of the best are listed; whoever wants to see more says more.
DEEPEST: Final = 200
MOST_REASONS: Final = 5


@dataclass(frozen=True)
class Hit:
    """A need or an offer that was found; without words there is no score and no reason."""

    listing: Listing
    score: float | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Loosening:
    """A filter that can be given up, and how many more there would be."""

    name: str
    more: int


class Ranked(Sequence[Hit]):
    """Hits in their order; why each was found is worked out where it is looked at, not before."""

    def __init__(
        self, matcher: Matcher, text: str, ranked: Sequence[tuple[Listing, float]]
    ) -> None:
        """Keep what was found by a text, with the scores."""
        self._matcher = matcher
        self._text = text
        self._ranked = ranked

    @property
    def listings(self) -> list[Listing]:
        """What was found, the best first."""
        return [listing for listing, _score in self._ranked]

    def __len__(self) -> int:
        """How many there are."""
        return len(self._ranked)

    @overload
    def __getitem__(self, at: int) -> Hit: ...
    @overload
    def __getitem__(self, at: slice) -> list[Hit]: ...
    def __getitem__(self, at: int | slice) -> Hit | list[Hit]:
        """Return one or some of them with their reasons."""
        if isinstance(at, slice):
            return [self._hit(*one) for one in self._ranked[at]]
        return self._hit(*self._ranked[at])

    def _hit(self, listing: Listing, score: float) -> Hit:
        ties = self._matcher.why(self._text, entry_id(listing.pk)).ties
        return Hit(listing, score, tuple(tie.words for tie in ties[:MOST_REASONS]))


def found(viewer: Viewer, looking: Looking) -> Ranked | ListingQuerySet:
    """Return what is found: by words the best first, else everything, newest first."""
    if not looking.words:
        # Who browses may search next.
        warm_up()
        return narrowed(viewer, looking).select_related("owner")
    matcher = live(Side(looking.side)).matcher()
    asking = Asking(DEEPEST, where_for(viewer, looking), threads=1)
    aliases = names_meant(viewer, looking.words)

    def seek(most: int) -> Sequence[tuple[str, float]]:
        return matcher.seek(looking.words, asking._replace(k=most), aliases)

    return Ranked(matcher, looking.words, read_again(narrowed(viewer, looking), DEEPEST, seek))


def counted(viewer: Viewer, looking: Looking) -> Counts:
    """Return how many each value of each filter would give."""
    if not looking.words:
        return counts_of(viewer, looking)
    matcher, where = live(Side(looking.side)).matcher(), where_for(viewer, looking)
    return counts_by(matcher, looking.words, where)


def counts_by(matcher: Matcher, text: str, where: Where) -> Counts:
    """Return how many of what shares a term with the text each value of each filter would give."""
    if not _asks(matcher, text):
        return {name: {} for name in FILTERS}
    counts = {name: matcher.counts(text, where, name) for name in FILTERS}
    levels = matcher.counts(text, where.without("readiness"), LEVEL)
    said = {name: {value: n for value, n in of.items() if value} for name, of in counts.items()}
    return said | {"readiness": by_level(levels)}


def total(viewer: Viewer, looking: Looking) -> int:
    """Return how many there are: with words, how many share a word with them."""
    if not looking.words:
        return narrowed(viewer, looking).count()
    matcher, where = live(Side(looking.side)).matcher(), where_for(viewer, looking)
    if not _asks(matcher, looking.words):
        return 0
    return matcher.counts(looking.words, where, EVERYTHING).get(EVERYTHING, 0)


def _asks(matcher: Matcher, text: str) -> bool:
    """Tell whether a text asks for anything: particles alone have no term to be counted by."""
    return bool(matcher.analyzer.terms(text))


def loosenings(viewer: Viewer, looking: Looking) -> list[Loosening]:
    """Return which single filter to give up for more, the most first."""
    here = total(viewer, looking)
    gains = [
        Loosening(name, total(viewer, looking.without(name)) - here) for name in looking.chosen
    ]
    return sorted((one for one in gains if one.more > 0), key=lambda one: -one.more)


def read_again(
    readable: ListingQuerySet, most: int, rank: Callable[[int], Sequence[tuple[str, float]]]
) -> list[tuple[Listing, float]]:
    """Return the best whose rows may be read; as many as asked for, if there are.

    The filter inside the search says the same, but rows have the last word: what it lets through
    by mistake is left out here, and the next best takes its place.
    """
    asked = most
    while True:
        best = rank(asked)
        rows = _rows(readable, (id_ for id_, _score in best))
        kept = [(rows[id_], score) for id_, score in best if id_ in rows]
        if len(kept) >= most or len(best) < asked:
            return kept[:most]
        asked *= 2


def _rows(readable: ListingQuerySet, ids: Iterable[str]) -> dict[str, Listing]:
    rows = readable.order_by().select_related("owner").filter(pk__in=[int(id_) for id_ in ids])
    return {entry_id(row.pk): row for row in rows}
