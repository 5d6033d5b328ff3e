"""Deliberating: minutes of what a panel said of a stage, closed once and then kept."""

from dataclasses import dataclass
from datetime import datetime

from sangsaeng.judging.actions.holding import held_going_on
from sangsaeng.judging.models import Discussed, Minutes
from sangsaeng.judging.queries.rules_held import edition_in_force
from sangsaeng.judging.queries.stages import entries_in, verdicts_of
from sangsaeng.judging.refusals import MinutesClosed, MinutesIncomplete, NotJudgingNow
from sangsaeng.judging.rules import may_decide
from sangsaeng.judging.states import MINUTES_STATES
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import ChangedMeanwhile, NotFound
from sangsaeng.programs.models import Call, Entry, Stage


@dataclass(frozen=True)
class MinutesFacts:
    """When and where a panel met, who was there, and what was said of all."""

    held_at: datetime
    place: str = ""
    attendees: str = ""
    text: str = ""


@action
def open_minutes(stage: Stage, facts: MinutesFacts, *, actor: Person, at: datetime) -> Minutes:
    """Begin the minutes of a meeting about a stage, under the rules in force."""
    call = _call_to_write(stage, actor)
    edition = edition_in_force(call)
    newest = stage.minutes.order_by("-number").first()
    minutes = Minutes.objects.create(
        stage=stage,
        number=newest.number + 1 if newest else 1,
        edition=edition,
        rules_sha256=edition.sha256,
        written_by=actor,
        written_at=at,
        held_at=facts.held_at,
        place=facts.place,
        attendees=facts.attendees,
        text=facts.text,
    )
    record(minutes, stage=stage, rules_sha256=edition.sha256)
    return minutes


@action
def write_minutes(
    minutes: Minutes,
    facts: MinutesFacts,
    seen: int,
    *,
    actor: Person,
    at: datetime,
) -> None:
    """Write what the minutes say, unless somebody else did meanwhile."""
    minutes = _open(minutes, actor)
    if minutes.version != seen:
        raise ChangedMeanwhile
    change(
        minutes,
        held_at=facts.held_at,
        place=facts.place,
        attendees=facts.attendees,
        text=facts.text,
        version=minutes.version + 1,
    )


@action
def discuss(
    minutes: Minutes,
    entry: Entry,
    text: str,
    verdict: str = "",
    *,
    actor: Person,
    at: datetime,
) -> Discussed:
    """Write down what was said of one entry."""
    minutes = _open(minutes, actor)
    if not entries_in(minutes.stage).filter(pk=entry.pk).exists():
        raise NotFound
    if not text.strip() or (verdict and verdict not in verdicts_of(minutes.stage)):
        raise MinutesIncomplete
    said, is_new = Discussed.objects.get_or_create(
        minutes=minutes, entry=entry, defaults={"text": text, "verdict": verdict}
    )
    if is_new:
        record(said, entry=entry, text=text, verdict=verdict)
    else:
        change(said, text=text, verdict=verdict)
    return said


@action
def close_minutes(minutes: Minutes, seen: int, *, actor: Person, at: datetime) -> None:
    """Close the minutes; nothing in them changes from now on."""
    minutes = _open(minutes, actor)
    if minutes.version != seen:
        raise ChangedMeanwhile
    if not minutes.text.strip() or not minutes.attendees.strip():
        raise MinutesIncomplete
    change(
        minutes,
        state=MINUTES_STATES.after(minutes.state, "close"),
        closed_at=at,
        closed_by=actor,
        version=minutes.version + 1,
    )


def _open(minutes: Minutes, actor: Person) -> Minutes:
    """Return the minutes as they are now, if the actor may still write them."""
    _call_to_write(minutes.stage, actor)
    found = Minutes.objects.select_related("stage__call").get(pk=minutes.pk)
    if found.state != "open":
        raise MinutesClosed
    return found


def _call_to_write(stage: Stage, actor: Person) -> Call:
    call = held_going_on(stage.call)
    require(may_decide(actor, call), actor)
    if call.state != "judging":
        raise NotJudgingNow
    return call
