"""What an organization says of the matches it is shown, and whether that is learned from."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sangsaeng.exchange.models.listing import Listing
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.models import Organization


class Verdict(models.Model):
    """One organization's word on a pair: it fits, or it does not. Seen by that organization only."""

    class Word(models.TextChoices):
        """What was said."""

        FITS = "fits", _("맞음")
        MISSES = "misses", _("맞지 않음")

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    own = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="verdicts")
    other = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="+")
    word = models.CharField(max_length=6, choices=Word.choices)
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "own", "other"], name="verdict_on_a_pair_once"
            ),
            models.CheckConstraint(condition=~Q(own=F("other")), name="verdict_on_two"),
        ]


class MatchSetting(models.Model):
    """Whether an organization's matches follow its own history, and the weights that were tuned."""

    organization = models.OneToOneField(
        Organization, on_delete=models.CASCADE, related_name="match_setting"
    )
    follows_history = models.BooleanField(_("우리 기업의 이력을 반영"), default=True)
    # What was said before this moment is not learned from.
    learns_since = models.DateTimeField(null=True, blank=True)
    # Empty: the usual weights
    weights = models.JSONField(default=dict, blank=True)
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
