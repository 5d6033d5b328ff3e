"""What can be looked for and given, and what is asked about each kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Text = str | Promise


class Side(models.TextChoices):
    """Which side writes."""

    NEED = "need", pgettext_lazy("one", "수요")
    OFFER = "offer", pgettext_lazy("one", "제안")

    @property
    def other(self) -> "Side":
        """The side that answers."""
        return Side.OFFER if self is Side.NEED else Side.NEED


class Kind(models.TextChoices):
    """What is looked for or given."""

    TECHNOLOGY = "technology", _("기술")
    PRODUCT = "product", _("구매할 제품·서비스")
    SUPPLIER = "supplier", _("협력사 모집")
    PATENT_LICENSE = "patent_license", _("특허 사용권")
    SALES_CHANNEL = "sales_channel", _("판로")
    FUNDING = "funding", _("자금")
    EQUIPMENT = "equipment", _("장비·시험대")
    EXPERTISE = "expertise", _("전문가 도움")
    TRAINING = "training", _("교육")
    DEAD_STOCK = "dead_stock", _("유휴 재고")


class Certificate(models.TextChoices):
    """Certificates that buyers ask for; others are named in words."""

    ISO_9001 = "iso_9001", _("ISO 9001(품질)")
    ISO_14001 = "iso_14001", _("ISO 14001(환경)")
    ISO_45001 = "iso_45001", _("ISO 45001(안전보건)")
    IATF_16949 = "iatf_16949", _("IATF 16949(자동차)")
    GMP = "gmp", _("GMP")
    HACCP = "haccp", _("HACCP")
    KS = "ks", _("KS 인증")
    KC = "kc", _("KC 인증")
    CE = "ce", _("CE 인증")
    NET = "net", _("신기술(NET)")
    NEP = "nep", _("신제품(NEP)")
    EXCELLENT_PRODUCT = "excellent_product", _("조달 우수제품")
    INNOVATIVE_PRODUCT = "innovative_product", _("혁신제품")
    VENTURE = "venture", _("벤처기업")
    INNOBIZ = "innobiz", _("이노비즈")
    MAINBIZ = "mainbiz", _("메인비즈")


@dataclass(frozen=True)
class Particular:
    """One more thing that is asked about a kind; ``form`` is how it is entered."""

    key: str
    label: Text
    form: str = "text"
    help: Text = ""
    is_needed: bool = False
    choices: tuple[tuple[str, Text], ...] = ()


FORMS: Final = ("text", "number", "won", "date", "choice")
_TRANSFER = (
    ("license", _("사용권 제공")),
    ("transfer", _("이전(양도)")),
    ("joint", _("공동 개발")),
    ("free", _("무상 이전")),
)
_CHANNELS = (
    ("store", _("매장·백화점")),
    ("online", _("온라인")),
    ("home_shopping", _("홈쇼핑")),
    ("public", _("공공 조달")),
    ("export", _("수출")),
)

PARTICULARS: Final[Mapping[str, tuple[Particular, ...]]] = {
    Kind.TECHNOLOGY: (
        Particular(
            "problem",
            _("풀려는 문제"),
            help=_("지금의 값과 바라는 값을 함께 적으면 더 잘 이어집니다."),
            is_needed=True,
        ),
        Particular("terms", _("바라는 방식"), "choice", choices=_TRANSFER),
        Particular("budget", _("예산"), "won"),
    ),
    Kind.PRODUCT: (
        Particular("specification", _("규격"), is_needed=True),
        Particular("quantity", _("수량"), "number"),
        Particular("unit", _("단위")),
        Particular("price", _("목표 단가"), "won"),
        Particular("deliver_by", _("납기"), "date"),
    ),
    Kind.SUPPLIER: (
        Particular("items", _("맡길 품목"), is_needed=True),
        Particular("yearly_volume", _("한 해 물량")),
        Particular("requirements", _("갖추어야 할 것")),
    ),
    Kind.PATENT_LICENSE: (
        Particular(
            "patent_number", _("등록·출원 번호"), help=_("이름을 밝히지 않으면 공개되지 않습니다.")
        ),
        Particular("terms", _("제공 방식"), "choice", choices=_TRANSFER, is_needed=True),
        Particular("expires", _("권리 끝나는 날"), "date"),
        Particular("royalty", _("사용료")),
    ),
    Kind.SALES_CHANNEL: (
        Particular("channel", _("판로의 종류"), "choice", choices=_CHANNELS, is_needed=True),
        Particular("country", _("나라·지역")),
        Particular("commission", _("수수료 조건")),
    ),
    Kind.FUNDING: (
        Particular("amount", _("금액"), "won", is_needed=True),
        Particular("purpose", _("쓰임"), is_needed=True),
        Particular("conditions", _("조건")),
    ),
    Kind.EQUIPMENT: (
        Particular("model", _("장비 이름과 성능"), is_needed=True),
        Particular("place", _("있는 곳")),
        Particular("fee", _("사용료")),
    ),
    Kind.EXPERTISE: (
        Particular("field", _("분야"), is_needed=True),
        Particular("duration", _("기간")),
    ),
    Kind.TRAINING: (
        Particular("subject", _("내용"), is_needed=True),
        Particular("people", _("인원"), "number"),
        Particular("hours", _("시간"), "number"),
    ),
    Kind.DEAD_STOCK: (
        Particular("item", _("품목과 상태"), is_needed=True),
        Particular("quantity", _("수량"), "number", is_needed=True),
        Particular("unit", _("단위")),
        Particular("price", _("바라는 단가"), "won"),
        Particular("made_on", _("만든 날"), "date"),
    ),
}
# The patent number of a holder who stays unnamed names the holder.
TELLING: Final = frozenset({"patent_number", "place"})

KINDS_OF: Final[Mapping[str, tuple[Kind, ...]]] = {
    Side.NEED: tuple(kind for kind in Kind if kind not in {Kind.PATENT_LICENSE, Kind.DEAD_STOCK}),
    Side.OFFER: tuple(kind for kind in Kind if kind is not Kind.SUPPLIER),
}
# A need of one kind may be met by offers of several.
ANSWERED_BY: Final[Mapping[str, tuple[Kind, ...]]] = {
    Kind.TECHNOLOGY: (Kind.TECHNOLOGY, Kind.PATENT_LICENSE, Kind.EXPERTISE, Kind.PRODUCT),
    Kind.PRODUCT: (Kind.PRODUCT, Kind.DEAD_STOCK, Kind.TECHNOLOGY),
    Kind.SUPPLIER: (Kind.PRODUCT, Kind.TECHNOLOGY),
    Kind.SALES_CHANNEL: (Kind.SALES_CHANNEL,),
    Kind.FUNDING: (Kind.FUNDING,),
    Kind.EQUIPMENT: (Kind.EQUIPMENT, Kind.EXPERTISE),
    Kind.EXPERTISE: (Kind.EXPERTISE, Kind.TRAINING),
    Kind.TRAINING: (Kind.TRAINING, Kind.EXPERTISE),
}


def particulars_of(kind: str) -> tuple[Particular, ...]:
    """Return what more is asked about the kind."""
    return PARTICULARS[Kind(kind)] if kind in Kind.values else ()


def answering(side: str, kind: str) -> tuple[Kind, ...]:
    """Return the kinds of the other side that may answer this one."""
    if side == Side.NEED:
        return ANSWERED_BY[Kind(kind)]
    return tuple(need for need, offers in ANSWERED_BY.items() if kind in offers)  # type: ignore[misc]  # the keys are kinds
