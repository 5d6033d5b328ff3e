"""What came of a meeting, as each side tells it, and who did not come."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sangsaeng.fairs.models.fair import Fair, FairRole
from sangsaeng.fairs.models.participation import Participant
from sangsaeng.fairs.models.request import Request
from sangsaeng.kernel.certainty import Rung
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import SeenQuerySet
from sangsaeng.kernel.tokens import new_code
from sangsaeng.organizations.models import Membership, Organization


class MeetingNoteQuerySet(SeenQuerySet["MeetingNote"]):
    """How notes are read."""

    def seen_by(self, person: Person) -> Q:
        """A fair's people and both parties read them; the memo stays with its writer's side."""
        own = Membership.objects.organizations_of(person)
        return (
            Q(request__fair__in=FairRole.objects.fairs_of(person))
            | Q(request__buyer__organization__in=own)
            | Q(request__supplier__organization__in=own)
        )


class MeetingNote(models.Model):
    """One side's account of a meeting: how far it came and what happens next."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="notes")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="notes")
    was_held = models.BooleanField(_("상담을 했음"), default=True)
    rung = models.CharField(
        _("진행 정도"), max_length=10, choices=Rung.choices, default=Rung.TALKED
    )
    amount = models.PositiveBigIntegerField(_("금액(원)"), null=True, blank=True)
    result = models.TextField(_("상담 결과"), max_length=1000, blank=True)
    next_step = models.CharField(_("다음에 할 일"), max_length=200, blank=True)
    owner = models.CharField(_("맡은 사람"), max_length=60, blank=True)
    due_on = models.DateField(_("기한"), null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    # The next day on which the house asks about the step; empty when it does not ask any more.
    remind_on = models.DateField(null=True, blank=True, db_index=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    memo = models.TextField(_("우리만 보는 메모"), max_length=1000, blank=True)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects: ClassVar[MeetingNoteQuerySet] = MeetingNoteQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "participant"], name="meeting_note_once_for_a_side"
            ),
            models.CheckConstraint(
                condition=Q(rung__in=Rung.values), name="meeting_note_rung_known"
            ),
            models.CheckConstraint(
                condition=Q(was_held=True) | Q(amount__isnull=True),
                name="meeting_note_amount_only_if_held",
            ),
        ]
        ordering = ["pk"]


class NoShowQuerySet(SeenQuerySet["NoShow"]):
    """How absences are read."""

    def seen_by(self, person: Person) -> Q:
        """Officers of the fair see them, and the organization its own."""
        officer = FairRole.objects.fairs_of(person).filter(role=FairRole.Role.OFFICER)
        return Q(request__fair__in=officer) | Q(
            organization__in=Membership.objects.organizations_of(person)
        )

    def counting(self) -> "NoShowQuerySet":
        """Those that no officer has excused."""
        return self.filter(excused_at__isnull=True)


class NoShow(models.Model):
    """A meeting to which one side did not come; the organization may answer, an officer excuse it."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="no_shows")
    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="no_shows")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="no_shows")
    # The organization itself, so that the record follows it from fair to fair.
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="no_shows"
    )
    recorded_at = models.DateTimeField()
    answer = models.CharField(_("기업의 설명"), max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    excused_at = models.DateTimeField(null=True, blank=True)
    excused_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[NoShowQuerySet] = NoShowQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "participant"], name="no_show_once_for_a_side"
            )
        ]
        ordering = ["-recorded_at", "-pk"]
