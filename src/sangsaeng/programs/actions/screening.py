"""Screening: an officer checks the documents, puts an entry out of the running, or lets it back in."""

from datetime import datetime

from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.programs.actions.entering import locked
from sangsaeng.programs.events import EntryReopened, EntryScreened
from sangsaeng.programs.models import Entry
from sangsaeng.programs.refusals import AfterJudging, DeadlinePassed, ReasonMissing
from sangsaeng.programs.rules import may_run_entry
from sangsaeng.programs.states import ENTRY_STATES

OVER = frozenset({"published", "ended", "called_off"})


@action
def mark_checked(entry: Entry, *, actor: Person, at: datetime) -> None:
    """Note that the documents of the last submission were looked through and are in order."""
    require(may_run_entry(actor, entry), actor)
    change(locked(entry), checked_at=at, checked_by=actor)
    entry.refresh_from_db()


@action
def screen_out(entry: Entry, reason: str, *, actor: Person, at: datetime) -> None:
    """Put the entry out of the running, with the reason that its team reads."""
    now = _handled(entry, actor)
    if not reason.strip():
        raise ReasonMissing
    state = ENTRY_STATES.after(now.state, "screen_out")
    now.supplements.filter(state="asked").update(state="lapsed")
    change(now, state=state, remark=reason.strip()[:500], version=now.version + 1)
    entry.refresh_from_db()
    announce(EntryScreened(now, is_out=True, actor=actor, at=at))


@action
def restore(entry: Entry, *, actor: Person, at: datetime) -> None:
    """Let the entry back into the running."""
    now = _handled(entry, actor)
    state = ENTRY_STATES.after(now.state, "restore")
    change(now, state=state, remark="", version=now.version + 1)
    entry.refresh_from_db()
    announce(EntryScreened(now, is_out=False, actor=actor, at=at))


@action
def let_reopen(entry: Entry, until: datetime, *, actor: Person, at: datetime) -> None:
    """Let the team write its entry again after the call closed, until a moment of its own."""
    now = _handled(entry, actor)
    if until <= at:
        raise DeadlinePassed
    state = ENTRY_STATES.after(now.state, "reopen")
    change(now, state=state, open_until=until, remark="", version=now.version + 1)
    entry.refresh_from_db()
    announce(EntryReopened(now, actor, at))


@action
def end_reopening(entry: Entry, *, actor: Person, at: datetime) -> None:
    """Let the last submission stand again where the team did not hand in anew in its time."""
    now = locked(entry)
    is_over = now.open_until is not None and at >= now.open_until
    if is_over and now.state == "draft" and now.submitted_at is not None:
        change(now, state="submitted", open_until=None, version=now.version + 1)
    else:
        record(now, unchanged=True)


def _handled(entry: Entry, actor: Person) -> Entry:
    require(may_run_entry(actor, entry), actor)
    now = locked(entry)
    if now.call.state in OVER:
        raise AfterJudging
    return now
