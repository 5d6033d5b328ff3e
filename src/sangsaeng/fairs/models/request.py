"""Who asks to meet whom, how much each side wishes it, and what the officer rules."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sangsaeng.exchange.models import Interest
from sangsaeng.fairs.models.fair import Fair, FairRole, Slot
from sangsaeng.fairs.models.participation import Participant, Side
from sangsaeng.fairs.states import REQUEST_STATES
from sangsaeng.fairs.weights import FULL_FIT
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import SeenQuerySet
from sangsaeng.kernel.tokens import new_code
from sangsaeng.organizations.models import Kind, Membership, Organization, SizeClass

STANDING = ("asked", "accepted", "declined")


class Wish(models.TextChoices):
    """How much one side wishes a meeting."""

    MUST = "must", _("꼭")
    WANT = "want", _("희망")
    POSSIBLE = "possible", _("가능하면")
    NO_THANKS = "no_thanks", _("원하지 않음")
    UNSTATED = "unstated", _("표시 없음")


class Purpose(models.TextChoices):
    """What a meeting is for."""

    PURCHASE = "purchase", _("구매·납품")
    JOINT_RND = "joint_rnd", _("공동 기술개발")
    TECHNOLOGY = "technology", _("기술 도입·이전")
    SUPPLIER_ENTRY = "supplier_entry", _("협력사 등록")
    SALES_CHANNEL = "sales_channel", _("판로·입점")
    OTHER = "other", _("기타")


class RequestQuerySet(SeenQuerySet["Request"]):
    """How requests are read."""

    def standing(self) -> "RequestQuerySet":
        """Those that were neither taken back nor left without an answer for too long."""
        return self.filter(state__in=STANDING)

    def kept(self) -> "RequestQuerySet":
        """Those that were not taken back; one that nobody answered in time is still read."""
        return self.exclude(state="withdrawn")

    def unanswered(self) -> "RequestQuerySet":
        """Those that one side asked and the other has not answered."""
        return self.filter(state="asked").exclude(asking_side="")

    def asked_by(self, participant: Participant) -> "RequestQuerySet":
        """Those that the participant asked itself."""
        return self.filter(
            Q(buyer=participant, asking_side=Side.BUYER)
            | Q(supplier=participant, asking_side=Side.SUPPLIER)
        )

    def put_to(self, participant: Participant) -> "RequestQuerySet":
        """Those that are for the participant to answer: asked by the other side, or by an officer."""
        return self.filter(Q(buyer=participant) | Q(supplier=participant)).exclude(
            pk__in=self.model.objects.asked_by(participant).values("pk")
        )

    def seen_by(self, person: Person) -> Q:
        """A fair's people see all of them; an organization's people those it is a party to."""
        own = Membership.objects.organizations_of(person)
        return (
            Q(fair__in=FairRole.objects.fairs_of(person))
            | Q(buyer__organization__in=own)
            | Q(supplier__organization__in=own)
        )


class Request(models.Model):
    """A wish to meet. Among one population «buyer» is the party with the lower number."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="requests")
    buyer = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="requests_as_buyer"
    )
    supplier = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="requests_as_supplier"
    )
    buyer_wish = models.CharField(
        _("수요기업 희망"), max_length=10, choices=Wish.choices, default=Wish.UNSTATED
    )
    supplier_wish = models.CharField(
        _("공급기업 희망"), max_length=10, choices=Wish.choices, default=Wish.UNSTATED
    )
    purpose = models.CharField(
        _("상담 목적"), max_length=16, choices=Purpose.choices, default=Purpose.OTHER
    )
    topic = models.CharField(_("상담 내용"), max_length=300, blank=True)
    # Who asked, and so may take it back; empty when an officer entered it for both.
    asking_side = models.CharField(
        _("신청한 쪽"), max_length=10, choices=Side.choices, blank=True, default=""
    )
    state = models.CharField(
        _("상태"), max_length=10, choices=REQUEST_STATES.choices, default=REQUEST_STATES.initial
    )
    entered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    # What the answering side says about its answer, and whether the asking side may read it.
    answer_note = models.CharField(_("답변 이유"), max_length=300, blank=True)
    shares_answer_note = models.BooleanField(_("이유를 상대에게 알림"), default=False)
    # The accepted interest in a need or an offer that led to it, if any
    interest = models.ForeignKey(
        Interest, null=True, blank=True, on_delete=models.SET_NULL, related_name="requests"
    )
    # How well the two fit when the timetable was planned, of 100, and why; nothing before that, or
    # where one of them wrote nothing. It stays once a version is in force.
    planned_fit = models.PositiveSmallIntegerField(null=True, blank=True)
    planned_reasons = models.JSONField(default=list, blank=True)
    planned_at = models.DateTimeField(null=True, blank=True)
    is_sample = models.BooleanField(_("예시 자료"), default=False)

    objects: ClassVar[RequestQuerySet] = RequestQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        constraints = [
            REQUEST_STATES.constraint(),
            models.UniqueConstraint(
                fields=["fair", "buyer", "supplier"],
                condition=Q(state__in=STANDING),
                name="request_stands_once",
            ),
            models.CheckConstraint(
                condition=~Q(buyer=F("supplier")), name="request_is_for_another"
            ),
            models.CheckConstraint(
                condition=Q(planned_fit__isnull=True) | Q(planned_fit__lte=FULL_FIT),
                name="request_planned_fit_within_scale",
            ),
            models.CheckConstraint(
                condition=Q(buyer_wish__in=Wish.values) & Q(supplier_wish__in=Wish.values),
                name="request_wishes_known",
            ),
        ]
        indexes = [models.Index(fields=["fair", "supplier"])]
        ordering = ["pk"]

    def settle(self) -> None:
        """Bring the request to the state that follows from what both sides have said."""
        verb = self._verb_of_wishes()
        if REQUEST_STATES.steps.get((self.state, verb), self.state) != self.state:
            self.state = REQUEST_STATES.after(self.state, verb)

    def _verb_of_wishes(self) -> str:
        """Who asks has said yes by asking; one no is enough."""
        said = {Side.BUYER: self.buyer_wish, Side.SUPPLIER: self.supplier_wish}
        if Wish.NO_THANKS in said.values():
            return "decline"
        unsaid = {side for side, wish in said.items() if wish == Wish.UNSTATED}
        return "ask_again" if unsaid - {self.asking_side} else "accept"

    @property
    def asked_side(self) -> str:
        """The side that was asked; empty when an officer entered the request for both."""
        if not self.asking_side:
            return ""
        return Side.SUPPLIER if self.asking_side == Side.BUYER else Side.BUYER

    def party(self, side: str) -> Participant:
        """Return who stands on the side."""
        return self.buyer if side == Side.BUYER else self.supplier

    def side_of(self, participant: Participant) -> str:
        """Return on which side of the request the participant stands."""
        return Side.BUYER if self.buyer_id == participant.pk else Side.SUPPLIER

    def wish_of(self, side: str) -> str:
        """Return what the side said."""
        return self.buyer_wish if side == Side.BUYER else self.supplier_wish


