"""Teams as a judge may know them: the part each organization plays, and the names to be masked."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from sangsaeng.judging.masking import Alias, Mask
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.models import Membership, Organization, OrganizationName
from sangsaeng.organizations.names import letters, name_key, shorter_keys, unbracketed_keys
from sangsaeng.programs.models import Entry, EntryPartner

# What remains of a name without its group's initials must still be a name.
_SHORTEST_REST: Final = 4


@dataclass(frozen=True)
class Team:
    """Who entered: each partner with its part, and the mask that takes their names out of texts.

    ``parts`` go by the keys under which answers name partners (see :mod:`programs.teams`).
    """

    partners: tuple[tuple[str, EntryPartner], ...]
    parts: Mapping[str, str]
    mask: Mask


def teams_of(entries: Sequence[Entry]) -> dict[int, Team]:
    """Return the team of every entry, in as many queries as for one."""
    rows = EntryPartner.objects.filter(entry__in=entries).order_by("entry", "seat__position", "pk")
    partners: dict[int, list[EntryPartner]] = defaultdict(list)
    for one in rows.select_related("organization__group", "seat"):
        partners[one.entry_id].append(one)
    everybody = {one.organization_id for each in partners.values() for one in each}
    names, people = _names_of(everybody), _people_of(everybody)
    return {entry.pk: _team(partners[entry.pk], names, people) for entry in entries}


def team_of(entry: Entry) -> Team:
    """Return the team of one entry."""
    return teams_of([entry])[entry.pk]


def keys_of(organization: Organization, further: Iterable[str] = ()) -> Iterator[str]:
    """Yield every key under which an organization's name may stand in a text."""
    for name in (organization.name, organization.name_en, *further):
        key = name_key(name) if name else ""
        if not key:
            continue
        yield key
        yield from unbracketed_keys(name)[:1]
        yield from (rest for rest in shorter_keys(key) if len(rest) >= _SHORTEST_REST)
    if organization.business_number:
        yield organization.business_number


def person_key(person: Person) -> str:
    """Return the key of a person's name."""
    return letters(person.name)


def _team(
    partners: Sequence[EntryPartner],
    names: Mapping[int, list[str]],
    people: Mapping[int, list[Person]],
) -> Team:
    keyed = _keyed(partners)
    parts = _parts(keyed)
    aliases: list[Alias] = []
    for key, one in keyed:
        part = parts[key]
        spellings = keys_of(one.organization, names.get(one.organization_id, ()))
        aliases += [Alias(spelling, part) for spelling in spellings]
        somebody = _("%(part)s의 사람") % {"part": part}
        aliases += [Alias(person_key(who), somebody) for who in people[one.organization_id]]
        if one.organization.group is not None:
            aliases.append(Alias(name_key(one.organization.group.name), _("기업집단")))
    there = tuple((key, one) for key, one in keyed if one.state != "declined")
    return Team(there, {key: parts[key] for key, _one in there}, Mask(aliases))


def _keyed(partners: Sequence[EntryPartner]) -> list[tuple[str, EntryPartner]]:
    """Return partners with the keys that answers know them by: the seat, and which in it."""
    counted: Counter[str] = Counter()
    keyed = []
    for one in partners:
        counted[one.seat.key] += 1
        keyed.append((f"{one.seat.key}-{counted[one.seat.key]}", one))
    return keyed


def _parts(keyed: Sequence[tuple[str, EntryPartner]]) -> dict[str, str]:
    """Return what each partner is called: its seat, numbered where several have the same."""
    many = Counter(one.seat_id for _key, one in keyed)
    return {
        key: f"{one.seat.name} {key.rpartition('-')[2]}" if many[one.seat_id] > 1 else one.seat.name
        for key, one in keyed
    }


def _names_of(organizations: set[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = OrganizationName.objects.filter(organization__in=organizations)
    for organization, name in rows.values_list("organization", "name"):
        found[organization].append(name)
    return found


def _people_of(organizations: set[int]) -> dict[int, list[Person]]:
    found: dict[int, list[Person]] = defaultdict(list)
    places = Membership.objects.filter(organization__in=organizations).select_related("person")
    for place in places.order_by("pk"):
        found[place.organization_id].append(place.person)
    return found
