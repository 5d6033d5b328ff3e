"""What the papers say: the demand, the agreement, who signed it, and what proves its end.

Papers are Korean whatever the reader's language: they are what the law asks for.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from sangsaeng.disclosure.models import Agreement, AgreementText, Certificate, Demand
from sangsaeng.disclosure.terms import AGREEMENT_TERMS, DEMAND_TERMS, HOLDERS, LAWS, Term
from sangsaeng.kernel.clock import SEOUL, day_of
from sangsaeng.kernel.press import typeset
from sangsaeng.organizations.business_number import formatted
from sangsaeng.organizations.models import Organization

TEMPLATE: Final = "lawful"

Paper = dict[str, Any]


def demand_paper(demand: Demand, at: datetime) -> bytes:
    """Return 기술자료 요구서 as a PDF."""
    with override("ko"):
        data = _paper(demand, _("기술자료 요구서"), demand.number, at) | {
            "lead": _("다음 기술자료를 아래의 목적과 조건으로 제공하여 주실 것을 요구합니다."),
            "terms": _terms(demand.terms, DEMAND_TERMS),
        }
        return typeset(TEMPLATE, data, at)


def agreement_paper(agreement: Agreement, text: AgreementText, at: datetime) -> bytes:
    """Return 비밀유지계약서 as a PDF, in the words of one version of the text."""
    demand = agreement.demand
    with override("ko"):
        data = _paper(demand, _("비밀유지계약서"), agreement.number, at) | {
            "lead": _(
                "양쪽은 %(number)s에 따른 기술자료의 제공에 앞서 다음과 같이 비밀유지계약을 맺습니다."
            )
            % {"number": demand.number},
            "terms": _terms(text.terms, AGREEMENT_TERMS),
            "tables": [_holders(text.holders), _materials(demand)],
            "foot": _(
                "이 계약은 상생 사이트에서 양쪽의 권한 있는 사람이 이 문서의 SHA-256 지문을 확인하고 "
                "이름을 적어 서명하면 맺어집니다. 문안 %(number)s판."
            )
            % {"number": text.number},
        }
        return typeset(TEMPLATE, data, at)


def signatures_paper(agreement: Agreement, at: datetime) -> bytes:
    """Return the sheet that says who signed which bytes when."""
    rows = [
        [
            one.organization.name,
            f"{one.name} ({one.title})",
            f"{one.signed_at.astimezone(SEOUL):%Y-%m-%d %H:%M:%S}",
            one.sha256,
        ]
        for one in agreement.signatures.select_related("organization")
    ]
    with override("ko"):
        heads = [_("서명한 곳"), _("서명한 사람"), _("서명한 때(한국 시각)"), "SHA-256"]
        data = _paper(agreement.demand, _("서명 확인서"), agreement.number, at) | {
            "lead": _("아래 지문을 가진 비밀유지계약서에 양쪽이 서명하였습니다."),
            "tables": [{"title": _("서명"), "heads": heads, "rows": rows}],
        }
        return typeset(TEMPLATE, data, at)


def certificate_paper(certificate: Certificate, at: datetime) -> bytes:
    """Return 반환·폐기 확인서 as a PDF."""
    agreement = certificate.agreement
    with override("ko"):
        said = [
            (_("계약"), agreement.number),
            (_("반환·폐기한 방법"), certificate.method),
            (_("반환·폐기한 날"), _day(certificate.done_on)),
            (_("확인한 사람"), f"{certificate.name} ({certificate.title})"),
        ]
        data = _paper(agreement.demand, _("기술자료 반환·폐기 확인서"), agreement.number, at) | {
            "lead": _("제공받은 기술자료와 그 사본을 모두 반환하거나 폐기하였음을 확인합니다."),
            "terms": [{"label": label, "text": text} for label, text in said],
            "tables": [_materials(agreement.demand)],
        }
        return typeset(TEMPLATE, data, at)


def receipt_paper(demand: Demand, receipt: Mapping[str, Any], at: datetime) -> bytes:
    """Return the cover of a receipt: what happened, and the signed state that holds it."""
    checkpoint = receipt["checkpoint"]
    rows = [
        [str(one["seq"]), one["kind"].partition(".")[2], one["at"]["kst"]]
        for one in receipt["events"]
    ]
    with override("ko"):
        said = [
            (_("받은 쪽"), receipt["for"]),
            (_("원장"), checkpoint["origin"]),
            (_("기록 수"), str(checkpoint["size"])),
            (_("뿌리 해시"), checkpoint["root"]),
            (_("서명한 때(UTC)"), checkpoint["time"]),
            (_("열쇠"), checkpoint["key"]),
        ]
        heads = [_("순번"), _("종류"), _("때(한국 시각)")]
        data = _paper(demand, _("원장 영수증"), demand.number, at) | {
            "lead": _(
                "함께 받은 JSON 영수증을 `sangsaeng verify receipt.json`으로 인터넷 없이 확인할 수 있습니다."
            ),
            "terms": [{"label": label, "text": text} for label, text in said],
            "tables": [{"title": _("기록"), "heads": heads, "rows": rows}],
            "foot": _(
                "체크포인트 뒤에 기록이 바뀌면 알아낼 수 있다는 뜻입니다. 공증이 아니며, 적힌 내용이 "
                "참임을 보증하지 않습니다."
            ),
        }
        return typeset(TEMPLATE, data, at)


def _paper(demand: Demand, title: str, number: str, at: datetime) -> Paper:
    """Return what every paper shows around its content."""
    return {
        "title": title,
        "number": number,
        "fair": f"{title} · {number}",
        "organizer": demand.receiver.name,
        "edition": _("%(day)s 작성") % {"day": _day(day_of(at))},
        "is_draft": False,
        "is_sample": demand.is_sample,
        "language": "ko",
        "law": _("적용 법률: %(law)s") % {"law": LAWS[demand.relation]},
        "parties": [
            _party(_("자료를 제공하는 쪽"), demand.owner),
            _party(_("자료를 받는 쪽"), demand.receiver),
        ],
        "lead": "",
        "terms": [],
        "tables": [],
        "foot": "",
        "words": {"draft": _("초안"), "sample": _("예시 자료"), "page": _("{here} / {all}쪽")},
    }


def _party(part: str, organization: Organization) -> dict[str, str]:
    number = formatted(organization.business_number)
    return {"part": part, "name": organization.name, "number": number or ""}


def _terms(said: Mapping[str, Any], asked: Sequence[Term]) -> list[dict[str, str]]:
    return [
        {
            "label": str(term.label),
            "text": _day(said.get(term.key)) if term.form == "date" else str(said[term.key]),
        }
        for term in asked
    ]


def _holders(holders: Sequence[Mapping[str, str]]) -> Paper:
    return {
        "title": str(HOLDERS.label),
        "heads": [_("이름"), _("이메일"), _("직함")],
        "rows": [[one["name"], one["email"], one.get("title", "")] for one in holders],
    }


def _materials(demand: Demand) -> Paper:
    granted = demand.granted.select_related("version__material")
    return {
        "title": _("제공하는 자료"),
        "heads": [_("번호"), _("자료 이름"), _("버전"), "SHA-256"],
        "rows": [
            [str(one.number), one.version.material.title, one.version.label, one.version.sha256]
            for one in granted
        ],
    }


def _day(day: Any) -> str:
    """Write a day, whether it is a date or comes from a text as its ISO form."""
    if not day:
        return ""
    known = day if isinstance(day, date) else date.fromisoformat(str(day))
    return _("%(year)s년 %(month)s월 %(day)s일") % {
        "year": known.year,
        "month": known.month,
        "day": known.day,
    }
