"""Answering: the side that was asked accepts or declines, and what nobody answers in time ends."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from sangsaeng.fairs.events import AnswersAwaited, RequestAnswered, RequestExpired
from sangsaeng.fairs.models import Fair, Participant, Pin, Request, RequestQuerySet, Side, Wish
from sangsaeng.fairs.queries.asking import answers_are_over
from sangsaeng.fairs.refusals.asking import AlreadyRequested, WishUnknown
from sangsaeng.fairs.rules import may_answer
from sangsaeng.fairs.states import REQUEST_STATES
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.house import the_house
from sangsaeng.kernel.models import AuditEvent, Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import NotFound

# How many days before the time to answer is over those who have not answered are reminded.
REMINDERS = (1, 3)
EARLIEST_REMINDER = timedelta(days=max(REMINDERS))
SAID = ("buyer_wish", "supplier_wish", "asking_side", "state")
# What an answer changes; what the meeting is for stays as the asking side wrote it meanwhile.
ANSWERED = (*SAID, "answer_note", "shares_answer_note", "answered_at")


@dataclass(frozen=True)
class Answer:
    """What the side that was asked says: how much it wishes the meeting, or that it does not."""

    wish: str
    note: str = ""
    shares_note: bool = False

    def __post_init__(self) -> None:
        if self.wish not in Wish.values or self.wish == Wish.UNSTATED:
            raise WishUnknown


@action
def answer_request(
    request: Request, side: str, answer: Answer, *, actor: Person, at: datetime
) -> None:
    """Accept or decline for one side, also after the time to answer while requests are taken.

    The reason goes to the side that asked only if it is shared, and an officer's own request,
    which no side asked, has nobody to share it with.
    """
    require(may_answer(actor, request, side), actor)
    hold(request)
    before = {"wish": request.wish_of(side), "state": request.state}
    request.answer_note = answer.note.strip()
    request.shares_answer_note = bool(
        answer.shares_note and request.answer_note and request.asking_side
    )
    request.answered_at = at
    if side == Side.BUYER:
        request.buyer_wish = answer.wish
    else:
        request.supplier_wish = answer.wish
    request.settle()
    _save_standing(request)
    record(request, old=before, side=side, wish=answer.wish, state=request.state)
    if request.asking_side and request.state != before["state"]:
        announce(RequestAnswered(request, actor, at))


def hold(request: Request) -> None:
    """Hold the request and read anew what was said of it, so that answers come one by one."""
    held = Request.objects.select_for_update(no_key=True)
    request.refresh_from_db(fields=SAID, from_queryset=held)
    if request.state == "withdrawn":
        raise NotFound


def _save_standing(request: Request) -> None:
    """Keep the answer; an expired request does not stand again beside one that took its place."""
    try:
        with transaction.atomic():
            request.save(update_fields=ANSWERED)
    except IntegrityError as twice:
        raise AlreadyRequested from twice


def expire_overdue(fair: Fair, *, at: datetime) -> None:
    """End what nobody answered in time, if there is any, before anybody builds on it."""
    if answers_are_over(fair, at=at) and _unanswered(fair).exists():
        expire_unanswered(fair, actor=the_house(), at=at)


@action
def expire_unanswered(fair: Fair, *, actor: Person, at: datetime) -> list[Request]:
    """End the requests of a fair whose time to answer is over; those of officers stay."""
    fair = Fair.objects.select_for_update(no_key=True).get(pk=fair.pk)
    held = _unanswered(fair).select_for_update(no_key=True, of=("self",))
    overdue = list(held) if answers_are_over(fair, at=at) else []
    Pin.objects.filter(request__in=overdue).delete()
    for request in overdue:
        change(request, state=REQUEST_STATES.after(request.state, "expire"))
        announce(RequestExpired(request, at))
    record(fair, expired=len(overdue), answer_by=fair.answer_by)
    return overdue


def remind_of_answers(fair: Fair, *, at: datetime) -> None:
    """Remind those who have not answered, once for each of the days on which one reminds."""
    days = _days_due(fair, at)
    if days is not None and not _has_reminded(fair, days):
        remind(fair, days, actor=the_house(), at=at)


@action
def remind(fair: Fair, days: int, *, actor: Person, at: datetime) -> None:
    """Announce to each participant which answers it owes; the trail remembers that it was done."""
    fair = Fair.objects.select_for_update(no_key=True).get(pk=fair.pk)
    owed = {} if _has_reminded(fair, days) else _owed(fair)
    for participant, requests in owed.items():
        announce(AnswersAwaited(participant, tuple(requests), at))
    record(fair, reminded=_reminder(fair, days), participants=[one.code for one in owed])


def _unanswered(fair: Fair) -> RequestQuerySet:
    return Request.objects.unanswered().filter(fair=fair)


def _days_due(fair: Fair, at: datetime) -> int | None:
    """Return the nearest reminder whose day has come, while there is still time to answer."""
    if fair.answer_by is None or fair.state != "collecting" or answers_are_over(fair, at=at):
        return None
    left = fair.answer_by - at
    return next((days for days in sorted(REMINDERS) if left <= timedelta(days=days)), None)


def _reminder(fair: Fair, days: int) -> str:
    """Name a reminder: a deadline that is moved is reminded of anew."""
    return f"{days}:{fair.answer_by.isoformat() if fair.answer_by else ''}"


def _has_reminded(fair: Fair, days: int) -> bool:
    return AuditEvent.objects.filter(
        subject_type=fair._meta.label_lower,
        subject_id=str(fair.pk),
        action="fairs.actions.answering.remind",
        new__reminded=_reminder(fair, days),
    ).exists()


def _owed(fair: Fair) -> dict[Participant, list[Request]]:
    owed: dict[Participant, list[Request]] = defaultdict(list)
    requests = _unanswered(fair).select_related(
        "fair", "buyer__organization", "supplier__organization", "buyer__fair", "supplier__fair"
    )
    for request in requests:
        owed[request.party(request.asked_side)].append(request)
    return owed
