"""Programs and who runs them."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.organizations.models import Credential, Organization
from sangsaeng.programs.models import Officer, Program
from sangsaeng.programs.refusals import AlreadyOfficer, LastOfficer, SlugTaken
from sangsaeng.programs.rules import may_name_officers, may_open_programs_for, may_run_program


@dataclass(frozen=True)
class ProgramFacts:
    """What a program says of itself."""

    slug: str
    name: str
    name_en: str = ""
    summary: str = ""
    summary_en: str = ""
    about: str = ""
    # The key of the ready scheme it is made from, if any.
    scheme: str = ""
    # Under which kind its honors stand among what their holders earned.
    credential: str = Credential.Kind.AWARD
    source: str = ""


@action
def open_program(
    host: Organization,
    facts: ProgramFacts,
    *,
    actor: Person,
    at: datetime,
    is_sample: bool = False,
) -> Program:
    """Set up a program in the name of a body; whoever does becomes its officer."""
    require(may_open_programs_for(actor, host), actor)
    try:
        with transaction.atomic():
            program = Program.objects.create(
                host=host, entered_at=at, is_sample=is_sample, **asdict(facts)
            )
    except IntegrityError as quicker:
        raise SlugTaken(slug=facts.slug) from quicker
    Officer.objects.create(program=program, person=actor, began_at=at)
    record(program, host=host, **asdict(facts))
    return program


@action
def edit_program(program: Program, *, actor: Person, at: datetime, **fields: Any) -> None:
    """Change what a program says of itself; its address and its host stay."""
    require(may_run_program(actor, program), actor)
    change(program, **fields)


@action
def name_officer(program: Program, person: Person, *, actor: Person, at: datetime) -> Officer:
    """Let a person run the program."""
    require(may_name_officers(actor, program), actor)
    try:
        with transaction.atomic():
            officer = Officer.objects.create(program=program, person=person, began_at=at)
    except IntegrityError as twice:
        raise AlreadyOfficer from twice
    record(officer, program=program, person=person)
    return officer


@action
def end_officer(officer: Officer, *, actor: Person, at: datetime) -> None:
    """End a person's office; the last one stays."""
    require(may_name_officers(actor, officer.program), actor)
    Program.objects.select_for_update(no_key=True).get(pk=officer.program_id)
    others = Officer.objects.running().filter(program=officer.program).exclude(pk=officer.pk)
    if not others.exists():
        raise LastOfficer
    change(officer, ended_at=at)
