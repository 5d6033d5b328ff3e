"""Side sessions: briefings, case talks and ceremonies, what is said there and what to take along."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sangsaeng.fairs.models.fair import Fair
from sangsaeng.fairs.models.participation import Participant
from sangsaeng.kernel.models import StoredFile
from sangsaeng.organizations.models import Organization


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
    about = models.TextField(_("안내"), max_length=4000, blank=True)
    seats = models.PositiveSmallIntegerField(_("좌석"), null=True, blank=True)
    signs_up_until = models.DateTimeField(_("참가 신청 마감"), null=True, blank=True)
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


class Talk(models.Model):
    """Who speaks on what in a side session."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="talks")
    position = models.PositiveSmallIntegerField(default=0)
    starts_at = models.DateTimeField(_("시작"), null=True, blank=True)
    topic = models.CharField(_("주제"), max_length=160)
    speaker = models.CharField(_("발표자"), max_length=80, blank=True)
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="talks"
    )
    about = models.TextField(_("내용"), max_length=1000, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.topic


class Material(models.Model):
    """A file handed out with a side session."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="materials")
    title = models.CharField(_("자료 이름"), max_length=120)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]


class ChecklistItem(models.Model):
    """What a vendor must have or do, as a purchasing-policy briefing tells it."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="checklist")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(_("준비할 것"), max_length=200)
    how = models.CharField(_("방법"), max_length=300, blank=True)
    address = models.URLField(_("신청하는 곳"), blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class KeptItem(models.Model):
    """An item of a checklist that an organization has ready; it keeps it beyond the fair."""

    item = models.ForeignKey(ChecklistItem, on_delete=models.CASCADE, related_name="kept")
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="kept_items"
    )
    is_ready = models.BooleanField(default=False)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "organization"], name="kept_item_once")
        ]
