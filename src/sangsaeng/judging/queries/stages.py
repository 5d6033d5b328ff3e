"""The stages of a call: which entries stand in one, what may be decided there, what is missing."""

from dataclasses import dataclass

from django.db.models import Count, Q

from sangsaeng.judging.kinds import Verdict
from sangsaeng.judging.models import Decision, Discussed, Ranking
from sangsaeng.programs.kinds import StageKind
from sangsaeng.programs.models import Call, Entry, Stage
from sangsaeng.programs.models.entry import EntryQuerySet

# Handed in, and neither withdrawn nor found out of place.
IN_JUDGING = ("submitted", "supplementing", "selected", "not_selected")


@dataclass(frozen=True)
class Gap:
    """An entry whose reviews are not all there."""

    entry: Entry
    submitted: int
    waited_for: int
    least: int

    @property
    def missing(self) -> int:
        """How many reviews are still to come, or were never assigned."""
        return max(self.waited_for, self.least - self.submitted, 0)


def entries_in(stage: Stage) -> EntryQuerySet:
    """Return the entries that stand in a stage: all at first, then those that passed the one before."""
    entries = Entry.objects.filter(call=stage.call_id, state__in=IN_JUDGING)
    before = stage_before(stage)
    if before is None:
        return entries
    passed = Decision.objects.filter(stage=before, verdict=Verdict.PASS)
    return entries.filter(pk__in=passed.values("entry"))


def stage_before(stage: Stage) -> Stage | None:
    """Return the stage before, if there is one."""
    earlier = Stage.objects.filter(call=stage.call_id, position__lt=stage.position)
    return earlier.order_by("-position").first()


def stages_of(call: Call) -> list[Stage]:
    """Return the stages of a call in their order, each knowing its call."""
    return list(call.stages.select_related("call").order_by("position"))


def is_last(stage: Stage) -> bool:
    """Tell whether nothing follows, so that this stage says who is chosen."""
    return not Stage.objects.filter(call=stage.call_id, position__gt=stage.position).exists()


def verdicts_of(stage: Stage) -> tuple[Verdict, ...]:
    """Return what may be decided in a stage."""
    if is_last(stage):
        return (Verdict.SELECT, Verdict.RESERVE, Verdict.PASS_OVER)
    return (Verdict.PASS, Verdict.FAIL)


def places_in(stage: Stage) -> int | None:
    """Return how many entries the stage keeps, if that was announced."""
    return stage.call.places if is_last(stage) and stage.keeps is None else stage.keeps


def undecided_in(stage: Stage) -> EntryQuerySet:
    """Return the entries of a stage that were not decided yet."""
    decided = Decision.objects.filter(stage=stage)
    return entries_in(stage).exclude(pk__in=decided.values("entry"))


def gaps_in(stage: Stage) -> list[Gap]:
    """Return the entries of a stage with reviews missing, in the order of their codes."""
    of_stage = Q(reviews__stage=stage)
    counted = entries_in(stage).annotate(
        there=Count("reviews", filter=of_stage & Q(reviews__state="submitted")),
        waited=Count("reviews", filter=of_stage & Q(reviews__state__in=("assigned", "begun"))),
    )
    lacking = counted.filter(Q(waited__gt=0) | Q(there__lt=stage.least_judges))
    return [
        Gap(entry, vars(entry)["there"], vars(entry)["waited"], stage.least_judges)
        for entry in lacking.order_by("code")
    ]


def newest_ranking(stage: Stage) -> Ranking | None:
    """Return the ranking computed last, if there is any."""
    return stage.rankings.select_related("edition", "computed_by").order_by("-number").first()


def deciding_ranking(stage: Stage) -> Ranking | None:
    """Return the ranking a stage is decided by: its own, or for a deliberation the last one before."""
    if stage.kind == StageKind.EVALUATION:
        return newest_ranking(stage)
    if stage.kind != StageKind.DELIBERATION:
        return None
    earlier = Ranking.objects.filter(
        stage__call=stage.call_id, stage__position__lt=stage.position
    ).select_related("stage")
    return earlier.order_by("-stage__position", "-number").first()


def across_the_cut(stage: Stage) -> EntryQuerySet:
    """Return the entries that must be discussed before the stage is decided."""
    ranking = deciding_ranking(stage)
    codes = [row["code"] for row in ranking.rows if row["straddles"]] if ranking else []
    return entries_in(stage).filter(code__in=codes)


def not_discussed(stage: Stage) -> EntryQuerySet:
    """Return the entries across the cut of which no closed minutes of the stage speak."""
    said = Discussed.objects.filter(minutes__stage=stage, minutes__state="closed").exclude(text="")
    return across_the_cut(stage).exclude(pk__in=said.values("entry"))


def has_closed_minutes(stage: Stage) -> bool:
    """Tell whether a meeting about the stage was held and its minutes closed."""
    return stage.minutes.filter(state="closed").exists()


def decided_later(stage: Stage) -> set[int]:
    """Return the entries that were decided in a later stage already."""
    later = Decision.objects.filter(stage__call=stage.call_id, stage__position__gt=stage.position)
    return set(later.values_list("entry", flat=True))
