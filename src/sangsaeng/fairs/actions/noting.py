"""Noting: each side tells what came of a meeting, and what it will do next."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sangsaeng.fairs.events import NextStepDue
from sangsaeng.fairs.models import MeetingNote, Participant, Request
from sangsaeng.fairs.queries.follow_ups import following_stage, stage_of, today_at
from sangsaeng.fairs.queries.occasions import occasion_of
from sangsaeng.fairs.refusals.afterward import NoOpenStep, NotMetYet, RemindedToday
from sangsaeng.fairs.rules import may_note, may_run
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.certainty import Rung
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.house import the_house
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import ChangedMeanwhile, Invalid
from sangsaeng.kernel.won import MOST

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Told:
    """What one side tells about a meeting."""

    was_held: bool = True
    rung: str = Rung.TALKED
    amount: int | None = None
    result: str = ""
    next_step: str = ""
    owner: str = ""
    due_on: date | None = None
    memo: str = ""

    def __post_init__(self) -> None:
        faults = {}
        if self.rung not in Rung.values:
            faults["rung"] = _("진행 정도를 보기 가운데에서 골라 주십시오.")
        elif not self.was_held and self.rung != Rung.TALKED:
            faults["rung"] = _("하지 않은 상담에는 진행 정도를 적을 수 없습니다.")
        if self.amount is not None and not self.was_held:
            faults["amount"] = _("하지 않은 상담에는 금액을 적을 수 없습니다.")
        elif self.amount is not None and not 0 <= self.amount <= MOST:
            faults["amount"] = _("금액을 원 단위로 다시 확인해 주십시오.")
        if self.due_on is not None and not self.next_step:
            faults["next_step"] = _("기한이 있으면 다음에 할 일도 적어 주십시오.")
        if faults:
            raise Invalid(faults)


@action
def note_meeting(
    request: Request,
    participant: Participant,
    told: Told,
    *,
    seen: datetime | None,
    actor: Person,
    at: datetime,
) -> MeetingNote:
    """Write one side's account of a meeting that has begun, or change it later.

    ``seen`` is when the account was last written as the writer read it, so that two colleagues do
    not overwrite each other. Going back on the ladder is allowed; the trail keeps each rung.
    """
    require(may_note(actor, request, participant), actor)
    _require_begun(request, at)
    held = MeetingNote.objects.select_for_update().filter(request=request, participant=participant)
    note = held.first() or MeetingNote(request=request, participant=participant)
    if note.written_at != seen:
        raise ChangedMeanwhile
    old = {name: getattr(note, name) for name in asdict(told)}
    stamp = {"written_by": actor, "written_at": at}
    for name, value in (asdict(told) | _asking(note, told, at) | stamp).items():
        setattr(note, name, value)
    _save(note)
    _record(note, old, told)
    return note


@action
def mark_step_done(note: MeetingNote, *, actor: Person, at: datetime) -> None:
    """Say that the next step was taken; nobody asks about it any more."""
    require(may_note(actor, note.request, note.participant), actor)
    if not note.next_step or note.done_at is not None:
        raise NoOpenStep
    change(note, done_at=at, remind_on=None)


@action
def ask_about_step(note: MeetingNote, *, actor: Person, at: datetime) -> None:
    """Let the house ask about a step whose day has come, once on its day, after 30 and 90 days."""
    require(actor == the_house(), actor)
    days_late = stage_of(note, at)
    asked_on = note.remind_on
    held = MeetingNote.objects.filter(pk=note.pk, remind_on=asked_on, done_at__isnull=True)
    if days_late is None or not held.update(
        remind_on=following_stage(note, days_late), reminded_at=at
    ):
        record(note, unchanged=True)
        return
    note.refresh_from_db(fields=["remind_on", "reminded_at"])
    record(note, old={"remind_on": asked_on}, remind_on=note.remind_on, days_late=days_late)
    announce(NextStepDue(note, days_late, at))


@action
def remind_of_step(note: MeetingNote, *, actor: Person, at: datetime) -> None:
    """Let an officer remind of a step that is late; at most once a day."""
    require(may_run(actor, note.request.fair), actor)
    today = today_at(note.request.fair, at)
    if not note.next_step or note.due_on is None or note.done_at or note.due_on > today:
        raise NoOpenStep
    rested = MeetingNote.objects.filter(pk=note.pk).exclude(reminded_at__gt=at - A_DAY)
    if not rested.update(reminded_at=at):
        raise RemindedToday
    days_late = (today - note.due_on).days
    record(note, reminded_at=at, days_late=days_late)
    announce(NextStepDue(note, days_late, at))


def _require_begun(request: Request, at: datetime) -> None:
    """Refuse while the meeting is still to come; one without a place never was."""
    occasion = occasion_of(request)
    if occasion.slot.starts_at > at:
        begins = occasion.slot.starts_at.astimezone(request.fair.tz)
        raise NotMetYet(begins=f"{begins:%Y-%m-%d %H:%M}")


def _asking(note: MeetingNote, told: Told, at: datetime) -> dict[str, date | datetime | None]:
    """Return when the house asks about the step; a step that was changed starts anew."""
    if (note.next_step, note.due_on) == (told.next_step, told.due_on):
        return {}
    if told.due_on is not None and told.due_on < today_at(note.request.fair, at):
        raise Invalid({"due_on": _("새로 적는 할 일의 기한은 오늘이나 그 뒤로 정해 주십시오.")})
    return {"done_at": None, "remind_on": told.due_on, "reminded_at": None}


def _save(note: MeetingNote) -> None:
    """Write the note; a colleague who was quicker with the first one is not overwritten."""
    try:
        with transaction.atomic():
            note.save()
    except IntegrityError as quicker:
        raise ChangedMeanwhile from quicker


def _record(note: MeetingNote, old: dict[str, object], told: Told) -> None:
    """Leave the trail without the memo's words: operators read it, the memo is not theirs."""
    new = asdict(told)
    differing = {name for name in new if new[name] != old[name]} - {"memo"}
    record(
        note,
        old={name: old[name] for name in sorted(differing)},
        **{name: new[name] for name in sorted(differing)},
        is_memo_changed=old["memo"] != new["memo"],
    )
