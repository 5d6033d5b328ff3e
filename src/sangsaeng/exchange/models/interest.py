"""Interest of one organization in what another put up, and the talk it leads to."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sangsaeng.exchange.models.listing import Listing
from sangsaeng.exchange.states import APPOINTMENT_STATES, INTEREST_STATES
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import SeenQuerySet
from sangsaeng.kernel.tokens import new_code
from sangsaeng.organizations.models import Membership, Organization


class InterestQuerySet(SeenQuerySet["Interest"]):
    """How interest is read: by the two sides only."""

    def seen_by(self, person: Person) -> Q:
        """Both sides see it."""
        mine = Membership.objects.organizations_of(person)
        return Q(organization__in=mine) | Q(listing__owner__in=mine)


class Interest(models.Model):
    """One press: an organization is interested in a need or an offer of another."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="interests")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="interests"
    )
    # The own need or offer it comes from, if any
    answering = models.ForeignKey(
        Listing, null=True, blank=True, on_delete=models.PROTECT, related_name="interests_made"
    )
    message = models.TextField(_("전하는 말"), max_length=1000, blank=True)
    state = models.CharField(
        _("상태"), max_length=10, choices=INTEREST_STATES.choices, default=INTEREST_STATES.initial
    )
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer_by = models.DateField(_("답변 기한"))
    reminded_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("답변"), max_length=1000, blank=True)

    objects: ClassVar[InterestQuerySet] = InterestQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        constraints = [
            INTEREST_STATES.constraint(),
            models.UniqueConstraint(
                fields=["listing", "organization"],
                condition=Q(state__in=("asked", "accepted")),
                name="interest_runs_once",
            ),
            models.CheckConstraint(
                condition=~Q(listing=F("answering")), name="interest_answers_with_another"
            ),
        ]
        indexes = [
            models.Index(
                fields=["answer_by"], condition=Q(state="asked"), name="interest_to_be_answered"
            )
        ]
        ordering = ["-asked_at", "-pk"]


class Appointment(models.Model):
    """A talk outside any fair, proposed by one side and agreed by the other."""

    interest = models.ForeignKey(Interest, on_delete=models.CASCADE, related_name="appointments")
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposing = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    starts_at = models.DateTimeField(_("시작"))
    ends_at = models.DateTimeField(_("끝"))
    place = models.CharField(_("장소·접속 주소"), max_length=200)
    state = models.CharField(
        _("상태"),
        max_length=10,
        choices=APPOINTMENT_STATES.choices,
        default=APPOINTMENT_STATES.initial,
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            APPOINTMENT_STATES.constraint(),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="appointment_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["interest"],
                condition=Q(state__in=("proposed", "agreed")),
                name="appointment_runs_once",
            ),
        ]
        ordering = ["-proposed_at", "-pk"]
