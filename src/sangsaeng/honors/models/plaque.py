"""Plaques: the signed credential of each holder, the keys that sign, the lists that revoke."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sangsaeng.honors.models.honor import Holder
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.tokens import new_code


class IssuerKey(models.Model):
    """The public half of a key that signs plaques; the private half lies outside the database."""

    kid = models.CharField(max_length=80, unique=True)
    public_jwk = models.JSONField()
    made_at = models.DateTimeField()
    # No longer signs; what it signed stays valid.
    retired_at = models.DateTimeField(null=True, blank=True)
    # Fell into wrong hands; what it signed after this moment is not believed.
    compromised_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                models.Value(1),
                condition=Q(retired_at__isnull=True),
                name="one_issuer_key_signs",
            ),
        ]
        ordering = ["made_at"]


def new_plaque_code() -> str:
    """Return the code under which anyone verifies a plaque."""
    return new_code(12)


class Plaque(models.Model):
    """One holder's plaque: its number, its credential, and its place in the status list."""

    code = models.CharField(max_length=12, unique=True, default=new_plaque_code)
    holder = models.ForeignKey(Holder, on_delete=models.PROTECT, related_name="plaques")
    number = models.CharField(_("기념패 번호"), max_length=100, unique=True)
    credential = models.TextField()
    key = models.ForeignKey(IssuerKey, on_delete=models.PROTECT, related_name="plaques")
    status_list = models.PositiveIntegerField(default=1)
    status_index = models.PositiveIntegerField()
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_because = models.CharField(_("취소 까닭"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["status_list", "status_index"], name="plaque_has_its_own_status"
            ),
            models.UniqueConstraint(
                fields=["holder"],
                condition=Q(revoked_at__isnull=True),
                name="holder_has_one_valid_plaque",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | ~Q(revoked_because=""),
                name="plaque_revoked_with_reason",
            ),
        ]
        ordering = ["issued_at", "pk"]
