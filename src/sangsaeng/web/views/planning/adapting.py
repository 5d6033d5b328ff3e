"""Planning that keeps an earlier timetable's meetings: the offer, and what it changed."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from sangsaeng.fairs.models import Timetable
from sangsaeng.fairs.queries.planning import may_be_adapted
from sangsaeng.fairs.queries.timetables import changes
from sangsaeng.web.views.planning.frames import label_of


@dataclass(frozen=True)
class Offer:
    """The press that starts from a timetable, and what it does in a sentence."""

    serial: int
    sentence: str


@dataclass(frozen=True)
class Difference:
    """What a timetable changed of the one it was made from, and where that is shown."""

    sentence: str
    url: str


def offer_of(timetable: Timetable | None) -> Offer | None:
    """Offer to start from the timetable, if planning may."""
    if timetable is None or not may_be_adapted(timetable):
        return None
    sentence = (
        _("발표한 %(name)s의 상담을 되도록 그대로 두고, 바뀐 신청·고정·금지만 반영합니다.")
        if timetable.state == "published"
        else _("%(name)s의 상담을 되도록 그대로 두고, 바뀐 신청·고정·금지만 반영합니다.")
    )
    return Offer(timetable.serial, sentence % {"name": label_of(timetable)})


def difference_of(timetable: Timetable) -> Difference | None:
    """Count what differs from the timetable that this one was made from, if there is one."""
    earlier = timetable.based_on
    if earlier is None:
        return None
    different = changes(earlier, timetable)
    sentence = _(
        "%(name)s에서 옮긴 상담 %(moved)s건, 취소 %(cancelled)s건, 더한 상담 %(added)s건"
    ) % {
        "name": label_of(earlier),
        "moved": len(different.moved),
        "cancelled": len(different.cancelled),
        "added": len(different.added),
    }
    compare = reverse("plan_compare", args=[timetable.fair.slug, timetable.serial])
    return Difference(sentence, f"{compare}?with={earlier.serial}")
