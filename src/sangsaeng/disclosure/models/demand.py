"""A demand for technical material: who asks whom for what and why, and what became of it."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sangsaeng.disclosure.models.material import Material, MaterialVersion
from sangsaeng.disclosure.states import DEMAND_STATES
from sangsaeng.disclosure.terms import DEMAND_TERMS, Relation
from sangsaeng.exchange.models import Interest, Listing
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.kernel.tokens import new_code
from sangsaeng.organizations.models import Membership, Organization

# A demand that is out says all that the law asks.
_COMPLETE = Q(demanded_on__isnull=False, provide_on__isnull=False, document__isnull=False)
for _term in DEMAND_TERMS:
    if _term.form != "date":
        _COMPLETE &= ~Q(**{_term.key: ""})


class DemandQuerySet(models.QuerySet["Demand"]):
    """How demands are read: by the two sides, and by nobody else, not even an operator."""

    def visible_to(self, viewer: Viewer) -> "DemandQuerySet":
        """Return those of the viewer's organizations; the owner's once they were sent."""
        if not isinstance(viewer, Person):
            return self.none()
        mine = Membership.objects.organizations_of(viewer)
        return self.filter(Q(receiver__in=mine) | (Q(owner__in=mine) & Q(sent_at__isnull=False)))


class Demand(models.Model):
    """기술자료 요구서: a named organization asks the owner for material, in the words of the law."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    owner = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="demands_received"
    )
    receiver = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="demands")
    listing = models.ForeignKey(
        Listing, null=True, blank=True, on_delete=models.PROTECT, related_name="demands"
    )
    interest = models.ForeignKey(
        Interest, null=True, blank=True, on_delete=models.PROTECT, related_name="demands"
    )
    state = models.CharField(
        _("상태"), max_length=10, choices=DEMAND_STATES.choices, default=DEMAND_STATES.initial
    )
    relation = models.CharField(
        _("거래 관계"),
        max_length=16,
        choices=Relation.choices,
        default=Relation.BEFORE_CONTRACT,
    )
    # What the law asks
    purpose = models.TextField(_("요구 목적"), max_length=1000, blank=True)
    justification = models.TextField(_("요구가 정당한 까닭"), max_length=1000, blank=True)
    name = models.CharField(_("기술자료의 명칭"), max_length=300, blank=True)
    scope = models.TextField(_("기술자료의 범위"), max_length=1000, blank=True)
    ownership = models.TextField(_("권리의 귀속"), max_length=1000, blank=True)
    price = models.CharField(_("대가"), max_length=300, blank=True)
    payment = models.CharField(_("대가의 지급 방법"), max_length=300, blank=True)
    demanded_on = models.DateField(_("요구일"), null=True, blank=True)
    provide_on = models.DateField(_("제공받으려는 날"), null=True, blank=True)
    method = models.CharField(_("제공 방법"), max_length=300, blank=True)
    # Its life
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    document = models.ForeignKey(
        "disclosure.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("답변"), max_length=1000, blank=True)
    # Rises with every change, so that nobody sends what they have not read.
    version = models.PositiveIntegerField(default=1)
    is_sample = models.BooleanField(_("예시 자료"), default=False)

    objects: ClassVar[DemandQuerySet] = DemandQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        constraints = [
            DEMAND_STATES.constraint(),
            models.CheckConstraint(
                condition=Q(relation__in=Relation.values), name="demand_relation_known"
            ),
            models.CheckConstraint(
                condition=~Q(owner=F("receiver")), name="demand_is_for_another_s_material"
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | _COMPLETE, name="demand_sent_is_complete"
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(answer=""), name="demand_declined_with_reason"
            ),
        ]
        indexes = [models.Index(fields=["receiver", "state"])]
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def number(self) -> str:
        """The number under which the demand is cited."""
        return f"요구-{self.code}"

    @property
    def terms(self) -> dict[str, Any]:
        """What the law asks, by key."""
        return {term.key: getattr(self, term.key) for term in DEMAND_TERMS}


class AskedTitle(models.Model):
    """Material whose title the owner had listed, asked for by name."""

    demand = models.ForeignKey(Demand, on_delete=models.CASCADE, related_name="asked_titles")
    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["demand", "material"], name="title_asked_once"),
        ]


class Granted(models.Model):
    """A version the owner chose to provide; its number is how the other side refers to it."""

    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="granted")
    version = models.ForeignKey(MaterialVersion, on_delete=models.PROTECT, related_name="granted")
    number = models.PositiveSmallIntegerField()
    granted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["demand", "version"], name="version_granted_once"),
            models.UniqueConstraint(fields=["demand", "number"], name="granted_numbered_once"),
        ]
        ordering = ["demand", "number"]


class SecrecyQuestion(models.Model):
    """Whether the owner keeps the material secret; the owner says so within fifteen days."""

    DAYS = 15

    demand = models.OneToOneField(Demand, on_delete=models.PROTECT, related_name="secrecy_question")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer_by = models.DateField(_("답변 기한"))
    answered_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    is_kept = models.BooleanField(_("비밀로 관리함"), null=True, blank=True)
    answer = models.TextField(_("관리하는 방법"), max_length=1000, blank=True)

    def is_late(self, today: date) -> bool:
        """Tell whether the time to answer is over."""
        return self.answered_at is None and self.answer_by < today
