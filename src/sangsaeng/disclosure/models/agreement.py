"""The non-disclosure agreement: its text by version, who signed, who may hold, how it ended."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sangsaeng.disclosure.kinds import Ending
from sangsaeng.disclosure.models.demand import Demand
from sangsaeng.disclosure.states import AGREEMENT_STATES, CERTIFICATE_STATES, CHANGE_STATES
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.models import Organization

AUTHORIZED = ("signed", "in_force")


class Agreement(models.Model):
    """비밀유지계약: what both sides agree upon before anything is shown."""

    demand = models.OneToOneField(Demand, on_delete=models.PROTECT, related_name="agreement")
    state = models.CharField(
        _("상태"), max_length=12, choices=AGREEMENT_STATES.choices, default=AGREEMENT_STATES.initial
    )
    # The version of the text that counts: the newest while drafting, the agreed one afterward
    current = models.PositiveSmallIntegerField(default=1)
    period_from = models.DateField(_("사용 기간 첫날"), null=True, blank=True)
    period_until = models.DateField(_("사용 기간 마지막 날"), null=True, blank=True)
    return_by = models.DateField(_("반환·폐기할 날"), null=True, blank=True)
    document = models.ForeignKey(
        "disclosure.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    drafted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ending = models.CharField(max_length=12, choices=Ending.choices, blank=True)
    # The next day on which the house reminds; nothing is looked up before it.
    remind_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            AGREEMENT_STATES.constraint(),
            models.CheckConstraint(
                condition=Q(state__in=("drafting", "called_off"))
                | Q(
                    period_from__isnull=False,
                    period_until__gte=F("period_from"),
                    document__isnull=False,
                ),
                name="agreement_agreed_has_text_and_period",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_at__isnull=False, ending__in=Ending.values)
                | (~Q(state="ended") & Q(ended_at__isnull=True, ending="")),
                name="agreement_ended_at_some_time",
            ),
        ]
        indexes = [models.Index(fields=["state", "remind_on"])]

    @property
    def number(self) -> str:
        """The number under which the agreement is cited."""
        return f"계약-{self.demand.code}"

    def covers(self, day: date) -> bool:
        """Tell whether the day lies in the period of use."""
        if self.period_from is None or self.period_until is None:
            return False
        return self.period_from <= day <= self.period_until


class AgreementText(models.Model):
    """One version of the text: the terms of the law by key, and the list of holders."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="texts")
    number = models.PositiveSmallIntegerField()
    terms = models.JSONField(default=dict)
    holders = models.JSONField(default=list)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # Whose side wrote it: the other side is the one to agree.
    side = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="text_numbered_once"),
        ]
        ordering = ["agreement", "-number"]


class Signature(models.Model):
    """A typed confirmation by an authorized person, of exactly these bytes."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("이름"), max_length=60)
    title = models.CharField(_("직함"), max_length=60)
    sha256 = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organization"], name="signature_one_for_a_side"
            ),
            models.UniqueConstraint(
                fields=["agreement", "person"], name="signature_one_by_a_person"
            ),
        ]
        ordering = ["signed_at", "pk"]


class HolderQuerySet(models.QuerySet["Holder"]):
    """How holders are read."""

    def running(self) -> "HolderQuerySet":
        """Those who are on the list and not about to be taken off."""
        return self.filter(ended_at__isnull=True, suspended_at__isnull=True)

    def naming(self, person: Person) -> "HolderQuerySet":
        """Those that name the person: by account once known, until then by address."""
        unknown = Q(person__isnull=True, email__iexact=person.email)
        return self.filter(Q(person=person) | unknown)


class Holder(models.Model):
    """Somebody of the receiving side who may hold the material, as the agreement names them."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="holders")
    name = models.CharField(_("이름"), max_length=60)
    email = models.EmailField(_("이메일"))
    title = models.CharField(_("직함"), max_length=60, blank=True)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateTimeField()
    # While it is proposed to take the person off the list, access already rests.
    suspended_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[HolderQuerySet] = HolderQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "email"],
                condition=Q(ended_at__isnull=True),
                name="holder_listed_once",
            ),
        ]
        ordering = ["pk"]


class HolderChange(models.Model):
    """The receiving side proposes to put somebody on the list, or to take somebody off it."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="changes")
    # The holder to be taken off; none where somebody is to be added
    holder = models.ForeignKey(
        Holder, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(_("이름"), max_length=60)
    email = models.EmailField(_("이메일"))
    title = models.CharField(_("직함"), max_length=60, blank=True)
    state = models.CharField(
        max_length=10, choices=CHANGE_STATES.choices, default=CHANGE_STATES.initial
    )
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("까닭"), max_length=300, blank=True)

    class Meta:
        constraints = [
            CHANGE_STATES.constraint(),
            models.UniqueConstraint(
                fields=["agreement", "email"],
                condition=Q(state="proposed"),
                name="holder_change_proposed_once",
            ),
        ]
        ordering = ["-proposed_at", "-pk"]


class Certificate(models.Model):
    """What the receiving side owes once the agreement ended: proof of return or destruction."""

    agreement = models.OneToOneField(
        Agreement, on_delete=models.PROTECT, related_name="certificate"
    )
    state = models.CharField(
        max_length=10, choices=CERTIFICATE_STATES.choices, default=CERTIFICATE_STATES.initial
    )
    due_on = models.DateField(_("기한"))
    remind_on = models.DateField(null=True, blank=True)
    method = models.TextField(_("반환·폐기한 방법"), max_length=1000, blank=True)
    done_on = models.DateField(_("반환·폐기한 날"), null=True, blank=True)
    name = models.CharField(_("확인한 사람"), max_length=60, blank=True)
    title = models.CharField(_("직함"), max_length=60, blank=True)
    document = models.ForeignKey(
        "disclosure.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    handed_in_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    handed_in_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    sent_back_with = models.CharField(_("보완할 점"), max_length=500, blank=True)

    class Meta:
        constraints = [
            CERTIFICATE_STATES.constraint(),
            models.CheckConstraint(
                condition=Q(state="due")
                | Q(done_on__isnull=False, document__isnull=False, handed_in_at__isnull=False),
                name="certificate_handed_in_is_complete",
            ),
        ]
        indexes = [models.Index(fields=["state", "remind_on"])]
