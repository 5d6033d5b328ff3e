"""How needs or offers are looked for: words and filters, as the address of the page carries them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from sangsaeng.exchange.kinds import Certificate, Kind
from sangsaeng.exchange.models import Listing, ListingQuerySet
from sangsaeng.exchange.models.listing import HIGHEST_READINESS, LOWEST_READINESS
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.organizations.models import Region, SizeClass
from sangsaeng.organizations.sectors import GROUPS, codes_begin

DATED, UNDATED = "yes", "no"
LONGEST_WORDS = 300
# What narrows, beside the words, in the order of the page.
FILTERS: Final = ("kind", "region", "sector", "size", "certificate", "readiness", "dated")


@dataclass(frozen=True)
class Looking:
    """What somebody looks for; an empty field narrows nothing.

    ``sector`` is a group of :func:`sector_group` or a whole section of the classification;
    ``readiness`` the least level; ``dated`` whether a wanted date is given.
    """

    side: str
    words: str = ""
    kind: str = ""
    region: str = ""
    sector: str = ""
    size: str = ""
    certificate: str = ""
    readiness: str = ""
    dated: str = ""

    @classmethod
    def of(cls, side: str, query: Mapping[str, str]) -> "Looking":
        """Return what the query of an address asks for; what nobody offers narrows nothing."""
        given = {name: str(query.get(name) or "").strip() for name in FILTERS}
        known = {name: value for name, value in given.items() if value in _OFFERED[name]}
        words = " ".join(str(query.get("q") or "").replace("\0", " ").split())[:LONGEST_WORDS]
        # Signs alone ask for nothing.
        return cls(side, words if any(map(str.isalnum, words)) else "", **known)

    @property
    def query(self) -> dict[str, str]:
        """The query of an address that asks for this."""
        named = {"q": self.words} | {name: getattr(self, name) for name in FILTERS}
        return {name: value for name, value in named.items() if value}

    @property
    def chosen(self) -> tuple[str, ...]:
        """The filters that narrow."""
        return tuple(name for name in FILTERS if getattr(self, name))

    def without(self, *names: str) -> "Looking":
        """Return the same without these filters."""
        return replace(self, **dict.fromkeys(names, ""))


def narrowed(viewer: Viewer, looking: Looking) -> ListingQuerySet:
    """Return the published needs or offers the viewer may see, narrowed by the filters, newest first.

    The words are the matcher's affair; whatever it finds is read again through this.
    """
    found = Listing.objects.visible_to(viewer).published().filter(side=looking.side)
    for name in looking.chosen:
        found = _NARROWING[name](found, getattr(looking, name))
    return found.order_by("-published_at", "-pk")


def _of_sector(found: ListingQuerySet, value: str) -> ListingQuerySet:
    begins = Q()
    for start in codes_begin(value):
        begins |= Q(sector__startswith=start)
    return found.filter(begins)


def _of_size(found: ListingQuerySet, value: str) -> ListingQuerySet:
    # The size of an unnamed owner would tell who it is.
    return found.filter(is_anonymous=False, owner__size_class=value)


def _certified(found: ListingQuerySet, value: str) -> ListingQuerySet:
    return found.alias(held=Cast("certificates", TextField())).filter(held__contains=f'"{value}"')


_NARROWING: Final[Mapping[str, Callable[[ListingQuerySet, str], ListingQuerySet]]] = {
    "kind": lambda found, value: found.filter(kind=value),
    "region": lambda found, value: found.filter(region=value),
    "sector": _of_sector,
    "size": _of_size,
    "certificate": _certified,
    "readiness": lambda found, value: found.filter(readiness__gte=int(value)),
    "dated": lambda found, value: found.filter(wanted_by__isnull=value == UNDATED),
}
_OFFERED: Final[Mapping[str, frozenset[str]]] = {
    "kind": frozenset(Kind.values),
    "region": frozenset(Region.values),
    "sector": frozenset(GROUPS),
    "size": frozenset(SizeClass.values),
    "certificate": frozenset(Certificate.values),
    "readiness": frozenset(str(one) for one in range(LOWEST_READINESS, HIGHEST_READINESS + 1)),
    "dated": frozenset({DATED, UNDATED}),
}
