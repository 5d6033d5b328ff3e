"""Interest: one press on what another put up, the answer to it, and its end without one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from sangsaeng.exchange.actions.admitting import let_in
from sangsaeng.exchange.events import (
    AppointmentAnswered,
    InterestAnswered,
    InterestAsked,
    InterestExpired,
    InterestWaiting,
)
from sangsaeng.exchange.identity import identity_of
from sangsaeng.exchange.models import Appointment, Competitor, Interest, Listing
from sangsaeng.exchange.refusals.interest import (
    AnswersWithNothing,
    AnswerTellsWho,
    InterestRuns,
    NotOut,
    OwnListing,
)
from sangsaeng.exchange.rules import (
    may_answer_interest,
    may_let_in,
    may_show_interest,
    may_withdraw_interest,
)
from sangsaeng.exchange.states import APPOINTMENT_STATES, INTEREST_STATES
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.organizations.models import Organization

TIME_TO_ANSWER = timedelta(days=14)


@dataclass(frozen=True)
class Words:
    """What goes with the press: a message, and the own need or offer it comes from."""

    message: str = ""
    answering: Listing | None = None


@dataclass(frozen=True)
class Reply:
    """What the owner says, and whether the other reads the detail from now on."""

    answer: str = ""
    lets_in: bool = False


@action
def show_interest(
    listing: Listing, organization: Organization, words: Words, *, actor: Person, at: datetime
) -> Interest:
    """Show an organization's interest in what another put up.

    For whom the owner shows nothing there is nothing to be interested in.
    """
    if organization.pk == listing.owner_id:
        raise OwnListing
    _require_shown(listing, organization, actor)
    require(may_show_interest(actor, listing, organization), actor)
    if listing.state != "published":
        raise NotOut
    _require_answer_of(organization, listing, words.answering)
    try:
        with transaction.atomic():
            interest = Interest.objects.create(
                listing=listing,
                organization=organization,
                answering=words.answering,
                message=words.message.strip(),
                asked_by=actor,
                asked_at=at,
                answer_by=day_of(at + TIME_TO_ANSWER),
            )
    except IntegrityError as twice:
        raise InterestRuns from twice
    record(interest, listing=listing, organization=organization, answering=words.answering)
    announce(InterestAsked(interest, actor, at))
    return interest


def _require_shown(listing: Listing, organization: Organization, actor: Person) -> None:
    shown = Listing.objects.visible_to(actor).filter(pk=listing.pk).exists()
    shut_out = Competitor.objects.filter(owner=listing.owner_id, competitor=organization)
    if not shown or shut_out.exists():
        raise NotFound


def _require_answer_of(
    organization: Organization, listing: Listing, answering: Listing | None
) -> None:
    if answering is None:
        return
    own = answering.owner_id == organization.pk and answering.state == "published"
    if not own or answering.side == listing.side:
        raise AnswersWithNothing


@action
def accept_interest(interest: Interest, reply: Reply, *, actor: Person, at: datetime) -> None:
    """Accept, which names an unnamed owner to the other; let it in to the detail if so wished."""
    require(may_answer_interest(actor, interest), actor)
    if reply.lets_in:
        require(may_let_in(actor, interest.listing), actor)
    _answer(interest, "accept", reply.answer, actor, at)
    if reply.lets_in:
        let_in(interest.listing, interest.organization, actor=actor, at=at)
    announce(InterestAnswered(interest, actor, at))


@action
def decline_interest(interest: Interest, answer: str, *, actor: Person, at: datetime) -> None:
    """Decline; an unnamed owner stays unnamed, in its own words, too."""
    require(may_answer_interest(actor, interest), actor)
    owner = interest.listing.owner
    if interest.listing.is_anonymous and (words := identity_of(owner).found_in([answer])):
        raise AnswerTellsWho(words="’, ‘".join(words))
    _answer(interest, "decline", answer, actor, at)
    announce(InterestAnswered(interest, actor, at))


def _answer(interest: Interest, verb: str, answer: str, actor: Person, at: datetime) -> None:
    """Keep the first of two answers; a late yes does not stand beside interest that took its place."""
    hold(interest)
    state = INTEREST_STATES.after(interest.state, verb)
    try:
        with transaction.atomic():
            change(interest, state=state, answer=answer.strip(), answered_by=actor, answered_at=at)
    except IntegrityError as twice:
        raise InterestRuns from twice


@action
def withdraw_interest(interest: Interest, *, actor: Person, at: datetime) -> None:
    """Take the interest back; a talk that was proposed or agreed falls with it."""
    require(may_withdraw_interest(actor, interest), actor)
    hold(interest)
    change(interest, state=INTEREST_STATES.after(interest.state, "withdraw"))
    for talk in Appointment.objects.filter(interest=interest, state__in=("proposed", "agreed")):
        change(talk, state=APPOINTMENT_STATES.after(talk.state, "call_off"), answered_at=at)
        announce(AppointmentAnswered(talk, actor, at))


@action
def expire_interest(interest: Interest, *, actor: Person, at: datetime) -> None:
    """End an interest nobody answered in time, unless it was answered meanwhile."""
    hold(interest)
    if interest.state != "asked" or interest.answer_by >= day_of(at):
        record(interest, expired=False)
        return
    change(interest, state=INTEREST_STATES.after(interest.state, "expire"))
    announce(InterestExpired(interest, at))


@action
def remind_of_interest(interest: Interest, *, actor: Person, at: datetime) -> None:
    """Remind the owner once that the time to answer ends soon."""
    hold(interest)
    if interest.state != "asked" or interest.reminded_on is not None:
        record(interest, reminded=False)
        return
    change(interest, reminded_on=day_of(at))
    announce(InterestWaiting(interest, at))


def hold(interest: Interest) -> None:
    """Hold the interest and read anew how far it is, so that answers come one by one."""
    held = Interest.objects.select_for_update(no_key=True)
    interest.refresh_from_db(fields=["state", "reminded_on", "answer_by"], from_queryset=held)
