"""Papers that were sent, agreed or handed in: kept unchanged, seven years after the end."""

from hashlib import sha256

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sangsaeng.disclosure.models.demand import Demand
from sangsaeng.kernel.models import Person, StoredFile
from sangsaeng.organizations.models import Organization


class Document(models.Model):
    """A paper of a disclosure with its digest; the database keeps it until its time is over."""

    YEARS = 7

    class Kind(models.TextChoices):
        """Which paper it is."""

        DEMAND = "demand", _("기술자료 요구서")
        AGREEMENT = "agreement", _("비밀유지계약서")
        SIGNATURES = "signatures", _("서명 확인서")
        CERTIFICATE = "certificate", _("반환·폐기 확인서")

    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="documents")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    # Unknown until the matter is over: kept as long as that.
    keep_until = models.DateField(_("보관 기한"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["demand", "number"], name="document_numbered_once"),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="document_has_its_digest"
            ),
        ]
        ordering = ["demand", "number"]

    def is_whole(self, content: bytes) -> bool:
        """Tell whether these are the bytes that were kept."""
        return sha256(content).hexdigest() == self.sha256


class Hold(models.Model):
    """One side asks that nothing be thrown away, because of a dispute, say."""

    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="holds")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("까닭"), max_length=300)
    placed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["demand", "organization"],
                condition=Q(lifted_at__isnull=True),
                name="hold_once_for_a_side",
            ),
        ]
        ordering = ["-placed_at", "-pk"]
