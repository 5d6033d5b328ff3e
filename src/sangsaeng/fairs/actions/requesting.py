"""Requests: who asks to meet whom, how much each side wishes it, what the officer rules."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sangsaeng.exchange.models import Interest
from sangsaeng.fairs.actions.answering import Answer, answer_request, hold
from sangsaeng.fairs.events import RequestEntered
from sangsaeng.fairs.models import (
    ForbiddenPair,
    Participant,
    Pin,
    Population,
    Purpose,
    Request,
    Side,
    Slot,
    Wish,
)
from sangsaeng.fairs.queries.asking import asker
from sangsaeng.fairs.queries.availability import is_away
from sangsaeng.fairs.refusals.asking import AlreadyRequested, WishUnknown, WithdrawInstead
from sangsaeng.fairs.refusals.planning import PinClashes
from sangsaeng.fairs.refusals.setting_up import SidesDoNotMeet
from sangsaeng.fairs.rules import may_request, may_run, may_state_wish, may_withdraw
from sangsaeng.fairs.states import REQUEST_STATES
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require


@dataclass(frozen=True)
class Wishes:
    """What is said with a request."""

    buyer: str = Wish.UNSTATED
    supplier: str = Wish.UNSTATED
    purpose: str = Purpose.OTHER
    topic: str = ""

    def __post_init__(self) -> None:
        known = self.buyer in Wish.values and self.supplier in Wish.values
        if not known or self.purpose not in Purpose.values:
            raise WishUnknown

    def of_one_side(self, side: str) -> "Wishes":
        """Return what one side may say: nothing in the other's name."""
        if side == Side.BUYER:
            return replace(self, supplier=Wish.UNSTATED)
        return replace(self, buyer=Wish.UNSTATED)


@action
def enter_request(
    asking: Participant,
    asked: Participant,
    wishes: Wishes,
    *,
    actor: Person,
    at: datetime,
    interest: Interest | None = None,
) -> Request:
    """Ask for a meeting on behalf of one party; only an officer speaks for both, and always may.

    ``interest`` is what the two already agreed to talk about, if that led to it.
    """
    require(may_request(actor, asking), actor)
    buyer, supplier = as_pair(asking, asked)
    side = ""
    if not may_run(actor, buyer.fair):
        side = Side.BUYER if asking == buyer else Side.SUPPLIER
        wishes = wishes.of_one_side(side)
        if Wish.NO_THANKS in {wishes.buyer, wishes.supplier}:
            raise WishUnknown
        _hold_to_the_rules(asking, asked, at)
    if Request.objects.standing().filter(buyer=buyer, supplier=supplier).exists():
        raise AlreadyRequested
    try:
        with transaction.atomic():
            request = Request(
                fair=buyer.fair,
                buyer=buyer,
                supplier=supplier,
                buyer_wish=wishes.buyer,
                supplier_wish=wishes.supplier,
                purpose=wishes.purpose,
                topic=wishes.topic,
                asking_side=side,
                entered_at=at,
                interest=interest,
                is_sample=buyer.fair.is_sample,
            )
            request.settle()
            request.save()
    except IntegrityError as twice:
        raise AlreadyRequested from twice
    record(request, buyer=buyer, supplier=supplier, wishes=[wishes.buyer, wishes.supplier])
    announce(RequestEntered(request, actor, at))
    return request


def _hold_to_the_rules(asking: Participant, asked: Participant, at: datetime) -> None:
    """Refuse what the fair's table, quota and deadline do not allow.

    The participant is held, so that two of its people at once do not both ask the last one. The
    hold leaves room for those who ask it meanwhile and only refer to its row.
    """
    Participant.objects.select_for_update(no_key=True).get(pk=asking.pk)
    refusal = asker(asking, at=at).refusal_of(asked)
    if refusal is not None:
        raise refusal


@action
def state_wish(request: Request, side: str, wish: str, *, actor: Person, at: datetime) -> None:
    """Say how much one side wishes the meeting; from the side that was asked this is its answer."""
    require(may_state_wish(actor, request, side), actor)
    if wish not in Wish.values:
        raise WishUnknown
    if side == request.asked_side and wish != Wish.UNSTATED:
        answer_request(request, side, Answer(wish), actor=actor, at=at)
        record(request, side=side, wish=wish)
        return
    if side == request.asking_side and wish == Wish.NO_THANKS and not may_run(actor, request.fair):
        raise WithdrawInstead
    hold(request)
    before = {"buyer": request.buyer_wish, "supplier": request.supplier_wish}
    if side == Side.BUYER:
        request.buyer_wish = wish
    else:
        request.supplier_wish = wish
    request.settle()
    request.save(update_fields=["buyer_wish", "supplier_wish", "state"])
    record(request, old=before, side=side, wish=wish, state=request.state)


