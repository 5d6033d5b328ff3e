"""Why a request found no place, in words for the officers of its fair.

The engine gives a code and the facts behind it (slot numbers, participants' codes); here they
become a sentence with names and hours. Participants read another one, made of their own side only.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sangsaeng.fairs.models import Fair, Request, Unplaced, Wish
from sangsaeng.fairs.queries.timetables import name_of
from sangsaeng.kernel.particles import settled

LABELS: Mapping[str, str | Promise] = {
    "forbidden": gettext_lazy("만나지 않도록 정함"),
    "not_wanted": gettext_lazy("원하지 않음"),
    "buyer_absent": gettext_lazy("수요기업 불참"),
    "supplier_absent": gettext_lazy("공급기업 불참"),
    "no_common_slot": gettext_lazy("함께 있는 시간 없음"),
    "buyer_full": gettext_lazy("수요기업 상담 참"),
    "supplier_full": gettext_lazy("공급기업 상담 참"),
    "participant_full": gettext_lazy("참가기업 상담 참"),
    "hall_full": gettext_lazy("테이블 모두 참"),
    "no_free_slot": gettext_lazy("둘 다 비는 시간 없음"),
    "outranked": gettext_lazy("다른 상담이 앞섬"),
    "placeable": gettext_lazy("다시 편성하면 가능"),
}


@dataclass(frozen=True)
class Names:
    """What a fair's participants and slots are called: names by code, hours by slot number."""

    participants: Mapping[str, str]
    hours: Sequence[str]

    def hour(self, slot: object) -> str:
        """Return the hour of a slot by its number, or nothing for a number that is none."""
        if isinstance(slot, int) and 0 <= slot < len(self.hours):
            return self.hours[slot]
        return ""


def names_of(fair: Fair) -> Names:
    """Read the fair's names once, for as many sentences as are needed."""
    starts = [slot.starts_at.astimezone(fair.tz) for slot in fair.slots.all()]
    one_day = len({start.date() for start in starts}) <= 1
    return Names(
        {one.code: name_of(one) for one in fair.participants.select_related("organization")},
        [f"{start:%H:%M}" if one_day else f"{start:%m/%d %H:%M}" for start in starts],
    )


def reason_label(code: str) -> str:
    """Return a reason in two or three words."""
    return str(LABELS[code])


def reason_sentence(unplaced: Unplaced, names: Names) -> str:
    """Return the reason as a sentence with the names and hours of its facts.

    Reads ``unplaced.request`` with its buyer and supplier, which the caller selects along.
    """
    case = _Case(unplaced.request, unplaced.detail, names)
    told = _TOLD.get(unplaced.reason)
    sentence = told(case) if told else str(_PLAIN[unplaced.reason]) % case.words
    return settled(sentence)


@dataclass(frozen=True)
class _Case:
    """A request, the facts of its reason, and the names to tell them with."""

    request: Request
    facts: Mapping[str, Any]
    names: Names

    @property
    def words(self) -> dict[str, Any]:
        return {
            "buyer": self.names.participants[self.request.buyer.code],
            "supplier": self.names.participants[self.request.supplier.code],
            "hour": self.names.hour(self.facts.get("slot")),
            "meetings": self.facts.get("meetings"),
        }

    def with_witness(self, sentence: str, witness: str) -> str:
        """Fill the sentence, and add what would make room where the facts name the hour."""
        words = self.words
        return (f"{sentence} {witness}" if words["hour"] else sentence) % words


