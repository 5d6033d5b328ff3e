"""The pool of a stage: who may judge what, who already does, and why not in every other case.

It is the one guard of assignment: the plan, the bulk and the single hand all ask here.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from sangsaeng.judging.conflicts.reading import in_play
from sangsaeng.judging.models import STANDING, Conflict, Judge, Review
from sangsaeng.judging.queries.stages import entries_in
from sangsaeng.organizations.models import Membership
from sangsaeng.programs.models import Entry, EntryPartner, Stage

Pair = tuple[int, int]


@dataclass(frozen=True)
class Pool:
    """The judges and entries of a stage by their keys, and what stands between them."""

    stage: Stage
    judges: dict[int, Judge]
    entries: dict[int, Entry]
    reviews: dict[Pair, Review]
    conflicts: frozenset[Pair]
    own_cases: frozenset[Pair]
    # How many more entries each judge takes in this stage, those they have not counted
    room: dict[int, int]
    sectors: dict[int, frozenset[str]] = field(default_factory=dict)

    def why_not(self, judge: int, entry: int) -> str:
        """Say why the judge may not get the entry; nothing where they may."""
        if judge not in self.judges:
            return _("이 단계를 맡아 수락한 심사위원이 아닙니다.")
        if entry not in self.entries:
            return _("이 단계에서 심사하는 신청이 아닙니다.")
        if (judge, entry) in self.barred:
            return _("이해충돌이 있습니다.")
        held = self.reviews.get((judge, entry))
        if held is not None and held.state == "excluded":
            return _("이해충돌로 제외된 적이 있습니다.")
        if held is not None and held.state in STANDING:
            return _("이미 배정되어 있습니다.")
        return ""

    def is_barred(self, judge: int, entry: int) -> bool:
        """Tell whether the judge may never get the entry."""
        held = self.reviews.get((judge, entry))
        is_excluded = held is not None and held.state == "excluded"
        return is_excluded or (judge, entry) in self.barred

    @cached_property
    def barred(self) -> frozenset[Pair]:
        """The pairs that a conflict keeps apart."""
        return self.conflicts | self.own_cases

    @cached_property
    def standing(self) -> frozenset[Pair]:
        """The pairs that are assigned now."""
        return frozenset(pair for pair, one in self.reviews.items() if one.state in STANDING)

    def fit(self, judge: int, entry: int) -> float:
        """Return how well the judge knows the field of the entry, from 0 to 1."""
        known = self.judges[judge].sectors
        sectors = self.sectors.get(entry, frozenset())
        if any(sector.startswith(str(one)) for sector in sectors for one in known):
            return 1.0
        words = self.words[judge]
        title = self.entries[entry].title
        return 0.5 if any(word in title for word in words) else 0.0

    @cached_property
    def words(self) -> dict[int, tuple[str, ...]]:
        """What each judge said to know, word by word."""
        return {
            pk: tuple(word for word in one.expertise.replace(",", " ").split() if len(word) > 1)
            for pk, one in self.judges.items()
        }


def read_pool(stage: Stage) -> Pool:
    """Read the pool of a stage; as many statements for many judges and entries as for few."""
    seated = Judge.objects.filter(seats__stage=stage, state="accepted")
    judges = {one.pk: one for one in seated.select_related("person")}
    entries = {one.pk: one for one in entries_in(stage).order_by("code")}
    reviews = Review.objects.filter(stage=stage)
    found = Conflict.objects.filter(judge__call=stage.call_id, lifted_at__isnull=True)
    teams, sectors = _teams(stage)
    return Pool(
        stage=stage,
        judges=judges,
        entries=entries,
        reviews={(one.judge_id, one.entry_id): one for one in reviews},
        conflicts=frozenset(found.values_list("judge_id", "entry_id")),
        own_cases=_own_cases(judges, teams),
        room=_room(stage, judges),
        sectors=sectors,
    )


def _teams(stage: Stage) -> tuple[dict[int, set[int]], dict[int, frozenset[str]]]:
    """Return the organizations and the sectors of each entry's team."""
    entries = in_play(stage.call)
    partners = EntryPartner.objects.filter(entry__in=entries).exclude(state="declined")
    teams: dict[int, set[int]] = defaultdict(set)
    sectors: dict[int, set[str]] = defaultdict(set)
    leads = entries.order_by().values_list("pk", "lead_id", "lead__sector")
    joined = partners.order_by().values_list("entry_id", "organization_id", "organization__sector")
    for entry, organization, sector in (*leads, *joined):
        teams[entry].add(organization)
        if sector:
            sectors[entry].add(sector)
    return teams, {entry: frozenset(of) for entry, of in sectors.items()}


def _own_cases(judges: dict[int, Judge], teams: dict[int, set[int]]) -> frozenset[Pair]:
    """Return the entries in which a judge's own organization takes part, whatever was lifted."""
    places = Membership.objects.running().filter(person__judging__in=judges)
    entries_of: dict[int, list[int]] = defaultdict(list)
    for entry, team in teams.items():
        for organization in team:
            entries_of[organization].append(entry)
    return frozenset(
        (judge, entry)
        for judge, organization in places.values_list("person__judging", "organization")
        for entry in entries_of.get(organization, ())
        if judge in judges
    )


def _room(stage: Stage, judges: dict[int, Judge]) -> dict[int, int]:
    """Return how many more entries each judge takes: the stage's cap, and their own over all."""
    here: dict[int, int] = defaultdict(int)
    elsewhere: dict[int, int] = defaultdict(int)
    standing = Review.objects.standing().filter(judge__in=judges)
    for holder, in_stage in standing.values_list("judge_id", "stage_id"):
        counted = here if in_stage == stage.pk else elsewhere
        counted[holder] += 1
    room = {}
    for pk, judge in judges.items():
        most = stage.most_entries
        if judge.most_entries is not None:
            most = min(most, judge.most_entries - elsewhere[pk])
        room[pk] = max(0, most - here[pk])
    return room
