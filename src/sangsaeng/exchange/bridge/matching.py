"""What of the other side fits a need or an offer, why, and why something does not."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sangsaeng.engine.matching.fusing import Asking
from sangsaeng.engine.matching.indexing.where import Where
from sangsaeng.engine.matching.matcher import Matcher
from sangsaeng.engine.matching.wording.explaining import Span
from sangsaeng.exchange.bridge.entries import (
    Part,
    asked_of,
    entries_of,
    entry_id,
    joined,
    parts_of,
    public,
)
from sangsaeng.exchange.bridge.learning import taste_of, weighed
from sangsaeng.exchange.bridge.live import is_at_hand, live
from sangsaeng.exchange.bridge.searching import DEEPEST, Ranked, counts_by, read_again
from sangsaeng.exchange.bridge.seeing import where_for
from sangsaeng.exchange.kinds import Side, answering
from sangsaeng.exchange.models import Listing, ListingQuerySet
from sangsaeng.exchange.queries.counting import Counts
from sangsaeng.exchange.queries.looking import Looking, narrowed
from sangsaeng.kernel.permissions import Viewer

MOST: Final = 50
PERCENT: Final = 100
# The fields whose agreement is worth telling
_TOLD: Final = ("region", "sector", "certificate")


@dataclass(frozen=True)
class Piece:
    """A piece of a text, and whether it ties the pair."""

    text: str
    is_lit: bool


@dataclass(frozen=True)
class LitPart:
    """A named piece of a public text, the ties in it lit."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Pair:
    """Why two fit: the ties with their share in percent, both texts lit, the fields that agree."""

    score: float
    ties: tuple[tuple[str, int], ...]
    own: tuple[LitPart, ...]
    other: tuple[LitPart, ...]
    agreed: tuple[str, ...]


@dataclass(frozen=True)
class Standing:
    """Where a listing stands among the matches of another, or what keeps it away.

    ``reason``: ``ranked`` (``rank`` counts from 1), ``behind`` (others share more), ``filtered``
    (by ``fields``), ``no_common_word``, ``not_out``, ``same_side`` or ``same_owner``.
    """

    reason: str
    rank: int | None = None
    fields: tuple[str, ...] = ()


def matches_of(
    viewer: Viewer, listing: Listing, k: int = MOST, looking: Looking | None = None
) -> Ranked:
    """Return what of the other side fits best, of what the viewer may see, narrowed as asked.

    Only kinds that may answer, and none of the owner's own. To the owner's people it comes as
    their organization weighs it and as its own word leans.
    """
    looking = looking or Looking(Side(listing.side).other)
    matcher = weighed(live(Side(looking.side)).matcher(), listing.owner)
    taste = taste_of(viewer, listing.owner)
    asking = Asking(k, _where(viewer, listing, looking), taste)
    readable, text = _readable(viewer, listing, looking), _text(listing)
    return Ranked(matcher, text, read_again(readable, k, _ranking(matcher, text, asking)))


def counts_among_matches(viewer: Viewer, listing: Listing, looking: Looking) -> Counts:
    """Return how many of what shares a word each value of each filter would give."""
    matcher, where = live(Side(looking.side)).matcher(), _where(viewer, listing, looking)
    return counts_by(matcher, _text(listing), where)


def similar_to(viewer: Viewer, listing: Listing, k: int) -> list[Listing]:
    """Return what says about the same on the same side, of what the viewer may see.

    Nothing while the matcher is being loaded: a page does not wait for what it can do without.
    """
    if not is_at_hand():
        return []
    looking = Looking(listing.side)
    matcher, where = live(Side(listing.side)).matcher(), where_for(viewer, looking)
    readable = narrowed(viewer, looking).exclude(pk=listing.pk)
    # One more than asked for: the best is usually the text itself.
    rank = _ranking(matcher, _text(listing), Asking(where=where))
    return [found for found, _score in read_again(readable, k + 1, rank)][:k]


def _ranking(
    matcher: Matcher, text: str, asking: Asking
) -> Callable[[int], Sequence[tuple[str, float]]]:
    def rank(most: int) -> Sequence[tuple[str, float]]:
        (best,) = matcher.rank_many([text], asking._replace(k=most, threads=1))
        return best

    return rank


def pair_of(listing: Listing, other: Listing) -> Pair | None:
    """Return why the two fit, or nothing where the other is not out; both are seen by who asks."""
    matcher = weighed(live(Side(other.side)).matcher(), listing.owner)
    if entry_id(other.pk) not in matcher:
        return None
    own, others = public([listing, other])
    own_parts, other_parts = asked_of(own), parts_of(others)
    (entry,) = entries_of([listing])
    fields = {name: value for name, value in entry.fields.items() if name in _TOLD and value}
    why = matcher.why(joined(own_parts), entry_id(other.pk), fields)
    return Pair(
        score=why.score,
        ties=tuple((tie.words, round(PERCENT * tie.share)) for tie in why.ties),
        own=_lit(own_parts, [span for tie in why.ties for span in tie.in_need]),
        other=_lit(other_parts, [span for tie in why.ties for span in tie.in_offer]),
        agreed=why.agreed,
    )


def standing_of(viewer: Viewer, listing: Listing, other: Listing, looking: Looking) -> Standing:
    """Return where the other, which the viewer sees, stands among the matches, or why nowhere."""
    if other.side == listing.side:
        return Standing("same_side")
    if other.owner_id == listing.owner_id:
        return Standing("same_owner")
    matcher = live(Side(other.side)).matcher()
    if entry_id(other.pk) not in matcher:
        return Standing("not_out")
    found = [one.pk for one in matches_of(viewer, listing, DEEPEST, looking).listings]
    if other.pk in found:
        return Standing("ranked", found.index(other.pk) + 1)
    return _kept_away(matcher, listing, other, _where(viewer, listing, looking))


def _kept_away(matcher: Matcher, listing: Listing, other: Listing, where: Where) -> Standing:
    why = matcher.why_not(_text(listing), entry_id(other.pk), where)
    reason = "behind" if why.reason == "ranked" else why.reason
    return Standing(reason, DEEPEST if reason == "behind" else None, why.fields)


def _text(listing: Listing) -> str:
    return joined(asked_of(public([listing])[0]))


def _where(viewer: Viewer, listing: Listing, looking: Looking) -> Where:
    kinds = answering(listing.side, listing.kind)
    return where_for(viewer, looking, kinds=kinds, apart_from=(listing.owner_id,))


def _readable(viewer: Viewer, listing: Listing, looking: Looking) -> ListingQuerySet:
    found = narrowed(viewer, looking).exclude(owner=listing.owner_id)
    return found if looking.kind else found.filter(kind__in=answering(listing.side, listing.kind))


def _lit(parts: Sequence[Part], spans: Iterable[Span]) -> tuple[LitPart, ...]:
    """Return the pieces of each part; spans count from the beginning of the joined text."""
    lit, begins = [], 0
    marks = sorted(set(spans))
    for part in parts:
        inside = [(max(start - begins, 0), end - begins) for start, end in marks]
        lit.append(LitPart(part.name, tuple(_pieces(part.text, inside))))
        begins += len(part.text) + 1
    return tuple(lit)


def _pieces(text: str, spans: Iterable[Span]) -> Iterable[Piece]:
    at = 0
    for start, end in spans:
        first, last = max(start, at), min(end, len(text))
        if first >= last:
            continue
        if first > at:
            yield Piece(text[at:first], is_lit=False)
        yield Piece(text[first:last], is_lit=True)
        at = last
    if at < len(text):
        yield Piece(text[at:], is_lit=False)
