"""Judges: who judges a call, in which panels, what ties them to whom, and what they declared."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sangsaeng.judging.kinds import Origin, TieKind
from sangsaeng.judging.states import JUDGE_STATES
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.kernel.tokens import new_code
from sangsaeng.organizations.models import Organization
from sangsaeng.programs.models import Call, Entry, Officer, Stage


class JudgeQuerySet(models.QuerySet["Judge"]):
    """How judges are read: by themselves and by the call's officers; never by entrants."""

    def visible_to(self, viewer: Viewer) -> "JudgeQuerySet":
        """Return the viewer's own places, and those of the calls the viewer runs."""
        if not isinstance(viewer, Person):
            return self.none()
        runs = Q(call__program__in=Officer.objects.programs_of(viewer))
        return self.filter((Q(person=viewer) & ~Q(state="named")) | runs)


class Judge(models.Model):
    """A person who judges a call."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="judges")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="judging")
    state = models.CharField(
        max_length=10, choices=JUDGE_STATES.choices, default=JUDGE_STATES.initial
    )
    affiliation = models.CharField(_("소속"), max_length=160, blank=True)
    # Sectors (first signs of the KSIC) and words of what the judge knows
    sectors = models.JSONField(_("전문 업종"), default=list, blank=True)
    expertise = models.CharField(_("전문 분야"), max_length=300, blank=True)
    # The judge's own cap over all stages; without, each stage's.
    most_entries = models.PositiveSmallIntegerField(_("최대 건수"), null=True, blank=True)
    named_at = models.DateTimeField()
    invited_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[JudgeQuerySet] = JudgeQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        constraints = [
            JUDGE_STATES.constraint(),
            models.UniqueConstraint(fields=["call", "person"], name="judge_once_in_a_call"),
        ]
        ordering = ["call", "pk"]


class PanelSeat(models.Model):
    """A judge's seat in the panel of one stage."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="panel")
    judge = models.ForeignKey(Judge, on_delete=models.PROTECT, related_name="seats")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stage", "judge"], name="judge_once_in_a_panel"),
        ]


class Tie(models.Model):
    """What ties a person to an organization, as they or an officer said."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="ties")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="ties")
    kind = models.CharField(_("관계"), max_length=16, choices=TieKind.choices)
    note = models.CharField(_("내용"), max_length=300, blank=True)
    ended_on = models.DateField(_("끝난 날"), null=True, blank=True)
    origin = models.CharField(max_length=10, choices=Origin.choices)
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "organization", "kind"], name="tie_once"),
            models.CheckConstraint(condition=Q(kind__in=TieKind.values), name="tie_kind_known"),
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="tie_origin_known"),
        ]


class Declaration(models.Model):
    """A judge's word on every organization of the call, given before any entry is shown.

    It lists the organizations alone, never which entry they belong to; one that joins later is
    not covered, and its entry stays closed until the judge declares again.
    """

    judge = models.ForeignKey(Judge, on_delete=models.PROTECT, related_name="declarations")
    number = models.PositiveSmallIntegerField()
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["judge", "number"], name="declaration_numbered_once"),
        ]


class Declared(models.Model):
    """One organization a declaration speaks of, and whether there is a tie."""

    declaration = models.ForeignKey(Declaration, on_delete=models.CASCADE, related_name="about")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("관계"), max_length=16, choices=TieKind.choices, blank=True)
    note = models.CharField(_("내용"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["declaration", "organization"], name="organization_declared_once"
            ),
        ]


class Conflict(models.Model):
    """Why a judge must not see an entry: the tie, the way it was found, and since when."""

    judge = models.ForeignKey(Judge, on_delete=models.PROTECT, related_name="conflicts")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="conflicts")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=TieKind.choices)
    origin = models.CharField(max_length=10, choices=Origin.choices)
    # The way from the judge to the partner, for the officer: «A → B (같은 기업집단)»
    path = models.CharField(_("경로"), max_length=500)
    found_at = models.DateTimeField()
    # An officer may lift what was found by mistake, with a reason; never what a judge declared.
    lifted_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_because = models.CharField(_("거둔 까닭"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["judge", "entry", "organization", "kind"], name="conflict_once"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True)
                | (~Q(lifted_because="") & ~Q(origin="declared")),
                name="conflict_lifted_with_reason",
            ),
        ]
