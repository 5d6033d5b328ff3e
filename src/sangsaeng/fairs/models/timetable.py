"""Timetables: drafts, numbered published versions, their meetings and what found no place."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sangsaeng.fairs.models.fair import Fair, FairRole, Slot
from sangsaeng.fairs.models.participation import Participant, Table
from sangsaeng.fairs.models.request import Request
from sangsaeng.fairs.states import TIMETABLE_STATES
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import SeenQuerySet
from sangsaeng.organizations.models import Membership


class TimetableQuerySet(SeenQuerySet["Timetable"]):
    """How timetables are read."""

    def seen_by(self, person: Person) -> Q:
        """A fair's people see its drafts and versions whole; a party reads meetings instead."""
        return Q(fair__in=FairRole.objects.fairs_of(person))


class Timetable(models.Model):
    """One plan of a fair's meetings, with what it reaches and what could be reached at most."""

    class Origin(models.TextChoices):
        """How it came to be."""

        PLANNED = "planned", _("자동 편성")
        ADAPTED = "adapted", _("조금만 바꿈")
        MOVED = "moved", _("손으로 옮김")
        REPAIRED = "repaired", _("당일 조정")

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="timetables")
    serial = models.PositiveIntegerField(_("편성 번호"))
    number = models.PositiveIntegerField(_("판"), null=True, blank=True)
    state = models.CharField(
        max_length=12, choices=TIMETABLE_STATES.choices, default=TIMETABLE_STATES.initial
    )
    origin = models.CharField(max_length=10, choices=Origin.choices)
    based_on = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL)
    note = models.CharField(_("메모"), max_length=200, blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    published_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)
    # What it reaches …
    suppliers_met = models.PositiveIntegerField()
    meeting_count = models.PositiveIntegerField()
    weight = models.PositiveBigIntegerField()
    gaps = models.PositiveIntegerField()
    # … and the proven most that any timetable could reach
    bound_suppliers_met = models.PositiveIntegerField()
    bound_weight = models.PositiveBigIntegerField()
    bound_gaps = models.PositiveIntegerField()
    is_proved_best = models.BooleanField()
    problem_digest = models.CharField(max_length=64)
    milliseconds = models.PositiveIntegerField()

    objects: ClassVar[TimetableQuerySet] = TimetableQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        constraints = [
            TIMETABLE_STATES.constraint(),
            models.UniqueConstraint(fields=["fair", "serial"], name="timetable_serial_once"),
            models.UniqueConstraint(fields=["fair", "number"], name="timetable_number_once"),
            models.UniqueConstraint(
                fields=["fair"], condition=Q(state="published"), name="timetable_one_is_published"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["published", "superseded"], number__isnull=False)
                | Q(state__in=["draft", "discarded"], number__isnull=True),
                name="timetable_numbered_when_published",
            ),
        ]
        ordering = ["-serial"]

    @property
    def is_current(self) -> bool:
        """Tell whether a new draft may start from it: it is neither replaced nor put away."""
        return self.state in {"draft", "published"}


class MeetingQuerySet(SeenQuerySet["Meeting"]):
    """How meetings are read."""

    def seen_by(self, person: Person) -> Q:
        """A fair's people see every meeting; a party sees its own once they are published."""
        own = Membership.objects.organizations_of(person)
        party = Q(buyer__organization__in=own) | Q(supplier__organization__in=own)
        return Q(timetable__fair__in=FairRole.objects.fairs_of(person)) | (
            Q(timetable__state="published") & party
        )


class Meeting(models.Model):
    """Two parties at one table in one slot."""

    timetable = models.ForeignKey(Timetable, on_delete=models.CASCADE, related_name="meetings")
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="meetings")
    buyer = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    supplier = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="meetings")
    table = models.ForeignKey(Table, on_delete=models.PROTECT, related_name="meetings")
    # When the day put it here, into a place that was free; empty if it was planned.
    booked_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[MeetingQuerySet] = MeetingQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["timetable", "request"], name="meeting_once_for_a_request"
            ),
            models.UniqueConstraint(
                fields=["timetable", "slot", "table"], name="meeting_alone_at_its_table"
            ),
        ]
        ordering = ["slot__starts_at", "table__hall__position", "table__position"]


class Seat(models.Model):
    """A party that can be at one place only, taken up for a slot; the database allows it once."""

    timetable = models.ForeignKey(Timetable, on_delete=models.CASCADE, related_name="seats")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="seats")
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="seats")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="seats")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["timetable", "slot", "participant"], name="seat_in_one_place_at_a_time"
            )
        ]


class Unplaced(models.Model):
    """A request without a meeting in this timetable, and the true reason."""

    timetable = models.ForeignKey(Timetable, on_delete=models.CASCADE, related_name="unplaced")
    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=24)
    detail = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["timetable", "request"], name="unplaced_once")
        ]
        ordering = ["pk"]
