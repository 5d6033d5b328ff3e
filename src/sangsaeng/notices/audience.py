"""Who is told of a call and its entries: a team, or officers who are not of the case."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Protocol

from sangsaeng.kernel.clock import SEOUL
from sangsaeng.kernel.models import Person
from sangsaeng.notices.facts import Facts
from sangsaeng.notices.kinds import Kind
from sangsaeng.notices.news import News
from sangsaeng.programs.models import Call, Entry, EntryPartner, Officer, Program, Stage


class Deed(Protocol):
    """What every event that somebody caused says: who, and when."""

    @property
    def actor(self) -> Person:
        """Who did it."""

    @property
    def at(self) -> datetime:
        """When."""


def teams_of(entries: Iterable[Entry]) -> dict[int, set[int]]:
    """Return for each entry the organizations that take part: the lead and those that joined."""
    teams = {entry.pk: {entry.lead_id} for entry in entries}
    joined = EntryPartner.objects.filter(entry__in=teams, state="joined")
    for entry, organization in joined.values_list("entry", "organization"):
        teams[entry].add(organization)
    return teams


def to_team(entry: Entry, kind: Kind, once: str, path: str, facts: Facts) -> list[News]:
    """Return what every organization of the team is told."""
    team = sorted(teams_of([entry])[entry.pk])
    return [News(one, kind, f"{kind.value}:{entry.code}:{one}:{once}", path, facts) for one in team]


def to_person(person: int, kind: Kind, once: str, path: str, facts: Facts) -> News:
    """Return what one person alone is told, whatever they belong to."""
    return News(None, kind, f"{kind.value}:{once}", path, facts, people=frozenset({person}))


def officers_of(
    program: Program, may: Callable[[Person], bool], *, but: Person | None = None
) -> frozenset[int]:
    """Return the program's officers who may know, without the one who did it."""
    running = Officer.objects.running().filter(program=program).select_related("person")
    people = (office.person for office in running)
    return frozenset(one.pk for one in people if one != but and may(one))


def facts_of_call(call: Call) -> Facts:
    """Return both titles of a call."""
    return {"call": named(call.title, call.title_en)}


def facts_of_stage(stage: Stage) -> Facts:
    """Return the call and the stage."""
    return facts_of_call(stage.call) | {"stage": named(stage.label, stage.label_en)}


def facts_of_entry(entry: Entry) -> Facts:
    """Return how an entry is cited to its team and its officers."""
    return facts_of_call(entry.call) | {"entry": entry.title, "number": entry.number}


def named(korean: str, english: str) -> Facts:
    """Return a name in both languages."""
    return {"ko": korean, "en": english}


def when(moment: datetime) -> str:
    """Return a moment by the clock of Seoul, where calls open and close."""
    return moment.astimezone(SEOUL).isoformat()
