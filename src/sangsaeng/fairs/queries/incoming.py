"""A sheet on its way into a fair: its rows, who its names mean, and what would come of it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from sangsaeng.fairs.models import Fair, Participant, Population, Side, Slot
from sangsaeng.fairs.sheets import PlaceFault, fault_at, side_titles
from sangsaeng.fairs.slot_text import Span
from sangsaeng.kernel.sheets.mapping import ColumnMapping
from sangsaeng.kernel.sheets.rows import Parsed, RowFault
from sangsaeng.organizations.models import Organization
from sangsaeng.organizations.names import name_key
from sangsaeng.organizations.resolving import Candidate, Resolution, resolve_all

NEW = "new"
Kind = Literal["new", "changed", "unchanged"]
Fault = RowFault | PlaceFault


@dataclass(frozen=True)
class Incoming:
    """Typed rows, with what a person chose for names that nobody knows.

    ``chosen`` maps a written name to an organization's code or to ``"new"``; ``adds_unknown`` lets
    every name that resembles nothing become a new organization and participant.
    """

    mapping: ColumnMapping
    parsed: Parsed
    chosen: Mapping[str, str] = field(default_factory=dict)
    adds_unknown: bool = False

    def has(self, key: str) -> bool:
        """Tell whether the file has the column; what it lacks stays as it is."""
        return self.mapping.index_of(key) is not None

    def fault(self, row: int, key: str, code: str, **params: object) -> PlaceFault:
        """Return a fault that names the place."""
        return fault_at(self.mapping, row, key, code, **params)


@dataclass(frozen=True)
class Party:
    """Whom a written name means: a participant, an organization to be added, or a new one."""

    name: str
    side: str
    participant: Participant | None = None
    organization: Organization | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What makes it one party, however its name is written."""
        if self.organization is not None:
            return "known", self.organization.code
        return "new", name_key(self.name)


@dataclass(frozen=True)
class Question:
    """A name that a person must decide about."""

    name: str
    rows: tuple[int, ...]
    certainty: str
    candidates: tuple[Candidate, ...]
    chosen: str


@dataclass(frozen=True)
class Difference:
    """One value that would change."""

    title: str
    old: str
    new: str


@dataclass(frozen=True)
class Change:
    """What would come of one row."""

    row: int
    kind: Kind
    title: str
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class Foreseen:
    """What would come of a sheet: nothing is entered while there is a fault."""

    changes: tuple[Change, ...]
    faults: tuple[Fault, ...]
    questions: tuple[Question, ...]
    newcomers: tuple[str, ...]

    def count(self, kind: Kind) -> int:
        """Count the rows of one kind."""
        return sum(change.kind == kind for change in self.changes)


