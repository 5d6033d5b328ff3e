"""A fair: who runs it, its days, halls and slots, and the rules its timetable follows."""

from typing import ClassVar
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sangsaeng.fairs.states import FAIR_STATES
from sangsaeng.fairs.weights import MOST_FIT_WORTH, NO_THANKS, USUAL, AbsenceRule, WeightRule
from sangsaeng.kernel.language import for_reader
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import Viewer, may_operate
from sangsaeng.organizations.models import Organization


class Population(models.TextChoices):
    """Who may meet whom."""

    TWO_SIDED = "two_sided", _("수요기업과 공급기업")
    ONE = "one", _("참가기업 서로")


class Order(models.TextChoices):
    """What a timetable puts first."""

    SUPPLIERS_FIRST = "suppliers_first", _("한 건이라도 상담하는 기업 수를 먼저")
    WEIGHT_FIRST = "weight_first", _("희망도 합계를 먼저")


class FairQuerySet(models.QuerySet["Fair"]):
    """How fairs are read."""

    def visible_to(self, viewer: Viewer) -> "FairQuerySet":
        """Everybody sees a fair once it is announced; its own people see it before."""
        if may_operate(viewer):
            return self
        announced = ~Q(state=FAIR_STATES.initial)
        if not isinstance(viewer, Person):
            return self.filter(announced)
        return self.filter(announced | Q(pk__in=FairRole.objects.fairs_of(viewer)))


class Fair(models.Model):
    """A one-to-one consultation event."""

    slug = models.SlugField(_("주소"), max_length=60, unique=True)
    name = models.CharField(_("이름"), max_length=120)
    name_en = models.CharField(_("영문 이름"), max_length=160, blank=True)
    organizer = models.ForeignKey(
        Organization, verbose_name=_("주최 기관"), on_delete=models.PROTECT, related_name="fairs"
    )
    place = models.CharField(_("장소"), max_length=160)
    about = models.TextField(_("안내"), max_length=4000, blank=True)
    zone = models.CharField(_("시간대"), max_length=40, default="Asia/Seoul")
    state = models.CharField(
        _("상태"), max_length=12, choices=FAIR_STATES.choices, default=FAIR_STATES.initial
    )
    population = models.CharField(
        _("만남의 방식"), max_length=10, choices=Population.choices, default=Population.TWO_SIDED
    )
    # The rule of planning
    order = models.CharField(
        _("편성 우선순위"), max_length=16, choices=Order.choices, default=Order.SUPPLIERS_FIRST
    )
    first_timer_floor = models.PositiveSmallIntegerField(_("첫 참가기업 보장 상담 수"), default=0)
    buyer_limit = models.PositiveSmallIntegerField(_("수요기업 상담 한도"), null=True, blank=True)
    supplier_limit = models.PositiveSmallIntegerField(
        _("공급기업 상담 한도"), null=True, blank=True
    )
    # The rule of weights: what a wish is worth, and how the two sides' wishes are joined
    must_worth = models.PositiveSmallIntegerField(_("‘꼭’의 값"), default=USUAL.worth["must"])
    want_worth = models.PositiveSmallIntegerField(_("‘희망’의 값"), default=USUAL.worth["want"])
    possible_worth = models.PositiveSmallIntegerField(
        _("‘가능하면’의 값"), default=USUAL.worth["possible"]
    )
    unstated_worth = models.PositiveSmallIntegerField(
        _("의사 표시 없음의 값"), default=USUAL.worth["unstated"]
    )
    buyer_share = models.PositiveSmallIntegerField(
        _("수요기업 희망의 비중(%)"), default=USUAL.buyer_share
    )
    fit_worth = models.PositiveSmallIntegerField(_("잘 맞음의 값"), default=USUAL.fit_worth)
    # The rule of asking: how many each may ask, until when the other side answers
    buyer_quota = models.PositiveSmallIntegerField(_("수요기업 신청 한도"), null=True, blank=True)
    supplier_quota = models.PositiveSmallIntegerField(
        _("공급기업 신청 한도"), null=True, blank=True
    )
    answer_by = models.DateTimeField(_("답변 기한"), null=True, blank=True)
    # The rule of the day: how long an offered place waits for an answer
    offer_minutes = models.PositiveSmallIntegerField(_("빈자리 제안의 답변 시간(분)"), default=5)
    # The rule of absences: what each one at earlier fairs takes off a request's weight
    no_show_cost = models.PositiveSmallIntegerField(_("불참 1회에 낮출 희망도(%)"), default=0)
    no_show_years = models.PositiveSmallIntegerField(_("불참을 헤아릴 햇수"), default=2)
    # Rises with every change to what is announced; phones ask for it, nothing else.
    revision = models.PositiveBigIntegerField(default=0)
    copied_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL)

    is_sample = models.BooleanField(_("예시 자료"), default=False)
    source = models.CharField(_("출처"), max_length=300, blank=True)
    entered_at = models.DateTimeField(_("등록 일시"))

    objects: ClassVar[FairQuerySet] = FairQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        constraints = [
            FAIR_STATES.constraint(),
            models.CheckConstraint(
                condition=Q(population__in=Population.values), name="fair_population_known"
            ),
            models.CheckConstraint(condition=Q(order__in=Order.values), name="fair_order_known"),
            models.CheckConstraint(
                condition=Q(buyer_share__lte=100), name="fair_buyer_share_is_a_percentage"
            ),
            models.CheckConstraint(
                condition=Q(fit_worth__lte=MOST_FIT_WORTH), name="fair_fit_worth_is_bounded"
            ),
            models.CheckConstraint(
                condition=Q(no_show_cost__lte=100), name="fair_no_show_cost_is_a_percentage"
            ),
            models.CheckConstraint(
                condition=Q(offer_minutes__gte=1), name="fair_an_offer_leaves_time_to_answer"
            ),
            models.CheckConstraint(
                condition=Q(must_worth__gte=F("want_worth"))
                & Q(want_worth__gte=F("possible_worth"))
                & Q(possible_worth__gte=1),
                name="fair_wishes_are_worth_their_order",
            ),
        ]
        ordering = ["-entered_at", "-pk"]

    def __str__(self) -> str:
        return for_reader(self.name, self.name_en)

    @property
    def weight_rule(self) -> WeightRule:
        """The fair's own rule of weights."""
        worth = {
            "must": self.must_worth,
            "want": self.want_worth,
            "possible": self.possible_worth,
            "unstated": self.unstated_worth,
            NO_THANKS: 0,
        }
        return WeightRule(worth, self.buyer_share, self.fit_worth)

    @property
    def absence_rule(self) -> AbsenceRule:
        """The fair's own rule of absences."""
        return AbsenceRule(self.no_show_cost)

    @property
    def tz(self) -> ZoneInfo:
        """The time zone in which the fair's hours are meant."""
        return ZoneInfo(self.zone)


