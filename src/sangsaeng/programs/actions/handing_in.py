"""Handing in: what was written becomes a submission with its fingerprint and its receipt."""

from datetime import datetime
from typing import Any

from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.clock import SEOUL
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.ledger.actions import anchor, append
from sangsaeng.ledger.models import LedgerEvent
from sangsaeng.ledger.queries import receipt_of
from sangsaeng.organizations.models import Organization
from sangsaeng.programs.actions.entering import locked
from sangsaeng.programs.contents import Standing, content_of, fingerprint_of, standing_of
from sangsaeng.programs.events import EntryReopened, EntrySubmitted, EntryWithdrawn
from sangsaeng.programs.models import Call, Entry, Submission
from sangsaeng.programs.queries.writing import is_open_for
from sangsaeng.programs.refusals import (
    AfterJudging,
    CallNotOpen,
    NotComplete,
)
from sangsaeng.programs.rules import is_of_team, may_hand_in
from sangsaeng.programs.states import ENTRY_STATES
from sangsaeng.programs.streams import PREFIX, stream_of

_OVER = frozenset({"published", "ended", "called_off"})


@action
def hand_in(entry: Entry, *, key: str, actor: Person, at: datetime) -> Submission:
    """Hand the entry in; pressed twice with the same key, it is the same submission."""
    require(may_hand_in(actor, entry), actor)
    # The call first, then the entry: whoever closes the call waits, or has closed it.
    Call.objects.select_for_update().get(pk=entry.call_id)
    now = locked(entry)
    done = now.submissions.filter(key=key).first()
    if done is not None:
        record(done, pressed_again=True)
        return done
    state = ENTRY_STATES.after(now.state, "submit")
    if not is_open_for(now, at):
        raise CallNotOpen
    standing = standing_of(now, at=at)
    require_complete(standing)
    change(now, state=state, submitted_at=at, remark="", version=now.version + 1)
    submission = submit(now, standing, key, actor=actor)
    entry.refresh_from_db()
    announce(EntrySubmitted(now, submission.number, actor, at))
    return submission


def require_complete(standing: Standing) -> None:
    """Refuse what has something to be mended, naming how much."""
    faults = standing.all_faults()
    if faults:
        raise NotComplete(faults)


def submit(entry: Entry, standing: Standing, key: str, *, actor: Person) -> Submission:
    """Keep what is handed in, inside the action that does, and put its fingerprint on the ledger."""
    at = standing.at
    edition = entry.call.editions.order_by("number").last()
    if edition is None:
        raise CallNotOpen
    number = entry.submissions.count() + 1
    content = content_of(standing, edition, number)
    submission = Submission.objects.create(
        entry=entry,
        number=number,
        key=key,
        content=content,
        sha256=fingerprint_of(content),
        edition=edition,
        submitted_by=actor,
        submitted_at=at,
    )
    record(submission, number=number, sha256=submission.sha256)
    _note(submission, "handed_in", actor, at)
    return submission


@action
def withdraw(entry: Entry, reason: str, *, actor: Person, at: datetime) -> None:
    """Take the entry back; what was handed in stays on record."""
    require(may_hand_in(actor, entry), actor)
    now = locked(entry)
    if now.call.state in _OVER:
        raise AfterJudging
    state = ENTRY_STATES.after(now.state, "withdraw")
    now.supplements.filter(state="asked").update(state="lapsed")
    change(now, state=state, remark=reason[:500], open_until=None, version=now.version + 1)
    entry.refresh_from_db()
    announce(EntryWithdrawn(now, actor, at))


@action
def reopen(entry: Entry, *, actor: Person, at: datetime) -> None:
    """Write the entry again while the call takes entries; it has to be handed in once more."""
    require(may_hand_in(actor, entry), actor)
    now = locked(entry)
    state = ENTRY_STATES.after(now.state, "reopen")
    if not is_open_for(now, at):
        raise CallNotOpen
    change(now, state=state, remark="", version=now.version + 1)
    entry.refresh_from_db()
    announce(EntryReopened(now, actor, at))


@action
def take_receipt(
    submission: Submission, side: Organization, *, actor: Person, at: datetime
) -> dict[str, Any]:
    """Return the receipt of a submission: its event on the ledger, proved by a signed checkpoint."""
    require(is_of_team(actor, submission.entry), actor)
    record(submission, receipt_for=side)
    events = [
        one
        for one in LedgerEvent.objects.of(stream_of(submission.entry))
        if one.facts["number"] == submission.number
    ]
    anchor(actor=actor, at=at)
    return receipt_of(events, side.name, at=at)


def _note(submission: Submission, kind: str, actor: Person, at: datetime) -> None:
    """Put a submission on the ledger: who handed in which fingerprint when, never what it says."""
    entry = submission.entry
    body = {
        "receipt": submission.receipt_number,
        "entry": entry.code,
        "number": submission.number,
        "call": entry.call.slug,
        "edition": submission.edition.number,
        "rules": submission.edition.sha256,
        "sha256": submission.sha256,
        "files": [one["sha256"] for one in submission.content["files"]],
        "seoul_time": at.astimezone(SEOUL).isoformat(timespec="seconds"),
    }
    append(f"{PREFIX}.{kind}", stream_of(entry), body, actor=actor, at=at)
