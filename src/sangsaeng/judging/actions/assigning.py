"""Assigning: entries given to judges by a plan or by hand, through one guard; released, replaced."""

import secrets
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from django.utils.translation import gettext as _

from sangsaeng.judging.actions.conflicts import look_again, refuse_if_still
from sangsaeng.judging.bridge.assigning import AssignmentPlan, plan_assignment
from sangsaeng.judging.events import ReviewsAssigned
from sangsaeng.judging.labels import new_label
from sangsaeng.judging.models import Judge, Review
from sangsaeng.judging.queries.pool import Pair, Pool, read_pool
from sangsaeng.judging.refusals import JudgeUnfit, NothingToAssign, NotInJudging, PlanChanged
from sangsaeng.judging.rules import may_keep_panel
from sangsaeng.judging.states import REVIEW_STATES
from sangsaeng.kernel.actions import action, change, record_each
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.programs.models import Entry, Stage

OPEN_TO_ASSIGN = frozenset({"closed", "judging"})
_CHANCE = secrets.SystemRandom()


@action
def apply_plan(stage: Stage, seen: str, *, actor: Person, at: datetime) -> int:
    """Assign what the plan says, if it is still the plan that was seen; return how many reviews."""
    pool = _held(stage, actor, at)
    plan = plan_of(pool)
    if sign_of(plan) != seen:
        raise PlanChanged
    if not plan.added and not plan.released:
        raise NothingToAssign
    for review in plan.released:
        _release(review, _("새 배정 계획에 따라 거두었습니다."))
    return _write(pool, [(judge.pk, entry.pk) for entry, judge in plan.added], actor, at)


@action
def assign(
    stage: Stage, pairs: Iterable[tuple[Judge, Entry]], *, actor: Person, at: datetime
) -> int:
    """Assign by hand, one or many: all of them or none."""
    pool = _held(stage, actor, at)
    wanted = list(dict.fromkeys((judge.pk, entry.pk) for judge, entry in pairs))
    if not wanted:
        raise NothingToAssign
    return _write(pool, wanted, actor, at)


@action
def release_review(review: Review, reason: str, *, actor: Person, at: datetime) -> None:
    """Take an entry back from a judge who has not submitted; nothing else moves."""
    _held(review.stage, actor, at)
    _release(review, reason)


@action
def replace_judge(
    review: Review, judge: Judge, reason: str, *, actor: Person, at: datetime
) -> None:
    """Give a judge's entry to another judge; nothing else moves."""
    pool = _held(review.stage, actor, at)
    _release(review, reason)
    _write(pool, [(judge.pk, review.entry_id)], actor, at)


def plan_of(pool: Pool) -> AssignmentPlan:
    """Plan the stage over its pool: what a judge's own case bars is barred in the plan, too."""
    own = {(entry, judge) for judge, entry in pool.own_cases}
    return plan_assignment(pool.stage, entries=pool.entries.values(), also_forbidden=own)


def sign_of(plan: AssignmentPlan) -> str:
    """Return a sign by which the plan that was seen is told from another."""
    added = sorted((judge.code, entry.code) for entry, judge in plan.added)
    released = sorted(review.code for review in plan.released)
    lacks = sorted((one.entry.code, one.missing) for one in plan.lacks)
    return sha256(repr((added, released, lacks)).encode()).hexdigest()[:16]


def _held(stage: Stage, actor: Person, at: datetime) -> Pool:
    """Return the pool as it is now, conflicts found anew, held until the action ends."""
    stage = (
        Stage.objects.select_for_update(of=("self",))
        .select_related("call__program")
        .get(pk=stage.pk)
    )
    require(may_keep_panel(actor, stage.call), actor)
    refuse_if_still(stage.call)
    if stage.call.state not in OPEN_TO_ASSIGN:
        raise NotInJudging
    look_again(stage.call, at=at)
    return read_pool(stage)


def _write(pool: Pool, pairs: Iterable[Pair], actor: Person, at: datetime) -> int:
    wanted = list(pairs)
    _refuse_unfit(pool, wanted)
    # The order of the rows tells nothing about who is who.
    _CHANCE.shuffle(wanted)
    taken: dict[int, set[str]] = defaultdict(set)
    for (_judge, entry), review in pool.reviews.items():
        taken[entry].add(review.label)
    rows = []
    for judge, entry in wanted:
        label = new_label(taken[entry])
        taken[entry].add(label)
        held = pool.reviews.get((judge, entry))
        if held is not None:
            _assign_again(held, label, at)
        else:
            rows.append(_review(pool.stage, (judge, entry), label, at))
    written = Review.objects.bulk_create(rows, batch_size=1_000)
    record_each((row, {}, {"judge": row.judge_id, "entry": row.entry_id}) for row in written)
    for judge, count in sorted(Counter(judge for judge, _entry in wanted).items()):
        announce(ReviewsAssigned(pool.judges[judge], pool.stage, count, actor, at))
    return len(wanted)


def _refuse_unfit(pool: Pool, pairs: Iterable[Pair]) -> None:
    """The one guard, for one pair as for many."""
    room = dict(pool.room)
    for judge, entry in pairs:
        reason = pool.why_not(judge, entry)
        if not reason and room[judge] <= 0:
            reason = _("맡을 수 있는 건수를 다 채웠습니다.")
        if reason:
            who, what = pool.judges.get(judge), pool.entries.get(entry)
            known = {"judge": who.person.name if who else "-", "entry": what or "-"}
            raise JudgeUnfit(**known, reason=reason)
        room[judge] -= 1


def _review(stage: Stage, pair: Pair, label: str, at: datetime) -> Review:
    judge, entry = pair
    return Review(stage=stage, judge_id=judge, entry_id=entry, label=label, assigned_at=at)


def _assign_again(review: Review, label: str, at: datetime) -> None:
    change(
        review,
        state=REVIEW_STATES.after(review.state, "assign"),
        label=label,
        remark="",
        assigned_at=at,
        version=review.version + 1,
    )


def _release(review: Review, reason: str) -> None:
    review = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    change(
        review,
        state=REVIEW_STATES.after(review.state, "release"),
        remark=" ".join(reason.split())[:300],
        version=review.version + 1,
    )
