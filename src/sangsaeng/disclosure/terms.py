"""What the law asks a demand and an agreement to say: the union of both laws, seventeen fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class Relation(models.TextChoices):
    """How the two organizations deal with each other, which tells the law that applies."""

    BEFORE_CONTRACT = "before_contract", _("계약 전(상담·제안)")
    CONSIGNMENT = "consignment", _("수탁·위탁거래")
    SUBCONTRACT = "subcontract", _("하도급거래")


LAWS: Final[Mapping[str, Text]] = {
    Relation.BEFORE_CONTRACT: _("부정경쟁방지 및 영업비밀보호에 관한 법률 제2조 제1호 차목"),
    Relation.CONSIGNMENT: _("대·중소기업 상생협력 촉진에 관한 법률 제21조의2"),
    Relation.SUBCONTRACT: _("하도급거래 공정화에 관한 법률 제12조의3"),
}


@dataclass(frozen=True)
class Term:
    """One thing that has to be said: its key, its name, and what helps to say it well."""

    key: str
    label: Text
    help: Text = ""
    form: str = "text"


# The order is that of the printed forms.
DEMAND_TERMS: Final[tuple[Term, ...]] = (
    Term("purpose", _("요구 목적"), _("무엇을 정하거나 확인하려고 필요한지 적습니다.")),
    Term(
        "justification",
        _("요구가 정당한 까닭"),
        _("왜 이 자료가 아니면 목적을 이룰 수 없는지 적습니다."),
    ),
    Term(
        "name",
        _("기술자료의 명칭"),
        _("‘모델 X 회로도 v1.2’처럼 하나하나 적습니다. ‘개발 자료 일체’는 쓸 수 없습니다."),
        "line",
    ),
    Term("scope", _("기술자료의 범위"), _("어느 부분까지 필요한지 적습니다.")),
    Term("demanded_on", _("요구일"), _("요구서를 보내는 날로 적힙니다."), "date"),
    Term("provide_on", _("제공받으려는 날"), form="date"),
    Term("method", _("제공 방법"), _("이 사이트에서 지정한 사람만 열람하는 것이 기본입니다.")),
    Term("ownership", _("권리의 귀속"), _("자료와 그 결과물의 권리가 누구에게 있는지 적습니다.")),
    Term("price", _("대가"), _("대가가 없으면 ‘없음’과 그 까닭을 적습니다.")),
    Term("payment", _("대가의 지급 방법")),
)
AGREEMENT_TERMS: Final[tuple[Term, ...]] = (
    *DEMAND_TERMS,
    Term("period_from", _("사용 기간 첫날"), form="date"),
    Term("period_until", _("사용 기간 마지막 날"), form="date"),
    Term("duty", _("비밀유지 의무")),
    Term("no_other_use", _("목적 외 사용 금지")),
    Term("damages", _("위반했을 때의 배상")),
    Term("return_method", _("반환·폐기 방법")),
    Term("return_by", _("반환·폐기할 날"), form="date"),
)
HOLDERS: Final[Term] = Term("holders", _("보유할 임직원 명단"), _("이름, 이메일, 직함"), "holders")
LABELS: Final[Mapping[str, Text]] = {term.key: term.label for term in (*AGREEMENT_TERMS, HOLDERS)}

USUAL: Final[Mapping[str, Text]] = {
    "duty": _(
        "자료를 받은 자는 명단에 적힌 임직원만 자료를 보유·열람하게 하고, 제공한 자의 서면 동의 없이 "
        "제3자에게 제공하거나 누설하지 않습니다. 이 의무는 사용 기간이 끝난 뒤에도 이어집니다."
    ),
    "no_other_use": _(
        "자료를 받은 자는 이 계약에 적힌 목적으로만 자료를 쓰며, 복제·역설계·특허 출원에 쓰지 않습니다."
    ),
    "damages": _(
        "의무를 어긴 자는 그로 생긴 손해를 배상합니다. 법률이 정하는 배액 배상의 책임은 따로 집니다."
    ),
    "return_method": _(
        "전자 사본과 인쇄물을 모두 폐기하고, 폐기한 방법과 날짜를 적은 확인서를 냅니다."
    ),
}


def missing(terms: Mapping[str, Any], asked: tuple[Term, ...]) -> list[Term]:
    """Return what the law asks and the terms do not say."""
    return [term for term in asked if not str(terms.get(term.key) or "").strip()]
