"""A fair's rows as planning needs them, read once."""

import json
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from sangsaeng.fairs.models import (
    Fair,
    ForbiddenPair,
    Participant,
    Pin,
    Population,
    Request,
    Side,
    Slot,
    Table,
)
from sangsaeng.fairs.queries.absences import Weighing, weighing_of
from sangsaeng.fairs.queries.availability import away_slots
from sangsaeng.fairs.refusals import NothingToPlan
from sangsaeng.fairs.weights import SCALE

Pair = tuple[str, str]


@dataclass(frozen=True)
class FairRows:
    """Slots, participants, tables, standing requests and what the officer ruled.

    ``requests`` are keyed by the codes of buyer and supplier, and ``away`` holds, by participant,
    the primary keys of the slots in which each cannot meet.
    """

    fair: Fair
    slots: list[Slot]
    participants: dict[str, Participant]
    tables: list[Table]
    requests: dict[Pair, Request]
    forbidden: frozenset[Pair]
    away: dict[int, set[int]] = field(repr=False)
    weighing: Weighing = field(repr=False)

    @cached_property
    def number(self) -> dict[int, int]:
        """The number of each slot, by its primary key."""
        return {slot.pk: index for index, slot in enumerate(self.slots)}

    @cached_property
    def first_slots(self) -> list[int]:
        """The number of each day's first slot."""
        return [
            index
            for index, slot in enumerate(self.slots)
            if index == 0 or slot.day_id != self.slots[index - 1].day_id
        ]

    @cached_property
    def asked(self) -> list[Participant]:
        """Participants with a request; nobody else matters to a plan."""
        codes = {code for pair in self.requests for code in pair}
        return [one for code, one in self.participants.items() if code in codes]

    @cached_property
    def owners(self) -> dict[int, int | None]:
        """The participant at each table, by primary keys; common tables have none."""
        return {table.pk: table.participant_id for table in self.tables}

    @cached_property
    def tables_of(self) -> dict[str, list[Table]]:
        """The tables of each participant who has some, in order."""
        code = {one.pk: one.code for one in self.participants.values()}
        tables: dict[str, list[Table]] = {}
        for table in self.tables:
            if table.participant_id is not None:
                tables.setdefault(code[table.participant_id], []).append(table)
        return tables

    def available(self, participant: Participant) -> list[int]:
        """Return the numbers of the slots in which the participant can meet."""
        gone = self.away.get(participant.pk, set())
        return [self.number[slot.pk] for slot in self.slots if slot.pk not in gone]

    def limit(self, participant: Participant) -> int | None:
        """Return the most meetings the participant may have: its own limit, or its side's."""
        if participant.limit is not None:
            return participant.limit
        if participant.side == Side.BUYER:
            return self.fair.buyer_limit
        return self.fair.supplier_limit

    def weight(self, request: Request) -> float:
        """Return what a meeting is worth by the fair's rules."""
        return self.hundredths(request) / SCALE

    def hundredths(self, request: Request) -> int:
        """Return the same in hundredths."""
        return self.weighing.hundredths(request)

    def pinned_slot(self, request: Request) -> int | None:
        """Return the number of the slot the request is pinned to, if any."""
        try:
            return self.number[request.pin.slot_id]
        except Pin.DoesNotExist:
            return None

    def missing(self) -> list[str]:
        """Name what a timetable is made of and the fair does not have."""
        sides = {one.side for one in self.participants.values()}
        if self.fair.population == Population.ONE:
            needed = [(_("참가기업"), Side.MEMBER in sides)]
        else:
            needed = [
                (_("수요기업"), Side.BUYER in sides),
                (_("공급기업"), Side.SUPPLIER in sides),
            ]
        needed += [(_("테이블"), bool(self.tables)), (_("상담 신청"), bool(self.requests))]
        return [name for name, there in [(_("상담 시간"), bool(self.slots)), *needed] if not there]

    def refuse_emptiness(self) -> None:
        """Refuse when something is missing altogether."""
        missing = self.missing()
        if missing:
            raise NothingToPlan(missing=", ".join(missing))


def read_rows(fair: Fair) -> FairRows:
    """Read what planning needs, in a number of queries that does not grow with the fair."""
    slots = list(fair.slots.select_related("day"))
    participants = {one.code: one for one in fair.participants.select_related("organization")}
    requests = fair.requests.standing().select_related(
        "buyer__organization", "supplier__organization", "pin__slot"
    )
    forbidden = ForbiddenPair.objects.filter(fair=fair)
    return FairRows(
        fair=fair,
        slots=slots,
        participants=participants,
        tables=list(fair.tables.select_related("hall")),
        requests={(one.buyer.code, one.supplier.code): one for one in requests},
        forbidden=frozenset(forbidden.values_list("buyer__code", "supplier__code")),
        away=away_slots(fair, slots),
        weighing=weighing_of(fair),
    )


def fingerprint(plain: dict[str, Any]) -> str:
    """Return a digest of a problem's plain form."""
    return sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()
