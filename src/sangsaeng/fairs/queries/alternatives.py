"""Whom else a participant may turn to: who has room, the better fitting first.

Room is what one can meet at most less what it was asked, whatever it answered, so that nothing of
its answers shows. Pairs that are kept apart appear like any other.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from sangsaeng.fairs.models import Fair, Fit, Participant, Request, Side
from sangsaeng.fairs.profiles import words_of
from sangsaeng.fairs.queries.asking import asker
from sangsaeng.fairs.queries.participants import others_of

MOST = 5
UNLIMITED = 10_000


@dataclass(frozen=True)
class Free:
    """One who has room, and how much."""

    participant: Participant
    room: int


@dataclass(frozen=True)
class Alternative:
    """One who has room: how well it fits, why, and the words of interest that both share."""

    participant: Participant
    room: int
    score: int | None
    reasons: tuple[str, ...]
    shared: tuple[str, ...]

    @property
    def why(self) -> tuple[str, ...]:
        """The terms that tie the two, or the interests they share."""
        return self.reasons or self.shared


def with_room(participant: Participant, *, at: datetime) -> list[Free]:
    """Return whom the rules let the participant ask, who has room and no request with it yet."""
    rules = asker(participant, at=at)
    if rules.is_over:
        return []
    fair = participant.fair
    known = _partners(participant)
    slots, received = fair.slots.count(), _received(fair)
    others = others_of(participant).annotate(table_count=Count("tables"))
    free = [
        Free(one, _capacity(fair, one, slots) - received[one.pk])
        for one in others.order_by("organization__name", "pk")
        if one.pk not in known and rules.table.lets(participant, one)
    ]
    return [one for one in free if one.room > 0]


def fitting(
    free: list[Free], participant: Participant, topic: str, fits: Mapping[int, Fit]
) -> list[Alternative]:
    """Return those of them whose texts or interests fit: the best fitting, then the freest first."""
    own = words_of(participant.interests, participant.headline, topic)
    found = [_alternative(one, own, fits.get(one.participant.pk)) for one in free]
    tied = [one for one in found if one.score or one.shared]
    return sorted(tied, key=lambda one: (-(one.score or 0), -len(one.shared), -one.room))[:MOST]


def _alternative(free: Free, own: frozenset[str], fit: Fit | None) -> Alternative:
    one = free.participant
    shared = tuple(sorted(own & words_of(one.interests, one.headline)))
    score, reasons = (fit.score, tuple(fit.reasons)) if fit else (None, ())
    return Alternative(one, free.room, score, reasons, shared)


def _partners(participant: Participant) -> set[int]:
    """Return with whom the participant has a request, however that went."""
    requests = Request.objects.kept()
    as_buyer = requests.filter(buyer=participant).values_list("supplier", flat=True)
    as_supplier = requests.filter(supplier=participant).values_list("buyer", flat=True)
    return {*as_buyer, *as_supplier}


def _received(fair: Fair) -> Counter[int]:
    """Count, by participant, how often it was asked."""
    asked = fair.requests.kept()
    return Counter(
        asked.filter(asking_side=Side.SUPPLIER).values_list("buyer", flat=True)
    ) + Counter(asked.filter(asking_side=Side.BUYER).values_list("supplier", flat=True))


def _capacity(fair: Fair, one: Participant, slots: int) -> int:
    """Return how many meetings one could have: its slots at its tables, and its limit."""
    is_buyer = one.side == Side.BUYER
    places = slots * (one.table_count if is_buyer else 1)  # type: ignore[attr-defined]  # annotated by the query
    general = fair.buyer_limit if is_buyer else fair.supplier_limit
    limit = one.limit if one.limit is not None else general
    # Before the days are laid out only the limit is known.
    return min(places if slots else UNLIMITED, UNLIMITED if limit is None else limit)
