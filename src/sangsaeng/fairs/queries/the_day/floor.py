"""The floor of a fair at a moment: which places are free, who is where, what hinders a meeting."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import chain
from typing import Self

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sangsaeng.fairs.models import (
    Fair,
    ForbiddenPair,
    Offer,
    Opening,
    Participant,
    Population,
    Request,
    Slot,
    Table,
)
from sangsaeng.fairs.queries.absences import Weighing, weighing_of
from sangsaeng.fairs.queries.availability import away_slots, limit_of
from sangsaeng.fairs.queries.the_day.whereabouts import NOBODY_KNOWS, Whereabouts, whereabouts
from sangsaeng.kernel.particles import settled

HINDRANCES: Mapping[str, str | Promise] = {
    "over": _("그 시간은 이미 끝났습니다"),
    "table_lost": _("그 시간에는 쓸 수 없게 된 테이블입니다"),
    "table_taken": _("그 자리에는 이미 다른 상담이 있습니다"),
    "another_table": _("그 수요기업의 테이블이 아닙니다"),
    "placed": _("이 두 기업의 상담은 이미 시간표에 있습니다"),
    "not_wanted": _("거절했거나 원하지 않는다고 표시한 상담입니다"),
    "forbidden": _("만나지 않도록 정한 두 기업입니다"),
    "away": _("%(name)s이(가) 그 시간에 올 수 없습니다"),
    "gone": _("%(name)s이(가) 떠났거나 오지 않은 것으로 표시되어 있습니다"),
    "busy": _("%(name)s이(가) 그 시간에 다른 상담을 합니다"),
    "full": _("%(name)s이(가) 상담 한도를 채웠습니다"),
    "asked_already": _("이 자리를 이미 한 번 제안했습니다"),
    "given_up": _("이 상담은 오늘 불참으로 비었거나 취소되었습니다"),
    "too_late": _("그 시간이 절반 넘게 지났습니다"),
    "offered_another": _("%(name)s에게 같은 시간의 다른 자리를 제안하고 있습니다"),
}


@dataclass(frozen=True)
class Hindrance:
    """What keeps a pair from a place: a code, and the party it lies with, if one."""

    code: str
    party: Participant | None = None

    @property
    def words(self) -> str:
        """The reason in the active language."""
        text = str(HINDRANCES[self.code])
        return settled(text % {"name": self.party}) if self.party else text


@dataclass(frozen=True)
class Hours:
    """When a place begins and ends by its hall's own clock, which may run behind."""

    begins: datetime
    ends: datetime

    @classmethod
    def of(cls, slot: Slot, table: Table) -> "Hours":
        """Return the hours of a slot in the hall of a table."""
        behind = timedelta(minutes=table.hall.behind_minutes)
        return cls(slot.starts_at + behind, slot.ends_at + behind)

    @property
    def last_call(self) -> datetime:
        """Until when the platform offers it by itself: while half of the time is left."""
        return self.begins + (self.ends - self.begins) / 2


