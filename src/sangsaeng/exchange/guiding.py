"""Help while writing: what is missing in a need or an offer, and why saying it helps."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from sangsaeng.exchange.facts import ListingFacts
from sangsaeng.exchange.kinds import Kind, Side, Text, particulars_of

GOOD_TITLE, GOOD_ABSTRACT, GOOD_DETAIL, GOOD_KEYWORDS = 10, 100, 80, 3
_FIGURE: Final = re.compile(r"\d")
_BETWEEN: Final = re.compile(r"[,;·\s]+")
_BY_READINESS: Final = frozenset({Kind.TECHNOLOGY, Kind.PATENT_LICENSE, Kind.PRODUCT})
_BY_CERTIFICATE: Final = frozenset({Kind.PRODUCT, Kind.SUPPLIER})
# Where a figure in the text decides whether the other side can answer.
_FIGURE_IN: Final[Mapping[str, str]] = {
    Kind.TECHNOLOGY: "problem",
    Kind.PRODUCT: "specification",
    Kind.EQUIPMENT: "model",
    Kind.DEAD_STOCK: "item",
}
_WHY: Final[Mapping[str, Text]] = {
    "problem": _("무엇을 풀려는지 알아야 맞는 기술이 이어집니다."),
    "terms": _("사고파는 방식이 맞는 상대만 연락합니다."),
    "budget": _("규모가 맞는 상대가 먼저 답합니다."),
    "specification": _("규격이 있어야 만들 수 있는지 바로 답할 수 있습니다."),
    "quantity": _("수량을 알아야 단가와 납기를 말할 수 있습니다."),
    "unit": _("수량이 개인지 톤인지 알 수 있습니다."),
    "price": _("맞지 않는 견적을 주고받는 시간을 줄입니다."),
    "deliver_by": _("납기를 맞출 수 있는 곳만 답합니다."),
    "items": _("무엇을 맡길지 알아야 협력사가 나섭니다."),
    "yearly_volume": _("설비를 늘려야 하는지 판단할 수 있습니다."),
    "requirements": _("자격이 되지 않는 신청을 줄입니다."),
    "patent_number": _("권리의 상태를 바로 확인할 수 있습니다."),
    "expires": _("남은 기간이 사용권의 값을 정합니다."),
    "royalty": _("조건을 알면 검토가 빨라집니다."),
    "channel": _("판로의 종류가 맞아야 이어집니다."),
    "country": _("나라마다 갖출 인증이 다릅니다."),
    "commission": _("남는 값을 미리 셈할 수 있습니다."),
    "amount": _("규모가 맞는 자금과 이어집니다."),
    "purpose": _("쓰임에 따라 쓸 수 있는 자금이 다릅니다."),
    "conditions": _("조건이 맞는지 미리 알 수 있습니다."),
    "model": _("성능을 알아야 시험할 수 있는지 압니다."),
    "place": _("오갈 수 있는 거리인지 알 수 있습니다."),
    "fee": _("예산을 미리 잡을 수 있습니다."),
    "field": _("분야가 맞는 전문가와 이어집니다."),
    "duration": _("시간을 낼 수 있는지 판단할 수 있습니다."),
    "subject": _("배울 내용이 맞는지 알 수 있습니다."),
    "people": _("강의실과 강사를 준비할 수 있습니다."),
    "hours": _("일정을 잡을 수 있습니다."),
    "item": _("쓸 수 있는 상태인지 알 수 있습니다."),
    "made_on": _("쓸 수 있는 기간을 가늠합니다."),
}


@dataclass(frozen=True)
class Point:
    """One thing worth saying: the field it belongs to, what to write, and why it helps."""

    field: str
    what: Text
    why: Text
    is_said: bool
    is_needed: bool = False


@dataclass(frozen=True)
class Guide:
    """How much of what helps a text has, and what is still missing."""

    points: tuple[Point, ...]

    @property
    def missing(self) -> list[Point]:
        """What is not said yet, what is needed first."""
        return sorted(
            (one for one in self.points if not one.is_said), key=lambda p: not p.is_needed
        )

    @property
    def percent(self) -> int:
        """How much is said."""
        return 100 * sum(one.is_said for one in self.points) // len(self.points)


def guide_of(facts: ListingFacts) -> Guide:
    """Return what helps a need or an offer of this kind to be found."""
    return Guide((*_of_all(facts), *_of_kind(facts), *_of_particulars(facts)))


def _of_all(facts: ListingFacts) -> Iterator[Point]:
    yield Point(
        "title",
        _("제목을 10자 이상으로 구체적으로"),
        _("목록에서 제목만 보고 고릅니다."),
        len(facts.title) >= GOOD_TITLE,
    )
    yield Point(
        "abstract",
        _("공개 요약을 100자 이상으로"),
        _("검색과 추천은 이 글을 읽습니다. 짧으면 다른 말로 적은 상대를 찾지 못합니다."),
        len(facts.abstract) >= GOOD_ABSTRACT,
        is_needed=not facts.abstract,
    )
    yield Point(
        "keywords",
        _("핵심어 세 개 이상"),
        _("같은 것을 다르게 부르는 상대도 찾아옵니다."),
        len([word for word in _BETWEEN.split(facts.keywords) if word]) >= GOOD_KEYWORDS,
    )
    yield Point("region", _("지역"), _("가까운 상대를 찾는 사람이 봅니다."), bool(facts.region))
    yield Point("sector", _("업종"), _("같은 업종만 보는 사람에게도 보입니다."), bool(facts.sector))
    yield Point(
        "detail",
        _("상세 내용"),
        _("상세를 열어 주었을 때 상대가 바로 검토할 수 있습니다."),
        len(facts.detail) >= GOOD_DETAIL,
    )
    yield Point(
        "contact", _("연락할 곳"), _("상세를 연 상대가 누구를 찾을지 압니다."), bool(facts.contact)
    )


def _of_kind(facts: ListingFacts) -> Iterator[Point]:
    if facts.side == Side.NEED:
        yield Point(
            "wanted_by",
            _("희망 시기"),
            _("때를 맞출 수 있는 곳이 답합니다."),
            bool(facts.wanted_by),
        )
    if facts.kind in _BY_READINESS:
        yield Point(
            "readiness",
            _("기술 성숙도(TRL)"),
            _("바로 쓸 수 있는지, 함께 개발해야 하는지 구분됩니다."),
            facts.readiness is not None,
        )
    if facts.kind in _BY_CERTIFICATE:
        yield Point(
            "certificates",
            _("인증"),
            _("구매 담당자는 인증으로 먼저 거릅니다."),
            bool(facts.certificates),
        )
    if place := _FIGURE_IN.get(facts.kind):
        said = f"{facts.particulars.get(place, '')} {facts.abstract}"
        yield Point(
            place,
            _("지금 값과 바라는 값 같은 숫자"),
            _("숫자가 있으면 맞는지 아닌지를 한눈에 판단합니다."),
            bool(_FIGURE.search(said)),
        )


def _of_particulars(facts: ListingFacts) -> Iterator[Point]:
    for one in particulars_of(facts.kind):
        said = facts.particulars.get(one.key) not in (None, "")
        yield Point(one.key, one.label, _WHY[one.key], said, is_needed=one.is_needed)
