"""Filters inside the search: what a document's fields must say for it to be found."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from sangsaeng.engine.matching.indexing.documents import Field


@dataclass(frozen=True, slots=True)
class Where:
    """What the fields of a document must say; an empty filter lets everything pass.

    ``any_of``: the field has one of the values.  ``none_of``: it has none of them.
    ``at_least`` and ``at_most``: limits of a number, included; a document without the number
    passes, unless ``missing`` is false.

    Examples
    --------
    >>> where = Where(any_of={"region": frozenset({"서울"})}, at_least={"readiness": 6})
    >>> where.objections({"region": ["경기", "서울"], "readiness": 4})
    ['readiness']
    """

    any_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    none_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    at_least: Mapping[str, float] = field(default_factory=dict)
    at_most: Mapping[str, float] = field(default_factory=dict)
    missing: bool = True

    def __bool__(self) -> bool:
        """Whether the filter can exclude anything."""
        return bool(self.any_of or self.none_of or self.at_least or self.at_most)

    def without(self, name: str) -> "Where":
        """Return the filter that leaves out what was chosen of a field; exclusions remain.

        What ``none_of`` hides stays hidden: it carries visibility, not a choice.
        """
        return Where(
            {one: values for one, values in self.any_of.items() if one != name},
            self.none_of,
            {one: limit for one, limit in self.at_least.items() if one != name},
            {one: limit for one, limit in self.at_most.items() if one != name},
            self.missing,
        )

    def objections(self, fields: Mapping[str, Field]) -> list[str]:
        """Return the names of the fields by which a document is excluded, in their order."""
        found = [name for name, of in self.any_of.items() if not of & texts(fields.get(name))]
        found += [name for name, of in self.none_of.items() if of & texts(fields.get(name))]
        for limits, sign in ((self.at_least, 1.0), (self.at_most, -1.0)):
            for name, limit in limits.items():
                value = number(fields.get(name))
                below = sign * value < sign * limit
                if below or (math.isnan(value) and not self.missing):
                    found.append(name)
        return list(dict.fromkeys(found))


EVERYTHING = Where()


def texts(value: Field | None) -> frozenset[str]:
    """Return the texts that a field holds; a number holds none."""
    if value is None or isinstance(value, int | float):
        return frozenset()
    return frozenset([value] if isinstance(value, str) else value)


def number(value: Field | None) -> float:
    """Return the number that a field holds, not a number if it holds none."""
    return float(value) if isinstance(value, int | float) else math.nan
