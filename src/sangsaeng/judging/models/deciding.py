"""Deciding: rankings with their uncertainty, minutes, decisions, results, objections, the seal."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sangsaeng.judging.kinds import Verdict
from sangsaeng.judging.states import MINUTES_STATES, OBJECTION_STATES
from sangsaeng.kernel.models import Person
from sangsaeng.programs.models import Call, Edition, Entry, Stage


class Ranking(models.Model):
    """A stage's ranking as computed at a moment, by the method that was frozen."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="rankings")
    number = models.PositiveSmallIntegerField()
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    # The digest of the rules at that moment, written out so that it can be compared forever
    rules_sha256 = models.CharField(max_length=64)
    method = models.JSONField()
    # One object per entry: code, mean, adjusted, rank, expected rank, intervals, probability, …
    rows = models.JSONField()
    # Digest of the scores it was computed from
    scores_sha256 = models.CharField(max_length=64)
    # Why an officer had it computed although reviews were missing
    despite = models.CharField(_("빠진 평가를 두고 계산한 까닭"), max_length=500, blank=True)
    computed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stage", "number"], name="ranking_numbered_once"),
        ]
        ordering = ["stage", "number"]


class Minutes(models.Model):
    """What a panel discussed of a stage: who was there, what was said of whom."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="minutes")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=8, choices=MINUTES_STATES.choices, default=MINUTES_STATES.initial
    )
    held_at = models.DateTimeField(_("연 때"))
    place = models.CharField(_("장소"), max_length=160, blank=True)
    attendees = models.CharField(_("참석자"), max_length=1000, blank=True)
    text = models.TextField(_("심의 내용"), max_length=8000, blank=True)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    rules_sha256 = models.CharField(max_length=64)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    closed_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    # Rises with every change, so that nobody overwrites what they have not seen.
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            MINUTES_STATES.constraint(),
            models.UniqueConstraint(fields=["stage", "number"], name="minutes_numbered_once"),
            models.CheckConstraint(
                condition=Q(state="open")
                | (~Q(text="") & ~Q(attendees="") & Q(closed_at__isnull=False)),
                name="minutes_closed_say_something",
            ),
        ]
        ordering = ["stage", "number"]


class Discussed(models.Model):
    """One entry of the minutes: what was said, and what the panel holds."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="discussed")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="discussed")
    text = models.TextField(_("논의"), max_length=2000)
    verdict = models.CharField(_("의견"), max_length=10, choices=Verdict.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["minutes", "entry"], name="entry_discussed_once"),
        ]


class Decision(models.Model):
    """What was decided of an entry in a stage, with the reason; known to others when announced."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="decisions")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="decisions")
    verdict = models.CharField(_("결정"), max_length=10, choices=Verdict.choices)
    reason = models.CharField(_("까닭"), max_length=1000)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stage", "entry"], name="decided_once_in_a_stage"),
            models.CheckConstraint(
                condition=Q(verdict__in=Verdict.values), name="decision_verdict_known"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="decision_has_its_reason"),
        ]
        ordering = ["stage", "entry"]


class Announcement(models.Model):
    """The results of a call: set for a moment, then announced with the figures of that moment."""

    call = models.OneToOneField(Call, on_delete=models.PROTECT, related_name="announcement")
    planned_for = models.DateTimeField(_("발표할 때"), null=True, blank=True)
    # Why more or fewer are chosen than the call announced
    because = models.CharField(_("선정 수가 공고와 다른 까닭"), max_length=500, blank=True)
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    # Why nothing was announced although the moment had come
    fault = models.CharField(max_length=500, blank=True)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    rules_sha256 = models.CharField(max_length=64)
    # How many entered, were checked and were chosen
    figures = models.JSONField(default=dict, blank=True)
    announced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_for__isnull=False) | Q(announced_at__isnull=False),
                name="announcement_has_a_moment",
            ),
        ]
        indexes = [models.Index(fields=["planned_for"], name="announcement_planned")]


class Objection(models.Model):
    """A team does not agree with the result, and gets an answer."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="objection")
    state = models.CharField(
        max_length=10, choices=OBJECTION_STATES.choices, default=OBJECTION_STATES.initial
    )
    text = models.TextField(_("이의"), max_length=4000)
    filed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    answer = models.TextField(_("답변"), max_length=4000, blank=True)
    answered_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    # Whether the entry was chosen because of it
    is_selected = models.BooleanField(default=False)

    class Meta:
        constraints = [
            OBJECTION_STATES.constraint(),
            models.CheckConstraint(
                condition=Q(state="filed") | ~Q(answer=""), name="objection_answered_with_words"
            ),
            models.CheckConstraint(
                condition=Q(is_selected=False) | Q(state="upheld"),
                name="objection_selects_when_upheld",
            ),
        ]
        ordering = ["filed_at"]


class Seal(models.Model):
    """An incident: judging stands still, as it was at that moment, until the seal is lifted."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="seals")
    reason = models.CharField(_("까닭"), max_length=500)
    snapshot = models.JSONField()
    sha256 = models.CharField(max_length=64)
    sealed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sealed_at = models.DateTimeField()
    lifted_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_because = models.CharField(_("푼 까닭"), max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call"], condition=Q(lifted_at__isnull=True), name="sealed_once"
            ),
        ]
        ordering = ["call", "pk"]
