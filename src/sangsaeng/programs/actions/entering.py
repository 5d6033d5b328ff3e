"""Entering: a team begins an entry and writes it, saved as it is typed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F

from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import ChangedMeanwhile
from sangsaeng.organizations.models import Organization
from sangsaeng.programs.contents import mark_of
from sangsaeng.programs.forms import NotReadable, Reading, Value, fault_in, is_empty, read
from sangsaeng.programs.kinds import QuestionForm
from sangsaeng.programs.models import Answer, Call, CallSeat, Entry, EntryPartner, Question
from sangsaeng.programs.queries.window import is_taking
from sangsaeng.programs.queries.writing import is_open_for, may_be_written_now
from sangsaeng.programs.refusals import (
    AnsweredMeanwhile,
    AnswerNotReadable,
    CallNotOpen,
    NoOwnEntry,
    NotToBeWritten,
    SeatDoesNotFit,
)
from sangsaeng.programs.rules import may_begin_entry, may_write_entry
from sangsaeng.programs.teams import seats_for

LONGEST_TITLE = 160


@dataclass(frozen=True)
class Beginning:
    """What an entry begins with."""

    call: Call
    lead: Organization
    seat: CallSeat
    title: str = ""
    is_sample: bool = False


@dataclass(frozen=True)
class Typed:
    """What was typed, and the mark of the answer the writer was looking at."""

    value: Any
    # Without, whatever stands there is written over.
    seen: str | None = None


@action
def begin_entry(beginning: Beginning, *, actor: Person, at: datetime) -> Entry:
    """Begin the organization's own entry; pressed twice, it is the same empty one."""
    require(may_begin_entry(actor, beginning.lead), actor)
    if not beginning.call.own_entry:
        raise NoOwnEntry
    return start(beginning, actor, at)


def start(beginning: Beginning, actor: Person, at: datetime) -> Entry:
    """Begin an entry inside the action that leads to it."""
    call, lead, seat = beginning.call, beginning.lead, beginning.seat
    # Two presses at once wait for each other; so do a beginning and the closing of the call.
    now = Call.objects.select_for_update().get(pk=call.pk)
    if not is_taking(now, at):
        raise CallNotOpen
    if seat not in seats_for(call, lead, leading=True):
        raise SeatDoesNotFit(name=lead.name, seat=seat.name)
    fields = {"call": call, "lead": lead, "title": beginning.title, "begun_by": actor}
    untouched = Entry.objects.filter(**fields, state="draft", version=1).first()
    if untouched is not None:
        record(untouched, begun_again=True)
        return untouched
    entry = Entry.objects.create(**fields, begun_at=at, is_sample=beginning.is_sample)
    EntryPartner.objects.create(
        entry=entry,
        organization=lead,
        seat=seat,
        state="joined",
        asked_at=at,
        answered_by=actor,
        answered_at=at,
    )
    record(entry, call=call, lead=lead, seat=seat.key)
    return entry


@action
def name_entry(entry: Entry, title: str, *, seen: str, actor: Person, at: datetime) -> None:
    """Give the case its title; ``seen`` is the title the writer was looking at."""
    require(may_write_entry(actor, entry), actor)
    now = locked(entry)
    if now.state != "draft" or not is_open_for(now, at):
        raise NotToBeWritten
    kept = str(read_line(title))[:LONGEST_TITLE]
    if now.title not in {seen, kept}:
        raise ChangedMeanwhile
    record(now, title_changed=now.title != kept)
    Entry.objects.filter(pk=entry.pk).update(title=kept)
    touch(entry)


@action
def save_answer(
    entry: Entry, question: Question, typed: Typed, *, actor: Person, at: datetime
) -> Reading:
    """Save one answer as it is typed; what cannot be kept is told and nothing is lost."""
    require(may_write_entry(actor, entry), actor)
    now = locked(entry)
    if question.call_id != now.call_id or not may_be_written_now(now, question, at):
        raise NotToBeWritten
    try:
        value = read(question, typed.value)
    except NotReadable as fault:
        raise AnswerNotReadable(fault=fault.sentence) from fault
    kept = now.answers.filter(question=question).first()
    standing = kept.value if kept else None
    if typed.seen not in {None, mark_of(standing)} and standing != value:
        raise AnsweredMeanwhile
    if standing == value:
        record(now, question=question.key, unchanged=True)
    else:
        _keep(now, question, value, at)
    return Reading(value, fault_in(question, value))


def locked(entry: Entry) -> Entry:
    """Return the entry as it is now; whoever else changes it waits."""
    return Entry.objects.select_for_update(of=("self",)).select_related("call").get(pk=entry.pk)


def touch(entry: Entry) -> None:
    """Say that the entry changed."""
    Entry.objects.filter(pk=entry.pk).update(version=F("version") + 1)
    entry.refresh_from_db()


def read_line(text: str) -> str:
    """Return a title or a sentence on one line, without signs that are not seen."""
    return read(Question(form=QuestionForm.LINE), text) or ""


def _keep(entry: Entry, question: Question, value: Value, at: datetime) -> None:
    if is_empty(value):
        Answer.objects.filter(entry=entry, question=question).delete()
    else:
        Answer.objects.update_or_create(
            entry=entry, question=question, defaults={"value": value, "saved_at": at}
        )
    # The trail says that it was answered, never what: others read the trail.
    record(entry, question=question.key, is_answered=not is_empty(value))
    touch(entry)
