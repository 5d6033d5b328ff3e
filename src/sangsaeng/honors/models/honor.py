"""An honor goes jointly to every partner of the case; each holder has a plaque of its own."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sangsaeng.honors.states import HONOR_STATES
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.kernel.tokens import new_code
from sangsaeng.organizations.models import Organization
from sangsaeng.programs.models import Call, Entry, Program


class HonorQuerySet(models.QuerySet["Honor"]):
    """How honors are read: by everybody."""

    def visible_to(self, viewer: Viewer) -> "HonorQuerySet":  # noqa: ARG002 - an honor is public
        """Everybody sees every honor: it is given in public, and so it is taken back."""
        return self.all()

    def given(self) -> "HonorQuerySet":
        """Those that hold."""
        return self.filter(state="given")


class Honor(models.Model):
    """An award for one case of a program's round."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="honors")
    # None where the round was held before this platform
    call = models.ForeignKey(
        Call, null=True, blank=True, on_delete=models.PROTECT, related_name="honors"
    )
    entry = models.OneToOneField(
        Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="honor"
    )
    round = models.CharField(_("회차"), max_length=40)
    # Counted in the program, from 1; an honor from before this platform has none.
    number = models.PositiveIntegerField(_("번호"), null=True, blank=True)
    title = models.CharField(_("사례"), max_length=200, blank=True)
    title_en = models.CharField(_("영문 사례"), max_length=240, blank=True)
    summary = models.TextField(_("공적"), max_length=2000, blank=True)
    # For what the prize is: «ESG», «기술협력»
    part = models.CharField(_("부문"), max_length=60, blank=True)
    # The person honored, where a person and not a cooperation is.
    person_name = models.CharField(_("받은 사람"), max_length=60, blank=True)
    awarded_on = models.DateField(_("수여일"))
    state = models.CharField(
        max_length=8, choices=HONOR_STATES.choices, default=HONOR_STATES.initial
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_because = models.CharField(_("취소 까닭"), max_length=300, blank=True)
    source = models.CharField(_("출처"), max_length=500, blank=True)
    # What a reader must know of the source: «회차 번호는 추정»
    note = models.CharField(_("비고"), max_length=300, blank=True)
    is_sample = models.BooleanField(_("예시 자료"), default=False)
    entered_at = models.DateTimeField()

    objects: ClassVar[HonorQuerySet] = HonorQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        constraints = [
            HONOR_STATES.constraint(),
            models.UniqueConstraint(fields=["program", "number"], name="honor_numbered_once"),
            models.CheckConstraint(
                condition=Q(state="given") | (Q(revoked_at__isnull=False) & ~Q(revoked_because="")),
                name="honor_revoked_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(entry__isnull=False) | ~Q(source=""),
                name="honor_from_an_entry_or_a_source",
            ),
        ]
        ordering = ["-awarded_on", "number", "pk"]

    def __str__(self) -> str:
        return self.title or f"{self.round} {self.code}"

    @property
    def name(self) -> str:
        """The case by its title; where none was published, by who holds it."""
        return self.title or " · ".join(one.name for one in self.holders.all())


class Holder(models.Model):
    """An organization that holds an honor, under the name it bore on that day."""

    honor = models.ForeignKey(Honor, on_delete=models.PROTECT, related_name="holders")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="honors_held"
    )
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("수여 당시의 이름"), max_length=160)
    part = models.CharField(_("역할"), max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["honor", "organization"], name="organization_holds_an_honor_once"
            ),
        ]
        ordering = ["honor", "position", "pk"]
