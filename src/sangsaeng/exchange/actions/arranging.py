"""Talks outside any fair: one side proposes a time, the other agrees, either calls it off."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from sangsaeng.exchange.actions.interest import hold
from sangsaeng.exchange.events import AppointmentAnswered, AppointmentProposed
from sangsaeng.exchange.models import Appointment, Interest
from sangsaeng.exchange.refusals.interest import (
    TalkEndsFirst,
    TalkIsFar,
    TalkIsPast,
    TalkNeedsAcceptance,
    TalkNeedsPlace,
    TalkRuns,
)
from sangsaeng.exchange.rules import may_answer_appointment, may_arrange, may_withdraw_interest
from sangsaeng.exchange.states import APPOINTMENT_STATES
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require

LONGEST = timedelta(days=1)
FARTHEST = timedelta(days=366)


@dataclass(frozen=True)
class Talk:
    """When and where one would like to talk."""

    starts_at: datetime
    ends_at: datetime
    place: str


@action
def propose_appointment(
    interest: Interest, talk: Talk, *, actor: Person, at: datetime
) -> Appointment:
    """Propose a time and a place to the other side of an accepted interest."""
    require(may_arrange(actor, interest), actor)
    hold(interest)
    if interest.state != "accepted":
        raise TalkNeedsAcceptance
    _require_sound(talk, at)
    proposing = (
        interest.organization if may_withdraw_interest(actor, interest) else interest.listing.owner
    )
    try:
        with transaction.atomic():
            appointment = Appointment.objects.create(
                interest=interest,
                proposed_by=actor,
                proposing=proposing,
                proposed_at=at,
                starts_at=talk.starts_at,
                ends_at=talk.ends_at,
                place=talk.place.strip(),
            )
    except IntegrityError as twice:
        raise TalkRuns from twice
    record(appointment, interest=interest, proposing=proposing, starts_at=talk.starts_at)
    announce(AppointmentProposed(appointment, actor, at))
    return appointment


def _require_sound(talk: Talk, at: datetime) -> None:
    if talk.starts_at <= at:
        raise TalkIsPast
    if talk.starts_at - at > FARTHEST:
        raise TalkIsFar
    if not timedelta() < talk.ends_at - talk.starts_at <= LONGEST:
        raise TalkEndsFirst
    if not talk.place.strip():
        raise TalkNeedsPlace


@action
def answer_appointment(
    appointment: Appointment, *, agrees: bool, actor: Person, at: datetime
) -> None:
    """Agree to the proposed time, or say that it does not suit; the other side answers."""
    require(may_answer_appointment(actor, appointment), actor)
    _hold(appointment)
    state = APPOINTMENT_STATES.after(appointment.state, "agree" if agrees else "decline")
    if agrees and appointment.starts_at <= at:
        raise TalkIsPast
    change(appointment, state=state, answered_at=at)
    announce(AppointmentAnswered(appointment, actor, at))


@action
def call_off(appointment: Appointment, *, actor: Person, at: datetime) -> None:
    """Call the talk off, from either side."""
    require(may_arrange(actor, appointment.interest), actor)
    _hold(appointment)
    change(
        appointment,
        state=APPOINTMENT_STATES.after(appointment.state, "call_off"),
        answered_at=at,
    )
    announce(AppointmentAnswered(appointment, actor, at))


def _hold(appointment: Appointment) -> None:
    held = Appointment.objects.select_for_update(no_key=True)
    appointment.refresh_from_db(fields=["state", "starts_at", "ends_at"], from_queryset=held)
