"""Who takes part in a fair, at which tables, and when they cannot."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sangsaeng.fairs.models.fair import Fair, FairRole, Hall, Slot
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import SeenQuerySet
from sangsaeng.kernel.tokens import new_code
from sangsaeng.organizations.models import Membership, Organization


class Side(models.TextChoices):
    """On which side of the table a participant sits."""

    BUYER = "buyer", _("수요기업")
    SUPPLIER = "supplier", _("공급기업")
    MEMBER = "member", _("참가기업")


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

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fair", "label"], name="table_label_once")]
        ordering = ["hall__position", "position", "pk"]

    def __str__(self) -> str:
        return self.label


class Unavailability(models.Model):
    """A slot in which a participant cannot meet."""

    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="unavailabilities"
    )
    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="unavailabilities")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "slot"], name="unavailability_once")
        ]


class Session(models.Model):
    """A side session that keeps its attendees from meeting while it lasts."""

    class Kind(models.TextChoices):
        """What happens there."""

        TECHNOLOGY_BRIEFING = "technology_briefing", _("미래기술설명회")
        PURCHASING_BRIEFING = "purchasing_briefing", _("구매방침설명회")
        CASE_TALK = "case_talk", _("우수사례 발표")
        CEREMONY = "ceremony", _("시상식·협약식")
        OTHER = "other", _("기타 행사")

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="sessions")
    kind = models.CharField(_("종류"), max_length=20, choices=Kind.choices)
    title = models.CharField(_("제목"), max_length=120)
    place = models.CharField(_("장소"), max_length=120, blank=True)
    starts_at = models.DateTimeField(_("시작"))
    ends_at = models.DateTimeField(_("끝"))
    attendees = models.ManyToManyField(Participant, related_name="sessions", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_it_starts"
            )
        ]
        ordering = ["starts_at", "pk"]

    def __str__(self) -> str:
        return self.title


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
