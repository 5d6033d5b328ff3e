"""An entry: one application by a team, as typed, and as handed in with its fingerprint."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.models import Person, StoredFile
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.kernel.tokens import new_code
from sangsaeng.organizations.models import Membership, Organization
from sangsaeng.programs.models.call import Call, CallSeat
from sangsaeng.programs.models.form import Question
from sangsaeng.programs.models.program import Officer
from sangsaeng.programs.states import ENTRY_STATES, PARTNER_STATES, SUPPLEMENT_STATES


class EntryQuerySet(models.QuerySet["Entry"]):
    """How entries are read in full: by their team, and by officers who are not of that team."""

    def of_team(self, person: Person) -> "EntryQuerySet":
        """Return those in whose team one of the person's organizations takes part."""
        mine = Membership.objects.organizations_of(person)
        partnered = EntryPartner.objects.filter(organization__in=mine).exclude(state="declined")
        return self.filter(Q(lead__in=mine) | Q(pk__in=partnered.values("entry")))

    def run_by(self, person: Person) -> "EntryQuerySet":
        """Return those handed in to the person's programs, but for the person's own cases."""
        handed_in = self.filter(
            call__program__in=Officer.objects.programs_of(person), submitted_at__isnull=False
        )
        mine = Membership.objects.organizations_of(person)
        own = EntryPartner.objects.filter(organization__in=mine).values("entry")
        return handed_in.exclude(pk__in=own).exclude(lead__in=mine)

    def visible_to(self, viewer: Viewer) -> "EntryQuerySet":
        """Return those of the viewer's team and office; nobody else, not even an operator."""
        if not isinstance(viewer, Person):
            return self.none()
        team, office = self.of_team(viewer), self.run_by(viewer)
        return self.filter(Q(pk__in=team.values("pk")) | Q(pk__in=office.values("pk")))


class Entry(models.Model):
    """One application to a call."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="entries")
    lead = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="entries_led")
    title = models.CharField(_("제목"), max_length=160, blank=True)
    state = models.CharField(
        _("상태"), max_length=14, choices=ENTRY_STATES.choices, default=ENTRY_STATES.initial
    )
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    # The last time it was handed in; an entry that was never handed in has none.
    submitted_at = models.DateTimeField(null=True, blank=True)
    # An officer let it be written again after the call closed, until then.
    open_until = models.DateTimeField(null=True, blank=True)
    # An officer looked its documents through and found them in order.
    checked_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    # Why it was screened out or withdrawn
    remark = models.CharField(_("사유"), max_length=500, blank=True)
    is_sample = models.BooleanField(_("예시 자료"), default=False)
    # Rises with every change, so that nobody overwrites what they have not seen.
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[EntryQuerySet] = EntryQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        constraints = [
            ENTRY_STATES.constraint(),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "withdrawn")) | Q(submitted_at__isnull=False),
                name="entry_judged_was_handed_in",
            ),
            models.CheckConstraint(
                condition=~Q(state="screened_out") | ~Q(remark=""),
                name="entry_screened_out_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["call", "state"]),
            # The worker asks every few seconds whose own time is over.
            models.Index(
                fields=["open_until"],
                condition=Q(open_until__isnull=False),
                name="entry_open_until",
            ),
        ]
        ordering = ["-begun_at", "-pk"]

    def __str__(self) -> str:
        return self.title or self.code

    @property
    def number(self) -> str:
        """The number under which the entry is cited."""
        return f"신청-{self.code}"


class EntryPartner(models.Model):
    """An organization in the team, with its seat and its own word that it takes part."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="partners")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="entries")
    seat = models.ForeignKey(CallSeat, on_delete=models.PROTECT, related_name="taken")
    state = models.CharField(
        max_length=10, choices=PARTNER_STATES.choices, default=PARTNER_STATES.initial
    )
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            PARTNER_STATES.constraint(),
            models.UniqueConstraint(
                fields=["entry", "organization"], name="organization_once_in_a_team"
            ),
        ]
        ordering = ["entry", "seat__position", "pk"]


class Answer(models.Model):
    """What the team answered to a question, saved as it is typed."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    value = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "question"], name="question_answered_once"),
        ]


class EntryFileQuerySet(models.QuerySet["EntryFile"]):
    """How files of entries are read."""

    def kept(self) -> "EntryFileQuerySet":
        """Those the team has not taken out again; one taken out stays where it was handed in."""
        return self.filter(removed_at__isnull=True)


class EntryFile(models.Model):
    """A file handed in with an entry: the original, kept with its digest."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="files")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[EntryFileQuerySet] = EntryFileQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        ordering = ["entry", "question__position", "pk"]


class Submission(models.Model):
    """An entry as it was handed in: its content never changes, and its fingerprint proves that."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    # Sent along by the page: pressed twice, the same key is the same submission.
    key = models.CharField(max_length=64)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    edition = models.ForeignKey("programs.Edition", on_delete=models.PROTECT, related_name="+")
    submitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="submission_numbered_once"),
            models.UniqueConstraint(fields=["entry", "key"], name="submission_pressed_once"),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="submission_has_its_digest"
            ),
        ]
        ordering = ["entry", "number"]

    @property
    def receipt_number(self) -> str:
        """The number under which the team cites its receipt."""
        return f"접수-{self.entry.code}-{self.number}"


class Supplement(models.Model):
    """What an officer asked to be added, with its own deadline, and what came."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="supplements")
    state = models.CharField(
        max_length=10, choices=SUPPLEMENT_STATES.choices, default=SUPPLEMENT_STATES.initial
    )
    wanted = models.TextField(_("보완할 내용"), max_length=2000)
    # The keys of the questions that may be changed; empty means all.
    questions = models.JSONField(default=list, blank=True)
    due_at = models.DateTimeField(_("보완 기한"))
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("보완 설명"), max_length=2000, blank=True)

    class Meta:
        constraints = [
            SUPPLEMENT_STATES.constraint(),
            models.UniqueConstraint(
                fields=["entry"], condition=Q(state="asked"), name="one_supplement_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"])]
        ordering = ["entry", "pk"]
