"""Field checks: a visit to where the work was done, written down and signed by both sides."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sangsaeng.judging.states import VISIT_STATES
from sangsaeng.kernel.models import Person, StoredFile
from sangsaeng.kernel.tokens import new_code
from sangsaeng.programs.models import Entry, Stage


class Visit(models.Model):
    """One visit to the team of an entry."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="visits")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="visits")
    state = models.CharField(
        max_length=12, choices=VISIT_STATES.choices, default=VISIT_STATES.initial
    )
    visitor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="visits")
    planned_on = models.DateField(_("방문 예정일"))
    visited_on = models.DateField(_("방문일"), null=True, blank=True)
    place = models.CharField(_("장소"), max_length=200, blank=True)
    met = models.CharField(_("만난 사람"), max_length=200, blank=True)
    # What was checked: for each item whether it holds, and a word on it
    findings = models.JSONField(_("확인 항목"), default=list, blank=True)
    remarks = models.TextField(_("종합 의견"), max_length=4000, blank=True)
    # Digest of what is signed; writing anew makes a new one and voids the first signature.
    sha256 = models.CharField(max_length=64, blank=True)
    planned_at = models.DateTimeField()

    class Meta:
        constraints = [
            VISIT_STATES.constraint(),
            models.CheckConstraint(
                condition=Q(state__in=("planned", "called_off")) | Q(visited_on__isnull=False),
                name="visit_written_has_its_day",
            ),
        ]
        ordering = ["planned_on", "pk"]


class VisitPhoto(models.Model):
    """A photo taken on the visit."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="photos")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    caption = models.CharField(_("설명"), max_length=200, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["visit", "pk"]


class VisitSignature(models.Model):
    """The signature of the visitor or of the visited on exactly the form they read."""

    class Side(models.TextChoices):
        """Who signs."""

        VISITOR = "visitor", _("확인자")
        VISITED = "visited", _("신청 기업")

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="signatures")
    side = models.CharField(max_length=8, choices=Side.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "side"], name="visit_signed_once_by_a_side"),
        ]
