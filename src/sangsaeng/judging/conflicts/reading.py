"""Reads the graph of conflicts from the rows, in as many statements for one judge as for all."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations
from typing import Final

from django.db.models import Q, QuerySet

from sangsaeng.disclosure.models import Agreement
from sangsaeng.judging.conflicts.graph import Graph, Link, Own
from sangsaeng.judging.kinds import Origin, TieKind
from sangsaeng.judging.models import Tie
from sangsaeng.kernel.clock import day_of
from sangsaeng.organizations.models import Membership, Organization
from sangsaeng.organizations.resolving import resolve_all
from sangsaeng.programs.models import Call, Entry, EntryPartner, Recommendation

# How long a tie that ended still counts, and how far back deals and teams are looked up.
LOOK_BACK_YEARS: Final = 3
CONCLUDED: Final = ("signed", "in_force", "ended")
_RECOMMENDED: Final = "추천"


@dataclass(frozen=True)
class Candidate:
    """Somebody who judges or may be asked to: under a key, with or without an account."""

    key: int
    person: int | None
    affiliation: str = ""


def read_graph(
    call: Call,
    candidates: Sequence[Candidate],
    *,
    at: datetime,
    entries: QuerySet[Entry] | None = None,
) -> Graph:
    """Read what ties the candidates to the entries that were handed in to the call."""
    reader = _Reader(call, candidates, at)
    return reader.read(handed_in(call) if entries is None else entries)


def handed_in(call: Call) -> QuerySet[Entry]:
    """Return the entries that were handed in, whatever became of them since."""
    return Entry.objects.filter(call=call, submitted_at__isnull=False)


def in_play(call: Call) -> QuerySet[Entry]:
    """Return those of them that are still to be judged, or were: not taken back, not out of place."""
    return handed_in(call).exclude(state__in=("draft", "withdrawn", "screened_out"))


def years_before(day: date, years: int = LOOK_BACK_YEARS) -> date:
    """Return the same day years earlier; of a leap day the last of that February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


