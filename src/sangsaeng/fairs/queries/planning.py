"""What an officer reads before and after planning: what there is, what came out, where it can go."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from sangsaeng.fairs.models import (
    STANDING,
    Fair,
    ForbiddenPair,
    Meeting,
    Participant,
    Pin,
    Population,
    Request,
    Side,
    Slot,
    Table,
    Timetable,
    Unplaced,
)
from sangsaeng.fairs.queries.availability import away_slots
from sangsaeng.kernel.particles import settled


def meetings_of(timetable: Timetable) -> list[Meeting]:
    """Return a timetable's meetings with all that a page says about them."""
    return list(
        timetable.meetings.select_related(
            "request__buyer__organization",
            "request__supplier__organization",
            "request__pin",
            "slot__day",
            "table__hall",
        )
    )


def meetings_with(participant: Participant, timetable: Timetable) -> QuerySet[Meeting]:
    """Return the meetings that a participant has in a timetable, on whichever side."""
    return timetable.meetings.filter(Q(buyer=participant) | Q(supplier=participant)).select_related(
        "request", "slot", "table"
    )


@dataclass(frozen=True)
class Stock:
    """What there is to plan: how many of each, and which buyers lack a table."""

    slots: int
    days: int
    tables: int
    sides: dict[str, int]
    requests: int
    pins: int
    forbidden: int
    without_table: list[Participant]


def stock_of(fair: Fair) -> Stock:
    """Count what a timetable of the fair would be made of."""
    sides = fair.participants.values_list("side").annotate(number=Count("pk")).order_by("side")
    without_table = (
        fair.participants.filter(
            side=Side.BUYER, tables__isnull=True, requests_as_buyer__state__in=STANDING
        )
        .exclude(requests_as_buyer__isnull=True)
        .select_related("organization")
        .distinct()
    )
    return Stock(
        slots=fair.slots.count(),
        days=fair.days.count(),
        tables=fair.tables.count(),
        sides=dict(sides),
        requests=fair.requests.standing().count(),
        pins=Pin.objects.filter(request__fair=fair, request__state__in=STANDING).count(),
        forbidden=ForbiddenPair.objects.filter(fair=fair).count(),
        without_table=list(without_table),
    )


def may_be_adapted(timetable: Timetable) -> bool:
    """Tell whether planning may start from it; where anybody meets anybody it starts anew."""
    return timetable.is_current and timetable.fair.population == Population.TWO_SIDED


def worth_keeping(timetables: Iterable[Timetable]) -> Timetable | None:
    """Return, of a fair's timetables from the newest on, the version in force, else a draft."""
    found = [one for one in timetables if may_be_adapted(one)]
    return next((one for one in found if one.state == "published"), next(iter(found), None))


@dataclass(frozen=True)
class Spot:
    """A slot and a table to which a meeting could go: who would take its place, or why not."""

    slot: Slot
    table: Table
    swapped: Meeting | None = None
    why_not: str = ""
    is_current: bool = False

    @property
    def is_open(self) -> bool:
        """Tell whether the meeting can go there."""
        return not self.why_not and not self.is_current


def spots_for(meeting: Meeting) -> list[Spot]:
    """Return every place of the fair that the meeting's parties could use, by slot and table."""
    timetable = meeting.timetable
    fair = timetable.fair
    slots = list(fair.slots.select_related("day"))
    tables = fair.tables.select_related("hall")
    if fair.population == Population.TWO_SIDED:
        tables = tables.filter(participant=meeting.buyer_id)
    board = _Board(meeting, meetings_of(timetable), away_slots(fair, slots))
    return [board.spot(slot, table) for slot in slots for table in tables]


