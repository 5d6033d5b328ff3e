"""Who takes part in a fair, at which tables, and when they cannot."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sangsaeng.fairs.models.fair import Fair, FairRole, Hall, Slot
from sangsaeng.fairs.states import PROFILE_STATES
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import SeenQuerySet
from sangsaeng.kernel.tokens import new_code
from sangsaeng.organizations.models import Membership, Organization


class Side(models.TextChoices):
    """On which side of the table a participant sits."""

    BUYER = "buyer", _("수요기업")
    SUPPLIER = "supplier", _("공급기업")
    MEMBER = "member", _("참가기업")


def new_live_code() -> str:
    """Return the code under which phones ask for news; it tells a number and nothing else."""
    return new_code(16)


class ParticipantQuerySet(SeenQuerySet["Participant"]):
    """How participants are read."""

    def seen_by(self, person: Person) -> Q:
        """A fair's people see all of them; an organization's people see their own."""
        return Q(fair__in=FairRole.objects.fairs_of(person)) | Q(
            organization__in=Membership.objects.organizations_of(person)
        )


class Participant(models.Model):
    """An organization's place in a fair."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="participants")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="participations"
    )
    side = models.CharField(_("구분"), max_length=10, choices=Side.choices)
    limit = models.PositiveSmallIntegerField(_("상담 한도"), null=True, blank=True)
    is_first_timer = models.BooleanField(_("첫 참가"), default=False)
    interests = models.CharField(_("관심 분야·품목"), max_length=300, blank=True)
    # The profile that the other side reads before it asks or answers
    headline = models.CharField(_("한 줄 소개"), max_length=120, blank=True)
    about = models.TextField(_("소개"), max_length=2000, blank=True)
    strengths = models.CharField(_("실적·인증"), max_length=300, blank=True)
    profile_state = models.CharField(
        _("소개 상태"),
        max_length=10,
        choices=PROFILE_STATES.choices,
        default=PROFILE_STATES.initial,
    )
    profile_note = models.CharField(_("보완할 점"), max_length=300, blank=True)
    # How often something changed for it on the day, and the public address to ask for that number
    revision = models.PositiveBigIntegerField(default=0)
    live_code = models.CharField(max_length=24, unique=True, default=new_live_code)
    is_sample = models.BooleanField(_("예시 자료"), default=False)

    objects: ClassVar[ParticipantQuerySet] = ParticipantQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "organization"], name="participant_once_in_a_fair"
            ),
            models.CheckConstraint(
                condition=Q(side__in=Side.values), name="participant_side_known"
            ),
            PROFILE_STATES.constraint("profile_state"),
        ]
        ordering = ["organization__name", "pk"]

    def __str__(self) -> str:
        return self.organization.name


class Table(models.Model):
    """A table in a hall; in a two-sided fair a buyer sits at it all day."""

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="tables")
    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="tables")
    label = models.CharField(_("테이블"), max_length=12)
    position = models.PositiveSmallIntegerField(default=0)
    participant = models.ForeignKey(
        Participant, null=True, blank=True, on_delete=models.CASCADE, related_name="tables"
    )
    # The first slot for which a table that was lost on the day is gone.
    lost_from = models.ForeignKey(
        Slot, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fair", "label"], name="table_label_once")]
        ordering = ["hall__position", "position", "pk"]

    def __str__(self) -> str:
        return self.label


class Unavailability(models.Model):
    """A slot in which a participant cannot meet."""

    class Cause(models.TextChoices):
        """How it came to be known."""

        STATED = "stated", _("미리 알림")
        LATE = "late", _("늦음")
        ABSENT = "absent", _("불참")

    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="unavailabilities"
    )
    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="unavailabilities")
    cause = models.CharField(max_length=8, choices=Cause.choices, default=Cause.STATED)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "slot"], name="unavailability_once")
        ]


class CalendarFeed(models.Model):
    """A calendar subscription to one participant's timetable; revoking it kills its link."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="feeds")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="calendar_feeds")
    code = models.CharField(max_length=24, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "person"],
                condition=Q(revoked_at__isnull=True),
                name="calendar_feed_runs_once",
            )
        ]
