"""Technical material: kept sealed by its owner; nobody outside learns that it exists."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sangsaeng.disclosure.kinds import Classification, MaterialKind
from sangsaeng.exchange.models import Listing
from sangsaeng.kernel.models import Person, StoredFile
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.kernel.tokens import new_code
from sangsaeng.organizations.models import Membership, Organization


class MaterialQuerySet(models.QuerySet["Material"]):
    """How material is read: by its owner's people, and by nobody else, not even an operator."""

    def visible_to(self, viewer: Viewer) -> "MaterialQuerySet":
        """Return what belongs to the viewer's organizations."""
        if not isinstance(viewer, Person):
            return self.none()
        return self.filter(owner__in=Membership.objects.organizations_of(viewer))


class Material(models.Model):
    """One piece of technical material, named as specifically as the law wants it named."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    owner = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="materials")
    listing = models.ForeignKey(
        Listing, null=True, blank=True, on_delete=models.PROTECT, related_name="materials"
    )
    title = models.CharField(_("자료 이름"), max_length=120)
    kind = models.CharField(_("종류"), max_length=16, choices=MaterialKind.choices)
    classification = models.CharField(
        _("비밀 등급"),
        max_length=10,
        choices=Classification.choices,
        default=Classification.SECRET,
    )
    secret = models.TextField(_("비밀인 점"), max_length=1000, blank=True)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    is_sample = models.BooleanField(_("예시 자료"), default=False)

    objects: ClassVar[MaterialQuerySet] = MaterialQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=MaterialKind.values), name="material_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(classification__in=Classification.values),
                name="material_classification_known",
            ),
        ]
        ordering = ["-entered_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class MaterialVersion(models.Model):
    """One sealed state of the material: its bytes are never altered, a new state is a new row."""

    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    label = models.CharField(_("버전"), max_length=40)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["material", "number"], name="version_numbered_once"),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="version_has_its_digest"
            ),
        ]
        ordering = ["material", "-number"]

    def __str__(self) -> str:
        return f"{self.material.title} ({self.label})"


class ListedTitle(models.Model):
    """The owner tells one counterpart the title, so that it can be asked for by name."""

    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="listed")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    listed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    listed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["material", "organization"],
                condition=Q(ended_at__isnull=True),
                name="title_listed_once",
            ),
        ]
