"""What judging hears: whatever conflicts rest on has changed, so they are found anew."""

from datetime import datetime

from django.db.models import QuerySet

from sangsaeng.disclosure.events import AgreementSigned
from sangsaeng.judging.actions.conflicts import Scope, look_again
from sangsaeng.judging.events import DeclarationNeeded, JudgingSealed
from sangsaeng.judging.models import Declared, Judge
from sangsaeng.judging.rules import is_standing_still
from sangsaeng.kernel.events import announce, listen
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.events import (
    MembershipChanged,
    OrganizationDescribed,
    OrganizationsMerged,
)
from sangsaeng.programs.events import (
    EntryChanged,
    EntrySubmitted,
    PartnerAnswered,
    RecommendationSent,
)
from sangsaeng.programs.models import Call, Entry

# Before the announcement there are no entries, after the results no judging.
RUNNING = ("announced", "open", "closed", "judging")


@listen(EntrySubmitted)
def hear_of_submission(heard: EntrySubmitted) -> None:
    """Compare a new team with the judges."""
    _look_at_entry(heard.entry, heard.at)


@listen(EntryChanged)
def hear_of_change(heard: EntryChanged) -> None:
    """Compare a changed team with the judges."""
    _look_at_entry(heard.entry, heard.at)


@listen(PartnerAnswered)
def hear_of_partner(heard: PartnerAnswered) -> None:
    """Compare a team with the judges when an organization joins or leaves it."""
    if heard.partner.entry.submitted_at is not None:
        _look_at_entry(heard.partner.entry, heard.at)


@listen(RecommendationSent)
def hear_of_recommendation(heard: RecommendationSent) -> None:
    """Look at a judge who recommends."""
    _look_at_person(heard.recommendation.recommended_by, heard.at)


@listen(MembershipChanged)
def hear_of_membership(heard: MembershipChanged) -> None:
    """Look at a judge who comes or goes somewhere."""
    _look_at_person(heard.membership.person, heard.at)


@listen(OrganizationsMerged)
def hear_of_merger(heard: OrganizationsMerged) -> None:
    """Look at everybody: one organization has taken the place of another."""
    _look_everywhere(heard.at)


@listen(OrganizationDescribed)
def hear_of_description(heard: OrganizationDescribed) -> None:
    """Look at everybody: an organization may have joined a group or left it."""
    _look_everywhere(heard.at)


@listen(AgreementSigned)
def hear_of_agreement(heard: AgreementSigned) -> None:
    """Look at everybody once both sides signed."""
    if heard.is_whole:
        _look_everywhere(heard.at)


@listen(JudgingSealed)
def hear_of_seal(heard: JudgingSealed) -> None:
    """Make up for what was not looked at while judging stood still."""
    if heard.is_lifted:
        look_again(heard.seal.call, at=heard.at)


def _look_at_entry(entry: Entry, at: datetime) -> None:
    if entry.call.state not in RUNNING or is_standing_still(entry.call):
        return
    look_again(entry.call, Scope(entry=entry), at=at)
    _ask_to_declare(entry, at)


def _look_at_person(person: Person, at: datetime) -> None:
    for call in _calls().filter(judges__person=person):
        if not is_standing_still(call):
            look_again(call, Scope(person=person), at=at)


def _look_everywhere(at: datetime) -> None:
    for call in _calls():
        if not is_standing_still(call):
            look_again(call, at=at)


def _calls() -> QuerySet[Call]:
    return Call.objects.filter(state__in=RUNNING, judges__isnull=False).distinct()


def _ask_to_declare(entry: Entry, at: datetime) -> None:
    """Tell the judges who have declared about the others that these are new."""
    team = set(entry.partners.exclude(state="declined").values_list("organization", flat=True))
    team.add(entry.lead_id)
    judges = Judge.objects.filter(call=entry.call, state="accepted", declarations__isnull=False)
    spoken = Declared.objects.filter(
        declaration__judge__call=entry.call, organization__in=team
    ).values_list("declaration__judge", "organization")
    known = set(spoken)
    for judge in judges.distinct():
        missing = sum((judge.pk, organization) not in known for organization in team)
        if missing:
            announce(DeclarationNeeded(judge, missing, at))