class _Board:
    """One timetable, asked again and again where one of its meetings could go."""

    def __init__(
        self, meeting: Meeting, meetings: Iterable[Meeting], away: dict[int, set[int]]
    ) -> None:
        self._meeting = meeting
        self._away = away
        self._others = [one for one in meetings if one.pk != meeting.pk]
        self._at = {(one.slot_id, one.table_id): one for one in self._others}
        self._is_one_population = meeting.timetable.fair.population == Population.ONE

    def spot(self, slot: Slot, table: Table) -> Spot:
        meeting = self._meeting
        if (slot.pk, table.pk) == (meeting.slot_id, meeting.table_id):
            return Spot(slot, table, is_current=True)
        swapped = self._at.get((slot.pk, table.pk))
        why_not = self._why_not(meeting, slot, leaving=swapped)
        if swapped is not None and not why_not:
            why_not = self._why_not(swapped, meeting.slot, leaving=swapped)
        return Spot(slot, table, swapped, why_not)

    def _why_not(self, meeting: Meeting, slot: Slot, leaving: Meeting | None) -> str:
        """Say why the meeting cannot stand in the slot; nothing when it can."""
        request = meeting.request
        if slot.pk != meeting.slot_id and _is_pinned(request):
            return _("%(pair)s 상담은 지금 시간에 고정되어 있습니다") % {"pair": pair_of(request)}
        for party in (request.buyer, request.supplier):
            if slot.pk in self._away.get(party.pk, ()):
                return settled(_("%(name)s이(가) 그 시간에 없습니다") % {"name": party})
        if slot.pk == meeting.slot_id:
            return ""
        return self._who_is_busy(meeting, slot, leaving)

    def _who_is_busy(self, meeting: Meeting, slot: Slot, leaving: Meeting | None) -> str:
        request = meeting.request
        parties = [request.supplier]
        if self._is_one_population:
            parties.append(request.buyer)
        ids = {party.pk for party in parties}
        for other in self._others:
            if other.slot_id != slot.pk or other in (leaving, meeting):
                continue
            for party in (other.request.buyer, other.request.supplier):
                if party.pk in ids:
                    busy = _("%(name)s에게 그 시간에 다른 상담이 있습니다: %(pair)s")
                    return busy % {"name": party, "pair": pair_of(other.request)}
        return ""


@dataclass(frozen=True)
class PinChoice:
    """A slot in which a request could be fixed, or why it could not."""

    slot: Slot
    why_not: str = ""
    is_current: bool = False


def pin_choices(request: Request) -> list[PinChoice]:
    """Return, for every slot of the fair, whether the request could be fixed there."""
    fair = request.fair
    slots = list(fair.slots.select_related("day"))
    away = away_slots(fair, slots)
    others = list(
        Pin.objects.filter(request__fair=fair, request__state__in=STANDING)
        .exclude(request=request)
        .select_related("request__buyer__organization", "request__supplier__organization")
    )
    tables = request.buyer.tables.count()
    current = request.pin.slot_id if _is_pinned(request) else None
    return [
        PinChoice(slot, _why_no_pin(request, slot, away, others, tables), slot.pk == current)
        for slot in slots
    ]


def _why_no_pin(
    request: Request, slot: Slot, away: dict[int, set[int]], others: list[Pin], tables: int
) -> str:
    for party in (request.buyer, request.supplier):
        if slot.pk in away.get(party.pk, ()):
            return settled(_("%(name)s이(가) 그 시간에 없습니다") % {"name": party})
    pinned = [one.request for one in others if one.slot_id == slot.pk]
    for other in pinned:
        if request.supplier_id in {other.supplier_id, other.buyer_id}:
            return _("%(pair)s 상담이 그 시간에 고정되어 있습니다") % {"pair": pair_of(other)}
    at_buyer = sum(one.buyer_id == request.buyer_id for one in pinned)
    if tables and at_buyer >= tables:
        return _("%(name)s의 테이블이 그 시간에 모두 고정되어 있습니다") % {"name": request.buyer}
    return ""


def unplaced_of(timetable: Timetable, *, reason: str = "", party: str = "") -> QuerySet[Unplaced]:
    """Return the requests without a meeting, narrowed to a reason or to a participant's own."""
    left = timetable.unplaced.select_related(
        "request__buyer__organization", "request__supplier__organization"
    ).order_by("request__buyer__organization__name", "request__supplier__organization__name", "pk")
    if reason:
        left = left.filter(reason=reason)
    if party:
        left = left.filter(Q(request__buyer__code=party) | Q(request__supplier__code=party))
    return left


def requests_of_pairs(timetable: Timetable) -> dict[tuple[str, str], str]:
    """Return the code of each placed request, by the codes of its buyer and supplier."""
    pairs = timetable.meetings.values_list("buyer__code", "supplier__code", "request__code")
    return {(buyer, supplier): code for buyer, supplier, code in pairs}


def pair_of(request: Request) -> str:
    """Name a request by its two parties."""
    return f"{request.buyer} – {request.supplier}"


def _is_pinned(request: Request) -> bool:
    return hasattr(request, "pin")
