"""Deciding: many entries of a stage at once, each with its reason, known to nobody else yet."""

from collections.abc import Mapping
from datetime import datetime

from sangsaeng.judging.actions.holding import held_going_on
from sangsaeng.judging.bridge.ranking import scores_digest
from sangsaeng.judging.models import Decision
from sangsaeng.judging.queries.plans import Plan, Wish, plan_decisions
from sangsaeng.judging.queries.rules_held import edition_in_force
from sangsaeng.judging.queries.stages import (
    deciding_ranking,
    has_closed_minutes,
    not_discussed,
    places_in,
    stages_of,
    undecided_in,
)
from sangsaeng.judging.refusals import (
    CutNotDiscussed,
    DecisionsFaulty,
    NotDeliberated,
    NotJudgingNow,
    RankingOutdated,
    StageBeforeOpen,
)
from sangsaeng.judging.rules import may_decide
from sangsaeng.kernel.actions import action, record, record_each
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import ChangedMeanwhile
from sangsaeng.programs.kinds import StageKind
from sangsaeng.programs.models import Call, Stage


@action
def decide(
    stage: Stage,
    wishes: Mapping[str, Wish],
    seen: str = "",
    *,
    actor: Person,
    at: datetime,
) -> Plan:
    """Make every decision or none; ``seen`` is the digest of the plan that was looked at."""
    call = held_going_on(stage.call)
    require(may_decide(actor, call), actor)
    require_ready(stage, call)
    plan = plan_decisions(stage, wishes, places_in(stage))
    if plan.faults:
        raise DecisionsFaulty(count=len(plan.faults), first=plan.faults[0].fault)
    if seen and seen != plan.digest:
        raise ChangedMeanwhile
    _write(stage, plan, actor, at)
    return plan


def require_ready(stage: Stage, call: Call) -> None:
    """Refuse while anything that must come before a decision of the stage is missing."""
    if call.state != "judging":
        raise NotJudgingNow
    edition_in_force(call)
    for earlier in stages_of(call):
        if earlier.position < stage.position and undecided_in(earlier).exists():
            raise StageBeforeOpen(stage=earlier.name)
    if stage.kind == StageKind.EVALUATION:
        _require_ranked(stage)
    open_cases = not_discussed(stage).count()
    if open_cases:
        raise CutNotDiscussed(count=open_cases)
    if stage.kind == StageKind.DELIBERATION and not has_closed_minutes(stage):
        raise NotDeliberated


def _require_ranked(stage: Stage) -> None:
    ranking = deciding_ranking(stage)
    if ranking is None or ranking.scores_sha256 != scores_digest(stage):
        raise RankingOutdated


def _write(stage: Stage, plan: Plan, actor: Person, at: datetime) -> None:
    new, changed = [], []
    for row in plan.rows:
        if row.kind == "add" and row.entry is not None:
            new.append(
                Decision(
                    stage=stage,
                    entry=row.entry,
                    verdict=row.wish.verdict,
                    reason=row.wish.reason,
                    decided_by=actor,
                    decided_at=at,
                )
            )
        elif row.kind == "change" and row.old is not None:
            old = {"verdict": row.old.verdict, "reason": row.old.reason}
            row.old.verdict, row.old.reason = row.wish.verdict, row.wish.reason
            row.old.decided_by, row.old.decided_at = actor, at
            changed.append((row.old, old))
    made = Decision.objects.bulk_create(new, batch_size=500)
    fields = ["verdict", "reason", "decided_by", "decided_at"]
    Decision.objects.bulk_update([one for one, _old in changed], fields, batch_size=200)
    record(stage, decided=len(made), changed=len(changed), plan=plan.digest)
    record_each((one, {}, _said(one)) for one in made)
    record_each((one, old, _said(one)) for one, old in changed)


def _said(decision: Decision) -> dict[str, object]:
    return {
        "entry": decision.entry_id,
        "verdict": str(decision.verdict),
        "reason": decision.reason,
    }