class CompanyClass(models.TextChoices):
    """How fairs tell organizations apart when they say who may ask whom."""

    LARGE = "large", _("대기업")
    MIDSIZE = "midsize", _("중견기업")
    SMALL = "small", _("중소·창업·소상공인")
    PUBLIC = "public", _("공공기관·지자체")
    OTHER = "other", _("협회·기타")

    @classmethod
    def of(cls, organization: Organization) -> "CompanyClass":
        """Return an organization's class; a company of unknown size is not guessed at."""
        if organization.kind == Kind.COMPANY:
            return _CLASS_OF_SIZE.get(organization.size_class, cls.OTHER)
        if organization.kind in PUBLIC:
            return cls.PUBLIC
        return cls.OTHER

    @property
    def organizations(self) -> Q:
        """The condition that picks the organizations of this class."""
        if self == CompanyClass.PUBLIC:
            return Q(kind__in=PUBLIC)
        if self == CompanyClass.OTHER:
            known = Q(kind=Kind.COMPANY) & ~Q(size_class="")
            return ~(known | Q(kind__in=PUBLIC))
        sizes = [size for size, found in _CLASS_OF_SIZE.items() if found == self]
        return Q(kind=Kind.COMPANY, size_class__in=sizes)


PUBLIC = (Kind.PUBLIC_INSTITUTION, Kind.LOCAL_GOVERNMENT)
_CLASS_OF_SIZE = {
    SizeClass.LARGE.value: CompanyClass.LARGE,
    SizeClass.MIDSIZE.value: CompanyClass.MIDSIZE,
    SizeClass.SME.value: CompanyClass.SMALL,
    SizeClass.STARTUP.value: CompanyClass.SMALL,
    SizeClass.MICRO.value: CompanyClass.SMALL,
}


class AskingRule(models.Model):
    """Who may ask between two classes at a fair; where there is no row, both may."""

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="asking_rules")
    buyer_class = models.CharField(max_length=10, choices=CompanyClass.choices)
    supplier_class = models.CharField(max_length=10, choices=CompanyClass.choices)
    buyer_may_ask = models.BooleanField(default=True)
    supplier_may_ask = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "buyer_class", "supplier_class"], name="asking_rule_once"
            ),
            models.CheckConstraint(
                condition=Q(buyer_class__in=CompanyClass.values)
                & Q(supplier_class__in=CompanyClass.values),
                name="asking_rule_classes_known",
            ),
        ]


class Pin(models.Model):
    """The officer's word that a request meets in this slot."""

    request = models.OneToOneField(Request, on_delete=models.CASCADE, related_name="pin")
    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="pins")


class ForbiddenPair(models.Model):
    """Two participants who must not meet; only the fair's people know."""

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="forbidden_pairs")
    buyer = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    supplier = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(_("이유"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "buyer", "supplier"], name="forbidden_pair_once"
            )
        ]
