"""Which organization a written name means: returned when certain, proposed when not, never guessed."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.states import Text
from sangsaeng.organizations.models import Organization, OrganizationName
from sangsaeng.organizations.names import looks_mistyped, name_key, shorter_keys, unbracketed_keys

Certainty = Literal["certain", "ambiguous", "proposed", "unknown"]
Reason = Literal["same", "mistyped", "bracketed", "shortened"]

REASONS: dict[Reason, Text] = {
    "same": _("같은 이름"),
    "mistyped": _("철자가 거의 같음"),
    "bracketed": _("괄호를 빼면 같은 이름"),
    "shortened": _("앞의 그룹·국가 이름을 빼면 같은 이름"),
}
_MOST_PROPOSED = 5


@dataclass(frozen=True)
class Candidate:
    """An organization that a name may mean, and why."""

    organization: Organization
    reason: Reason

    @property
    def reason_text(self) -> str:
        """The reason in the active language."""
        return str(REASONS[self.reason])


@dataclass(frozen=True)
class Resolution:
    """What a written name means.

    ``organization`` is set only when the name is certain; otherwise ``candidates`` are for a person
    to choose from.
    """

    name: str
    organization: Organization | None
    candidates: tuple[Candidate, ...]
    certainty: Certainty


@dataclass(frozen=True)
class Duplicate:
    """Two organizations that may be one, and why."""

    first: Organization
    second: Organization
    reason: Reason

    @property
    def reason_text(self) -> str:
        """The reason in the active language."""
        return str(REASONS[self.reason])


def resolve(name: str) -> Resolution:
    """Return which organization a name means."""
    return resolve_all([name])[name]


def resolve_all(names: Iterable[str]) -> dict[str, Resolution]:
    """Return which organization each name means, with few queries for many names."""
    keys = {name: name_key(name) for name in names}
    known = _by_key(set(keys.values()))
    unknown = [name for name, key in keys.items() if key not in known]
    proposals = _proposals(unknown) if unknown else {}
    return {
        name: _resolution(name, known.get(key, ()), proposals.get(name, ()))
        for name, key in keys.items()
    }


def named(name: str) -> list[Organization]:
    """Return the organizations that go by the name."""
    key = name_key(name)
    return _by_key({key}).get(key, [])


def proposed_duplicates(limit: int = 200) -> list[Duplicate]:
    """Return pairs of organizations that may be one, surest reasons first."""
    index = _NameIndex(_all_keys())
    pairs: dict[tuple[int, int], Reason] = {}
    for key, owners in index.owners.items():
        for other, reason in index.alike(key):
            for pair in _pairs(owners, index.owners[other]):
                pairs.setdefault(pair, reason)
        for pair in _pairs(owners, owners):
            pairs[pair] = "same"
    order = list(REASONS)
    surest = sorted(pairs.items(), key=lambda item: (order.index(item[1]), item[0]))[:limit]
    rows = Organization.objects.in_bulk({each for pair, _reason in surest for each in pair})
    return [Duplicate(rows[first], rows[second], reason) for (first, second), reason in surest]


def _resolution(
    name: str, known: Sequence[Organization], proposed: Sequence[Candidate]
) -> Resolution:
    if len(known) == 1:
        return Resolution(name, known[0], (), "certain")
    if known:
        return Resolution(name, None, tuple(Candidate(each, "same") for each in known), "ambiguous")
    return Resolution(name, None, tuple(proposed), "proposed" if proposed else "unknown")


def _by_key(keys: set[str]) -> dict[str, list[Organization]]:
    """Return the organizations that have one of the keys."""
    found: dict[str, dict[int, Organization]] = defaultdict(dict)
    wanted = iter(sorted(keys - {""}))
    # A statement takes a limited number of parameters.
    while some := list(islice(wanted, 500)):
        for row in OrganizationName.objects.filter(
            key__in=some, organization__merged_into__isnull=True
        ).select_related("organization"):
            found[row.key].setdefault(row.organization_id, row.organization)
    return {key: [each[pk] for pk in sorted(each)] for key, each in found.items()}


def _proposals(names: Sequence[str]) -> dict[str, list[Candidate]]:
    """Return the organizations that each unknown name may mean."""
    index = _NameIndex(_all_keys())
    reasons: dict[str, dict[int, Reason]] = {}
    for name in names:
        found: dict[int, Reason] = {}
        for key, reason in index.alike(name_key(name), unbracketed_keys(name)):
            for pk in sorted(index.owners[key]):
                found.setdefault(pk, reason)
        reasons[name] = dict(islice(found.items(), _MOST_PROPOSED))
    rows = Organization.objects.in_bulk({pk for found in reasons.values() for pk in found})
    return {
        name: [Candidate(rows[pk], reason) for pk, reason in found.items()]
        for name, found in reasons.items()
    }


def _all_keys() -> dict[str, set[int]]:
    owners: dict[str, set[int]] = defaultdict(set)
    rows = OrganizationName.objects.filter(organization__merged_into__isnull=True)
    for key, organization in rows.values_list("key", "organization_id"):
        owners[key].add(organization)
    return dict(owners)


class _NameIndex:
    """All keys, so that those alike to one are found without comparing it with every other."""

    def __init__(self, owners: dict[str, set[int]]) -> None:
        self.owners = owners
        self._forward = sorted(owners)
        self._backward = sorted(key[::-1] for key in owners)
        self._shortened: dict[str, list[str]] = defaultdict(list)
        for key in self._forward:
            for shorter in shorter_keys(key):
                self._shortened[shorter].append(key)

    def alike(self, key: str, parts: Sequence[str] = ()) -> Iterator[tuple[str, Reason]]:
        """Yield the other keys that may mean the same, each with its reason."""
        for other in self._sharing_a_half(key):
            if other != key and looks_mistyped(key, other):
                yield other, "mistyped"
        for part in parts:
            if part in self.owners:
                yield part, "bracketed"
        for other in (*shorter_keys(key), *self._shortened.get(key, ())):
            if other in self.owners:
                yield other, "shortened"

    def _sharing_a_half(self, key: str) -> Iterator[str]:
        """Yield the keys with the same beginning or end: one misprint leaves one half whole."""
        half = max(1, len(key) // 2)
        yield from _beginning(self._forward, key[:half])
        for backward in _beginning(self._backward, key[::-1][:half]):
            if not backward.endswith(key[:half][::-1]):
                yield backward[::-1]


def _beginning(ordered: list[str], start: str) -> Iterator[str]:
    for place in range(bisect_left(ordered, start), len(ordered)):
        if not ordered[place].startswith(start):
            return
        yield ordered[place]


def _pairs(first: set[int], second: set[int]) -> Iterator[tuple[int, int]]:
    for one in first:
        for other in second:
            if one < other:
                yield one, other
            elif other < one:
                yield other, one
