"""The day itself: who came, which places fell free, and to whom they are offered."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sangsaeng.fairs.models.fair import Fair, FairRole, Slot
from sangsaeng.fairs.models.participation import Participant, Table
from sangsaeng.fairs.models.request import Request
from sangsaeng.fairs.states import OFFER_STATES
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import SeenQuerySet
from sangsaeng.kernel.tokens import new_code
from sangsaeng.organizations.models import Membership


class Mark(models.Model):
    """What the desk saw, as one device wrote it down; marks are added and never changed.

    Two devices that were off-line add their marks, each under its own key, and none is lost: what
    holds is the mark with the latest moment.
    """

    class Kind(models.TextChoices):
        """What was seen: of an organization at the door, or of one side at a meeting."""

        ARRIVED = "arrived", _("도착")
        LEFT = "left", _("떠남")
        PRESENT = "present", _("참석")
        LATE = "late", _("지각")
        ABSENT = "absent", _("불참")
        UNMARKED = "unmarked", _("표시 지움")

    key = models.UUIDField(unique=True)
    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="marks")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="marks")
    # The meeting it is about, by its request, which stays the same in every version.
    request = models.ForeignKey(
        Request, null=True, blank=True, on_delete=models.CASCADE, related_name="marks"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    # Who came in place of the person expected; that is presence, not absence.
    stand_in = models.CharField(_("대신 온 사람"), max_length=60, blank=True)
    at = models.DateTimeField()
    device = models.CharField(max_length=40, blank=True)
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["arrived", "left"], request__isnull=True)
                | Q(kind__in=["present", "late", "absent"], request__isnull=False)
                | Q(kind="unmarked"),
                name="mark_is_of_an_arrival_or_of_a_meeting",
            )
        ]
        indexes = [models.Index(fields=["fair", "participant", "at"])]
        ordering = ["at", "key"]


class OpeningQuerySet(SeenQuerySet["Opening"]):
    """How free places are read."""

    def seen_by(self, person: Person) -> Q:
        """Only the fair's people see them."""
        return Q(fair__in=FairRole.objects.fairs_of(person))

    def open(self) -> "OpeningQuerySet":
        """Those nobody has taken yet."""
        return self.filter(closed_at__isnull=True)


class Opening(models.Model):
    """A place that fell free on the day: a slot at a table whose meeting does not take place."""

    class Cause(models.TextChoices):
        """Why the meeting does not take place."""

        ABSENT = "absent", _("불참")
        LATE = "late", _("늦음")
        CALLED_OFF = "called_off", _("상담 취소")

    code = models.CharField(max_length=12, unique=True, default=new_code)
    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="openings")
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="openings")
    table = models.ForeignKey(Table, on_delete=models.PROTECT, related_name="openings")
    left_by = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="openings")
    cause = models.CharField(max_length=12, choices=Cause.choices)
    opened_at = models.DateTimeField()
    filled_by = models.ForeignKey(Request, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)

    objects: ClassVar[OpeningQuerySet] = OpeningQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "table"],
                condition=Q(closed_at__isnull=True),
                name="opening_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(filled_by__isnull=True) | Q(closed_at__isnull=False),
                name="opening_closed_when_filled",
            ),
        ]
        ordering = ["slot__starts_at", "table__position"]


class OfferQuerySet(SeenQuerySet["Offer"]):
    """How offers of free places are read."""

    def seen_by(self, person: Person) -> Q:
        """A fair's people see all of them; an organization's people those made to it."""
        own = Membership.objects.organizations_of(person)
        return (
            Q(opening__fair__in=FairRole.objects.fairs_of(person))
            | Q(request__buyer__organization__in=own)
            | Q(request__supplier__organization__in=own)
        )


class Offer(models.Model):
    """A free place offered to a waiting pair, with a clock: once its time is over it holds nothing."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="offers")
    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="offers")
    state = models.CharField(
        max_length=12, choices=OFFER_STATES.choices, default=OFFER_STATES.initial
    )
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    objects: ClassVar[OfferQuerySet] = OfferQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        constraints = [
            OFFER_STATES.constraint(),
            models.UniqueConstraint(
                fields=["opening"], condition=Q(state="open"), name="offer_to_one_at_a_time"
            ),
            models.UniqueConstraint(fields=["opening", "request"], name="offer_once_to_a_pair"),
        ]
        ordering = ["made_at", "pk"]
