"""What would come of a sheet of participants, seen before anything is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from sangsaeng.fairs.models import Fair, Participant, Population, Side, Slot, Unavailability
from sangsaeng.fairs.queries.incoming import (
    Change,
    Difference,
    Fault,
    Foreseen,
    Incoming,
    Party,
    PartyBook,
    spans_of,
)
from sangsaeng.fairs.queries.met_before import is_newcomer, known_organizations
from sangsaeng.fairs.sheets import PlaceFault, side_titles
from sangsaeng.fairs.slot_text import SlotUnclear, slots_meant, written_slots
from sangsaeng.kernel.sheets.rows import Row
from sangsaeng.organizations.models import Organization
from sangsaeng.organizations.queries import by_business_number


@dataclass(frozen=True)
class WantedPlace:
    """One row understood: who, and what is set for it; ``None`` leaves a thing as it is."""

    row: int
    party: Party
    size_class: str
    business_number: str | None
    hall: str | None
    tables: int | None
    limit: int | None
    is_first_timer: bool
    interests: str
    away: tuple[Slot, ...]


@dataclass(frozen=True)
class WantedParticipants:
    """All rows understood, and what would come of them."""

    wanted: tuple[WantedPlace, ...]
    foreseen: Foreseen


def foresee_participants(fair: Fair, incoming: Incoming) -> WantedParticipants:
    """Say what entering the sheet would do; the number of queries does not grow with its rows."""
    reader = _Reader(fair, incoming)
    faults: list[Fault] = list(incoming.parsed.faults)
    wanted: list[WantedPlace] = []
    for row in incoming.parsed.rows:
        try:
            wanted.append(reader.read(row))
        except _Faulty as faulty:
            faults.append(faulty.fault)
    foreseen = Foreseen(
        changes=tuple(reader.change(one) for one in wanted),
        faults=tuple(sorted(faults, key=lambda fault: fault.row)),
        questions=reader.book.questions(),
        newcomers=tuple(one.party.name for one in wanted if one.party.participant is None),
    )
    return WantedParticipants(tuple(wanted), foreseen)


class _Reader:
    """Turns rows into places against what the fair already has."""

    def __init__(self, fair: Fair, incoming: Incoming) -> None:
        self.fair, self.incoming = fair, incoming
        rows = incoming.parsed.rows
        self.book = PartyBook(fair, {str(row.values["name"]) for row in rows}, incoming)
        numbers = [
            str(row.values["business_number"]) for row in rows if row.values["business_number"]
        ]
        self._numbered: dict[str, Organization] = by_business_number(numbers) if numbers else {}
        self.slots = list(fair.slots.order_by("starts_at"))
        self.spans = spans_of(fair, self.slots)
        self.sides = (
            {Side.MEMBER} if fair.population == Population.ONE else {Side.BUYER, Side.SUPPLIER}
        )
        counted = fair.participants.annotate(
            table_count=Count("tables", distinct=True),
            used=Count("tables", filter=Q(tables__meetings__isnull=False), distinct=True),
        )
        self._tables = {
            pk: (count, used)
            for pk, count, used in counted.values_list("pk", "table_count", "used")
        }
        self._halls = dict(
            fair.tables.filter(participant__isnull=False)
            .order_by("-position")
            .values_list("participant", "hall__name")
        )
        self._away: dict[int, set[int]] = {}
        for participant, slot in Unavailability.objects.filter(participant__fair=fair).values_list(
            "participant", "slot"
        ):
            self._away.setdefault(participant, set()).add(slot)
        self._met: dict[tuple[str, str], int] = {}
        self._known = known_organizations(fair)

    def read(self, row: Row) -> WantedPlace:
        """Return what the row wants, or raise what is wrong with it."""
        side = self._side(row)
        party = self._party(row, side)
        first = self._met.setdefault(party.key, row.number)
        if first != row.number:
            raise _Faulty(
                self.incoming.fault(row.number, "name", "row.same_participant", first=first)
            )
        before = party.participant
        return WantedPlace(
            row=row.number,
            party=party,
            size_class=str(row.values["size_class"] or ""),
            business_number=str(row.values["business_number"] or "") or None,
            hall=str(row.values["hall"]) if row.values["hall"] else None,
            tables=self._table_count(row, party),
            limit=self._value(row, "limit", before.limit if before else None),
            is_first_timer=bool(self._value(row, "is_first_timer", self._is_first_timer(party))),
            interests=str(self._value(row, "interests", before.interests if before else "") or ""),
            away=self._absences(row, before),
        )

    def _is_first_timer(self, party: Party) -> bool:
        """Leave it as it is, or propose it for a newcomer from who took part before."""
        if party.participant is not None:
            return party.participant.is_first_timer
        organization = party.organization
        return is_newcomer(organization.pk if organization else None, self._known)

    def change(self, wanted: WantedPlace) -> Change:
        """Say how the row differs from the place the organization already has."""
        if wanted.party.participant is None:
            return Change(wanted.row, "new", wanted.party.name)
        differences = tuple(self._differences(wanted, wanted.party.participant))
        name = wanted.party.name
        return Change(wanted.row, "changed" if differences else "unchanged", name, differences)

    def _differences(self, wanted: WantedPlace, before: Participant) -> Iterator[Difference]:
        gone = self._away.get(before.pk, set())
        old_away = [index for index, slot in enumerate(self.slots) if slot.pk in gone]
        new_away = [self.slots.index(slot) for slot in wanted.away]
        hall = self._halls.get(before.pk, "")
        pairs = {
            "hall": (hall, wanted.hall or hall),
            "tables": (self._tables[before.pk][0], wanted.tables),
            "limit": (before.limit, wanted.limit),
            "is_first_timer": (before.is_first_timer, wanted.is_first_timer),
            "away": (
                "; ".join(written_slots(old_away, self.spans)),
                "; ".join(written_slots(new_away, self.spans)),
            ),
            "interests": (before.interests, wanted.interests),
        }
        for key, (old, new) in pairs.items():
            if old != new:
                yield Difference(key, _plain(old), _plain(new))

    def _value(self, row: Row, key: str, before: Any) -> Any:
        return row.values[key] if self.incoming.has(key) else before

    def _side(self, row: Row) -> str:
        side = str(row.values["side"])
        if side in self.sides:
            return side
        korean, english = side_titles(side)
        allowed = [side_titles(one) for one in sorted(self.sides)]
        raise _Faulty(
            self.incoming.fault(
                row.number,
                "side",
                "side.not_here",
                value=korean,
                value_en=english,
                allowed=", ".join(title for title, _english in allowed),
                allowed_en=", ".join(title for _korean, title in allowed),
            )
        )

    def _party(self, row: Row, side: str) -> Party:
        name = str(row.values["name"])
        if row.identity is not None:
            return self._identified(row, name, side)
        numbered = self._numbered.get(str(row.values["business_number"]))
        if numbered is not None:
            party = Party(name, side, self.book.known_as(numbered), numbered)
        else:
            found = self.book.party(row.number, "name", name, side)
            if isinstance(found, PlaceFault) and found.code == "party.not_taking_part":
                found = self._joining(name, side)
            if isinstance(found, PlaceFault):
                raise _Faulty(self._about_side(row, found))
            party = found
        return self._kept_on_side(row, party, side)

    def _joining(self, name: str, side: str) -> Party:
        """An organization that is known joins by standing in the sheet of participants."""
        return Party(name, side, None, self.book.certain(name))

    def _about_side(self, row: Row, fault: PlaceFault) -> PlaceFault:
        if fault.code != "party.wrong_side":
            return fault
        return self.incoming.fault(row.number, "side", "side.changes", **fault.params)

    def _identified(self, row: Row, name: str, side: str) -> Party:
        participant = self.book.by_code.get(str(row.identity))
        if participant is None:
            raise _Faulty(
                self.incoming.fault(row.number, "identity", "identity.unknown", value=row.identity)
            )
        if participant.organization.name != name and not self.book.means(name, participant):
            raise _Faulty(
                self.incoming.fault(
                    row.number,
                    "identity",
                    "identity.of_another",
                    value=row.identity,
                    actual=participant.organization.name,
                )
            )
        party = Party(name, side, participant, participant.organization)
        return self._kept_on_side(row, party, side)

    def _kept_on_side(self, row: Row, party: Party, side: str) -> Party:
        if party.participant is not None and party.participant.side != side:
            korean, english = side_titles(party.participant.side)
            raise _Faulty(
                self.incoming.fault(
                    row.number, "side", "side.changes", actual=korean, actual_en=english
                )
            )
        return party

    def _table_count(self, row: Row, party: Party) -> int:
        standing, used = (
            self._tables[party.participant.pk] if party.participant is not None else (None, 0)
        )
        wanted = row.values["tables"] if self.incoming.has("tables") else None
        if party.side != Side.BUYER:
            if wanted:
                raise _Faulty(self.incoming.fault(row.number, "tables", "tables.not_for_side"))
            return 0
        count = int(str(wanted)) if wanted is not None else (1 if standing is None else standing)
        if count < used:
            raise _Faulty(self.incoming.fault(row.number, "tables", "tables.in_use", value=count))
        return count

    def _absences(self, row: Row, before: Participant | None) -> tuple[Slot, ...]:
        if not self.incoming.has("away"):
            gone = self._away.get(before.pk, set()) if before else set()
            return tuple(slot for slot in self.slots if slot.pk in gone)
        texts = row.values["away"]
        indexes: set[int] = set()
        for text in texts if isinstance(texts, tuple) else ():
            try:
                indexes.update(slots_meant(text, self.spans))
            except SlotUnclear as unclear:
                raise _Faulty(
                    self.incoming.fault(row.number, "away", unclear.code, value=text)
                ) from unclear
        return tuple(self.slots[index] for index in sorted(indexes))


class _Faulty(Exception):
    """A row that cannot be understood."""

    def __init__(self, fault: PlaceFault) -> None:
        super().__init__(fault.code)
        self.fault = fault


def _plain(value: object) -> str:
    return "" if value is None else str(value)
