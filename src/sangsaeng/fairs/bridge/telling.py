"""What goes wrong, as a door says it: a kind, whom or what it concerns, and a slot or minutes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sangsaeng.fairs.bridge.disturbing import (
    Back,
    Delay,
    Disturbance,
    Missing,
    TableBack,
    TableLost,
)
from sangsaeng.fairs.models import Fair, Hall, Participant, Slot, Table, Unavailability
from sangsaeng.fairs.refusals.the_day import DisturbanceUnknown

LONGEST_DELAY = 240
KINDS = ("late", "absent", "back", "table_lost", "table_back", "hall_behind")


@dataclass(frozen=True)
class Told:
    """One thing that goes wrong; slots count from 0 over the whole fair.

    ``late`` comes at slot ``number``; ``absent`` is away from it on, until the end of its day;
    ``table_lost`` is lost from it on; a ``hall_behind`` runs ``number`` minutes late.
    """

    kind: str
    subject: str
    number: int = 0


class Teller:
    """Turns what is told about a fair into disturbances, or refuses."""

    def __init__(self, fair: Fair, at: datetime) -> None:
        self._fair, self._at = fair, at
        self._slots = list(fair.slots.all())

    def disturbance(self, told: Told) -> Disturbance:
        """Return what is told."""
        kinds: dict[str, Callable[[Told], Disturbance]] = {
            "late": self._late,
            "absent": self._absent,
            "back": lambda one: Back(self._participant(one)),
            "table_lost": lambda one: TableLost(self._table(one), self._slot(one)),
            "table_back": lambda one: TableBack(self._table(one)),
            "hall_behind": self._delay,
        }
        if told.kind not in kinds:
            raise DisturbanceUnknown
        return kinds[told.kind](told)

    def _late(self, told: Told) -> Disturbance:
        comes = self._slot(told)
        missed = (one for one in self._of_the_day(comes) if one.starts_at < comes.starts_at)
        return Missing(self._participant(told), tuple(missed), Unavailability.Cause.LATE)

    def _absent(self, told: Told) -> Disturbance:
        first = self._slot(told)
        missed = (one for one in self._of_the_day(first) if one.starts_at >= first.starts_at)
        return Missing(self._participant(told), tuple(missed), Unavailability.Cause.ABSENT)

    def _delay(self, told: Told) -> Disturbance:
        if not 0 <= told.number <= LONGEST_DELAY or told.subject not in self._halls:
            raise DisturbanceUnknown
        return Delay(self._halls[told.subject], told.number)

    def _of_the_day(self, slot: Slot) -> list[Slot]:
        """Return the slots of a day that have not begun."""
        return [
            one for one in self._slots if one.day_id == slot.day_id and one.starts_at > self._at
        ]

    def _slot(self, told: Told) -> Slot:
        if not 0 <= told.number < len(self._slots):
            raise DisturbanceUnknown
        return self._slots[told.number]

    def _participant(self, told: Told) -> Participant:
        if told.subject not in self._participants:
            raise DisturbanceUnknown
        return self._participants[told.subject]

    def _table(self, told: Told) -> Table:
        if told.subject not in self._tables:
            raise DisturbanceUnknown
        return self._tables[told.subject]

    @cached_property
    def _participants(self) -> dict[str, Participant]:
        return {one.code: one for one in self._fair.participants.select_related("organization")}

    @cached_property
    def _tables(self) -> dict[str, Table]:
        return {one.label: one for one in self._fair.tables.select_related("hall")}

    @cached_property
    def _halls(self) -> dict[str, Hall]:
        return {str(one.pk): one for one in self._fair.halls.all()}
