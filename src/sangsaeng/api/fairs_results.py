"""What came of a fair, for programs: the same counts as on its page, in codes."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Router, Schema

from sangsaeng.api.problems import refusing, signed_in
from sangsaeng.fairs.queries.access import get_fair_for
from sangsaeng.fairs.queries.results import (
    Funnel,
    PastFair,
    Stage,
    Totals,
    Whole,
    past_fairs,
    results_for,
)

router = Router(tags=["fairs"])

Slug = Annotated[str, Path(pattern=r"^[-0-9A-Za-z_]{1,60}$")]


class StagesOut(Schema):
    """How many requests came how far; null where a number is withheld because it is small."""

    requested: int | None
    accepted: int | None
    placed: int | None
    held: int | None
    next_step: int | None


class GroupOut(Schema):
    """The funnel of one group of requests: by class, size, sector, first participation or asker."""

    breakdown: str
    group: str
    stages: StagesOut


class LossOut(Schema):
    """How many requests ended after a station, and the code of the reason."""

    after: str
    reason: str
    requests: int


class SlotUseOut(Schema):
    """How the tables were used in one slot."""

    starts_at: datetime
    ends_at: datetime
    tables: int
    planned: int
    held: int
    freed: int
    filled: int


class RungOut(Schema):
    """What one side says stands on one rung; rungs and sides are never to be added up."""

    rung: str
    side: str
    meetings: int
    amounts_told: int
    amount: int


class SpreadOut(Schema):
    """Over whom the placed meetings spread."""

    suppliers: int
    meetings: int
    first_timers: int
    first_timer_meetings: int
    pairs: int
    repeat_pairs: int


class WholeOut(Schema):
    """What only the fair's own people read."""

    unanswered: int
    booked_on_the_day: int
    groups: list[GroupOut]
    losses: list[LossOut]
    slots: list[SlotUseOut]
    rungs: list[RungOut]
    spread: SpreadOut


class PastFairOut(Schema):
    """Published figures of a fair of the past, by others; null where nobody published any."""

    held_on: str
    place: str
    name: str
    buyers: int
    suppliers: int
    requests: int | None
    meetings: int | None
    note: str
    source: str
    address: str


class ResultsOut(Schema):
    """What came of a fair: totals for who took part once it has ended, the whole for its people."""

    buyers: int | None
    suppliers: int | None
    stages: StagesOut | None
    whole: WholeOut | None
    past_fairs: list[PastFairOut]


@router.get(
    "/{slug}/results",
    response={200: ResultsOut, **refusing(401, 403, 404, 422)},
    auth=signed_in,
    summary="What came of a fair",
)
def read_results(request: HttpRequest, slug: Slug) -> ResultsOut:
    """Return how far requests came, and to the fair's people all that follows from it."""
    fair = get_fair_for(request.user, slug)
    results = results_for(request.user, fair)
    totals = results.totals
    return ResultsOut(
        buyers=totals.buyers if totals else None,
        suppliers=totals.suppliers if totals else None,
        stages=_stages(totals) if totals else None,
        whole=_whole(results.whole) if results.whole else None,
        past_fairs=[_past(one) for one in past_fairs()],
    )


def _stages(told: Totals | Funnel) -> StagesOut:
    return StagesOut(**{stage.name.lower(): told.at(stage) for stage in Stage})


def _whole(whole: Whole) -> WholeOut:
    spread = whole.concentration
    return WholeOut(
        unanswered=whole.unanswered,
        booked_on_the_day=whole.booked,
        groups=[
            GroupOut(breakdown=one.code, group=group.code, stages=_stages(group.funnel))
            for one in whole.breakdowns
            for group in one.groups
        ],
        losses=[
            LossOut(after=loss.stage.name.lower(), reason=loss.code, requests=loss.requests)
            for loss in whole.losses
        ],
        slots=[SlotUseOut(**asdict(slot)) for slot in whole.slots],
        rungs=[RungOut(**asdict(line)) for line in whole.rungs],
        spread=SpreadOut(**{name: getattr(spread, name) for name in SpreadOut.model_fields}),
    )


def _past(one: PastFair) -> PastFairOut:
    return PastFairOut(**asdict(one))
