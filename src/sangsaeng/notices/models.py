"""Notices, and how each person wants to be told."""

from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from sangsaeng.fairs.models import Fair, Timetable
from sangsaeng.kernel.language import for_reader
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.kernel.tokens import new_code
from sangsaeng.notices.kinds import Group, Kind, Way
from sangsaeng.notices.states import MAILING_STATES
from sangsaeng.organizations.models import Membership, Organization
from sangsaeng.programs.models import Program


def new_notice_code() -> str:
    """Return a code so long that no two notices of one great announcement meet."""
    return new_code(12)


class NoticeQuerySet(models.QuerySet["Notice"]):
    """How notices are read."""

    def visible_to(self, viewer: Viewer) -> "NoticeQuerySet":
        """A person sees their own, about organizations they still belong to; nobody another's."""
        if not isinstance(viewer, Person):
            return self.none()
        own = Membership.objects.organizations_of(viewer)
        return self.filter(Q(organization__isnull=True) | Q(organization__in=own), person=viewer)

    def unread(self) -> "NoticeQuerySet":
        """Those not looked at yet."""
        return self.filter(read_at__isnull=True)

    def waiting_for(self, way: str) -> "NoticeQuerySet":
        """Those that are to go out by mail in this way."""
        return self.filter(mailing=way)

    def to_be_mailed(self) -> "NoticeQuerySet":
        """Those whose mail still makes sense: unread, and the person still belongs there."""
        belongs = Membership.objects.running().filter(
            person=OuterRef("person"), organization=OuterRef("organization")
        )
        return self.unread().filter(
            Q(organization__isnull=True) | Exists(belongs), person__is_active=True
        )


class Notice(models.Model):
    """What changed for one organization or person, told to one person, once.

    ``facts`` hold what the sentence needs; it is put into words when it is read, in the reader's
    language.
    """

    code = models.CharField(max_length=12, unique=True, default=new_notice_code)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="notices")
    # None: told to the person alone, whatever they belong to
    organization = models.ForeignKey(
        Organization, null=True, on_delete=models.PROTECT, related_name="notices"
    )
    fair = models.ForeignKey(Fair, null=True, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(_("종류"), max_length=24, choices=Kind.choices)
    facts = models.JSONField(default=dict)
    path = models.CharField(max_length=200)
    once = models.CharField(max_length=160)
    made_at = models.DateTimeField(_("알린 때"))
    read_at = models.DateTimeField(_("읽은 때"), null=True)
    mailing = models.CharField(
        max_length=10, choices=MAILING_STATES.choices, default=MAILING_STATES.initial
    )
    mailed_at = models.DateTimeField(null=True)

    objects: ClassVar[NoticeQuerySet] = NoticeQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        constraints = [
            MAILING_STATES.constraint("mailing"),
            models.UniqueConstraint(fields=["person", "once"], name="notice_once_to_a_person"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="notice_kind_known"),
            models.CheckConstraint(
                condition=Q(path__startswith="/") & ~Q(path__startswith="//"),
                name="notice_leads_to_this_site",
            ),
            models.CheckConstraint(
                condition=Q(mailing="mailed", mailed_at__isnull=False)
                | (~Q(mailing="mailed") & Q(mailed_at__isnull=True)),
                name="notice_mailed_at_some_time",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-made_at"], name="notice_of_a_person"),
            models.Index(
                fields=["person"], condition=Q(read_at__isnull=True), name="notice_unread"
            ),
            models.Index(
                fields=["mailing", "made_at"],
                condition=Q(mailing__in=[Way.AT_ONCE, Way.DIGEST]),
                name="notice_to_be_mailed",
            ),
        ]
        ordering = ["-made_at", "-pk"]

    @property
    def concerns(self) -> str:
        """The organization it is about, in the reader's language; empty where it is none."""
        about = self.organization
        return for_reader(about.name, about.name_en) if about else ""


class Telling(models.Model):
    """A published version of which the participants are told by the house."""

    timetable = models.OneToOneField(Timetable, on_delete=models.CASCADE, related_name="telling")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], condition=Q(told_at__isnull=True), name="telling_untold")
        ]
        ordering = ["pk"]


class Preference(models.Model):
    """How a person wants to be told about a group of notices, where it is not the usual way."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="preferences")
    group = models.CharField(max_length=12, choices=Group.choices)
    way = models.CharField(max_length=10, choices=Way.choices)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "group"], name="preference_once_for_a_group"),
            models.CheckConstraint(
                condition=Q(group__in=Group.values), name="preference_group_known"
            ),
            models.CheckConstraint(condition=Q(way__in=Way.values), name="preference_way_known"),
        ]
        ordering = ["pk"]


class Following(models.Model):
    """A person who wants to hear of a program's calls."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="followings")
    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="followings")
    began_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "program"], name="program_followed_once"),
        ]
        ordering = ["-began_at", "-pk"]