class PartyBook:
    """Whom the names of a sheet mean at one fair; few queries however many the names."""

    def __init__(self, fair: Fair, names: Iterable[str], incoming: Incoming) -> None:
        self.fair = fair
        self._incoming = incoming
        participants = list(fair.participants.select_related("organization"))
        self.by_code = {one.code: one for one in participants}
        self._by_organization = {one.organization_id: one for one in participants}
        shared = Counter(one.organization.name for one in participants)
        self._by_own_name = {
            one.organization.name: one for one in participants if shared[one.organization.name] == 1
        }
        unsure = {name for name in names if name not in self._by_own_name}
        self._resolutions: dict[str, Resolution] = resolve_all(unsure) if unsure else {}
        self._asked: dict[str, list[int]] = {}
        self._newcomers: dict[tuple[str, str], Party] = {}

    def party(self, row: int, key: str, name: str, side: str) -> Party | PlaceFault:
        """Return whom the name means on that side, or what is wrong with it."""
        party = self._meant(row, key, name, side)
        if isinstance(party, PlaceFault):
            return party
        if party.participant is not None:
            return self._on_its_side(row, key, party, side)
        earlier = self._newcomers.setdefault(party.key, party)
        if earlier.side != side:
            return self._incoming.fault(row, key, "party.both_sides", value=name)
        return earlier

    def newcomers(self) -> list[Party]:
        """Return those who would be added, in the order of the file."""
        return list(self._newcomers.values())

    def questions(self) -> tuple[Question, ...]:
        """Return the names a person must decide about, or has decided about."""
        return tuple(
            Question(
                name,
                tuple(dict.fromkeys(rows)),
                self._resolutions[name].certainty,
                self._resolutions[name].candidates,
                self._incoming.chosen.get(name, ""),
            )
            for name, rows in self._asked.items()
        )

    def certain(self, name: str) -> Organization | None:
        """Return the organization that the name means beyond doubt."""
        if name in self._by_own_name:
            return self._by_own_name[name].organization
        resolution = self._resolutions.get(name)
        return resolution.organization if resolution else None

    def means(self, name: str, participant: Participant) -> bool:
        """Tell whether the name is one of the participant's, beyond doubt or among others."""
        resolution = self._resolutions.get(name)
        if resolution is None:
            return participant.organization.name == name
        own = participant.organization_id
        among = [each.organization.pk for each in resolution.candidates if each.reason == "same"]
        return own in among or (
            resolution.organization is not None and resolution.organization.pk == own
        )

    def known_as(self, organization: Organization) -> Participant | None:
        """Return the organization's place in the fair, if it has one."""
        return self._by_organization.get(organization.pk)

    def _meant(self, row: int, key: str, name: str, side: str) -> Party | PlaceFault:
        if name in self._by_own_name:
            participant = self._by_own_name[name]
            return Party(name, side, participant, participant.organization)
        resolution = self._resolutions[name]
        organization = resolution.organization or self._only_one_here(resolution)
        if organization is None:
            return self._undecided(row, key, resolution, side)
        return self._known(row, key, organization, name, side)

    def _known(
        self, row: int, key: str, organization: Organization, name: str, side: str
    ) -> Party | PlaceFault:
        participant = self.known_as(organization)
        if participant is None:
            self._asked.setdefault(name, []).append(row)
            if not self._incoming.adds_unknown and not self._incoming.chosen.get(name):
                return self._incoming.fault(row, key, "party.not_taking_part", value=name)
        return Party(name, side, participant, organization)

    def _undecided(
        self, row: int, key: str, resolution: Resolution, side: str
    ) -> Party | PlaceFault:
        name = resolution.name
        self._asked.setdefault(name, []).append(row)
        choice = self._incoming.chosen.get(name, "")
        for candidate in resolution.candidates:
            if candidate.organization.code == choice:
                organization = candidate.organization
                return Party(name, side, self.known_as(organization), organization)
        resembles = bool(resolution.candidates)
        if choice == NEW or (self._incoming.adds_unknown and not resembles):
            return Party(name, side)
        proposals = ", ".join(each.organization.name for each in resolution.candidates)
        code = f"party.{resolution.certainty}"
        return self._incoming.fault(row, key, code, value=name, proposals=proposals)

    def _only_one_here(self, resolution: Resolution) -> Organization | None:
        """Of several organizations of one name, return the only one that takes part."""
        if resolution.certainty != "ambiguous":
            return None
        here = [
            each.organization
            for each in resolution.candidates
            if each.organization.pk in self._by_organization
        ]
        return here[0] if len(here) == 1 else None

    def _on_its_side(self, row: int, key: str, party: Party, side: str) -> Party | PlaceFault:
        actual = party.participant.side if party.participant else side
        if self.fair.population == Population.TWO_SIDED and actual != side:
            korean, english = side_titles(actual)
            return self._incoming.fault(
                row, key, "party.wrong_side", value=party.name, actual=korean, actual_en=english
            )
        return party


def spans_of(fair: Fair, slots: Iterable[Slot]) -> list[Span]:
    """Return the slots as stretches of the fair's own local time."""
    return [
        (slot.starts_at.astimezone(fair.tz), slot.ends_at.astimezone(fair.tz)) for slot in slots
    ]


def sides_of(fair: Fair) -> tuple[str, str]:
    """Return on which side those sit who are written first and second in a request."""
    if fair.population == Population.ONE:
        return Side.MEMBER, Side.MEMBER
    return Side.BUYER, Side.SUPPLIER
