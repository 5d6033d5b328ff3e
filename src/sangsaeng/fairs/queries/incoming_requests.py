"""What would come of a sheet of requests, seen before anything is written."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sangsaeng.fairs.models import Fair, ForbiddenPair, Pin, Population, Request, Slot
from sangsaeng.fairs.queries.availability import away_slots
from sangsaeng.fairs.queries.incoming import (
    Change,
    Difference,
    Fault,
    Foreseen,
    Incoming,
    Party,
    PartyBook,
    sides_of,
    spans_of,
)
from sangsaeng.fairs.sheets import REQUESTS, PlaceFault
from sangsaeng.fairs.slot_text import SlotUnclear, slot_meant, written_slot
from sangsaeng.kernel.sheets.rows import Row

Pair = tuple[tuple[str, str], tuple[str, str]]
DEFAULTS = {"buyer_wish": "unstated", "supplier_wish": "unstated", "purpose": "other", "topic": ""}


@dataclass(frozen=True)
class Wanted:
    """One row understood: the two, what is said, the slot, and the request it already is."""

    row: int
    buyer: Party
    supplier: Party
    said: Mapping[str, str]
    slot: Slot | None
    standing: Request | None

    @property
    def pair(self) -> Pair:
        """What makes it one request."""
        return self.buyer.key, self.supplier.key


@dataclass(frozen=True)
class WantedRequests:
    """All rows understood, what is wrong, and who would be added."""

    wanted: tuple[Wanted, ...]
    newcomers: tuple[Party, ...]
    foreseen: Foreseen


def foresee_requests(fair: Fair, incoming: Incoming) -> WantedRequests:
    """Say what entering the sheet would do; the number of queries does not grow with its rows."""
    reader = _Reader(fair, incoming)
    faults: list[Fault] = list(incoming.parsed.faults)
    wanted: list[Wanted] = []
    for row in incoming.parsed.rows:
        understood = reader.read(row)
        if isinstance(understood, PlaceFault):
            faults.append(understood)
        else:
            wanted.append(understood)
    faults += _PinCheck(fair, reader, incoming).faults(wanted)
    newcomers = tuple(reader.book.newcomers())
    foreseen = Foreseen(
        changes=tuple(reader.change(one) for one in wanted),
        faults=tuple(sorted(faults, key=lambda fault: fault.row)),
        questions=reader.book.questions(),
        newcomers=tuple(party.name for party in newcomers),
    )
    return WantedRequests(tuple(wanted), newcomers, foreseen)


class _Reader:
    """Turns rows into wanted requests against what the fair already has."""

    def __init__(self, fair: Fair, incoming: Incoming) -> None:
        self.fair, self.incoming = fair, incoming
        names = {str(row.values[key]) for row in incoming.parsed.rows for key in REQUESTS.key}
        self.book = PartyBook(fair, names, incoming)
        self.slots = list(fair.slots.order_by("starts_at"))
        self.spans = spans_of(fair, self.slots)
        self.pins = dict(Pin.objects.filter(request__fair=fair).values_list("request", "slot"))
        standing = Request.objects.standing().filter(fair=fair)
        self.standing = list(
            standing.select_related("buyer__organization", "supplier__organization")
        )
        self._by_code = {request.code: request for request in self.standing}
        self._by_pair = {(one.buyer_id, one.supplier_id): one for one in self.standing}
        self._met: dict[Pair, int] = {}

    def read(self, row: Row) -> Wanted | PlaceFault:
        """Return what the row wants, or what is wrong with it."""
        first_side, second_side = sides_of(self.fair)
        buyer = self.book.party(row.number, "buyer", str(row.values["buyer"]), first_side)
        if isinstance(buyer, PlaceFault):
            return buyer
        supplier = self.book.party(row.number, "supplier", str(row.values["supplier"]), second_side)
        if isinstance(supplier, PlaceFault):
            return supplier
        if buyer.key == supplier.key:
            return self.incoming.fault(row.number, "supplier", "party.same", value=supplier.name)
        is_turned = self._is_turned(buyer, supplier)
        if is_turned:
            buyer, supplier = supplier, buyer
        try:
            return self._wanted(row, buyer, supplier, is_turned=is_turned)
        except _Faulty as faulty:
            return faulty.fault

    def change(self, wanted: Wanted) -> Change:
        """Say how the row differs from the request it already is."""
        title = f"{wanted.buyer.name} × {wanted.supplier.name}"
        if wanted.standing is None:
            return Change(wanted.row, "new", title)
        differences = tuple(self._differences(wanted, wanted.standing))
        return Change(wanted.row, "changed" if differences else "unchanged", title, differences)

    def _differences(self, wanted: Wanted, standing: Request) -> Iterator[Difference]:
        for key, value in wanted.said.items():
            old = getattr(standing, key)
            if old != value:
                yield Difference(key, old, value)
        old_slot = self._slot_of(standing)
        if old_slot != wanted.slot:
            yield Difference("pin", self._written(old_slot), self._written(wanted.slot))

    def _wanted(self, row: Row, buyer: Party, supplier: Party, *, is_turned: bool) -> Wanted:
        standing = self._standing(row, buyer, supplier)
        pair = (buyer.key, supplier.key)
        first = self._met.setdefault(pair, row.number)
        if first != row.number:
            raise _Faulty(self.incoming.fault(row.number, "supplier", "row.same_pair", first=first))
        said = {
            key: str(row.values[key] or DEFAULTS[key]) if self.incoming.has(key) else old
            for key, old in self._before(standing, is_turned=is_turned).items()
        }
        if is_turned:
            said |= {"buyer_wish": said["supplier_wish"], "supplier_wish": said["buyer_wish"]}
        return Wanted(row.number, buyer, supplier, said, self._slot(row, standing), standing)

    def _before(self, standing: Request | None, *, is_turned: bool) -> dict[str, str]:
        if standing is None:
            return dict(DEFAULTS)
        before = {key: str(getattr(standing, key)) for key in DEFAULTS}
        if is_turned:
            before |= {
                "buyer_wish": standing.supplier_wish,
                "supplier_wish": standing.buyer_wish,
            }
        return before

    def _standing(self, row: Row, buyer: Party, supplier: Party) -> Request | None:
        pair = (
            buyer.participant.pk if buyer.participant else 0,
            supplier.participant.pk if supplier.participant else 0,
        )
        if row.identity is None:
            return self._by_pair.get(pair)
        request = self._by_code.get(row.identity)
        place = (row.number, "identity")
        if request is None:
            raise _Faulty(self.incoming.fault(*place, "identity.unknown", value=row.identity))
        if (request.buyer_id, request.supplier_id) != pair:
            actual = f"{request.buyer} × {request.supplier}"
            raise _Faulty(
                self.incoming.fault(
                    *place, "identity.of_another", value=row.identity, actual=actual
                )
            )
        return request

    def _slot(self, row: Row, standing: Request | None) -> Slot | None:
        if not self.incoming.has("pin"):
            return self._slot_of(standing)
        text = row.values["pin"]
        if not text:
            return None
        try:
            return self.slots[slot_meant(str(text), self.spans)]
        except SlotUnclear as unclear:
            raise _Faulty(
                self.incoming.fault(row.number, "pin", unclear.code, value=str(text))
            ) from unclear

    def _slot_of(self, request: Request | None) -> Slot | None:
        pinned = self.pins.get(request.pk) if request else None
        return next((slot for slot in self.slots if slot.pk == pinned), None) if pinned else None

    def _written(self, slot: Slot | None) -> str:
        return written_slot(self.spans[self.slots.index(slot)]) if slot else ""

    def _is_turned(self, buyer: Party, supplier: Party) -> bool:
        """Among one population the party that came first is kept as the buyer."""
        if self.fair.population != Population.ONE:
            return False
        return self._place(supplier) < self._place(buyer)

    def _place(self, party: Party) -> tuple[int, int]:
        if party.participant is not None:
            return 0, party.participant.pk
        return 1, [one.key for one in self.book.newcomers()].index(party.key)


class _PinCheck:
    """Whether the times that a sheet fixes can all be kept."""

    def __init__(self, fair: Fair, reader: _Reader, incoming: Incoming) -> None:
        self._fair, self._reader, self._incoming = fair, reader, incoming

    def faults(self, wanted: list[Wanted]) -> list[PlaceFault]:
        """Return a fault for every fixed time that no timetable could keep."""
        fixed = [one for one in wanted if one.slot is not None]
        if not fixed or not self._incoming.has("pin"):
            return []
        away = away_slots(self._fair, self._reader.slots)
        forbidden = set(
            ForbiddenPair.objects.filter(fair=self._fair).values_list("buyer", "supplier")
        )
        tables = Counter(
            self._fair.tables.filter(participant__isnull=False).values_list(
                "participant__code", flat=True
            )
        )
        taken = self._taken_beside(wanted)
        return [
            fault
            for one in fixed
            if (fault := self._fault(one, away, forbidden, tables, taken)) is not None
        ]

    def _taken_beside(self, wanted: list[Wanted]) -> Counter[tuple[str, int]]:
        """Count the times already fixed by requests that the sheet does not mention."""
        mentioned = {one.standing.pk for one in wanted if one.standing}
        return Counter(
            (party.code, slot)
            for request in self._reader.standing
            if request.pk not in mentioned and (slot := self._reader.pins.get(request.pk))
            for party in (request.buyer, request.supplier)
        )

    def _fault(
        self,
        one: Wanted,
        away: Mapping[int, set[int]],
        forbidden: set[tuple[int, int]],
        tables: Mapping[str, int],
        taken: Counter[tuple[str, int]],
    ) -> PlaceFault | None:
        if one.slot is None:
            return None
        at = self._reader.spans[self._reader.slots.index(one.slot)]
        told = {"value": written_slot(at)}
        ids = tuple(party.participant.pk if party.participant else 0 for party in _both(one))
        if ids in forbidden:
            return self._incoming.fault(one.row, "pin", "pin.forbidden")
        for party, pk in zip(_both(one), ids, strict=True):
            if one.slot.pk in away.get(pk, set()):
                return self._incoming.fault(one.row, "pin", "pin.away", who=party.name, **told)
        for party, room in ((one.supplier, 1), (one.buyer, self._room(one.buyer, tables))):
            name = party.participant.code if party.participant else "/".join(party.key)
            taken[name, one.slot.pk] += 1
            if taken[name, one.slot.pk] > room:
                return self._incoming.fault(one.row, "pin", "pin.taken", who=party.name, **told)
        return None

    def _room(self, buyer: Party, tables: Mapping[str, int]) -> int:
        """Return how many meetings a buyer can hold at once; one who is new gets one table."""
        if self._fair.population == Population.ONE or buyer.participant is None:
            return 1
        return tables.get(buyer.participant.code, 0)


class _Faulty(Exception):
    """A row that cannot be understood."""

    def __init__(self, fault: PlaceFault) -> None:
        super().__init__(fault.code)
        self.fault = fault


def _both(wanted: Wanted) -> tuple[Party, Party]:
    return wanted.buyer, wanted.supplier
