"""Who may do what with programs, calls and entries."""

from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import Viewer, may_operate, rule
from sangsaeng.organizations.models import Kind, Membership, MembershipQuerySet, Organization
from sangsaeng.organizations.rules import LEADING, is_member, role_in
from sangsaeng.programs.models import (
    Call,
    Entry,
    EntryPartner,
    Officer,
    Program,
    Recommendation,
)

# Bodies that hold programs of their own.
HOSTS = frozenset({Kind.PUBLIC_INSTITUTION, Kind.LOCAL_GOVERNMENT, Kind.ASSOCIATION, Kind.MINISTRY})


@rule
def may_open_programs(viewer: Viewer) -> bool:
    """Whether the viewer may set up programs: operators, and those who lead a body that hosts."""
    if may_operate(viewer):
        return True
    return isinstance(viewer, Person) and _leads().filter(person=viewer).exists()


@rule
def may_open_programs_for(viewer: Viewer, host: Organization) -> bool:
    """Whether the viewer may set up a program in the name of this body."""
    if may_operate(viewer):
        return True
    return isinstance(viewer, Person) and _leads().filter(person=viewer, organization=host).exists()


@rule
def may_run_program(viewer: Viewer, program: Program) -> bool:
    """Whether the viewer is an officer of the program."""
    if not isinstance(viewer, Person) or not viewer.is_active:
        return False
    return Officer.objects.running().filter(program=program, person=viewer).exists()


@rule
def may_name_officers(viewer: Viewer, program: Program) -> bool:
    """Whether the viewer may say who runs the program: its officers, and operators."""
    return may_operate(viewer) or may_run_program(viewer, program)


@rule
def may_run(viewer: Viewer, call: Call) -> bool:
    """Whether the viewer is an officer of the call: sets it up, runs it, answers for it."""
    return may_run_program(viewer, call.program)


@rule
def may_set_up(viewer: Viewer, call: Call) -> bool:
    """Whether the viewer may still change the call's settings: its officer, until judging begins."""
    return call.state in {"draft", "announced", "open", "closed"} and may_run(viewer, call)


@rule
def is_of_team(viewer: Viewer, entry: Entry) -> bool:
    """Whether one of the viewer's organizations takes part in the entry, or was asked to."""
    if not isinstance(viewer, Person) or not viewer.is_active:
        return False
    return Entry.objects.of_team(viewer).filter(pk=entry.pk).exists()


@rule
def is_sealed(viewer: Viewer, entry: Entry) -> bool:
    """Whether the case is the viewer's own, which an officer or a judge then sees nothing of."""
    if not isinstance(viewer, Person):
        return False
    mine = Membership.objects.organizations_of(viewer)
    return (
        EntryPartner.objects.filter(entry=entry, organization__in=mine).exists()
        or Membership.objects.running().filter(person=viewer, organization=entry.lead_id).exists()
    )


@rule
def may_run_entry(viewer: Viewer, entry: Entry) -> bool:
    """Whether the viewer handles this entry as an officer: handed in, and not their own case."""
    return (
        entry.submitted_at is not None
        and may_run(viewer, entry.call)
        and not is_sealed(viewer, entry)
    )


@rule
def may_begin_entry(viewer: Viewer, lead: Organization) -> bool:
    """Whether the viewer may begin an entry in the organization's name: its people."""
    return is_member(viewer, lead)


@rule
def may_write_entry(viewer: Viewer, entry: Entry) -> bool:
    """Whether the viewer may write the entry: people of the lead and of partners that joined."""
    if is_member(viewer, entry.lead):
        return True
    if not isinstance(viewer, Person):
        return False
    mine = Membership.objects.organizations_of(viewer)
    return EntryPartner.objects.filter(entry=entry, organization__in=mine, state="joined").exists()


@rule
def may_hand_in(viewer: Viewer, entry: Entry) -> bool:
    """Whether the viewer may hand the entry in, withdraw or reopen it: those who lead the lead."""
    return role_in(viewer, entry.lead) in LEADING


@rule
def may_gather_team(viewer: Viewer, entry: Entry) -> bool:
    """Whether the viewer may ask organizations into the team: people of the lead."""
    return is_member(viewer, entry.lead)


@rule
def may_answer_partner(viewer: Viewer, partner: EntryPartner) -> bool:
    """Whether the viewer may say that the organization takes part: those who lead it."""
    return role_in(viewer, partner.organization) in LEADING


@rule
def may_recommend_for(viewer: Viewer, recommender: Organization) -> bool:
    """Whether the viewer may recommend in the organization's name: its people."""
    return is_member(viewer, recommender)


@rule
def may_answer_recommendation(viewer: Viewer, recommendation: Recommendation) -> bool:
    """Whether the viewer may take it up or decline: people of the recommended organization."""
    return is_member(viewer, recommendation.organization)


def _leads() -> MembershipQuerySet:
    return Membership.objects.running().filter(role__in=LEADING, organization__kind__in=HOSTS)
