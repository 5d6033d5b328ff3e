"""A call: one round of a program, with its window, its seats, its rules and what it promises."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.language import for_reader
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import Viewer, may_operate
from sangsaeng.programs.kinds import METHOD, BenefitKind, RuleKind
from sangsaeng.programs.models.program import Officer, Program
from sangsaeng.programs.states import CALL_STATES


class CallQuerySet(models.QuerySet["Call"]):
    """How calls are read."""

    def announced(self) -> "CallQuerySet":
        """Those the public may know of."""
        return self.filter(announced_at__isnull=False)

    def visible_to(self, viewer: Viewer) -> "CallQuerySet":
        """Everybody sees a call once it is announced; its officers see it before."""
        if may_operate(viewer):
            return self
        announced = Q(announced_at__isnull=False)
        if not isinstance(viewer, Person):
            return self.filter(announced)
        return self.filter(announced | Q(program__in=Officer.objects.programs_of(viewer)))


class Call(models.Model):
    """One round: what is asked, of whom, until when, how it is judged and what it brings."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="calls")
    slug = models.SlugField(_("주소"), max_length=80, unique=True)
    title = models.CharField(_("제목"), max_length=160)
    title_en = models.CharField(_("영문 제목"), max_length=200, blank=True)
    # How the round is named in public: «2026년 1차»
    round = models.CharField(_("회차"), max_length=40, blank=True)
    state = models.CharField(
        _("상태"), max_length=12, choices=CALL_STATES.choices, default=CALL_STATES.initial
    )
    about = models.TextField(_("안내"), max_length=8000, blank=True)
    # The window and what follows it
    announced_at = models.DateTimeField(_("공고일"), null=True, blank=True)
    opens_at = models.DateTimeField(_("접수 시작"), null=True, blank=True)
    closes_at = models.DateTimeField(_("접수 마감"), null=True, blank=True)
    results_at = models.DateTimeField(_("결과 발표 예정"), null=True, blank=True)
    published_at = models.DateTimeField(_("결과 발표"), null=True, blank=True)
    # How entries come in
    own_entry = models.BooleanField(_("직접 신청"), default=True)
    recommenders = models.JSONField(_("추천할 수 있는 곳"), default=list, blank=True)
    supplement_days = models.PositiveSmallIntegerField(_("보완 기한(일)"), default=7)
    # How it is judged
    is_blind = models.BooleanField(_("신청 기업을 가리고 심사"), default=True)
    places = models.PositiveSmallIntegerField(_("선정 수"), null=True, blank=True)
    tie_rule = models.CharField(_("동점일 때"), max_length=300, blank=True)
    gives_feedback = models.BooleanField(_("선정되지 않은 곳에 심사 의견 전달"), default=True)
    objection_days = models.PositiveSmallIntegerField(_("이의신청 기간(일)"), default=7)
    # Drawn once, so that every figure of the judging can be computed again.
    seed = models.PositiveIntegerField(default=0)
    # How scores become a ranking, by its name and version.
    method = models.CharField(max_length=40, default=METHOD)
    # For each setting by its name where it is written; a setting without is the host's own.
    sources = models.JSONField(default=dict, blank=True)
    call_off_reason = models.CharField(_("취소한 까닭"), max_length=300, blank=True)
    copied_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="copies"
    )
    is_sample = models.BooleanField(_("예시 자료"), default=False)
    entered_at = models.DateTimeField()
    # When the clock next does something with it by itself: opens, reminds, closes.
    due_at = models.DateTimeField(null=True, blank=True, db_index=True)
    # Rises with every change, so that nobody overwrites what they have not seen.
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[CallQuerySet] = CallQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        constraints = [
            CALL_STATES.constraint(),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "called_off"))
                | Q(
                    announced_at__isnull=False,
                    opens_at__isnull=False,
                    closes_at__isnull=False,
                ),
                name="call_announced_has_its_window",
            ),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True)
                | Q(closes_at__isnull=True)
                | Q(closes_at__gt=F("opens_at")),
                name="call_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("published", "ended")) | Q(published_at__isnull=False),
                name="call_published_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="called_off") | ~Q(call_off_reason=""),
                name="call_called_off_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(places__isnull=True) | Q(places__gte=1), name="call_has_places"
            ),
        ]
        indexes = [models.Index(fields=["state", "closes_at"])]
        ordering = ["-opens_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def name(self) -> str:
        """The title in the reader's language."""
        return for_reader(self.title, self.title_en)


class CallSeat(models.Model):
    """A part in the team that enters: which organizations may take it, and how many."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="seats")
    position = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=30)
    label = models.CharField(_("역할"), max_length=60)
    label_en = models.CharField(_("영문 역할"), max_length=80, blank=True)
    # Empty means any.
    kinds = models.JSONField(_("기관 종류"), default=list, blank=True)
    sizes = models.JSONField(_("기업 규모"), default=list, blank=True)
    least = models.PositiveSmallIntegerField(_("최소"), default=1)
    most = models.PositiveSmallIntegerField(_("최대"), default=1)
    may_lead = models.BooleanField(_("대표로 신청할 수 있음"), default=True)
    source = models.CharField(_("출처"), max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "key"], name="seat_key_once"),
            models.CheckConstraint(condition=Q(most__gte=F("least")), name="seat_most_over_least"),
            models.CheckConstraint(condition=Q(most__gte=1), name="seat_holds_somebody"),
        ]
        ordering = ["call", "position", "pk"]

    @property
    def name(self) -> str:
        """The part in the reader's language."""
        return for_reader(self.label, self.label_en)


class EligibilityRule(models.Model):
    """A condition an entry must meet, told to everybody before and checked on every entry alike."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="rules")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=RuleKind.choices)
    params = models.JSONField(default=dict, blank=True)
    text = models.CharField(_("조건"), max_length=400)
    text_en = models.CharField(_("영문 조건"), max_length=400, blank=True)
    source = models.CharField(_("출처"), max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=RuleKind.values), name="eligibility_kind_known"
            ),
        ]
        ordering = ["call", "position", "pk"]

    @property
    def name(self) -> str:
        """The condition in the reader's language."""
        return for_reader(self.text, self.text_en)


class PromisedBenefit(models.Model):
    """What this round promises those it selects, from when and for how long."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="benefits")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("종류"), max_length=20, choices=BenefitKind.choices)
    label = models.CharField(_("혜택"), max_length=160)
    label_en = models.CharField(_("영문 혜택"), max_length=200, blank=True)
    detail = models.CharField(_("내용"), max_length=500, blank=True)
    # It runs from the day of the award for so many months; without, until somebody ends it.
    months = models.PositiveSmallIntegerField(_("유효 기간(개월)"), null=True, blank=True)
    source = models.CharField(_("출처"), max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=BenefitKind.values), name="promised_benefit_kind_known"
            ),
        ]
        ordering = ["call", "position", "pk"]

    @property
    def name(self) -> str:
        """The benefit in the reader's language."""
        return for_reader(self.label, self.label_en)


class Edition(models.Model):
    """The rules of a call as announced: frozen with their digest; a change is a new edition."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    rules = models.JSONField()
    sha256 = models.CharField(max_length=64)
    reason = models.CharField(_("바꾼 까닭"), max_length=300, blank=True)
    announced_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    announced_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="edition_numbered_once"),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="edition_has_its_digest"
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="edition_changed_with_reason"
            ),
        ]
        ordering = ["call", "number"]
