"""Announcing: all results of a call at one moment, at once or at a time set in advance."""

from datetime import datetime

from sangsaeng.judging.actions.holding import held, held_going_on
from sangsaeng.judging.kinds import Verdict
from sangsaeng.judging.models import Announcement, Decision
from sangsaeng.judging.queries.results import figures_of
from sangsaeng.judging.queries.rules_held import edition_in_force
from sangsaeng.judging.queries.stages import stages_of, undecided_in
from sangsaeng.judging.refusals import (
    AlreadyAnnounced,
    EntriesUnsettled,
    MomentPassed,
    NotAllDecided,
    NotJudgingNow,
    PlacesDiffer,
)
from sangsaeng.judging.rules import may_decide
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import NotFound, Refusal
from sangsaeng.programs.actions.concluding import conclude_entries
from sangsaeng.programs.events import CallPublished
from sangsaeng.programs.models import Call, Edition, Entry
from sangsaeng.programs.states import CALL_STATES


@action
def announce_results(call: Call, because: str = "", *, actor: Person, at: datetime) -> Announcement:
    """Announce every result of the call in one moment; afterward the world knows, or nobody does."""
    call = held_going_on(call)
    require(may_decide(actor, call), actor)
    _require_unannounced(call)
    return _announce(call, because, actor, at)


@action
def plan_announcement(
    call: Call, planned_for: datetime, because: str = "", *, actor: Person, at: datetime
) -> Announcement:
    """Set the moment at which the house announces the results by itself."""
    call = held_going_on(call)
    require(may_decide(actor, call), actor)
    _require_unannounced(call)
    if planned_for <= at:
        raise MomentPassed
    edition = require_announceable(call, because)
    planned, _is_new = Announcement.objects.update_or_create(
        call=call,
        defaults={
            "planned_for": planned_for,
            "because": because,
            "fault": "",
            "set_by": actor,
            "set_at": at,
            "edition": edition,
            "rules_sha256": edition.sha256,
        },
    )
    record(planned, planned_for=planned_for, because=because)
    return planned


@action
def drop_plan(call: Call, *, actor: Person, at: datetime) -> None:
    """Take back the moment that was set; nothing is announced by itself any more."""
    call = held(call)
    require(may_decide(actor, call), actor)
    _require_unannounced(call)
    planned = Announcement.objects.filter(call=call).first()
    if planned is None:
        raise NotFound
    record(call, old={"planned_for": planned.planned_for}, planned_for=None)
    planned.delete()


@action
def announce_planned(planned: Announcement, *, actor: Person, at: datetime) -> None:
    """Announce what was set for this moment, if nobody did or took it back meanwhile."""
    call = held_going_on(planned.call)
    planned = Announcement.objects.get(pk=planned.pk)
    _require_unannounced(call)
    record(planned, due=planned.planned_for)
    _announce(call, planned.because, actor, at)


@action
def keep_fault(planned: Announcement, refused: Refusal, *, actor: Person, at: datetime) -> None:
    """Write down why nothing was announced at the moment that was set."""
    change(planned, fault=refused.sentence[:500])


def require_announceable(call: Call, because: str) -> Edition:
    """Refuse while a result is missing or unexplained; return the rules it was judged by."""
    if call.state != "judging":
        raise NotJudgingNow
    edition = edition_in_force(call)
    unsettled = Entry.objects.filter(call=call, state="supplementing").count()
    if unsettled:
        raise EntriesUnsettled(count=unsettled)
    open_cases = sum(undecided_in(stage).count() for stage in stages_of(call))
    if open_cases:
        raise NotAllDecided(count=open_cases)
    chosen = len(chosen_in(call))
    if call.places is not None and chosen != call.places and not because.strip():
        raise PlacesDiffer(places=call.places, chosen=chosen)
    return edition


def chosen_in(call: Call) -> set[int]:
    """Return the entries that the last stage chose."""
    last = call.stages.order_by("position").last()
    chosen = Decision.objects.filter(stage=last, verdict=Verdict.SELECT)
    return set(chosen.values_list("entry", flat=True))


def _require_unannounced(call: Call) -> None:
    if call.state in {"published", "ended"}:
        raise AlreadyAnnounced


def _announce(call: Call, because: str, actor: Person, at: datetime) -> Announcement:
    edition = require_announceable(call, because)
    judged = Entry.objects.filter(call=call, state="submitted")
    chosen = chosen_in(call)
    conclude_entries(
        call, judged.filter(pk__in=chosen), judged.exclude(pk__in=chosen), actor=actor, at=at
    )
    following = CALL_STATES.after(call.state, "publish")
    change(call, state=following, published_at=at, version=call.version + 1)
    said = {
        "announced_at": at,
        "because": because,
        "fault": "",
        "edition": edition,
        "rules_sha256": edition.sha256,
        "figures": figures_of(call),
    }
    announced, _is_new = Announcement.objects.update_or_create(
        call=call,
        defaults=said,
        create_defaults={**said, "set_by": actor, "set_at": at},
    )
    record(announced, because=because, rules_sha256=edition.sha256, **announced.figures)
    announce(CallPublished(call, actor, at))
    return announced
