"""The one door to the engine: a fair's rows become a problem, its answer becomes a plan."""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from sangsaeng.engine import timetable as engine
from sangsaeng.fairs.models import (
    Fair,
    ForbiddenPair,
    Meeting,
    Order,
    Participant,
    Pin,
    Request,
    Side,
    Slot,
    Table,
)
from sangsaeng.fairs.queries.availability import away_slots
from sangsaeng.fairs.refusals import CannotBePlanned, NothingToPlan
from sangsaeng.fairs.weights import SCALE, rule_of


@dataclass(frozen=True)
class Placed:
    """A request, the slot and the table at which it meets."""

    request: Request
    slot: Slot
    table: Table


@dataclass(frozen=True)
class Left:
    """A request without a meeting, the reason's code and its facts."""

    request: Request
    reason: str
    facts: dict[str, Any]


@dataclass(frozen=True)
class Figures:
    """What a plan reaches; weight in hundredths."""

    suppliers_met: int
    meetings: int
    weight: int
    gaps: int


@dataclass(frozen=True)
class Bound:
    """What no plan can exceed; weight in hundredths, ``gaps`` the fewest idle slots possible."""

    suppliers_met: int
    weight: int
    gaps: int
    is_reached: bool


@dataclass(frozen=True)
class Plan:
    """An engine's answer in terms of the fair's rows."""

    placed: tuple[Placed, ...]
    left: tuple[Left, ...]
    figures: Figures
    bound: Bound


@dataclass(frozen=True)
class FairProblem:
    """A fair's rows as an engine problem, with the way back."""

    problem: engine.Problem
    slots: list[Slot]
    tables: dict[str, list[Table]]
    requests: dict[tuple[str, str], Request]
    digest: str = field(default="")

    def plan(self) -> Plan:
        """Plan the fair."""
        return self._read(engine.plan(self.problem))

    def judge(self, placed: list[Placed]) -> tuple[Figures, list[Left]]:
        """Return what a given set of meetings reaches and why the other requests are left."""
        meetings = tuple(self._as_engine(one) for one in placed)
        left = engine.explain(self.problem, meetings)
        return self._figures(engine.measure(self.problem, meetings)), self._left(left)

    def violations(self, placed: list[Placed]) -> list[str]:
        """Return what the meetings violate, by the independent checker; nothing when they hold."""
        meetings = tuple(self._as_engine(one) for one in placed)
        return [str(violation) for violation in engine.check_meetings(self.problem, meetings)]

    def _read(self, answer: engine.Answer) -> Plan:
        return Plan(
            placed=tuple(
                Placed(
                    self.requests[meeting.buyer, meeting.supplier],
                    self.slots[meeting.slot],
                    self.tables[meeting.buyer][meeting.table - 1],
                )
                for meeting in answer.meetings
            ),
            left=tuple(self._left(answer.unplaced)),
            figures=self._figures(answer.objective),
            bound=Bound(
                answer.bound.suppliers_met,
                round(answer.bound.weight * SCALE),
                answer.bound.gaps,
                answer.bound.exact,
            ),
        )

    def _left(self, unplaced: tuple[engine.Unplaced, ...]) -> list[Left]:
        return [
            Left(self.requests[one.buyer, one.supplier], one.reason, dict(one.facts))
            for one in unplaced
        ]

    @staticmethod
    def _figures(objective: engine.Objective) -> Figures:
        return Figures(
            objective.suppliers_met,
            objective.meetings,
            round(objective.weight * SCALE),
            objective.gaps,
        )

    def _as_engine(self, placed: Placed) -> engine.Meeting:
        buyer = placed.request.buyer.code
        return engine.Meeting(
            buyer,
            placed.request.supplier.code,
            self.slots.index(placed.slot),
            self.tables[buyer].index(placed.table) + 1,
        )