class FairRoleQuerySet(models.QuerySet["FairRole"]):
    """How a fair's people are read."""

    def running(self) -> "FairRoleQuerySet":
        """Those that have not ended."""
        return self.filter(ended_at__isnull=True)

    def fairs_of(self, person: Person) -> "models.QuerySet[FairRole, int]":
        """The fairs a person helps to run."""
        return self.running().filter(person=person).values_list("fair", flat=True)


class FairRole(models.Model):
    """A person's part in running a fair."""

    class Role(models.TextChoices):
        """What the person may do."""

        OFFICER = "officer", _("담당자")
        DESK = "desk", _("현장 안내")

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="roles")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="fair_roles")
    role = models.CharField(max_length=10, choices=Role.choices)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[FairRoleQuerySet] = FairRoleQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "person"],
                condition=Q(ended_at__isnull=True),
                name="fair_role_runs_once",
            )
        ]


class Hall(models.Model):
    """A room of the fair."""

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="halls")
    name = models.CharField(_("상담장"), max_length=60)
    position = models.PositiveSmallIntegerField(default=0)
    behind_minutes = models.PositiveSmallIntegerField(_("늦어진 시간(분)"), default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fair", "name"], name="hall_name_once")]
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Day(models.Model):
    """One day of the fair."""

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="days")
    date = models.DateField(_("날짜"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fair", "date"], name="day_once")]
        ordering = ["date"]


class Slot(models.Model):
    """A stretch of time in which every table holds at most one meeting."""

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="slots")
    day = models.ForeignKey(Day, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField(_("시작"))
    ends_at = models.DateTimeField(_("끝"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fair", "starts_at"], name="slot_start_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="slot_ends_after_it_starts"
            ),
        ]
        ordering = ["starts_at"]
