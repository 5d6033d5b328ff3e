"""When and where two parties met, or were to meet before their place was given away."""

from dataclasses import dataclass

from django.db.models import Q

from sangsaeng.fairs.models import Fair, Meeting, Opening, Participant, Request, Slot, Table
from sangsaeng.fairs.models.the_day import OpeningQuerySet
from sangsaeng.fairs.models.timetable import MeetingQuerySet
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.kernel.refusals import NotFound

_PARTIES = ("buyer__organization", "supplier__organization")


@dataclass(frozen=True)
class Occasion:
    """A request's place in the version in force, or the one it left last on the day."""

    request: Request
    slot: Slot
    table: Table
    is_called_off: bool = False

    @property
    def parties(self) -> tuple[Participant, Participant]:
        """The two who meet."""
        return self.request.buyer, self.request.supplier


def occasions(fair: Fair, parties: list[int] | None = None) -> list[Occasion]:
    """Return the fair's meetings by time, all or those of some participants, in two queries."""
    met = Meeting.objects.filter(timetable__fair=fair, timetable__state="published")
    left = Opening.objects.filter(fair=fair)
    if parties is not None:
        met = met.filter(Q(buyer__in=parties) | Q(supplier__in=parties))
        left = left.filter(Q(left_by__buyer__in=parties) | Q(left_by__supplier__in=parties))
    return _in_order(met, left)


def occasion_of(request: Request) -> Occasion:
    """Return when and where a request met, or refuse as if there were none."""
    met = Meeting.objects.filter(timetable__state="published", request=request)
    found = _in_order(met, Opening.objects.filter(left_by=request))
    if not found:
        raise NotFound
    return found[0]


def get_occasion_for(viewer: Viewer, fair: Fair, code: str) -> Occasion:
    """Return the meeting of a request that the viewer is a party to or watches over."""
    request = Request.objects.visible_to(viewer).filter(fair=fair, code=code).first()
    if request is None:
        raise NotFound
    return occasion_of(request)


def _in_order(met: MeetingQuerySet, left: OpeningQuerySet) -> list[Occasion]:
    """Join what stands and what was given away; what stands again counts as standing."""
    about_met = [f"request__{one}" for one in (*_PARTIES, "fair")]
    about_left = [f"left_by__{one}" for one in (*_PARTIES, "fair")]
    found = {
        one.left_by_id: Occasion(one.left_by, one.slot, one.table, is_called_off=True)
        for one in left.select_related("slot", "table__hall", *about_left).order_by("opened_at")
    }
    found |= {
        one.request_id: Occasion(one.request, one.slot, one.table)
        for one in met.select_related("slot", "table__hall", *about_met)
    }
    return sorted(found.values(), key=lambda one: (one.slot.starts_at, one.table.position))
