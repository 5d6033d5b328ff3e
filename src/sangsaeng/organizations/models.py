"""Organizations, the names they go by, their people and what they have earned."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import Viewer, may_operate
from sangsaeng.kernel.tokens import new_code
from sangsaeng.organizations.states import CLAIM_STATES


class Kind(models.TextChoices):
    """What sort of body it is."""

    COMPANY = "company", _("기업")
    PUBLIC_INSTITUTION = "public_institution", _("공공기관")
    LOCAL_GOVERNMENT = "local_government", _("지방자치단체")
    ASSOCIATION = "association", _("협회·단체")
    MINISTRY = "ministry", _("정부부처")


class SizeClass(models.TextChoices):
    """How large a company is, where that is known; other kinds have none."""

    LARGE = "large", _("대기업")
    MIDSIZE = "midsize", _("중견기업")
    SME = "sme", _("중소기업")
    STARTUP = "startup", _("창업기업")
    MICRO = "micro", _("소상공인")


class Region(models.TextChoices):
    """The seventeen provinces and metropolitan cities."""

    SEOUL = "seoul", _("서울")
    BUSAN = "busan", _("부산")
    DAEGU = "daegu", _("대구")
    INCHEON = "incheon", _("인천")
    GWANGJU = "gwangju", _("광주")
    DAEJEON = "daejeon", _("대전")
    ULSAN = "ulsan", _("울산")
    SEJONG = "sejong", _("세종")
    GYEONGGI = "gyeonggi", _("경기")
    GANGWON = "gangwon", _("강원")
    CHUNGBUK = "chungbuk", _("충북")
    CHUNGNAM = "chungnam", _("충남")
    JEONBUK = "jeonbuk", _("전북")
    JEONNAM = "jeonnam", _("전남")
    GYEONGBUK = "gyeongbuk", _("경북")
    GYEONGNAM = "gyeongnam", _("경남")
    JEJU = "jeju", _("제주")


class CorporateGroup(models.Model):
    """A group of companies under one control (기업집단), as published."""

    name = models.CharField(_("기업집단"), max_length=80, unique=True)
    source = models.CharField(_("출처"), max_length=300, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class OrganizationQuerySet(models.QuerySet["Organization"]):
    """How organizations are read."""

    def visible_to(self, viewer: Viewer) -> "OrganizationQuerySet":
        """Everybody may see an organization; one merged into another only its operator."""
        return self if may_operate(viewer) else self.filter(merged_into__isnull=True)


class Organization(models.Model):
    """A company, public institution, local government, association or ministry."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    name = models.CharField(_("이름"), max_length=120)
    name_en = models.CharField(_("영문 이름"), max_length=160, blank=True)
    kind = models.CharField(_("종류"), max_length=20, choices=Kind.choices)
    size_class = models.CharField(
        _("기업 규모"), max_length=10, choices=SizeClass.choices, blank=True
    )
    business_number = models.CharField(
        _("사업자등록번호"), max_length=10, null=True, blank=True, unique=True
    )
    sector = models.CharField(_("업종(KSIC)"), max_length=5, blank=True)
    region = models.CharField(_("지역"), max_length=12, choices=Region.choices, blank=True)
    group = models.ForeignKey(
        CorporateGroup,
        verbose_name=_("기업집단"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="companies",
    )
    homepage = models.URLField(_("누리집"), blank=True)
    profile = models.TextField(_("소개"), blank=True, max_length=2000)
    source = models.CharField(_("출처"), max_length=300, blank=True)
    is_sample = models.BooleanField(_("예시 자료"), default=False)
    entered_at = models.DateTimeField(_("등록 일시"))
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    # Rises with every change, so that nobody overwrites what they have not seen.
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[OrganizationQuerySet] = OrganizationQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="organization_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(size_class="") | Q(kind="company", size_class__in=SizeClass.values),
                name="organization_only_companies_have_a_size",
            ),
            models.CheckConstraint(
                condition=Q(business_number__isnull=True)
                | Q(business_number__regex=r"^[0-9]{10}$"),
                name="organization_business_number_has_ten_digits",
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=models.F("id")), name="organization_not_merged_into_itself"
            ),
        ]
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class OrganizationName(models.Model):
    """A name an organization goes by, with the key under which its variants meet."""

    class Use(models.TextChoices):
        """Where the name comes from."""

        OFFICIAL = "official", _("공식")
        ALIAS = "alias", _("다른 이름")
        ENGLISH = "english", _("영문")
        FORMER = "former", _("옛 이름")
        PUBLISHED = "published", _("발표 자료의 표기")

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=160)
    # Latin letters are kept as they are read in Korean, up to three syllables each.
    key = models.CharField(max_length=480)
    use = models.CharField(max_length=10, choices=Use.choices)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "name"], name="organization_name_once"),
        ]
        # A search by part of a name goes through the index alone.
        indexes = [models.Index(fields=["key", "organization"], name="organization_named")]


