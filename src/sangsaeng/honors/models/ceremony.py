"""A ceremony: when and where an honor is handed over, who comes and where they sit."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sangsaeng.honors.models.honor import Honor
from sangsaeng.honors.states import GUEST_STATES
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.tokens import new_code
from sangsaeng.organizations.models import Organization
from sangsaeng.programs.models import Call


class Ceremony(models.Model):
    """The day on which a call's honors are handed over."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    call = models.OneToOneField(Call, on_delete=models.PROTECT, related_name="ceremony")
    name = models.CharField(_("이름"), max_length=160)
    held_at = models.DateTimeField(_("일시"))
    place = models.CharField(_("장소"), max_length=200)
    rows = models.PositiveSmallIntegerField(_("좌석 줄 수"), default=8)
    seats_per_row = models.PositiveSmallIntegerField(_("줄마다 좌석 수"), default=12)
    about = models.TextField(_("식순"), max_length=4000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(rows__gte=1, rows__lte=60, seats_per_row__gte=1, seats_per_row__lte=60),
                name="ceremony_has_seats",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Guest(models.Model):
    """Somebody who is asked to the ceremony, and the seat they have."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    ceremony = models.ForeignKey(Ceremony, on_delete=models.CASCADE, related_name="guests")
    # Who is asked through the platform; without, whoever speaks for the organization.
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    honor = models.ForeignKey(
        Honor, null=True, blank=True, on_delete=models.PROTECT, related_name="guests"
    )
    name = models.CharField(_("이름"), max_length=60)
    title = models.CharField(_("직함"), max_length=80, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    # Whether they go up to receive a plaque
    receives = models.BooleanField(_("수상자"), default=False)
    state = models.CharField(
        max_length=10, choices=GUEST_STATES.choices, default=GUEST_STATES.initial
    )
    row = models.PositiveSmallIntegerField(_("줄"), null=True, blank=True)
    seat = models.PositiveSmallIntegerField(_("자리"), null=True, blank=True)

    class Meta:
        constraints = [
            GUEST_STATES.constraint(),
            models.UniqueConstraint(fields=["ceremony", "row", "seat"], name="seat_taken_once"),
            models.UniqueConstraint(
                fields=["ceremony", "honor", "organization", "name"], name="guest_listed_once"
            ),
            models.CheckConstraint(
                condition=Q(row__isnull=True, seat__isnull=True)
                | Q(row__isnull=False, seat__isnull=False),
                name="guest_seat_is_whole",
            ),
        ]
        ordering = ["ceremony", "row", "seat", "pk"]

    def __str__(self) -> str:
        return self.name
