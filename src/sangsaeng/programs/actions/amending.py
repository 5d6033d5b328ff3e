"""How a call's rules change: freely while a draft, with a reason once announced, never once judged.

Every action that changes a call holds it first and settles it last, so that no change escapes.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sangsaeng.kernel.actions import record
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import ChangedMeanwhile
from sangsaeng.programs.events import CallAnnounced
from sangsaeng.programs.freezing import Rules, fingerprint, newest_edition, rules_of
from sangsaeng.programs.models import Call, Edition
from sangsaeng.programs.queries.readiness import missing_from
from sangsaeng.programs.queries.window import next_due
from sangsaeng.programs.refusals import JudgingBegun, NotReady, ReasonNeeded
from sangsaeng.programs.rules import may_run

CHANGEABLE: Final = frozenset({"draft", "announced", "open", "closed"})


@dataclass(frozen=True)
class Change:
    """What comes with a change: why, once announced, and which version the officer had seen."""

    reason: str = ""
    seen: int | None = None


NO_REASON: Final = Change()


def hold(call: Call, actor: Person) -> None:
    """Let an officer take hold of the call, so that what two do at once happens one by one."""
    require(may_run(actor, call), actor)
    call.refresh_from_db(from_queryset=Call.objects.select_for_update(no_key=True))


def hold_to_change(call: Call, change: Change, actor: Person) -> None:
    """Take hold of a call whose rules may still change, as the officer saw it."""
    hold(call, actor)
    if call.state not in CHANGEABLE:
        raise JudgingBegun
    if change.seen is not None and change.seen != call.version:
        raise ChangedMeanwhile


def settle(call: Call, change: Change, *, actor: Person, at: datetime) -> None:
    """Count the change, and announce the rules anew if they are no longer those announced."""
    call.version += 1
    call.due_at = next_due(call, at)
    call.save(update_fields=["version", "due_at"])
    edition = newest_edition(call)
    if edition is None:
        return
    rules = rules_of(call)
    if fingerprint(rules) == edition.sha256:
        return
    if not change.reason.strip():
        raise ReasonNeeded
    refuse_unready(call)
    freeze(call, rules, edition.number + 1, change.reason.strip(), actor=actor, at=at)
    announce(CallAnnounced(call, is_new=False, actor=actor, at=at))


def refuse_unready(call: Call, at: datetime | None = None) -> None:
    """Refuse while anything is missing that everybody must know, before it is announced or anew."""
    missing = missing_from(call, at)
    if missing:
        raise NotReady(count=len(missing), first=missing[0].text)


def freeze(
    call: Call, rules: Rules, number: int, reason: str, *, actor: Person, at: datetime
) -> Edition:
    """Keep the rules as announced, with their digest."""
    edition = Edition.objects.create(
        call=call,
        number=number,
        rules=rules,
        sha256=fingerprint(rules),
        reason=reason,
        announced_by=actor,
        announced_at=at,
    )
    record(call, edition=number, sha256=edition.sha256, reason=reason)
    return edition
