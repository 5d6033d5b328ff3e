"""How many needs or offers each value of a filter would give, among those the viewer may see."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Q

from sangsaeng.exchange.models import ListingQuerySet
from sangsaeng.exchange.models.listing import HIGHEST_READINESS
from sangsaeng.exchange.queries.looking import DATED, FILTERS, UNDATED, Looking, narrowed
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.organizations.sectors import sector_groups

Counts = Mapping[str, Mapping[str, int]]


def counts_of(viewer: Viewer, looking: Looking) -> Counts:
    """Return the numbers by filter and value, each filter's own choice left out.

    One statement for each filter. ``readiness`` counts what reaches at least the level.
    """
    return {name: _counted(narrowed(viewer, looking.without(name)), name) for name in FILTERS}


def by_level(counts: Mapping[str, int]) -> dict[str, int]:
    """Return how many reach at least each level, of how many stand at each."""
    reached, so_far = {}, 0
    for level in range(HIGHEST_READINESS, 0, -1):
        so_far += counts.get(str(level), 0)
        reached[str(level)] = so_far
    return {level: number for level, number in reached.items() if number}


def _counted(found: ListingQuerySet, name: str) -> dict[str, int]:
    column, values = _COUNTING[name]
    counted: Counter[str] = Counter()
    # The size of an unnamed owner would tell who it is.
    open_ones = found.filter(is_anonymous=False) if name == "size" else found
    rows = open_ones.order_by().annotate(counted_by=column).values_list("counted_by")
    for value, number in rows.annotate(number=Count("pk")):
        for one in values(value):
            counted[one] += number
    return by_level(counted) if name == "readiness" else dict(counted)


def _plain(value: Any) -> Iterable[str]:
    return () if value in (None, "") else (str(value),)


def _dated(value: Any) -> Iterable[str]:
    return (DATED if value else UNDATED,)


_IS_DATED = ExpressionWrapper(Q(wanted_by__isnull=False), output_field=BooleanField())
# What each filter is counted by, and the filter's values in one value of it
_COUNTING: Final[Mapping[str, tuple[Any, Callable[[Any], Iterable[str]]]]] = {
    "kind": (F("kind"), _plain),
    "region": (F("region"), _plain),
    "sector": (F("sector"), sector_groups),
    "size": (F("owner__size_class"), _plain),
    "certificate": (F("certificates"), iter),
    "readiness": (F("readiness"), _plain),
    "dated": (_IS_DATED, _dated),
}
