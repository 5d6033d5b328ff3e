"""Answering an offer: yes takes the place, no lets the next pair have it."""

from datetime import datetime
from typing import Literal

from sangsaeng.fairs.actions.planning import lock
from sangsaeng.fairs.actions.the_day.offering import keep_up, move_on, settle, standing
from sangsaeng.fairs.actions.the_day.placing import Place, take_place
from sangsaeng.fairs.events import MeetingBooked
from sangsaeng.fairs.models import Meeting, Offer
from sangsaeng.fairs.queries.the_day.floor import read_floor
from sangsaeng.fairs.refusals.the_day import OfferOver, OfferVoid, PlaceTaken
from sangsaeng.fairs.rules import may_accept_offer, may_decline_offer
from sangsaeng.fairs.states import OFFER_STATES
from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.house import the_house
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require

Answer = Literal["accept", "decline"]


def answer_offer(offer: Offer, answer: Answer, *, actor: Person, at: datetime) -> Meeting | None:
    """Say yes or no; where a yes comes too late, the place moves on before that is said."""
    deed = accept_offer if answer == "accept" else decline_offer
    try:
        return deed(offer, actor=actor, at=at)
    except (OfferOver, OfferVoid, PlaceTaken):
        keep_up(offer.opening.fair, actor=the_house(), at=at)
        raise


@action
def accept_offer(offer: Offer, *, actor: Person, at: datetime) -> Meeting:
    """Take the place that is offered."""
    require(may_accept_offer(actor, offer), actor)
    fair = lock(offer.opening.fair)
    offer = standing(offer, at)
    after = OFFER_STATES.after(offer.state, "accept")
    opening = offer.opening
    if opening.closed_at or read_floor(fair, at).hindrance(
        offer.request, opening.slot, opening.table
    ):
        raise OfferVoid
    meeting = take_place(fair, offer.request, Place(opening.slot, opening.table), at=at)
    settle(fair, offer, "accept", at=at)
    record(offer, state=after, slot=opening.slot.starts_at, table=opening.table.label)
    announce(MeetingBooked(meeting, at))
    move_on(fair, at=at)
    return meeting


@action
def decline_offer(offer: Offer, *, actor: Person, at: datetime) -> None:
    """Let the place go to the next pair that waits."""
    require(may_decline_offer(actor, offer), actor)
    fair = lock(offer.opening.fair)
    offer = standing(offer, at)
    settle(fair, offer, "decline", at=at)
    record(offer, state=offer.state)
    move_on(fair, at=at)
