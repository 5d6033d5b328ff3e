"""From interest to a fair: where the two sides may ask each other for a meeting, and have."""

from dataclasses import dataclass
from datetime import datetime

from sangsaeng.exchange.models import Interest
from sangsaeng.fairs.models import Fair, Participant, Population, Request
from sangsaeng.fairs.queries.asking import asker
from sangsaeng.fairs.rules import may_request
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.models import Membership


@dataclass(frozen=True)
class MeetingChance:
    """A fair at which the viewer's side may ask the other side for a meeting."""

    own: Participant
    other: Participant

    @property
    def fair(self) -> Fair:
        """Where it would be."""
        return self.own.fair


def chances_for(person: Person, interest: Interest, *, at: datetime) -> list[MeetingChance]:
    """Return the fairs at which the person's side of an accepted interest may ask the other."""
    if interest.state != "accepted":
        return []
    sides = (interest.organization_id, interest.listing.owner_id)
    parts = (
        Participant.objects.filter(organization__in=sides, fair__state="collecting")
        .select_related("fair", "organization")
        .order_by("fair__entered_at", "pk")
    )
    mine = set(Membership.objects.organizations_of(person)) & set(sides)
    by_fair: dict[int, dict[int, Participant]] = {}
    for one in parts:
        by_fair.setdefault(one.fair_id, {})[one.organization_id] = one
    pairs = [
        MeetingChance(both[own], both[other])
        for both in by_fair.values()
        for own, other in (sides, sides[::-1])
        if own in mine and {own, other} <= set(both)
    ]
    return [one for one in pairs if _may_ask(person, one, at)]


def _may_ask(person: Person, chance: MeetingChance, at: datetime) -> bool:
    own, other = chance.own, chance.other
    if own.fair.population != Population.ONE and own.side == other.side:
        return False
    pair = {"buyer__in": (own, other), "supplier__in": (own, other)}
    return (
        may_request(person, own)
        and not Request.objects.standing().filter(**pair).exists()
        and asker(own, at=at).refusal_of(other) is None
    )


def requests_from(person: Person, interest: Interest) -> list[Request]:
    """Return the requests that the interest led to and the person may see."""
    found = Request.objects.visible_to(person).kept().filter(interest=interest)
    return list(found.select_related("fair").order_by("pk"))