@action
def describe_request(
    request: Request, purpose: str, topic: str, *, actor: Person, at: datetime
) -> None:
    """Change what the meeting is for."""
    require(may_withdraw(actor, request), actor)
    if purpose not in Purpose.values:
        raise WishUnknown
    change(request, purpose=purpose, topic=topic)


@action
def withdraw_request(request: Request, *, actor: Person, at: datetime) -> None:
    """Take a request back; the side that was asked answers with its wish instead."""
    require(may_withdraw(actor, request), actor)
    Pin.objects.filter(request=request).delete()
    change(request, state=REQUEST_STATES.after(request.state, "withdraw"))


@action
def pin(request: Request, slot: Slot, *, actor: Person, at: datetime) -> Pin:
    """Rule that the request meets in this slot."""
    require(may_run(actor, request.fair), actor)
    check_pin(request, slot)
    ruling, _made = Pin.objects.update_or_create(request=request, defaults={"slot": slot})
    record(ruling, request=request, slot=slot)
    return ruling


@action
def unpin(request: Request, *, actor: Person, at: datetime) -> None:
    """Let the request meet in any slot again."""
    require(may_run(actor, request.fair), actor)
    Pin.objects.filter(request=request).delete()
    record(request, pinned=False)


@action
def forbid(
    buyer: Participant, supplier: Participant, reason: str, *, actor: Person, at: datetime
) -> ForbiddenPair:
    """Rule that the two must not meet; a pin on them falls."""
    require(may_run(actor, buyer.fair), actor)
    buyer, supplier = as_pair(buyer, supplier)
    Pin.objects.filter(request__buyer=buyer, request__supplier=supplier).delete()
    pair, _made = ForbiddenPair.objects.update_or_create(
        fair=buyer.fair, buyer=buyer, supplier=supplier, defaults={"reason": reason}
    )
    record(pair, buyer=buyer, supplier=supplier, reason=reason)
    return pair


@action
def allow(pair: ForbiddenPair, *, actor: Person, at: datetime) -> None:
    """Let two who were kept apart meet again."""
    require(may_run(actor, pair.fair), actor)
    record(pair, old={"buyer": pair.buyer_id, "supplier": pair.supplier_id}, removed=True)
    pair.delete()


def as_pair(one: Participant, other: Participant) -> tuple[Participant, Participant]:
    """Return the two as buyer and supplier, or refuse when their sides do not meet."""
    if one.fair_id != other.fair_id or one.pk == other.pk:
        raise SidesDoNotMeet
    if one.fair.population == Population.ONE:
        return (one, other) if one.pk < other.pk else (other, one)
    sides = {one.side: one, other.side: other}
    if set(sides) != {Side.BUYER, Side.SUPPLIER}:
        raise SidesDoNotMeet
    return sides[Side.BUYER], sides[Side.SUPPLIER]


def check_pin(request: Request, slot: Slot) -> None:
    """Refuse a pin that no timetable could keep."""
    if slot.fair_id != request.fair_id:
        raise PinClashes(why=_("이 상담회의 시간이 아닙니다"))
    if ForbiddenPair.objects.filter(buyer=request.buyer_id, supplier=request.supplier_id).exists():
        raise PinClashes(why=_("만나지 않도록 정한 두 기업입니다"))
    for party in (request.buyer, request.supplier):
        if is_away(party, slot):
            raise PinClashes(why=_("%(name)s이(가) 그 시간에 없습니다") % {"name": party})
    others = Pin.objects.filter(slot=slot).exclude(request=request)
    if others.filter(request__supplier=request.supplier_id).exists():
        raise PinClashes(
            why=_("%(name)s의 다른 상담이 그 시간에 고정되어 있습니다") % {"name": request.supplier}
        )
    at_buyer = others.filter(request__buyer=request.buyer_id).count()
    if request.fair.population == Population.TWO_SIDED and at_buyer >= request.buyer.tables.count():
        raise PinClashes(
            why=_("%(name)s의 테이블이 그 시간에 모두 고정되어 있습니다") % {"name": request.buyer}
        )
