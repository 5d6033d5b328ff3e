"""The funnel from request to next step: as a whole, by group, and what was lost at each station."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sangsaeng.fairs.models import CompanyClass, Participant, Population, Side
from sangsaeng.fairs.queries.results.journeys import Journey, Stage, Trail
from sangsaeng.organizations.models import Kind, SizeClass
from sangsaeng.organizations.sectors import sector_group, sector_label

UNKNOWN = ""


@dataclass(frozen=True)
class Funnel:
    """How many requests reached each station; never more than reached the one before."""

    counts: tuple[int, ...]

    def at(self, stage: Stage) -> int:
        """Return how many came as far as this."""
        return self.counts[stage - 1]


@dataclass(frozen=True)
class GroupFunnel:
    """The funnel of one group of requests."""

    code: str
    label: str
    funnel: Funnel


@dataclass(frozen=True)
class Breakdown:
    """The funnel by one property of the two parties.

    Where anybody meets anybody a request belongs to the groups of both its parties, so that groups
    may overlap.
    """

    code: str
    groups: tuple[GroupFunnel, ...]


@dataclass(frozen=True)
class Loss:
    """How many requests ended after a station, and why."""

    stage: Stage
    code: str
    requests: int


def funnel_of(journeys: Iterable[Journey]) -> Funnel:
    """Count how far the requests came."""
    ended = Counter(journey.stage for journey in journeys)
    return Funnel(tuple(sum(ended[later] for later in Stage if later >= stage) for stage in Stage))


def losses_of(journeys: Iterable[Journey]) -> tuple[Loss, ...]:
    """Count what stopped requests, station by station, the most frequent first."""
    ended = Counter((one.stage, one.lost_by) for one in journeys if one.lost_by)
    rows = [Loss(stage, code, number) for (stage, code), number in ended.items()]
    return tuple(sorted(rows, key=lambda loss: (loss.stage, -loss.requests, loss.code)))


def breakdowns_of(trail: Trail) -> tuple[Breakdown, ...]:
    """Return the funnel by class, size, sector, first participation and who asked."""
    one_population = trail.fair.population == Population.ONE
    return (
        _breakdown("class", trail, _of(_class, buyers=True, both=one_population), _CLASSES),
        _breakdown("size", trail, _of(_size, buyers=False, both=one_population), _SIZES),
        _breakdown("sector", trail, _of(_sector, buyers=False, both=one_population), ()),
        _breakdown("first", trail, _of(_first, buyers=False, both=one_population), _FIRST),
        _breakdown("asking", trail, _asking(one_population=one_population), _ASKING),
    )


GroupsOf = Callable[[Journey], set[str]]


def _of(property_of: Callable[[Participant], str], *, buyers: bool, both: bool) -> GroupsOf:
    def groups(journey: Journey) -> set[str]:
        if both:
            return {property_of(party) for party in journey.parties}
        return {property_of(journey.buyer if buyers else journey.supplier)}

    return groups


def _asking(*, one_population: bool) -> GroupsOf:
    def groups(journey: Journey) -> set[str]:
        if not journey.asking_side:
            return {"officer"}
        return {Side.MEMBER if one_population else journey.asking_side}

    return groups


def _class(party: Participant) -> str:
    return CompanyClass.of(party.organization)


def _size(party: Participant) -> str:
    organization = party.organization
    return organization.size_class if organization.kind == Kind.COMPANY else organization.kind


def _sector(party: Participant) -> str:
    return sector_group(party.organization.sector)


def _first(party: Participant) -> str:
    return "first" if party.is_first_timer else "again"


_CLASSES: Sequence[str] = CompanyClass.values
_SIZES: Sequence[str] = [*SizeClass.values, *(kind for kind in Kind.values if kind != Kind.COMPANY)]
_FIRST: Sequence[str] = ("first", "again")
_ASKING: Sequence[str] = (Side.BUYER, Side.SUPPLIER, Side.MEMBER, "officer")


def _breakdown(code: str, trail: Trail, groups_of: GroupsOf, order: Sequence[str]) -> Breakdown:
    """File the requests by group: in the given order, or the largest first; unknown ones last."""
    filed: dict[str, list[Journey]] = {}
    for journey in trail.journeys:
        for group in groups_of(journey):
            filed.setdefault(group, []).append(journey)

    def place(group: str) -> tuple[bool, int, int, str]:
        known = order.index(group) if group in order else len(order)
        return group == UNKNOWN, known, -len(filed[group]), group

    return Breakdown(
        code,
        tuple(
            GroupFunnel(group, group_label(code, group), funnel_of(filed[group]))
            for group in sorted(filed, key=place)
        ),
    )


def group_label(code: str, group: str) -> str:
    """Return what a group of a breakdown is called."""
    if group == UNKNOWN:
        return _("입력되지 않음")
    if code == "sector":
        return sector_label(group)
    return str(_LABELS[code](group))


_LABELS: dict[str, Callable[[str], object]] = {
    "class": lambda group: CompanyClass(group).label,
    "size": lambda group: (SizeClass if group in SizeClass.values else Kind)(group).label,
    "first": lambda group: _("처음 참가") if group == "first" else _("다시 참가"),
    "asking": lambda group: (
        _("담당자가 양쪽을 대신해 입력") if group == "officer" else Side(group).label
    ),
}
