"""Walking in: an organization that came without being planned is taken in and asks to meet."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from sangsaeng.fairs.actions.announcing import raise_revision
from sangsaeng.fairs.actions.planning import lock
from sangsaeng.fairs.actions.requesting import as_pair
from sangsaeng.fairs.actions.the_day.offering import move_on
from sangsaeng.fairs.models import (
    Fair,
    ForbiddenPair,
    Mark,
    Participant,
    Population,
    Purpose,
    Request,
    Side,
    Wish,
)
from sangsaeng.fairs.queries.the_day.floor import HINDRANCES
from sangsaeng.fairs.refusals.asking import WishUnknown
from sangsaeng.fairs.refusals.setting_up import NotOfThisFair
from sangsaeng.fairs.refusals.the_day import MayNotMeet, MustWantSomebody
from sangsaeng.fairs.rules import may_fill_places
from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.organizations.actions.describing import enter_organization
from sangsaeng.organizations.facts import OrganizationFacts
from sangsaeng.organizations.models import Organization


@dataclass(frozen=True)
class WalkIn:
    """Who came, a known organization or what is said of a new one, and whom it wants to meet."""

    who: Organization | OrganizationFacts
    wanted: tuple[Participant, ...]
    purpose: str = Purpose.OTHER
    topic: str = ""
    is_first_timer: bool = False

    def __post_init__(self) -> None:
        if not self.wanted:
            raise MustWantSomebody
        if self.purpose not in Purpose.values:
            raise WishUnknown


@dataclass(frozen=True)
class Welcomed:
    """A walk-in in the fair, with its requests: those it had and those made now."""

    participant: Participant
    requests: list[Request] = field(default_factory=list)


@action
def welcome_walk_in(fair: Fair, walk_in: WalkIn, *, actor: Person, at: datetime) -> Welcomed:
    """Take an organization in at the desk, as being here, with requests to whom it wants to meet.

    It then waits like everybody else: for an offer, or for a place that the desk gives it.
    """
    require(may_fill_places(actor, fair), actor)
    fair = lock(fair)
    if any(one.fair_id != fair.pk for one in walk_in.wanted):
        raise NotOfThisFair
    organization = (
        walk_in.who
        if isinstance(walk_in.who, Organization)
        else enter_organization(walk_in.who, actor=actor, at=at)
    )
    participant, is_new = fair.participants.get_or_create(
        organization=organization,
        defaults={
            "side": Side.MEMBER if fair.population == Population.ONE else Side.SUPPLIER,
            "is_first_timer": walk_in.is_first_timer,
            "is_sample": fair.is_sample,
        },
    )
    participant.fair = fair
    _write_down_arrival(participant, actor=actor, at=at)
    requests = [_asked(participant, other, walk_in, at=at) for other in walk_in.wanted]
    record(participant, is_new=is_new, wanted=[one.code for one in requests])
    raise_revision(fair, [participant.pk])
    move_on(fair, at=at)
    return Welcomed(participant, requests)


def _write_down_arrival(participant: Participant, *, actor: Person, at: datetime) -> None:
    Mark.objects.create(
        key=uuid4(),
        fair=participant.fair,
        participant=participant,
        kind=Mark.Kind.ARRIVED,
        at=at,
        recorded_at=at,
        by=actor,
    )


def _asked(
    participant: Participant, other: Participant, walk_in: WalkIn, *, at: datetime
) -> Request:
    """Return the request of the two that stands, made now if there was none, or refuse."""
    buyer, supplier = as_pair(participant, other)
    if ForbiddenPair.objects.filter(buyer=buyer, supplier=supplier).exists():
        raise MayNotMeet(name=other, why=HINDRANCES["forbidden"])
    known = Request.objects.standing().filter(buyer=buyer, supplier=supplier).first()
    if known is not None and known.state == "declined":
        raise MayNotMeet(name=other, why=HINDRANCES["not_wanted"])
    return known or _enter(participant, buyer, supplier, walk_in, at=at)


def _enter(
    asking: Participant, buyer: Participant, supplier: Participant, walk_in: WalkIn, *, at: datetime
) -> Request:
    """Enter the wish of the side that came; nobody speaks for the other.

    The desk entered it, so no time to answer ends it.
    """
    side = Side.BUYER if asking.pk == buyer.pk else Side.SUPPLIER
    request = Request(
        fair=asking.fair,
        buyer=buyer,
        supplier=supplier,
        purpose=walk_in.purpose,
        topic=walk_in.topic,
        entered_at=at,
        is_sample=asking.fair.is_sample,
    )
    if side == Side.BUYER:
        request.buyer_wish = Wish.WANT
    else:
        request.supplier_wish = Wish.WANT
    request.settle()
    request.save()
    return request
