"""How well the texts of two participants fit, kept so that no page has to find it out."""

from django.db import models
from django.db.models import F, Q

from sangsaeng.fairs.models.participation import Participant
from sangsaeng.fairs.weights import FULL_FIT


class Fit(models.Model):
    """How well one participant fits what another says of itself, and the terms that tie them.

    Of 100, which is whoever fits best among all whom it could meet at the fair; nothing where one
    of the two wrote nothing. It is made only of what both sides and the fair's people may read, and
    ``made_of`` names the revisions of both texts it was made of.
    """

    of = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="fits")
    other = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField(null=True)
    reasons = models.JSONField(default=list)
    made_of = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of", "other"], name="fit_once_for_a_pair"),
            models.CheckConstraint(condition=~Q(of=F("other")), name="fit_is_with_another"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__lte=FULL_FIT), name="fit_within_scale"
            ),
        ]
        ordering = ["pk"]
