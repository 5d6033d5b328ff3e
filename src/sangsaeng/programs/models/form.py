"""The form of a call and the stages in which its entries are judged."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.language import for_reader
from sangsaeng.programs.kinds import QuestionForm, Scope, StageKind
from sangsaeng.programs.models.call import Call


class Question(models.Model):
    """One question of the form: how it is answered, how long, and who reads the answer."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    section = models.CharField(_("묶음"), max_length=60, blank=True)
    key = models.SlugField(max_length=40)
    label = models.CharField(_("질문"), max_length=200)
    label_en = models.CharField(_("영문 질문"), max_length=300, blank=True)
    help = models.CharField(_("도움말"), max_length=500, blank=True)
    form = models.CharField(_("답의 형식"), max_length=10, choices=QuestionForm.choices)
    is_required = models.BooleanField(_("꼭 답해야 함"), default=False)
    # The most signs of a text, the largest number, or the most files or rows; without, the usual.
    limit = models.PositiveBigIntegerField(_("한도"), null=True, blank=True)
    choices = models.JSONField(_("고를 것"), default=list, blank=True)
    # Of a table: [{"key": …, "label": …, "form": …}, …]
    columns = models.JSONField(_("표의 열"), default=list, blank=True)
    scope = models.CharField(
        _("공개 범위"), max_length=10, choices=Scope.choices, default=Scope.JUDGES
    )
    # Whether the answer would tell a blind judge who enters.
    identifies = models.BooleanField(_("신청 기업을 알 수 있는 답"), default=False)
    source = models.CharField(_("출처"), max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "key"], name="question_key_once"),
            models.CheckConstraint(
                condition=Q(form__in=QuestionForm.values), name="question_form_known"
            ),
            models.CheckConstraint(
                condition=Q(scope__in=Scope.values), name="question_scope_known"
            ),
        ]
        ordering = ["call", "position", "pk"]

    @property
    def name(self) -> str:
        """The question in the reader's language."""
        return for_reader(self.label, self.label_en)


class Stage(models.Model):
    """One step of judging, with how many judges look and how many entries go on."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("종류"), max_length=12, choices=StageKind.choices)
    label = models.CharField(_("이름"), max_length=60)
    label_en = models.CharField(_("영문 이름"), max_length=80, blank=True)
    starts_on = models.DateField(_("시작"), null=True, blank=True)
    ends_on = models.DateField(_("끝"), null=True, blank=True)
    # How many entries go on; without, all that pass.
    keeps = models.PositiveSmallIntegerField(_("다음 단계로 갈 수"), null=True, blank=True)
    least_judges = models.PositiveSmallIntegerField(_("건마다 최소 심사위원"), default=3)
    most_entries = models.PositiveSmallIntegerField(_("심사위원마다 최대 건수"), default=40)
    drops_extremes = models.BooleanField(_("최고점·최저점 제외"), default=False)
    source = models.CharField(_("출처"), max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "position"], name="stage_position_once"),
            models.CheckConstraint(condition=Q(kind__in=StageKind.values), name="stage_kind_known"),
        ]
        ordering = ["call", "position"]

    def __str__(self) -> str:
        return self.label

    @property
    def name(self) -> str:
        """The stage in the reader's language."""
        return for_reader(self.label, self.label_en)


class Criterion(models.Model):
    """What judges look at in a stage, how much it weighs, and what the points mean."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=40)
    label = models.CharField(_("평가 항목"), max_length=100)
    label_en = models.CharField(_("영문 평가 항목"), max_length=140, blank=True)
    guide = models.TextField(_("평가 기준"), max_length=1000, blank=True)
    weight = models.PositiveSmallIntegerField(_("배점(%)"))
    most = models.PositiveSmallIntegerField(_("최고점"), default=10)
    source = models.CharField(_("출처"), max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stage", "key"], name="criterion_key_once"),
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=100), name="criterion_weight_is_a_share"
            ),
            models.CheckConstraint(condition=Q(most__gte=1), name="criterion_has_points"),
        ]
        ordering = ["stage", "position", "pk"]

    @property
    def name(self) -> str:
        """The criterion in the reader's language."""
        return for_reader(self.label, self.label_en)
