"""A recommendation: somebody names a cooperation; the organization itself completes the entry."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.kernel.tokens import new_code
from sangsaeng.organizations.models import Membership, Organization
from sangsaeng.programs.kinds import RecommenderKind
from sangsaeng.programs.models.call import Call
from sangsaeng.programs.models.entry import Entry
from sangsaeng.programs.models.program import Officer
from sangsaeng.programs.states import RECOMMENDATION_STATES


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    """How recommendations are read."""

    def visible_to(self, viewer: Viewer) -> "RecommendationQuerySet":
        """Return those the viewer made or received, and those to the programs the viewer runs."""
        if not isinstance(viewer, Person):
            return self.none()
        mine = Membership.objects.organizations_of(viewer)
        runs = Q(call__program__in=Officer.objects.programs_of(viewer))
        return self.filter(Q(recommended_by=viewer) | Q(organization__in=mine) | runs)


class Recommendation(models.Model):
    """An association, a company or a citizen says who should enter, and why."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="recommendations")
    kind = models.CharField(max_length=12, choices=RecommenderKind.choices)
    recommended_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="recommendations"
    )
    # In whose name; a citizen speaks in their own.
    recommender = models.ForeignKey(
        Organization,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="recommendations_made",
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="recommendations"
    )
    title = models.CharField(_("사례"), max_length=160)
    reason = models.TextField(_("추천 까닭"), max_length=2000)
    state = models.CharField(
        max_length=10,
        choices=RECOMMENDATION_STATES.choices,
        default=RECOMMENDATION_STATES.initial,
    )
    sent_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    entry = models.ForeignKey(
        Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="recommendations"
    )
    is_sample = models.BooleanField(_("예시 자료"), default=False)

    objects: ClassVar[RecommendationQuerySet] = RecommendationQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        constraints = [
            RECOMMENDATION_STATES.constraint(),
            models.CheckConstraint(
                condition=Q(kind="citizen", recommender__isnull=True)
                | Q(kind__in=("association", "company"), recommender__isnull=False),
                name="recommendation_in_a_name",
            ),
            models.CheckConstraint(
                condition=~Q(state="taken_up") | Q(entry__isnull=False),
                name="recommendation_taken_up_has_its_entry",
            ),
            models.UniqueConstraint(
                fields=["call", "recommended_by", "organization", "title"],
                name="recommended_once",
            ),
        ]
        ordering = ["-sent_at", "-pk"]
