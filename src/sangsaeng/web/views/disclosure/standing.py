"""Where a disclosure stands, and what comes next for whom."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from sangsaeng.disclosure.models import Agreement, Certificate, Demand
from sangsaeng.disclosure.states import AGREEMENT_STATES, CERTIFICATE_STATES, DEMAND_STATES
from sangsaeng.organizations.models import Organization


@dataclass(frozen=True)
class NextStep:
    """What comes next: a sentence, and where one does it."""

    text: str
    label: str = ""
    url: str = ""
    tone: str = "info"

    @property
    def is_to_do(self) -> bool:
        """Whether this side has something to do, and does not only wait or look."""
        return self.tone == "warning"


def agreement_in(demand: Demand) -> Agreement | None:
    """Return the agreement a demand was read with, if there is one."""
    return getattr(demand, "agreement", None)


def certificate_in(agreement: Agreement | None) -> Certificate | None:
    """Return the certificate an agreement was read with, if there is one."""
    return getattr(agreement, "certificate", None) if agreement is not None else None


def state_of(demand: Demand) -> str:
    """Name where the whole disclosure stands: by its last table that says something."""
    agreement = agreement_in(demand)
    certificate = certificate_in(agreement)
    if certificate is not None:
        return CERTIFICATE_STATES.label(certificate.state)
    if agreement is not None:
        return AGREEMENT_STATES.label(agreement.state)
    return DEMAND_STATES.label(demand.state)


def next_step(demand: Demand, side: Organization, today: date) -> NextStep:
    """Say what comes next for one side."""
    agreement = agreement_in(demand)
    owns = side.pk == demand.owner_id
    if agreement is None:
        return _of_demand(demand, owns=owns)
    certificate = certificate_in(agreement)
    if certificate is not None:
        return _of_certificate(certificate, demand, owns=owns)
    return _of_agreement(agreement, side, today, owns=owns)


def _of_demand(demand: Demand, *, owns: bool) -> NextStep:
    if demand.state == "draft":
        return NextStep(
            _("요구서를 다 채웠으면 상대에게 보내십시오. 보낸 뒤에는 고칠 수 없습니다."),
            _("요구서 고치기"),
            reverse("disclosure_edit", args=[demand.code]),
        )
    if demand.state == "sent" and owns:
        return NextStep(
            _("요구서를 읽고, 제공할 자료를 고르거나 까닭을 적어 거절하십시오."),
            _("답하기"),
            reverse("disclosure_answer", args=[demand.code]),
            "warning",
        )
    if demand.state == "sent":
        return NextStep(_("상대가 요구서에 답하기를 기다리고 있습니다."))
    return NextStep(
        _("이 요구는 끝났습니다. 서류는 보관 기한까지 여기에서 볼 수 있습니다."),
        _("다른 자료 요구하기"),
        reverse("disclosure_new"),
    )


def _of_agreement(agreement: Agreement, side: Organization, today: date, *, owns: bool) -> NextStep:
    code = agreement.demand.code
    if agreement.state == "drafting":
        return NextStep(
            _("비밀유지계약의 문안을 고치거나, 상대가 쓴 문안에 합의하십시오."),
            _("문안 보기"),
            reverse("disclosure_text", args=[code]),
            "warning",
        )
    if agreement.state in {"agreed", "half_signed"}:
        return _signing(agreement, side)
    if agreement.state == "called_off":
        return NextStep(_("계약을 맺지 않았습니다. 자료는 보이지 않습니다."))
    if owns:
        return NextStep(
            _("열람할 때마다 기록이 쌓입니다. 증빙이 필요하면 영수증과 제출 묶음을 받으십시오."),
            _("영수증 받기"),
            reverse("disclosure_receipt", args=[code]),
        )
    if agreement.covers(today):
        return NextStep(
            _("보유자 명단에 있는 사람은 이제 자료를 볼 수 있습니다. 볼 때마다 기록됩니다."),
            _("자료로 가기"),
            "#materials",
            "success",
        )
    return NextStep(_("사용 기간의 첫날부터 자료를 볼 수 있습니다."))


def _signing(agreement: Agreement, side: Organization) -> NextStep:
    if side.pk in {one.organization_id for one in agreement.signatures.all()}:
        return NextStep(_("우리는 서명했습니다. 상대의 서명을 기다리고 있습니다."))
    return NextStep(
        _("문안에 합의했습니다. 계약서를 끝까지 읽고 서명하십시오."),
        _("읽고 서명하기"),
        reverse("disclosure_sign", args=[agreement.demand.code]),
        "warning",
    )


def _of_certificate(certificate: Certificate, demand: Demand, *, owns: bool) -> NextStep:
    if certificate.state == "due" and not owns:
        return NextStep(
            _("자료와 사본을 반환하거나 폐기하고 %(day)s까지 확인서를 내십시오.")
            % {"day": certificate.due_on},
            _("확인서 내기"),
            reverse("disclosure_certificate", args=[demand.code]),
            "warning",
        )
    if certificate.state == "due":
        return NextStep(
            _("상대가 %(day)s까지 반환·폐기 확인서를 냅니다.") % {"day": certificate.due_on}
        )
    if certificate.state == "handed_in" and owns:
        return NextStep(
            _("상대가 낸 확인서를 읽고 확인하거나 보완을 요청하십시오."),
            _("확인서로 가기"),
            "#certificate",
            "warning",
        )
    if certificate.state == "handed_in":
        return NextStep(_("낸 확인서를 상대가 확인하기를 기다리고 있습니다."))
    return NextStep(
        _("반환·폐기까지 모두 마쳤습니다. 영수증을 받아 보관하십시오."),
        _("영수증 받기"),
        reverse("disclosure_receipt", args=[demand.code]),
        "success",
    )