def problem_of(fair: Fair) -> FairProblem:
    """Turn the fair's rows into an engine problem, or refuse with what is missing."""
    slots = list(fair.slots.select_related("day"))
    tables = _tables(fair)
    requests = {(request.buyer.code, request.supplier.code): request for request in _requests(fair)}
    participants = list(fair.participants.prefetch_related(None))
    _refuse_emptiness(slots, tables, requests, participants)
    plain = _plain_problem(fair, slots, tables, requests, participants)
    try:
        problem = engine.problem_from_json(plain)
    except engine.InvalidProblem as invalid:
        raise CannotBePlanned(fault=str(invalid.faults[0])) from invalid
    digest = sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()
    return FairProblem(problem, slots, tables, requests, digest)


def placed_of(meetings: list[Meeting]) -> list[Placed]:
    """Return stored meetings as placed requests."""
    return [Placed(meeting.request, meeting.slot, meeting.table) for meeting in meetings]


def _requests(fair: Fair) -> list[Request]:
    return list(
        fair.requests.filter(withdrawn_at__isnull=True).select_related(
            "buyer__organization", "supplier__organization", "pin"
        )
    )


def _tables(fair: Fair) -> dict[str, list[Table]]:
    tables: dict[str, list[Table]] = {}
    for table in fair.tables.filter(participant__isnull=False).select_related(
        "participant", "hall"
    ):
        if table.participant is not None:
            tables.setdefault(table.participant.code, []).append(table)
    return tables


def _refuse_emptiness(
    slots: list[Slot],
    tables: dict[str, list[Table]],
    requests: dict[tuple[str, str], Request],
    participants: list[Participant],
) -> None:
    sides = {participant.side for participant in participants}
    missing = [
        name
        for name, there in (
            (_("상담 시간"), slots),
            (_("수요기업"), Side.BUYER in sides),
            (_("공급기업"), Side.SUPPLIER in sides),
            (_("테이블"), tables),
            (_("상담 신청"), requests),
        )
        if not there
    ]
    if missing:
        raise NothingToPlan(missing=", ".join(missing))


def _plain_problem(
    fair: Fair,
    slots: list[Slot],
    tables: dict[str, list[Table]],
    requests: dict[tuple[str, str], Request],
    participants: list[Participant],
) -> dict[str, Any]:
    """Return the problem in the engine's JSON form."""
    number = {slot.pk: index for index, slot in enumerate(slots)}
    away = away_slots(fair, slots)
    rule = rule_of(fair)

    def available(participant: Participant) -> list[int]:
        gone = away.get(participant.pk, set())
        return [number[slot.pk] for slot in slots if slot.pk not in gone]

    def limit(own: int | None, general: int | None) -> int | None:
        return own if own is not None else general

    return {
        "slots": len(slots),
        "days": _first_slots(slots),
        "buyers": [
            {
                "id": one.code,
                "tables": len(tables[one.code]),
                "available": available(one),
                "max_meetings": limit(one.limit, fair.buyer_limit),
            }
            for one in participants
            if one.side == Side.BUYER and one.code in tables
        ],
        "suppliers": [
            {
                "id": one.code,
                "available": available(one),
                "max_meetings": limit(one.limit, fair.supplier_limit),
                "first_timer": one.is_first_timer,
            }
            for one in participants
            if one.side == Side.SUPPLIER
        ],
        "requests": [
            {
                "buyer": buyer,
                "supplier": supplier,
                "weight": rule.weight(request.buyer_wish, request.supplier_wish) / SCALE,
                "slot": _pinned_slot(request, number),
            }
            for (buyer, supplier), request in requests.items()
            if buyer in tables
        ],
        "forbidden": [
            {"buyer": pair.buyer.code, "supplier": pair.supplier.code}
            for pair in ForbiddenPair.objects.filter(fair=fair).select_related("buyer", "supplier")
        ],
        "options": {
            "order": ["weight", "suppliers_met", "gaps"]
            if fair.order == Order.WEIGHT_FIRST
            else ["suppliers_met", "weight", "gaps"],
            "first_timer_floor": fair.first_timer_floor,
        },
    }


def _first_slots(slots: list[Slot]) -> list[int]:
    """Return the number of each day's first slot."""
    return [
        index
        for index, slot in enumerate(slots)
        if index == 0 or slot.day_id != slots[index - 1].day_id
    ]


def _pinned_slot(request: Request, number: dict[int, int]) -> int | None:
    try:
        return number[request.pin.slot_id]
    except Pin.DoesNotExist:
        return None
