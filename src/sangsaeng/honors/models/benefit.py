"""Benefits: what a holder is entitled to, from when until when, and how it was used."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from sangsaeng.honors.models.honor import Holder
from sangsaeng.kernel.language import for_reader
from sangsaeng.kernel.models import Person, StoredFile
from sangsaeng.kernel.permissions import Viewer, may_operate
from sangsaeng.kernel.tokens import new_code
from sangsaeng.organizations.models import Membership, Organization
from sangsaeng.programs.kinds import BenefitKind
from sangsaeng.programs.models import Officer


class BenefitQuerySet(models.QuerySet["Benefit"]):
    """How benefits are read: by who holds them and by who gave them."""

    def on(self, day: date) -> "BenefitQuerySet":
        """Return those that hold on the day."""
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
            starts_on__lte=day,
            holder__honor__state="given",
        ).filter(Q(stopped_on__isnull=True) | Q(stopped_on__gt=day))

    def visible_to(self, viewer: Viewer) -> "BenefitQuerySet":
        """Return those of the viewer's organizations and of the programs the viewer runs."""
        if may_operate(viewer):
            return self
        if not isinstance(viewer, Person):
            return self.none()
        return self.filter(
            Q(holder__organization__in=Membership.objects.organizations_of(viewer))
            | Q(holder__honor__program__in=Officer.objects.programs_of(viewer))
        )


class Benefit(models.Model):
    """One entitlement of one holder."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    holder = models.ForeignKey(Holder, on_delete=models.PROTECT, related_name="benefits")
    kind = models.CharField(_("종류"), max_length=20, choices=BenefitKind.choices)
    label = models.CharField(_("혜택"), max_length=160)
    label_en = models.CharField(_("영문 혜택"), max_length=200, blank=True)
    detail = models.CharField(_("내용"), max_length=500, blank=True)
    starts_on = models.DateField(_("시작"))
    ends_on = models.DateField(_("끝"), null=True, blank=True)
    stopped_on = models.DateField(_("그친 날"), null=True, blank=True)
    stopped_because = models.CharField(_("그친 까닭"), max_length=300, blank=True)
    source = models.CharField(_("출처"), max_length=500, blank=True)
    given_at = models.DateTimeField()
    # Of how many days the holder was reminded last; none before the first time.
    reminded = models.PositiveSmallIntegerField(null=True, blank=True)

    objects: ClassVar[BenefitQuerySet] = BenefitQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=BenefitKind.values), name="benefit_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="benefit_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(stopped_on__isnull=True) | ~Q(stopped_because=""),
                name="benefit_stopped_with_reason",
            ),
            models.UniqueConstraint(
                fields=["holder", "kind", "label"], name="benefit_once_for_a_holder"
            ),
        ]
        indexes = [models.Index(fields=["ends_on"])]
        ordering = ["ends_on", "pk"]

    @property
    def name(self) -> str:
        """The benefit in the reader's language."""
        return for_reader(self.label, self.label_en)


class BenefitUse(models.Model):
    """One time a benefit was used, with what shows it."""

    benefit = models.ForeignKey(Benefit, on_delete=models.PROTECT, related_name="uses")
    used_on = models.DateField(_("쓴 날"))
    authority = models.CharField(_("적용한 기관"), max_length=160)
    text = models.CharField(_("내용"), max_length=500, blank=True)
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["-used_on", "-pk"]


class AuthorityKeyQuerySet(models.QuerySet["AuthorityKey"]):
    """How authorities' keys are read."""

    def open_on(self, day: date) -> "AuthorityKeyQuerySet":
        """Those with which one may ask: neither ended nor expired, their keeper still there."""
        keeps = Membership.objects.running().filter(
            person=OuterRef("keeper"), organization=OuterRef("authority"), person__is_active=True
        )
        return self.filter(Exists(keeps), ended_at__isnull=True, expires_on__gte=day)

    def visible_to(self, viewer: Viewer) -> "AuthorityKeyQuerySet":
        """Return those of the viewer's organizations; operators see all."""
        if may_operate(viewer):
            return self
        if not isinstance(viewer, Person):
            return self.none()
        return self.filter(authority__in=Membership.objects.organizations_of(viewer))


class AuthorityKey(models.Model):
    """A key with which an authority asks whether an organization holds a benefit on a day."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    authority = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="authority_keys"
    )
    # Answers for the key, which dies with their place in the authority.
    keeper = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="authority_keys")
    purpose = models.CharField(_("쓰는 곳"), max_length=160)
    # Only these kinds may be asked about.
    kinds = models.JSONField(_("물을 수 있는 혜택"), default=list)
    digest = models.CharField(max_length=64, unique=True)
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    expires_on = models.DateField(_("유효 기한"))
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[AuthorityKeyQuerySet] = AuthorityKeyQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(kinds=[]), name="authority_key_opens_something"),
        ]
        ordering = ["-given_at", "-pk"]

    @property
    def kind_names(self) -> list[str]:
        """What it opens, in the reader's language."""
        return [str(BenefitKind(kind).label) for kind in self.kinds]


class BenefitQuestionQuerySet(models.QuerySet["BenefitQuestion"]):
    """How questions are read: by the organization that was asked about, and by who asked."""

    def visible_to(self, viewer: Viewer) -> "BenefitQuestionQuerySet":
        """Return those about the viewer's organizations and those they asked; operators see all."""
        if may_operate(viewer):
            return self
        if not isinstance(viewer, Person):
            return self.none()
        mine = Membership.objects.organizations_of(viewer)
        return self.filter(Q(organization__in=mine) | Q(key__authority__in=mine))


class BenefitQuestion(models.Model):
    """What an authority asked with its key and what it was told; the asked organization reads it.

    A question about an organization nobody knows is kept without one.
    """

    key = models.ForeignKey(AuthorityKey, on_delete=models.PROTECT, related_name="questions")
    organization = models.ForeignKey(
        Organization,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="benefit_questions",
    )
    # Who asked on the page; a program that asks with the key has nobody.
    asked_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=20, choices=BenefitKind.choices)
    day = models.DateField()
    holds = models.BooleanField()
    asked_at = models.DateTimeField()

    objects: ClassVar[BenefitQuestionQuerySet] = BenefitQuestionQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(holds=False) | Q(organization__isnull=False),
                name="nobody_unknown_holds_a_benefit",
            ),
        ]
        indexes = [models.Index(fields=["key", "asked_at"])]
        ordering = ["-asked_at", "-pk"]
