"""Panels for programs: who judges, what would be assigned, and assigning through the one guard."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field

from sangsaeng.api.problems import refusing, signed_in
from sangsaeng.judging.actions.assigning import apply_plan, assign, plan_of, sign_of
from sangsaeng.judging.models import Judge
from sangsaeng.judging.queries.panels import get_stage_for, panel_of
from sangsaeng.judging.queries.pool import read_pool
from sangsaeng.judging.rules import may_keep_panel
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import NotFound, SignInNeeded
from sangsaeng.programs.models import Call, Entry, Stage
from sangsaeng.programs.queries.access import get_run_call_for

router = Router(tags=["panels"], auth=signed_in)

Slug = Annotated[str, Path(pattern=r"^[-0-9A-Za-z_]{1,80}$")]
Position = Annotated[int, Path(ge=0, le=9_999)]
CodeIn = Annotated[str, Field(min_length=1, max_length=12, pattern=r"^[0-9A-Z]+$")]


class JudgeOut(Schema):
    """A judge of the panel; ``stages`` by position, ``barred`` the entries a conflict closes."""

    code: str
    name: str
    state: str
    stages: list[int]
    unspoken: int
    barred: int
    standing: int
    submitted: int


class PairOut(Schema):
    """A judge and an entry, by code."""

    judge: str
    entry: str


class LackOut(Schema):
    """An entry with too few judges, and why: ``too_few_free`` or ``no_room``."""

    entry: str
    missing: int
    reason: str


class PlanOut(Schema):
    """What would be assigned; ``seen`` goes along when it is applied."""

    seen: str
    added: list[PairOut]
    released: int
    kept: int
    lacks: list[LackOut]


class PairIn(Schema):
    """A judge and an entry, by code."""

    judge: CodeIn
    entry: CodeIn


class AssignIn(Schema):
    """The plan that was seen, or pairs by hand: all of them are assigned or none."""

    seen: str = Field(default="", max_length=16, pattern=r"^[0-9a-f]*$")
    pairs: list[PairIn] = Field(default_factory=list, max_length=5_000)


class AssignedOut(Schema):
    """How many reviews were assigned."""

    assigned: int


@router.get(
    "/{slug}/panel",
    response={200: list[JudgeOut], **refusing(401, 403, 404, 422)},
    summary="The judges of a call, for its officers without a case of their own",
)
def list_judges(request: HttpRequest, slug: Slug) -> list[JudgeOut]:
    """List the judges."""
    viewer, call = _kept(request, slug)
    return [
        JudgeOut(
            code=row.judge.code,
            name=row.judge.person.name,
            state=row.judge.state,
            stages=[stage.position for stage in row.stages],
            unspoken=row.unspoken,
            barred=row.barred,
            standing=row.standing,
            submitted=row.submitted,
        )
        for row in panel_of(viewer, call)
    ]


@router.get(
    "/{slug}/stages/{position}/assignment",
    response={200: PlanOut, **refusing(401, 403, 404, 422)},
    summary="What would be assigned in a stage; nothing is written",
)
def foresee_assignment(request: HttpRequest, slug: Slug, position: Position) -> PlanOut:
    """Plan, and write nothing."""
    _viewer, stage = _stage(request, slug, position)
    plan = plan_of(read_pool(stage))
    return PlanOut(
        seen=sign_of(plan),
        added=[PairOut(judge=judge.code, entry=entry.code) for entry, judge in plan.added],
        released=len(plan.released),
        kept=len(plan.kept),
        lacks=[
            LackOut(entry=one.entry.code, missing=one.missing, reason=one.reason)
            for one in plan.lacks
        ],
    )


@router.post(
    "/{slug}/stages/{position}/assignment",
    response={200: AssignedOut, **refusing(401, 403, 404, 409, 422)},
    summary="Apply the plan that was seen, or assign pairs by hand",
)
def assign_reviews(
    request: HttpRequest, slug: Slug, position: Position, wanted: AssignIn
) -> AssignedOut:
    """Assign, refused as a whole when one pair may not be."""
    viewer, stage = _stage(request, slug, position)
    at = clock.now()
    if wanted.pairs:
        pairs = _pairs(stage, wanted.pairs)
        return AssignedOut(assigned=assign(stage, pairs, actor=viewer, at=at))
    return AssignedOut(assigned=apply_plan(stage, wanted.seen, actor=viewer, at=at))


def _pairs(stage: Stage, wanted: list[PairIn]) -> list[tuple[Judge, Entry]]:
    judges = {one.code: one for one in Judge.objects.filter(call=stage.call_id)}
    entries = {one.code: one for one in read_pool(stage).entries.values()}
    if any(one.judge not in judges or one.entry not in entries for one in wanted):
        raise NotFound
    return [(judges[one.judge], entries[one.entry]) for one in wanted]


def _kept(request: HttpRequest, slug: str) -> tuple[Person, Call]:
    if not isinstance(request.user, Person):
        raise SignInNeeded
    call = get_run_call_for(request.user, slug)
    require(may_keep_panel(request.user, call), request.user)
    return request.user, call


def _stage(request: HttpRequest, slug: str, position: int) -> tuple[Person, Stage]:
    viewer, call = _kept(request, slug)
    return viewer, get_stage_for(viewer, call, position)
