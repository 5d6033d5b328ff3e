"""What the pages of one's own needs and offers have in common: where one is, and what is next."""

from collections.abc import Mapping
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sangsaeng.exchange.kinds import Kind, Side, Text
from sangsaeng.exchange.models import Listing

TONES: Final[Mapping[str, str]] = {
    "draft": "neutral",
    "submitted": "warning",
    "checked": "info",
    "published": "success",
    "closed": "neutral",
    "expired": "warning",
}
_NEXT: Final[Mapping[str, Text]] = {
    "draft": gettext_lazy(
        "빠진 것을 채운 뒤 확인을 요청하십시오. 확인을 거쳐야 공개할 수 있습니다."
    ),
    "submitted": gettext_lazy("확인을 기다리고 있습니다. 글을 고치면 다시 요청해야 합니다."),
    "checked": gettext_lazy("확인되었습니다. 기한을 정하고 공개하십시오."),
    "published": gettext_lazy(
        "공개되어 있습니다. 관심이 오면 상세를 열어 주고, 다 되었으면 마감하십시오."
    ),
    "closed": gettext_lazy("마감했습니다. 다시 찾거나 제안하려면 다시 쓰기를 누르십시오."),
    "expired": gettext_lazy("공개 기한이 끝나 보이지 않습니다. 아직 유효하면 기간을 늘리십시오."),
}
_NOTES: Final[Mapping[str, tuple[Text, Text]]] = {
    Kind.TECHNOLOGY: (
        gettext_lazy("문제를 풀어 줄 기술을 찾습니다."),
        gettext_lazy("우리가 가진 기술을 알립니다."),
    ),
    Kind.PRODUCT: (
        gettext_lazy("살 제품이나 서비스를 찾습니다."),
        gettext_lazy("팔 제품이나 서비스를 알립니다."),
    ),
    Kind.SUPPLIER: (
        gettext_lazy("꾸준히 맡길 협력사를 찾습니다."),
        gettext_lazy("꾸준히 맡길 협력사를 찾습니다."),
    ),
    Kind.PATENT_LICENSE: (
        gettext_lazy("특허의 사용권을 내놓습니다."),
        gettext_lazy("특허의 사용권을 내놓습니다. 수천 건은 엑셀로 올립니다."),
    ),
    Kind.SALES_CHANNEL: (
        gettext_lazy("매장, 온라인, 수출 같은 판로를 찾습니다."),
        gettext_lazy("매장, 온라인, 수출 같은 판로를 내줍니다."),
    ),
    Kind.FUNDING: (gettext_lazy("자금을 찾습니다."), gettext_lazy("자금을 댑니다.")),
    Kind.EQUIPMENT: (
        gettext_lazy("장비나 시험대를 빌릴 곳을 찾습니다."),
        gettext_lazy("장비나 시험대를 빌려줍니다."),
    ),
    Kind.EXPERTISE: (
        gettext_lazy("전문가의 도움을 구합니다."),
        gettext_lazy("전문가의 도움을 줍니다."),
    ),
    Kind.TRAINING: (gettext_lazy("교육을 받고자 합니다."), gettext_lazy("교육을 해 줍니다.")),
    Kind.DEAD_STOCK: (
        gettext_lazy("남은 재고를 내놓습니다."),
        gettext_lazy("쓰지 않는 재고나 자재를 내놓습니다."),
    ),
}


def breadcrumbs(here: str, listing: Listing | None = None) -> list[dict[str, str]]:
    """Return the way from one's own page to here."""
    way = [
        {"label": _("나의 상생"), "url": reverse("my")},
        {"label": _("우리 수요와 제안"), "url": reverse("listings_mine")},
    ]
    if listing is not None:
        way.append({"label": listing.title, "url": reverse("listing_own", args=[listing.code])})
    return [*way, {"label": here, "url": ""}]


def kind_note(side: str, kind: str) -> Text:
    """Say in a sentence what a kind is for."""
    return _NOTES[kind][0 if side == Side.NEED else 1]


def next_step(listing: Listing) -> str:
    """Say what its owner does next."""
    return str(_NEXT[listing.state])


def tone_of(state: str) -> str:
    """Return the tone in which a state is shown."""
    return TONES[state]
