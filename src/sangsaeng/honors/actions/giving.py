"""Giving: one honor for a selected case, jointly to every partner that joined."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Max

from sangsaeng.honors.actions.issuing import issue
from sangsaeng.honors.addresses import honor_address
from sangsaeng.honors.events import HonorGiven
from sangsaeng.honors.models import Holder, Honor
from sangsaeng.honors.queries.giving import partners_of, waiting_for_honor
from sangsaeng.honors.refusals import (
    HonorGivenAlready,
    NobodyJoined,
    NothingToGive,
    NotSelected,
    OwnCase,
)
from sangsaeng.honors.rules import may_give_honors
from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.organizations.actions import earn_credential
from sangsaeng.organizations.facts import CredentialFacts
from sangsaeng.organizations.models import Credential
from sangsaeng.programs.models import Call, Entry, EntryPartner, Program
from sangsaeng.programs.rules import is_sealed

# Kinds that many programs share, so that a credential of one must name the program.
_SHARED = frozenset({Credential.Kind.AWARD, Credential.Kind.PROGRAM, Credential.Kind.CERTIFICATE})


@dataclass(frozen=True)
class Award:
    """What is said of an honor when it is given."""

    awarded_on: date
    part: str = ""
    summary: str = ""
    title: str = ""
    title_en: str = ""
    person_name: str = ""


@action
def give_honor(entry: Entry, award: Award, *, actor: Person, at: datetime) -> Honor:
    """Give a selected case its honor, with a plaque for each partner."""
    require(may_give_honors(actor, entry.call), actor)
    _number_in_turn(entry.call.program)
    return _give(entry, award, actor, at)


@action
def give_honors(call: Call, award: Award, *, actor: Person, at: datetime) -> list[Honor]:
    """Give every selected case of the call that has none its honor, all or none."""
    require(may_give_honors(actor, call), actor)
    _number_in_turn(call.program)
    entries = [one for one in waiting_for_honor(call) if not is_sealed(actor, one)]
    if not entries:
        raise NothingToGive
    return [_give(entry, replace(award, title=""), actor, at) for entry in entries]


def _give(entry: Entry, award: Award, actor: Person, at: datetime) -> Honor:
    partners = _checked(entry, actor)
    call = entry.call
    honor = Honor.objects.create(
        program=call.program,
        call=call,
        entry=entry,
        round=call.round or call.title[:40],
        number=_next_number(call.program),
        title=award.title or entry.title,
        title_en=award.title_en,
        summary=award.summary,
        part=award.part,
        person_name=award.person_name,
        awarded_on=award.awarded_on,
        is_sample=entry.is_sample,
        entered_at=at,
    )
    record(honor, number=honor.number, entry=entry, awarded_on=honor.awarded_on)
    holders = [
        Holder.objects.create(
            honor=honor,
            organization=partner.organization,
            position=position,
            name=partner.organization.name,
            part=partner.seat.label,
        )
        for position, partner in enumerate(partners, start=1)
    ]
    for holder in holders:
        issue(holder, actor, at)
        earn_credential(
            holder.organization,
            _earned(honor, holder),
            actor=actor,
            at=at,
            is_sample=honor.is_sample,
        )
    announce(HonorGiven(honor, actor, at))
    return honor


def _checked(entry: Entry, actor: Person) -> Sequence[EntryPartner]:
    """Return who is honored, or refuse."""
    if entry.state != "selected":
        raise NotSelected
    if Honor.objects.filter(entry=entry).exists():
        raise HonorGivenAlready
    if is_sealed(actor, entry):
        raise OwnCase
    partners = partners_of(entry)
    if not partners:
        raise NobodyJoined
    return partners


def _number_in_turn(program: Program) -> None:
    """Let one at a time give honors of a program: numbers have no gaps and no twins."""
    Program.objects.select_for_update(no_key=True).get(pk=program.pk)


def _next_number(program: Program) -> int:
    newest: int | None = program.honors.aggregate(newest=Max("number"))["newest"]
    return (newest or 0) + 1


def _earned(honor: Honor, holder: Holder) -> CredentialFacts:
    kind = Credential.Kind(honor.program.credential)
    others = [one.name for one in honor.holders.all() if one.pk != holder.pk]
    # A kind of its own says the name of the program already.
    name = f"{honor.program.name} {honor.round}" if kind in _SHARED else honor.round
    return CredentialFacts(
        kind,
        honor.awarded_on.year,
        f"{name[:100]} 제{honor.number}호",
        honor_address(honor),
        honor.awarded_on,
        name_as_published=holder.name,
        note=f"함께 받음: {', '.join(others)}"[:300] if others else "",
    )
