"""Needs and offers found by words and filters, for whom may see them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sangsaeng.engine.matching.matcher import Match, Matcher
from sangsaeng.engine.matching.where import Where
from sangsaeng.exchange.bridge.entries import EVERYTHING, LEVEL, entry_id
from sangsaeng.exchange.bridge.live import live, warm_up
from sangsaeng.exchange.bridge.seeing import where_for
from sangsaeng.exchange.kinds import Side
from sangsaeng.exchange.models import Listing, ListingQuerySet
from sangsaeng.exchange.queries.counting import Counts, by_level, counts_of
from sangsaeng.exchange.queries.looking import FILTERS, Looking, narrowed
from sangsaeng.kernel.permissions import Viewer

# So many of the best are listed; whoever wants to see more says more.
DEEPEST: Final = 200


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


def found(viewer: Viewer, looking: Looking) -> Sequence[Hit] | ListingQuerySet:
    """Return what is found: by words the best first, else everything, newest first."""
    if not looking.words:
        # Who browses may search next.
        warm_up()
        return narrowed(viewer, looking).select_related("owner")
    matcher, where = live(Side(looking.side)).matcher(), where_for(viewer, looking)
    return read_again(
        narrowed(viewer, looking), DEEPEST, lambda k: matcher.match(looking.words, k, where)
    )


def counted(viewer: Viewer, looking: Looking) -> Counts:
    """Return how many each value of each filter would give."""
    if not looking.words:
        return counts_of(viewer, looking)
    matcher, where = live(Side(looking.side)).matcher(), where_for(viewer, looking)
    return counts_by(matcher, looking.words, where)


def counts_by(matcher: Matcher, text: str, where: Where) -> Counts:
    """Return how many of what shares a term with the text each value of each filter would give."""
    counts = {name: matcher.counts(text, where, name) for name in FILTERS}
    levels = matcher.counts(text, where.without("readiness"), LEVEL)
    said = {name: {value: n for value, n in of.items() if value} for name, of in counts.items()}
    return said | {"readiness": by_level(levels)}


def total(viewer: Viewer, looking: Looking) -> int:
    """Return how many there are: with words, how many share a word with them."""
    if not looking.words:
        return narrowed(viewer, looking).count()
    matcher, where = live(Side(looking.side)).matcher(), where_for(viewer, looking)
    return matcher.counts(looking.words, where, EVERYTHING).get(EVERYTHING, 0)


def loosenings(viewer: Viewer, looking: Looking) -> list[Loosening]:
    """Return which single filter to give up for more, the most first."""
    here = total(viewer, looking)
    gains = [
        Loosening(name, total(viewer, looking.without(name)) - here) for name in looking.chosen
    ]
    return sorted((one for one in gains if one.more > 0), key=lambda one: -one.more)


def read_again(
    readable: ListingQuerySet, most: int, match: Callable[[int], Sequence[Match]]
) -> list[Hit]:
    """Return the best matches whose rows may be read; as many as asked for, if there are.

    The filter inside the search says the same, but rows have the last word: what it lets through
    by mistake is left out here, and the next best takes its place.
    """
    asked = most
    while True:
        matches = match(asked)
        rows = _rows(readable, matches)
        kept = [
            Hit(rows[one.id], one.score, tuple(one.reasons)) for one in matches if one.id in rows
        ]
        if len(kept) >= most or len(matches) < asked:
            return kept[:most]
        asked *= 2


def _rows(readable: ListingQuerySet, matches: Iterable[Match]) -> dict[str, Listing]:
    pks = [int(one.id) for one in matches]
    rows = readable.order_by().select_related("owner").filter(pk__in=pks)
    return {entry_id(row.pk): row for row in rows}
