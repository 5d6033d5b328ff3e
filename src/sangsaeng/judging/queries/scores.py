"""Scores as each audience reads them: a judge, the other judges, the officer, the team."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, QuerySet
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from sangsaeng.judging.masking import Alias, Mask
from sangsaeng.judging.models import Judge, Review, Score
from sangsaeng.judging.queries.teams import keys_of, person_key
from sangsaeng.judging.rules import may_keep_panel, may_see_reviews
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.organizations.models import Membership, Organization, OrganizationName
from sangsaeng.organizations.names import name_key
from sangsaeng.programs.models import Call, Criterion, Entry


@dataclass(frozen=True)
class Point:
    """What was given for one criterion; without points it is still open."""

    criterion: Criterion
    points: int | None
    comment: str


@dataclass(frozen=True)
class OtherReview:
    """Another judge's review: by its label alone, and by the day, not the moment."""

    label: str
    points: tuple[Point, ...]
    total: str
    comment: str
    on: date | None


@dataclass(frozen=True)
class JudgeProgress:
    """How far a judge is, for the officer."""

    judge: Judge
    assigned: int
    begun: int
    submitted: int

    @property
    def waiting(self) -> int:
        """How many reviews are not in."""
        return self.assigned + self.begun


def points_of(review: Review) -> tuple[Point, ...]:
    """Return what was given for every criterion of the stage, in its order."""
    given = {one.criterion_id: one for one in review.scores.all()}
    return tuple(
        Point(one, score.points, score.comment)
        if (score := given.get(one.pk))
        else Point(one, None, str(review.unscored.get(one.key, "")))
        for one in review.stage.criteria.all()
    )


def total_of(points: Iterable[Point]) -> str:
    """Return the weighted total so far, to one decimal, exactly."""
    tenths = sum(
        (one.points * one.criterion.weight * 20 + one.criterion.most) // (2 * one.criterion.most)
        for one in points
        if one.points is not None
    )
    return f"{tenths // 10}.{tenths % 10}"


def others_of(review: Review) -> tuple[OtherReview, ...]:
    """Return what the other judges wrote of the entry, once the judge's own review is in.

    Their order is drawn for this review alone, so that no place in it means the same judge twice.
    """
    if review.state != "submitted":
        return ()
    rows = _with_scores(Review.objects.filter(stage=review.stage, entry=review.entry))
    others = rows.filter(state="submitted").exclude(pk=review.pk)
    return tuple(_other(one) for one in sorted(others, key=lambda one: _drawn(review, one)))


def reviews_for(viewer: Viewer, entry: Entry) -> list[Review]:
    """Return every review of an entry with its judge, for an officer who is not of the case."""
    if not may_see_reviews(viewer, entry):
        raise NotFound
    rows = _with_scores(Review.objects.filter(entry=entry))
    return list(rows.select_related("judge__person", "stage__call").order_by("stage", "pk"))


def get_review_to_check_for(viewer: Viewer, code: str) -> Review:
    """Return one review for an officer who reads the reviews of its entry."""
    rows = Review.objects.select_related("stage__call", "entry__call__program", "judge__person")
    found = rows.filter(code=code).first()
    if found is None or not may_see_reviews(viewer, found.entry):
        raise NotFound
    return found


def progress_for(viewer: Viewer, call: Call) -> list[JudgeProgress]:
    """Return how far each judge of the call is, for an officer who keeps the panel."""
    if not may_keep_panel(viewer, call):
        raise NotFound
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    rows = Review.objects.filter(judge__call=call).values_list("judge", "state")
    for judge, state, count in rows.annotate(count=Count("pk")):
        counts[judge][state] = count
    judges = Judge.objects.filter(call=call, state="accepted").select_related("person")
    return [
        JudgeProgress(
            one,
            counts[one.pk]["assigned"],
            counts[one.pk]["begun"],
            counts[one.pk]["submitted"],
        )
        for one in judges.order_by("person__name", "pk")
    ]


def shared_comments_of(entry: Entry) -> tuple[str, ...]:
    """Return what judges wrote for the team, in an order drawn at random and naming no judge.

    The one way in which a judge's words reach those who entered: no label, no time, no points.
    """
    reviews = Review.objects.filter(entry=entry, state="submitted").exclude(shared_comment="")
    mask = judges_mask(entry.call)
    drawn = sorted(reviews, key=lambda one: _digest(f"{entry.pk}:{one.code}"))
    return tuple(text for one in drawn if (text := mask.of(one.shared_comment).text.strip()))


def judges_mask(call: Call) -> Mask:
    """Return what takes the names of a call's judges and their firms out of a text."""
    judges = list(Judge.objects.filter(call=call).select_related("person"))
    return Mask(alias for one in judges for alias in _aliases(one)) if judges else Mask()


def own_names_in(review: Review, *texts: str) -> tuple[str, ...]:
    """Return where a judge's words tell who wrote them: the judge's own name and firms.

    Other judges' names are not looked for here: the answer would tell who else judges.
    """
    mask = Mask(_aliases(review.judge))
    found = (one for text in texts for one in mask.of(text).found)
    return tuple(dict.fromkeys(found))


def judges_named_in(review: Review) -> tuple[str, ...]:
    """Return which judges or firms of theirs a shared comment names, for the officer."""
    found = judges_mask(review.stage.call).of(review.shared_comment).found
    return tuple(dict.fromkeys(found))


def _aliases(judge: Judge) -> list[Alias]:
    firms = Organization.objects.filter(
        pk__in=Membership.objects.filter(person=judge.person).values("organization")
    )
    who, firm = _("심사위원"), _("심사위원의 소속")
    aliases = [Alias(person_key(judge.person), who)]
    if judge.affiliation:
        aliases.append(Alias(name_key(judge.affiliation), firm))
    names = OrganizationName.objects.filter(organization__in=firms)
    aliases += [Alias(key, firm) for key in names.values_list("key", flat=True)]
    aliases += [Alias(key, firm) for one in firms for key in keys_of(one)]
    return aliases


def _with_scores(rows: "QuerySet[Review]") -> "QuerySet[Review]":
    scores = Prefetch("scores", Score.objects.order_by("criterion__position", "pk"))
    return rows.select_related("stage").prefetch_related(scores, "stage__criteria")


def _other(review: Review) -> OtherReview:
    points = points_of(review)
    on = day_of(review.submitted_at) if review.submitted_at else None
    return OtherReview(review.label, points, total_of(points), review.comment, on)


def _drawn(review: Review, other: Review) -> str:
    return _digest(f"{review.code}:{other.code}")


def _digest(text: str) -> str:
    return salted_hmac("sangsaeng.judging.order", text, algorithm="sha256").hexdigest()
