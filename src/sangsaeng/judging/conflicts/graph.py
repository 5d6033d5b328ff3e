"""The graph that ties judges to entries: people, organizations, groups, teams and deals.

A judge must not see an entry when one of its organizations is no more than two steps away: a tie
of their own, or a tie of their own and one link between organizations. It knows no rows; what it
is given, it answers the same way whatever the order.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sangsaeng.judging.kinds import Origin, TieKind

WORDS: Final[dict[str, str]] = {
    TieKind.EMPLOYER: "재직",
    TieKind.FORMER_EMPLOYER: "3년 안에 재직",
    TieKind.GROUP: "같은 기업집단",
    TieKind.TEAM: "함께 신청",
    TieKind.DEAL: "계약·협약",
    TieKind.ADVICE: "자문",
    TieKind.FAMILY: "가족",
    TieKind.STAKE: "지분",
    TieKind.RIVAL: "경쟁 관계",
    TieKind.OTHER: "그 밖의 이해관계",
}
# Whom an organization entered with or dealt with concerns only those who belong or belonged there.
BELONGING: Final = frozenset({TieKind.EMPLOYER, TieKind.FORMER_EMPLOYER})
_ORDER: Final = {kind: place for place, kind in enumerate(TieKind.values)}
_ARROW: Final = " → "


@dataclass(frozen=True)
class Own:
    """A judge's own tie to an organization, and how it is known; ``word`` says it more closely."""

    organization: int
    kind: str
    origin: str = Origin.COMPUTED
    word: str = ""


@dataclass(frozen=True)
class Link:
    """Two organizations that entered together or made a contract."""

    one: int
    other: int
    kind: str


@dataclass(frozen=True)
class Graph:
    """All that ties judges to entries, by the keys of rows.

    ``merged`` leads from an organization that turned out to be another one to that one; ties,
    links and teams may name either.
    """

    ties: Mapping[int, Sequence[Own]]
    teams: Mapping[int, frozenset[int]]
    links: Sequence[Link] = ()
    group_of: Mapping[int, int] = field(default_factory=dict)
    merged: Mapping[int, int] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    group_names: Mapping[int, str] = field(default_factory=dict)

    def root(self, organization: int) -> int:
        """Return the organization that this one turned out to be."""
        seen = set()
        while organization in self.merged and organization not in seen:
            seen.add(organization)
            organization = self.merged[organization]
        return organization


@dataclass(frozen=True)
class Found:
    """A conflict: the judge, the entry, the organization reached, and the way there."""

    judge: int
    entry: int
    organization: int
    kind: str
    origin: str
    # From the judge's own organization on: «한빛전자(재직) → 한빛그룹 → 한빛소재»
    path: str


@dataclass(frozen=True)
class _Way:
    own: Own
    kind: str
    origin: str


def conflicts_in(graph: Graph) -> Iterator[Found]:
    """Yield each conflict once for judge, entry, organization and kind, in a settled order."""
    net = _Net(graph)
    for judge in sorted(graph.ties):
        for (organization, kind), way in sorted(net.reached(graph.ties[judge]).items()):
            for entry in net.entries.get(organization, ()):
                if net.is_idle(way, organization, entry):
                    continue
                path = net.path(way, organization)
                yield Found(judge, entry, organization, kind, way.origin, path)


class _Net:
    """The graph with every organization in the place of those it was merged from."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        # Merged organizations may have been in several groups: each of them counts.
        self.groups_of: dict[int, set[int]] = defaultdict(set)
        self.members: dict[int, set[int]] = defaultdict(set)
        for organization, group in graph.group_of.items():
            self.groups_of[graph.root(organization)].add(group)
            self.members[group].add(graph.root(organization))
        self.links: dict[int, set[tuple[int, str]]] = defaultdict(set)
        for link in graph.links:
            one, other = graph.root(link.one), graph.root(link.other)
            self.links[one].add((other, link.kind))
            self.links[other].add((one, link.kind))
        self.entries: dict[int, list[int]] = defaultdict(list)
        self.teams = {
            entry: {graph.root(one) for one in graph.teams[entry]} for entry in sorted(graph.teams)
        }
        for entry, team in self.teams.items():
            for organization in team:
                self.entries[organization].append(entry)

    def reached(self, ties: Sequence[Own]) -> dict[tuple[int, str], _Way]:
        """Return what lies within two steps, each with the first way there."""
        found: dict[tuple[int, str], _Way] = {}
        settled = sorted(
            {(self.graph.root(own.organization), own) for own in ties},
            key=lambda pair: (pair[1].origin != Origin.DECLARED, _ORDER[pair[1].kind], str(pair)),
        )
        for organization, own in settled:
            found.setdefault((organization, own.kind), _Way(own, own.kind, own.origin))
        for organization, own in settled:
            for other, kind in self._beyond(organization, own):
                if other != organization:
                    found.setdefault((other, kind), _Way(own, kind, Origin.COMPUTED))
        return found

    def is_idle(self, way: _Way, reached: int, entry: int) -> bool:
        """Tell whether the way goes round inside a team that the judge is tied to anyway."""
        start = self.graph.root(way.own.organization)
        return start != reached and start in self.teams[entry]

    def path(self, way: _Way, reached: int) -> str:
        """Return the way in words."""
        start = self.graph.root(way.own.organization)
        steps = [f"{self._name(start)}({way.own.word or WORDS[way.own.kind]})"]
        if reached != start and way.kind == TieKind.GROUP:
            group = min(self.groups_of[start] & self.groups_of[reached])
            steps += [self.graph.group_names.get(group, str(group)), self._name(reached)]
        elif reached != start:
            steps.append(f"{self._name(reached)}({WORDS[way.kind]})")
        return _ARROW.join(steps)

    def _beyond(self, organization: int, own: Own) -> Iterator[tuple[int, str]]:
        """Yield what one link leads to from the organization of a tie."""
        for group in sorted(self.groups_of.get(organization, ())):
            yield from ((other, str(TieKind.GROUP)) for other in sorted(self.members[group]))
        if own.kind in BELONGING:
            yield from sorted(self.links.get(organization, ()))

    def _name(self, organization: int) -> str:
        return self.graph.names.get(organization, str(organization))
