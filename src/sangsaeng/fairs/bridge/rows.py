"""A fair's rows as planning needs them, read once."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
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
from sangsaeng.fairs.queries.availability import away_and_gone, limit_of
from sangsaeng.fairs.refusals.planning import NothingToPlan
from sangsaeng.fairs.weights import SCALE

Pair = tuple[str, str]


@dataclass(frozen=True)
class FairRows:
    """Slots, participants, tables, standing requests and what the officer ruled.

    ``requests`` are keyed by the codes of buyer and supplier. ``away`` and ``gone`` hold, by
    participant, the primary keys of the slots in which each cannot meet: as was known beforehand,
    and as the day brought. ``held`` counts the meetings that nothing takes from a participant any
    more, whatever its limit says.
    """

    fair: Fair
    slots: list[Slot]
    participants: dict[str, Participant]
    tables: list[Table]
    requests: dict[Pair, Request]
    forbidden: frozenset[Pair]
    away: dict[int, set[int]] = field(repr=False)
    weighing: Weighing = field(repr=False)
    gone: Mapping[int, set[int]] = field(repr=False, default_factory=dict)
    held: Mapping[int, int] = field(repr=False, default_factory=dict)

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
        """The tables of each participant who has some, in order; those lost first come last."""
        code = {one.pk: one.code for one in self.participants.values()}
        tables: dict[str, list[Table]] = {}
        for table in self.in_order:
            if table.participant_id is not None:
                tables.setdefault(code[table.participant_id], []).append(table)
        return tables

    @cached_property
    def in_order(self) -> list[Table]:
        """All tables in order, but for those lost: they stand last, the first lost the very last."""
        return sorted(self.tables, key=lambda table: -self.lost_from.get(table.pk, len(self.slots)))

    @cached_property
    def lost_from(self) -> dict[int, int]:
        """The number of the first slot without it, by the primary key of each table lost."""
        return {
            table.pk: self.number[table.lost_from_id]
            for table in self.tables
            if table.lost_from_id in self.number
        }

    def available(self, participant: Participant) -> list[int]:
        """Return the numbers of the slots in which the participant can meet."""
        gone = self.gone.get(participant.pk, set())
        return [slot for slot in self.expected(participant) if self.slots[slot].pk not in gone]

    def expected(self, participant: Participant) -> list[int]:
        """Return the same as it was before the day itself."""
        away = self.away.get(participant.pk, set())
        return [self.number[slot.pk] for slot in self.slots if slot.pk not in away]

    def is_gone(self, participant: Participant) -> bool:
        """Tell whether the day took every slot that the participant had."""
        return bool(self.expected(participant)) and not self.available(participant)

    def tables_at(self, slot: int) -> int:
        """Count the tables that are left in a slot."""
        lost = sum(since <= slot for since in self.lost_from.values())
        return len(self.tables) - lost

    def limit(self, participant: Participant) -> int | None:
        """Return the most meetings the participant may have: its own limit, or its side's."""
        limit = limit_of(self.fair, participant)
        return None if limit is None else max(limit, self.held.get(participant.pk, 0))

    def weight(self, request: Request) -> float:
        """Return what a meeting is worth by the fair's rules."""
        return self.hundredths(request) / SCALE

    def hundredths(self, request: Request) -> int:
        """Return the same in hundredths."""
        return self.weighing.hundredths(request)

    def pinned_slot(self, request: Request) -> int | None:
        """Return the number of the slot the request is pinned to, if any.

        Where one of the two turned out not to be there, the pin has lost its sense.
        """
        try:
            slot = request.pin.slot_id
        except Pin.DoesNotExist:
            return None
        gone = any(
            slot in self.gone.get(party, ()) for party in (request.buyer_id, request.supplier_id)
        )
        return None if gone else self.number[slot]

    def now(self, at: datetime) -> int:
        """Return the number of the last slot that has begun; before the first one, -1."""
        return sum(slot.starts_at <= at for slot in self.slots) - 1

    def lost_places(self) -> list[tuple[str, int]]:
        """Return the code of whose table is lost and the number of the first slot without it."""
        code = {one.pk: one.code for one in self.participants.values()}
        return sorted(
            (code[table.participant_id], self.lost_from[table.pk])
            for table in self.tables
            if table.participant_id is not None and table.pk in self.lost_from
        )

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
    away, gone = away_and_gone(fair, slots)
    return FairRows(
        fair=fair,
        slots=slots,
        participants=participants,
        tables=list(fair.tables.select_related("hall")),
        requests={(one.buyer.code, one.supplier.code): one for one in requests},
        forbidden=frozenset(forbidden.values_list("buyer__code", "supplier__code")),
        away=away,
        gone=gone,
        weighing=weighing_of(fair),
    )


def fingerprint(plain: dict[str, Any]) -> str:
    """Return a digest of a problem's plain form."""
    return sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


def presence_of(rows: FairRows, one: Participant) -> dict[str, Any]:
    """Say when somebody is there; whom the day took altogether is there for no meeting."""
    if rows.is_gone(one):
        return {"available": rows.expected(one), "max_meetings": 0}
    return {"available": rows.available(one), "max_meetings": rows.limit(one)}