@dataclass(frozen=True)
class Floor:
    """What a fair's floor looks like, read once for as many questions as are asked.

    Participants, slots, tables and requests are named by their primary keys. ``taken`` holds slots
    with tables, ``busy`` slots with those who can be in one place only, and ``given_up`` the
    requests whose own meeting fell out for good. ``openings`` are the places that fell free and are
    free still, ``offers`` all that were made of those and any other without an answer.
    """

    fair: Fair
    at: datetime
    slots: list[Slot]
    tables: list[Table]
    requests: list[Request]
    taken: dict[tuple[int, int], int] = field(repr=False)
    busy: frozenset[tuple[int, int]] = field(repr=False)
    load: Counter[int] = field(repr=False)
    away: dict[int, set[int]] = field(repr=False)
    apart: frozenset[tuple[int, int]] = field(repr=False)
    given_up: frozenset[int] = field(repr=False)
    seen: dict[date, Whereabouts] = field(repr=False)
    openings: list[Opening] = field(repr=False)
    offers: list[Offer] = field(repr=False)
    weighing: Weighing = field(repr=False)

    @property
    def pending(self) -> list[Offer]:
        """The offers that wait for an answer; one whose time is over holds nothing."""
        return [one for one in self.offers if one.state == "open" and one.until > self.at]

    @cached_property
    def placed(self) -> frozenset[int]:
        """The requests that have a meeting."""
        return frozenset(self.taken.values())

    @cached_property
    def asked(self) -> frozenset[tuple[int, int]]:
        """Openings with the requests to which each was offered."""
        return frozenset((one.opening_id, one.request_id) for one in self.offers)

    def with_offer(self, offer: Offer) -> Self:
        """Return the floor after one more offer was made."""
        return replace(self, offers=[*self.offers, offer])

    def weight(self, request: Request) -> int:
        """Return what a meeting weighs by the fair's rules, in hundredths."""
        return self.weighing.hundredths(request)

    def seen_on(self, slot: Slot) -> Whereabouts:
        """Return where people are on the day of the slot."""
        return self.seen.get(slot.starts_at.astimezone(self.fair.tz).date(), NOBODY_KNOWS)

    def movers(self, request: Request) -> list[Participant]:
        """Return who comes to the table and so can be in one place only."""
        if self.fair.population == Population.ONE:
            return [request.buyer, request.supplier]
        return [request.supplier]

    def hindrance(self, request: Request, slot: Slot, table: Table) -> Hindrance | None:
        """Return what keeps the pair from meeting there at all; nothing when it can."""
        found = chain(
            self._of_the_place(request, slot, table),
            self._of_the_pair(request),
            self._of_the_parties(request, slot),
        )
        return next(found, None)

    def reserve(self, request: Request, opening: Opening) -> Hindrance | None:
        """Return why the platform does not offer the pair the opening by itself."""
        slot, table = opening.slot, opening.table
        return self.hindrance(request, slot, table) or next(
            self._of_an_offer(request, opening, Hours.of(slot, table)), None
        )

    def _of_the_place(self, request: Request, slot: Slot, table: Table) -> Iterator[Hindrance]:
        if self.at >= Hours.of(slot, table).ends:
            yield Hindrance("over")
        if is_lost(table, slot):
            yield Hindrance("table_lost")
        if (slot.pk, table.pk) in self.taken:
            yield Hindrance("table_taken")
        if table.participant_id not in (None, request.buyer_id):
            yield Hindrance("another_table")
        if table.participant_id is None and self.fair.population == Population.TWO_SIDED:
            yield Hindrance("another_table")

    def _of_the_pair(self, request: Request) -> Iterator[Hindrance]:
        if request.pk in self.placed:
            yield Hindrance("placed")
        if request.state not in {"asked", "accepted"} or self.weight(request) == 0:
            yield Hindrance("not_wanted")
        if (request.buyer_id, request.supplier_id) in self.apart:
            yield Hindrance("forbidden")

    def _of_the_parties(self, request: Request, slot: Slot) -> Iterator[Hindrance]:
        for party in (request.buyer, request.supplier):
            if slot.pk in self.away.get(party.pk, ()):
                yield Hindrance("away", party)
            if party.pk in self.seen_on(slot).gone:
                yield Hindrance("gone", party)
            if self._is_full(party, self.load[party.pk]):
                yield Hindrance("full", party)
        for party in self.movers(request):
            if (slot.pk, party.pk) in self.busy:
                yield Hindrance("busy", party)

    def _of_an_offer(self, request: Request, opening: Opening, hours: Hours) -> Iterator[Hindrance]:
        if (opening.pk, request.pk) in self.asked:
            yield Hindrance("asked_already")
        if request.pk in self.given_up:
            yield Hindrance("given_up")
        if self.at > hours.last_call:
            yield Hindrance("too_late")
        others = [one for one in self.pending if one.opening_id != opening.pk]
        waiting = Counter(
            party for one in others for party in (one.request.buyer_id, one.request.supplier_id)
        )
        for party in (request.buyer, request.supplier):
            if self._is_full(party, self.load[party.pk] + waiting[party.pk]):
                yield Hindrance("full", party)
        for party in self.movers(request):
            if any(
                one.opening.slot_id == opening.slot_id and party in self.movers(one.request)
                for one in others
            ):
                yield Hindrance("offered_another", party)

    def _is_full(self, party: Participant, meetings: int) -> bool:
        limit = limit_of(self.fair, party)
        return limit is not None and meetings >= limit


def is_lost(table: Table, slot: Slot) -> bool:
    """Tell whether the table was lost on the day before the slot."""
    return table.lost_from is not None and slot.starts_at >= table.lost_from.starts_at


def read_floor(fair: Fair, at: datetime) -> Floor:
    """Read the floor, in a number of queries that does not grow with the fair."""
    slots = list(fair.slots.select_related("day"))
    meetings = _meetings(fair)
    seated_twice = fair.population == Population.ONE
    given_up = Opening.objects.filter(fair=fair).exclude(cause=Opening.Cause.LATE)
    return Floor(
        fair=fair,
        at=at,
        slots=slots,
        tables=list(fair.tables.select_related("hall", "lost_from")),
        requests=_requests(fair),
        taken={(slot, table): request for request, slot, table, *_parties in meetings if request},
        busy=frozenset(
            (slot, party)
            for _request, slot, _table, buyer, supplier in meetings
            for party in ((buyer, supplier) if seated_twice else (supplier,))
        ),
        load=Counter(party for _request, _slot, _table, *parties in meetings for party in parties),
        away=away_slots(fair, slots),
        apart=frozenset(ForbiddenPair.objects.filter(fair=fair).values_list("buyer", "supplier")),
        given_up=frozenset(given_up.values_list("left_by", flat=True)),
        seen=whereabouts(fair),
        openings=_openings(fair),
        offers=_offers(fair),
        weighing=weighing_of(fair),
    )


def _meetings(fair: Fair) -> list[tuple[int, ...]]:
    return list(
        fair.timetables.filter(state="published").values_list(
            "meetings__request",
            "meetings__slot",
            "meetings__table",
            "meetings__buyer",
            "meetings__supplier",
        )
    )


def _requests(fair: Fair) -> list[Request]:
    """Return the standing requests; each participant is read once, however many requests it has."""
    people = {one.pk: one for one in fair.participants.select_related("organization")}
    requests = list(fair.requests.standing())
    for one in requests:
        one.buyer, one.supplier = people[one.buyer_id], people[one.supplier_id]
    return requests


def _openings(fair: Fair) -> list[Opening]:
    return list(
        Opening.objects.open()
        .filter(fair=fair)
        .select_related("slot__day", "table__hall", "table__lost_from")
    )


def _offers(fair: Fair) -> list[Offer]:
    return list(
        Offer.objects.filter(Q(opening__closed_at__isnull=True) | Q(state="open"))
        .filter(opening__fair=fair)
        .select_related(
            "opening__slot",
            "opening__table__hall",
            "opening__table__lost_from",
            "request__buyer__organization",
            "request__supplier__organization",
        )
    )
