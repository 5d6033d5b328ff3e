"""Results once they are out: what the public reads, and what a team reads of its own entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Avg, Count, F, FloatField, Q
from django.db.models.functions import Cast

from sangsaeng.judging.kinds import Verdict
from sangsaeng.judging.models import Decision, Score
from sangsaeng.judging.queries.scores import shared_comments_of
from sangsaeng.judging.rules import may_read_result
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.programs.models import Call, Entry
from sangsaeng.programs.queries.access import get_call_for

OUT = ("published", "ended")
# With fewer voices a mean would point to a person.
LEAST_VOICES = 3


@dataclass(frozen=True)
class Mean:
    """What the judges gave on average for one criterion of a stage."""

    stage: str
    criterion: str
    points: float
    most: int


@dataclass(frozen=True)
class TeamResult:
    """What a team reads of its own entry."""

    is_selected: bool
    is_reserve: bool
    stage: str
    reason: str
    # What the judges wrote for the team: no label, no order that means anything.
    comments: Sequence[str]
    means: Sequence[Mean]
    objections_until: date | None


def get_published_call_for(viewer: Viewer, slug: str) -> Call:
    """Return the call, if its results are out."""
    call = get_call_for(viewer, slug)
    if call.state not in OUT:
        raise NotFound
    return call


def objections_until(call: Call) -> date | None:
    """Return the last day on which a team may object, once the results are out."""
    if call.state != "published" or call.published_at is None or not call.objection_days:
        return None
    return day_of(call.published_at) + timedelta(days=call.objection_days)


def figures_of(call: Call) -> dict[str, int]:
    """Return how many entered, were found in place and judged, and were chosen."""
    handed_in = Q(submitted_at__isnull=False) & ~Q(state__in=("draft", "withdrawn"))
    return Entry.objects.filter(call=call).aggregate(
        entered=Count("pk", filter=handed_in),
        checked=Count("pk", filter=handed_in & ~Q(state="screened_out")),
        selected=Count("pk", filter=Q(state="selected")),
    )


def result_for(viewer: Viewer, entry: Entry) -> TeamResult:
    """Return a team's own result with its reason and what the judges want it to read."""
    if not may_read_result(viewer, entry) or entry.state not in {"selected", "not_selected"}:
        raise NotFound
    decided = Decision.objects.filter(entry=entry).select_related("stage")
    last = decided.order_by("-stage__position").first()
    return TeamResult(
        is_selected=entry.state == "selected",
        is_reserve=last is not None and last.verdict == Verdict.RESERVE,
        stage=last.stage.name if last else "",
        reason=last.reason if last else "",
        comments=shared_comments_of(entry) if entry.call.gives_feedback else (),
        means=_means(entry) if entry.call.gives_feedback else (),
        objections_until=objections_until(entry.call),
    )


def _means(entry: Entry) -> list[Mean]:
    """Return the means by criterion of the stages with enough judges."""
    scores = Score.objects.filter(review__entry=entry, review__state="submitted")
    rows = (
        scores.values("criterion", "criterion__label", "criterion__label_en", "criterion__most")
        .annotate(
            stage=F("review__stage__label"),
            place=F("review__stage__position"),
            mean=Avg(Cast("points", FloatField())),
            voices=Count("review__judge", distinct=True),
        )
        .filter(voices__gte=LEAST_VOICES)
        .order_by("place", "criterion__position")
    )
    return [
        Mean(row["stage"], row["criterion__label"], round(row["mean"], 1), row["criterion__most"])
        for row in rows
    ]
