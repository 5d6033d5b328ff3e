"""Rows that every context needs: people, invitations, the audit trail, files, jobs, mail."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel import states
from sangsaeng.kernel.tokens import new_code


class PersonManager(BaseUserManager["Person"]):
    """How people are found and entered."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Find by e-mail address, whatever its case."""
        return self.get(email__iexact=username or "")

    def enter(self, email: str, name: str, password: str | None = None, **fields: Any) -> "Person":
        """Enter a person; without a password they must set one by mail."""
        person = self.model(email=self.normalize_email(email).lower(), name=name, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who signs in with an e-mail address."""

    email = models.EmailField(_("이메일"), unique=True)
    name = models.CharField(_("이름"), max_length=60)
    language = models.CharField(_("언어"), max_length=5, default="ko")
    is_active = models.BooleanField(_("사용 중"), default=True)
    is_operator = models.BooleanField(_("플랫폼 운영자"), default=False)
    is_sample = models.BooleanField(_("예시 자료"), default=False)
    joined_at = models.DateTimeField(_("가입 일시"), auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="person_email_once")]
        verbose_name = _("사람")

    def __str__(self) -> str:
        return self.name or self.email


class Invitation(models.Model):
    """A link, sent by mail, that gives its holder a place once."""

    LIFE = timedelta(days=14)

    email = models.EmailField(_("이메일"))
    purpose = models.CharField(max_length=40)
    payload = models.JSONField(default=dict)
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_by_somebody",
            )
        ]

    def is_open(self, at: datetime) -> bool:
        """Tell whether the link still works."""
        return self.accepted_at is None and self.withdrawn_at is None and at < self.expires_at


class AuditEvent(models.Model):
    """Who did what to which row, when, with old and new values; never edited."""

    at = models.DateTimeField(db_index=True)
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    old = models.JSONField(default=dict)
    new = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id", "at"])]
        ordering = ["-at", "-pk"]


class StoredFile(models.Model):
    """A file somebody handed in; its bytes lie under a random key, its name is only shown."""

    key = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    stored_at = models.DateTimeField()


JOB_STATES = states.StateTable(
    name="job",
    initial="waiting",
    states={
        "waiting": _("대기"),
        "running": _("진행 중"),
        "done": _("완료"),
        "failed": _("실패"),
    },
    verbs={
        "start": _("시작"),
        "finish": _("완료"),
        "fail": _("실패"),
    },
    steps={
        ("waiting", "start"): "running",
        ("waiting", "fail"): "failed",
        ("running", "finish"): "done",
        ("running", "fail"): "failed",
    },
)


class Job(models.Model):
    """Work that takes longer than a page should: its progress and how it ended."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    kind = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=JOB_STATES.choices, default=JOB_STATES.initial)
    progress = models.PositiveSmallIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True)
    result = models.JSONField(default=dict)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    seen_alive_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            JOB_STATES.constraint(),
            models.CheckConstraint(
                condition=models.Q(progress__lte=100), name="job_progress_is_a_percentage"
            ),
        ]
        indexes = [models.Index(fields=["subject_type", "subject_id", "kind"])]

    @property
    def has_ended(self) -> bool:
        """Tell whether nothing more will come."""
        return self.state in {"done", "failed"}


MAIL_STATES = states.StateTable(
    name="outbox_mail",
    initial="waiting",
    states={
        "waiting": _("대기"),
        "sending": _("보내는 중"),
        "sent": _("보냄"),
        "failed": _("실패"),
    },
    verbs={
        "send": _("보내기"),
        "succeed": _("성공"),
        "retry": _("다시 시도"),
        "give_up": _("포기"),
    },
    steps={
        ("waiting", "send"): "sending",
        ("sending", "succeed"): "sent",
        ("sending", "retry"): "waiting",
        ("sending", "give_up"): "failed",
        ("failed", "retry"): "waiting",
    },
)


class OutboxMail(models.Model):
    """A mail to be sent: written in the transaction that causes it, sent after it commits."""

    to = models.EmailField()
    subject = models.CharField(max_length=300)
    body = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    once = models.CharField(max_length=120, null=True, unique=True)  # noqa: DJ001 - null is «no key»
    state = models.CharField(
        max_length=10, choices=MAIL_STATES.choices, default=MAIL_STATES.initial
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField()
    not_before = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [MAIL_STATES.constraint()]
        indexes = [models.Index(fields=["state", "not_before"])]


class SheetImport(models.Model):
    """A spreadsheet on its way in: handed in, its columns mapped, looked at, then entered whole."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    kind = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    sheet = models.CharField(max_length=100, blank=True)
    mapping = models.JSONField(default=dict)
    handed_in_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField()
    entered_at = models.DateTimeField(null=True)
    report = models.JSONField(default=dict)
