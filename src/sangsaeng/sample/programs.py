"""The sample's programs: one of each ready scheme with a call, made as officers make them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import Final

from sangsaeng.kernel.clock import SEOUL, day_of
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.actions import enter_organization
from sangsaeng.organizations.facts import OrganizationFacts
from sangsaeng.organizations.models import Kind, Organization
from sangsaeng.programs.actions.calls import NewCall, write_call
from sangsaeng.programs.actions.programs import (
    ProgramFacts,
    end_officer,
    name_officer,
    open_program,
)
from sangsaeng.programs.actions.running import announce_call
from sangsaeng.programs.models import Call, Program
from sangsaeng.programs.schemes import Scheme, ready_schemes

HOST: Final = "예시 상생협력재단"
# How many days ago each call was announced, where it opens at once; none is still written.
BEGAN: Final[Mapping[str, int | None]] = {
    "win_win_honors": 5,
    "challenge_task": 9,
    "patent_transfer": 12,
    "purchase_conditional": 3,
    "co_investment": 1,
    "sales_channel": 14,
    "training_course": 7,
    "association_award": 2,
    "merit_commendation": -7,
    "benefit_sharing": None,
}
# The round that is judged meanwhile: of which scheme, and how many days ago it was announced.
JUDGED: Final = ("win_win_honors", 60)
_OPENED: Final = timedelta(days=90)


@dataclass
class SampleCalls:
    """What was made, by the key of the scheme it was made from.

    ``judged`` is an earlier round whose window is over by the clock but which nobody closed yet, so
    that entries can be handed in as of back then; ``look_after`` closes it.
    """

    host: Organization
    officer: Person
    programs: dict[str, Program] = field(default_factory=dict)
    calls: dict[str, Call] = field(default_factory=dict)
    judged: Call | None = None


def load_programs(people: Mapping[str, Person], *, at: datetime) -> SampleCalls:
    """Set up a program of every ready scheme, with a call that is open, to come, or a draft."""
    operator, officer = people["operator"], people["officer"]
    facts = OrganizationFacts(HOST, kind=Kind.PUBLIC_INSTITUTION, source="예시로 만든 기관입니다.")
    host = enter_organization(facts, actor=operator, at=at - _OPENED, is_sample=True)
    made = SampleCalls(host, officer)
    for scheme in ready_schemes():
        program = _program(host, scheme, operator, officer, at - _OPENED)
        made.programs[scheme.key] = program
        if scheme.key == JUDGED[0]:
            made.judged = _call(program, _for_a_dozen(scheme), 1, JUDGED[1], (officer, at))
        turn = 2 if scheme.key == JUDGED[0] else 1
        made.calls[scheme.key] = _call(program, scheme, turn, BEGAN.get(scheme.key), (officer, at))
    return made


def _for_a_dozen(scheme: Scheme) -> Scheme:
    """Return the scheme with fewer places, so that a dozen entries compete for them."""
    rules = dict(scheme.rules)
    rules["settings"] = {**rules["settings"], "places": 3}
    rules["sources"] = {key: one for key, one in rules["sources"].items() if key != "places"}
    rules["stages"] = [{**one, "keeps": 6} if "keeps" in one else one for one in rules["stages"]]
    return replace(scheme, rules=rules)


def _program(
    host: Organization, scheme: Scheme, operator: Person, officer: Person, at: datetime
) -> Program:
    facts = ProgramFacts(
        slug=scheme.key.replace("_", "-"),
        name=scheme.name,
        name_en=scheme.name_en,
        summary=scheme.summary,
        summary_en=scheme.summary_en,
        about=scheme.about,
        scheme=scheme.key,
        credential=scheme.credential,
        source=scheme.source,
    )
    program = open_program(host, facts, actor=operator, at=at, is_sample=True)
    name_officer(program, officer, actor=operator, at=at)
    end_officer(program.officers.get(person=operator), actor=operator, at=at)
    return program


def _call(
    program: Program,
    scheme: Scheme,
    turn: int,
    began: int | None,
    by: tuple[Person, datetime],
) -> Call:
    """Write the call as of the day it was announced; without a day it stays a draft."""
    officer, at = by
    written = at - timedelta(days=max(began or 0, 0))
    # A call announced in advance opens so many days from now.
    opens_at = at_hour(at - timedelta(days=began or 0), 9)
    closes_at = at_hour(opens_at + timedelta(days=scheme.days), 18)
    year = day_of(at).year
    wanted = NewCall(
        slug=f"{program.slug}-{year}-{turn}",
        title=f"{year}년 {turn}차 {scheme.name}",
        title_en=f"{scheme.name_en}, round {turn} of {year}",
        round=f"{year}년 {turn}차",
        about=scheme.about,
        opens_at=opens_at,
        closes_at=closes_at,
        results_at=closes_at + timedelta(days=60),
    )
    call = write_call(program, wanted, scheme.rules, actor=officer, at=written, is_sample=True)
    if began is not None:
        announce_call(call, actor=officer, at=max(written, opens_at) if began > 0 else written)
        call.refresh_from_db()
    return call


def at_hour(at: datetime, hour: int) -> datetime:
    """Return an hour of the day on which the moment falls in Seoul."""
    return datetime.combine(day_of(at), time(hour), SEOUL)
