"""How evenly a timetable serves: who meets nobody, how many meetings each has, how full it is."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sangsaeng.fairs.models import Participant, Side, Timetable
from sangsaeng.fairs.queries.timetables.names import name_of


@dataclass(frozen=True)
class PartyLoad:
    """A participant, how many meetings it asked for or was asked for, and how many it has."""

    code: str
    name: str
    side: str
    is_first_timer: bool
    requests: int
    meetings: int


@dataclass(frozen=True)
class SlotLoad:
    """A slot and how many of the tables are taken in it."""

    starts_at: datetime
    taken: int
    tables: int


@dataclass(frozen=True)
class Fairness:
    """What a timetable means to each participant.

    In a fair of one population every member counts as a supplier.
    """

    parties: tuple[PartyLoad, ...]
    slots: tuple[SlotLoad, ...]

    @property
    def suppliers(self) -> tuple[PartyLoad, ...]:
        """Suppliers, or the members of one population."""
        return tuple(one for one in self.parties if one.side != Side.BUYER)

    @property
    def buyers(self) -> tuple[PartyLoad, ...]:
        """Buyers."""
        return tuple(one for one in self.parties if one.side == Side.BUYER)

    @property
    def without_meeting(self) -> tuple[PartyLoad, ...]:
        """Suppliers with a request and no meeting."""
        return tuple(one for one in self.suppliers if one.requests and not one.meetings)

    @property
    def without_request(self) -> tuple[PartyLoad, ...]:
        """Suppliers nobody asked for and who asked for nobody."""
        return tuple(one for one in self.suppliers if not one.requests)

    @property
    def first_timers(self) -> int:
        """How many suppliers take part for the first time."""
        return sum(one.is_first_timer for one in self.suppliers)

    @property
    def first_timers_met(self) -> int:
        """How many of those meet somebody."""
        return sum(one.is_first_timer and one.meetings > 0 for one in self.suppliers)

    @property
    def per_supplier(self) -> tuple[tuple[int, int], ...]:
        """How many suppliers have how many meetings: (meetings, suppliers), from none upward."""
        return _distribution(self.suppliers)

    @property
    def per_buyer(self) -> tuple[tuple[int, int], ...]:
        """How many buyers have how many meetings: (meetings, buyers), from none upward."""
        return _distribution(self.buyers)


def fairness(timetable: Timetable) -> Fairness:
    """Return what the timetable means to each participant, from its own meetings and requests."""
    placed = list(timetable.meetings.values_list("buyer", "supplier", "slot"))
    left = list(timetable.unplaced.values_list("request__buyer", "request__supplier"))
    meetings = Counter(party for buyer, supplier, _slot in placed for party in (buyer, supplier))
    requests = meetings + Counter(party for pair in left for party in pair)
    participants = timetable.fair.participants.select_related("organization")
    return Fairness(
        tuple(
            _load(one, requests[one.pk], meetings[one.pk])
            for one in participants.order_by("side", "organization__name", "pk")
        ),
        _slots(timetable, Counter(slot for _buyer, _supplier, slot in placed)),
    )


def _load(participant: Participant, requests: int, meetings: int) -> PartyLoad:
    return PartyLoad(
        participant.code,
        name_of(participant),
        participant.side,
        participant.is_first_timer,
        requests,
        meetings,
    )


def _slots(timetable: Timetable, taken: Counter[int]) -> tuple[SlotLoad, ...]:
    fair = timetable.fair
    tables = fair.tables.count()
    return tuple(
        SlotLoad(slot.starts_at.astimezone(fair.tz), taken[slot.pk], tables)
        for slot in fair.slots.all()
    )


def _distribution(parties: Iterable[PartyLoad]) -> tuple[tuple[int, int], ...]:
    counted = Counter(one.meetings for one in parties)
    return tuple((number, counted[number]) for number in range(max(counted, default=-1) + 1))
