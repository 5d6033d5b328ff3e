"""Reviews: one judge's look at one entry in one stage, with its scores and comments."""

from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from sangsaeng.judging.kinds import Glance
from sangsaeng.judging.models.judge import Conflict, Judge
from sangsaeng.judging.states import REVIEW_STATES
from sangsaeng.kernel.models import Person, StoredFile
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.kernel.tokens import new_code
from sangsaeng.programs.models import Call, Criterion, Entry, EntryFile, Stage

STANDING = ("assigned", "begun", "submitted")


class ReviewQuerySet(models.QuerySet["Review"]):
    """How reviews are read by the judges themselves; officers go through the stage."""

    def standing(self) -> "ReviewQuerySet":
        """Those that count: neither released nor excluded."""
        return self.filter(state__in=STANDING)

    def visible_to(self, viewer: Viewer) -> "ReviewQuerySet":
        """Return the viewer's own reviews that stand, of entries free of conflict."""
        if not isinstance(viewer, Person):
            return self.none()
        mine = self.standing().filter(judge__person=viewer, judge__state="accepted")
        ties = Conflict.objects.filter(
            judge=OuterRef("judge"), entry=OuterRef("entry"), lifted_at__isnull=True
        )
        return mine.exclude(Exists(ties))


class Review(models.Model):
    """One judge's look at one entry in one stage."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="reviews")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="reviews")
    judge = models.ForeignKey(Judge, on_delete=models.PROTECT, related_name="reviews")
    # What other judges and the team read in place of a name: drawn for this review alone.
    label = models.CharField(max_length=20)
    state = models.CharField(
        max_length=10, choices=REVIEW_STATES.choices, default=REVIEW_STATES.initial
    )
    comment = models.TextField(_("심사위원회에 남기는 의견"), max_length=4000, blank=True)
    shared_comment = models.TextField(_("신청 기업에 전할 의견"), max_length=4000, blank=True)
    # Comments on criteria that have no points yet, by the criterion's key
    unscored = models.JSONField(default=dict, blank=True)
    assigned_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    # Why it was released, excluded or sent back
    remark = models.CharField(max_length=300, blank=True)
    # Rises with every change, so that nobody overwrites what they have not seen.
    version = models.PositiveIntegerField(default=1)
    # The open page that wrote last: what it writes next overtakes nothing but itself.
    page = models.CharField(max_length=24, blank=True)

    objects: ClassVar[ReviewQuerySet] = ReviewQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        constraints = [
            REVIEW_STATES.constraint(),
            models.UniqueConstraint(
                fields=["stage", "entry", "judge"], name="entry_reviewed_once_by_a_judge"
            ),
            models.UniqueConstraint(fields=["stage", "entry", "label"], name="review_label_once"),
            models.CheckConstraint(
                condition=~Q(state="submitted") | Q(submitted_at__isnull=False),
                name="review_submitted_has_its_moment",
            ),
        ]
        indexes = [models.Index(fields=["judge", "state"])]
        ordering = ["stage", "entry", "pk"]


class Score(models.Model):
    """The points a judge gave for one criterion, saved as they are chosen."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField(_("점수"))
    comment = models.CharField(_("의견"), max_length=1000, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "criterion"], name="criterion_scored_once"),
        ]


class JudgeCopy(models.Model):
    """The copy of a file that judges get: rendered anew, without the marks of who made it."""

    original = models.OneToOneField(EntryFile, on_delete=models.CASCADE, related_name="judge_copy")
    # None where no clean copy can be made; judges are then told so instead of shown the file.
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    fault = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()


class Look(models.Model):
    """Who looked at what of the judging, kept for the day something leaks."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="looks")
    entry = models.ForeignKey(
        Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="looks"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="looks")
    what = models.CharField(max_length=10, choices=Glance.choices)
    detail = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["call", "at"])]
        ordering = ["-at", "-pk"]
