"""Needs and offers: a public abstract, a detail for whom the owner lets in, and who sees nothing."""

from typing import Any, ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from sangsaeng.exchange.kinds import KINDS_OF, Kind, Side
from sangsaeng.exchange.states import LISTING_STATES
from sangsaeng.kernel.models import Person, StoredFile
from sangsaeng.kernel.permissions import Viewer, may_operate
from sangsaeng.kernel.tokens import new_code
from sangsaeng.organizations.models import Membership, Organization, Region, Role

LOWEST_READINESS, HIGHEST_READINESS = 1, 9
LEADING = (Role.OWNER, Role.MANAGER)


class Audience(models.TextChoices):
    """Who may read the abstract of a published need or offer."""

    PUBLIC = "public", _("누구나")
    MEMBERS = "members", _("기업·기관에 속한 사람만")


class ListingQuerySet(models.QuerySet["Listing"]):
    """How needs and offers are read."""

    def visible_to(self, viewer: Viewer) -> "ListingQuerySet":
        """Return those whose abstract the viewer may read.

        Once an owner names competitors, strangers see none of its needs and offers any more:
        otherwise a competitor would only have to sign out.
        """
        if may_operate(viewer):
            return self
        published = Q(state="published")
        if not isinstance(viewer, Person):
            return self.filter(published, ~_names_competitors(), audience=Audience.PUBLIC)
        mine = Membership.objects.organizations_of(viewer)
        open_to_all = Q(audience=Audience.PUBLIC) & ~_names_competitors()
        shown = open_to_all
        if mine.exists():
            shut_out = Competitor.objects.filter(owner=OuterRef("owner"), competitor__in=mine)
            shown = ~Exists(shut_out)
        return self.filter((published & shown) | Q(owner__in=mine) | self._to_be_checked_by(viewer))

    def of(self, organization: Organization) -> "ListingQuerySet":
        """Return the organization's own."""
        return self.filter(owner=organization)

    def published(self) -> "ListingQuerySet":
        """Return those that are out."""
        return self.filter(state="published")

    def in_the_open(self) -> "ListingQuerySet":
        """Return those that everybody may read, and whose they are."""
        return self.visible_to(AnonymousUser()).filter(is_anonymous=False)

    @staticmethod
    def _to_be_checked_by(person: Person) -> Q:
        leading = Membership.objects.organizations_of(person).filter(role__in=LEADING)
        return Q(checker__in=leading, state__in=("submitted", "checked"))


def _names_competitors() -> Exists:
    return Exists(Competitor.objects.filter(owner=OuterRef("owner")))


class Listing(models.Model):
    """A need or an offer: what one side looks for, or what the other can give."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    side = models.CharField(_("구분"), max_length=5, choices=Side.choices)
    kind = models.CharField(_("종류"), max_length=16, choices=Kind.choices)
    owner = models.ForeignKey(
        Organization,
        verbose_name=_("올린 기업·기관"),
        on_delete=models.PROTECT,
        related_name="listings",
    )
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        _("상태"), max_length=10, choices=LISTING_STATES.choices, default=LISTING_STATES.initial
    )
    # What everybody in the audience reads
    title = models.CharField(_("제목"), max_length=120)
    abstract = models.TextField(_("공개 요약"), max_length=2000, blank=True)
    keywords = models.CharField(_("핵심어"), max_length=200, blank=True)
    audience = models.CharField(
        _("공개 범위"), max_length=8, choices=Audience.choices, default=Audience.PUBLIC
    )
    is_anonymous = models.BooleanField(_("이름을 밝히지 않음"), default=False)
    # What only those read whom the owner lets in
    detail = models.TextField(_("상세 내용"), max_length=8000, blank=True)
    contact = models.CharField(_("연락할 곳"), max_length=160, blank=True)
    # What is searched by
    readiness = models.PositiveSmallIntegerField(_("기술 성숙도(TRL)"), null=True, blank=True)
    region = models.CharField(_("지역"), max_length=12, choices=Region.choices, blank=True)
    sector = models.CharField(_("업종(KSIC)"), max_length=5, blank=True)
    certificates = models.JSONField(_("인증"), default=list, blank=True)
    particulars = models.JSONField(_("종류별 항목"), default=dict, blank=True)
    wanted_by = models.DateField(_("희망 시기"), null=True, blank=True)
    # Its life
    checker = models.ForeignKey(
        Organization,
        verbose_name=_("확인하는 협회"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="listings_to_check",
    )
    checked_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    sent_back_with = models.CharField(_("보완할 점"), max_length=500, blank=True)
    entered_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField(_("공개 기한"), null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_because = models.CharField(_("마감한 까닭"), max_length=300, blank=True)
    # Moves with every change that a search may feel; indexes ask what moved since they looked.
    touched_at = models.DateTimeField(db_index=True)
    version = models.PositiveIntegerField(default=1)
    source = models.CharField(_("출처"), max_length=300, blank=True)
    is_sample = models.BooleanField(_("예시 자료"), default=False)

    objects: ClassVar[ListingQuerySet] = ListingQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        constraints = [
            LISTING_STATES.constraint(),
            models.CheckConstraint(
                condition=Q(side=Side.NEED, kind__in=KINDS_OF[Side.NEED])
                | Q(side=Side.OFFER, kind__in=KINDS_OF[Side.OFFER]),
                name="listing_kind_fits_side",
            ),
            models.CheckConstraint(
                condition=Q(audience__in=Audience.values), name="listing_audience_known"
            ),
            models.CheckConstraint(
                condition=Q(readiness__isnull=True)
                | Q(readiness__gte=LOWEST_READINESS, readiness__lte=HIGHEST_READINESS),
                name="listing_readiness_within_scale",
            ),
            models.CheckConstraint(
                condition=~Q(state="published")
                | Q(published_at__isnull=False, expires_on__isnull=False),
                name="listing_published_has_dates",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("checked", "published"))
                | Q(checked_by__isnull=False, checked_at__isnull=False),
                name="listing_is_checked_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(checked_by=F("author")), name="listing_checked_by_another"
            ),
        ]
        indexes = [
            models.Index(fields=["side", "state", "-published_at"]),
            models.Index(fields=["owner", "side", "state"]),
            models.Index(fields=["state", "expires_on"]),
        ]
        ordering = ["-published_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def particular(self, key: str) -> Any:
        """Return what was entered for one of the kind's own questions."""
        return self.particulars.get(key, "")


class Attachment(models.Model):
    """A file that goes with the abstract or, sealed, with the detail."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="attachments")
    title = models.CharField(_("자료 이름"), max_length=120)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    # False: everybody who reads the abstract; True: only those let in.
    is_detail = models.BooleanField(_("상세 내용에만"), default=True)

    class Meta:
        ordering = ["pk"]


class Competitor(models.Model):
    """An organization that sees nothing of what the owner puts up, and is never told so."""

    owner = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="competitors")
    competitor = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    named_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "competitor"], name="competitor_named_once"),
            models.CheckConstraint(
                condition=~Q(owner=F("competitor")), name="competitor_is_another"
            ),
        ]


class Admission(models.Model):
    """An organization the owner let in: it reads the detail and the owner's name."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="admissions")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    let_in_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    let_in_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["listing", "organization"],
                condition=Q(ended_at__isnull=True),
                name="admission_runs_once",
            ),
        ]