class Role(models.TextChoices):
    """What a person may do for their organization."""

    OWNER = "owner", _("대표 관리자")
    MANAGER = "manager", _("관리자")
    STAFF = "staff", _("구성원")


class MembershipQuerySet(models.QuerySet["Membership"]):
    """How memberships are read."""

    def running(self) -> "MembershipQuerySet":
        """Those that have not ended."""
        return self.filter(ended_at__isnull=True)

    def organizations_of(self, person: Person) -> "models.QuerySet[Membership, int]":
        """The organizations a person belongs to."""
        return self.running().filter(person=person).values_list("organization", flat=True)


class Membership(models.Model):
    """A person's place in an organization; ended, not deleted."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="memberships"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices)
    title = models.CharField(_("직함"), max_length=60, blank=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[MembershipQuerySet] = MembershipQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "person"],
                condition=Q(ended_at__isnull=True),
                name="membership_runs_once",
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
        ]

    def has_ended(self, at: datetime) -> bool:
        """Tell whether the person has left."""
        return self.ended_at is not None and self.ended_at <= at


class Claim(models.Model):
    """A person's word that an organization without people is theirs, to be checked by an operator."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="claims")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="claims")
    statement = models.TextField(_("소속 확인 근거"), max_length=1000)
    state = models.CharField(
        max_length=10, choices=CLAIM_STATES.choices, default=CLAIM_STATES.initial
    )
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            CLAIM_STATES.constraint(),
            models.UniqueConstraint(
                fields=["organization", "person"],
                condition=Q(state="asked"),
                name="claim_asked_once",
            ),
        ]


class Credential(models.Model):
    """Something an organization earned, with who says so and since when."""

    class Kind(models.TextChoices):
        """What was earned."""

        INDEX_GRADE = "index_grade", _("동반성장지수 등급")
        INDEX_HONOR = "index_honor", _("동반성장지수 최우수 명예기업")
        PUBLIC_GRADE = "public_grade", _("공공기관 동반성장평가 등급")
        WIN_WIN_HONORS = "win_win_honors", _("윈윈 아너스")
        VOLUNTARY_PARTNER = "voluntary_partner", _("자상한기업")
        AWARD = "award", _("표창·선정")
        PROGRAM = "program", _("사업 참여")
        CERTIFICATE = "certificate", _("인증·확인")

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="credentials"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    year = models.PositiveSmallIntegerField(_("기준 연도"))
    value = models.CharField(_("내용"), max_length=120)
    awarded_on = models.DateField(_("수여일"), null=True, blank=True)
    valid_until = models.DateField(_("유효 기한"), null=True, blank=True)
    name_as_published = models.CharField(_("발표 자료의 표기"), max_length=160, blank=True)
    source = models.CharField(_("출처"), max_length=300)
    note = models.CharField(_("비고"), max_length=300, blank=True)
    is_sample = models.BooleanField(_("예시 자료"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "kind", "year", "value"], name="credential_once"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="credential_has_a_source"),
            models.CheckConstraint(
                condition=Q(year__gte=1990, year__lte=2100), name="credential_year_plausible"
            ),
        ]
        ordering = ["-year", "kind"]
