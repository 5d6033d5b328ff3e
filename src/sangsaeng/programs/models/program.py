"""A program: the scheme that has one call after another, and the officers who run it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.language import for_reader
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import Viewer, may_operate
from sangsaeng.organizations.models import Credential, Organization


class OfficerQuerySet(models.QuerySet["Officer"]):
    """How officers are read."""

    def running(self) -> "OfficerQuerySet":
        """Those whose office has not ended."""
        return self.filter(ended_at__isnull=True)

    def programs_of(self, person: Person) -> "models.QuerySet[Officer, int]":
        """The programs a person runs."""
        return self.running().filter(person=person).values_list("program", flat=True)


class ProgramQuerySet(models.QuerySet["Program"]):
    """How programs are read."""

    def visible_to(self, viewer: Viewer) -> "ProgramQuerySet":
        """Everybody sees a program that ever announced a call; its officers see it before."""
        if may_operate(viewer):
            return self
        announced = Q(announced_at__isnull=False)
        if not isinstance(viewer, Person):
            return self.filter(announced)
        return self.filter(announced | Q(pk__in=Officer.objects.programs_of(viewer)))


class Program(models.Model):
    """A scheme: who holds it, what it is for, and where its rules are written."""

    slug = models.SlugField(_("주소"), max_length=60, unique=True)
    name = models.CharField(_("이름"), max_length=120)
    name_en = models.CharField(_("영문 이름"), max_length=160, blank=True)
    host = models.ForeignKey(
        Organization, verbose_name=_("주관 기관"), on_delete=models.PROTECT, related_name="programs"
    )
    summary = models.CharField(_("한 줄 소개"), max_length=300, blank=True)
    summary_en = models.CharField(_("영문 한 줄 소개"), max_length=300, blank=True)
    about = models.TextField(_("안내"), max_length=6000, blank=True)
    # The key of the ready scheme it was made from; empty where an officer made it from nothing.
    scheme = models.CharField(max_length=40, blank=True)
    # Under which kind an honor of this program stands among what its holders earned.
    credential = models.CharField(
        _("이력에 남는 종류"),
        max_length=20,
        choices=Credential.Kind.choices,
        default=Credential.Kind.AWARD,
    )
    source = models.CharField(_("출처"), max_length=500, blank=True)
    is_sample = models.BooleanField(_("예시 자료"), default=False)
    entered_at = models.DateTimeField()
    # Since when the public knows of it: its first call.
    announced_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[ProgramQuerySet] = ProgramQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(credential__in=Credential.Kind.values), name="program_credential_known"
            ),
        ]
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return for_reader(self.name, self.name_en)


class Officer(models.Model):
    """A person who runs a program's calls; ended, not deleted."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="officers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="offices")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[OfficerQuerySet] = OfficerQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["program", "person"],
                condition=Q(ended_at__isnull=True),
                name="officer_runs_once",
            ),
        ]