class _Reader:
    """What is read on the way."""

    def __init__(self, call: Call, candidates: Sequence[Candidate], at: datetime) -> None:
        self.call = call
        self.candidates = candidates
        self.since = years_before(day_of(at))
        self.names: dict[int, str] = {}
        self.keys: dict[int, list[int]] = defaultdict(list)
        for one in candidates:
            if one.person is not None:
                self.keys[one.person].append(one.key)
        self.ties: dict[int, list[Own]] = {one.key: [] for one in candidates}

    def read(self, entries: QuerySet[Entry]) -> Graph:
        teams = self._teams(entries)
        self._places()
        self._affiliations()
        self._said()
        self._recommended()
        merged = self._merged()
        grouped = Organization.objects.filter(group__isnull=False)
        groups = list(grouped.values_list("pk", "name", "group_id", "group__name"))
        self.names |= {pk: name for pk, name, _group, _group_name in groups}
        return Graph(
            ties=self.ties,
            teams=teams,
            links=[*self._past_teams(merged), *self._deals(merged)],
            group_of={pk: group for pk, _name, group, _group_name in groups},
            merged=merged,
            names=self.names,
            group_names={group: name for _pk, _name, group, name in groups},
        )

    def _teams(self, entries: QuerySet[Entry]) -> dict[int, frozenset[int]]:
        teams: dict[int, set[int]] = defaultdict(set)
        partners = EntryPartner.objects.filter(entry__in=entries).exclude(state="declined")
        leads = entries.order_by().values_list("pk", "lead_id", "lead__name")
        in_team = partners.order_by().values_list(
            "entry_id", "organization_id", "organization__name"
        )
        for entry, organization, name in (*leads, *in_team):
            teams[entry].add(organization)
            self.names[organization] = name
        return {entry: frozenset(team) for entry, team in teams.items()}

    def _places(self) -> None:
        """Where somebody works or worked: a place that ended counts for three years."""
        places = Membership.objects.filter(person__in=list(self.keys)).select_related(
            "organization"
        )
        for place in places:
            if place.ended_at is None:
                self._tie(place.person_id, place.organization, TieKind.EMPLOYER)
            elif day_of(place.ended_at) >= self.since:
                self._tie(place.person_id, place.organization, TieKind.FORMER_EMPLOYER)

    def _affiliations(self) -> None:
        """Whom a typed affiliation means; where it may mean several, each of them counts."""
        typed = {one.affiliation for one in self.candidates if one.affiliation.strip()}
        meant = resolve_all(typed) if typed else {}
        for one in self.candidates:
            found = meant.get(one.affiliation)
            if found is None:
                continue
            same = [each.organization for each in found.candidates if each.reason == "same"]
            for organization in [found.organization] if found.organization else same:
                self.names[organization.pk] = organization.name
                self.ties[one.key].append(Own(organization.pk, TieKind.EMPLOYER))

    def _said(self) -> None:
        """What judges and officers said about ties; one that ended counts for three years."""
        holds = Q(ended_on__isnull=True) | Q(ended_on__gte=self.since)
        for tie in Tie.objects.filter(holds, person__in=list(self.keys)).select_related(
            "organization"
        ):
            self._tie(tie.person_id, tie.organization, tie.kind, tie.origin)

    def _recommended(self) -> None:
        """Whom somebody recommended to this call themselves."""
        rows = Recommendation.objects.filter(call=self.call, recommended_by__in=list(self.keys))
        for one in rows.exclude(state="declined").select_related("organization").order_by():
            self.names[one.organization_id] = one.organization.name
            for key in self.keys[one.recommended_by_id]:
                own = Own(one.organization_id, TieKind.OTHER, Origin.COMPUTED, _RECOMMENDED)
                self.ties[key].append(own)

    def _tie(
        self, person: int, organization: Organization, kind: str, origin: str = Origin.COMPUTED
    ) -> None:
        self.names[organization.pk] = organization.name
        for key in self.keys[person]:
            self.ties[key].append(Own(organization.pk, kind, origin))

    def _merged(self) -> dict[int, int]:
        rows = Organization.objects.filter(merged_into__isnull=False)
        merged: dict[int, int] = {}
        for pk, into, name in rows.values_list("pk", "merged_into_id", "merged_into__name"):
            merged[pk] = int(into or pk)
            self.names[merged[pk]] = str(name)
        return merged

    def _belonging(self, merged: dict[int, int]) -> set[int]:
        """Return the judges' organizations, each under every key it ever had."""
        own = {tie.organization for ties in self.ties.values() for tie in ties}
        roots = {merged.get(one, one) for one in own}
        return own | roots | {pk for pk, into in merged.items() if into in roots}

    def _past_teams(self, merged: dict[int, int]) -> Iterable[Link]:
        """Who entered together with the judges' organizations, in any call."""
        mine = self._belonging(merged)
        recent = Entry.objects.filter(submitted_at__date__gte=self.since)
        partners = EntryPartner.objects.exclude(state="declined")
        with_us = partners.filter(organization__in=mine).values("entry")
        joint = recent.filter(Q(lead__in=mine) | Q(pk__in=with_us))
        for team in self._teams(joint).values():
            for one, other in combinations(sorted(team), 2):
                yield Link(one, other, TieKind.TEAM)

    def _deals(self, merged: dict[int, int]) -> Iterable[Link]:
        """With whom the judges' organizations concluded an agreement."""
        mine = self._belonging(merged)
        sides = Q(demand__owner__in=mine) | Q(demand__receiver__in=mine)
        holds = Q(ended_at__isnull=True) | Q(ended_at__date__gte=self.since)
        concluded = Agreement.objects.filter(sides, holds, state__in=CONCLUDED)
        for agreement in concluded.select_related("demand__owner", "demand__receiver"):
            owner, receiver = agreement.demand.owner, agreement.demand.receiver
            self.names |= {owner.pk: owner.name, receiver.pk: receiver.name}
            yield Link(owner.pk, receiver.pk, TieKind.DEAL)