_PLAIN: Mapping[str, str | Promise] = {
    "forbidden": gettext_lazy(
        "%(buyer)s와(과) %(supplier)s은(는) 만나지 않도록 정한 두 기업입니다."
    ),
    "buyer_absent": gettext_lazy("%(buyer)s이(가) 참석하지 못합니다."),
    "supplier_absent": gettext_lazy("%(supplier)s이(가) 참석하지 못합니다."),
    "no_common_slot": gettext_lazy(
        "%(buyer)s와(과) %(supplier)s이(가) 함께 있는 상담 시간이 없습니다."
    ),
    "participant_full": gettext_lazy(
        "%(buyer)s와(과) %(supplier)s 가운데 상담이 모두 찬 기업이 있습니다."
    ),
    "hall_full": gettext_lazy(
        "%(buyer)s와(과) %(supplier)s이(가) 함께 있는 시간에는 테이블이 모두 찼습니다."
    ),
    "placeable": gettext_lazy(
        "%(buyer)s와(과) %(supplier)s이(가) 만날 자리가 있습니다. 다시 편성해 주십시오."
    ),
}


def _not_wanted(case: _Case) -> str:
    wishes = {"buyer": case.request.buyer_wish, "supplier": case.request.supplier_wish}
    refusing = [case.words[side] for side, wish in wishes.items() if wish == Wish.NO_THANKS]
    if not refusing:
        return _("희망도가 0인 신청입니다.")
    if len(refusing) > 1:
        both = _("%(buyer)s와(과) %(supplier)s이(가) 모두 ‘원하지 않음’으로 표시했습니다.")
        return both % case.words
    return _("%(name)s이(가) ‘원하지 않음’으로 표시했습니다.") % {"name": refusing[0]}


def _buyer_full(case: _Case) -> str:
    full = {
        "limit": _("%(buyer)s이(가) 상담 한도 %(meetings)s건을 모두 채웠습니다."),
        "tables": _("%(buyer)s의 테이블이 상담 %(meetings)s건으로 찼습니다."),
    }.get(case.facts.get("by", ""), _("%(buyer)s의 상담이 모두 찼습니다."))
    more = _("한 자리가 더 있으면 %(hour)s에 %(supplier)s와(과) 만날 수 있습니다.")
    return case.with_witness(full, more)


def _supplier_full(case: _Case) -> str:
    full = {
        "limit": _("%(supplier)s이(가) 상담 한도 %(meetings)s건을 모두 채웠습니다."),
        "slots": _("%(supplier)s이(가) 참석하는 시간이 상담 %(meetings)s건으로 모두 찼습니다."),
    }.get(case.facts.get("by", ""), _("%(supplier)s의 상담이 모두 찼습니다."))
    more = _("한 건이 더 가능하면 %(hour)s에 %(buyer)s와(과) 만날 수 있습니다.")
    return case.with_witness(full, more)


def _no_free_slot(case: _Case) -> str:
    common = case.facts.get("common_slots")
    if not common:
        return _("%(buyer)s와(과) %(supplier)s이(가) 함께 비는 시간이 없습니다.") % case.words
    taken = _(
        "%(buyer)s와(과) %(supplier)s이(가) 함께 있는 %(count)s칸마다"
        " 어느 한쪽의 다른 상담이 있습니다."
    )
    return taken % (case.words | {"count": len(common)})


def _outranked(case: _Case) -> str:
    rivals = case.facts.get("meetings")
    if not rivals or not case.words["hour"]:
        return _("이 상담을 넣으면 더 앞서는 다른 상담이 빠져야 합니다.")
    pairs = ", ".join(_rival(rival, case.names) for rival in rivals)
    cost = _(
        "%(hour)s에 만나려면 %(pairs)s 상담이 빠져야 하는데, 시간표 전체로 그 상담이 앞섭니다."
    )
    return cost % (case.words | {"pairs": pairs})


def _rival(rival: Mapping[str, Any], names: Names) -> str:
    pair = f"{names.participants.get(rival['buyer'])}–{names.participants.get(rival['supplier'])}"
    return _("%(pair)s(고정)") % {"pair": pair} if rival.get("locked") else pair


_TOLD: Mapping[str, Callable[[_Case], str]] = {
    "not_wanted": _not_wanted,
    "buyer_full": _buyer_full,
    "supplier_full": _supplier_full,
    "no_free_slot": _no_free_slot,
    "outranked": _outranked,
}
