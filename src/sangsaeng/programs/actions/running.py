"""A call on its way: announced, opened and closed by the clock, extended, judged, ended, called off."""

from datetime import datetime

from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.programs.actions.amending import (
    Change,
    freeze,
    hold,
    hold_to_change,
    refuse_unready,
    settle,
)
from sangsaeng.programs.events import (
    CallAnnounced,
    CallCalledOff,
    CallClosed,
    CallClosing,
    JudgingBegan,
)
from sangsaeng.programs.freezing import newest_edition, rules_of, stands_as_announced
from sangsaeng.programs.models import Call, Program
from sangsaeng.programs.queries.window import next_due, reminder_due
from sangsaeng.programs.refusals import ReasonNeeded, RulesDiffer, WindowPromised
from sangsaeng.programs.states import CALL_STATES


@action
def announce_call(call: Call, *, actor: Person, at: datetime) -> None:
    """Tell everybody: freeze the rules with their digest; entries are taken from the set time on."""
    hold(call, actor)
    following = CALL_STATES.after(call.state, "announce")
    refuse_unready(call, at)
    freeze(call, rules_of(call), 1, "", actor=actor, at=at)
    change(call, state=following, announced_at=at, version=call.version + 1)
    Program.objects.filter(pk=call.program_id, announced_at__isnull=True).update(announced_at=at)
    announce(CallAnnounced(call, is_new=True, actor=actor, at=at))
    _keep_time(call, actor, at)


@action
def look_after(call: Call, *, actor: Person, at: datetime) -> None:
    """Do what the clock says: open, remind of the deadline, close."""
    call.refresh_from_db(from_queryset=Call.objects.select_for_update(no_key=True))
    if call.due_at is None or call.due_at > at:
        # Another worker was quicker.
        record(call, unchanged=True)
        return
    days = reminder_due(call, at)
    _keep_time(call, actor, at)
    if days is not None and call.state == "open":
        record(call, reminded=days)
        announce(CallClosing(call, days, at))


@action
def extend_call(
    call: Call, closes_at: datetime, with_: Change, *, actor: Person, at: datetime
) -> None:
    """Take entries for longer, or again, and tell everybody why."""
    hold_to_change(call, with_, actor)
    if call.closes_at is None or closes_at <= call.closes_at or closes_at <= at:
        raise WindowPromised
    if call.state == "closed":
        change(call, state=CALL_STATES.after(call.state, "extend"))
    change(call, closes_at=closes_at)
    settle(call, with_, actor=actor, at=at)


@action
def begin_judging(call: Call, *, actor: Person, at: datetime) -> None:
    """Begin judging by the rules as announced; from now on nobody changes them."""
    hold(call, actor)
    following = CALL_STATES.after(call.state, "begin_judging")
    edition = newest_edition(call)
    if edition is None or not stands_as_announced(call):
        raise RulesDiffer
    change(call, state=following, version=call.version + 1)
    record(call, edition=edition.number, sha256=edition.sha256)
    announce(JudgingBegan(call, actor, at))


@action
def call_off(call: Call, reason: str, *, actor: Person, at: datetime) -> None:
    """Call the round off, and say why."""
    hold(call, actor)
    following = CALL_STATES.after(call.state, "call_off")
    if not reason.strip():
        raise ReasonNeeded
    was_announced = call.announced_at is not None
    change(call, state=following, call_off_reason=reason.strip(), due_at=None)
    if was_announced:
        announce(CallCalledOff(call, reason.strip(), actor, at))


@action
def end_call(call: Call, *, actor: Person, at: datetime) -> None:
    """End a call whose results are published."""
    hold(call, actor)
    change(call, state=CALL_STATES.after(call.state, "end"))


def _keep_time(call: Call, actor: Person, at: datetime) -> None:
    """Open and close the call as the clock says, and set when it is looked at next."""
    if call.state == "announced" and call.opens_at is not None and call.opens_at <= at:
        change(call, state=CALL_STATES.after(call.state, "open"))
    if call.state == "open" and call.closes_at is not None and call.closes_at <= at:
        change(call, state=CALL_STATES.after(call.state, "close"))
        announce(CallClosed(call, actor, at))
    change(call, due_at=next_due(call, at))
