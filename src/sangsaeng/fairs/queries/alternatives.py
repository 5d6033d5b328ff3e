"""Whom else a participant may turn to: who has room and shares its interests.

Room is what one can meet at most less what it was asked, whatever it answered, so that nothing of
its answers shows. Pairs that are kept apart appear like any other.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from sangsaeng.fairs.models import Fair, Participant, Request, Side
from sangsaeng.fairs.profiles import words_of
from sangsaeng.fairs.queries.asking import asker
from sangsaeng.fairs.queries.participants import others_of

MOST = 5
UNLIMITED = 10_000


@dataclass(frozen=True)
class Alternative:
    """One who has room, and the words of interest that both share."""

    participant: Participant
    shared: tuple[str, ...]


def with_room(participant: Participant, *, at: datetime) -> list[Participant]:
    """Return whom the rules let the participant ask, who has room and no request with it yet."""
    rules = asker(participant, at=at)
    if rules.is_over:
        return []
    fair = participant.fair
    known = _partners(participant)
    slots, received = fair.slots.count(), _received(fair)
    others = others_of(participant).annotate(table_count=Count("tables"))
    return [
        one
        for one in others.order_by("organization__name", "pk")
        if one.pk not in known
        and rules.table.lets(participant, one)
        and _capacity(fair, one, slots) > received[one.pk]
    ]


def fitting(free: list[Participant], participant: Participant, topic: str) -> list[Alternative]:
    """Return those of them who share the participant's interests, most words in common first."""
    own = words_of(participant.interests, participant.headline, topic)
    found = [
        Alternative(one, tuple(sorted(own & words_of(one.interests, one.headline)))) for one in free
    ]
    shared = [one for one in found if one.shared]
    return sorted(shared, key=lambda one: -len(one.shared))[:MOST]


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
