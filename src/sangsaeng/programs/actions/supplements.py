"""Supplements: an officer asks for something to be added, and it opens until its own deadline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import Invalid
from sangsaeng.programs.actions.entering import locked
from sangsaeng.programs.actions.handing_in import require_complete, submit
from sangsaeng.programs.contents import standing_of
from sangsaeng.programs.events import (
    EntryChanged,
    SupplementAnswered,
    SupplementAsked,
    SupplementDue,
)
from sangsaeng.programs.models import Entry, Question, Submission, Supplement
from sangsaeng.programs.refusals import AfterJudging, DeadlinePassed, ReasonMissing
from sangsaeng.programs.rules import may_hand_in, may_run_entry
from sangsaeng.programs.states import ENTRY_STATES, SUPPLEMENT_STATES

OVER = frozenset({"published", "ended", "called_off"})


@dataclass(frozen=True)
class Wanted:
    """What is to be added, in which questions (none: all of them), and until when."""

    text: str
    due_at: datetime
    questions: Sequence[Question] = ()


@action
def ask_supplement(entry: Entry, wanted: Wanted, *, actor: Person, at: datetime) -> Supplement:
    """Ask the team to add something; only the named questions open."""
    require(may_run_entry(actor, entry), actor)
    now = locked(entry)
    if now.call.state in OVER:
        raise AfterJudging
    if not wanted.text.strip():
        raise ReasonMissing
    if wanted.due_at <= at:
        raise DeadlinePassed
    if any(one.call_id != now.call_id for one in wanted.questions):
        raise Invalid({"questions": str(ReasonMissing.text)})
    state = ENTRY_STATES.after(now.state, "ask_supplement")
    supplement = Supplement.objects.create(
        entry=now,
        wanted=wanted.text.strip(),
        questions=[one.key for one in wanted.questions],
        due_at=wanted.due_at,
        asked_by=actor,
        asked_at=at,
    )
    record(supplement, questions=supplement.questions, due_at=wanted.due_at)
    change(now, state=state, version=now.version + 1)
    entry.refresh_from_db()
    announce(SupplementAsked(supplement, actor, at))
    return supplement


@action
def answer_supplement(
    supplement: Supplement, answer: str, *, key: str, actor: Person, at: datetime
) -> Submission:
    """Hand in what was asked, as a new submission; pressed twice, it is the same one."""
    require(may_hand_in(actor, supplement.entry), actor)
    now = locked(supplement.entry)
    done = now.submissions.filter(key=key).first()
    if done is not None:
        record(done, pressed_again=True)
        return done
    there = Supplement.objects.get(pk=supplement.pk)
    state = SUPPLEMENT_STATES.after(there.state, "answer")
    if at >= there.due_at:
        raise DeadlinePassed
    standing = standing_of(now, at=at)
    require_complete(standing)
    change(there, state=state, answer=answer.strip()[:2000], answered_at=at)
    after = ENTRY_STATES.after(now.state, "answer_supplement")
    change(now, state=after, submitted_at=at, version=now.version + 1)
    submission = submit(now, standing, key, actor=actor)
    supplement.refresh_from_db()
    announce(SupplementAnswered(there, actor, at))
    announce(EntryChanged(now, actor, at))
    return submission


@action
def look_after_supplement(supplement: Supplement, *, actor: Person, at: datetime) -> None:
    """Remind the team of what is asked, and end it when its time is over."""
    now = locked(supplement.entry)
    there = Supplement.objects.get(pk=supplement.pk)
    if there.state != "asked" or at < there.due_at:
        _remind(there, at)
        return
    change(there, state=SUPPLEMENT_STATES.after(there.state, "lapse"))
    # What was handed in before still stands; what was typed since was not handed in.
    if now.state == "supplementing":
        change(now, state="submitted", version=now.version + 1)
    announce(SupplementDue(there, is_over=True, at=at))


def _remind(supplement: Supplement, at: datetime) -> None:
    is_first = supplement.state == "asked" and supplement.reminded_at is None
    change(supplement, reminded_at=supplement.reminded_at or at)
    if is_first:
        announce(SupplementDue(supplement, is_over=False, at=at))
