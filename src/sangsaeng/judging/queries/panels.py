"""A call's panel as its officer reads it: judges, seats, conflicts and what each has to do."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from sangsaeng.judging.conflicts.reading import in_play
from sangsaeng.judging.models import Conflict, Declared, Judge, PanelSeat, Review
from sangsaeng.judging.queries.declaring import organizations_of
from sangsaeng.judging.rules import may_keep_panel
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.programs.models import Call, Stage


@dataclass(frozen=True)
class PanelRow:
    """A judge of the panel, with figures for the officer."""

    judge: Judge
    stages: Sequence[Stage]
    # Organizations of the call that the judge has not spoken of
    unspoken: int
    # Entries that a conflict closes
    barred: int
    standing: int
    submitted: int


def panel_of(viewer: Viewer, call: Call) -> list[PanelRow]:
    """Return the call's judges to whoever keeps the panel, and to nobody else."""
    if not may_keep_panel(viewer, call):
        return []
    judges = Judge.objects.filter(call=call).select_related("person").order_by("person__name", "pk")
    seats: dict[int, list[Stage]] = defaultdict(list)
    seated = PanelSeat.objects.filter(judge__call=call).select_related("stage")
    for seat in seated.order_by("stage__position"):
        seats[seat.judge_id].append(seat.stage)
    wanted = organizations_of(call)
    total = wanted.count()
    spoken = Declared.objects.filter(
        declaration__judge__call=call, organization__in=wanted.order_by().values("pk")
    )
    told = dict(
        spoken.values_list("declaration__judge").annotate(
            count=Count("organization", distinct=True)
        )
    )
    barred = Counter(judge for judge, _entry in open_pairs(call))
    reviews = Review.objects.standing().filter(judge__call=call)
    standing = Counter(reviews.values_list("judge_id", flat=True))
    submitted = Counter(reviews.filter(state="submitted").values_list("judge_id", flat=True))
    return [
        PanelRow(
            judge=one,
            stages=seats[one.pk],
            unspoken=total - int(told.get(one.pk, 0)),
            barred=barred[one.pk],
            standing=standing[one.pk],
            submitted=submitted[one.pk],
        )
        for one in judges
    ]


def open_pairs(call: Call) -> set[tuple[int, int]]:
    """Return the pairs of judge and entry that a conflict keeps apart now."""
    entries = in_play(call)
    found = Conflict.objects.filter(
        judge__call=call, entry__in=entries, lifted_at__isnull=True
    ).exclude(judge__state__in=("declined", "left"))
    return set(found.values_list("judge_id", "entry_id"))


def conflicts_of(viewer: Viewer, call: Call) -> "QuerySet[Conflict]":
    """Return the call's conflicts, those that hold first, to whoever keeps the panel."""
    if not may_keep_panel(viewer, call):
        return Conflict.objects.none()
    found = Conflict.objects.filter(judge__call=call)
    related = found.select_related(
        "judge__person", "judge__call", "entry", "organization", "lifted_by"
    )
    return related.order_by("lifted_at", "judge__person__name", "entry__pk", "pk")


def get_panel_judge_for(viewer: Viewer, call: Call, code: str) -> Judge:
    """Return a judge of the call to whoever keeps the panel."""
    found = None
    if may_keep_panel(viewer, call):
        judges = Judge.objects.filter(call=call).select_related("call__program", "person")
        found = judges.filter(code=code).first()
    if found is None:
        raise NotFound
    return found


def get_conflict_for(viewer: Viewer, call: Call, key: int) -> Conflict:
    """Return a conflict of the call to whoever keeps the panel."""
    found = conflicts_of(viewer, call).filter(pk=key).first()
    if found is None:
        raise NotFound
    return found


def get_stage_for(viewer: Viewer, call: Call, position: int) -> Stage:
    """Return a stage of the call to whoever keeps the panel."""
    found = None
    if may_keep_panel(viewer, call):
        stages = Stage.objects.filter(call=call).select_related("call__program")
        found = stages.filter(position=position).first()
    if found is None:
        raise NotFound
    return found


def get_assigned_for(viewer: Viewer, stage: Stage, code: str) -> Review:
    """Return a review of the stage, for taking it back or giving it on."""
    found = None
    if may_keep_panel(viewer, stage.call):
        reviews = Review.objects.standing().filter(stage=stage, code=code)
        found = reviews.select_related("stage__call__program", "judge__person", "entry").first()
    if found is None:
        raise NotFound
    return found
